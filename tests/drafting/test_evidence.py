"""Quotes are really where they say they are, whoever drafted."""

from supportapp.drafting import Draft, Message, check_evidence, draft, fingerprint

CONVERSATION: list[Message] = [
    {"id": 41, "role": "user", "content": "Hi! The export  fails\twith error 500. Safari 17.3"},
    {"id": 42, "role": "assistant", "content": "Try another browser."},
]


def forged(made: Draft, **changes: object) -> Draft:
    """Return the draft with its first title quote changed."""
    made["evidence"]["title"][0].update(changes)  # type: ignore[typeddict-item]
    return made


def test_each_field_and_sentence_quotes_its_message() -> None:
    made = draft(CONVERSATION)
    quotes = [q for found in made["evidence"].values() for q in found]
    quotes += [q for sentence in made["sentences"] for q in sentence["evidence"]]
    contents = {message["id"]: message["content"] for message in CONVERSATION}
    assert all(made["evidence"].values())
    assert all(contents[q["message_id"]][q["start"] : q["end"]] == q["quote"] for q in quotes)


def test_sentences_cover_every_line_that_is_no_heading() -> None:
    made = draft(CONVERSATION)
    lines = [made["description"][s["start"] : s["end"]] for s in made["sentences"]]
    assert lines == [line for line in made["description"].split("\n") if line and not line.endswith(":")]


def test_messages_without_ids_count_from_one() -> None:
    made = draft([{"role": "assistant", "content": "Hello"}, {"role": "user", "content": "The export fails"}])
    assert made["evidence"]["title"][0]["message_id"] == 2


def test_a_quote_that_is_not_there_is_dropped() -> None:
    for changes in ({"quote": "invented"}, {"start": 1}, {"message_id": 99}, {"start": -3, "end": -1}):
        checked = check_evidence(forged(draft(CONVERSATION), **changes), CONVERSATION)
        assert checked["evidence"]["title"] == []


def test_a_sentence_whose_quote_is_not_there_is_left_without_evidence() -> None:
    made = draft(CONVERSATION)
    made["sentences"][0]["evidence"][0]["quote"] = "invented"
    checked = check_evidence(made, CONVERSATION)
    assert checked["sentences"][0]["evidence"] == []
    assert checked["sentences"][1]["evidence"]


def test_an_empty_quote_is_no_evidence() -> None:
    checked = check_evidence(forged(draft(CONVERSATION), start=3, end=3, quote=""), CONVERSATION)
    assert checked["evidence"]["title"] == []


def test_the_fingerprint_changes_with_any_message() -> None:
    seen = {fingerprint(CONVERSATION), fingerprint(CONVERSATION[:1]), fingerprint([])}
    seen.add(fingerprint([{**CONVERSATION[0], "content": "else"}, CONVERSATION[1]]))
    seen.add(fingerprint([{**CONVERSATION[0], "role": "assistant"}, CONVERSATION[1]]))
    assert len(seen) == 5


def test_the_fingerprint_does_not_depend_on_ids_and_takes_any_text() -> None:
    plain: list[Message] = [{"role": m["role"], "content": m["content"]} for m in CONVERSATION]
    assert fingerprint(plain) == fingerprint(CONVERSATION)
    assert len(fingerprint([{"role": "user", "content": "\ud800"}])) == 64
