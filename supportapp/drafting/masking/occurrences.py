"""Where known values stand in a text: one pass over it, however many values there are."""

import re
from collections.abc import Collection, Iterator

from supportapp.drafting.masking.find import find
from supportapp.drafting.masking.words import EVERYDAY

MOST = 500  # values in one pattern; of more (somebody pasted a table) the others are found anew in each text
_EMBEDDED = 12  # as long a value counts within a word too
_AROUND = " \t\r\n.!?,;:\"'`\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019()"
_DEPTH = 24  # characters by which the pattern branches


class Values:
    """A set of values to look for, the longest first where one begins like another; short ones as whole words.

    An everyday word ("password is admin") counts only where it is told again or is all there is of a text.
    """

    def __init__(self, values: Collection[str]) -> None:
        """Make the pattern."""
        distinct = dict.fromkeys(value for value in values if value)
        ordered = [value for value in distinct if value.lower() not in EVERYDAY]
        self._everyday = frozenset(distinct) - frozenset(ordered)
        self._others = self._everyday.union(ordered[MOST:])
        branches = _branches([(value, _ending(value)) for value in ordered[:MOST]], 0)
        self._pattern = re.compile(branches) if ordered else None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where values stand, in order and without overlaps."""
        found: list[tuple[int, int]] = []
        if self._pattern:
            found += [match.span() for match in self._pattern.finditer(text) if _begins(text, *match.span())]
        if self._everyday and (alone := text.strip(_AROUND)) in self._everyday:
            found.append((text.index(alone), text.index(alone) + len(alone)))
        if self._others:
            found += [(f.start, f.end) for f in find(text) if text[f.start : f.end] in self._others]
        end = 0
        for span in sorted(found):
            if span[0] >= end:
                end = span[1]
                yield span


def _branches(tails: list[tuple[str, str]], depth: int) -> str:
    """Return a pattern that looks at each character once: (?:a(?:b|c)|d)."""
    if len(tails) == 1 or depth == _DEPTH:
        longest_first = sorted(tails, key=lambda tail: (-len(tail[0]), tail))
        written = [re.escape(tail) + ending for tail, ending in longest_first]
        return written[0] if len(written) == 1 else f"(?:{'|'.join(written)})"
    following: dict[str, list[tuple[str, str]]] = {}
    for tail, ending in tails:
        following.setdefault(tail[:1], []).append((tail[1:], ending))
    parts = [re.escape(first) + _branches(rest, depth + 1) for first, rest in following.items() if first]
    parts += [ending for _, ending in following.get("", [])]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _ending(value: str) -> str:
    return r"(?!\w)" if len(value) < _EMBEDDED and value[-1].isalnum() else ""


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a short value begins a word."""
    if end - start >= _EMBEDDED or start == 0 or not text[start].isalnum():
        return True
    return not (text[start - 1].isalnum() or text[start - 1] == "_")
