"""The queue as a file: what is in it, for whom, and how it is sent."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from fixtures.people import MakeTicket, People
from flask import Flask
from tickets.callers import Caller

from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.tickets.lists import export, listing
from supportapp.tickets.models import Comment, Ticket

EXPORT = "/agent/tickets/export"
START = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
AWKWARD = 'A "quoted" title, with commas; ünïcode ✓'
SECRET = "zanzibar"


def records(bob: Caller, **filters: Any) -> list[dict[str, Any]]:
    """Return the tickets of a JSON lines export."""
    answer = bob.get(EXPORT, format="jsonl", **filters)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def cells(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_both_forms_hold_the_same_values(bob: Caller, people: People, make_ticket: MakeTicket) -> None:
    later = START + timedelta(hours=5)
    full = {"status": "resolved", "assignee_id": people["bob"].id, "first_reply_at": START, "resolved_at": later}
    number = make_ticket("alice", title=AWKWARD, description="One\n\ntwo", created_at=START, updated_at=later, **full)
    expected = {
        "id": number,
        "title": AWKWARD,
        "description": "One\n\ntwo",
        "priority": "medium",
        "category": "bug",
        "status": "resolved",
        "requester_name": "Alice",
        "requester_email": "alice@example.com",
        "assignee_name": "Bob",
        "created_at": "2026-03-01T09:30:00+00:00",
        "updated_at": "2026-03-01T14:30:00+00:00",
        "resolved_at": "2026-03-01T14:30:00+00:00",
        "first_reply_at": "2026-03-01T09:30:00+00:00",
        "ticket_url": f"http://localhost/tickets/{number}",
    }
    assert records(bob, status="resolved") == [expected]
    assert list(expected) == list(export.COLUMNS)
    answer = bob.get(EXPORT, format="csv", status="resolved")
    assert answer.data.startswith(",".join(export.COLUMNS).encode() + b"\r\n")
    assert answer.data.endswith(b"\r\n")
    assert cells(answer.text) == [{name: str(value) for name, value in expected.items()}]


def test_what_is_not_there_is_empty_or_null(bob: Caller, make_ticket: MakeTicket) -> None:
    make_ticket("alice")
    (record,) = records(bob)
    (row,) = cells(bob.get(EXPORT, format="csv").text)
    for name in ("assignee_name", "resolved_at", "first_reply_at"):
        assert (record[name], row[name]) == (None, "")


def test_it_is_a_download_named_by_the_day(bob: Caller) -> None:
    later = utcnow() + timedelta(minutes=10)
    with time_machine.travel(later, tick=False):
        for form, kind in (("csv", "text/csv"), ("jsonl", "application/x-ndjson")):
            answer = bob.get(EXPORT, format=form)
            assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
            assert answer.headers["Content-Disposition"] == f'attachment; filename="tickets-{later:%Y-%m-%d}.{form}"'
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.text == {"csv": ",".join(export.COLUMNS) + "\r\n", "jsonl": ""}[form]


def test_the_filters_are_the_queues(bob: Caller, people: People, make_ticket: MakeTicket) -> None:
    mine = make_ticket("alice", assignee_id=people["bob"].id, title="Printer on fire")
    taken = make_ticket("charlie", status="in_progress", assignee_id=people["dora"].id, priority="high")
    ended = make_ticket("charlie", status="closed", category="question")
    for filters, expected in (
        ({}, [taken, mine]),  # as the queue: what is open
        ({"status": "any"}, [ended, taken, mine]),
        ({"status": "any", "sort": "created_at"}, [mine, taken, ended]),
        ({"status": ["closed", "in_progress"]}, [ended, taken]),
        ({"assignee": "me"}, [mine]),
        ({"assignee": "none"}, [ended]),
        ({"priority": "high"}, [taken]),
        ({"category": "question"}, [ended]),
        ({"user_id": people["alice"].id}, [mine]),
        ({"q": "printer fire"}, [mine]),
        ({"created_from": "2000-01-01", "created_to": "2000-01-02"}, []),
    ):
        assert [record["id"] for record in records(bob, **filters)] == expected, filters


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "format: Give one of: csv, jsonl"),
        ("format=", "format: Give one of"),
        ("format=xml", "format: Give one of"),
        ("format=csv&format=jsonl", "format: Give one of"),
        ("format=csv&limit=5", "limit: "),
        ("format=csv&noted_at=x", "noted_at: "),
        ("format=csv&status=lost", "status: Choose one of"),
        ("format=csv&created_from=soon", "created_from: Give a date such as"),
        ("format=csv&assignee=bob", "assignee: Give me, none, or the number of an agent"),
        ("format=csv&sort=noted_at", "sort: Choose one of"),
        ("format=csv&q=%00", "q: "),
        ("format=csv&q=%FF%FE", ""),
        ("format=csv&" + "&".join(f"a{n}=1" for n in range(3_000)), "too long"),
    ],
)
def test_nonsense_is_refused_with_words(bob: Caller, query: str, told: str) -> None:
    answer = bob.client.get(f"{EXPORT}?{query}", headers=bob.header)
    assert answer.status_code == (400 if told else 200)
    assert told in answer.text
    assert ("<h1>" in answer.text) == bool(told)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "  =", " \t+", "\uff1d", " \n-", "\xa0@"])
def test_a_cell_is_never_a_formula(bob: Caller, make_ticket: MakeTicket, begin: str) -> None:
    text = f'{begin}cmd|" /C calc"!A0'
    make_ticket("alice", title=text, description=text)
    (row,) = cells(bob.get(EXPORT, format="csv").text)
    assert (row["title"], row["description"]) == (f"'{text}", f"'{text}")
    (record,) = records(bob)
    assert (record["title"], record["description"]) == (text, text)


def test_notes_and_comments_leave_no_trace(app: Flask, bob: Caller, people: People, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice", created_at=START, updated_at=START)
    before = [bob.get(EXPORT, format=form).data for form in export.FORMATS]
    with app.app_context():
        said = {"ticket_id": number, "author_id": people["bob"].id, "by_agent": True, "body": SECRET}
        db.session.add_all([Comment(**said, internal=True), Comment(**said, internal=False)])
        db.session.get_one(Ticket, number).noted_at = START + timedelta(days=1)
        db.session.commit()
    assert [bob.get(EXPORT, format=form).data for form in export.FORMATS] == before
    assert not [name for name in export.COLUMNS if "note" in name or "comment" in name or "seen" in name]


def test_a_long_list_comes_in_pages_and_whole(app: Flask, bob: Caller, people: People) -> None:
    fill(app, people, 2_300)
    first, *rest = pieces = list(bob.client.get(f"{EXPORT}?format=jsonl", headers=bob.header).response)
    assert len(pieces) == 3
    assert first.count(b"\n") == 1_000
    numbers = [json.loads(line)["id"] for piece in (first, *rest) for line in piece.splitlines()]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 2_300


def fill(app: Flask, people: People, count: int) -> None:
    """Store so many tickets, a minute apart."""
    row = {"user_id": people["alice"].id, "title": "a", "description": "b", "priority": "low", "category": "bug"}
    moments = [START + timedelta(minutes=n) for n in range(count)]
    with app.app_context():
        db.session.execute(sa.insert(Ticket), [{**row, "created_at": m, "updated_at": m} for m in moments])
        db.session.commit()


def test_who_reads_slowly_or_goes_away_holds_no_connection(
    app: Flask, bob: Caller, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(app, people, 2_300)
    walk, ended = listing.walk, []

    def watched(*args: Any, **kwargs: Any) -> Iterator[list[dict[str, Any]]]:
        try:
            yield from walk(*args, **kwargs)
        finally:
            ended.append(True)

    monkeypatch.setattr(listing, "walk", watched)
    with app.app_context():
        pool: Any = db.engine.pool
    answer = bob.client.get(f"{EXPORT}?format=csv", headers=bob.header, buffered=False)
    body = answer.iter_encoded()
    for _ in ("names of columns", "page read by the view", "page read since"):
        assert next(body)
    assert (pool.checkedout(), ended) == (0, [])
    answer.close()
    assert (pool.checkedout(), ended) == (0, [True])


@pytest.mark.parametrize(
    ("failure", "status"), [(RuntimeError("no"), 500), (sa.exc.OperationalError("", {}, Exception("away")), 503)]
)
def test_a_failure_before_the_first_row_is_an_ordinary_answer(
    bob: Caller, monkeypatch: pytest.MonkeyPatch, failure: Exception, status: int
) -> None:
    def fail(*_: Any, **__: Any) -> Iterator[Any]:
        raise failure
        yield

    monkeypatch.setattr(listing, "walk", fail)
    answer = bob.get(EXPORT, format="csv")
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert "Content-Disposition" not in answer.headers
