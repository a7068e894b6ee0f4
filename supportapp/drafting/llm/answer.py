"""The form a language model is asked to answer in, and reading what it answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from supportapp.drafting.llm.outcomes import NoDraft
from supportapp.drafting.types import CATEGORIES, PRIORITIES

# The first keys of the headings a description has (drafting/words).
PARTS = ("problem", "expected", "steps", "tried", "error", "environment", "impact", "assistant")
MOST_PARTS = 12
_QUOTED = ("category", "priority", "title")
_TEXT = {"type": "string"}
_PART = {
    "type": "object",
    "properties": {"part": {"type": "string", "enum": list(PARTS)}, "quote": _TEXT, "text": _TEXT},
    "required": ["part", "quote", "text"],
    "additionalProperties": False,
}
# Words from a list first, free text last: an answer that is cut off is no JSON, and a model that drifts does so late.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "category": {"type": "string", "enum": list(CATEGORIES)},
        "priority": {"type": "string", "enum": list(PRIORITIES)},
        **{f"{name}_quote": _TEXT for name in _QUOTED},
        "title": _TEXT,
        "parts": {"type": "array", "items": _PART, "maxItems": MOST_PARTS},
    },
    "required": ["category", "priority", *(f"{name}_quote" for name in _QUOTED), "title", "parts"],
    "additionalProperties": False,
}
# From the strictest to none: what an endpoint does not know it answers with 400, and the next is tried.
FORMATS: tuple[dict[str, Any] | None, ...] = (
    {"type": "json_schema", "json_schema": {"name": "ticket", "strict": True, "schema": SCHEMA}},
    {"type": "json_object"},
    None,
)


@dataclass(frozen=True)
class Part:
    """A sentence of the description, and the words it is said to come from."""

    part: str
    quote: str
    text: str


@dataclass(frozen=True)
class Answer:
    """What a language model wrote, in our form; nothing of it is believed yet."""

    category: str
    priority: str
    title: str
    quotes: Mapping[str, str]  # of category, priority, title
    parts: tuple[Part, ...]


def read(text: str) -> Answer:
    """Read an answer; NoDraft where it has no JSON object, or one of another form."""
    found = _first_object(text)
    parts = found.get("parts", found.get("description"))
    if isinstance(parts, str):
        parts = [{"text": line} for line in parts.splitlines() if line.strip()]
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise NoDraft("invalid", "parts is no list of sentences")
    return Answer(
        _string(found, "category"),
        _string(found, "priority"),
        _string(found, "title"),
        {name: _string(found, f"{name}_quote", "") for name in _QUOTED},
        tuple(Part(_string(p, "part", "problem"), _string(p, "quote", ""), _string(p, "text")) for p in parts),
    )


def _first_object(text: str) -> dict[str, Any]:
    """Return the first JSON object in a text, whatever stands around it."""
    start = text.find("{")
    if start < 0:
        raise NoDraft("not_json", "no JSON object in the answer")
    try:
        found, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise NoDraft("not_json", "the JSON object in the answer is broken or cut off") from error
    return dict(found)


def _string(found: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = found.get(name, default)
    if not isinstance(value, str):
        raise NoDraft("invalid", f"{name} is no text")
    return value
