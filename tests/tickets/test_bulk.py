"""Changing many tickets at once: what becomes of each, and undoing it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from fixtures.application import Statements
from fixtures.people import MakeConversation, MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller, all_rows, count, ticket_row
from tickets.queue_steps import BULK, QUEUE, change, numbers, panel, undo

from supportapp.extensions import db
from supportapp.tickets.models import Event, Ticket
from supportapp.tickets.queue.queue_models import BulkChange

BOB, DORA = 2, 4
JSON = "/chat/admin/tickets"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def events(app: Flask, number: int) -> list[tuple[str, str | None, str | None, int | None]]:
    with app.app_context():
        query = sa.select(Event.kind, Event.old, Event.new, Event.actor_id).where(Event.ticket_id == number)
        return [(row.kind, row.old, row.new, row.actor_id) for row in db.session.execute(query.order_by(Event.id))]


def values(app: Flask, number: int) -> tuple[Any, ...]:
    names = ("status", "priority", "category", "assignee_id", "resolved_at")
    found = ticket_row(app, number)
    return tuple(found[name] for name in names)


def test_each_ticket_says_what_became_of_it(agent: FlaskClient, app: Flask, make_ticket: MakeTicket) -> None:
    first, done, closed = (make_ticket("alice", status=s) for s in ("open", "in_progress", "closed"))
    ready = make_ticket("alice", status="resolved", assignee_id=BOB)
    answer = change(agent, [first, done, closed, ready], "status=any&sort=created_at", status="resolved", assignee="me")
    assert answer.status_code == 303
    assert answer.location.startswith(f"{QUEUE}?status=any&sort=created_at&done=")
    html = agent.get(answer.location).text
    words = panel(html)
    assert "2 tickets changed, 1 not" in words
    assert f"status Resolved, assigned to you: #{first} , #{done}" in words
    assert f"So already: #{ready}" in words
    assert re.search(rf"#{closed} : This ticket is closed, so it can't become resolved\.", words)
    assert numbers(html) == [first, done, closed, ready]
    assert [ticket_row(app, n)["status"] for n in (first, done, closed, ready)] == ["resolved"] * 2 + [
        "closed",
        "resolved",
    ]
    assert [kind for kind, *_ in events(app, first)] == ["status", "assignee_id"]
    assert events(app, ready) == events(app, closed) == []


def test_only_what_differs_is_an_event_and_moves_a_time(
    agent: FlaskClient, app: Flask, make_ticket: MakeTicket
) -> None:
    resolved_at = datetime(2026, 1, 2, tzinfo=UTC)
    ready = make_ticket("alice", status="resolved", priority="low", resolved_at=resolved_at)
    fresh = make_ticket("alice", status="open", priority="high")
    change(agent, [ready, fresh], status="resolved", priority="high")
    assert ticket_row(app, ready)["resolved_at"] == resolved_at
    assert events(app, ready) == [("priority", "low", "high", BOB)]
    assert events(app, fresh) == [("status", "open", "resolved", BOB)]
    assert ticket_row(app, ready)["version"] == ticket_row(app, fresh)["version"] == 2


def test_nothing_selected_and_nothing_chosen_are_told_with_what_was_chosen(
    agent: FlaskClient, app: Flask, make_ticket: MakeTicket
) -> None:
    first, second = make_ticket("alice"), make_ticket("alice")
    before = all_rows(app)
    answer = change(agent, [], status="closed")
    assert answer.status_code == 400
    assert "No ticket was selected" in answer.text
    answer = change(agent, [first, second])
    assert answer.status_code == 400
    assert "Choose what to change" in answer.text
    assert re.findall(r'name="id" value="(\d+)" checked', answer.text) == [str(first), str(second)]
    assert f'href="{QUEUE}?status=any"' in answer.text
    assert all_rows(app)["ticket"] == before["ticket"]


@pytest.mark.parametrize(
    "typed",
    [{"status": "new"}, {"priority": "x" * 5_000}, {"assignee": "alice"}, {"assignee": "1"}, {"assignee": "9" * 40}],
)
def test_values_that_do_not_exist_change_nothing(
    agent: FlaskClient, app: Flask, make_ticket: MakeTicket, typed: dict[str, str]
) -> None:
    number = make_ticket("alice")
    before = all_rows(app)
    answer = change(agent, [number], **typed)
    assert answer.status_code == 400
    assert "Nothing was changed yet" in answer.text
    after = all_rows(app)
    assert (after["ticket"], after["bulk_change"]) == (before["ticket"], [])


def test_way_back_leads_to_the_queue_and_nowhere_else(agent: FlaskClient, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    answer = change(agent, [number], priority="high", back="cursor=c&//evil.example/?x=1&status=open&next=//evil")
    assert re.fullmatch(rf"{QUEUE}\?cursor=c&status=open&done=[\w-]+", answer.location)
    assert change(agent, [number], priority="low", back="x" * 9_000).status_code == 400


def test_undo_puts_back_what_was(agent: FlaskClient, app: Flask, make_ticket: MakeTicket) -> None:
    resolved_at = datetime(2026, 1, 2, tzinfo=UTC)
    ready = make_ticket("alice", status="resolved", assignee_id=DORA, resolved_at=resolved_at)
    fresh = make_ticket("alice", priority="high")
    before = [values(app, ready), values(app, fresh)]
    html = agent.get(change(agent, [ready, fresh], status="closed", assignee="none", priority="low").location).text
    assert [values(app, ready), values(app, fresh)] != before
    answer = undo(agent, html)
    assert answer.status_code == 303
    assert [values(app, ready), values(app, fresh)] == before, "closed may become resolved here, against the table"
    assert set(events(app, ready)[3:]) == {
        ("status", "closed", "resolved", BOB),
        ("assignee_id", None, str(DORA), BOB),
        ("priority", "low", "medium", BOB),
    }
    assert ticket_row(app, ready)["version"] == 3
    words = panel(agent.get(answer.location).text)
    assert words == "2 tickets put back as before"


def test_undo_leaves_alone_what_was_changed_since(
    agent: FlaskClient, app: Flask, bob: Caller, make_ticket: MakeTicket
) -> None:
    first, second = make_ticket("alice"), make_ticket("alice")
    html = agent.get(change(agent, [first, second], priority="high").location).text
    assert bob.patch(f"{JSON}/{first}", {"category": "other"}).status_code == 200
    words = panel(agent.get(undo(agent, html).location).text)
    assert f"1 ticket put back as before, 1 not Changed by somebody since, so as it is now: #{first}" in words
    assert (ticket_row(app, first)["priority"], ticket_row(app, second)["priority"]) == ("high", "medium")


def test_undo_twice_is_undo_once(agent: FlaskClient, app: Flask, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    html = agent.get(change(agent, [number], priority="high").location).text
    told = [panel(agent.get(undo(agent, html).location).text) for _ in range(2)]
    assert told == ["1 ticket put back as before"] * 2
    assert [event[1:3] for event in events(app, number)] == [("medium", "high"), ("high", "medium")]


def test_undo_ends_after_ten_seconds_and_what_the_network_needs(
    app: Flask, browser_of: Callable[[str], FlaskClient], make_ticket: MakeTicket
) -> None:
    number = make_ticket("alice")
    with time_machine.travel(NOW, tick=False) as clock:
        agent = browser_of("bob")
        html = agent.get((answer := change(agent, [number], priority="high")).location).text
        assert "10 seconds" in panel(html)
        clock.shift(timedelta(seconds=11))
        assert "Undo" not in panel(agent.get(answer.location).text), "it is no longer offered"
        clock.shift(timedelta(seconds=4))
        assert undo(agent, html).status_code == 303, "a press on its way still counts"
        again = agent.get(change(agent, [number], priority="low").location).text
        clock.shift(timedelta(seconds=16))
        late = undo(agent, again)
    assert late.status_code == 409
    assert "can be undone for 10 seconds" in late.text
    assert ticket_row(app, number)["priority"] == "low"


def test_only_who_changed_them_sees_and_undoes_it(
    agent: FlaskClient, app: Flask, browser_of: Callable[[str], FlaskClient], make_ticket: MakeTicket
) -> None:
    number = make_ticket("alice")
    location = change(agent, [number], priority="high").location
    action = re.search(r'action="([^"]+/undo)"', agent.get(location).text)
    assert action
    dora = browser_of("dora")
    html = dora.get(location).text
    assert panel(html) == ""
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert token
    for address in (action[1], f"{BULK}/unknown/undo", f"{BULK}/{'x' * 5_000}/undo", f"{BULK}/%00/undo"):
        assert dora.post(address, data={"csrf_token": token[1], "back": ""}).status_code == 404
    assert ticket_row(app, number)["priority"] == "high"
    assert browser_of("alice").post(action[1], data={}).status_code == 403


def test_what_was_undone_says_nothing_of_the_draft(
    agent: FlaskClient, app: Flask, alice: Caller, make_conversation: MakeConversation
) -> None:
    talk = make_conversation("alice", [("user", "The export stops at row 1000")])
    draft = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json
    sent = {"conversation_id": talk, "draft_id": draft["draft"]["id"], "ticket": {**draft["ticket"], "priority": "low"}}
    number = alice.post("/chat/submit-ticket", sent).json["ticket_id"]
    html = agent.get(change(agent, [number], priority="high").location).text
    assert count(app, "ticket_correction") == 1
    undo(agent, html)
    assert count(app, "ticket_correction") == 0


def test_old_results_are_cleared_away(app: Flask, agent: FlaskClient, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    change(agent, [number], priority="high")
    with app.app_context():
        db.session.execute(sa.update(BulkChange).values(created_at=NOW - timedelta(days=900)))
        db.session.commit()
    change(agent, [number], priority="low")
    assert count(app, "bulk_change") == 1


@pytest.mark.parametrize("size", [5, 50, 500])
def test_statements_do_not_grow_with_the_tickets(
    bob: Caller, agent: FlaskClient, statements: Statements, many: Callable[[int], list[int]], size: int
) -> None:
    ids = many(size)
    kinds = {"status": "resolved", "priority": "high", "category": "other", "assignee_id": DORA}
    with agent.application.app_context():
        for part, old in enumerate((*kinds.items(), ("priority", "low"))):
            some = ids[part::7]
            db.session.execute(sa.update(Ticket).where(Ticket.id.in_(some)).values({old[0]: old[1]}))
        db.session.commit()
    with statements() as sent:
        assert bob.patch(JSON, {"ids": ids, "changes": kinds}).status_code == 200
    assert len(sent) <= 14, sent
    if size <= 50:
        html = agent.get(change(agent, ids, priority="low", assignee="me", category="bug").location).text
        with statements() as sent:
            assert undo(agent, html).status_code == 303
        assert len(sent) <= 10, sent
