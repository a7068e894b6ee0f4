"""Which sentence of a conversation makes the best title: what is looked at, and the weights that were learnt."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from supportapp.drafting.facts import environment_weight, facts
from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.text import words

POINTERS = frozenset(words("it this that they these those he she them es das dies ça cela il esto eso"))
AFFIRMATIONS = frozenset(words("yes no yeah yep nope ja nein oui non si"))
_OPENING = 3
_POINTING = 4
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become the title, the title made of it, and how much it says for the category, 0-1."""

    line: Line
    title: str
    gain: float


@dataclass(frozen=True)
class Ranker:
    """A linear score over features of a candidate, in thousandths."""

    weights: Mapping[str, int]

    def ranked(self, candidates: Sequence[Candidate], reading: Reading, category: str) -> list[Candidate]:
        """Return the candidates, the best first; of equals the one said first."""
        seen = Surroundings(reading)
        score = {
            at: sum(self.weights.get(name, 0) for name in candidate_features(candidate, seen, category))
            for at, candidate in enumerate(candidates)
        }
        return [candidates[at] for at in sorted(score, key=lambda at: (-score[at], at))]


class Surroundings:
    """What the rest of the conversation tells about a sentence: where it stands, which of its words come again."""

    def __init__(self, reading: Reading) -> None:
        """Count each telling word once a sentence."""
        self.reading = reading
        self.places = {line: at for at, line in enumerate(reading.told)}
        self.telling = {line: set(line.words) - reading.vocabulary.small for line in reading.told}
        self.counts = Counter(word for telling in self.telling.values() for word in telling)
        self.last = len(reading.told) - 1

    def repeated(self, line: Line) -> float:
        """How many other sentences share a telling word of this one, in the mean."""
        telling = self.telling[line]
        return sum(self.counts[word] - 1 for word in telling) / max(1, len(telling))


def candidate_features(candidate: Candidate, seen: Surroundings, category: str) -> Iterator[str]:
    """Yield the features of a candidate."""
    line, at = candidate.line, seen.places[candidate.line]
    yield from _place(line, at, seen, category)
    yield from _shape(candidate, seen, category)
    yield f"gain {int(max(0.0, candidate.gain) * _STEPS)}"
    for concept in line.concepts:
        yield f"about {concept}"
    for label in {hit.label for hit in line.hits}:
        yield f"says {label}"
    for word in line.words[:_OPENING]:
        yield f"opens with {word}"


def _place(line: Line, at: int, seen: Surroundings, category: str) -> Iterator[str]:
    yield f"sentence {min(at, 6)}"
    yield f"{category} sentence {min(at, 4)}"
    yield f"turn {min(line.turn, 5)}"
    if at == seen.last:
        yield "last"
    if line.turn == seen.reading.told[0].turn:
        yield "first turn"


def _shape(candidate: Candidate, seen: Surroundings, category: str) -> Iterator[str]:
    line = candidate.line
    yield f"words {min(len(line.words) // 4, 8)}"
    yield f"title words {min(len(candidate.title.split()), 15)}"
    yield f"telling {min(seen.reading.content_words(line), 8)}"
    yield f"distinct {min(len(seen.telling[line]), 8)}"
    yield f"facts {min(len(facts(line.text)), 3)}"
    yield f"repeated {min(int(seen.repeated(line) * 2), 5)}"
    if line.asks:
        yield f"{category} asks"
    if environment_weight(line.text):
        yield "environment"
    if not POINTERS.isdisjoint(line.words[:_POINTING]):
        yield "points elsewhere"
    if line.words and line.words[0] in AFFIRMATIONS:
        yield "answers"
