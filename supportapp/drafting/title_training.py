"""Learning which sentence makes the best title, from the titles engineers gave."""

import math
import random
from collections import Counter
from collections.abc import Sequence

from supportapp.drafting.features import features
from supportapp.drafting.linear import Linear
from supportapp.drafting.metrics import rouge
from supportapp.drafting.reading import read
from supportapp.drafting.rows import Row
from supportapp.drafting.title import candidates
from supportapp.drafting.title_ranking import Ranker, Surroundings, candidate_features

PASSES = 12
RATE, DECAY = 0.02, 0.002
RARE = 4
_THOUSANDTHS = 1000

Question = list[tuple[list[str], float]]  # the candidates of a conversation: features, likeness to the title


def train_titles(rows: Sequence[Row], category: Linear) -> Ranker:
    """Return the weights that tell sentences like the given titles from the others of the same conversation."""
    asked = [question for row in rows if row.get("title") and (question := _question(row, category))]
    counts = Counter(name for question in asked for names, _ in question for name in names)
    weights = dict.fromkeys(sorted(name for name, count in counts.items() if count >= RARE), 0.0)
    sums = dict.fromkeys(weights, 0.0)
    order = random.Random(1)  # noqa: S311 (a fixed order, no secret)
    for _ in range(PASSES):
        order.shuffle(asked)
        for question in asked:
            _step(weights, question)
        for name, weight in weights.items():
            sums[name] += weight
    return Ranker({name: kept for name, total in sums.items() if (kept := round(total / PASSES * _THOUSANDTHS))})


def _step(weights: dict[str, float], question: Question) -> None:
    """Move the weights towards what sets each candidate apart from the mean of its conversation."""
    mean = math.fsum(likeness for _, likeness in question) / len(question)
    guesses = [math.fsum(weights.get(name, 0.0) for name in names) for names, _ in question]
    middle = math.fsum(guesses) / len(guesses)
    for (names, likeness), guess in zip(question, guesses, strict=True):
        error = (guess - middle) - (likeness - mean)
        for name in names:
            if name in weights:
                weights[name] -= RATE * (error + DECAY * weights[name])


def _question(row: Row, category: Linear) -> Question:
    reading = read(row["messages"])
    found = features(reading)
    seen = Surroundings(reading)
    label = row.get("category") or category.judge(found).value
    possible = candidates(reading, category.gains(found, label))
    if len(possible) < 2:  # noqa: PLR2004 (nothing to choose from)
        return []
    return [(list(candidate_features(each, seen, label)), rouge(row["title"], each.title).longest) for each in possible]
