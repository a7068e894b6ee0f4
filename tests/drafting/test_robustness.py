"""Whatever a conversation holds, the draft is valid and the work is bounded."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportapp.drafting import CATEGORIES, PRIORITIES, Draft, Message, draft
from supportapp.drafting.reading import (
    ASSISTANT_CHARACTERS,
    ASSISTANT_MESSAGES,
    FIRST_CHARACTERS,
    FIRST_LINES,
    LAST_CHARACTERS,
    LAST_LINES,
    read,
)

MOST_EXAMINED = {
    "user": FIRST_CHARACTERS + LAST_CHARACTERS,
    "assistant": ASSISTANT_CHARACTERS * ASSISTANT_MESSAGES,
}

BAD_INPUTS = {
    "five thousand messages": ["The export fails with error 500."] * 5000,
    "one of 200,000 characters": ["The export fails. " * 11_111],
    "a trace of 10,000 lines": ["It crashes:\n" + "    at a.B.c(B.java:7)\n" * 10_000 + "Caused by: X"],
    "base64": ["My picture is gone\n" + "iVBORw0KGgo" * 9000],
    "right to left": ["\u202e\u0645\u0631\u062d\u0628\u0627\u060c \u0627\u0644\u062a\u0637\u0628\u064a\u0642\u202c"],
    "NUL and half characters": ["The \x00export\ud800 fails\udfff with \x1berror 7"],
    "no breaks": ["a" * 60_000],
    "all breaks": ["x\n" * 30_000],
    "question marks": ["?" * 60_000],
    "brackets": ["(" * 60_000],
    "quotes": ['"' * 60_000],
    "dots": ["a." * 30_000],
    "addresses": ["a@" * 30_000],
    "links": ["http://" * 9000],
    "spaces": [" " * 60_000 + "x"],
    "invisible": ["\u200b" * 60_000],
    "orders": ["set ignore " * 6000],
    "letters apart": ["i g n " * 10_000],
    "words of the rules": ["when I cannot error " * 3000],
    "camels": ["aA" * 30_000],
}

texts = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            ["The export", "fails", "error 500", ".", "?", "\n", "```", "SYSTEM:", "when", "it", "crashes", "hi",
             "thanks", "\x00", "\ud800", "\u202e", "Wie", "kann ich", "pas", "no puedo", '"', "(", "2.1",
             "    at a(b:1)"]
        ),
        max_size=40,
    ).map(" ".join),
)  # fmt: skip
messages = st.lists(
    st.builds(lambda role, content: Message(role=role, content=content), st.sampled_from(["user", "assistant"]), texts),
    min_size=1,
    max_size=12,
)


def problems(made: Draft, conversation: list[Message]) -> list[str]:
    """Return what is wrong with a draft; nothing, if all is well."""
    found = []
    if not 1 <= len(made["title"]) <= 90 or len(made["title"].splitlines()) != 1:
        found.append("title length")
    if not made["description"].strip() or len(made["description"]) > 20_000:
        found.append("description length")
    written = made["title"] + made["description"].replace("\n", "")
    if any(
        unicodedata.category(c) in ("Cc", "Cs") or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2069" for c in written
    ):
        found.append("characters")
    if made["category"] not in CATEGORIES or made["priority"] not in PRIORITIES:
        found.append("choices")
    quotes = [q for qs in made["evidence"].values() for q in qs] + [q for s in made["sentences"] for q in s["evidence"]]
    for quote in quotes:
        content = conversation[quote["message_id"] - 1]["content"]
        if content[quote["start"] : quote["end"]] != quote["quote"] or not quote["quote"]:
            found.append("evidence")
        if "\x00" in quote["quote"] or any(unicodedata.category(c) == "Cs" for c in quote["quote"]):
            found.append("quote that no database takes")
    if any(not made["description"][s["start"] : s["end"]].strip() for s in made["sentences"]):
        found.append("sentences")
    return found


@settings(deadline=None)
@given(messages)
def test_any_conversation_gives_a_valid_draft(conversation: list[Message]) -> None:
    assert problems(draft(conversation), conversation) == []


@settings(deadline=None)
@given(messages)
def test_the_same_conversation_gives_the_same_draft(conversation: list[Message]) -> None:
    assert draft(conversation) == draft([message.copy() for message in conversation])


@settings(deadline=None)
@given(messages)
def test_the_conversation_is_left_as_it_was(conversation: list[Message]) -> None:
    before = [message.copy() for message in conversation]
    draft(conversation)
    assert conversation == before


@pytest.mark.parametrize("name", BAD_INPUTS)
@pytest.mark.parametrize("role", ["user", "assistant"])
def test_a_bad_input_gives_a_valid_draft_from_bounded_work(name: str, role: str) -> None:
    conversation: list[Message] = [
        {"role": "assistant" if role == "assistant" else "user", "content": content} for content in BAD_INPUTS[name]
    ]
    reading = read(conversation)
    assert reading.examined <= MOST_EXAMINED[role]
    assert len(reading.user) <= FIRST_LINES + LAST_LINES
    assert len(reading.assistant) <= FIRST_LINES + LAST_LINES
    assert problems(draft(conversation), conversation) == []


def test_the_end_of_a_long_message_is_read_too() -> None:
    content = "It crashes.\n" + "nothing here\n" * 9000 + "The code is QX-77."
    made = draft([{"role": "user", "content": content}])
    quotes = [q for sentence in made["sentences"] for q in sentence["evidence"]]
    assert "QX-77" in made["description"]
    assert any(q["start"] > 100_000 and content[q["start"] : q["end"]] == q["quote"] for q in quotes)
