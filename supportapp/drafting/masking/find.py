"""Finding personal data and secrets in a text, in time that grows with its length and no faster."""

import re
from bisect import bisect
from collections.abc import Iterable
from itertools import pairwise

from supportapp.drafting.masking.blocks import private_keys
from supportapp.drafting.masking.contacts import emails, phones
from supportapp.drafting.masking.forms import formed
from supportapp.drafting.masking.keys import keys
from supportapp.drafting.masking.kinds import KINDS, Finding
from supportapp.drafting.masking.numbers import cards, ibans
from supportapp.drafting.masking.passwords import answered, passwords
from supportapp.drafting.masking.sessions import sessions
from supportapp.drafting.masking.told import told

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_CONTACTS = ("email", "phone")
_DIGIT = re.compile(r"[0-9]")


def find(text: str, asked: str = "") -> list[Finding]:
    """Return what is found, in order and without overlaps.

    `asked` is the message before, where this one answers it: after "Which number can we call?" a bare number
    is a telephone number.
    """
    lowered = _lower(text)
    found = [
        *private_keys(text),
        *keys(text, lowered),
        *passwords(text, lowered),
        *formed(text, lowered),
        *emails(text),
    ]
    if _DIGIT.search(text):
        found += [*cards(text), *ibans(text), *phones(text, asked), *told(text, lowered, asked)]
        found += sessions(text, lowered)
    if asked:
        found += answered(text, asked)
    return _without_overlaps(found) if found else found


def _lower(text: str) -> str:
    """Return the text in lower case, every character at its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _without_overlaps(found: Iterable[Finding]) -> list[Finding]:
    """Keep, where several overlap, a secret rather than an address, then the longest, then the most specific."""
    ordered = sorted(set(found))
    if all(first.end <= second.start for first, second in pairwise(ordered)):
        return ordered
    kept: list[Finding] = []
    for finding in sorted(ordered, key=lambda f: (f.kind in _CONTACTS, f.start - f.end, _RANK[f.kind], f.start)):
        place = bisect(kept, finding)
        free_before = place == 0 or kept[place - 1].end <= finding.start
        if free_before and (place == len(kept) or finding.end <= kept[place].start):
            kept.insert(place, finding)
    return kept
