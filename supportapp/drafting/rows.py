"""Labelled conversations: the rows that drafters are trained on and measured by."""

import gzip
import json
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from supportapp.drafting.types import CATEGORIES, PRIORITIES, Message

CORPUS = "corpus"


class Finding(TypedDict):
    """Personal data or a secret that stands in a conversation."""

    kind: str
    text: str


class Row(TypedDict):
    """A conversation with what people said its ticket should be; a label may be missing."""

    id: str
    messages: list[Message]
    category: NotRequired[str]
    priority: NotRequired[str]
    title: NotRequired[str]
    facts: NotRequired[list[str]]
    tags: NotRequired[list[str]]
    pii: NotRequired[list[Finding]]
    language: NotRequired[str]
    group: NotRequired[str]  # who wrote it, or of which product it is: nobody is tested on their own group
    split: NotRequired[str]  # dev: never trained on


class UnusableRow(ValueError):
    """A line that is no labelled conversation; says which and why."""


def read_rows(path: Path) -> Iterator[Row]:
    """Read a .jsonl or .jsonl.gz file, a row a line; UnusableRow names the first line that is none."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from parse_rows(lines, path.name)


def parse_rows(lines: Iterable[str], name: str) -> Iterator[Row]:
    """Read rows from lines of JSON; blank lines are left out."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _row(json.loads(line), f"{name}:{number}")
            except (KeyError, TypeError, ValueError) as error:
                wanted = "A row needs messages, text or title, and labels of the four categories and three priorities"
                raise UnusableRow(f"{name}, line {number}: {error}. {wanted}.") from error


def corpus() -> list[Row]:
    """Return the project's own corpus, in the order of its files."""
    folder = resources.files("supportapp.drafting").joinpath(CORPUS)
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".jsonl")), key=lambda entry: entry.name)
    rows: list[Row] = []
    for file in files:
        rows.extend(parse_rows(file.read_text(encoding="utf-8").splitlines(), file.name))
    return rows


def split(rows: Iterable[Row], *, dev: bool) -> list[Row]:
    """Return the rows kept apart for measuring, or those to train on."""
    return [row for row in rows if (row.get("split") == "dev") is dev]


def _row(plain: Any, place: str) -> Row:
    if not isinstance(plain, dict):
        raise TypeError("not a JSON object")
    messages = plain.get("messages") or [{"role": "user", "content": _text(plain)}]
    row: Row = {"id": str(plain.get("id", place)), "messages": [_message(message) for message in messages]}
    for name in ("category", "priority"):
        label = plain.get(name)
        if label is not None and label not in {"category": CATEGORIES, "priority": PRIORITIES}[name]:
            raise ValueError(f"{label!r} is no {name}")
        if label is not None:
            row[name] = label
    for name in ("title", "facts", "tags", "pii", "language", "split"):
        if plain.get(name) is not None:
            row[name] = plain[name]  # type: ignore[literal-required]
    row["group"] = str(plain.get("group", ""))
    return row


def _text(plain: dict[str, Any]) -> str:
    return str(plain["text"]) if "text" in plain else f"{plain['title']}\n{plain.get('body', '')}"


def _message(plain: dict[str, Any]) -> Message:
    if plain["role"] not in {"user", "assistant"}:
        raise ValueError(f"{plain['role']!r} is no role")
    return {"role": plain["role"], "content": str(plain["content"])}
