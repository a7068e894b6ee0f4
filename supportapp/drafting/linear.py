"""Linear models in plain Python: features in, probabilities and the lines that weighed most out."""

import gzip
import json
import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from supportapp.drafting.features import Features
from supportapp.drafting.reading import Line
from supportapp.drafting.title_ranking import Ranker
from supportapp.drafting.types import Confidence

SIGN = 0.1  # what a sign weighs beside a word
DECIMALS = 1000  # weights are kept as whole thousandths: small files, the same everywhere
FEW_WORDS = 20  # so that a word of a one-line text is not half of the evidence
FORMAT = 4
SURE, FAIRLY = 0.95, 0.70  # how often an answer given in these words has to be right


class UnusableModel(ValueError):
    """This is no model of ours, or one of another version of the program. Train it again: flask drafts train."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model says of a conversation: the likeliest class, how likely, and how much each line speaks for it."""

    value: str
    probability: float
    confidence: Confidence
    gains: Mapping[Line, float]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return up to two lines that say most for the class."""
        ranked = sorted(self.gains, key=lambda line: (-self.gains[line], line.turn, line.start))[:2]
        return tuple(line for line in ranked if self.gains[line] > 0 and 2 * self.gains[line] >= self.gains[ranked[0]])


@dataclass(frozen=True)
class Linear:
    """A softmax over weighted features. weights: feature -> one number a class; bias: one number a class.

    sure, fairly: from which probability on an answer was right often enough on conversations it was not trained on.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Sequence[int]]
    sure: float = 0.9
    fairly: float = 0.6

    def scores(self, found: Features) -> list[float]:
        """Return a score a class, before the softmax."""
        words, signs = self._sums(found)
        share = word_share(found)
        return [
            bias + (share * word + SIGN * sign) / DECIMALS
            for bias, word, sign in zip(self.bias, words, signs, strict=True)
        ]

    def judge(self, found: Features) -> Verdict:
        """Return the likeliest class, and what speaks for it."""
        likely = softmax(self.scores(found))
        best = max(range(len(likely)), key=likely.__getitem__)
        value, probability = self.classes[best], likely[best]
        return Verdict(value, probability, self.confidence(probability), self.gains(found, value))

    def confidence(self, probability: float) -> Confidence:
        """Return a probability in words."""
        return "sure" if probability >= self.sure else "fairly sure" if probability >= self.fairly else "please check"

    def _sums(self, found: Features) -> tuple[list[int], list[int]]:
        return self._sum(found.words), self._sum(found.signs)

    def _sum(self, names: Mapping[str, object]) -> list[int]:
        known = [weights for name in names if (weights := self.weights.get(name)) is not None]
        return [sum(column) for column in zip(*known, strict=True)] if known else [0] * len(self.classes)

    def gains(self, found: Features, value: str) -> dict[Line, float]:
        """Return how much each line says for a class against the mean of the others."""
        best, others = self.classes.index(value), len(self.classes) - 1
        share = word_share(found)
        gains: dict[Line, float] = {}
        for names, scale in ((found.words, share), (found.signs, SIGN)):
            for name, line in names.items():
                weights = self.weights.get(name)
                if weights is not None and line is not None:
                    gain = weights[best] - (sum(weights) - weights[best]) / others
                    gains[line] = gains.get(line, 0.0) + gain * scale
        return gains


@dataclass(frozen=True)
class Model:
    """What the embedded drafter has learnt: category, priority, and which sentence makes a title."""

    category: Linear
    priority: Linear
    title: Ranker
    version: str

    def dumps(self) -> bytes:
        """Return the model as a compressed file, the same bytes for the same model."""
        content = {
            "format": FORMAT,
            "version": self.version,
            "category": _plain(self.category),
            "priority": _plain(self.priority),
            "title": self.title.weights,
        }
        raw = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        return gzip.compress(raw, compresslevel=9, mtime=0)

    @cached_property
    def size(self) -> int:
        """How many features have a weight."""
        return len(self.category.weights) + len(self.priority.weights)


def loads(content: bytes) -> Model:
    """Return the model of a file that `dumps` made; UnusableModel for anything else."""
    try:
        plain = json.loads(gzip.decompress(content))
        if plain["format"] != FORMAT:
            raise UnusableModel(UnusableModel.__doc__)
        return Model(_linear(plain["category"]), _linear(plain["priority"]), Ranker(plain["title"]), plain["version"])
    except (OSError, EOFError, KeyError, TypeError, ValueError, zlib.error) as error:
        raise UnusableModel(UnusableModel.__doc__) from error


def word_share(found: Features) -> float:
    """Return what each word's weight is multiplied by: less in a long text, and never much in a very short one."""
    return 1 / math.sqrt(len(found.words) + FEW_WORDS)


def softmax(scores: Sequence[float]) -> list[float]:
    """Return probabilities that add up to 1."""
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]
    total = math.fsum(powers)
    return [power / total for power in powers]


def _plain(linear: Linear) -> dict[str, Any]:
    return {
        "classes": linear.classes,
        "bias": linear.bias,
        "sure": linear.sure,
        "fairly": linear.fairly,
        "weights": linear.weights,
    }


def _linear(plain: dict[str, Any]) -> Linear:
    return Linear(
        classes=tuple(plain["classes"]),
        bias=tuple(plain["bias"]),
        weights=plain["weights"],
        sure=plain["sure"],
        fairly=plain["fairly"],
    )
