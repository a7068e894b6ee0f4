"""PATCH and DELETE of a ticket: who may change what, to what, and nobody's change is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

import pytest
from fixtures.people import Auth, MakeTicket, People
from flask import Flask
from tickets.callers import Caller, all_rows

Callers = Callable[[str], Caller]
NEXT = {
    "open": {"in_progress", "resolved", "closed"},
    "in_progress": {"open", "resolved", "closed"},
    "resolved": {"closed", "in_progress", "open"},
    "closed": {"open"},
}
OWNERS = {"open": {"closed"}, "in_progress": {"closed"}, "resolved": {"closed", "open"}, "closed": {"open"}}
TEXTS = {"title": "Another title", "description": "Another text", "priority": "high", "category": "other"}


def at(number: int) -> str:
    return f"/chat/tickets/{number}"


def events(program: Caller, number: int) -> list[tuple[str, Any, Any, Any]]:
    found = program.get(f"{at(number)}/events").json["events"]
    return [(e["kind"], e["old"], e["new"], e["actor"]) for e in found]


@pytest.mark.parametrize(("name", "table"), [("bob", NEXT), ("alice", OWNERS)])
def test_status_table(caller: Callers, make_ticket: MakeTicket, name: str, table: dict[str, set[str]]) -> None:
    program = caller(name)
    for old, new in product(NEXT, NEXT):
        number = make_ticket("alice", status=old)
        answer = program.patch(at(number), {"status": new})
        if new == old:
            assert (answer.status_code, events(program, number)) == (200, [])
        elif new in table[old]:
            assert (answer.status_code, answer.json["status"]) == (200, new)
            assert set(answer.json["allowed_statuses"]) == table[new]
            assert events(program, number) == [("status", old, new, name.capitalize())]
        else:
            assert answer.status_code == 409
            assert all(word in answer.json["errors"]["status"][0] for word in table[old])
            assert events(program, number) == []


def test_resolved_at_follows_the_status(bob: Caller, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    resolved = bob.patch(at(number), {"status": "resolved"}).json
    assert resolved["resolved_at"] == resolved["updated_at"]
    closed = bob.patch(at(number), {"status": "closed"}).json
    assert closed["resolved_at"] == resolved["resolved_at"]
    assert bob.patch(at(number), {"status": "open"}).json["resolved_at"] is None
    assert bob.patch(at(number), {"status": "closed"}).json["resolved_at"] is None


def test_owner_corrects_the_text_while_the_ticket_is_open(alice: Caller, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    answer = alice.patch(at(number), TEXTS)
    assert {name: answer.json[name] for name in TEXTS} == TEXTS
    assert [(kind, new) for kind, _, new, _ in events(alice, number)] == list(TEXTS.items())


@pytest.mark.parametrize("status", ["in_progress", "resolved", "closed"])
def test_owner_does_not_change_the_text_of_what_is_worked_on(
    alice: Caller, bob: Caller, make_ticket: MakeTicket, status: str
) -> None:
    number = make_ticket("alice", status=status)
    refused = alice.patch(at(number), {"title": "Another title", "status": "closed"})
    assert refused.status_code == 409
    assert "comment" in refused.json["message"]
    assert alice.get(at(number)).json["status"] == status
    assert bob.patch(at(number), {"title": "Another title"}).status_code == 200


def test_agent_gives_a_ticket_to_somebody_and_takes_it_back(
    bob: Caller, make_ticket: MakeTicket, people: People
) -> None:
    number, dora = make_ticket("alice"), people["dora"].id
    given = bob.patch(at(number), {"assignee_id": dora}).json
    assert (given["assignee_id"], given["assignee_name"]) == (dora, "Dora")
    assert bob.patch(at(number), {"assignee_id": None}).json["assignee_name"] is None
    found = bob.get(f"{at(number)}/events").json["events"]
    assert [(e["old_name"], e["new_name"]) for e in found] == [(None, "Dora"), ("Dora", None)]


@pytest.mark.parametrize("whom", ["alice", "nobody"])
def test_tickets_are_given_to_agents_only(bob: Caller, make_ticket: MakeTicket, people: People, whom: str) -> None:
    number = make_ticket("alice")
    answer = bob.patch(at(number), {"assignee_id": people[whom].id if whom in people else 999})
    assert (answer.status_code, list(answer.json["errors"])) == (400, ["assignee_id"])
    assert bob.get(at(number)).json["assignee_id"] is None


def test_owner_does_not_say_who_works_on_it(alice: Caller, make_ticket: MakeTicket, people: People) -> None:
    answer = alice.patch(at(make_ticket("alice")), {"assignee_id": people["bob"].id})
    assert (answer.status_code, list(answer.json["errors"])) == (400, ["assignee_id"])


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"status": "new"}, "status"),
        ({"status": None}, "status"),
        ({"priority": "urgent"}, "priority"),
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"description": "a\0b"}, "description"),
        ({"assignee_id": 2**63}, "assignee_id"),
        ({"assignee_id": "2"}, "assignee_id"),
        ({"id": 7}, "id"),
        ({"user_id": 3}, "user_id"),
        ({"version": 3}, "version"),
        ({"resolved_at": "2026-01-01T00:00:00Z"}, "resolved_at"),
        ({"first_reply_at": None}, "first_reply_at"),
    ],
)
def test_wrong_or_forbidden_field_is_refused_by_name(
    app: Flask, bob: Caller, make_ticket: MakeTicket, body: dict[str, Any], field: str
) -> None:
    number = make_ticket("alice")
    before = all_rows(app)
    answer = bob.patch(at(number), {"priority": "low", **body})
    assert (answer.status_code, list(answer.json["errors"])) == (400, [field])
    assert all_rows(app) == before


def test_stranger_changes_nothing_and_learns_nothing(app: Flask, charlie: Caller, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    before = all_rows(app)
    for call in (lambda n: charlie.patch(at(n), {"status": "closed"}), lambda n: charlie.delete(at(n))):
        foreign, missing = call(number), call(999)
        assert (foreign.status_code, foreign.data) == (404, missing.data)
    assert charlie.delete(f"{at(number)}?purge=true").status_code == 404
    assert {**all_rows(app), "sign_in": []} == {**before, "sign_in": []}


def test_change_for_an_older_version_is_refused(alice: Caller, bob: Caller, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    tag = alice.get(at(number)).headers["ETag"]
    changed = bob.patch(at(number), {"status": "in_progress"}, If_Match=tag)
    assert (changed.status_code, changed.headers["ETag"] == tag) == (200, False)
    for stale in (tag, '"x"', '"99999999999999999999999"', '""'):
        assert alice.patch(at(number), {"status": "closed"}, If_Match=stale).status_code == 412
        assert alice.delete(at(number), If_Match=stale).status_code == 412
    newest = alice.get(at(number)).headers["ETag"]
    for good in ("*", newest, f'"7", {newest}'):
        assert alice.patch(at(number), {}, If_Match=good).status_code == 200
    assert alice.patch(at(number), {"status": "closed"}, If_Match=newest).status_code == 200


def test_of_eight_changes_for_one_version_one_is_made(app: Flask, auth: Auth, make_ticket: MakeTicket) -> None:
    path = at(make_ticket("alice"))
    tag = Caller(app.test_client(), auth("bob")).get(path).headers["ETag"]

    def change(n: int) -> int:
        program = Caller(app.test_client(), auth("bob"))
        return program.patch(path, {"title": f"Title {n}"}, If_Match=tag).status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(change, range(8))) == [200] + [412] * 7
    assert Caller(app.test_client(), auth("bob")).get(path).json["version"] == 2


def test_what_is_so_already_leaves_no_trace(bob: Caller, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice", priority="low")
    before = bob.get(at(number))
    for body in ({}, {"priority": "low"}, {"status": "open", "assignee_id": None}):
        after = bob.patch(at(number), body)
        assert (after.json, after.headers["ETag"]) == (before.json, before.headers["ETag"])
    assert events(bob, number) == []


def test_deleting_closes_and_keeps(alice: Caller, bob: Caller, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice", status="resolved")
    for _ in range(2):
        answer = alice.delete(at(number))
        assert (answer.status_code, answer.data) == (204, b"")
    assert bob.get(at(number)).json["status"] == "closed"
    assert events(bob, number) == [("status", "resolved", "closed", "Alice")]


def test_purging_is_for_admins(alice: Caller, bob: Caller, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    for program in (alice, bob):
        answer = program.delete(f"{at(number)}?purge=true")
        assert (answer.status_code, "admin" in answer.json["message"]) == (403, True)
        assert program.get(at(number)).status_code == 200


def test_purging_leaves_nothing_of_a_ticket(app: Flask, alice: Caller, caller: Callers, talk: int) -> None:
    made = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json
    ticket = {**made["ticket"], "title": "Zanzibar"}
    number = alice.post("/chat/submit-ticket", {"draft_id": made["draft"]["id"], "ticket": ticket}).json["ticket_id"]
    caller("bob").patch(at(number), {"priority": "low", "title": "Zanzibar again"})
    alice.post(f"{at(number)}/comments", {"body": "Zanzibar, still"})
    caller("bob").post(f"{at(number)}/comments", {"body": "Zanzibar, really", "internal": True})
    other = alice.post("/chat/submit-ticket", {"ticket": {**ticket, "title": "Other"}}).json["ticket_id"]
    assert caller("dora").delete(f"{at(number)}?purge=true", If_Match='"77"').status_code == 412
    assert caller("dora").delete(f"{at(number)}?purge=true").status_code == 204
    rows = all_rows(app)
    assert "Zanzibar" not in str(rows)
    assert len(rows["ticket"]) == len(rows["ticket_event"]) == len(rows["outbox"]) == 1
    assert rows["comment"] == rows["draft"] == rows["ticket_correction"] == rows["ticket_reader"] == []
    assert alice.get(at(number)).status_code == 404
    assert caller("dora").delete(f"{at(number)}?purge=true").status_code == 404
    assert [t["id"] for t in alice.get("/chat/tickets", q="other").json["tickets"]] == [other]
    assert alice.get("/chat/tickets", q="Zanzibar").json["tickets"] == []


def test_admin_endpoints_do_the_same_for_any_ticket(caller: Callers, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    path = f"/chat/admin/tickets/{number}"
    for name in ("bob", "dora"):
        program = caller(name)
        assert program.get(path).json == program.get(at(number)).json
        assert program.patch(path, {"priority": "high"}, If_Match=program.get(path).headers["ETag"]).status_code == 200
    assert caller("bob").delete(path).status_code == 204
    for call in (caller("alice").get(path), caller("alice").patch(path, {}), caller("alice").delete(path)):
        assert call.status_code == 403


def test_agents_early_corrections_are_noted_for_the_drafts(app: Flask, alice: Caller, bob: Caller, talk: int) -> None:
    made = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json
    ticket = {**made["ticket"], "priority": "medium"}
    number = alice.post("/chat/submit-ticket", {"draft_id": made["draft"]["id"], "ticket": ticket}).json["ticket_id"]
    alice.patch(at(number), {"category": "other"})
    assert all_rows(app)["ticket_correction"] == []
    bob.patch(at(number), {"priority": "low", "status": "in_progress"})
    [row] = all_rows(app)["ticket_correction"]
    assert "'priority', 'medium', 'low'" in row
