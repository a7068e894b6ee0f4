"""Commands about accounts: `flask users ...`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain

import click
from marshmallow import ValidationError

from supportapp.accounts import service, tokens
from supportapp.accounts.models import ROLES
from supportapp.accounts.schemas import AccountSchema
from supportapp.console import CommandGroup

LONGEST_LIFE = 3650  # days

users = CommandGroup("users", help="Accounts: create, list, change the role, close.")


@users.command()
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), default="user", show_default=True, help="What they may do.")
@click.option("--name", help="How they are called on pages.  [default: what is before the @]")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create(email: str, role: str, name: str | None, password_stdin: bool) -> None:
    """Create an account. The password is asked for, unless it comes from standard input.

    Example: flask users create ann@example.com --role agent --name "Ann Lee"
    """
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with _clear_words():
        account = AccountSchema().load({"email": email, "name": name or email.partition("@")[0], "password": password})
        user = service.create_user(account, role)
    click.echo(f"Created {user.email} with the role {user.role}.")


@users.command("list")
def list_all() -> None:
    """List all accounts.

    Example: flask users list
    """
    with _clear_words():
        found = service.list_users()
    width = max((len(user.email) for user in found), default=0)
    for user in found:
        notes = [] if user.active else ["closed"]
        notes += [] if user.verified_at else ["address not confirmed"]
        click.echo(f"{user.id:>6}  {user.email:<{width}}  {user.role:<5}  {user.name}  {', '.join(notes)}".rstrip())
    if not found:
        click.echo("There are no accounts yet. Make one with: flask users create EMAIL --role admin", err=True)


@users.command()
@click.argument("email")
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_LIFE),
    default=30,
    show_default=True,
    help="How long it is good for.",
)
def token(email: str, days: int) -> None:
    """Print an access token for scripts. It ends early when the account is closed.

    Example: curl -H "Authorization: Bearer $(flask users token bot@example.com --days 90)" .../chat/tickets
    """
    life = timedelta(days=days)
    with _clear_words():
        user = service.find(email)
        if not user.active:
            raise click.ClickException(f"{user.email} is closed. Open it with: flask users reactivate {user.email}")
        sign_in = service.start_sign_in(user.id, life)
    click.echo(tokens.access_token(sign_in.id, user.id, life))


@users.command("set-role")
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
def set_role(email: str, role: str) -> None:
    """Give somebody another role, from their next request on.

    Example: flask users set-role ann@example.com admin
    """
    with _clear_words():
        user = service.set_role(service.find(email).id, role)
    click.echo(f"{user.email} has the role {user.role} now.")


@users.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Close an account and end its sign-ins at once. What it wrote stays.

    Example: flask users deactivate ann@example.com
    """
    with _clear_words():
        user = service.deactivate(service.find(email).id)
    click.echo(f"{user.email} is closed; its sign-ins have ended.")


@users.command()
@click.argument("email")
def reactivate(email: str) -> None:
    """Open a closed account again.

    Example: flask users reactivate ann@example.com
    """
    with _clear_words():
        user = service.reactivate(service.find(email).id)
    click.echo(f"{user.email} is open again.")


@contextmanager
def _clear_words() -> Iterator[None]:
    """Turn refused values and unknown addresses into one line; CommandGroup has words for the rest."""
    try:
        yield
    except ValidationError as error:
        raise click.ClickException(" ".join(chain.from_iterable(error.messages_dict.values()))) from error
    except service.UnknownAccount as error:
        raise click.ClickException(f"{error.message} See all with: flask users list") from error
