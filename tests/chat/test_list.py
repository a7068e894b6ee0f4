"""GET /chat/conversations: one's own, last used first, in pages."""

import pytest
from fixtures.people import MakeConversation
from flask import Flask
from tickets.callers import Caller

PATH = "/chat/conversations"


@pytest.fixture
def seven(make_conversation: MakeConversation) -> list[int]:
    """Return the ids of alice's seven conversations, first made first; one of charlie's lies between."""
    ids = [make_conversation("alice", [("user", f"number {n}")]) for n in range(4)]
    make_conversation("charlie", [("user", "secret of charlie")])
    return ids + [make_conversation("alice", [("user", f"number {n}")]) for n in range(4, 7)]


def test_only_own_conversations_are_listed(alice: Caller, charlie: Caller, seven: list[int]) -> None:
    assert [c["id"] for c in alice.get(PATH).json["conversations"]] == seven[::-1]
    assert [c["title"] for c in charlie.get(PATH).json["conversations"]] == ["secret of charlie"]


def test_no_messages_are_sent_along(alice: Caller, seven: list[int]) -> None:
    assert seven
    first = alice.get(PATH).json["conversations"][0]
    assert set(first) == {"id", "title", "message_count", "created_at", "updated_at"}


def test_pages_hold_each_conversation_once(alice: Caller, seven: list[int]) -> None:
    seen, cursor = [], ""
    for _ in range(4):
        page = alice.get(PATH, limit=2, cursor=cursor).json
        seen += [c["id"] for c in page["conversations"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert seen == seven[::-1]


def test_conversation_that_goes_on_comes_first(alice: Caller, seven: list[int]) -> None:
    alice.post(f"{PATH}/{seven[2]}/messages", {"content": "one more thing"})
    assert alice.get(PATH).json["conversations"][0]["id"] == seven[2]


def test_cursor_that_was_changed_is_refused(alice: Caller, seven: list[int]) -> None:
    assert seven
    cursor = alice.get(PATH, limit=2).json["next_cursor"]
    changed = cursor[:-9] + ("A" if cursor[-9] != "A" else "B") + cursor[-8:]
    for wrong in (changed, "x", cursor + "x", "\0", "é", "." * 9):
        answer = alice.get(PATH, cursor=wrong)
        assert answer.status_code == 400, wrong
        assert list(answer.json["errors"]) == ["cursor"]


def test_cursor_of_another_list_is_refused(alice: Caller, make_ticket: object, seven: list[int]) -> None:
    assert seven
    for _ in range(2):
        make_ticket("alice")  # type: ignore[operator]
    of_tickets = alice.get("/chat/tickets", limit=1).json["next_cursor"]
    assert alice.get(PATH, cursor=of_tickets).status_code == 400
    of_conversations = alice.get(PATH, limit=1).json["next_cursor"]
    assert alice.get("/chat/tickets", cursor=of_conversations).status_code == 400


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"page": 2}, {"user_id": 1}])
def test_wrong_parameter_is_refused_by_name(alice: Caller, query: dict[str, object]) -> None:
    answer = alice.get(PATH, **query)
    assert answer.status_code == 400
    assert list(answer.json["errors"]) == list(query)


def test_nobody_is_told_anything_without_signing_in(app: Flask) -> None:
    answer = app.test_client().get(PATH)
    assert (answer.status_code, answer.json["success"]) == (401, False)
