"""The embedded drafter: from a conversation to a draft ticket, with rules and a small model, without a network."""

from collections.abc import Sequence
from functools import partial

from supportapp.drafting.category import judge_category
from supportapp.drafting.description import quotes, write
from supportapp.drafting.evidence import check_evidence
from supportapp.drafting.features import features, of_kind
from supportapp.drafting.linear import Model
from supportapp.drafting.masking import draft_masked
from supportapp.drafting.missing import missing
from supportapp.drafting.model import shipped
from supportapp.drafting.parts import items
from supportapp.drafting.priority import judge_priority
from supportapp.drafting.reading import read
from supportapp.drafting.title import judge_title
from supportapp.drafting.types import Confidence, Draft, Evidence, Message, NothingToDraft
from supportapp.drafting.words import TABLES

_DESCRIPTION_REASON = "Your own sentences, sorted into parts; what the assistant said stands apart"
_TEMPLATE_PARTS = ("bug", "expected", "steps", "environment", "impact")


def draft(messages: Sequence[Message], model: Model | None = None) -> Draft:
    """Return a draft ticket from a conversation, the same one every time.

    Only the person's words decide the four values; what the assistant said is quoted apart. Secrets stand
    under placeholders. model: what was learnt, the shipped one where none is given. Raises NothingToDraft where
    there are no messages.
    """
    if not messages:
        raise NothingToDraft("The conversation has no messages")
    return draft_masked(partial(_draft, model or shipped()), messages)


def _draft(model: Model, messages: Sequence[Message]) -> Draft:
    reading = read(messages)
    found = features(reading)
    contents = {turn: message["content"] for turn, message in enumerate(messages)}
    kind = model.category.judge(found)
    category = judge_category(reading, kind)
    priority = judge_priority(reading, category, model.priority.judge(of_kind(found, category.value)))
    title = judge_title(reading, category, kind.gains, model.title)
    written = write(reading, category.value, items(reading, category.value, title.lines), contents)
    described: Confidence = "fairly sure" if title.lines else "please check"
    judged = {"title": title, "priority": priority, "category": category}
    sources = _distinct([e for sentence in written.sentences for e in sentence["evidence"]])
    made: Draft = {
        "title": title.value,
        "description": written.text,
        "priority": priority.value,
        "category": category.value,
        "evidence": {**{name: quotes(j.lines, contents) for name, j in judged.items()}, "description": sources},
        "sentences": written.sentences,
        "confidence": {**{name: j.confidence for name, j in judged.items()}, "description": described},
        "reasons": {**{name: j.reason for name, j in judged.items()}, "description": _DESCRIPTION_REASON},
        "language": reading.language,
        "drafter": "rules",
        "version": model.version,
        "missing": missing(reading, category.value),
    }
    return check_evidence(made, messages)


def template() -> Draft:
    """Return the starting point of a ticket without a conversation.

    The title is empty, the description is the headings of a good report with room under each, the category
    is "question" and the priority "medium", both marked "please check". A form shows an empty description
    instead; the headings are for clients of the JSON API, which have no labels to show.
    """
    headings = TABLES["en"].headings
    reason = "Nothing has been said yet"
    return {
        "title": "",
        "description": "\n\n".join(f"{headings[part]}:\n" for part in _TEMPLATE_PARTS),
        "priority": "medium",
        "category": "question",
        "evidence": {"title": [], "description": [], "priority": [], "category": []},
        "sentences": [],
        "language": "en",
        "confidence": dict.fromkeys(("title", "description", "priority", "category"), "please check"),
        "reasons": dict.fromkeys(("title", "description", "priority", "category"), reason),
        "drafter": "rules",
        "version": shipped().version,
        "findings": [],
        "missing": [],
    }


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    kept = {(e["message_id"], e["start"], e["end"]): e for e in evidence}
    return list(kept.values())
