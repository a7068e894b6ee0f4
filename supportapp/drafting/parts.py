"""Sorting what was said into the parts of a description."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from supportapp.drafting.facts import environment_weight, facts
from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.sentences import telling
from supportapp.drafting.text import words

_BARE_WORDS = 6
_LOG_LINES = 4
_ADVICE_LINES = 1
_NOD = 2
_QUESTION_CHARACTERS = 120
_IMPACT = ("many", "blocked", "deadline", "money", "leave", "calm", "workaround")
_STATES = ("bug3", "bug2", "feature3", "other3", "question3")
_YES_NO = frozenset(
    words(
        "have has did do does is are was were will haben hast ist sind hat war avez est etes as tu"
        " avez vous ha han tiene es esta"
    )
)
_PLACE = re.compile(r"(?:at |File )")
_POLITE = frozenset(words("i we noted thanks thank sorry ich wir danke je nous merci yo nosotros gracias lamento"))
_ANSWERS = frozenset(words("yes no yeah yep nope both neither never always only ja nein oui non si none"))


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the description, the lines of the conversation it quotes, and its part."""

    part: str
    text: str
    sources: tuple[Line, ...]
    main: bool = False


def items(reading: Reading, category: str, title_lines: Sequence[Line]) -> list[Item]:
    """Everything worth telling, in the order it was said, each under its part."""
    asked = _questions(reading)
    found: list[Item] = []
    for line in reading.user:
        question = asked.get(line.turn)
        main = line in title_lines or line is next(iter(reading.told), None)
        if line.kind == "instruction" and not reading.vocabulary.courtesy.issuperset(line.words):
            found.append(Item("wish", line.text, (line,)))
        elif line.kind == "prose" and (main or line.asks or _confirms(line) or reading.content_words(line)):
            part = "main" if main else _part(line, category)
            found.append(_answer(line, question, reading) or Item(part, line.text, (line,), main))
        elif line.kind == "courtesy" and question and _confirms(line) and len(line.words) <= _NOD:
            part = _question_part(question, category)
            found.append(Item(part, f"{question.text} {line.text}", (line, question)))
    return [*_deduplicated(found), *_log_items(reading), *_advice_items(reading)]


def _deduplicated(found: Sequence[Item]) -> list[Item]:
    kept: dict[tuple[str, ...], Item] = {}
    for item in found:
        kept.setdefault(tuple(word for source in item.sources for word in source.words) or (item.text,), item)
    return list(kept.values())


def _questions(reading: Reading) -> dict[int, Line]:
    """For each turn of the person the question the assistant had just asked, if any."""
    turns = sorted({line.turn for line in reading.user})
    asked: dict[int, Line] = {}
    for line in reading.assistant:
        if line.asks and line.words and line.kind == "prose" and len(line.text) <= _QUESTION_CHARACTERS:
            following = next((turn for turn in turns if turn > line.turn), None)
            if following is not None and not any(turn for turn in turns if line.turn < turn < following):
                asked[following] = line
    return asked


def _answer(line: Line, question: Line | None, reading: Reading) -> Item | None:
    """Return a few bare words together with the question they answer."""
    confirms = _confirms(line)
    if question is None or line.asks or len(line.words) > _BARE_WORDS * (2 if confirms else 1):
        return None
    if not confirms and (line.has(*_STATES) or question.words[0] in _YES_NO):
        return None
    if line is not next(told for told in reading.user if told.turn == line.turn):
        return None
    return Item(_question_part(question, line.text), f"{question.text} {line.text}", (line, question))


def _confirms(line: Line) -> bool:
    return bool(line.words) and line.words[0] in _ANSWERS


def _question_part(question: Line, answer: str) -> str:
    if question.has("tried"):
        return "tried"
    if environment_weight(question.text + " " + answer) or question.has("environment"):
        return "environment"
    return "main"


def _part(line: Line, category: str) -> str:
    """Return the part a sentence belongs to: the first whose words it has, if they are not the main thing."""
    bug, states = category == "bug", line.has(category + "3")
    system = environment_weight(line.text) and not line.has(*_STATES, "impact", "workaround")
    belongs = {
        "tried": line.has("tried") and line.turn > 0,
        "expected": bug and line.has("expected") and not line.has("impact"),
        "environment": bool(system),
        "impact": line.has("impact", *_IMPACT) and not states,
        "steps": bug and line.has("steps") and not states,
    }
    return next((part for part, does in belongs.items() if does), "main")


def _log_items(reading: Reading) -> list[Item]:
    """Return the lines of a log that name the error, or its first lines where none does."""
    logs = [line for line in reading.user if line.kind == "log" and any(c.isalnum() for c in line.text)]
    chosen = [line for line in logs if telling(line.text)] or logs[:2]
    if len(chosen) > _LOG_LINES:
        chosen = [*chosen[:2], *chosen[-2:]]
    places = [line for line in logs if line not in chosen and _PLACE.match(line.text)]
    if places and len(chosen) < _LOG_LINES:
        place = places[-1] if places[-1].text.startswith("File") else places[0]
        chosen = sorted([*chosen, place], key=lambda line: (line.turn, line.start))
    return [Item("error", line.text, (line,)) for line in chosen]


def _advice_items(reading: Reading) -> list[Item]:
    """Return what the assistant suggested: the claims that say most, the latest first to stay."""
    claims = [
        line
        for line in reading.assistant
        if line.kind == "prose" and not line.asks and line.has("advice") and line.words[0] not in _POLITE
    ]
    ranked = sorted(
        claims,
        key=lambda line: (-len({h.label for h in line.hits}) - min(len(facts(line.text)), 2), -line.turn),
    )
    return [
        Item("assistant", line.text, (line,))
        for line in sorted(ranked[:_ADVICE_LINES], key=lambda c: (c.turn, c.start))
    ]
