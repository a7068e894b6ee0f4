"""A mail server of the test's own, and an application that mails to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from notifications.smtp_server import SmtpServer, serving

from supportapp.events import TicketSubmitted


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    """Return a mail server that takes everything until told otherwise."""
    with serving() as server:
        yield server


@pytest.fixture
def settings(settings: dict[str, Any], smtp: SmtpServer) -> dict[str, Any]:
    """Mail to that server."""
    return {
        **settings,
        "SMTP_URL": smtp.url,
        "PUBLIC_URL": "https://help.example.com",
        "PRODUCT_NAME": "Acme & Co help",
        "MAIL_FROM": "Acme help <help@example.com>",
        "REPLY_PROMISE": "within two hours",
    }


@pytest.fixture
def within(app: Flask) -> Iterator[None]:
    """Run the test inside an application context."""
    with app.app_context():
        yield


@pytest.fixture
def submitted() -> TicketSubmitted:
    """Return what is told of a ticket."""
    return TicketSubmitted(
        ticket_id=4711,
        title="Export <b>stops</b> at row 1000 — why?",
        priority="high",
        category="bug",
        url="https://help.example.com/tickets/4711",
        requester_id=1,
        requester_name="Zoë",
        requester_email="zoe@example.org",
    )
