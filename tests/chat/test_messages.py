"""GET /chat/conversations/ID and POST .../messages."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fixtures.people import MakeConversation
from flask import Flask
from tickets.callers import Caller, all_rows, count

TALK = [("user", "The export stops at row 1000"), ("assistant", "Which format?")]


def test_message_is_added_at_the_end(alice: Caller, make_conversation: MakeConversation) -> None:
    place = f"/chat/conversations/{make_conversation('alice', TALK)}"
    added = alice.post(f"{place}/messages", {"content": " CSV \r\n it is "})
    assert added.status_code == 201
    assert set(added.json) == {"id", "position", "role", "content", "created_at"}
    assert (added.json["position"], added.json["role"], added.json["content"]) == (3, "user", "CSV \n it is")
    whole = alice.get(place).json
    assert whole["message_count"] == 3
    assert whole["messages"][-1] == added.json


def test_host_application_may_add_what_the_assistant_said(alice: Caller, make_conversation: MakeConversation) -> None:
    place = f"/chat/conversations/{make_conversation('alice', TALK)}/messages"
    assert alice.post(place, {"role": "assistant", "content": "Let me look"}).json["role"] == "assistant"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"content": "   "}, "content"),
        ({}, "content"),
        ({"content": None}, "content"),
        ({"content": "x" * 200_001}, "content"),
        ({"content": "x", "role": "system"}, "role"),
        ({"content": "x", "position": 1}, "position"),
    ],
)
def test_wrong_message_is_refused(
    app: Flask, alice: Caller, make_conversation: MakeConversation, body: object, field: str
) -> None:
    place = f"/chat/conversations/{make_conversation('alice', TALK)}/messages"
    answer = alice.post(place, body)
    assert answer.status_code == 400
    assert list(answer.json["errors"]) == [field]
    assert count(app, "message") == 2


def test_stranger_sees_of_a_conversation_what_they_see_of_none(
    app: Flask, charlie: Caller, make_conversation: MakeConversation
) -> None:
    foreign, missing = make_conversation("alice", TALK), 999
    before = all_rows(app)
    answers = [charlie.get(f"/chat/conversations/{n}") for n in (foreign, missing)]
    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].json == answers[1].json
    written = [charlie.post(f"/chat/conversations/{n}/messages", {"content": "x"}) for n in (foreign, missing)]
    assert [a.status_code for a in written] == [404, 404]
    assert written[0].json == written[1].json
    assert all_rows(app)["message"] == before["message"]


def test_agent_does_not_read_conversations_that_were_not_shared(
    caller: object, make_conversation: MakeConversation
) -> None:
    conversation = make_conversation("alice", TALK)
    assert caller("bob").get(f"/chat/conversations/{conversation}").status_code == 404  # type: ignore[operator]


def test_full_conversation_takes_no_more(app: Flask, alice: Caller, make_conversation: MakeConversation) -> None:
    conversation = make_conversation("alice", [("user", "x")] * 5_000)
    answer = alice.post(f"/chat/conversations/{conversation}/messages", {"content": "one more"})
    assert answer.status_code == 409
    assert "new one" in answer.json["message"]
    assert count(app, "message") == 5_000


def test_messages_added_at_once_get_a_place_each(
    app: Flask, alice: Caller, make_conversation: MakeConversation
) -> None:
    place = f"/chat/conversations/{make_conversation('alice', TALK)}"

    def add(number: int) -> int:
        program = Caller(app.test_client(), alice.header)
        return program.post(f"{place}/messages", {"content": f"number {number}"}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(add, range(24))) == {201}
    assert [m["position"] for m in alice.get(place).json["messages"]] == list(range(1, 27))
