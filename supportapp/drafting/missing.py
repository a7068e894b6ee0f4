"""What a good ticket of its kind needs and the conversation does not say; and adding the answers to it."""

from collections.abc import Mapping

from supportapp.drafting.facts import environment_weight
from supportapp.drafting.reading import Reading
from supportapp.drafting.text import fold
from supportapp.drafting.types import Missing
from supportapp.drafting.words.questions import HEADINGS, QUESTIONS
from supportapp.drafting.words.said import ABOUT_ORDERS, ABOUT_PAYING, PRAISE, SAID

MOST = 3
# What an agent asks first stands first.
_NEEDS = {
    "bug": ("environment", "steps", "since", "affected", "expected"),
    "question": ("goal", "looked"),
    "feature": ("purpose", "who"),
    "other": ("reference", "outcome", "date"),
}
_COMPLAINTS = ("bug3", "bug2", "feature3", "feature2", "question3", "question2")
_LABELS: dict[str, tuple[str, ...]] = {  # phrases (drafting.words) that say it
    "steps": ("steps",),
    "expected": ("expected",),
    "affected": ("impact", "many"),
    "who": ("impact", "many"),
    "looked": ("tried",),
    "outcome": ("desire",),
}


def missing(reading: Reading, category: str) -> list[Missing]:
    """Return at most three questions whose answers the conversation does not give, the most useful first.

    Nothing is asked of somebody who has not said what it is about, or who only gives praise.
    """
    heard = _Heard(reading)
    if not reading.told or _is_praise(heard, category):
        return []
    names = [name for name in _NEEDS[category] if _applies(name, heard) and not heard.says(name)]
    words = QUESTIONS[reading.language]
    return [Missing(name=name, question=words[name][1]) for name in names[:MOST]]


def with_answers(description: str, language: str, answers: Mapping[str, str]) -> str:
    """Return a description with the answers as its last part, under a heading in the draft's language."""
    words = QUESTIONS.get(language, QUESTIONS["en"])
    lines = [f"{words[name][0]}: {' '.join(answer.split())}" for name, answer in answers.items() if answer.strip()]
    if not lines:
        return description
    return "\n".join((f"{description.rstrip()}\n\n{HEADINGS.get(language, HEADINGS['en'])}:", *lines))


class _Heard:
    """What the person said, and what they were asked and had the occasion to answer."""

    def __init__(self, reading: Reading) -> None:
        last = max((line.turn for line in reading.user), default=-1)
        asked = [line for line in reading.assistant if line.asks and line.turn < last]
        told = [line for line in reading.user if line.kind != "instruction"]
        self.lines = [*told, *asked]
        self.text = fold("\n".join(line.text for line in told))
        self._all = fold("\n".join(line.text for line in self.lines))

    def says(self, name: str) -> bool:
        """Whether the answer to a question is there."""
        if name == "environment":
            return any(environment_weight(line.text) for line in self.lines)
        labels = _LABELS.get(name, ())
        return any(line.has(*labels) for line in self.lines if labels) or bool(SAID[name].search(self._all))


def _applies(name: str, heard: _Heard) -> bool:
    """Whether a question makes sense: no number of something that was not ordered, nothing that is plain anyway."""
    if name == "reference":
        return bool(ABOUT_ORDERS.search(heard.text))
    if name == "date":
        return bool(ABOUT_PAYING.search(heard.text))
    return name != "expected" or not any(line.has("bug3", "outage", "loss") for line in heard.lines)


def _is_praise(heard: _Heard, category: str) -> bool:
    """Whether nothing is wrong and nothing wanted."""
    if not PRAISE.search(heard.text) or heard.says("outcome"):
        return False
    return category == "other" or not any(line.asks or line.has(*_COMPLAINTS) for line in heard.lines)
