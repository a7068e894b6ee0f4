"""Comments and notes as JSON: said once, listed in order, corrected for a while, taken back with a trace."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from fixtures.people import MakeTicket
from flask import Flask
from tickets.callers import Caller, all_rows

from supportapp.database import utcnow

Callers = Callable[[str], Caller]


@pytest.fixture
def number(make_ticket: MakeTicket) -> int:
    """Return the id of a ticket of alice's."""
    return make_ticket("alice")


@pytest.fixture
def path(number: int) -> str:
    """Return where its comments are."""
    return f"/chat/tickets/{number}/comments"


def say(program: Caller, path: str, body: str, **more: Any) -> dict[str, Any]:
    answer = program.post(path, {"body": body, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def bodies(program: Caller, path: str, **query: Any) -> list[str]:
    return [comment["body"] for comment in program.get(path, **query).json["comments"]]


def test_both_sides_talk(alice: Caller, caller: Callers, path: str) -> None:
    bob = caller("bob")
    first = say(alice, path, "  It **still** fails.\r\nSince Monday. ")
    say(bob, path, "We look into it.")
    assert first["body"] == "It **still** fails.\nSince Monday."
    assert (first["author"], first["by_agent"], first["internal"]) == ("Alice", False, False)
    for program in (alice, bob, caller("dora")):
        assert bodies(program, path) == ["It **still** fails.\nSince Monday.", "We look into it."]


def test_stranger_neither_reads_nor_says_anything(charlie: Caller, alice: Caller, path: str) -> None:
    comment = say(alice, path, "hello")["id"]
    missing = charlie.get("/chat/tickets/999/comments")
    for answer in (charlie.get(path), charlie.post(path, {"body": "x"}), charlie.delete(f"{path}/{comment}")):
        assert (answer.status_code, answer.data) == (404, missing.data)
    assert charlie.patch(f"{path}/{comment}", {"body": "x"}).status_code == 404


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ({"body": ""}, "body"),
        ({"body": " \n "}, "body"),
        ({"body": "x" * 20_001}, "body"),
        ({"body": "a\0b"}, "body"),
        ({"body": None}, "body"),
        ({"body": 7}, "body"),
        ({"body": "x", "internal": "perhaps"}, "internal"),
        ({"body": "x", "status": "new"}, "status"),
        ({"body": "x", "author_id": 1}, "author_id"),
        ({"body": "x", "by_agent": True}, "by_agent"),
        ({"body": "x", "created_at": "2020-01-01T00:00:00Z"}, "created_at"),
    ],
)
def test_wrong_comment_is_refused_by_name(alice: Caller, path: str, body: dict[str, Any], field: str) -> None:
    answer = alice.post(path, body)
    assert (answer.status_code, list(answer.json["errors"])) == (400, [field])
    assert bodies(alice, path) == []


def test_comment_of_a_megabyte_is_too_much(alice: Caller, path: str) -> None:
    answer = alice.post(path, {"body": "x" * 1_000_000})
    assert (answer.status_code, answer.json["success"]) == (413, False)


def test_pages_of_comments(alice: Caller, path: str) -> None:
    for n in range(5):
        say(alice, path, str(n))
    first = alice.get(path, limit=2)
    assert [c["body"] for c in first.json["comments"]] == ["0", "1"]
    second = alice.get(first.headers["Link"].partition(">")[0].removeprefix("<"))
    assert [c["body"] for c in second.json["comments"]] == ["2", "3"]
    last = alice.get(path, limit=2, cursor=second.json["next_cursor"]).json
    assert ([c["body"] for c in last["comments"]], last["next_cursor"]) == (["4"], None)
    for wrong in ({"limit": 0}, {"limit": 101}, {"cursor": "x"}, {"page": 2}):
        assert alice.get(path, **wrong).status_code == 400


def test_agents_answer_takes_the_ticket_up_and_the_first_is_kept(alice: Caller, caller: Callers, path: str) -> None:
    ticket = path.removesuffix("/comments")
    say(caller("bob"), path, "Noted.", internal=True)
    assert alice.get(ticket).json["status"] == "open"
    say(caller("bob"), path, "Hello Alice.")
    assert alice.get(ticket).json["status"] == "in_progress"
    [event] = alice.get(f"{ticket}/events").json["events"]
    assert (event["old"], event["new"], event["actor"]) == ("open", "in_progress", "Bob")


@pytest.mark.parametrize("ended", ["resolved", "closed"])
def test_requesters_word_reopens_an_ended_ticket(
    alice: Caller, caller: Callers, make_ticket: MakeTicket, ended: str
) -> None:
    ticket = f"/chat/tickets/{make_ticket('alice', status=ended)}"
    say(caller("bob"), f"{ticket}/comments", "All fine?")
    assert alice.get(ticket).json["status"] == ended
    say(alice, f"{ticket}/comments", "Thanks!", status=ended)
    assert alice.get(ticket).json["status"] == ended
    say(alice, f"{ticket}/comments", "It fails again.")
    assert alice.get(ticket).json["status"] == "open"


def test_answer_and_status_are_one_action(app: Flask, alice: Caller, caller: Callers, path: str) -> None:
    ticket = path.removesuffix("/comments")
    say(caller("bob"), path, "Done.", status="resolved")
    assert alice.get(ticket).json["resolved_at"]
    before = all_rows(app)
    refused = caller("bob").patch(ticket, {"status": "resolved"})
    assert refused.status_code == 200
    answer = alice.post(path, {"body": "Do it", "status": "in_progress"})
    assert (answer.status_code, list(answer.json["errors"])) == (409, ["status"])
    assert all_rows(app) == before


def test_same_key_says_it_once(alice: Caller, path: str) -> None:
    first = alice.post(path, {"body": "hello"}, Idempotency_Key="k")
    again = alice.post(path, {"body": "hello"}, Idempotency_Key="k")
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert alice.post(path, {"body": "other"}, Idempotency_Key="k").status_code == 409
    assert alice.post(path, {"body": "other"}, Idempotency_Key="l").status_code == 201
    assert bodies(alice, path) == ["hello", "other"]


def test_comment_is_corrected_for_a_quarter_of_an_hour(alice: Caller, caller: Callers, path: str) -> None:
    comment = say(alice, path, "helo")
    assert comment["editable"]
    assert caller("dora").patch(f"{path}/{comment['id']}", {"body": "x"}).status_code == 403
    changed = alice.patch(f"{path}/{comment['id']}", {"body": "hello"}).json
    assert (changed["body"], changed["created_at"]) == ("hello", comment["created_at"])
    assert changed["edited_at"]
    with time_machine.travel(utcnow() + timedelta(minutes=16), tick=False):
        program = caller("alice")
        late = program.patch(f"{path}/{comment['id']}", {"body": "later"})
        assert late.status_code in {401, 409}
    assert bodies(alice, path) == ["hello"]


def test_taking_a_comment_back_leaves_a_trace(app: Flask, alice: Caller, caller: Callers, path: str) -> None:
    mine, other = say(alice, path, "Zanzibar")["id"], say(alice, path, "Timbuktu")["id"]
    assert caller("bob").delete(f"{path}/{mine}").status_code == 403
    for _ in range(2):
        assert alice.delete(f"{path}/{mine}").status_code == 204
    assert caller("dora").delete(f"{path}/{other}").status_code == 204
    for comment in caller("bob").get(path).json["comments"]:
        assert (comment["body"], comment["author"], comment["editable"]) == ("", "Alice", False)
        assert comment["deleted_at"]
    assert alice.patch(f"{path}/{mine}", {"body": "back"}).status_code == 409
    assert "Zanzibar" not in str(all_rows(app))
    assert alice.get("/chat/tickets", q="Zanzibar").json["tickets"] == []


def test_comment_of_another_ticket_is_unknown_here(alice: Caller, make_ticket: MakeTicket, path: str) -> None:
    comment = say(alice, path, "hello")["id"]
    elsewhere = f"/chat/tickets/{make_ticket('alice')}/comments/{comment}"
    assert alice.patch(elsewhere, {"body": "x"}).status_code == 404
    assert alice.delete(elsewhere).status_code == 404
    assert bodies(alice, path) == ["hello"]


def test_public_comment_is_a_new_version_of_the_ticket(alice: Caller, caller: Callers, path: str) -> None:
    ticket = path.removesuffix("/comments")
    before = alice.get(ticket)
    say(caller("bob"), path, "hello")
    after = alice.get(ticket)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.json["updated_at"] > before.json["updated_at"]


def test_draft_is_added_to_a_ticket_instead_of_becoming_one(alice: Caller, talk: int, path: str) -> None:
    draft = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json
    first = alice.post(path, {"draft_id": draft["draft"]["id"]})
    again = alice.post(path, {"draft_id": draft["draft"]["id"]})
    assert (first.status_code, again.status_code, again.json) == (201, 201, first.json)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.json["conversation_id"] == talk
    assert draft["ticket"]["description"] in first.json["body"]
    assert len(bodies(alice, path)) == 1
    sent = alice.post("/chat/submit-ticket", {"draft_id": draft["draft"]["id"], "ticket": draft["ticket"]})
    assert sent.status_code == 409


def test_draft_of_somebody_else_is_not_added(alice: Caller, charlie: Caller, caller: Callers, path: str) -> None:
    talk = charlie.post("/chat/conversations", {"messages": [{"role": "user", "content": "It stops"}]}).json["id"]
    draft = charlie.post("/chat/generate-ticket", {"conversation_id": talk}).json["draft"]["id"]
    assert alice.post(path, {"draft_id": draft}).status_code == 403
    assert alice.post(path, {"draft_id": 999}).status_code == 404
    assert charlie.post(path, {"draft_id": draft}).status_code == 404
    for more in ({"body": "x"}, {"internal": True}, {"status": "closed"}):
        answer = caller("bob").post(path, {"draft_id": draft, **more})
        assert (answer.status_code, list(answer.json["errors"])) == (400, ["draft_id"])
    assert bodies(alice, path) == []
