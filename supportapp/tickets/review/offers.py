"""A second suggestion beside a draft, taken field by field; what the person has typed is never written over.

Draft.offer holds it: `made` (a whole draft, or nothing where the language model gave none: then `note` says why), `id`
(so that a button takes what its page showed), `asked` (how far the conversation had gone when the model was asked),
`taken` (by field: what was taken, and the text before), `earlier` (the draft before it was drafted again), `sources`
(by field, once it is sent: who wrote what was sent).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.tickets.learn import ledger
from supportapp.tickets.models import ACTIVE_STATES, Draft
from supportapp.tickets.review import assistant, drafts, fresh, masking

Offer = dict[str, Any]
REPLACED = ("suggestion", "values", "message_count", "drafter", "drafter_version")  # of a row, by drafting again
PERSON = "person"


@dataclass(frozen=True)
class Offered:
    """One value a person may take."""

    value: str
    by_model: bool
    unsure: bool
    quotes: list[str]


def of(draft: Draft) -> Offer:
    """Return what stands beside a draft; empty where nothing does."""
    return dict(draft.offer or {})


def is_due(draft: Draft) -> bool:
    """Tell whether the language model is to be asked for a suggestion without being told to."""
    return can_ask(draft) and of(draft).get("asked") != draft.message_count and draft.drafter != "llm"


def can_ask(draft: Draft) -> bool:
    """Tell whether there is a language model, and something it could read."""
    return assistant.is_set() and bool(draft.conversation_id and draft.message_count) and draft.state in ACTIVE_STATES


def ask(person: Person, draft: Draft) -> Draft:
    """Have the language model make a suggestion and keep it beside the draft. It may take LLM_TIMEOUT seconds."""
    if not can_ask(draft):
        return draft
    made = assistant.suggest(person, draft)
    db.session.refresh(draft)  # taken and typed meanwhile
    found = of(draft) | {"id": uuid.uuid4().hex, "asked": draft.message_count, "note": made["engine"].get("note", "")}
    if made["drafter"] == "llm":
        found["made"] = made
    elif found.get("made", {}).get("drafter") == "llm":
        del found["made"]
    found["engine"] = made["engine"]
    db.session.execute(
        sa.update(Draft)
        .where(Draft.id == draft.id, Draft.state.in_(ACTIVE_STATES))
        .values(offer=found)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    db.session.refresh(draft)
    return draft


def shown(draft: Draft, typed: Mapping[str, str]) -> dict[str, Offered]:
    """Return what to offer: each suggested value that differs from what stands in its field."""
    made = of(draft).get("made")
    if not made:
        return {}
    values = _values(draft, made)
    return {
        name: Offered(
            value=values[name],
            by_model=made.get("drafters", {}).get(name) == "llm",
            unsure=made["confidence"].get(name) == "please check",
            quotes=[evidence["quote"] for evidence in made["evidence"].get(name, [])][:5],
        )
        for name in drafts.VALUES
        if values[name].strip() != typed.get(name, "").strip() and _is_new(name, made, draft)
    }


def take(person: Person, typed: drafts.Typed, name: str, offer_id: str) -> tuple[Draft, bool]:
    """Put an offered value into its field; False where the offer is another one than the page showed."""
    draft = drafts.find(person, typed)
    found = of(draft)
    made = found.get("made")
    if not made or found["id"] != offer_id or name not in drafts.VALUES:
        return drafts.save(person, typed), False
    value = _values(draft, made)[name]
    last = found.get("taken", {}).get(name, {})
    before = last["before"] if last and last["value"] == typed.values[name] else typed.values[name]
    found["taken"] = {**found.get("taken", {}), name: {"before": before, "value": value, **_why(name, made)}}
    return _save(person, typed, {**typed.values, name: value}, offer=found), True


def give_back(person: Person, typed: drafts.Typed, name: str) -> Draft:
    """Put the text back that stood in a field before a suggestion was taken."""
    found = of(drafts.find(person, typed))
    left = dict(found.get("taken", {}))
    if name not in left:
        return drafts.save(person, typed)
    before = left.pop(name)["before"]
    return _save(person, typed, {**typed.values, name: before}, offer=found | {"taken": left})


def again(person: Person, typed: drafts.Typed) -> Draft:
    """Draft the conversation as it is now: fields nobody edited follow, the others keep their text and get an offer."""
    draft = drafts.save(person, typed)
    if draft.conversation_id is None:
        return draft
    conversation = chat.get(person, draft.conversation_id)
    new = fresh.drafted(person, conversation)
    new.shown, new.answers = draft.shown, draft.answers
    found = of(draft) | {"id": uuid.uuid4().hex, "made": new.suggestion, "asked": None, "note": ""}
    if new.message_count == draft.message_count:
        return _save(person, replace(typed, version=draft.version), draft.values, offer=found)
    found["earlier"] = {name: getattr(draft, name) for name in REPLACED}
    kept = {**drafts.edits(draft), **{name: draft.values[name] for name in found.get("taken", {})}}
    beside = {name: getattr(new, name) for name in REPLACED if name != "values"}
    values = {**masking.suggested(new), **kept}
    return _save(person, replace(typed, version=draft.version), values, offer=found, **beside)


def go_back(person: Person, typed: drafts.Typed) -> Draft:
    """Exchange the draft with the one before it was drafted again; doing it twice changes nothing."""
    draft = drafts.save(person, typed)
    found = of(draft)
    earlier = found.get("earlier")
    if not earlier:
        return draft
    found["earlier"] = {name: getattr(draft, name) for name in REPLACED}
    found |= {"made": draft.suggestion, "id": uuid.uuid4().hex}
    beside = {name: earlier[name] for name in REPLACED if name != "values"}
    return _save(person, replace(typed, version=draft.version), earlier["values"], offer=found, **beside)


def taken(draft: Draft) -> set[str]:
    """Name the fields that hold what was taken from a suggestion."""
    return {name for name, taken in of(draft).get("taken", {}).items() if draft.values[name] == taken["value"]}


def current(draft: Draft) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the suggestion with what was taken in place of it, and its four values as the page shows them."""
    values = masking.suggested(draft)
    suggestion = dict(draft.suggestion)
    for name in taken(draft):
        chosen = of(draft)["taken"][name]
        values[name], suggestion[name] = chosen["value"], chosen["drafted"]
        for part in ("evidence", "confidence", "reasons"):
            suggestion[part] = {**suggestion[part], name: chosen[part]}
        if name == "description":
            suggestion["sentences"] = chosen["sentences"]
    return suggestion, values


def sources(
    suggestion: Mapping[str, Any], offer: Mapping[str, Any] | None, values: Mapping[str, str]
) -> dict[str, str]:
    """Say by field who wrote what is sent: rules, llm, or the person."""
    chosen = (offer or {}).get("taken", {})
    by = suggestion.get("drafters") or dict.fromkeys(drafts.VALUES, suggestion.get("drafter", PERSON))
    return {
        name: chosen[name]["drafter"]
        if name in chosen and chosen[name]["value"] == values[name]
        else by[name]
        if suggestion.get(name) == values[name]
        else PERSON
        for name in drafts.VALUES
    }


def end(found: sa.Row[Any], values: Mapping[str, str], reviewed: ledger.Reviewed) -> None:
    """Mark the draft as sent, keeping what was made of it and who wrote it; AlreadySent where one was quicker."""
    offer = {**(found.draft_offer or {}), "sources": sources(found.draft_suggestion, found.draft_offer, values)}
    ended = db.session.execute(
        sa.update(Draft)
        .where(Draft.id == found.draft_id, Draft.version == found.draft_version, Draft.state.in_(ACTIVE_STATES))
        .values(
            state="submitted",
            values=dict(values),
            answers={},
            offer=offer,
            outcome=ledger.sent(found, values, reviewed),
            version=Draft.version + 1,
            submitted_at=utcnow(),
        )
        .execution_options(synchronize_session=False)
    )
    if not ended.rowcount:  # type: ignore[attr-defined]
        raise drafts.AlreadySent(0)


def _save(person: Person, typed: drafts.Typed, values: Mapping[str, str], **beside: Any) -> Draft:
    return drafts.save(person, replace(typed, values=dict(values), beside={**typed.beside, **beside}))


def _values(draft: Draft, made: Mapping[str, Any]) -> dict[str, str]:
    """Return the four values of an offer, with what the person decided to show or to hide."""
    values = {name: str(made[name]) for name in drafts.VALUES}
    return masking.converted(draft, values, masking.is_shown(draft)) if masking.choices(draft) else values


def _is_new(name: str, made: Mapping[str, Any], draft: Draft) -> bool:
    """Tell whether a value says something: the embedded one that a model's suggestion kept is no second suggestion."""
    return bool(made["drafter"] != "llm" or made[name] != draft.suggestion[name])


def _why(name: str, made: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "drafted": made[name],
        "drafter": made.get("drafters", {}).get(name, made["drafter"]),
        "evidence": made["evidence"].get(name, []),
        "confidence": made["confidence"].get(name, ""),
        "reasons": made["reasons"].get(name, ""),
        "sentences": made["sentences"] if name == "description" else [],
    }
