"""Lists of tickets: filters, sorting and keyset pages. Only what is named in the schemas can be filtered or sorted by.

How a list is read without looking at the whole table: listing_shape.py and listing_window.py.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.drafting import PRIORITIES
from supportapp.extensions import db
from supportapp.tickets.handling import readers
from supportapp.tickets.lists import listing_asked, listing_plan, listing_window
from supportapp.tickets.lists.listing_asked import Position
from supportapp.tickets.lists.listing_shape import ORDERS
from supportapp.tickets.lists.listing_window import MOST
from supportapp.tickets.models import Ticket

DEFAULT_SORT = "-created_at"
SORT_WORDS = tuple(ORDERS)
MOST_COUNTED = MOST + 1
"""What counts() answers where there are more than a thousand: nobody counts on."""

SAME_TEXT_WITHIN = timedelta(minutes=10)
_FLIPPED = {"created_at": "-created_at", "updated_at": "-updated_at", "priority": "-priority"}
_FLIPPED |= {falling: rising for rising, falling in _FLIPPED.items()}
_NOT_TOLD = ("rank", "at", "walked", "reach_low", "reach_high")


def page(
    person: Person, filters: Mapping[str, Any], after: Position | None = None, *, everybodys: bool = False
) -> tuple[list[dict[str, Any]], Position | None]:
    """Return one page of tickets as plain rows, and where the next begins (None at the end).

    `filters` is what schemas.TicketFilters loads, or AdminFilters. `everybodys` lists all tickets, with what only
    agents see, for those who may read them. A page may be short, even empty, and yet not be the last.
    """
    asked = listing_asked.read(person, filters, everybodys=everybodys)
    statement = listing_plan.page(asked.shape, _dialect(), queue=asked.everybodys)
    given = asked.given(after, limit=filters["limit"] + 1)
    rows = [dict(row._mapping) for row in _execute(statement, given)]
    end = asked.end(rows, filters["limit"], after)
    return [_told(row, queue=asked.everybodys) for row in rows[: filters["limit"]] if row["id"] is not None], end


def counts(person: Person, views: Sequence[Mapping[str, Any]], *, everybodys: bool = False) -> list[int]:
    """Return for each of these filters how many tickets match, MOST_COUNTED where there are as many or more.

    Of a search, only its newest MOST_COUNTED hits are looked at. One statement, however many filters.
    """
    if not views:
        return []
    given: dict[str, Any] = {}
    shapes = []
    for number, filters in enumerate(views):
        asked = listing_asked.read(person, {**filters, "sort": DEFAULT_SORT}, everybodys=everybodys)
        values = asked.given(limit=MOST_COUNTED) | {"most": MOST_COUNTED}
        given |= {f"{name}{number}": value for name, value in values.items()}
        shapes.append(asked.shape)
    return [*_execute(listing_plan.counts(tuple(shapes), _dialect()), given).one()]


def neighbours(
    person: Person, filters: Mapping[str, Any], ticket: Mapping[str, Any], *, everybodys: bool = True
) -> tuple[int | None, int | None]:
    """Return the ids of the tickets before and after this one in a list it may have left already.

    In a search, and in the tickets of one conversation, only the newest thousand are looked at.
    """
    asked = listing_asked.read(person, filters, everybodys=everybodys)
    if asked.shape.in_windows:
        window = _execute(listing_plan.window(asked.shape, _dialect()), asked.given()).all()
        return _beside(window, _key(asked, ticket), ticket["id"], falling=asked.shape.order.falling)
    here = _key(asked, ticket)
    found = []
    for sort in (_FLIPPED[filters["sort"]], filters["sort"]):
        rows, _ = page(person, {**filters, "sort": sort, "limit": 1}, here, everybodys=everybodys)
        found.append(rows[0]["id"] if rows else None)
    return found[0], found[1]


def walk(
    person: Person, filters: Mapping[str, Any], *, everybodys: bool = True, size: int = MOST
) -> Iterator[list[dict[str, Any]]]:
    """Give a list to its end, `size` tickets at a time, in constant memory: one statement each.

    What is ranked inside the newest hits only, newest first instead: an export leaves nothing out.
    """
    filters = {**filters, "limit": size}
    if listing_asked.read(person, filters, everybodys=everybodys).shape.in_windows:
        filters["sort"] = "created_at" if filters["sort"] == "created_at" else DEFAULT_SORT
    after: Position | None = None
    while True:
        rows, after = page(person, filters, after, everybodys=everybodys)
        if rows:
            yield rows
        if after is None:
            return


def cursor_name(filters: Mapping[str, Any], *, everybodys: bool = False) -> str:
    """Return the name to sign the cursors of this list with: web.encode_cursor, web.decode_cursor."""
    return listing_asked.name(filters, everybodys=everybodys)


def same_text(person: Person, values: Mapping[str, str]) -> int | None:
    """Return the ticket this person sent with the same words a few minutes ago.

    A browser that goes back fills a new empty form with what was typed into the one before.
    """
    query = sa.select(Ticket.id).where(
        Ticket.user_id == person.id,
        Ticket.created_at > utcnow() - SAME_TEXT_WITHIN,
        Ticket.status != "closed",  # what was withdrawn may be sent again
        Ticket.title == values["title"],
        Ticket.description == values["description"],
    )
    return db.session.scalar(query.order_by(Ticket.created_at.desc()).limit(1))


def _dialect() -> str:
    return db.engine.dialect.name


def _execute(statement: sa.Select[Any], given: Mapping[str, Any]) -> sa.Result[Any]:
    listing_window.prepare(db.session.connection(), given)
    return db.session.execute(statement, given)


def _told(row: dict[str, Any], *, queue: bool) -> dict[str, Any]:
    for name in _NOT_TOLD:
        row.pop(name, None)
    if queue:
        row["unread"] = readers.is_unread(row, row["seen_at"])
    return row


def _key(asked: listing_asked.Asked, ticket: Mapping[str, Any]) -> tuple[int, Any, int]:
    order = asked.shape.order
    rank = PRIORITIES.index(ticket["priority"]) if order.rank == "priority" else 0
    return rank, ticket[order.time], ticket["id"]


def _beside(rows: Sequence[Any], key: Any, number: int, *, falling: bool) -> tuple[int | None, int | None]:
    """Look for a ticket's place among rows in order, by its number or, where it isn't among them, by its key."""
    ids = [row.id for row in rows]
    if number in ids:
        place = ids.index(number)
        before, behind = rows[:place], rows[place + 1 :]
    else:
        keys = sorted((row.rank, row.at, row.id) for row in rows)
        place = bisect_left(keys, key)
        place = len(rows) - place if falling else place
        before, behind = rows[:place], rows[place:]
    return (
        next((row.id for row in reversed(before) if row.fits), None),
        next((row.id for row in behind if row.fits), None),
    )
