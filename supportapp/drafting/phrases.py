"""Finding phrases of tables in a list of words: one pass, linear, no regular expressions."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from supportapp.drafting.text import fold

_SHORTEST_STEM = 3


class Hit(NamedTuple):
    """A phrase of the table `label` at words[start:end]."""

    label: str
    start: int
    end: int

    def overlaps(self, other: "Hit") -> bool:
        """Whether both share a word."""
        return self.start < other.end and other.start < self.end


class _Node:
    __slots__ = ("anything", "labels", "stems", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}
        self.anything: _Node | None = None
        self.labels: list[str] = []

    def child(self, part: str) -> "_Node":
        if part == "_":
            self.anything = self.anything or _Node()
            return self.anything
        if part.endswith("*"):
            return self.stems.setdefault(part[:-1], _Node())
        return self.words.setdefault(part, _Node())

    def after(self, word: str) -> Iterator["_Node"]:
        if word in self.words:
            yield self.words[word]
        if self.stems:
            for length in range(_SHORTEST_STEM, len(word) + 1):
                if word[:length] in self.stems:
                    yield self.stems[word[:length]]
        if self.anything:
            yield self.anything


class Phrases:
    """Tables of phrases by label.

    A table is a text of phrases separated by commas or line breaks. In a phrase `a/b` means either word,
    `crash*` any word that starts so, `_` any one word. Hits inside a hit of a muting label do not count.
    """

    def __init__(self, tables: Mapping[str, str], muting: frozenset[str]) -> None:
        """Build the tree of all phrases once."""
        self._root = _Node()
        self._muting = muting
        for label, table in tables.items():
            for phrase in fold(table).replace("\n", ",").split(","):
                self._add(label, phrase.split())

    def _add(self, label: str, parts: Sequence[str]) -> None:
        for variant in product(*(part.split("/") for part in parts)) if parts else ():
            node = self._root
            for part in variant:
                node = node.child(part)
            if label not in node.labels:
                node.labels.append(label)

    def find(self, words: Sequence[str]) -> list[Hit]:
        """Every phrase in the words; of one label only the longest of those that overlap."""
        longest: dict[str, Hit] = {}
        hits: list[Hit] = []
        for start in range(len(words)):
            for label, end in self._ends(words, start).items():
                last = longest.get(label)
                if last is None or start >= last.end:
                    longest[label] = Hit(label, start, end)
                    hits.append(longest[label])
        muted = [hit for hit in hits if hit.label in self._muting]
        return [h for h in hits if h in muted or not any(m.start <= h.start and h.end <= m.end for m in muted)]

    def _ends(self, words: Sequence[str], start: int) -> dict[str, int]:
        ends: dict[str, int] = {}
        nodes = [self._root]
        for position in range(start, len(words)):
            nodes = [after for node in nodes for after in node.after(words[position])]
            if not nodes:
                break
            for node in nodes:
                for label in node.labels:
                    ends[label] = position + 1
        return ends
