"""PATCH /chat/admin/tickets: many tickets changed alike, each answered for."""

from typing import Any

import pytest
from fixtures.people import MakeTicket
from flask import Flask
from tickets.callers import Caller, all_rows, ticket_row

JSON = "/chat/admin/tickets"


def test_a_program_is_told_of_each_id(bob: Caller, app: Flask, make_ticket: MakeTicket) -> None:
    first, closed, ready = make_ticket("alice"), make_ticket("alice", status="closed"), make_ticket("alice")
    ids = [first, 999, closed, first, ready]
    bob.patch(f"{JSON}/{ready}", {"status": "resolved", "priority": "high"})
    answer = bob.patch(JSON, {"ids": ids, "changes": {"status": "resolved", "priority": "high"}})
    assert answer.status_code == 200
    told = answer.json["results"]
    assert [result["id"] for result in told] == [first, 999, closed, ready]
    assert [result["success"] for result in told] == [True, False, False, True]
    assert [set(result["changed"]) for result in told] == [{"status", "priority"}, set(), set(), set()]
    assert "There is no such ticket" in told[1]["message"]
    assert "closed" in told[2]["message"]
    assert "message" not in told[0]
    assert ticket_row(app, closed)["priority"] == "medium", "a ticket is changed as asked or not at all"


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"ids": [1]},
        {"ids": [1], "changes": {}},
        {"ids": [], "changes": {"priority": "low"}},
        {"ids": list(range(1, 502)), "changes": {"priority": "low"}},
        {"ids": [0], "changes": {"priority": "low"}},
        {"ids": [2**63], "changes": {"priority": "low"}},
        {"ids": ["1"], "changes": {"priority": "low"}},
        {"ids": 1, "changes": {"priority": "low"}},
        {"ids": [1], "changes": {"priority": "urgent"}},
        {"ids": [1], "changes": {"title": "mine"}},
        {"ids": [1], "changes": {"user_id": 2}},
        {"ids": [1], "changes": {"assignee_id": 1}},
        {"ids": [1], "changes": {"assignee_id": 999}},
        {"ids": [1], "changes": {"priority": "low"}, "force": True},
    ],
)
def test_a_program_that_asks_for_nonsense(bob: Caller, app: Flask, make_ticket: MakeTicket, body: Any) -> None:
    make_ticket("alice")
    before = all_rows(app)["ticket"]
    answer = bob.patch(JSON, body)
    assert answer.status_code == 400
    assert set(answer.json["errors"]) <= {"ids", "changes", "force"}
    assert all_rows(app)["ticket"] == before


def test_programs_of_requesters_change_nothing(alice: Caller, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    assert alice.patch(JSON, {"ids": [number], "changes": {"priority": "low"}}).status_code == 403
