"""The `flask` command line: arguments in, one call out. `supportapp` is the same for an installed package."""

from importlib import resources
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, with_appcontext

from supportapp import create_app, delivery_commands, draft_commands
from supportapp.accounts import commands as accounts_commands
from supportapp.chat import commands as chat_commands
from supportapp.config import is_loopback
from supportapp.console import Command, progress
from supportapp.demo import filling, people
from supportapp.tickets.lists import commands as tickets_commands

MOST_DEMO_TICKETS = 5_000_000

main = FlaskGroup(create_app=create_app, name="supportapp", help="Run and look after the support-ticket system.")


def init_app(app: Flask) -> None:
    """Add our commands to `flask`."""
    app.cli.add_command(accounts_commands.users)
    app.cli.add_command(chat_commands.conversations)
    app.cli.add_command(tickets_commands.tickets)
    app.cli.add_command(demo)
    app.cli.add_command(draft_commands.drafts)
    for command in delivery_commands.COMMANDS:
        app.cli.add_command(command)


def _ticket_count(_context: click.Context, _option: click.Parameter, text: str | None) -> int | None:
    """Read a number of tickets a disk can hold."""
    if text is None:
        return None
    digits = text.replace(",", "")
    plain = digits.isascii() and digits.isdecimal() and len(digits) <= len(str(MOST_DEMO_TICKETS))
    if not plain or not 1 <= int(digits) <= MOST_DEMO_TICKETS:
        raise click.BadParameter(f"Give a whole number from 1 to {MOST_DEMO_TICKETS:,}, such as 2000; not {text!r}.")
    return int(digits)


@click.command(cls=Command)
@with_appcontext
@click.option(
    "--conversations",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of conversations to show instead of the built-in ones.",
)
@click.option(
    "--tickets",
    metavar="N",
    callback=_ticket_count,
    help="Also fill the desk, up to so many demo tickets of the past year.",
)
def demo(conversations: Path | None, tickets: int | None) -> None:
    """Add demo people and conversations; doing it again adds nothing.

    With --tickets, also a desk full of tickets, with comments and timelines, as many as are missing. Nobody is told
    of them. 200,000 take a few minutes and half a GB of disk.

    \b
    Example: flask demo
    Example: flask demo --tickets 2000
    """  # noqa: D301 (\b is click's mark for "keep these lines")
    address = current_app.config["PUBLIC_URL"]
    if not is_loopback(address):
        raise click.ClickException(
            f"The demo sign-ins have a known password, and {address} is open to others. "
            "Run the demo with a PUBLIC_URL on this machine, or make accounts: flask users create EMAIL --role user"
        )
    requester, *_ = people.sign_ins()
    with resources.as_file(resources.files("supportapp.demo") / "conversations.jsonl") as built_in:
        report = chat_commands.import_conversations(conversations or built_in, requester.id)
    click.echo(f"Demo data: {report['added']} conversations added, {report['known']} already there.")
    if tickets:
        filled = filling.fill(tickets, lambda missing: progress(missing, "Writing demo tickets"))
        click.echo(f"Demo tickets: {filled.added:,} added, {filled.known:,} already there.")
    click.echo(f"\nOpen {address} and sign in, password {people.PASSWORD}:")
    for email, _, _, words in people.PEOPLE:
        click.echo(f"  {email:<20} {words}")
