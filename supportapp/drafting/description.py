"""Writing the description: short headed parts, the person's own sentences, each with its quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from supportapp.drafting.evidence import quote
from supportapp.drafting.facts import facts
from supportapp.drafting.parts import Item
from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.types import Evidence, Sentence

WORDS = 150
_MOST_FACTS, _LONG_NUMBER = 8, 3
_CHARACTERS_A_WORD = 8
_MOST_OF_PART = {"assistant": 2, "wish": 2, "error": 4}
_ORDER = (
    "main",
    "expected",
    "steps",
    "tried",
    "error",
    "environment",
    "impact",
    "facts",
    "wish",
    "assistant",
)
_VALUE = {
    "main": 3.0,
    "error": 3.5,
    "environment": 2.5,
    "impact": 2.5,
    "tried": 2.0,
    "expected": 2.0,
    "steps": 2.0,
    "wish": 1.0,
}


@dataclass(slots=True)
class Written:
    """A text being written, and where each of its sentences came from."""

    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)

    def heading(self, title: str) -> None:
        """Start a part."""
        self.text += ("\n\n" if self.text else "") + title + ":"

    def line(self, text: str, evidence: list[Evidence]) -> None:
        """Add a line with its quotes."""
        self.text += "\n" if self.text else ""
        self.sentences.append({"start": len(self.text), "end": len(self.text) + len(text), "evidence": evidence})
        self.text += text


def quotes(lines: Sequence[Line], contents: Mapping[int, str]) -> list[Evidence]:
    """Return the quotes of lines; `contents` by turn."""
    made = (quote(line.message_id, contents[line.turn], line.start, line.end) for line in lines)
    return [evidence for evidence in made if evidence]


def write(reading: Reading, category: str, found: Sequence[Item], contents: Mapping[int, str]) -> Written:
    """Return the description, at most about 150 words unless the facts alone are more."""
    headings = {**reading.vocabulary.headings, "main": reading.vocabulary.headings[category]}
    chosen = _chosen(found)
    written = Written()
    if not any(item.part not in ("wish", "assistant") for item in chosen):
        _write_emptiness(written, reading, contents)
    for part in _ORDER:
        lines = [item for item in chosen if item.part == part]
        if lines:
            written.heading(headings[part])
        for item in lines:
            written.line(item.text, quotes(item.sources, contents))
        if part == "facts":
            _write_facts(written, headings[part], found, contents)
    return written


def _write_emptiness(written: Written, reading: Reading, contents: Mapping[int, str]) -> None:
    """One plain line of what is known, where nothing was said that is."""
    headings = reading.vocabulary.headings
    said = next((line for line in reading.user if line.kind in ("courtesy", "prose", "log")), None)
    written.line(headings["empty"], [])
    if said:
        written.line(f"{headings['typed']} {said.text}", quotes([said], contents))


def _chosen(found: Sequence[Item]) -> list[Item]:
    """Return the items that fit: those that say most first, back in the order they were said."""
    counts: dict[str, int] = {}
    allowed: list[Item] = []
    for item in found:
        counts[item.part] = counts.get(item.part, 0) + 1
        if counts[item.part] <= _MOST_OF_PART.get(item.part, len(found)):
            allowed.append(item)
    if sum(_length(item) for item in allowed) <= WORDS:
        return allowed
    kept: list[Item] = []
    total, told = 0, set[str]()
    for item in sorted(allowed, key=lambda item: -_value(item)):
        fresh = set(facts(item.text)) - told
        if total + _length(item) <= WORDS - 20 or not kept:
            kept.append(item)
            total += _length(item)
            told |= fresh
    return [item for item in allowed if item in kept]


def _length(item: Item) -> int:
    return max(len(item.text.split()), len(item.text) // _CHARACTERS_A_WORD)


def _value(item: Item) -> float:
    value = _VALUE.get(item.part, 1.0) + (10.0 if item.main else 0.0)
    line = item.sources[0]
    value += 0.5 * min(len(facts(item.text)), 4) + 0.3 * min(len(line.hits), 5)
    return value - 0.05 * min(line.turn, 20) - (1.0 if len(line.words) < 4 else 0.0)  # noqa: PLR2004


def _write_facts(written: Written, heading: str, found: Sequence[Item], contents: Mapping[int, str]) -> None:
    """Facts of sentences that did not fit, in one line, each quoted where it stands."""
    told = written.text.casefold()
    missing: dict[str, Evidence] = {}
    for item in found:
        line = item.sources[0]
        for fact in facts(line.text) if item.part not in ("wish", "assistant") else ():
            at = contents[line.turn].find(fact, line.start, line.end)
            evidence = quote(line.message_id, contents[line.turn], at, at + len(fact)) if at >= 0 else None
            if evidence and fact.casefold() not in told and not (fact.isdigit() and len(fact) < _LONG_NUMBER):
                missing.setdefault(fact, evidence)
    kept = list(missing)
    if len(kept) > 2 * _MOST_FACTS:
        kept = [*kept[:_MOST_FACTS], *kept[-_MOST_FACTS:]]
    if kept:
        written.heading(heading)
        written.line(", ".join(kept), [missing[fact] for fact in kept])
