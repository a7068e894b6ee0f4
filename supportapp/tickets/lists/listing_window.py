"""Lists that no index answers as a whole: at most a thousand tickets are looked at, those that fit are shown."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from supportapp.database import UtcDateTime
from supportapp.drafting import PRIORITIES
from supportapp.tickets.lists.listing_shape import Shape, directed, ticket, walk, within
from supportapp.tickets.models import KINDS, Ticket

MOST = 1_000
"""How many tickets a request looks at where no index answers all of the question."""

NEAR = 10_000
"""How many numbers of tickets are gone through for a word before its index is asked, on PostgreSQL."""

_HITS = sa.table("ticket_search", sa.column("rowid", sa.BigInteger), sa.column("ticket_search", sa.Text))
_SEARCH: sa.ColumnElement[Any] = sa.literal_column("ticket.search")


def prepare(connection: sa.Connection, given: Mapping[str, Any]) -> None:
    """Have PostgreSQL plan a search for the very words that are given, and keep to its indexes."""
    if "words" in given and connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL enable_seqscan = off"))


def looked_at(shape: Shape, dialect: str) -> sa.CTE:
    """Return the tickets among which is chosen, at most `most`, with all that decides about them."""
    query, most = sa.select(*_deciding(shape, dialect)), shape.given("most", sa.Integer)
    if shape.source == "sifted":
        query = walk(shape, shape.bound("low"), shape.bound("high")).with_only_columns(*_deciding(shape, dialect))
        query = query.limit(None).limit(most)
    elif shape.source == "conversation":
        query = query.where(ticket.conversation_id == shape.given("conversation"), *_in_window(shape, ticket.id))
        query = query.order_by(_outwards(shape, ticket.id)).limit(most)
    elif dialect == "postgresql":
        query = _hits_postgresql(shape, query)
    else:
        hits = _hits(shape, "words").subquery(f"hits{shape.number}")
        query = query.select_from(hits.outerjoin(Ticket.__table__, ticket.id == hits.c.rowid))
    return _kept(query, f"looked_at{shape.number}")


def chosen(shape: Shape, window: sa.CTE, dialect: str) -> sa.Select[Any]:
    """Return the keys (id, rank, at) of those that fit and lie behind the place a cursor names, unordered."""
    column = window.c
    rank = _rank(shape, window, dialect).label("rank")
    query = sa.select(column.id, rank, column.at).where(fits(shape, column))
    if not shape.in_windows:
        return query
    found = query.subquery(f"fitting{shape.number}").c
    place, end = sa.tuple_(found.rank, found.at, found.id), "high" if shape.order.falling else "low"
    edge = sa.tuple_(shape.given("edge_rank", sa.Integer), *shape.bound(end))
    return sa.select(found.id, found.rank, found.at).where(place < edge if shape.order.falling else place > edge)


def everything(shape: Shape, window: sa.CTE, dialect: str) -> sa.Select[Any]:
    """Return the keys of all that were looked at, in order, and whether each fits."""
    column, rank = window.c, _rank(shape, window, dialect).label("rank")
    query = sa.select(column.id, rank, column.at, fits(shape, column).label("fits"))
    return query.order_by(*directed(shape, rank, column.at, column.id))


def reach(shape: Shape, window: sa.CTE) -> sa.Subquery:
    """Return how many were looked at, and how far: the lowest and highest id, or the time and id a walk ended with."""
    column = window.c
    low: sa.ColumnElement[Any] = sa.func.min(column.id)
    high: sa.ColumnElement[Any] = sa.func.max(column.id)
    if not shape.in_windows:
        backwards = replace(shape, order=replace(shape.order, falling=not shape.order.falling))
        last = sa.select(column.at, column.id).order_by(*directed(backwards, column.at, column.id)).limit(1)
        low, high = (last.with_only_columns(part).scalar_subquery() for part in (column.at, column.id))
    count = sa.func.count(column.id).label("walked")
    return sa.select(count, low.label("reach_low"), high.label("reach_high")).select_from(window).subquery("reach")


def fits(shape: Shape, column: Any) -> sa.ColumnElement[bool]:
    """Return whether a ticket that is looked at belongs into the list."""
    kinds = [column[name].in_(shape.given(name, sa.Text, expanding=True)) for name in KINDS]
    since, before = (shape.given(name, UtcDateTime()) for name in ("since", "before"))
    return sa.and_(*kinds, column.created_at >= since, column.created_at < before, *within(shape, column))


def _deciding(shape: Shape, dialect: str) -> list[Any]:
    names = ("id", "created_at", *KINDS, "user_id", "assignee_id", "conversation_id")
    words = [_SEARCH.label("search")] if dialect == "postgresql" and shape.order.rank == "relevance" else []
    return [*(ticket[name] for name in names), ticket[shape.order.time].label("at"), *words]


def _rank(shape: Shape, window: sa.CTE, dialect: str) -> sa.ColumnElement[int]:
    if shape.order.rank == "priority":
        return sa.case({name: rank for rank, name in enumerate(PRIORITIES)}, value=window.c.priority)
    if shape.order.rank != "relevance":
        return sa.literal_column("0", sa.Integer)
    best, next_best = (
        _has(window.c.search, shape, name) if dialect == "postgresql" else window.c.id.in_(_hits(shape, name))
        for name in ("best", "next_best")
    )
    return sa.case((best, 2), (next_best, 1), else_=0)


def _has(search: sa.ColumnElement[Any], shape: Shape, name: str) -> sa.ColumnElement[bool]:
    words = sa.func.to_tsquery(sa.literal_column("'simple'"), shape.given(name, sa.Text))
    return search.op("@@", return_type=sa.Boolean())(words)


def _hits(shape: Shape, name: str) -> sa.Select[Any]:
    """Return the numbers of the newest (or oldest) tickets in SQLite's index that match."""
    number = _HITS.c.rowid
    query = sa.select(number).where(_HITS.c.ticket_search.match(shape.given(name, sa.Text)), *_in_window(shape, number))
    return query.order_by(_outwards(shape, number)).limit(shape.given("most", sa.Integer))


def _hits_postgresql(shape: Shape, query: sa.Select[Any]) -> sa.Select[Any]:
    """Return the newest (or oldest) tickets that match, in two steps, since neither way is quick for all words.

    Of common words a short walk by number finds enough. Of rare ones the index of words finds all, and of words that
    are common and never together as well, where a walk would go through the whole table.
    """
    most, number = shape.given("most", sa.Integer), ticket.id
    plain = number + sa.literal_column("0", sa.BigInteger)  # so that the index of numbers is no way to it
    query = query.where(_has(_SEARCH, shape, "words"))
    query = query.where(ticket.user_id == shape.given("owner")) if shape.owner else query
    if shape.oldest_first:
        first = sa.func.greatest(sa.select(sa.func.min(number)).scalar_subquery(), shape.given("bottom"))
        is_near, is_far = number <= first + NEAR, plain > first + NEAR
    else:
        first = sa.func.least(sa.select(sa.func.max(number)).scalar_subquery(), shape.given("top"))
        is_near, is_far = number >= first - NEAR, plain < first - NEAR
    newest = query.where(is_near, *_in_window(shape, number)).order_by(_outwards(shape, number)).limit(most)
    near = _kept(newest, f"near{shape.number}")
    far = _kept(query.where(is_far, *_in_window(shape, plain)), f"far{shape.number}")
    missing = most - sa.select(sa.func.count()).select_from(near).scalar_subquery()
    rest = sa.select(far).order_by(_outwards(shape, far.c.id)).limit(missing).subquery()
    both = sa.union_all(sa.select(near), sa.select(rest)).subquery(f"both{shape.number}")
    return sa.select(both)


def _kept(query: sa.Select[Any], name: str) -> sa.CTE:
    """Return a part that is made as it is written, whatever it is used for."""
    return query.cte(name).prefix_with("MATERIALIZED")


def _outwards(shape: Shape, number: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return number if shape.oldest_first else number.desc()


def _in_window(shape: Shape, number: sa.ColumnElement[Any]) -> tuple[sa.ColumnElement[bool], ...]:
    return number >= shape.given("bottom"), number <= shape.given("top")
