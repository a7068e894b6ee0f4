"""What is asked: what the conversation does not say, at most three things, in the person's language."""

import pytest

from supportapp.drafting import Message, draft
from supportapp.drafting.missing import with_answers
from supportapp.drafting.words import TABLES
from supportapp.drafting.words.questions import HEADINGS, QUESTIONS


def said(*contents: str) -> list[Message]:
    """Return a conversation: the person first, then the assistant, in turn."""
    return [
        {"role": "assistant" if position % 2 else "user", "content": content}
        for position, content in enumerate(contents)
    ]


def asked(*contents: str) -> list[str]:
    """Return the names of what is asked."""
    return [one["name"] for one in draft(said(*contents)).get("missing", [])]


def test_a_bare_bug_report_is_asked_for_what_an_agent_needs_first() -> None:
    assert asked("The tooltip of the chart is broken.") == ["environment", "steps", "since"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("I use Firefox 128.", "environment"),
        ("It is on version 4.2.1.", "environment"),
        ("It happens when I open the report.", "steps"),
        ("It started since the update on Monday.", "since"),
        ("It has been like this for two weeks.", "since"),
    ],
)
def test_what_was_said_is_not_asked(sentence: str, name: str) -> None:
    bare = "The tooltip of the chart is broken."
    assert name in asked(bare)
    assert name not in asked(f"{bare} {sentence}")


def test_what_the_assistant_asked_is_not_asked_again() -> None:
    bare = "The tooltip of the chart is broken."
    assert "environment" not in asked(bare, "Which browser do you use?", "I do not know, the usual one.")
    assert "environment" in asked(bare, "Which browser do you use?")


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("How do I change the language?", {"goal", "looked"}),
        ("It would be nice to have a dark mode.", {"purpose", "who"}),
        ("It would be nice to have a dark mode, because our team works at night.", set()),
        ("I was charged twice, please refund it.", {"reference", "date"}),
        ("I was charged twice on 5 March for order 88213, please refund it.", set()),
    ],
)
def test_each_kind_of_ticket_has_its_own_questions(content: str, names: set[str]) -> None:
    assert set(asked(content)) == names


@pytest.mark.parametrize(
    "content",
    [
        "I just wanted to say that Maria was super helpful. Thanks!",
        "Vielen Dank, euer Team ist toll!",
        "hi",
        "Thanks a lot, have a nice day",
    ],
)
def test_nobody_who_praises_or_only_greets_is_asked(content: str) -> None:
    assert asked(content) == []


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("de", "Die Anzeige im Diagramm ist kaputt und stürzt ab."),
        ("fr", "Bonjour, la page des graphiques ne fonctionne pas."),
        ("es", "Hola, la página de los gráficos no funciona."),
    ],
)
def test_questions_are_in_the_language_of_the_person(language: str, content: str) -> None:
    made = draft(said(content))
    assert made["language"] == language
    assert made["missing"]
    assert all(one["question"] == QUESTIONS[language][one["name"]][1] for one in made["missing"])


def test_every_language_has_the_same_questions() -> None:
    assert set(QUESTIONS) == set(HEADINGS) == set(TABLES)
    assert all(set(words) == set(QUESTIONS["en"]) for words in QUESTIONS.values())


def test_answers_become_the_last_part_of_the_description() -> None:
    answers = {"since": " Dienstag\nfrüh ", "steps": "", "environment": "Firefox"}
    text = with_answers("Was passiert ist:\nSie stürzt ab.\n", "de", answers)
    assert text == "Was passiert ist:\nSie stürzt ab.\n\nVon mir ergänzt:\nSeit wann: Dienstag früh\nUmgebung: Firefox"
    assert with_answers("As it was.\n", "en", {"since": " "}) == "As it was.\n"
