"""Lists of tickets: filters, sorting and keyset pages. Only what is named here can be filtered or sorted by."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from supportapp.accounts.models import User
from supportapp.accounts.policy import Whose, whose
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.tickets.models import PRIORITIES, Ticket

PRIORITY_RANK = sa.case({name: rank for rank, name in enumerate(PRIORITIES)}, value=Ticket.priority)
SORTS: Mapping[str, sa.ColumnElement[Any]] = {
    "created_at": Ticket.__table__.c.created_at,
    "updated_at": Ticket.__table__.c.updated_at,
    "priority": PRIORITY_RANK,
}
SORT_WORDS = tuple(sign + name for name in SORTS for sign in ("", "-"))
DEFAULT_SORT = "-created_at"
SAME_TEXT_WITHIN = timedelta(minutes=10)

_SEARCH = {
    "sqlite": sa.text("SELECT rowid FROM ticket_search WHERE ticket_search MATCH :words ORDER BY rowid DESC"),
    "postgresql": sa.text("SELECT id FROM ticket WHERE search @@ plainto_tsquery('simple', :words)"),
}


def page(
    person: Person, filters: Mapping[str, Any], after: tuple[Any, int] | None = None, *, everybodys: bool = False
) -> tuple[list[dict[str, Any]], tuple[Any, int] | None]:
    """Return one page of tickets as plain rows, and where the next begins (None at the end).

    `filters` is what schemas.TicketFilters loads. `everybodys` lists all tickets, for those who may read them.
    """
    name = filters["sort"].lstrip("-")
    falling, limit = filters["sort"].startswith("-"), filters["limit"]
    key = SORTS[name].label("sort_key")
    query = _filtered(sa.select(*_columns(), key), filters)
    if not (everybodys and whose(person.role, "ticket.queue") is Whose.ANYBODYS):
        query = query.where(Ticket.user_id == person.id)
    if after is not None:
        here, there = sa.tuple_(SORTS[name], Ticket.id), sa.tuple_(*_position(name, after))
        query = query.where(here < there if falling else here > there)
    order = (SORTS[name].desc(), Ticket.id.desc()) if falling else (SORTS[name], Ticket.id)
    rows = [dict(row._mapping) for row in db.session.execute(query.order_by(*order).limit(limit + 1))]
    more, rows = len(rows) > limit, rows[:limit]
    end = (rows[-1]["sort_key"], rows[-1]["id"]) if more else None
    for row in rows:
        del row["sort_key"]
    return rows, end


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


def _columns() -> list[Any]:
    hidden = {"submit_key", "submit_hash"}
    requester = sa.select(User.name).where(User.id == Ticket.user_id).scalar_subquery()
    return [
        *(column for column in Ticket.__table__.columns if column.name not in hidden),
        requester.label("requester_name"),
    ]


def _filtered(query: sa.Select[Any], filters: Mapping[str, Any]) -> sa.Select[Any]:
    for name in ("status", "priority", "category"):
        if filters.get(name):
            query = query.where(getattr(Ticket, name).in_(filters[name]))
    if filters.get("conversation_id"):
        query = query.where(Ticket.conversation_id == filters["conversation_id"])
    if filters.get("created_from"):
        query = query.where(Ticket.created_at >= filters["created_from"])
    if filters.get("created_to"):
        query = query.where(Ticket.created_at < filters["created_to"])
    if filters.get("q"):
        query = query.where(Ticket.id.in_(_hits(filters["q"])))
    return query


def _hits(words: str) -> sa.TextualSelect:
    dialect = db.engine.dialect.name
    asked = _fts5_query(words) if dialect == "sqlite" else words
    return _SEARCH[dialect].bindparams(words=asked).columns(sa.column("id", sa.BigInteger))


def _fts5_query(words: str) -> str:
    """Quote each word, so that what a person types is never read as query syntax."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.split())


def _position(name: str, after: tuple[Any, int]) -> tuple[Any, Any]:
    value, row_id = after
    return sa.literal(value, SORTS[name].type), sa.literal(row_id)
