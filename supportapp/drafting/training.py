"""Training the linear models: plain Python, no libraries, the same bytes from the same rows.

fsum adds exactly, so that every version of Python comes to the same weights.

Softmax regression by stochastic gradient steps with AdaGrad's rates; each class weighs the same, however many
rows it has. The weights are the mean of the second half of the passes.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from supportapp.drafting.features import Features, features, of_kind
from supportapp.drafting.linear import DECIMALS, FAIRLY, SIGN, SURE, Linear, Model, softmax, word_share
from supportapp.drafting.reading import read
from supportapp.drafting.rows import Row
from supportapp.drafting.title_training import train_titles
from supportapp.drafting.types import CATEGORIES, PRIORITIES

PASSES = 8
RATE, BIAS_RATE = 0.3, 0.02
DECAY = 1e-5
RARE = 2  # a feature seen less often is left out
SMALL = 0.012  # a weight smaller than this in all classes is left out
NEGLIGIBLE = 1e-3
FOLDS = 5
LEAST_SURE = 0.60  # of all answers; where both can't be had, the share counts

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Example:
    """A row as the trainer sees it: its features and its label."""

    found: Features
    label: str
    group: str
    weight: float = 1.0


def train(
    rows: Sequence[Row], weights: Sequence[float] | None = None, version: str = "", progress: Progress | None = None
) -> Model:
    """Return a model of the rows; a row without a label is left out of that half.

    weights: how much each row counts, 1 where not given. The order of the rows does not matter to the result's
    quality but to its bytes: sort them.
    """
    found = []
    for row in rows:
        found.append(features(read(row["messages"])))
        if progress:
            progress(1)
    counted = weights or [1.0] * len(rows)
    labelled = list(zip(found, rows, counted, strict=True))
    category = calibrated(
        [
            Example(seen, row["category"], row.get("group", ""), weight)
            for seen, row, weight in labelled
            if "category" in row
        ],
        CATEGORIES,
    )
    priority = calibrated(
        [
            Example(_kind(seen, row), row["priority"], row.get("group", ""), weight)
            for seen, row, weight in labelled
            if "priority" in row
        ],
        PRIORITIES,
    )
    titles = train_titles(rows, category)
    return Model(category=category, priority=priority, title=titles, version=version)


def _kind(found: Features, row: Row) -> Features:
    return of_kind(found, row["category"]) if "category" in row else found


def calibrated(examples: Sequence[Example], classes: tuple[str, ...]) -> Linear:
    """Return a fitted model whose words for how sure it is were measured on rows each fold was not trained on."""
    answers: list[tuple[float, bool]] = []
    groups = sorted({example.group for example in examples})
    for fold in range(FOLDS):
        held = [_fold(example, at, groups) == fold for at, example in enumerate(examples)]
        learnt = fit([e for e, out in zip(examples, held, strict=True) if not out], classes)
        for example in (e for e, out in zip(examples, held, strict=True) if out):
            likely = softmax(learnt.scores(example.found))
            best = max(range(len(classes)), key=likely.__getitem__)
            answers.append((likely[best], classes[best] == example.label))
    fitted = fit(examples, classes)
    sure = threshold(answers, SURE, LEAST_SURE)
    fairly = threshold([answer for answer in answers if answer[0] < sure], FAIRLY)
    return Linear(fitted.classes, fitted.bias, fitted.weights, sure=sure, fairly=fairly)


def threshold(answers: Sequence[tuple[float, bool]], right: float, least: float = 0.0) -> float:
    """Return the smallest probability from which on a share of `right` of the answers is right.

    At least the share `least` of all answers is taken. answers: (probability, whether it was right).
    """
    ranked = sorted(answers, reverse=True)
    good, chosen = 0, 1.0
    for count, (probability, was_right) in enumerate(ranked, 1):
        good += was_right
        if good >= right * count or count <= least * len(ranked):
            chosen = probability
    return math.floor(chosen * 1000) / 1000


def fit(examples: Sequence[Example], classes: tuple[str, ...]) -> Linear:
    """Return the softmax regression of the examples."""
    counts = Counter(name for example in examples for name in (*example.found.words, *example.found.signs))
    names = sorted(name for name, count in counts.items() if count >= RARE)
    ids = {name: at for at, name in enumerate(names)}
    learner = _Learner(len(names), len(classes))
    frequency = Counter(example.label for example in examples)
    encoded = [
        _Encoded(
            [ids[name] for name in example.found.words if name in ids],
            [ids[name] for name in example.found.signs if name in ids],
            word_share(example.found),
            classes.index(example.label),
            example.weight * len(examples) / (len(classes) * frequency[example.label]),
        )
        for example in examples
    ]
    order = list(range(len(encoded)))
    shuffle = random.Random(1)  # noqa: S311 (a fixed order, no secret)
    for number in range(PASSES):
        shuffle.shuffle(order)
        for at in order:
            learner.step(encoded[at])
        if number >= PASSES // 2:
            learner.remember()
    return learner.linear(names, classes)


@dataclass(frozen=True, slots=True)
class _Encoded:
    words: list[int]
    signs: list[int]
    share: float
    label: int
    weight: float


class _Learner:
    """The weights while they are learnt, class by class, and the sums of their means."""

    def __init__(self, names: int, classes: int) -> None:
        self.weights = [[0.0] * names for _ in range(classes)]
        self.squares = [[1e-8] * names for _ in range(classes)]
        self.sums = [[0.0] * names for _ in range(classes)]
        self.bias, self.bias_sums = [0.0] * classes, [0.0] * classes
        self.remembered = 0

    def step(self, row: _Encoded) -> None:
        """Move the weights a little towards what the row says."""
        scores = []
        for bias, own in zip(self.bias, self.weights, strict=True):
            words = math.fsum(map(own.__getitem__, row.words))
            signs = math.fsum(map(own.__getitem__, row.signs))
            scores.append(bias + row.share * words + SIGN * signs)
        for at, likely in enumerate(softmax(scores)):
            gradient = (likely - (at == row.label)) * row.weight
            self.bias[at] -= BIAS_RATE * gradient
            if abs(gradient) >= NEGLIGIBLE:
                self._move(at, row.words, gradient * row.share)
                self._move(at, row.signs, gradient * SIGN)

    def _move(self, at: int, ids: Sequence[int], gradient: float) -> None:
        own, squares = self.weights[at], self.squares[at]
        for feature in ids:
            slope = gradient + DECAY * own[feature]
            squares[feature] += slope * slope
            own[feature] -= RATE * slope / math.sqrt(squares[feature])

    def remember(self) -> None:
        """Add the weights as they are now to the mean."""
        self.remembered += 1
        for at, own in enumerate(self.weights):
            self.sums[at] = [total + weight for total, weight in zip(self.sums[at], own, strict=True)]
            self.bias_sums[at] += self.bias[at]

    def linear(self, names: Sequence[str], classes: tuple[str, ...]) -> Linear:
        """Return the mean weights, rounded, without those too small to matter."""
        weights = {}
        for feature, name in enumerate(names):
            means = [total[feature] / self.remembered for total in self.sums]
            if max(map(abs, means)) >= SMALL:
                weights[name] = [round(mean * DECIMALS) for mean in means]
        bias = tuple(round(total / self.remembered, 4) for total in self.bias_sums)
        return Linear(classes, bias, weights)


def _fold(example: Example, at: int, groups: Sequence[str]) -> int:
    """Which fold a row is in: all of a group in one, so that a fold is about strangers; else one after another."""
    return groups.index(example.group) % FOLDS if len(groups) >= FOLDS else at % FOLDS
