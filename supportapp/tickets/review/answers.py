"""Answers to the questions about what a conversation did not say: optional, kept as typed, sent with the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from supportapp.drafting.missing import MOST, with_answers
from supportapp.drafting.words.questions import QUESTIONS
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.models import Draft

PREFIX = "answer_"
LONGEST = 20_000  # as much is kept of one; what may be sent is DraftSchema's to say


@dataclass(frozen=True)
class Question:
    """A question of the page, and what was typed below it."""

    name: str
    question: str
    answer: str


def posted(fields: Mapping[str, str]) -> dict[str, str] | None:
    """Return the answers of a posted page; None where it had no questions."""
    found = {name.removeprefix(PREFIX): text for name, text in fields.items() if name.startswith(PREFIX)}
    if not found:
        return None
    return {name[:LONGEST]: text[:LONGEST] for name, text in list(found.items())[: 2 * MOST] if text.strip()}


def questions(draft: Draft, form: DraftForm) -> list[Question]:
    """Return the questions to show: those of the draft, with what was typed last."""
    typed = (draft.answers or {}) if form.answers is None else form.answers
    asked = {one["name"]: one["question"] for one in draft.suggestion.get("missing", [])}
    words = QUESTIONS.get(draft.suggestion.get("language", ""), QUESTIONS["en"])
    answered = {name: words[name][1] for name in typed if name in words}  # asked before the talk went on
    return [Question(name, question, typed.get(name, "")) for name, question in {**asked, **answered}.items()]


def merged(draft: Draft, values: Mapping[str, str], form: DraftForm) -> dict[str, str]:
    """Return the values to send: the answers are the last part of the description."""
    given = {one.name: one.answer for one in questions(draft, form)}
    language = draft.suggestion.get("language", "en")
    return {**values, "description": with_answers(values["description"], language, given)}
