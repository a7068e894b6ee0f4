"""GET /chat/tickets refuses what it can't do, and says what to send instead."""

from typing import Any

import pytest
from fixtures.people import MakeTicket
from tickets.callers import Caller

PATH = "/chat/tickets"


@pytest.fixture
def three(make_ticket: MakeTicket) -> None:
    """Give alice three open tickets."""
    for n in range(3):
        make_ticket("alice", title=f"number {n}")


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"sort": "password_hash"}, "sort"),
        ({"sort": "id"}, "sort"),
        ({"sort": "created_at desc"}, "sort"),
        ({"sort": "--created_at"}, "sort"),
        ({"status": "new"}, "status"),
        ({"status": ["open", ""]}, "status"),
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": "9" * 5_000}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"cursor": "x"}, "cursor"),
        ({"conversation_id": 2**63}, "conversation_id"),
        ({"conversation_id": "abc"}, "conversation_id"),
        ({"created_from": "yesterday"}, "created_from"),
        ({"created_from": "2026-03-01T12:00:00"}, "created_from"),
        ({"created_to": "2026-02-30"}, "created_to"),
        ({"created_from": "0001-01-01T00:00:00+14:00"}, "created_from"),
        ({"created_to": "9999-12-31T23:59:59-14:00"}, "created_to"),
        ({"created_to": "9999-12-31"}, "created_to"),
        ({"q": "x" * 201}, "q"),
        ({"q": "a\0b"}, "q"),
        ({"user_id": 2}, "user_id"),
        ({"assignee_id": 2}, "assignee_id"),
        ({"x": "y" * 10}, "x"),
    ],
)
def test_wrong_parameter_is_refused_by_name(alice: Caller, query: dict[str, Any], field: str) -> None:
    answer = alice.get(PATH, **query)
    assert answer.status_code == 400
    assert list(answer.json["errors"]) == [field]


def test_three_thousand_unknown_parameters_are_refused(alice: Caller) -> None:
    assert alice.get(PATH, **{f"p{n}": n for n in range(3_000)}).status_code == 400


@pytest.mark.usefixtures("three")
def test_cursor_of_another_order_is_refused(alice: Caller) -> None:
    cursor = alice.get(PATH, limit=2, sort="priority").json["next_cursor"]
    assert alice.get(PATH, limit=2, sort="-created_at", cursor=cursor).status_code == 400


@pytest.mark.parametrize(
    "other", [{"status": "closed"}, {"q": "number"}, {"created_from": "2026-03-02"}, {"status": ["open", "closed"]}]
)
@pytest.mark.usefixtures("three")
def test_cursor_of_other_filters_is_refused(alice: Caller, other: dict[str, Any]) -> None:
    cursor = alice.get(PATH, limit=1, status="open").json["next_cursor"]
    assert alice.get(PATH, limit=2, status=["open", "open"], cursor=cursor).status_code == 200
    answer = alice.get(PATH, limit=1, **other, cursor=cursor)
    assert answer.status_code == 400
    assert "Start again without it" in answer.json["errors"]["cursor"][0]


@pytest.mark.usefixtures("three")
def test_cursor_that_was_tampered_with_is_refused(alice: Caller) -> None:
    cursor = alice.get(PATH, limit=1).json["next_cursor"]
    for wrong in (
        cursor[:-1],
        f"x{cursor}",
        cursor[::-1],
        cursor.partition(".")[0],
        "e30.x.y",
        "0",
        "a" * 5_000,
    ):
        assert alice.get(PATH, limit=1, cursor=wrong).status_code == 400, wrong
