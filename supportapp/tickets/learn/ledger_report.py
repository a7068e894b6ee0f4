"""What the ledger says of each drafter: how much of it was kept, how long people needed, what was corrected."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from typing import Any, NamedTuple

import sqlalchemy as sa

from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.tickets.learn.ledger import FIELDS, RESULTS, TEXTS
from supportapp.tickets.models import Correction, Draft, Ticket

ABANDONED_AFTER = timedelta(days=7)
CHUNK = 1_000


class Key(NamedTuple):
    """Whose drafts they are."""

    drafter: str
    version: str
    language: str


@dataclass
class FieldFigures:
    """What became of a field of sent drafts, and how often an agent corrected it."""

    results: Counter[str] = field(default_factory=Counter)
    distance: float = 0.0
    corrected: int = 0

    def plain(self, name: str) -> dict[str, Any]:
        """Return shares of 1; None where nothing was sent."""
        count = self.results.total()
        shares = {result: _share(self.results[result], count) for result in RESULTS}
        far = {"distance": _share(self.distance, count)} if name in TEXTS else {}
        return {"field": name, "sent": count, **shares, **far, "corrected": self.corrected}


@dataclass
class Figures:
    """How the drafts of one drafter ended."""

    ends: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    useful: Counter[bool] = field(default_factory=Counter)  # what requesters said after sending
    fields: dict[str, FieldFigures] = field(default_factory=lambda: {name: FieldFigures() for name in FIELDS})

    def plain(self, key: Key) -> dict[str, Any]:
        """Return them as plain data."""
        ends = {end: self.ends[end] for end in ("submitted", "joined", "discarded", "abandoned", "expired")}
        seconds = round(median(self.seconds), 1) if self.seconds else None
        fields = [figures.plain(name) for name, figures in self.fields.items()]
        said = {"useful": self.useful[True], "rated": self.useful.total()}
        return {**key._asdict(), **ends, "seconds": seconds, **said, "fields": fields}


def report() -> list[dict[str, Any]]:
    """Return the figures by drafter, version and language, sorted.

    How drafts ended counts for who made the draft, what became of a field for who wrote that field.
    """
    found: dict[Key, Figures] = defaultdict(Figures)
    for drafter, version, useful, outcome in _ended():
        whole = found[Key(drafter, version, outcome["language"])]
        if useful is not None:
            whole.useful[useful] += 1
        whole.ends[outcome["outcome"]] += 1
        if outcome["outcome"] == "submitted":
            _add(found, whole, outcome)
    for outcome, name in _corrected():
        if was := outcome["fields"].get(name):
            found[_key(was, outcome)].fields[name].corrected += 1
    for key, count in _abandoned():
        found[key].ends["abandoned"] += count
    return [figures.plain(key) for key, figures in sorted(found.items())]


def _add(found: dict[Key, Figures], whole: Figures, outcome: Mapping[str, Any]) -> None:
    if outcome["seconds"] is not None:
        whole.seconds.append(outcome["seconds"])
    for name, was in outcome["fields"].items():
        figures = found[_key(was, outcome)].fields[name]
        figures.results[was["result"]] += 1
        figures.distance += was.get("distance", 0.0)


def _key(was: Mapping[str, Any], outcome: Mapping[str, Any]) -> Key:
    return Key(was["drafter"], was["version"], outcome["language"])


def _ended() -> Iterator[tuple[str, str, bool | None, dict[str, Any]]]:
    """Yield every ended draft that somebody or something had drafted."""
    query = sa.select(Draft.drafter, Draft.drafter_version, Draft.useful, Draft.outcome).where(
        Draft.outcome.is_not(sa.null()), Draft.drafter != "none"
    )
    for row in db.session.execute(query.execution_options(yield_per=CHUNK)):
        yield tuple(row)


def _corrected() -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the outcome of each corrected draft with the field, once however often it was changed."""
    once = sa.select(Correction.ticket_id, Correction.field).distinct().subquery()
    query = (
        sa.select(Draft.outcome, once.c.field)
        .join(Ticket, Ticket.id == once.c.ticket_id)
        .join(Draft, Draft.id == Ticket.draft_id)
        .where(Draft.outcome.is_not(sa.null()))
    )
    for row in db.session.execute(query.execution_options(yield_per=CHUNK)):
        yield tuple(row)


def _abandoned() -> Iterator[tuple[Key, int]]:
    """Count the drafts that somebody opened and nobody touched for a week; nothing has to mark them."""
    since = utcnow() - ABANDONED_AFTER
    language = Draft.suggestion["language"].as_string()
    query = (
        sa.select(Draft.drafter, Draft.drafter_version, language, sa.func.count())
        .where(Draft.state.in_(("opened", "edited")), Draft.drafter != "none")
        .where(Draft.updated_at < since, sa.or_(Draft.opened_at.is_(None), Draft.opened_at < since))
        .group_by(Draft.drafter, Draft.drafter_version, language)
    )
    for drafter, version, spoken, count in db.session.execute(query):
        yield Key(drafter, version, spoken or ""), count


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
