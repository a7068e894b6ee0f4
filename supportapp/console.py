"""The command line's manners: progress of long work, and failures that say what to do next."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
import sqlalchemy as sa
from flask.cli import AppGroup

from supportapp.errors import AppError

TENTH = 10
NO_TABLES = "The database is not ready for this command. Run: flask db upgrade (and flask doctor says what is wrong)"


class Command(click.Command):
    """A command that tells a failure in a sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with plain_failures():
            return super().invoke(ctx)


class CommandGroup(AppGroup):
    """A group of such commands."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run one of its commands."""
        with plain_failures():
            return super().invoke(ctx)


@contextmanager
def plain_failures() -> Iterator[None]:
    """Turn failures that have words of their own, and a database without tables, into one line for the operator."""
    try:
        yield
    except AppError as error:
        raise click.ClickException(error.message) from error
    except (sa.exc.OperationalError, sa.exc.ProgrammingError) as error:
        raise click.ClickException(f"{NO_TABLES}\n({str(error.orig).strip()})") from error


@contextmanager
def progress(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """Give a function to call with how much was done; `length` is how much there is in all."""
    if sys.stderr.isatty():
        with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
            yield bar.update
        return
    done, said = 0, 0

    def update(amount: int) -> None:
        nonlocal done, said
        done += amount
        tenth = done * TENTH // max(length, 1)
        if tenth > said:
            said = tenth
            click.echo(f"{label}: {tenth * 100 // TENTH} %", err=True)

    yield update
