"""What the linear models look at: the words, what they are about, and how things are said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from supportapp.drafting.category_rules import CategoryScores, category_scores
from supportapp.drafting.priority_rules import priority_by_rules
from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.types import CATEGORIES

_STEM = 5
_MOST_LOG_LINES = 8
_MOST_COUNTED = 3
_MOST_LINES, _MOST_TURNS = 6, 5
_SCORES = (1.0, 2.0, 4.0, 6.0)
_SHARES = (0.01, 0.3, 0.6, 0.99)

Found = dict[str, Line | None]


@dataclass(frozen=True, slots=True)
class Features:
    """Names of features, each with the first line it was found in; None where the whole conversation has it.

    words: words, pairs of neighbours and stems; their weights are divided by the root of their number, so that a
    long conversation does not speak louder. signs: everything else, of which there are few.
    """

    words: Found = field(default_factory=dict)
    signs: Found = field(default_factory=dict)


def features(reading: Reading) -> Features:
    """Return the features of what the person said; nothing the assistant said is looked at."""
    found = Features()
    logs = 0
    for line in reading.user:
        logs += line.kind == "log"
        if line.kind != "instruction" and logs <= _MOST_LOG_LINES:
            for name in _word_names(line):
                found.words.setdefault(name, line)
    _add_concepts(found.signs, reading)
    _add_phrases(found.signs, reading)
    _add_form(found.signs, reading)
    return found


def of_kind(found: Features, category: str) -> Features:
    """Return the same features with the category as one more sign: how urgent something is depends on what it is."""
    return Features(found.words, {**found.signs, f"kind {category}": None})


def _word_names(line: Line) -> Iterator[str]:
    """Yield words, pairs and stems; a number is a 0, whichever it is; saying "urgent" counts for nothing."""
    shouted = {at for hit in line.hits if hit.label == "urgent" for at in range(hit.start, hit.end)}
    said = ["0" if word[0].isdigit() else word for at, word in enumerate(line.words) if at not in shouted]
    for word in said:
        yield word
        if len(word) > _STEM:
            yield word[:_STEM] + "*"
    for first, second in pairwise(["<", *said, "?" if line.asks else ">"]):
        yield f"{first} {second}"


def _add_concepts(signs: Found, reading: Reading) -> None:
    """Add what each sentence is about; in a question, in the first and in the last sentence; and in which pairs."""
    for position, line in enumerate(reading.told):
        for concept in line.concepts:
            signs.setdefault(f"about {concept}", line)
            if line.asks:
                signs.setdefault(f"asks about {concept}", line)
            if position == 0:
                signs.setdefault(f"begins with {concept}", line)
            if position == len(reading.told) - 1:
                signs.setdefault(f"ends with {concept}", line)
        for at, concept in enumerate(line.concepts):
            for other in line.concepts[:at]:
                signs.setdefault(f"about {other} and {concept}", line)


def _add_phrases(signs: Found, reading: Reading) -> None:
    """Add which phrases of the tables were said and how often, and what the rules made of them."""
    counts: dict[str, int] = {}
    for line in reading.user:
        for hit in line.hits:
            if hit.label != "urgent":
                counts[hit.label] = counts.get(hit.label, 0) + 1
                if counts[hit.label] <= _MOST_COUNTED:
                    signs.setdefault(f"says {hit.label} {counts[hit.label]}", line)
    scores = category_scores(reading)
    for category in CATEGORIES:
        for least in _SCORES:
            if scores.totals[category] >= least:
                signs.setdefault(f"speaks for {category} {least:g}", scores.best(category))
    ruled = _ruled(scores)
    signs[f"rules say {ruled}"] = scores.best(ruled)
    priority = priority_by_rules(reading, ruled)
    signs[f"rules say {priority.value}"] = priority.signals[priority.decisive[0]] if priority.decisive else None


def _ruled(scores: CategoryScores) -> str:
    return max(CATEGORIES, key=lambda category: scores.totals[category]) if any(scores.totals.values()) else "other"


def _add_form(signs: Found, reading: Reading) -> None:
    """Add how it is said: asking or telling, with a log, in how many sentences and turns, in which language."""
    told: Sequence[Line] = reading.told
    asking = [line for line in told if line.asks]
    share = len(asking) / len(told) if told else 0.0
    for least in _SHARES:
        if share >= least:
            signs[f"asks {least:g}"] = asking[0]
    if asking and told[0].asks:
        signs["begins asking"] = told[0]
    if asking and told[-1].asks:
        signs["ends asking"] = told[-1]
    if log := next((line for line in reading.user if line.kind == "log"), None):
        signs["shows a log"] = log
    signs[f"sentences {min(len(told), _MOST_LINES)}"] = None
    signs[f"turns {min(len({line.turn for line in reading.user}), _MOST_TURNS)}"] = None
    signs[f"language {reading.language}"] = None
