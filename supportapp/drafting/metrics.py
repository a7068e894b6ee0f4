"""The measures drafts are judged by: F1 of labels, ROUGE of titles, calibration, percentiles."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from supportapp.drafting.types import Confidence

WORDS: tuple[Confidence, ...] = ("sure", "fairly sure", "please check")
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """Return the share, from 0 to 1; 0 of nothing is 0."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class ClassScore:
    """How well one label is told from the others."""

    precision: float
    recall: float
    f1: float
    rows: int  # that have this label


@dataclass(frozen=True)
class Labels:
    """Given labels against right ones. confusion: right label -> given label -> how often."""

    confusion: Mapping[str, Mapping[str, int]]

    @cached_property
    def classes(self) -> Mapping[str, ClassScore]:
        """Return the scores of each label that is ever right."""
        given: Counter[str] = Counter()
        for row in self.confusion.values():
            given.update(row)
        scores = {}
        for name, row in self.confusion.items():
            hits, wanted = row.get(name, 0), sum(row.values())
            precision, recall = Share(hits, given[name]).value, Share(hits, wanted).value
            scores[name] = ClassScore(precision, recall, f1(precision, recall), wanted)
        return scores

    @property
    def macro_f1(self) -> float:
        """Return the mean F1 of the labels, each counting the same however many rows it has."""
        return mean([score.f1 for score in self.classes.values()])

    @property
    def right(self) -> Share:
        """Return how many are right."""
        hits = sum(row.get(name, 0) for name, row in self.confusion.items())
        return Share(hits, sum(sum(row.values()) for row in self.confusion.values()))


def labels(pairs: Sequence[tuple[str, str]], classes: Sequence[str]) -> Labels:
    """Count pairs of a right and a given label; only classes that are ever right are judged, in the order given."""
    counts = Counter(pairs)
    judged = [name for name in classes if any(right == name for right, _ in counts)]
    known = list(dict.fromkeys([*classes, *(given for _, given in pairs)]))
    return Labels({name: {given: counts[name, given] for given in known if counts[name, given]} for name in judged})


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Rouge:
    """What two texts have in common, as F1: words, pairs of neighbours, the longest common order of words."""

    one: float
    two: float
    longest: float


def rouge(right: str, given: str) -> Rouge:
    """Return ROUGE-1, -2 and -L of two texts: lower-cased words, no stemming."""
    wanted, made = _tokens(right), _tokens(given)
    return Rouge(
        _overlap(Counter(wanted), Counter(made)),
        _overlap(Counter(pairwise(wanted)), Counter(pairwise(made))),
        rouge_l(right, given),
    )


def rouge_l(right: str, given: str) -> float:
    """Return ROUGE-L of two texts: how much of their words they have in common, in the same order."""
    wanted, made = _tokens(right), _tokens(given)
    return _shared(longest_common(wanted, made), len(wanted), len(made))


def longest_common(first: Sequence[str], second: Sequence[str]) -> int:
    """Return the length of the longest common subsequence; only one row of the table is kept."""
    if len(second) > len(first):
        first, second = second, first
    row = [0] * (len(second) + 1)
    for word in first:
        diagonal = 0
        for at, other in enumerate(second, 1):
            above = row[at]
            row[at] = diagonal + 1 if word == other else max(above, row[at - 1])
            diagonal = above
    return row[-1]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _overlap(wanted: Counter[Any], made: Counter[Any]) -> float:
    return _shared((wanted & made).total(), wanted.total(), made.total())


def _shared(shared: int, wanted: int, made: int) -> float:
    return f1(Share(shared, made).value, Share(shared, wanted).value)


@dataclass(frozen=True)
class Calibration:
    """How often answers given in each of the three words were right."""

    words: Mapping[Confidence, Share]

    def error(self, promised: Mapping[Confidence, float]) -> float:
        """Return how far, on average over all answers, the share right is from what its words promise."""
        answers = sum(share.of for share in self.words.values())
        off = sum(share.of * abs(share.value - promised[words]) for words, share in self.words.items())
        return off / answers if answers else 0.0


def calibration(answers: Sequence[tuple[Confidence, bool]]) -> Calibration:
    """Count answers: the words they were given in, and whether they were right."""
    given, right = Counter(words for words, _ in answers), Counter(words for words, good in answers if good)
    return Calibration({words: Share(right[words], given[words]) for words in WORDS})


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle, the upper end and the extreme of some figures."""

    p50: float
    p95: float
    most: float


def spread(figures: Sequence[float]) -> Spread:
    """Return the spread of figures; zeros where there are none."""
    return Spread(percentile(figures, 50), percentile(figures, 95), max(figures, default=0.0))


def percentile(figures: Sequence[float], percent: float) -> float:
    """Return the smallest figure that at least so many percent of all do not exceed (nearest rank)."""
    ranked = sorted(figures)
    return ranked[max(0, math.ceil(percent / 100 * len(ranked)) - 1)] if ranked else 0.0


def mean(figures: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return math.fsum(figures) / len(figures) if figures else 0.0
