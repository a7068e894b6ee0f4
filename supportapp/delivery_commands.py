"""Commands for deliveries: `flask worker` goes on, `flask deliver` makes one pass, `flask doctor` checks."""

import signal

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import with_appcontext

from supportapp import outbox
from supportapp.doctor import doctor
from supportapp.outbox import Report
from supportapp.worker import Worker

slots = click.option(
    "--slots", default=4, show_default=True, type=click.IntRange(1, 64), help="Deliveries at the same time."
)


@click.command("worker")
@slots
@with_appcontext
def worker(slots: int) -> None:
    """Deliver mails and other messages until stopped by Ctrl+C or SIGTERM.

    Several workers may run, also on several machines.

    \b
    Example: flask worker --slots 8
    """  # noqa: D301 (\b is click's mark for "keep these lines")
    running = Worker(_app(), slots)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: running.stop())
    click.echo(f"Worker {running.name} started: up to {slots} deliveries at a time. Ctrl+C stops it.")
    report = running.run()
    click.echo(f"Worker {running.name} stopped. {_told(report)}")


@click.command("deliver")
@slots
@click.option("--failed", is_flag=True, help="Also try again what was given up.")
@with_appcontext
def deliver(slots: int, failed: bool) -> None:
    """Deliver what is due now, then end: for cron, or to see what happens.

    \b
    Example: flask deliver --failed
    """  # noqa: D301
    try:
        if failed:
            click.echo(f"To be tried again: {outbox.revive()}.")
        report = Worker(_app(), slots).run(once=True)
    except sa.exc.DBAPIError as error:
        raise click.ClickException(
            f"The database can't be used ({type(error.orig).__name__}). Run: flask doctor"
        ) from error
    click.echo(_told(report))


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001


def _told(report: Report) -> str:
    words = f"Delivered {report.delivered}, to be tried again {report.postponed}, given up {report.failed}."
    return words + (f" Taken over by another worker: {report.lost}." if report.lost else "")


COMMANDS = [worker, deliver, doctor]
