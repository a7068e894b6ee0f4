"""`flask conversations import FILE.jsonl --user EMAIL`: bring conversations in from a file."""

import json
from pathlib import Path

import click
from marshmallow import ValidationError

from supportapp.accounts import service as accounts
from supportapp.chat import service
from supportapp.chat.schemas import ImportSchema
from supportapp.console import CommandGroup, progress

conversations = CommandGroup("conversations", help="Bring conversations in from other systems.")
schema = ImportSchema(unknown="exclude")


@conversations.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--user", "email", required=True, help="Whose conversations they become.")
def import_file(file: Path, email: str) -> None:
    """Read FILE, one conversation a line: {"messages": [{"role", "content"}], "title"?, "external_id"?}.

    A bad line is reported with its number and the rest goes on. Importing twice adds nothing.

    Example: flask conversations import talks.jsonl --user alice@example.com
    """
    try:
        user = accounts.find(email)
    except accounts.UnknownAccount as error:
        raise click.ClickException(
            f"There is no account {email}. List them: flask users list; make one: flask users create {email}"
        ) from error
    report = import_conversations(file, user.id)
    click.echo(f"{report['added']} added, {report['known']} already there, {report['bad']} bad lines left out.")
    if report["bad"]:
        raise SystemExit(1)


def import_conversations(file: Path, user_id: int) -> dict[str, int]:
    """Import each good line of a file and count what became of the lines: added, known, bad."""
    report = {"added": 0, "known": 0, "bad": 0}
    with file.open("rb") as lines, progress(file.stat().st_size, file.name) as update:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                report[_import_line(number, line, user_id)] += 1
            update(len(line))
    return report


def _import_line(number: int, line: bytes, user_id: int) -> str:
    try:
        data = schema.load(json.loads(line))
    except ValidationError as error:
        return _bad(number, str(error.normalized_messages()))
    except (ValueError, RecursionError):
        return _bad(number, "this is not JSON")
    added = service.import_one(user_id, data["messages"], data["title"], data["external_id"])
    return "added" if added else "known"


def _bad(number: int, words: str) -> str:
    click.echo(f"line {number}: {words}", err=True)
    return "bad"
