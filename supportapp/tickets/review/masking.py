"""What of a conversation is hidden in its draft: by the policy, and by what the person decided since."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from supportapp.chat import service as chat
from supportapp.drafting.masking import Mask, Masked, recalled
from supportapp.drafting.masking.words import KIND_WORDS
from supportapp.extensions import db
from supportapp.tickets.models import Draft

UNDO = "undo"  # in Draft.shown, beside the names of findings: what was shown before the last change
TEXTS = ("title", "description")
MOST_ITEMS, MOST_LINKS = 20, 3  # on the page
Choices = dict[str, bool]
Messages = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Item:
    """A value as the page lists it: what it is, what stands for it, in which messages it is."""

    name: str
    words: str
    placeholder: str
    hidden: bool
    messages: list[int]
    more: int  # messages that are not listed


@dataclass(frozen=True)
class Summary:
    """What the notice on the page says."""

    items: list[Item]
    hidden: int
    shown: int
    more: int  # values that are not listed
    shown_words: list[str]  # what kinds of things are not hidden
    undo: bool


def choices(draft: Draft) -> Choices:
    """Return what the person decided: the name of a value, and whether it is shown."""
    return {name: shown for name, shown in (draft.shown or {}).items() if name != UNDO}


def quoted(draft: Draft) -> set[int]:
    """Return the ids of the messages in which something was found."""
    return {finding["message_id"] for finding in draft.suggestion.get("findings", [])}


def values_of(draft: Draft) -> list[Masked]:
    """Return the values behind a draft's findings, as they stand in the conversation."""
    ids = quoted(draft)
    if draft.conversation_id is None or not ids:
        return []
    return recalled(draft.suggestion["findings"], chat.excerpt(draft.conversation_id, ids, 0))  # type: ignore[arg-type]


def mask_of(draft: Draft, messages: Messages) -> Mask:
    """Return what is hidden in messages of a draft's conversation, those after the draft too."""
    return Mask(
        messages,  # type: ignore[arg-type]
        language=draft.suggestion.get("language", "en"),
        choices=choices(draft),
        known=values_of(draft),
    )


def of_ticket(draft_id: int | None, messages: Messages) -> Mask:
    """Return what is hidden in the conversation a ticket came from."""
    draft = db.session.scalar(sa.select(Draft).where(Draft.id == draft_id)) if draft_id else None
    return mask_of(draft, messages) if draft else Mask(messages)  # type: ignore[arg-type]


def names(draft: Draft) -> list[str]:
    """Return the names of all findings, in order."""
    return list(dict.fromkeys(finding["name"] for finding in draft.suggestion.get("findings", [])))


def is_shown(draft: Draft) -> Choices:
    """Return for every finding whether it is shown now."""
    policy = {finding["name"]: not finding["masked"] for finding in draft.suggestion.get("findings", [])}
    return {**policy, **{name: shown for name, shown in choices(draft).items() if name in policy}}


def converted(draft: Draft, texts: Mapping[str, str], after: Choices) -> dict[str, str]:
    """Return title and description with each value shown or hidden as decided, whatever else was typed."""
    known = values_of(draft)
    if not known:
        return dict(texts)
    mask = Mask([], choices=after, known=known)
    everything = Mask([], choices=dict.fromkeys(names(draft), False), known=known)
    return {name: mask.apply(everything.restore(texts[name])) if name in TEXTS else texts[name] for name in texts}


def suggested(draft: Draft) -> dict[str, str]:
    """Return the four values as they were drafted, with what the person decided to show or to hide."""
    values = {name: draft.suggestion[name] for name in (*TEXTS, "priority", "category")}
    return converted(draft, values, is_shown(draft)) if choices(draft) else values


def summary(draft: Draft) -> Summary:
    """Return what the page tells about hidden things."""
    shown = is_shown(draft)
    places: dict[str, dict[int, None]] = {}
    known = {finding["name"]: finding for finding in reversed(draft.suggestion.get("findings", []))}
    for finding in draft.suggestion.get("findings", []):
        places.setdefault(finding["name"], {})[finding["message_id"]] = None
    listed = sorted(places, key=lambda name: shown[name])[:MOST_ITEMS]
    items = [
        Item(
            name=name,
            words=KIND_WORDS["en"][known[name]["kind"]],
            placeholder=known[name]["placeholder"],
            hidden=not shown[name],
            messages=list(places[name])[:MOST_LINKS],
            more=max(0, len(places[name]) - MOST_LINKS),
        )
        for name in listed
    ]
    hidden = sum(1 for name in places if not shown[name])
    kinds = [KIND_WORDS["en"][known[name]["kind"]] for name in places if shown[name]]
    told = [f"{count} {words}" if count > 1 else words for words, count in Counter(kinds).items()]
    return Summary(items, hidden, len(kinds), len(places) - len(items), told, UNDO in (draft.shown or {}))
