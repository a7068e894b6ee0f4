"""Masking a conversation: one placeholder for a value everywhere, the way back, and drafts without secrets."""

import json
import time
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from supportapp.drafting import Draft, Message, draft
from supportapp.drafting.masking import Mask, draft_masked, protect, recalled

CARD, PASSWORD, MAIL = "4111 1111 1111 1111", "Sommer-2024!x", "ann@example.org"
CONVERSATION: list[Message] = [
    {"id": 41, "role": "user", "content": f"Hi! The shop crashes with card {CARD}, my password is {PASSWORD}"},
    {"id": 42, "role": "assistant", "content": "Which address do you use?"},
    {"id": 43, "role": "user", "content": f"{MAIL}. {PASSWORD} works elsewhere, the card 4111111111111111 too."},
]


def quotes(made: Draft) -> list[tuple[int, int, int, str]]:
    """Return every quote of a draft."""
    found = [q for qs in made["evidence"].values() for q in qs] + [q for s in made["sentences"] for q in s["evidence"]]
    return [(q["message_id"], q["start"], q["end"], q["quote"]) for q in found]


def test_what_is_masked_depends_on_who_reads() -> None:
    for reader, hidden in (("llm", True), ("tracker", True), ("review", False)):
        text = Mask(CONVERSATION, reader).apply(f"{MAIL} {PASSWORD}")  # type: ignore[arg-type]
        assert PASSWORD not in text
        assert (MAIL not in text) == hidden


def test_one_value_has_one_placeholder_everywhere() -> None:
    mask = Mask(CONVERSATION, "llm")
    assert [m["content"] for m in mask.messages(CONVERSATION)] == [
        "Hi! The shop crashes with card [card number ending 1111], my password is [password hidden]",
        "Which address do you use?",
        "[e-mail address hidden]. [password hidden] works elsewhere, the card [card number ending 1111] too.",
    ]
    assert mask.apply(f"Not said there: {PASSWORD}.") == "Not said there: [password hidden]."
    assert mask.restore("[password hidden] and [card number ending 1111]") == f"{PASSWORD} and {CARD}"


def test_messages_are_left_as_they_were() -> None:
    before = json.dumps(CONVERSATION)
    Mask(CONVERSATION, "llm").messages(CONVERSATION)
    assert json.dumps(CONVERSATION) == before


def test_placeholders_are_told_apart_and_never_words_of_the_conversation() -> None:
    said = "My password is Erste#2024. The other password is Zweite#2024. It says [password 2 hidden] there."
    masked = Mask([{"role": "user", "content": said}]).apply(said)
    first, other = "[password hidden]", "[password 3 hidden]"
    assert masked == f"My password is {first}. The other password is {other}. It says [password 2 hidden] there."


def test_placeholders_speak_the_language_of_the_draft() -> None:
    said: list[Message] = [
        {"role": "user", "content": "Die Seite stürzt ab. Mein Passwort lautet Sommer-2024!x und Schluss."}
    ]
    assert "[Passwort verborgen]" in draft(said)["description"]


def test_short_values_are_masked_as_words_only() -> None:
    said = "My pin is 4821. Order 48210 was at 14821, the 4821 again."
    mask = Mask([{"role": "user", "content": said}])
    assert mask.apply(said) == "My pin is [password hidden]. Order 48210 was at 14821, the [password hidden] again."


def test_an_everyday_word_is_masked_only_where_it_is_told() -> None:
    said = [
        "The admin page of the shop crashes. My password is admin, the user is admin too.",
        "What is your password?",
        "admin",
        "I tried admin as you said.",
    ]
    talk: list[Message] = [
        {"role": "assistant" if place == 1 else "user", "content": content} for place, content in enumerate(said)
    ]
    assert [m["content"] for m in Mask(talk).messages(talk)] == [
        "The admin page of the shop crashes. My password is [password hidden], the user is admin too.",
        said[1],
        "[password hidden]",
        said[3],
    ]


def test_an_answer_may_come_a_message_later() -> None:
    talk: list[Message] = [
        {"role": "assistant", "content": "Which number can we call?"},
        {"role": "user", "content": "one moment"},
        {"role": "user", "content": "5551234567"},
    ]
    assert [m.kind for m in Mask(talk).found] == ["phone"]


def test_choices_go_before_the_policy() -> None:
    mask = Mask(CONVERSATION, choices={"password-1": True, "email-1": False})
    text = mask.apply(f"{PASSWORD} {MAIL}")
    assert text == f"{PASSWORD} [e-mail address hidden]"


def test_names_stay_when_the_conversation_goes_on() -> None:
    more: list[Message] = [*CONVERSATION, {"id": 44, "role": "user", "content": "The other password is crashes. So."}]
    first = {m.value: m.name for m in Mask(CONVERSATION).found}
    later = {m.value: m.name for m in Mask(more).found}
    assert first.items() <= later.items()
    assert later["crashes"] == "password-2"


def test_a_draft_holds_no_secret_and_quotes_what_stands_around() -> None:
    made = draft(CONVERSATION)
    stored = json.dumps(made)
    assert PASSWORD not in stored
    assert CARD not in stored
    assert "4111111111111111" not in stored
    assert MAIL in made["description"]
    contents = {message["id"]: message["content"] for message in CONVERSATION}
    assert quotes(made)
    assert all(contents[identifier][start:end] == quote for identifier, start, end, quote in quotes(made))
    lines = [made["description"][s["start"] : s["end"]] for s in made["sentences"]]
    assert lines == [line for line in made["description"].split("\n") if line and not line.endswith(":")]


def test_findings_lead_back_to_the_values() -> None:
    found = draft(CONVERSATION)["findings"]
    contents = {message["id"]: message["content"] for message in CONVERSATION}
    values = {(f["name"], contents[f["message_id"]][f["start"] : f["end"]], f["masked"]) for f in found}
    assert values == {
        ("card-1", CARD, True),
        ("card-1", "4111111111111111", True),
        ("password-1", PASSWORD, True),
        ("email-1", MAIL, False),
    }
    assert {m.value for m in recalled(found, CONVERSATION)} == {CARD, "4111111111111111", PASSWORD, MAIL}


def test_another_drafters_draft_is_protected_too() -> None:
    text = f"The shop crashes. Password: {PASSWORD}, card {CARD}"
    content = CONVERSATION[0]["content"]
    whole = {"message_id": 41, "start": 0, "end": len(content), "quote": content}
    careless = draft(CONVERSATION).copy()
    careless["title"], careless["description"] = f"Crash with {PASSWORD}", text
    careless["evidence"] = {**careless["evidence"], "title": [whole]}  # type: ignore[list-item]
    careless["sentences"] = [
        {"start": 0, "end": 17, "evidence": []},
        {"start": 18, "end": len(text), "evidence": [whole]},  # type: ignore[list-item]
    ]
    made = protect(careless, CONVERSATION)
    assert made["title"] == "Crash with [password hidden]"
    assert [made["description"][s["start"] : s["end"]] for s in made["sentences"]] == [
        "The shop crashes.",
        "Password: [password hidden], card [card number ending 1111]",
    ]
    assert [q["quote"] for q in made["evidence"]["title"]] == ["Hi! The shop crashes with card", ", my password is"]
    assert PASSWORD not in json.dumps(made)


def test_a_title_is_not_cut_within_a_placeholder() -> None:
    start = "The payment page of the second shop in the northern branch fails whenever I enter"
    said: list[Message] = [{"role": "user", "content": f"{start} {CARD} there."}]
    title = draft(said)["title"]
    assert title.count("[") == title.count("]")


def test_a_drafter_that_cuts_leaves_no_piece_of_a_secret() -> None:
    def cutting(messages: Sequence[Message]) -> Draft:
        made = draft(messages).copy()
        made["title"] = messages[0]["content"][:20]
        return made

    made = draft_masked(cutting, [{"role": "user", "content": f"My card is {CARD}, it is refused."}])
    assert made["title"] == "My card is"


pieces = st.sampled_from(
    [f"card {CARD}", f"password is {PASSWORD}", PASSWORD, MAIL, "it crashes", ".", "\n", "?", "token=", "eyJ", "[", "]",
     "[password hidden]", "key sk_live_4eC39HqLyjWDarjtT1zdp7dc", "+49 170 1234567", "pw", ":", "ß", "İ", "😀"]
)  # fmt: skip
talks = st.lists(
    st.builds(
        lambda role, said: Message(role=role, content=" ".join(said)),
        st.sampled_from(["user", "assistant"]),
        st.lists(pieces, max_size=12),
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(talks)
def test_masking_any_conversation_is_reversible_and_complete(conversation: list[Message]) -> None:
    mask = Mask(conversation, "llm")
    for before, after in zip(conversation, mask.messages(conversation), strict=True):
        assert CARD not in after["content"]
        assert not any(m.value in after["content"] for m in mask.found if len(m.value) >= 12)
        restored = mask.restore(after["content"])
        assert restored.replace(" ", "") == before["content"].replace(" ", "")
    made = draft(conversation)
    said = {position: message["content"] for position, message in enumerate(conversation, start=1)}
    assert all(said[identifier][start:end] == quote for identifier, start, end, quote in quotes(made))
    assert CARD not in json.dumps(made)


def test_a_table_of_addresses_takes_no_age() -> None:
    table = " ".join(f"user{number}@example{number % 77}.com" for number in range(4_000))
    start = time.process_time()
    masked = Mask([{"role": "user", "content": table}], "llm").apply(table)
    assert time.process_time() - start < 3
    assert "@" not in masked
