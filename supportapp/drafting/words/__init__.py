"""Keyword tables, one module a language, and what is built from them once."""

import re
from dataclasses import dataclass
from functools import cache

from supportapp.drafting.phrases import Phrases
from supportapp.drafting.text import words
from supportapp.drafting.words import de_concepts, en_concepts, es_concepts, fr_concepts
from supportapp.drafting.words.de import GERMAN
from supportapp.drafting.words.en import ENGLISH
from supportapp.drafting.words.es import SPANISH
from supportapp.drafting.words.fr import FRENCH
from supportapp.drafting.words.table import Table

TABLES: dict[str, Table] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
CONCEPTS: dict[str, dict[str, str]] = {
    "en": en_concepts.CONCEPTS,
    "de": de_concepts.CONCEPTS,
    "fr": fr_concepts.CONCEPTS,
    "es": es_concepts.CONCEPTS,
}
MUTING = frozenset({"none", "calm"})


@dataclass(frozen=True)
class Vocabulary:
    """One language made ready: phrases (with the English ones), courtesy, patterns and headings."""

    phrases: Phrases
    concepts: Phrases
    courtesy: frozenset[str]
    greeting: re.Pattern[str]
    lead_ins: re.Pattern[str]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]
    tails: re.Pattern[str]
    inner: tuple[tuple[re.Pattern[str], str], ...]
    small: frozenset[str]
    headings: dict[str, str]
    fillers: frozenset[str]
    statement_fillers: frozenset[str]
    narrators: frozenset[str]
    interrogatives: frozenset[str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return what the rules need for a language; English phrases count too: products speak English."""
    table = TABLES[language]
    merged = {
        label: ",".join((table.phrases.get(label, ""), ENGLISH.phrases.get(label, "") if _shared(label) else ""))
        for label in {**ENGLISH.phrases, **table.phrases}
    }
    return Vocabulary(
        phrases=Phrases(merged if language != "en" else ENGLISH.phrases, MUTING),
        concepts=_concepts(language),
        courtesy=frozenset(words(table.courtesy + " " + ENGLISH.courtesy)),
        greeting=re.compile(table.greeting, re.IGNORECASE),
        lead_ins=re.compile("|".join(table.lead_ins), re.IGNORECASE),
        rewrites=tuple((re.compile(start, re.IGNORECASE), instead) for start, instead in table.rewrites),
        tails=re.compile("|".join(table.tails), re.IGNORECASE),
        inner=tuple((re.compile(found, re.IGNORECASE), instead) for found, instead in table.inner),
        small=frozenset(words(table.stopwords + " " + table.courtesy)),
        headings=table.headings,
        fillers=frozenset(table.fillers.split()),
        statement_fillers=frozenset(table.statement_fillers.split()),
        narrators=frozenset(table.narrators.split()),
        interrogatives=frozenset(table.interrogatives.split()),
    )


def _concepts(language: str) -> Phrases:
    """Return what words are about, in a language and in English: people mix them."""
    tables = [CONCEPTS[language], CONCEPTS["en"]] if language != "en" else [CONCEPTS["en"]]
    return Phrases({about: ",".join(table[about] for table in tables) for about in CONCEPTS["en"]}, frozenset())


def _shared(label: str) -> bool:
    return label not in ("question2", "question1", "steps", "expected", "tried", "advice", "impact")
