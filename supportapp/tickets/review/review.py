"""What the review page shows beside the form: where each value came from, and the talk with the places marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.database import utcnow
from supportapp.drafting.masking import Mask
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.models import Draft
from supportapp.tickets.review import masking, offers
from supportapp.tickets.review.drafts import VALUES

SHOWN_MESSAGES = 60
SHOWN_CHARACTERS = 4_000
MOST_CHECKS = 2  # asking for more corrections makes people accept wrong suggestions
CHECK_ORDER = ("priority", "category", "title", "description")  # what a wrong value costs most, first
SPEAKERS = {"user": "You", "assistant": "Assistant"}


@dataclass(frozen=True)
class Suggestion:
    """One drafted value as the page explains it."""

    value: str
    edited: bool
    unsure: bool
    confidence: str
    reason: str
    quotes: list[dict[str, Any]]  # message_id, quote, speaker, created_at
    without_source: list[str]  # sentences that are not in the conversation
    sourced: int


def form_of(draft: Draft, person: Person) -> DraftForm:
    """Return the form filled with a draft as it was last saved."""
    return carry(DraftForm(data={**draft.values, "share_conversation": True}), draft, person)


def carry(form: DraftForm, draft: Draft, person: Person) -> DraftForm:
    """Let a form carry which draft it is of, in which version."""
    form.key.data, form.version.data = draft.key, str(draft.version)
    form.conversation_id.data = str(draft.conversation_id or "")
    form.owner.data = str(person.id)
    form.shown_at.data = form.shown_at.data or utcnow().isoformat()
    return form


def suggestions(draft: Draft, typed: Mapping[str, str], messages: list[dict[str, Any]]) -> dict[str, Suggestion]:
    """Explain each drafted value; nothing for a ticket that starts from nothing."""
    if draft.conversation_id is None or not draft.message_count:
        return {}
    by_id = {message["id"]: message for message in messages}
    suggestion, values = offers.current(draft)
    return {name: _explain(name, suggestion, (values[name], typed.get(name, "")), by_id) for name in VALUES}


def to_check(found: Mapping[str, Suggestion]) -> list[str]:
    """Name the fields to look at first: at most two, those the drafter was unsure of and nobody has edited."""
    unsure = [name for name in CHECK_ORDER if name in found and found[name].unsure and not found[name].edited]
    return unsure[:MOST_CHECKS]


def transcript(draft: Draft) -> list[dict[str, Any]]:
    """Return the messages to show: the last ones and each that is quoted."""
    if draft.conversation_id is None:
        return []
    quoted = {e["message_id"] for e in _all_evidence(offers.current(draft)[0])} | masking.quoted(draft)
    return chat.excerpt(draft.conversation_id, quoted, SHOWN_MESSAGES)


def as_agents_see(draft: Draft | None, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the messages of a sent ticket their pieces: secrets masked unless the person showed them."""
    if draft is None:
        return marked({}, messages, Mask(messages))  # type: ignore[arg-type]
    return marked(draft.suggestion, messages, masking.mask_of(draft, messages))


def marked(suggestion: Mapping[str, Any], messages: list[dict[str, Any]], mask: Mask) -> list[dict[str, Any]]:
    """Give each message its text in pieces, so that the page can mark what was used and what is hidden."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for evidence in _all_evidence(suggestion):
        spans.setdefault(evidence["message_id"], []).append((evidence["start"], evidence["end"]))
    return [
        {
            **message,
            "content": "",  # the pieces are what may be shown
            "speaker": SPEAKERS[message["role"]],
            "pieces": pieces(message["content"], spans.get(message["id"], []), list(mask.spans(message["content"]))),
            "shortened": len(message["content"]) > SHOWN_CHARACTERS,
        }
        for message in messages
    ]


def pieces(
    text: str, spans: Iterable[tuple[int, int]], hidden: Sequence[tuple[int, int, str]] = ()
) -> list[tuple[str, str]]:
    """Cut a text at the edges of spans: [("With more than ", ""), ("10,000 rows", "quoted"), ("[...]", "hidden")]."""
    length = min(len(text), SHOWN_CHARACTERS)
    inside = [(max(0, start), min(length, end)) for start, end in spans]
    instead = {start: words for start, _, words in hidden}
    covered = [(start, min(length, end)) for start, end, _ in hidden if start < length]
    edges = {0, length, *(edge for span in (*inside, *covered) for edge in span if edge <= length)}
    cut: list[tuple[str, str]] = []
    for start, end in pairwise(sorted(edges)):
        if any(first <= start and end <= last for first, last in covered):
            if start in instead:
                cut.append((instead[start], "hidden"))
        else:
            used = any(first <= start and end <= last for first, last in inside)
            cut.append((text[start:end], "quoted" if used else ""))
    return cut


def _explain(
    name: str, suggestion: Mapping[str, Any], values: tuple[str, str], messages: Mapping[int, dict[str, Any]]
) -> Suggestion:
    value, typed = values
    confidence = suggestion["confidence"].get(name, "")
    sentences = suggestion["sentences"] if name == "description" else []
    return Suggestion(
        value=value,
        edited=typed.strip() != value.strip(),
        unsure=confidence == "please check",
        confidence=confidence,
        reason=suggestion["reasons"].get(name, ""),
        quotes=[_quote(e, messages) for e in suggestion["evidence"].get(name, []) if e["message_id"] in messages],
        without_source=[suggestion[name][s["start"] : s["end"]] for s in sentences if not s["evidence"]],
        sourced=sum(1 for s in sentences if s["evidence"]),
    )


def _quote(evidence: Mapping[str, Any], messages: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
    message = messages[evidence["message_id"]]
    speaker = SPEAKERS[message["role"]]
    return {**evidence, "speaker": speaker, "created_at": message["created_at"]}


def _all_evidence(suggestion: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [e for found in suggestion.get("evidence", {}).values() for e in found]
