"""From the fact to the mailbox: once, under one Message-ID, through crashes and refusals."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from notifications.smtp_server import SmtpServer

from supportapp import outbox
from supportapp.database import utcnow
from supportapp.events import TicketSubmitted
from supportapp.extensions import db
from supportapp.outbox import Delivery

LATER = timedelta(days=1, seconds=1)


def add(app: Flask, event: object) -> None:
    """Store what is to be told."""
    with app.app_context():
        outbox.add(event)
        db.session.commit()


def row(app: Flask) -> Any:
    """Return the only delivery."""
    with app.app_context(), db.engine.connect() as connection:
        return connection.execute(sa.select(sa.inspect(Delivery).local_table)).one()


def until(done: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until `done()`."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


@pytest.fixture
def worker(root: Path, settings: dict[str, Any]) -> Callable[[], AbstractContextManager[Any]]:
    """Give a context manager that runs `flask worker` on the test's database."""
    environment = {
        **os.environ,
        **{f"SUPPORTAPP_{name}": str(value) for name, value in settings.items()},
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]

    @contextmanager
    def run() -> Iterator[subprocess.Popen[str]]:
        with subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    return run


def test_a_refused_message_is_tried_again_under_the_same_id(
    app: Flask, smtp: SmtpServer, submitted: TicketSubmitted
) -> None:
    add(app, submitted)
    smtp.replies["TAKEN"] = ["451 not now", "drop", "250 taken"]
    with time_machine.travel(utcnow(), tick=False) as clock:
        for _ in range(5):
            with app.app_context():
                outbox.deliver(10)
            clock.shift(LATER)
    assert len(smtp.messages) == 3
    assert {message["Message-ID"] for message in smtp.messages} == {f"<{row(app).id}@help.example.com>"}
    assert (row(app).state, row(app).attempts) == ("delivered", 3)


def test_4xx_then_5xx_is_a_dead_letter_with_the_servers_words(
    app: Flask, smtp: SmtpServer, submitted: TicketSubmitted
) -> None:
    add(app, submitted)
    smtp.replies["RCPT"] = ["450 mailbox busy", "550 no such person"]
    with app.app_context():
        outbox.deliver(10)
        with time_machine.travel(utcnow() + LATER):
            assert outbox.deliver(10) == outbox.Report(failed=1)
    assert row(app).last_error == "The mail server answered 550 no such person"


def test_a_message_that_cannot_be_built_stops_nothing(app: Flask, smtp: SmtpServer, submitted: TicketSubmitted) -> None:
    add(app, TicketSubmitted(**{**vars(submitted), "title": "bad\r\nTo: evil@example.com"}))
    add(app, submitted)
    with app.app_context():
        assert outbox.deliver(10) == outbox.Report(delivered=1, failed=1)
    assert len(smtp.taken) == 1


def test_without_an_address_nothing_is_sent_and_that_is_that(
    app: Flask, smtp: SmtpServer, submitted: TicketSubmitted
) -> None:
    add(app, TicketSubmitted(**{**vars(submitted), "requester_email": ""}))
    with app.app_context():
        assert outbox.deliver(10) == outbox.Report(delivered=1)
    assert not smtp.commands


def test_without_a_mail_server_the_message_is_printed(
    app: Flask, submitted: TicketSubmitted, capsys: pytest.CaptureFixture[str]
) -> None:
    app.config["SMTP_URL"] = ""
    add(app, submitted)
    with app.app_context():
        assert outbox.deliver(10) == outbox.Report(delivered=1)
    shown = capsys.readouterr().out
    assert "Subject: We have your ticket #4711" in shown
    assert f"| {submitted.url}\n" in shown


@pytest.mark.slow
def test_killed_between_sending_and_recording_it_is_sent_again_after_the_lease(
    app: Flask, submitted: TicketSubmitted, smtp: SmtpServer, worker: Any
) -> None:
    smtp.replies["TAKEN"] = ["hang"]
    add(app, submitted)
    with worker() as process:
        until(lambda: smtp.taken)
        process.kill()
        process.wait(10)
    assert (row(app).state, row(app).attempts) == ("pending", 1)
    with app.app_context():
        assert outbox.deliver(10) == outbox.Report()
        with time_machine.travel(utcnow() + timedelta(seconds=60)):
            assert outbox.deliver(10) == outbox.Report(delivered=1)
    first, second = smtp.messages
    assert first["Message-ID"] == second["Message-ID"]


@pytest.fixture(params=[signal.SIGTERM, signal.SIGINT])
def how(request: pytest.FixtureRequest) -> signal.Signals:
    """Return one of the signals that ask a program to stop."""
    return signal.Signals(request.param)


@pytest.mark.slow
def test_asked_to_stop_it_finishes_what_it_has(
    app: Flask, submitted: TicketSubmitted, smtp: SmtpServer, worker: Any, how: signal.Signals
) -> None:
    with worker() as process:
        assert process.stdout
        assert "started: up to 4 deliveries at a time" in process.stdout.readline()
        smtp.replies["GREETING"] = ["hang"]
        add(app, submitted)
        until(lambda: row(app).attempts == 1)
        process.send_signal(how)
        time.sleep(0.5)
        assert process.poll() is None
        smtp.over.set()
        assert process.wait(10) == 0
        assert "stopped. Delivered 0, to be tried again 1, given up 0." in process.stdout.read()
    assert row(app).leased_by is None
