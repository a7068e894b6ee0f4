"""GET /chat/tickets/ID and .../events: one ticket and what happened to it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from fixtures.people import MakeTicket, People
from tickets.callers import Caller

Callers = Callable[[str], Caller]


def test_owner_agent_and_admin_read_it(caller: Callers, make_ticket: MakeTicket, people: People) -> None:
    number = make_ticket("alice", assignee_id=people["bob"].id)
    seen = [caller(name).get(f"/chat/tickets/{number}") for name in ("alice", "bob", "dora")]
    assert [answer.status_code for answer in seen] == [200, 200, 200]
    ticket = seen[0].json
    assert (ticket["requester_name"], ticket["assignee_name"]) == ("Alice", "Bob")
    assert {**seen[1].json, "allowed_statuses": []} == {**ticket, "allowed_statuses": []}
    assert "alice@example.com" not in seen[0].text
    assert "submit" not in seen[0].text


def test_stranger_sees_of_a_ticket_what_they_see_of_none(caller: Callers, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    for path in ("/chat/tickets/{}", "/chat/tickets/{}/events"):
        foreign, missing = (caller("charlie").get(path.format(n)) for n in (number, 999))
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert foreign.data == missing.data


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("number", ["0", "-1", "abc", str(2**63), "9" * 100, "1.0", "%00", "1%20", "01x"])
def test_address_that_is_no_number_is_404_in_json(caller: Callers, number: str) -> None:
    answer = caller("alice").get(f"/chat/tickets/{number}")
    assert (answer.status_code, answer.json["success"]) == (404, False)


@pytest.mark.parametrize(
    ("status", "owner", "agent"),
    [
        ("open", {"closed"}, {"in_progress", "resolved", "closed"}),
        ("in_progress", {"closed"}, {"open", "resolved", "closed"}),
        ("resolved", {"open", "closed"}, {"closed", "in_progress", "open"}),
        ("closed", {"open"}, {"open"}),
    ],
)
def test_allowed_statuses(
    caller: Callers, make_ticket: MakeTicket, status: str, owner: set[str], agent: set[str]
) -> None:
    number = make_ticket("alice", status=status)
    assert set(caller("alice").get(f"/chat/tickets/{number}").json["allowed_statuses"]) == owner
    assert set(caller("bob").get(f"/chat/tickets/{number}").json["allowed_statuses"]) == agent


def test_etag_saves_sending_the_same_twice(caller: Callers, make_ticket: MakeTicket) -> None:
    path = f"/chat/tickets/{make_ticket('alice')}"
    first = caller("alice").get(path)
    assert first.headers["ETag"]
    program = caller("alice")
    again = program.client.get(path, headers={**program.header, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    changed = program.client.get(path, headers={**program.header, "If-None-Match": '"77"'})
    assert changed.status_code == 200


def test_times_are_iso_8601_with_an_offset(caller: Callers) -> None:
    alice = caller("alice")
    ticket = {"title": "x", "description": "y", "priority": "low", "category": "bug"}
    place = alice.post("/chat/submit-ticket", {"ticket": ticket}).location
    shown = alice.get(place).json
    [event] = alice.get(f"{place}/events").json["events"]
    for text in (shown["created_at"], shown["updated_at"], event["created_at"]):
        offset = datetime.fromisoformat(text).utcoffset()
        assert offset is not None
        assert offset.total_seconds() == 0


def test_timeline_tells_who_did_what(caller: Callers) -> None:
    alice = caller("alice")
    ticket = {"title": "x", "description": "y", "priority": "low", "category": "bug"}
    place = alice.post("/chat/submit-ticket", {"ticket": ticket}).location
    [event] = caller("bob").get(f"{place}/events").json["events"]
    assert set(event) == {
        *("id", "kind", "old", "new", "actor_id", "actor", "created_at", "source", "old_name", "new_name")
    }
    assert (event["kind"], event["actor"], event["old"], event["new"]) == ("created", "Alice", None, None)
