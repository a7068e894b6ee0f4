"""Guessing the language of a few words by counting the commonest words of each."""

from collections.abc import Sequence

from supportapp.drafting.text import words
from supportapp.drafting.words import TABLES

_STOPWORDS = {language: frozenset(words(table.stopwords)) for language, table in TABLES.items()}
_ENOUGH_WORDS = 200


def guess(found: Sequence[str]) -> str:
    """Return the language of the words, `en` where nothing speaks for another."""
    sample = found[:_ENOUGH_WORDS]
    counts = {language: sum(word in known for word in sample) for language, known in _STOPWORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] else "en"
