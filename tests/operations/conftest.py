"""What the tests of operation share: a mail server, the command line, log lines as objects."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from notifications.smtp_server import SmtpServer, serving

from supportapp.events import TicketSubmitted


@pytest.fixture
def app(fresh_app: Flask) -> Flask:
    """Return an application of each test's own: it logs where the test looks, and some add to it."""
    return fresh_app


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    """Return a mail server that takes everything until told otherwise."""
    with serving() as server:
        yield server


@pytest.fixture
def runner(app: Any) -> FlaskCliRunner:
    """Return what runs `flask` commands inside this process."""
    runner: FlaskCliRunner = app.test_cli_runner()
    return runner


@pytest.fixture
def log_lines(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[dict[str, Any]]]:
    """Give a function that returns what was logged since it was last asked."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]


@pytest.fixture
def submitted() -> TicketSubmitted:
    """Return what is told of a ticket."""
    return TicketSubmitted(
        ticket_id=7,
        title="Export stops",
        priority="high",
        category="bug",
        url="http://localhost/tickets/7",
        requester_id=1,
        requester_name="Alice",
        requester_email="alice@example.com",
    )
