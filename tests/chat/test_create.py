"""POST /chat/conversations: a host application pushes a transcript."""

from datetime import datetime

import pytest
from fixtures.people import People
from flask import Flask
from tickets.callers import Caller, all_rows

PATH = "/chat/conversations"
TALK = [
    {"role": "user", "content": "The export stops at row 1000"},
    {"role": "assistant", "content": "Have you tried a smaller range?"},
]
KEYS = {"id", "title", "message_count", "created_at", "updated_at", "messages"}


def test_transcript_is_kept_in_order_and_word_for_word(alice: Caller) -> None:
    answer = alice.post(PATH, {"title": "Export", "messages": TALK})
    assert answer.status_code == 201, answer.text
    assert answer.location == f"{PATH}/{answer.json['id']}"
    assert set(answer.json) == KEYS
    assert (answer.json["title"], answer.json["message_count"]) == ("Export", 2)
    assert [{"role": m["role"], "content": m["content"]} for m in answer.json["messages"]] == TALK
    assert [m["position"] for m in answer.json["messages"]] == [1, 2]
    assert alice.get(answer.location).json == answer.json


def test_times_carry_their_offset(alice: Caller) -> None:
    made = alice.post(PATH, {"messages": TALK}).json
    for text in (made["created_at"], made["updated_at"], made["messages"][0]["created_at"]):
        assert datetime.fromisoformat(text).utcoffset() is not None


def test_conversation_without_title_is_named_after_the_first_thing_the_user_said(alice: Caller) -> None:
    talk = [{"role": "assistant", "content": "Hello!"}, {"role": "user", "content": "  " + "word " * 40}]
    title = alice.post(PATH, {"messages": talk}).json["title"]
    assert title.startswith("word word")
    assert title.endswith("…")
    assert len(title) <= 80


def test_conversation_may_begin_empty(alice: Caller) -> None:
    made = alice.post(PATH, {})
    assert made.status_code == 201
    assert (made.json["message_count"], made.json["messages"]) == (0, [])
    assert made.json["title"]


def test_owner_is_who_is_signed_in(app: Flask, alice: Caller, people: People) -> None:
    alice.post(PATH, {"messages": TALK})
    assert alice.post(PATH, {"messages": TALK, "user_id": people["bob"].id}).status_code == 400
    [row] = all_rows(app)["conversation"]
    assert row.startswith(f"(1, {people['alice'].id},")


@pytest.mark.parametrize("odd", ["naïve 漢字 🚀", "  indented\n\n\tcode  end", "<script>alert(1)</script>"])
def test_any_text_comes_back_as_it_was_typed(alice: Caller, odd: str) -> None:
    made = alice.post(PATH, {"messages": [{"role": "user", "content": odd}]})
    assert made.json["messages"][0]["content"] == odd.strip()


def test_largest_conversations_are_taken(alice: Caller) -> None:
    many = [{"role": "user", "content": f"line {n}"} for n in range(5_000)]
    made = alice.post(PATH, {"messages": many})
    assert (made.status_code, made.json["message_count"]) == (201, 5_000)
    assert [m["position"] for m in made.json["messages"]] == list(range(1, 5_001))
    long = alice.post(PATH, {"messages": [{"role": "user", "content": "x" * 200_000}]})
    assert len(long.json["messages"][0]["content"]) == 200_000


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"messages": [{"role": "user", "content": "x" * 200_001}]}, "messages"),
        ({"messages": [{"role": "user", "content": "x"}] * 5_001}, "messages"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages"),
        ({"messages": [{"role": "user"}]}, "messages"),
        ({"messages": [{"role": "user", "content": "x", "id": 1}]}, "messages"),
        ({"messages": "hello"}, "messages"),
        ({"title": "x" * 201}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"titel": "x"}, "titel"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(app: Flask, alice: Caller, body: object, field: str) -> None:
    answer = alice.post(PATH, body)
    assert answer.status_code == 400
    assert answer.json["success"] is False
    assert list(answer.json["errors"]) == [field]
    assert all_rows(app)["conversation"] == []
