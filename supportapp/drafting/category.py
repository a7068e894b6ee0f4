"""Which of the four categories, from the person's own words only."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.types import CATEGORIES, Confidence

if TYPE_CHECKING:
    from supportapp.drafting.phrases import Hit

_WEIGHTS = {"3": 3.0, "2": 2.0, "1": 1.0}
_MOST_PER_LINE = 2
_LATER = 0.6
_OPENING_WORDS = 4
_STATEMENT_WORDS, _STATEMENT = 4, 0.8
_REASON_ASKED = (("why",), ("warum",), ("wieso",), ("pourquoi",))
_EXPLICIT_WISH = 3.0
_SHORT_QUESTION = 5
_EARLY_LINES = 3
_SURE_MARGIN, _FAIRLY_MARGIN = 3.0, 1.5

_WHY = {
    "bug": "Bug because you describe something that does not work",
    "feature": "Feature because you ask for something that is not there yet",
    "question": "Question because you ask how, where or whether",
    "other": "Other because it is about orders, billing, the account or your opinion of us",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A value, the lines it was taken from, how sure it is and why, in words."""

    value: str
    lines: tuple[Line, ...]
    confidence: Confidence
    reason: str


def line_scores(line: Line) -> dict[str, float]:
    """Return what one sentence says for each category: the phrases in it, then its form."""
    scores = dict.fromkeys(CATEGORIES, 0.0)
    counted: dict[str, list[Hit]] = {category: [] for category in CATEGORIES}
    for hit in sorted(line.hits, key=lambda hit: hit.label[-1], reverse=True):
        seen = counted.get(hit.label[:-1])
        if seen is not None and len(seen) < _MOST_PER_LINE and not any(hit.overlaps(other) for other in seen):
            seen.append(hit)
            late = hit.label[:-1] == "question" and hit.start > _OPENING_WORDS
            scores[hit.label[:-1]] += _WEIGHTS[hit.label[-1]] / len(seen) * (0.5 if late else 1.0)
    return _by_form(line, scores)


def _by_form(line: Line, scores: dict[str, float]) -> dict[str, float]:
    """Return a question asks, a wish wishes; an error turned into a question stays an error."""
    if line.asks and line.words[:1] not in _REASON_ASKED:
        scores["question"] += 1.5
    if line.asks and line.has("question3") and not line.has("bug3"):
        scores["other"] *= 0.5
        scores["bug"] *= 0.6
    if line.has("bug3"):
        scores["question"] *= 0.5
        if line.has("desire") and line.has("other3"):
            scores["bug"] *= 0.7
    if line.has("bug3", "bug2") and not line.has("desire", "other3"):
        scores["other"] *= 0.5
    if line.has("feature3"):
        scores["question"] *= 0.5
        scores["bug"] *= 0.5
    return scores


def judge_category(reading: Reading) -> Judgement:
    """Return the category the sentences speak for together; later ones count less."""
    lines = [*reading.told, *(line for line in reading.user if line.kind == "log")]
    totals = dict.fromkeys(CATEGORIES, 0.0)
    best: dict[str, tuple[float, Line]] = {}
    for position, line in enumerate(lines):
        if position == 0 and not line.asks and len(line.words) >= _STATEMENT_WORDS:
            totals["other" if line.has("desire") else "bug"] += _STATEMENT
        early = 1.0 if position < _EARLY_LINES else _LATER
        for category, score in line_scores(line).items():
            weight = 1.0 if category == "feature" and score >= _EXPLICIT_WISH else early
            if category == "question" and position and len(line.words) <= _SHORT_QUESTION:
                weight *= 0.5
            totals[category] += score * weight
            if score * weight > best.get(category, (0.0, line))[0]:
                best[category] = (score * weight, line)
    ranked = sorted(CATEGORIES, key=lambda category: -totals[category])
    first, second = ranked[:2]
    if totals[first] == 0:
        return Judgement("other", tuple(lines[:1]), "please check", "Nothing in the conversation says what kind it is")
    margin = totals[first] - totals[second]
    confidence: Confidence = (
        "sure" if margin >= _SURE_MARGIN else "fairly sure" if margin >= _FAIRLY_MARGIN else "please check"
    )
    source = best.get(first, (0.0, lines[0]))[1]
    return Judgement(first, (source,), confidence, _WHY[first])
