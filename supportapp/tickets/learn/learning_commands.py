"""What `flask drafts` says of this desk: the ledger of its drafts, and the models trained on its tickets."""

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any

import click
from flask.cli import with_appcontext

from supportapp.console import Command, progress
from supportapp.drafting.report_text import lines
from supportapp.tickets.learn import learning, learnt
from supportapp.tickets.learn.ledger import RESULTS
from supportapp.tickets.learn.ledger_report import report
from supportapp.tickets.models import Learnt

COLUMNS = (
    "drafter",
    "version",
    "language",
    "submitted",
    "joined",
    "discarded",
    "abandoned",
    "expired",
    "seconds",
    "useful",
    "rated",
)
FIELD_COLUMNS = ("field", "sent", *RESULTS, "distance", "corrected")
NOTHING_YET = "No draft has ended yet. The ledger fills as people send or discard drafts."


@click.command("ledger", cls=Command)
@click.option("--json", "form", flag_value="json", help="The figures for a program, a JSON object a line.")
@click.option("--csv", "form", flag_value="csv", help="The figures for a spreadsheet.")
@click.option("--rows", "form", flag_value="rows", help="The tickets with their conversations, for flask drafts eval.")
@with_appcontext
def ledger(form: str | None) -> None:
    """Tell how often drafts were kept as they were written, by drafter, version and language.

    Joined: added to a ticket there was. Abandoned: opened, and untouched for a week.
    Corrected: changed by an agent within a day of sending.
    --rows prints what people wrote, secrets masked: keep that file as carefully as the database.

    \b
    Example: flask drafts ledger
    Example: flask drafts ledger --rows > tickets.jsonl && flask drafts eval tickets.jsonl
    """  # noqa: D301 (\b is click's mark for "keep these lines")
    if form == "rows":
        for row in learning.rows():
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    figures = report()
    if form == "csv":
        _write_csv(figures)
    elif form == "json":
        for each in figures:
            click.echo(json.dumps(each))
    else:
        click.echo("\n".join(_told(figures)) or NOTHING_YET)


@click.command("models", cls=Command)
@click.option("--use", "version", metavar="VERSION", help="Draft with this stored model, or with: shipped.")
@click.option("--rollback", is_flag=True, help="Draft with the model that was used before the present one.")
@with_appcontext
def models(version: str | None, rollback: bool) -> None:
    """List the models trained on this desk's tickets, or choose one. Running servers follow within a minute.

    \b
    Example: flask drafts models --use shipped
    Example: flask drafts models --rollback
    """  # noqa: D301
    if version and rollback:
        raise click.UsageError("Choose one of --use and --rollback.")
    if version:
        learnt.use(version)
    if rollback:
        click.echo(f"Back to {learnt.roll_back()}.")
    stored = learnt.stored()
    for row in stored:
        click.echo(_line(row))
    used = "" if any(row.active for row in stored) else "  in use"
    click.echo(f"{learnt.SHIPPED:<24}comes with the program{used}")


def from_tickets(train: Callable[..., None]) -> Callable[..., None]:
    """Give `flask drafts train` another source of what it learns from: this desk's own tickets."""

    @click.option(
        "--from-tickets",
        is_flag=True,
        help="Learn from this desk's tickets instead; the model goes into the database, and is used if no worse.",
    )
    @wraps(train)
    def either(from_tickets: bool, **others: Any) -> None:
        if not from_tickets:
            train(**others)
        elif any(others[name] for name in ("files", "output", "check")):
            raise click.UsageError("--from-tickets writes into the database; leave out FILES, --output and --check.")
        else:
            _train_on_tickets()

    return either


COMMANDS = [ledger, models]


def _train_on_tickets() -> None:
    done = learning.train_on_tickets(lambda rows: progress(rows, "Reading, then learning for a minute or two"))
    for name, measured in ((done.before, done.measured_before), (done.version, done.measured)):
        click.echo("\n".join([f"\n{name}, on tickets neither was trained on:\n", *lines(measured)]))
    if done.activated:
        click.echo(f"\nDrafts are made with {done.version} from now on. To undo: flask drafts models --rollback")
        return
    fallen = ", ".join(f"{name} from {old:.3f} to {new:.3f}" for name, (old, new) in done.fallen.items())
    click.echo(f"\nKept, not used: it fell in {fallen}. To use it: flask drafts models --use {done.version}")


def _line(row: Learnt) -> str:
    new = row.figures.get("new", {})
    figures = [f"{name} {new[name]['macro_f1']:.3f}" for name in learning.JUDGED if name in new]
    used = "  in use" if row.active else ""
    return f"{row.version:<24}{row.created_at:%Y-%m-%d %H:%M}  {', '.join(figures)}{used}"


def _told(figures: list[dict[str, Any]]) -> Iterator[str]:
    for each in figures:
        yield f"{each['drafter']} {each['version']}, {each['language'] or 'language unknown'}"
        seconds = "" if each["seconds"] is None else f"; half took less than {each['seconds']:.0f} seconds on the form"
        useful = f"; {each['useful']} of {each['rated']} said useful" if each["rated"] else ""
        yield (
            f"  {each['submitted']} sent, {each['discarded']} discarded, {each['abandoned']} abandoned, "
            f"{each['expired']} drafted again{seconds}{useful}"
        )
        yield "  " + "".join(f"{name:<13}" for name in FIELD_COLUMNS).rstrip()
        for field in each["fields"]:
            yield "  " + "".join(f"{_cell(field, name):<13}" for name in FIELD_COLUMNS).rstrip()
        yield ""


def _cell(field: Mapping[str, Any], name: str) -> str:
    value = field.get(name)
    if value is None:
        return "-"
    return f"{value:.0%}" if name in RESULTS else f"{value:.3f}" if name == "distance" else str(value)


def _write_csv(figures: list[dict[str, Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*COLUMNS, *FIELD_COLUMNS])
    for each in figures:
        for field in each["fields"]:
            writer.writerow([*(each[name] for name in COLUMNS), *(field.get(name) for name in FIELD_COLUMNS)])
