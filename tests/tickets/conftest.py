"""Programs and browsers of the four people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from fixtures.people import Auth, MakeConversation, MakeTicket, People, SignIn
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller

from supportapp.extensions import db
from supportapp.tickets.models import Ticket


@pytest.fixture
def caller(app: Flask, auth: Auth) -> Callable[[str], Caller]:
    """Give a function from a name to their program."""
    return lambda name: Caller(app.test_client(), auth(name))


@pytest.fixture
def alice(caller: Callable[[str], Caller]) -> Caller:
    """Return alice's program."""
    return caller("alice")


@pytest.fixture
def charlie(caller: Callable[[str], Caller]) -> Caller:
    """Return charlie's program."""
    return caller("charlie")


@pytest.fixture
def bob(caller: Callable[[str], Caller]) -> Caller:
    """Return the agent's program."""
    return caller("bob")


@pytest.fixture
def dora(caller: Callable[[str], Caller]) -> Caller:
    """Return the admin's program."""
    return caller("dora")


@pytest.fixture
def browser_of(app: Flask, sign_in: SignIn) -> Callable[[str], FlaskClient]:
    """Give a function from a name to a signed-in browser of theirs."""
    return lambda name: sign_in(app.test_client(), name)


TALK = [
    ("user", "The CSV export stops at row 1000 with error E42. I need the report for the board today."),
    ("assistant", "Have you tried a smaller date range?"),
    ("user", "Yes, it fails all the same since version 3.2."),
]


@pytest.fixture
def talk(make_conversation: MakeConversation) -> int:
    """Return the id of a conversation of alice's."""
    return make_conversation("alice", TALK)


@pytest.fixture
def browser(browser_of: Callable[[str], FlaskClient]) -> FlaskClient:
    """Return alice's browser."""
    return browser_of("alice")


@pytest.fixture
def agent(browser_of: Callable[[str], FlaskClient]) -> FlaskClient:
    """Return the browser of bob, who is an agent."""
    return browser_of("bob")


@pytest.fixture
def place(make_ticket: MakeTicket) -> str:
    """Return the address of the page of an open ticket of alice's."""
    return f"/tickets/{make_ticket('alice')}"


@pytest.fixture
def many(app: Flask, people: People) -> Callable[[int], list[int]]:
    """Give a function that stores so many open tickets of alice's, a minute apart, and returns their ids."""

    def make(count: int) -> list[int]:
        kinds = {"priority": "medium", "category": "bug", "status": "open", "version": 1}
        row = {"user_id": people["alice"].id, "title": "It stops", "description": "At row 1000.", **kinds}
        moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n) for n in range(count)]
        with app.app_context():
            db.session.execute(sa.insert(Ticket), [{**row, "created_at": at, "updated_at": at} for at in moments])
            db.session.commit()
            return list(db.session.scalars(sa.select(Ticket.id).order_by(Ticket.id)))

    return make


@pytest.fixture
def six(make_ticket: MakeTicket) -> list[int]:
    """Return six tickets, a day apart, of all statuses and priorities; in turn bob's, nobody's, dora's."""
    return [
        make_ticket(
            "charlie" if n == 4 else "alice",
            title=f"number {n}" + (" zebra" if n == 3 else ""),
            status=("open", "in_progress", "resolved", "closed")[n % 4],
            priority=("low", "medium", "high")[n % 3],
            category=("bug", "feature")[n % 2],
            assignee_id=(2, None, 4)[n % 3],
            created_at=datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(days=n),
            updated_at=datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(days=20 - n),
        )
        for n in range(6)
    ]
