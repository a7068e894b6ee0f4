"""Quotes: making them, and checking that each is really where it says it is."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from supportapp.drafting.text import storable_run
from supportapp.drafting.types import Draft, Evidence, Message, Sentence


def message_id(message: Message, position: int) -> int:
    """Return the id of a message: its own, or its position in the list counting from 1."""
    return message.get("id", position + 1)


def quote(identifier: int, content: str, start: int, end: int) -> Evidence | None:
    """Return the quote of content[start:end], shortened to what can be stored; None if nothing is left."""
    start, end = storable_run(content, start, end)
    if start >= end:
        return None
    return {"message_id": identifier, "start": start, "end": end, "quote": content[start:end]}


def check_evidence(draft: Draft, messages: Sequence[Message]) -> Draft:
    """Return the same draft without the quotes that are not really at their place in their message.

    A pure string check that knows nothing of who drafted: a sentence left without a quote is one that
    does not come from the conversation.
    """
    contents: dict[int, list[str]] = {}
    for position, message in enumerate(messages):
        contents.setdefault(message_id(message, position), []).append(message["content"])
    checked = draft.copy()
    checked["evidence"] = {field: _true(quotes, contents) for field, quotes in draft["evidence"].items()}
    checked["sentences"] = [
        Sentence(start=s["start"], end=s["end"], evidence=_true(s["evidence"], contents)) for s in draft["sentences"]
    ]
    return checked


def _true(quotes: Iterable[Evidence], contents: Mapping[int, Sequence[str]]) -> list[Evidence]:
    return [q for q in quotes if any(_is_there(q, content) for content in contents.get(q["message_id"], ()))]


def _is_there(evidence: Evidence, content: str) -> bool:
    start, end = evidence["start"], evidence["end"]
    return 0 <= start < end <= len(content) and content[start:end] == evidence["quote"]


def fingerprint(messages: Sequence[Message]) -> str:
    """SHA-256 over roles and contents: a different value says that the conversation has changed."""
    digest = hashlib.sha256()
    for message in messages:
        for part in (message["role"], message["content"]):
            raw = part.encode("utf-8", "surrogatepass")
            digest.update(f"{len(raw)}:".encode())
            digest.update(raw)
    return digest.hexdigest()
