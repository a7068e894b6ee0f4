"""The statements of lists: a page, a window, capped counts. Each is built once for each shape and kept."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from supportapp.accounts.models import User
from supportapp.tickets.lists.listing_shape import ORDERS, Shape, directed, merged, ticket, unmerged, walk
from supportapp.tickets.lists.listing_window import chosen, everything, looked_at, reach
from supportapp.tickets.models import Ticket
from supportapp.tickets.queue.queue_models import Reader

SHOWN = (
    *("id", "title", "description", "priority", "category", "status", "conversation_id", "draft_id", "user_id"),
    *("assignee_id", "version", "created_at", "updated_at", "resolved_at", "last_reply_by"),
)
"""What a list tells of a ticket: a column that is not named here stays untold."""

SHOWN_TO_AGENTS = ("noted_at", "first_reply_at")
KEPT = 512  # statements of each kind; there are fewer shapes


@lru_cache(maxsize=KEPT)
def page(shape: Shape, dialect: str, *, queue: bool) -> sa.Select[Any]:
    """Return the statement of a page: rows in order, with `rank` and `at`; with what agents see where `queue`.

    A list that is looked at in windows has `walked`, `reach_low` and `reach_high` in each row, of which there is at
    least one, with no id where nothing fits.
    """
    requester, assignee, reader = User.__table__.alias("requester"), User.__table__.alias("assignee"), Reader.__table__
    window = None if shape.source in {"index", "kinds"} else looked_at(shape, dialect)
    found = _keys(shape, dialect, window).subquery("found")
    extent = reach(shape, window) if window is not None else None
    # outer joins throughout: they keep SQLite from beginning with another table
    source: Any = found if extent is None else extent.outerjoin(found, sa.true())
    source = source.outerjoin(Ticket.__table__, ticket.id == found.c.id)
    source = source.outerjoin(requester, requester.c.id == ticket.user_id)
    columns = [*(ticket[name] for name in SHOWN), requester.c.name.label("requester_name"), found.c.rank, found.c.at]
    if queue:
        source = source.outerjoin(assignee, assignee.c.id == ticket.assignee_id)
        own = sa.and_(reader.c.ticket_id == ticket.id, reader.c.user_id == shape.given("person"))
        source = source.outerjoin(reader, own)
        columns += [*(ticket[name] for name in SHOWN_TO_AGENTS), reader.c.seen_at]
        columns += [assignee.c.name.label("assignee_name"), requester.c.email.label("requester_email")]
    columns += list(extent.c) if extent is not None else []
    order = directed(shape, found.c.rank, found.c.at, found.c.id)
    return sa.select(*columns).select_from(source).order_by(*order)


@lru_cache(maxsize=KEPT)
def window(shape: Shape, dialect: str) -> sa.Select[Any]:
    """Return the statement for all keys of a window, in order: id, rank, at, fits."""
    return everything(shape, looked_at(shape, dialect), dialect)


@lru_cache(maxsize=KEPT)
def counts(shapes: tuple[Shape, ...], dialect: str) -> sa.Select[Any]:
    """Return the statement for one row of numbers, one a shape, none above the parameter `limit`."""
    numbers = []
    for place, shape in enumerate(shapes):
        numbered = replace(shape, number=str(place), order=ORDERS["-created_at"])
        found = _matching(numbered, dialect).limit(numbered.given("limit", sa.Integer)).subquery()
        numbers.append(sa.select(sa.func.count()).select_from(found).scalar_subquery())
    return sa.select(*numbers)


def _matching(shape: Shape, dialect: str) -> sa.Select[Any]:
    if shape.source == "index":
        return walk(shape, shape.bound("low"), shape.bound("high"))
    if shape.source == "kinds":
        return unmerged(shape, dialect)
    return chosen(shape, looked_at(shape, dialect), dialect)


def _keys(shape: Shape, dialect: str, window: sa.CTE | None) -> sa.Select[Any]:
    if shape.source == "index":
        rank, at = sa.literal_column("0", sa.Integer).label("rank"), ticket[shape.order.time].label("at")
        return walk(shape, shape.bound("low"), shape.bound("high")).with_only_columns(ticket.id, rank, at)
    query = merged(shape, dialect) if window is None else chosen(shape, window, dialect)
    order = directed(shape, *(query.selected_columns[name] for name in ("rank", "at", "id")))
    return query.order_by(*order).limit(shape.given("limit", sa.Integer))
