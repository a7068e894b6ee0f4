"""GET /chat/tickets: filters, order, pages."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.people import MakeTicket
from flask import Flask
from tickets.callers import Caller

from supportapp.extensions import db
from supportapp.tickets.models import Ticket

PATH = "/chat/tickets"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEYS = {
    *("id", "title", "description", "priority", "category", "status", "conversation_id", "draft_id", "user_id"),
    *("requester_name", "assignee_id", "version", "ticket_url", "created_at", "updated_at", "resolved_at"),
}


@pytest.fixture
def twelve(make_ticket: MakeTicket) -> list[int]:
    """Return the ids of alice's twelve tickets, a day apart, every second one changed last first."""
    make_ticket("charlie", title="charlie's")
    return [
        make_ticket(
            "alice",
            title=f"number {n}",
            status=("open", "in_progress", "resolved", "closed")[n % 4],
            priority=("low", "medium", "high")[n % 3],
            category=("bug", "feature", "question", "other")[n // 3],
            created_at=START + timedelta(days=n),
            updated_at=START + timedelta(days=100 - n),
        )
        for n in range(12)
    ]


def ids(program: Caller, **query: Any) -> list[int]:
    answer = program.get(PATH, **query)
    assert answer.status_code == 200, answer.text
    return [ticket["id"] for ticket in answer.json["tickets"]]


def pages(program: Caller, **query: Any) -> Iterator[list[int]]:
    cursor = ""
    while cursor is not None:
        answer = program.get(PATH, **query, **({"cursor": cursor} if cursor else {}))
        yield [ticket["id"] for ticket in answer.json["tickets"]]
        cursor = answer.json["next_cursor"]


def test_only_own_tickets_newest_first(alice: Caller, charlie: Caller, caller: Any, twelve: list[int]) -> None:
    assert ids(alice) == twelve[::-1]
    assert len(ids(charlie)) == 1
    assert ids(caller("bob")) == ids(caller("dora")) == []


def test_ticket_is_shown_with_these_keys_and_no_others(alice: Caller, twelve: list[int]) -> None:
    assert twelve
    answer = alice.get(PATH, limit=1).json
    assert set(answer) == {"tickets", "next_cursor"}
    [ticket] = answer["tickets"]
    assert set(ticket) == KEYS
    assert (ticket["requester_name"], ticket["ticket_url"]) == ("Alice", f"http://localhost/tickets/{ticket['id']}")
    assert ticket["created_at"] == "2026-03-12T12:00:00+00:00"
    assert ticket["resolved_at"] is None


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({"status": "open"}, {0, 4, 8}),
        ({"status": ["open", "closed"]}, {0, 3, 4, 7, 8, 11}),
        ({"priority": "high"}, {2, 5, 8, 11}),
        ({"category": ["bug", "other"], "priority": "low"}, {0, 9}),
        ({"status": ["open"] * 3_000}, {0, 4, 8}),
        ({"created_from": "2026-03-11"}, {10, 11}),
        ({"created_to": "2026-03-02"}, {0, 1}),
        ({"created_from": "2026-03-03", "created_to": "2026-03-03"}, {2}),
        ({"created_from": "2026-03-12T12:00:00Z"}, {11}),
        ({"created_from": "2026-03-12T14:00:00+02:00"}, {11}),
        ({"created_from": "2026-03-12T12:00:01+00:00"}, set()),
        ({"created_to": "2026-03-01T12:00:00+00:00"}, set()),
        ({"created_from": "9999-12-31", "created_to": "0001-01-01"}, set()),
        ({"conversation_id": 999}, set()),
        ({"q": ""}, set(range(12))),
    ],
)
def test_filters(alice: Caller, twelve: list[int], query: dict[str, Any], chosen: set[int]) -> None:
    assert set(ids(alice, **query)) == {twelve[n] for n in chosen}


def test_tickets_of_one_conversation(alice: Caller, talk: int, make_ticket: MakeTicket) -> None:
    here = make_ticket("alice", conversation_id=talk)
    make_ticket("alice")
    assert ids(alice, conversation_id=talk) == [here]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("created_at", lambda n: (n,)),
        ("-created_at", lambda n: (-n,)),
        ("updated_at", lambda n: (-n,)),
        ("-updated_at", lambda n: (n,)),
        ("priority", lambda n: (n % 3, n)),
        ("-priority", lambda n: (-(n % 3), -n)),
    ],
)
def test_order_and_its_pages(alice: Caller, twelve: list[int], sort: str, order: Any) -> None:
    expected = [twelve[n] for n in sorted(range(12), key=order)]
    assert ids(alice, sort=sort) == expected
    found = list(pages(alice, sort=sort, limit=5))
    assert [len(page) for page in found] == [5, 5, 2]
    assert [*chain(*found)] == expected


@pytest.mark.parametrize("sort", ["-created_at", "updated_at", "-priority"])
def test_nothing_is_skipped_or_repeated_while_tickets_come_and_go(
    app: Flask, alice: Caller, make_ticket: MakeTicket, twelve: list[int], sort: str
) -> None:
    seen: list[int] = []
    gone = {twelve[1], twelve[6], twelve[10]}
    for number, page in enumerate(pages(alice, sort=sort, limit=3)):
        seen += page
        make_ticket("alice", title="new", created_at=START + timedelta(days=number * 4 - 1, hours=1))
        with app.app_context():
            db.session.execute(db.delete(Ticket).where(Ticket.id == [*gone][number % 3], Ticket.title != "new"))
            db.session.commit()
    assert len(seen) == len(set(seen))
    assert set(twelve) - gone <= set(seen)


def test_tickets_of_the_same_moment_have_a_fixed_order(alice: Caller, make_ticket: MakeTicket) -> None:
    made = [make_ticket("alice", created_at=START) for _ in range(7)]
    assert [*chain(*pages(alice, limit=2))] == made[::-1]


def test_link_header_leads_to_the_next_page_with_the_same_filters(alice: Caller, twelve: list[int]) -> None:
    assert twelve
    first = alice.get(PATH, status=["open", "closed"], sort="created_at", limit=4)
    target, _, rel = first.headers["Link"].partition(">; ")
    assert rel == 'rel="next"'
    address = target.removeprefix("<")
    for part in ("status=open", "status=closed", "sort=created_at", "limit=4"):
        assert part in address
    second = alice.get(address)
    assert [t["id"] for t in second.json["tickets"]] == [twelve[8], twelve[11]]
    assert second.json["next_cursor"] is None
    assert "Link" not in second.headers


@pytest.mark.parametrize("sort", ["updated_at", "-updated_at"])
def test_tickets_of_some_days_by_their_last_change(app: Flask, alice: Caller, twelve: list[int], sort: str) -> None:
    """No index answers this: a thousand tickets are looked at for a page, which may be empty and yet have a next."""
    with app.app_context():
        row = {"user_id": 1, "title": "x", "description": "x", "category": "bug", "priority": "low", "status": "open"}
        moments = [START + timedelta(days=90, minutes=n) for n in range(1_500)]
        rows = [{**row, "version": 1, "created_at": moment, "updated_at": moment} for moment in moments]
        db.session.execute(sa.insert(Ticket), rows)
        db.session.commit()
    expected = [twelve[n] for n in (4, 3, 2)]
    found = list(pages(alice, sort=sort, created_from="2026-03-03", created_to="2026-03-05", limit=2))
    assert [*chain(*found)] == (expected if sort == "updated_at" else expected[::-1])
    assert [] in found


@pytest.mark.parametrize("sort", ["-created_at", "priority", "-priority", "updated_at"])
def test_kinds_are_merged_in_order(alice: Caller, twelve: list[int], sort: str) -> None:
    order = {
        "-created_at": lambda n: -n,
        "priority": lambda n: (n % 3, n),
        "-priority": lambda n: (-(n % 3), -n),
        "updated_at": lambda n: -n,
    }[sort]
    chosen = [n for n in range(12) if n % 4 in {0, 3} and n % 3 in {0, 2}]
    expected = [twelve[n] for n in sorted(chosen, key=order)]
    query = {"status": ["open", "closed"], "priority": ["low", "high"], "sort": sort}
    for limit in (1, 2, 5, 100):
        assert [*chain(*pages(alice, **query, limit=limit))] == expected
    middle = {"created_from": "2026-03-03", "created_to": "2026-03-11"}
    within = [twelve[n] for n in sorted((n for n in chosen if 2 <= n <= 10), key=order)]
    assert [*chain(*pages(alice, **query, **middle, limit=2))] == within


def test_tickets_of_one_conversation_in_every_order(alice: Caller, talk: int, make_ticket: MakeTicket) -> None:
    for n in range(7):
        make_ticket("charlie", title="not alice's", conversation_id=talk)
        make_ticket("alice", title=f"export {n}", conversation_id=talk, priority=("low", "high")[n % 2])
    for sort in ("created_at", "-created_at", "updated_at", "-updated_at", "priority", "-priority"):
        whole = ids(alice, conversation_id=talk, sort=sort, limit=100)
        assert len(whole) == 7
        assert [*chain(*pages(alice, conversation_id=talk, sort=sort, limit=3))] == whole
    assert len(ids(alice, conversation_id=talk, q="export", priority="high")) == 3


def test_largest_page(alice: Caller, twelve: list[int]) -> None:
    assert len(ids(alice, limit=100)) == len(twelve)
