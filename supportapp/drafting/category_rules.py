"""What each sentence says for the four categories: the rules the linear model is given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.types import CATEGORIES

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


@dataclass(frozen=True, slots=True)
class CategoryScores:
    """How much the sentences say for each category together, and for each the sentence that says most."""

    totals: dict[str, float]
    lines: dict[str, Line]

    def best(self, category: str) -> Line | None:
        """Return the sentence that speaks most for a category; None where nothing does."""
        return self.lines.get(category)


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


def category_scores(reading: Reading) -> CategoryScores:
    """Return what the sentences say for each category together; later ones count less."""
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
    return CategoryScores(totals, {category: line for category, (_, line) in best.items()})
