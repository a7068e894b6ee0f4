"""The ledger of drafts: how each ended, in figures, with no text in them; what agents corrected afterwards.

`Draft.outcome` holds them, written by the statement that ends the draft: `outcome` (submitted, joined, discarded,
expired), `language`, `seconds` on the form, `masked` findings, `covered` (the share of the description's sentences that
have evidence), `ticket_id` where it was added to a ticket, and by field in `fields`: `drafter`, `version`, `result`,
`distance`, `confidence`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from supportapp.database import utcnow
from supportapp.drafting.distance import distance
from supportapp.extensions import db
from supportapp.tickets.models import Correction, Draft

TEXTS = ("title", "description")
FIELDS = (*TEXTS, "priority", "category")
RESULTS = ("kept", "edited", "replaced", "cleared")
ANOTHER_TEXT = 0.6  # from this distance on a text is another one
LONGEST_ON_FORM = 2 * 60 * 60  # seconds; who needs longer does something else meanwhile
CORRECTED_WITHIN = timedelta(hours=24)
Outcome = dict[str, Any]


@dataclass(frozen=True)
class Reviewed:
    """What the page knows about a draft that is sent, beside its row."""

    shown_at: datetime | None = None  # when the page was drawn
    suggested: Mapping[str, str] | None = None  # the drafted values, with what the person showed or hid
    answered: bool = False  # answers stand below the description


@dataclass(frozen=True)
class _Suggested:
    """A value that was suggested, and by whom."""

    value: str
    drafter: str
    version: str
    confidence: str


def sent(draft: sa.Row[Any], values: Mapping[str, str], reviewed: Reviewed) -> Outcome:
    """Return the figures of a draft that is sent with these values. draft: as service.py looks it up."""
    told = _suggested(draft.draft_suggestion, draft.draft_offer, reviewed.suggested)
    opened_at = draft.draft_opened_at or reviewed.shown_at
    fields = {
        name: _field(name, was, values[name], more=reviewed.answered and name == "description")
        for name, was in told.items()
    }
    return {**_about("submitted", draft.draft_suggestion, opened_at), "fields": fields}


def unsent(draft: Draft, how: str) -> Outcome:
    """Return the figures of a draft that ends without a ticket: discarded, or expired as another takes its place."""
    told = _suggested(draft.suggestion, draft.offer, None)
    fields = {name: _field(name, was, draft.values[name], more=False) for name, was in told.items()}
    return {**_about(how, draft.suggestion, draft.opened_at), "fields": fields}


def corrected(tickets: Iterable[Mapping[str, Any]], changes: Mapping[str, Any], at: datetime) -> None:
    """Note in one statement what an agent is about to change of tickets. The caller commits.

    It is a word on a draft within a day of sending, on a ticket that came from one. Of texts only the distance is kept.
    """
    rows = [
        {"ticket_id": ticket["id"], **_correction(name, ticket[name], changes[name], at)}
        for ticket in tickets
        if ticket["draft_id"] is not None and at - ticket["created_at"] < CORRECTED_WITHIN
        for name in FIELDS
        if name in changes and ticket[name] != changes[name]
    ]
    if rows:
        db.session.execute(sa.insert(Correction).execution_options(render_nulls=True), rows)


def not_corrected(tickets: Iterable[Mapping[str, Any]]) -> None:
    """Forget what the last change of these tickets said of their drafts: it is being undone."""
    last = {ticket["id"]: ticket["updated_at"] for ticket in tickets}
    if last:
        db.session.execute(
            sa.delete(Correction)
            .where(Correction.ticket_id.in_(last), Correction.created_at >= min(last.values()))
            .execution_options(synchronize_session=False)
        )


def _correction(field: str, old: str, new: str, at: datetime) -> dict[str, Any]:
    plain = {"old": None, "new": None} if field in TEXTS else {"old": old, "new": new}
    far = distance(old, new) if field in TEXTS else 1.0
    return {"field": field, **plain, "distance": far, "created_at": at}


def _about(how: str, suggestion: Mapping[str, Any], opened_at: datetime | None) -> Outcome:
    sentences = suggestion.get("sentences", [])
    return {
        "outcome": how,
        "language": suggestion.get("language", ""),
        "seconds": _seconds(opened_at),
        "masked": len({finding["name"] for finding in suggestion.get("findings", []) if finding["masked"]}),
        "covered": round(sum(bool(s["evidence"]) for s in sentences) / len(sentences), 3) if sentences else None,
    }


def _seconds(opened_at: datetime | None) -> float | None:
    if opened_at is None:
        return None
    return round(min(max((utcnow() - opened_at).total_seconds(), 0), LONGEST_ON_FORM), 1)


def _suggested(
    suggestion: Mapping[str, Any], offer: Mapping[str, Any] | None, shown: Mapping[str, str] | None
) -> dict[str, _Suggested]:
    """Return by field what was suggested last: what was drafted, or what the person took from a later offer."""
    return dict(_each_suggested(suggestion, offer or {}, shown or suggestion))


def _each_suggested(
    suggestion: Mapping[str, Any], offer: Mapping[str, Any], shown: Mapping[str, Any]
) -> Iterator[tuple[str, _Suggested]]:
    by = suggestion.get("drafters") or dict.fromkeys(FIELDS, suggestion.get("drafter", ""))
    for name in FIELDS:
        if taken := offer.get("taken", {}).get(name):
            engine = offer.get("engine") or {}
            version = _version(taken["drafter"], engine, suggestion)
            yield name, _Suggested(taken["value"], taken["drafter"], version, taken["confidence"])
        elif shown.get(name):
            version = _version(by[name], suggestion.get("engine") or {}, suggestion)
            yield name, _Suggested(shown[name], by[name], version, suggestion["confidence"].get(name, ""))


def _version(drafter: str, engine: Mapping[str, Any], suggestion: Mapping[str, Any]) -> str:
    if drafter == "llm":
        return f"{engine.get('prompt_version', '')} {engine.get('model', '')}".strip()
    return str(suggestion["version"]) if suggestion["drafter"] == drafter else ""


def _field(name: str, was: _Suggested, value: str, *, more: bool) -> dict[str, Any]:
    """Return the figures of a field. more: what comes after the suggested text is no edit of it."""
    if more and value.startswith(was.value.rstrip()):
        value = was.value
    same = " ".join(value.split()) == " ".join(was.value.split())
    far = 0.0 if same else distance(was.value, value) if name in TEXTS else 1.0
    if same:
        result = "kept"
    elif not value.strip():
        result = "cleared"
    else:
        result = "edited" if far < ANOTHER_TEXT else "replaced"
    figures = {"drafter": was.drafter, "version": was.version, "result": result, "confidence": was.confidence}
    return figures | ({"distance": far} if name in TEXTS else {})
