"""Tickets as a file, CSV or JSON lines, a page of them at a time: a million rows need no more memory than a thousand.

What stands in a file is named in COLUMNS: nothing of notes, of comments or of who has read what.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson

from supportapp.accounts.service import Person
from supportapp.extensions import db
from supportapp.tickets.lists import listing

URL = "ticket_url"
COLUMNS = (
    *("id", "title", "description", "priority", "category", "status"),
    *("requester_name", "requester_email", "assignee_name"),
    *("created_at", "updated_at", "resolved_at", "first_reply_at"),
    URL,
)
FORMATS: Mapping[str, str] = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}
"""The forms a file can have, and how each is called in an answer."""

# A spreadsheet takes such a cell for a formula, also behind spaces and in the wide forms of the four characters.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")

Row = Mapping[str, Any]
Link = Callable[[int], str]
"""From a ticket's number to the address of its page."""


def pages(person: Person, filters: Mapping[str, Any], link: Link) -> Iterator[list[Row]]:
    """Give everybody's tickets that match, in the order asked for; `filters` as schemas.AdminFilters loads them.

    Between two pages no connection is held, so somebody who reads slowly keeps nobody from the database.
    """
    for rows in listing.walk(person, filters, everybodys=True):
        db.session.rollback()
        yield [{name: link(row["id"]) if name == URL else row[name] for name in COLUMNS} for row in rows]


def encode(form: str, found: Iterator[list[Row]]) -> Iterator[bytes]:
    """Write pages in one of FORMATS, in pieces."""
    return _csv(found) if form == "csv" else _jsonl(found)


def safe_cell(value: Any) -> Any:
    """Return what to put into a cell of a spreadsheet: a text that could be a formula gets an apostrophe before it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _csv(found: Iterator[list[Row]]) -> Iterator[bytes]:
    yield _lines([COLUMNS])
    for rows in found:
        yield _lines([tuple(safe_cell(value) for value in row.values()) for row in rows])


def _lines(cells: list[tuple[Any, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(cells)  # as RFC 4180 has it: CRLF, quotes doubled, quoted where it is needed
    return text.getvalue().encode()


def _jsonl(found: Iterator[list[Row]]) -> Iterator[bytes]:
    for rows in found:
        yield b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
