"""The `flask` command line: arguments in, one call out. `supportapp` is the same for an installed package."""

from importlib import resources
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, with_appcontext

from supportapp import create_app, delivery_commands, draft_commands
from supportapp.accounts import commands as accounts_commands
from supportapp.accounts import service as accounts
from supportapp.accounts.models import User
from supportapp.chat import commands as chat_commands
from supportapp.config import is_loopback
from supportapp.console import Command

DEMO_PASSWORD = "try-the-demo"  # noqa: S105 (printed for everybody to see; refused on a public address)
DEMO_PEOPLE = (
    ("alice@example.com", "Alice Miller", "user", "a requester with conversations"),
    ("bob@example.com", "Bob Stone", "agent", "an agent"),
    ("dora@example.com", "Dora Klein", "admin", "an admin"),
)

main = FlaskGroup(create_app=create_app, name="supportapp", help="Run and look after the support-ticket system.")


def init_app(app: Flask) -> None:
    """Add our commands to `flask`."""
    app.cli.add_command(accounts_commands.users)
    app.cli.add_command(chat_commands.conversations)
    app.cli.add_command(demo)
    app.cli.add_command(draft_commands.drafts)
    for command in delivery_commands.COMMANDS:
        app.cli.add_command(command)


@click.command(cls=Command)
@with_appcontext
@click.option(
    "--conversations",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of conversations to show instead of the built-in ones.",
)
def demo(conversations: Path | None) -> None:
    """Add demo people and conversations; doing it again adds nothing.

    Example: flask demo
    """
    address = current_app.config["PUBLIC_URL"]
    if not is_loopback(address):
        raise click.ClickException(
            f"The demo sign-ins have a known password, and {address} is open to others. "
            "Run the demo with a PUBLIC_URL on this machine, or make accounts: flask users create EMAIL --role user"
        )
    requester, *_ = [_demo_person(*person) for person in DEMO_PEOPLE]
    with resources.as_file(resources.files("supportapp.demo") / "conversations.jsonl") as built_in:
        report = chat_commands.import_conversations(conversations or built_in, requester.id)
    click.echo(f"Demo data: {report['added']} conversations added, {report['known']} already there.")
    click.echo(f"\nOpen {address} and sign in, password {DEMO_PASSWORD}:")
    for email, _, _, words in DEMO_PEOPLE:
        click.echo(f"  {email:<20} {words}")


def _demo_person(email: str, name: str, role: str, _words: str) -> User:
    try:
        return accounts.find(email)
    except accounts.UnknownAccount:
        return accounts.create_user({"email": email, "name": name, "password": DEMO_PASSWORD}, role)
