"""`flask doctor`: looks at settings, database, mail, outbox and language model, and says how to mend what is wrong."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import with_appcontext

from supportapp import outbox
from supportapp.config import Defaults, is_loopback
from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.notifications import transport
from supportapp.operations import LATE, NO_WORKER, NOT_MIGRATED, migrations_at_head
from supportapp.tickets.learn import model_check

PREFIX = "SUPPORTAPP_"
NOT_IN_CONFIG = {"INSTANCE_PATH", "SHARED"}  # read before the application exists; where tests find their data
OF_LIBRARIES = ("JWT_", "SQLALCHEMY_", "RATELIMIT_", "WTF_", "BOOTSTRAP_", "API_", "OPENAPI_", "SESSION_")
PLAIN_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


@dataclass(frozen=True)
class Finding:
    """One line of the report; `mend` is empty where nothing is wrong."""

    what: str
    mend: str = ""


Findings = Iterator[Finding]


@click.command("doctor")
@click.option("--mail-to", metavar="ADDRESS", help="Also send a test message there.")
@with_appcontext
def doctor(mail_to: str | None) -> None:
    """Check settings, database, mail, outbox and model; say how to mend what is wrong. Exit code 1 if anything is.

    \b
    Example: flask doctor --mail-to me@example.com
    """  # noqa: D301
    app: Flask = current_app
    problems = 0
    for check in CHECKS:
        for finding in check(app):
            problems += _say(finding)
    if mail_to:
        problems += _say(_test_message(app, mail_to))
    click.echo(f"{problems} problem{'' if problems == 1 else 's'} found." if problems else "All is well.")
    raise SystemExit(1 if problems else 0)


def check_names(app: Flask) -> Findings:
    """Find settings in the environment that nothing reads, most likely for a typing mistake."""
    known = {name for name in vars(Defaults) if name.isupper()} | set(app.default_config) | NOT_IN_CONFIG
    unknown = []
    for variable in sorted(name for name in os.environ if name.startswith(PREFIX)):
        name = variable.removeprefix(PREFIX).split("__")[0]
        meant = get_close_matches(name, known, n=1, cutoff=0.8)
        if name not in known and (meant or not name.startswith(OF_LIBRARIES)):
            hint = f"Did you mean {PREFIX}{meant[0]}?" if meant else "See supportapp/config.py for all names."
            unknown.append(Finding(f"{variable} is no setting", hint))
    yield from unknown or [Finding("every SUPPORTAPP_ name in the environment is a setting")]


def check_secrets(app: Flask) -> Findings:
    """Check that the two secrets differ and that nobody else on the machine can read their files."""
    if app.config["SECRET_KEY"] == app.config["JWT_SECRET_KEY"]:
        yield Finding("SECRET_KEY and JWT_SECRET_KEY are the same", "Set one of them to another value.")
        return
    for name in ("SECRET_KEY", "JWT_SECRET_KEY"):
        path = Path(app.instance_path) / name.lower()
        used = path.is_file() and path.read_text().strip() == app.config[name]
        if used and os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding(f"others on this machine may read {path}", f"Run: chmod 600 {path}")
        else:
            yield Finding(f"{name} is set{' by its file in the instance folder' if used else ''}")


def check_public_url(app: Flask) -> Findings:
    """Check the address that links begin with."""
    url = str(app.config["PUBLIC_URL"])
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield Finding("PUBLIC_URL is no web address", "Set it like https://support.example.com")
    elif parts.path.strip("/") or parts.query or parts.fragment:
        yield Finding(f"PUBLIC_URL has more than a host: {url}", "Leave out what follows the host.")
    elif is_loopback(url):
        yield Finding(f"PUBLIC_URL is {url}: links work on this machine only")
    elif parts.scheme == "http":
        yield Finding(
            f"PUBLIC_URL is {url}, and browsers send sign-in cookies by https only",
            "Put a server for https in front and set PUBLIC_URL to its address.",
        )
    else:
        yield Finding(f"PUBLIC_URL is {url}")


def check_instance(app: Flask) -> Findings:
    """Check that the instance folder can be written."""
    folder = Path(app.instance_path)
    if not folder.exists():  # whoever needs it makes it, when the application starts
        yield Finding("no instance folder is needed: secrets and database are set")
    elif folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        yield Finding(f"the instance folder {folder} can be written")
    else:
        mend = "Give it to the user who runs this, or name another one in SUPPORTAPP_INSTANCE_PATH."
        yield Finding(f"the instance folder {folder} can't be written", mend)


def check_database(_app: Flask) -> Findings:
    """Check that the database answers and has every table, then what waits in the outbox."""
    where = db.engine.url.render_as_string(hide_password=True)
    try:
        with db.engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
        yield Finding(f"the database answers: {where}")
        if not migrations_at_head():
            yield Finding("the database is not at the newest revision", NOT_MIGRATED.rpartition(". ")[2])
            return
        yield Finding("the database is at the newest revision")
        yield from _check_outbox()
    except sa.exc.DBAPIError as error:
        mend = "Check that it runs and that SUPPORTAPP_DATABASE_URL is right."
        yield Finding(f"the database does not answer ({type(error.orig).__name__}): {where}", mend)


def check_mail(app: Flask) -> Findings:
    """Check that the mail server takes a connection and our sign-in."""
    if not app.config["SMTP_URL"]:
        yield Finding("no mail server is set (SUPPORTAPP_SMTP_URL): mails are printed on the worker's console")
        return
    try:
        server = transport.parse(app.config["SMTP_URL"])
        transport.probe(app.config["SMTP_URL"])
    except (ValueError, outbox.TemporaryFailure) as error:
        yield Finding(str(error), "Correct SUPPORTAPP_SMTP_URL, or start the mail server.")
        return
    yield Finding(f"the mail server {server.host}:{server.port} answers")
    if server.user and server.scheme == "smtp" and not is_loopback(app.config["SMTP_URL"]):
        mend = "Begin SUPPORTAPP_SMTP_URL with smtp+starttls:// or smtps://"
        yield Finding("the mail server's password goes over the network unprotected", mend)


def check_model(app: Flask) -> Findings:
    """Check that the language model answers, where one is set."""
    yield from (Finding(*told) for told in model_check.findings(app.config))


def _check_outbox() -> Findings:
    waited, failed = outbox.oldest_wait(), outbox.how_many(outbox.FAILED)
    waiting = f"{outbox.how_many(outbox.PENDING)} deliveries wait; the oldest due one for {waited:.0f} seconds"
    yield Finding(waiting, NO_WORKER.rpartition(". ")[2] if waited > LATE else "")
    if failed:
        yield Finding(
            f"{failed} deliveries were given up",
            "Column last_error of table outbox says why. To try them again: flask deliver --failed",
        )
    else:
        yield Finding("no delivery was given up")


def _test_message(app: Flask, address: str) -> Finding:
    if not PLAIN_ADDRESS.fullmatch(address):
        return Finding("no test message was sent", "Give --mail-to one address, like me@example.com")
    message = EmailMessage()
    try:
        message["From"], message["To"] = app.config["MAIL_FROM"], address
        message["Subject"] = f"{app.config['PRODUCT_NAME']}: mail works"
        message["Date"], message["Message-ID"] = utcnow(), make_msgid(domain="doctor.invalid")
        message.set_content("This is the test message of flask doctor. Nothing needs to be done.\n")
        if app.config["SMTP_URL"]:
            transport.send(message, app.config["SMTP_URL"])
        else:
            transport.show(message)
    except (ValueError, outbox.TemporaryFailure, outbox.PermanentFailure) as error:
        return Finding(f"the test message was not taken: {error}", "Check SUPPORTAPP_SMTP_URL and _MAIL_FROM.")
    return Finding(f"a test message was sent to {address}; look whether it arrives")


def _say(finding: Finding) -> int:
    click.echo(f"{'problem' if finding.mend else 'ok     '}  {finding.what}")
    if finding.mend:
        click.echo(f"         {finding.mend}")
    return 1 if finding.mend else 0


CHECKS: tuple[Callable[[Any], Findings], ...] = (
    check_names,
    check_secrets,
    check_public_url,
    check_instance,
    check_database,
    check_mail,
    check_model,
)
