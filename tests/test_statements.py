"""How many statements a request sends: the same with 20 tickets as with 2,000."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.application import Statements
from fixtures.people import Auth, MakeConversation, People
from flask import Flask
from tickets.callers import Caller, form_in

from supportapp.extensions import db
from supportapp.tickets.models import Event, Ticket

START = datetime(2026, 1, 1, tzinfo=UTC)
TICKET = {"title": "It stops", "description": "At row 1000.", "priority": "high", "category": "bug"}
Count = Callable[..., int]


@pytest.fixture(params=[20, 2_000])
def alice(request: pytest.FixtureRequest, app: Flask, people: People, auth: Auth) -> Caller:
    """Return alice's program where she has so many tickets, each with three events."""
    row = {**TICKET, "user_id": people["alice"].id, "status": "open", "version": 1}
    moments = [START + timedelta(minutes=n) for n in range(request.param)]
    with app.app_context():
        db.session.execute(sa.insert(Ticket), [{**row, "created_at": m, "updated_at": m} for m in moments])
        ids = db.session.scalars(sa.select(Ticket.id)).all()
        db.session.execute(
            sa.insert(Event), [{"ticket_id": n, "kind": "created", "created_at": START} for n in ids * 3]
        )
        db.session.commit()
    return Caller(app.test_client(), auth("alice"))


@pytest.fixture
def count(statements: Statements) -> Count:
    """Give a function that counts the statements of a request, which has to succeed."""

    def count(ask: Callable[..., Any], *args: Any, **kwargs: Any) -> int:
        with statements() as sent:
            answer = ask(*args, **kwargs)
        assert answer.status_code in {200, 201}, answer.text
        return len(sent)

    return count


def test_one_ticket(alice: Caller, count: Count) -> None:
    assert count(alice.get, "/chat/tickets/7") <= 3
    assert count(alice.get, "/chat/tickets/7/events") <= 3


def test_list(alice: Caller, count: Count) -> None:
    assert count(alice.get, "/chat/tickets", limit=100) <= 2
    assert count(alice.get, "/chat/tickets", q="row", status="open", sort="priority") <= 2


def test_submitting(alice: Caller, count: Count, make_conversation: MakeConversation) -> None:
    assert count(alice.post, "/chat/submit-ticket", {"ticket": TICKET}) <= 6
    talk = make_conversation("alice", [("user", "The export stops at row 1000")])
    draft = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json["draft"]["id"]
    body = {"conversation_id": talk, "draft_id": draft, "ticket": TICKET}
    assert count(alice.post, "/chat/submit-ticket", body, Idempotency_Key="k") <= 6
    assert count(alice.post, "/chat/submit-ticket", body, Idempotency_Key="k") <= 2


def test_generating(alice: Caller, count: Count, make_conversation: MakeConversation) -> None:
    first, talk = (make_conversation("alice", [("user", "The export stops at row 1000")] * 50) for _ in range(2))
    looked = count(alice.post, "/chat/generate-ticket", {"conversation_id": first})  # which model drafts: once a minute
    assert looked <= 7
    assert count(alice.post, "/chat/generate-ticket", {"conversation_id": talk}) <= 6
    assert count(alice.post, "/chat/generate-ticket", {"conversation_id": talk}) <= 4


def test_pages(alice: Caller, count: Count, make_conversation: MakeConversation) -> None:
    talk = make_conversation("alice", [("user", "The export stops at row 1000")] * 50)
    assert count(alice.get, "/tickets") <= 4
    assert count(alice.get, "/tickets/7") <= 5
    assert count(alice.get, "/chat") <= 3
    assert count(alice.get, f"/chat/{talk}") <= 4
    assert count(alice.get, "/tickets/review", conversation_id=talk) <= 9
    assert form_in(alice.get("/tickets/review", conversation_id=talk).text)["title"]


def test_conversations(alice: Caller, count: Count) -> None:
    many = [{"role": "user", "content": str(n)} for n in range(500)]
    assert count(alice.post, "/chat/conversations", {"messages": many}) <= 5
    assert count(alice.get, "/chat/conversations") <= 2
    assert count(alice.get, "/chat/conversations/1") <= 3
    assert count(alice.post, "/chat/conversations/1/messages", {"content": "x"}) <= 4


@pytest.mark.database("sqlite")
def test_sending_a_ticket_looks_nothing_up_by_going_through_a_table(app: Flask, alice: Caller) -> None:
    asked: list[tuple[str, Any]] = []
    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    assert alice.post("/chat/submit-ticket", {"ticket": TICKET}).status_code == 201
    with engine.connect() as connection:
        plans = [
            row[3]
            for statement, given in asked
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
        ]
    assert any("SEARCH draft" in plan for plan in plans)
    assert [plan for plan in plans if re.match("SCAN (ticket|draft|conversation|account|sign_in)", plan)] == []
