"""`flask tickets export`: the desk's tickets as a file."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import click
from flask import current_app
from marshmallow import ValidationError

from supportapp.accounts import service as accounts
from supportapp.accounts.service import Person
from supportapp.console import CommandGroup
from supportapp.tickets.lists import export
from supportapp.tickets.lists.export import Link, Row
from supportapp.tickets.models import CATEGORIES, PRIORITIES, STATUSES
from supportapp.tickets.schemas import AdminFilters

OPERATOR = Person(id=0, email="", name="operator", role="admin", verified=True, sign_in_id="")
DAY_WORDS = "A date (2026-11-23) or a time with its offset."

tickets = CommandGroup("tickets", help="The desk's tickets.")
schema = AdminFilters()


def filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that choose tickets."""
    options = (
        click.option("--status", multiple=True, type=click.Choice(STATUSES), help="May be given several times."),
        click.option("--priority", multiple=True, type=click.Choice(PRIORITIES), help="The same."),
        click.option("--category", multiple=True, type=click.Choice(CATEGORIES), help="The same."),
        click.option("--created-from", help=f"Sent then or later. {DAY_WORDS}"),
        click.option("--created-to", help="Sent before the end of that day, or before that time."),
        click.option("--assignee", metavar="EMAIL", help="The agent who works on them."),
        click.option("--unassigned", is_flag=True, help="Those nobody works on."),
        click.option("--q", metavar="WORDS", help='Words in them, "in quotes" a phrase, -word leaves tickets out.'),
    )
    for option in reversed(options):
        command = option(command)
    return command


@tickets.command("export")
@click.option("--format", "form", type=click.Choice(list(export.FORMATS)), default="csv", show_default=True)
@click.option(
    "--output",
    default="-",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="A file; -: standard output.",
    show_default=True,
)
@filters
def export_tickets(form: str, output: Path, **wanted: Any) -> None:
    """Write tickets to a file, newest first: what they say and where they stand; no comments, no notes.

    In CSV, a text that a spreadsheet would take for a formula gets an apostrophe before it.

    \b
    Example: flask tickets export --format csv --status open --output open.csv
    Example: flask tickets export --format jsonl --created-from 2026-11-01 | gzip > november.jsonl.gz
    """  # noqa: D301 (\b is click's mark for "keep these lines")
    found = export.pages(OPERATOR, _asked(wanted), _link())
    with _target(output) as file, _counter(shown=sys.stderr.isatty() and not file.isatty()) as count:
        for piece in export.encode(form, count(found)):
            file.write(piece)


def _asked(wanted: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read the options into filters for listing.py, or say which of them make no sense."""
    given = {name: value for name, value in wanted.items() if value}
    email = given.pop("assignee", None)
    try:
        if email:
            given["assignee_id"] = accounts.find(email).id
        return schema.load(given)  # type: ignore[no-any-return]
    except accounts.UnknownAccount as error:
        raise click.UsageError(f"There is no account {email}. See all with: flask users list") from error
    except ValidationError as error:
        told = error.normalized_messages()
        words = [f"{_option(name)}: {' '.join(messages)}" for name, messages in told.items()]
        raise click.UsageError(" ".join(words)) from error


def _option(name: str) -> str:
    return "--assignee" if name == "assignee_id" else f"--{name.replace('_', '-')}"


def _link() -> Link:
    """Return what makes a ticket's address outside of a request."""
    addresses = current_app.url_map.bind("")
    public = str(current_app.config["PUBLIC_URL"]).rstrip("/")
    return lambda ticket_id: public + addresses.build("tickets.ticket", {"ticket_id": ticket_id})


@contextmanager
def _target(output: Path) -> Iterator[BinaryIO]:
    """Open what is written to. A file appears under its name when it is whole, so none is cut off unnoticed."""
    if str(output) == "-" or (output.exists() and not output.is_file()):  # such as a pipe or /dev/null
        with click.open_file(str(output), "wb") as stream:
            yield stream  # type: ignore[misc]
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    except OSError as error:
        raise click.ClickException(f"{output} can't be written: {error.strerror}. Choose another --output.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _counter(*, shown: bool) -> Iterator[Callable[[Iterator[list[Row]]], Iterator[list[Row]]]]:
    """Give a function that passes pages on and, where it can be seen, tells how many tickets have gone by."""

    def count(found: Iterator[list[Row]]) -> Iterator[list[Row]]:
        done = 0
        for rows in found:
            yield rows
            done += len(rows)
            if shown:
                click.echo(f"\r{done:,} tickets", err=True, nl=False)

    yield count
    if shown:
        click.echo(err=True)
