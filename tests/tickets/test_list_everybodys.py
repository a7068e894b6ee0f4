"""GET /chat/admin/tickets, and what the queue's pages ask of lists: counts, neighbours, all to the end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.application import Statements
from fixtures.people import MakeTicket, People
from flask import Flask
from tickets.callers import Caller
from tickets.test_list import KEYS

from supportapp.accounts.service import Person
from supportapp.extensions import db
from supportapp.tickets.lists import listing
from supportapp.tickets.models import Comment, Ticket
from supportapp.tickets.queue.queue_models import Reader
from supportapp.tickets.schemas import AdminFilters

PATH = "/chat/admin/tickets"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SORTS = ("created_at", "-created_at", "updated_at", "-updated_at", "priority", "-priority")


@pytest.fixture
def twelve(make_ticket: MakeTicket) -> list[int]:
    """Return the ids of tickets of alice and charlie in turn, a third of them bob's to work on."""
    return [
        make_ticket(
            ("alice", "charlie")[n % 2],
            title=f"number {n}",
            status=("open", "closed")[n // 6],
            priority=("low", "medium", "high")[n % 3],
            assignee_id=2 if n % 3 == 0 else None,
            created_at=START + timedelta(days=n),
            updated_at=START + timedelta(days=n, hours=n % 5),
        )
        for n in range(12)
    ]


@pytest.fixture
def agent(app: Flask, people: People) -> Iterator[Person]:
    """Return bob as services know him, inside the application."""
    with app.app_context():
        yield Person(people["bob"].id, "", "Bob", "agent", verified=True, sign_in_id="")


def asked(**query: Any) -> dict[str, Any]:
    return AdminFilters().load(query)  # type: ignore[no-any-return]


def ids(program: Caller, **query: Any) -> list[int]:
    answer = program.get(PATH, **query)
    assert answer.status_code == 200, answer.text
    return [ticket["id"] for ticket in answer.json["tickets"]]


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({}, set(range(12))),
        ({"assignee_id": 2}, {0, 3, 6, 9}),
        ({"assignee_id": 2, "status": "open"}, {0, 3}),
        ({"unassigned": "true"}, {1, 2, 4, 5, 7, 8, 10, 11}),
        ({"unassigned": "true", "priority": "high", "status": ["open", "closed"]}, {2, 5, 8, 11}),
        ({"unassigned": "false"}, set(range(12))),
        ({"user_id": 3}, {1, 3, 5, 7, 9, 11}),
        ({"user_id": 3, "assignee_id": 2}, {3, 9}),
        ({"user_id": 1, "unassigned": "1"}, {2, 4, 8, 10}),
        ({"user_id": 1, "unassigned": "1", "status": "open"}, {2, 4}),
        ({"user_id": 1, "q": "number"}, {0, 2, 4, 6, 8, 10}),
        ({"q": "number", "assignee_id": 2}, {0, 3, 6, 9}),
        ({"q": "number", "unassigned": "1", "status": "closed"}, {7, 8, 10, 11}),
        ({"user_id": 99}, set()),
        ({"assignee_id": 99, "sort": "updated_at", "created_from": "2026-03-02"}, set()),
        ({"assignee_id": 2, "sort": "updated_at", "created_from": "2026-03-02"}, {3, 6, 9}),
    ],
)
def test_filters_of_everybodys_tickets(bob: Caller, twelve: list[int], query: dict[str, Any], chosen: set[int]) -> None:
    assert set(ids(bob, **query)) == {twelve[n] for n in chosen}


def test_ticket_is_shown_with_its_assignee_and_nothing_only_pages_need(bob: Caller, twelve: list[int]) -> None:
    assert twelve
    for ticket, name in zip(bob.get(PATH, sort="created_at", limit=2).json["tickets"], ("Bob", None), strict=True):
        assert set(ticket) == {*KEYS, "assignee_name"}
        assert ticket["assignee_name"] == name


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"assignee_id": "me"}, "assignee_id"),
        ({"assignee_id": 2**63}, "assignee_id"),
        ({"user_id": 0}, "user_id"),
        ({"unassigned": "perhaps"}, "unassigned"),
        ({"unassigned": "true", "assignee_id": 2}, "unassigned"),
        ({"sort": "relevance"}, "sort"),
        ({"sort": "assignee_id"}, "sort"),
        ({"internal": "true"}, "internal"),
    ],
)
def test_wrong_parameter_is_refused_by_name(bob: Caller, query: dict[str, Any], field: str) -> None:
    answer = bob.get(PATH, **query)
    assert answer.status_code == 400
    assert list(answer.json["errors"]) == [field]


def test_cursor_of_ones_own_list_is_refused(bob: Caller, make_ticket: MakeTicket) -> None:
    for _ in range(3):
        make_ticket("bob")
    own = bob.get("/chat/tickets", limit=1).json["next_cursor"]
    assert bob.get(PATH, limit=1, cursor=own).status_code == 400


def test_list_takes_two_statements_however_it_is_asked_for(
    bob: Caller, twelve: list[int], statements: Statements
) -> None:
    assert twelve
    for query in ({}, {"status": "open", "sort": "-priority"}, {"q": "number", "sort": "relevance"}, {"user_id": 1}):
        with statements() as sent:
            ids(bob, **query)
        assert len(sent) <= 2, sent


def test_one_who_may_not_read_others_tickets_gets_their_own_only(app: Flask, people: People, twelve: list[int]) -> None:
    alice = Person(people["alice"].id, "", "", "user", verified=True, sign_in_id="")
    with app.app_context():
        rows, _ = listing.page(alice, asked(user_id=3), everybodys=True)
        assert {row["id"] for row in rows} == set(twelve[::2])
        assert "noted_at" not in rows[0]
        assert listing.counts(alice, [asked()], everybodys=True) == [6]


def test_counts_of_several_views_in_one_statement(agent: Person, twelve: list[int], statements: Statements) -> None:
    assert twelve
    queries = ({}, {"status": ["open"]}, {"unassigned": "1", "priority": ["high"]}, {"q": "number"}, {"user_id": 99})
    db.session.connection()
    with statements() as sent:
        found = listing.counts(agent, [asked(**query) for query in queries], everybodys=True)
    assert found == [12, 6, 4, 12, 0]
    assert len(sent) == 1
    assert listing.counts(agent, [], everybodys=True) == []


def test_counts_stop_at_a_thousand_and_one(agent: Person) -> None:
    row = {"user_id": 1, "title": "export", "description": "x", "category": "bug", "priority": "low", "status": "open"}
    moments = [START + timedelta(minutes=n) for n in range(1_100)]
    rows = [{**row, "version": 1, "created_at": moment, "updated_at": moment} for moment in moments]
    db.session.execute(sa.insert(Ticket), rows)
    db.session.commit()
    views = [asked(), asked(status=["open"]), asked(q="export"), asked(created_to="2026-03-01")]
    assert listing.counts(agent, views, everybodys=True) == [1001, 1001, 1001, 720]


@pytest.mark.parametrize("sort", [*SORTS, "relevance"])
@pytest.mark.parametrize("query", [{}, {"status": ["open"]}, {"created_from": "2026-03-02"}, {"q": "number"}])
def test_neighbours_are_those_before_and_behind_in_the_list(
    agent: Person, twelve: list[int], sort: str, query: dict[str, Any]
) -> None:
    assert twelve
    if sort == "relevance" and "q" not in query:
        return
    filters = asked(sort=sort, **query)
    rows, _ = listing.page(agent, filters, everybodys=True)
    for place, row in enumerate(rows):
        before = rows[place - 1]["id"] if place else None
        behind = rows[place + 1]["id"] if place + 1 < len(rows) else None
        assert listing.neighbours(agent, filters, row) == (before, behind)


@pytest.mark.parametrize("query", [{"status": ["open"]}, {"status": ["open"], "q": "number"}])
def test_ticket_that_has_left_the_list_keeps_its_neighbours(
    agent: Person, twelve: list[int], query: dict[str, Any]
) -> None:
    filters = asked(**query)
    rows, _ = listing.page(agent, filters, everybodys=True)
    db.session.execute(sa.update(Ticket).where(Ticket.id == twelve[3]).values(status="closed", title="left"))
    db.session.commit()
    ticket = next(row for row in rows if row["id"] == twelve[3])
    assert listing.neighbours(agent, filters, ticket) == (twelve[4], twelve[2])


@pytest.mark.parametrize(
    "query", [{}, {"sort": "priority"}, {"status": ["open"], "sort": "-updated_at"}, {"q": "number"}]
)
def test_walk_gives_everything_once_a_page_at_a_time(agent: Person, twelve: list[int], query: dict[str, Any]) -> None:
    found = list(listing.walk(agent, asked(**query), size=5))
    assert max(len(page) for page in found) <= 5
    numbers = [row["id"] for row in chain(*found)]
    assert sorted(numbers) == (twelve[:6] if "status" in query else twelve)


def test_walk_of_a_search_leaves_nothing_out_whatever_its_order(agent: Person) -> None:
    row = {"user_id": 1, "title": "export", "description": "x", "category": "bug", "priority": "low", "status": "open"}
    moments = [START + timedelta(minutes=n) for n in range(2_300)]
    rows = [{**row, "version": 1, "created_at": moment, "updated_at": moment} for moment in moments]
    db.session.execute(sa.insert(Ticket), rows)
    db.session.commit()
    assert sum(len(page) for page in listing.walk(agent, asked(q="export", sort="relevance"))) == 2_300


def test_unread_until_looked_at_and_again_when_something_happened(agent: Person, make_ticket: MakeTicket) -> None:
    changed = {"created_at": START, "updated_at": START + timedelta(hours=1)}
    fresh, seen, noted, replied, closed = (
        make_ticket("alice", **changed),
        make_ticket("alice", **changed),
        make_ticket("alice", **changed, noted_at=START + timedelta(hours=3)),
        make_ticket("alice", created_at=START, updated_at=START + timedelta(hours=4), noted_at=START),
        make_ticket("alice", **changed, status="closed"),
    )
    for number in (seen, noted, replied):
        db.session.add(Reader(ticket_id=number, user_id=agent.id, seen_at=START + timedelta(hours=2)))
    db.session.add(Reader(ticket_id=fresh, user_id=4, seen_at=START + timedelta(hours=2)))
    db.session.commit()
    rows, _ = listing.page(agent, asked(), everybodys=True)
    assert {row["id"] for row in rows if row["unread"]} == {fresh, noted, replied}
    assert {row["id"]: row["seen_at"] for row in rows}[closed] is None


def test_note_changes_nothing_in_the_requesters_list(alice: Caller, app: Flask, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice", title="export", created_at=START, updated_at=START)
    before = [alice.get("/chat/tickets", **query).data for query in ({}, {"q": "export"}, {"sort": "-updated_at"})]
    with app.app_context():
        db.session.add(Comment(ticket_id=number, author_id=2, by_agent=True, internal=True, body="export fraud"))
        db.session.execute(sa.update(Ticket).where(Ticket.id == number).values(noted_at=START + timedelta(days=1)))
        db.session.commit()
    after = [alice.get("/chat/tickets", **query).data for query in ({}, {"q": "export"}, {"sort": "-updated_at"})]
    assert after == before
