"""What shapes a list can have, and how one is walked along an index: never scanned, never sorted as a whole.

A list is read from one of five sources. `index`: walked in the order of an index. `kinds`: of each chosen status,
priority and category together, walked in the order of an index that begins with them, and merged. The other three
look at a thousand tickets at a time and choose among these (listing_window.py): `sifted` along an index that can't
answer all that is asked, `hits` of a search, and `conversation`, the tickets of one.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from supportapp.database import UtcDateTime
from supportapp.tickets.models import KINDS, Ticket

Bound = tuple[sa.ColumnElement[Any], sa.ColumnElement[Any]]
ticket = Ticket.__table__.c
_BRANCH: dict[str, Any] = {
    **dict.fromkeys(KINDS, sa.Text),
    "rank": sa.Integer,
    "low_at": sa.DateTime(timezone=True),
    "low_id": sa.BigInteger,
    "high_at": sa.DateTime(timezone=True),
    "high_id": sa.BigInteger,
}


@dataclass(frozen=True)
class Order:
    """What tickets are ordered by: a rank, if any, then a time, then the id; all falling or all rising."""

    rank: str  # "", priority or relevance
    time: str
    falling: bool


ORDERS = {
    "created_at": Order("", "created_at", falling=False),
    "-created_at": Order("", "created_at", falling=True),
    "updated_at": Order("", "updated_at", falling=False),
    "-updated_at": Order("", "updated_at", falling=True),
    "priority": Order("priority", "created_at", falling=False),
    "-priority": Order("priority", "created_at", falling=True),
    "relevance": Order("relevance", "created_at", falling=True),
}


@dataclass(frozen=True)
class Shape:
    """All that decides how a list is read; the values asked for are parameters."""

    source: str
    order: Order
    owner: bool = False  # of one requester only
    assignee: str = ""  # "one" person's, or "nobody"'s
    conversation: bool = False
    number: str = ""  # ends the names of the parameters, where several shapes make one statement

    @property
    def in_windows(self) -> bool:
        """Tell whether the list is collected by ids, a thousand at a time."""
        return self.source in {"hits", "conversation"}

    @property
    def oldest_first(self) -> bool:
        """Tell from which end it is: every order but one looks at the newest."""
        return self.order == ORDERS["created_at"]

    def given(self, name: str, type_: Any = sa.BigInteger, **more: Any) -> sa.BindParameter[Any]:
        """Return the parameter of this name."""
        return sa.bindparam(f"{name}{self.number}", type_=type_, **more)

    def bound(self, end: str) -> Bound:
        """Return the parameters of one end of a walk, "low" or "high": a moment and an id."""
        return self.given(f"{end}_at", UtcDateTime()), self.given(f"{end}_id")


def walk(shape: Shape, low: Bound, high: Bound) -> sa.Select[Any]:
    """Return the ids between two places of an index, in its order, at most `limit`."""
    place = sa.tuple_(ticket[shape.order.time], ticket.id)
    query = sa.select(ticket.id).where(*within(shape, ticket), place > sa.tuple_(*low), place < sa.tuple_(*high))
    order = [ticket[shape.order.time], ticket.id]
    if shape.assignee == "nobody" and not shape.owner:
        order.insert(0, ticket.assignee_id)  # PostgreSQL does not see that NULLs keep the order of the index
    return query.order_by(*directed(shape, *order)).limit(shape.given("limit", sa.Integer))


def merged(shape: Shape, dialect: str) -> sa.Select[Any]:
    """Return the keys (id, rank, at) of a walk for each row of `branches`, unordered.

    The databases differ in how a walk can follow a row: SQLite has no LATERAL.
    """
    branch = _branches(shape, dialect)
    each = walk(shape, (branch.c.low_at, branch.c.low_id), (branch.c.high_at, branch.c.high_id))
    each = each.where(*(ticket[name] == branch.c[name] for name in KINDS))
    if dialect == "postgresql":
        found = each.add_columns(ticket[shape.order.time].label("at")).lateral("walked")
        return sa.select(found.c.id, branch.c.rank, found.c.at).select_from(branch.join(found, sa.true()))
    row = Ticket.__table__.alias("walked")
    source = branch.join(row, row.c.id.in_(each.correlate(branch)))
    return sa.select(row.c.id, branch.c.rank, row.c[shape.order.time].label("at")).select_from(source)


def unmerged(shape: Shape, dialect: str) -> sa.Select[Any]:
    """Return the ids that merged() returns, in no order, for counting."""
    if dialect == "postgresql":  # which would not keep to the index that begins with them
        return merged(shape, dialect)
    kinds = [ticket[name].in_(shape.given(name, sa.Text, expanding=True)) for name in KINDS]
    return walk(shape, shape.bound("low"), shape.bound("high")).where(*kinds).order_by(None)


def within(shape: Shape, column: Any) -> list[sa.ColumnElement[bool]]:
    """Return whose tickets a list is of, for a walk along the index that begins with them."""
    found = [column.user_id == shape.given("owner")] if shape.owner else []
    if shape.assignee and (shape.owner or shape.in_windows):  # written so that no index is chosen for it
        found.append(sa.func.coalesce(column.assignee_id, 0) == shape.given("assignee"))
    elif shape.assignee == "one":
        found.append(column.assignee_id == shape.given("assignee"))
    elif shape.assignee == "nobody":
        found.append(column.assignee_id.is_(None))
    if shape.conversation:
        found.append(column.conversation_id == shape.given("conversation"))
    return found


def directed(shape: Shape, *columns: Any) -> list[Any]:
    """Return columns in the direction of the list."""
    return [column.desc() for column in columns] if shape.order.falling else list(columns)


def _branches(shape: Shape, dialect: str) -> Any:
    """Return the parameter `branches`, a JSON array of objects, as rows."""
    given = shape.given("branches", sa.Text)
    if dialect == "postgresql":
        columns = [sa.column(name, type_) for name, type_ in _BRANCH.items()]
        rows = sa.func.jsonb_to_recordset(sa.cast(given, JSONB)).table_valued(*columns)
        return rows.render_derived(name=f"branch{shape.number}", with_types=True)
    row = sa.func.json_each(given).table_valued("value", name=f"each{shape.number}")
    read = [sa.type_coerce(row.c.value.op("->>")(sa.literal_column(f"'{n}'")), sa.Text).label(n) for n in _BRANCH]
    return sa.select(*read).subquery(f"branch{shape.number}")
