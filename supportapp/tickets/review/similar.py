"""Before sending: is it one of these? Tickets in hand that say much the same as a draft, found in one statement.

Each telling word of the draft fetches its newest few tickets from the full-text index, those that most words agree on
are compared. So a rare word finds its ticket however many have the common ones, and the cost has a bound.

On SQLite the index is walked from its newest entry down; a person's own tickets are an entry of it too. On PostgreSQL a
common word is looked for by walking the tickets down, any other is read from the index and sorted, each in a branch
that does nothing in the other case. Left to itself, the planner walks all tickets for a word that none of them has:
what its statistics do not name it takes for half as common as the rarest word they do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from supportapp.accounts.policy import Whose, whose
from supportapp.accounts.service import Person
from supportapp.extensions import db
from supportapp.tickets.review.likeness import ASKED, COMPARED, Telling, compare, forms, stems, telling

MOST = 3
HITS = 100  # tickets a word fetches
CANDIDATES = 40  # tickets that are compared


@dataclass(frozen=True)
class Similar:
    """A ticket that a draft may be about."""

    ticket_id: int
    title: str
    status: str
    words: list[str]  # of the draft, the telling ones first
    strong: bool
    requester: str | None  # None: it is the person's own

    def told(self) -> dict[str, Any]:
        """Return what a program is told."""
        names = ("ticket_id", "title", "status", "words", "strong")
        return {name: getattr(self, name) for name in names}


def find(person: Person, values: Mapping[str, str]) -> list[Similar]:
    """Return what a draft (title, description) resembles of the tickets this person may read, the most alike first."""
    words = telling(values.get("title", ""), values.get("description", ""))
    if not words:
        return []
    rows = _candidates(person, words[:ASKED])
    known = stems(f"{values.get('title', '')}\n{values.get('description', '')}")
    found = zip(rows, compare(words, [(row.title, row.words) for row in rows], known), strict=True)
    best = sorted(((row, alike) for row, alike in found if alike), key=lambda one: (-one[1].score, -one[0].id))
    return [
        Similar(row.id, row.title, row.status, alike.words, alike.strong, _whose(person, row))
        for row, alike in best[:MOST]
    ]


def _whose(person: Person, row: sa.Row[Any]) -> str | None:
    return None if row.user_id == person.id else str(row.requester)


_HITS = {
    "sqlite": """
        SELECT id, :weight_N AS weight FROM (
            SELECT rowid AS id FROM ticket_search WHERE ticket_search MATCH :query_N ORDER BY rowid DESC LIMIT :hits)
    """,
    "postgresql": """
        SELECT id, CAST(:weight_N AS float) AS weight FROM (
            SELECT id FROM ticket WHERE search @@ to_tsquery('simple', :word_N) AND OWN
            AND EXISTS (SELECT FROM common WHERE word = ANY (:forms_N)) ORDER BY id DESC LIMIT :hits) AS walked_N
        UNION ALL
        SELECT id, CAST(:weight_N AS float) FROM (
            SELECT id FROM ticket WHERE search @@ to_tsquery('simple', :query_N) AND OWN
            AND NOT EXISTS (SELECT FROM common WHERE word = ANY (:forms_N)) ORDER BY id + 0 DESC LIMIT :hits) AS read_N
    """,
}
_BEFORE = {
    "sqlite": "",
    "postgresql": """
        WITH common AS MATERIALIZED (
            SELECT word FROM pg_stats,
                unnest(most_common_elems::text::text[], most_common_elem_freqs) AS e(word, share)
            WHERE schemaname = current_schema() AND tablename = 'ticket' AND attname = 'search' AND share >= 0.02)
    """,
}
_COMPARED = """
    SELECT ticket.id, ticket.title, ticket.status, ticket.user_id, account.name AS requester,
        substr(ticket.description, 1, :compared) AS words
    FROM (SELECT id, sum(weight) AS weight FROM (HITS) AS hit GROUP BY id) AS agreed
    JOIN ticket ON ticket.id = agreed.id JOIN account ON account.id = ticket.user_id
    WHERE ticket.status IN ('open', 'in_progress') AND OWN
    ORDER BY agreed.weight DESC, ticket.id DESC LIMIT :candidates
"""


def _candidates(person: Person, words: Sequence[Telling]) -> Sequence[sa.Row[Any]]:
    """Return the tickets in hand that most of these words lead to."""
    owner = None if whose(person.role, "ticket.read") is Whose.ANYBODYS else person.id
    dialect = db.engine.dialect.name
    values: dict[str, Any] = {"hits": HITS, "candidates": CANDIDATES, "compared": COMPARED}
    for number, word in enumerate(words):
        others = [form for other in words if other is not word for form in forms(other)]
        asked = _asked[dialect](forms(word), [] if word.code else others, owner)
        values |= {f"{name}_{number}": value for name, value in {**asked, "weight": word.weight}.items()}
    return db.session.execute(_statement(dialect, len(words), owner), values).all()


@lru_cache(maxsize=200)
def _statement(dialect: str, words: int, owner: int | None) -> sa.TextClause:
    """Put the statement together; whose tickets stands in its text, so that PostgreSQL plans for this person."""
    hits = "UNION ALL".join(_HITS[dialect].replace("_N", f"_{number}") for number in range(words))
    whole = _BEFORE[dialect] + _COMPARED.replace("HITS", hits)
    return sa.text(whole.replace("OWN", "true" if owner is None else f"ticket.user_id = {int(owner)}"))


def _asked_sqlite(word: Sequence[str], others: Sequence[str], owner: int | None) -> dict[str, Any]:
    """Return what the index is asked: a word, and another beside it, since one alone makes no two tickets alike.

    Of one person's tickets it is asked for the word alone: that leads to fewer, and is quicker.
    """
    groups = [" OR ".join(f'"{form}"' for form in forms) for forms in (word, () if owner else others) if forms]
    scope = f'scope : "u{owner}" AND ' if owner else ""
    return {"query": f"{scope}{{title description}} : ({' AND '.join(f'({group})' for group in groups)})"}


def _asked_postgresql(word: Sequence[str], others: Sequence[str], _owner: int | None) -> dict[str, Any]:
    """Return the same; what is walked is asked for by its word alone, since no statistics tell how often words meet."""
    groups = [" | ".join(f"'{form}':AB" for form in forms) for forms in (word, others) if forms]
    return {"word": groups[0], "query": " & ".join(f"({group})" for group in groups), "forms": list(word)}


_asked = {"sqlite": _asked_sqlite, "postgresql": _asked_postgresql}
