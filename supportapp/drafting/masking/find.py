"""Finding personal data and secrets in a text, in time that grows with its length and no faster."""

from bisect import bisect
from collections.abc import Iterable

from supportapp.drafting.masking.contacts import emails, phones
from supportapp.drafting.masking.keys import keys, private_keys
from supportapp.drafting.masking.kinds import KINDS, Finding
from supportapp.drafting.masking.numbers import cards, ibans
from supportapp.drafting.masking.passwords import answered, passwords

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_CONTACTS = ("email", "phone")


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
        *emails(text),
    ]
    if any(digit in text for digit in "0123456789"):
        found += [*cards(text), *ibans(text), *phones(text, asked)]
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
    kept: list[Finding] = []
    for finding in sorted(set(found), key=lambda f: (f.kind in _CONTACTS, f.start - f.end, _RANK[f.kind], f.start)):
        place = bisect(kept, finding)
        free_before = place == 0 or kept[place - 1].end <= finding.start
        if free_before and (place == len(kept) or finding.end <= kept[place].start):
            kept.insert(place, finding)
    return kept
