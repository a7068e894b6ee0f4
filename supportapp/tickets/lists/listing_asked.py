"""From what somebody asks of a list to its shape and its parameters; and where its pages end."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from typing import Any

import orjson

from supportapp.accounts.policy import Whose, whose
from supportapp.accounts.service import Person
from supportapp.database import MAX_ID
from supportapp.extensions import db
from supportapp.tickets.lists import search
from supportapp.tickets.lists.listing_shape import ORDERS, Shape
from supportapp.tickets.lists.listing_window import MOST
from supportapp.tickets.models import CATEGORIES, KINDS, PRIORITIES, STATUSES

Place = tuple[datetime, int]
Position = tuple[Any, ...]
"""Of the last row shown: rank, time, id; where tickets are collected by ids, the lowest and highest id as well."""

FIRST: Place = (datetime.min.replace(tzinfo=UTC), 0)
LAST: Place = (datetime.max.replace(tzinfo=UTC), MAX_ID)
LOWEST, HIGHEST = -1, 9  # ranks
SIEVES = (*KINDS, "created_from", "created_to")
_WORDS = dict(zip(KINDS, (STATUSES, PRIORITIES, CATEGORIES), strict=True))


@dataclass(frozen=True)
class Asked:
    """A list that somebody asks for."""

    shape: Shape
    fixed: Mapping[str, Any]  # parameters that are the same on each page
    span: tuple[Place, Place]  # between which the walk is done
    everybodys: bool  # with what only agents see
    sieved: bool = True  # of what is looked at, some may not fit

    def given(self, after: Position | None = None, **more: Any) -> dict[str, Any]:
        """Return all parameters of the page behind `after`."""
        falling = self.shape.order.falling
        low, high = self.span
        rank, bottom, top = HIGHEST if falling else LOWEST, 0, MAX_ID
        if after is not None:
            rank, edge = after[0], (after[1], after[2])
            low, high = (low, min(high, edge)) if falling else (max(low, edge), high)
            bottom, top = after[3:] or (bottom, top)
        most = self._most(more.get("limit", MOST + 1) - 1)
        found = {**self.fixed, "edge_rank": rank, "bottom": bottom, "top": top, "most": most, **more}
        found |= {"low_at": low[0], "low_id": low[1], "high_at": high[0], "high_id": high[1]}
        if self.shape.source == "kinds":
            found["branches"] = orjson.dumps(self._branches(after)).decode()
        return found

    def _most(self, limit: int) -> int:
        """Return how many tickets are looked at: as many as are shown, where all of them fit and are in order."""
        in_order = self.shape.order in {ORDERS["created_at"], ORDERS["-created_at"]}
        return limit if self.shape.source == "hits" and in_order and not self.sieved else MOST

    def _branches(self, after: Position | None) -> list[dict[str, Any]]:
        """Return a row for each status, priority and category to be walked: those a cursor has passed are left out."""
        by_priority, falling = self.shape.order.rank == "priority", self.shape.order.falling
        rows = []
        for status, priority, category in product(*(self.fixed[name] for name in KINDS)):
            rank = PRIORITIES.index(priority) if by_priority else 0
            low, high = self.span
            if after is not None and rank != after[0] and (rank > after[0]) is falling:
                continue
            if after is not None and rank == after[0]:
                edge = (after[1], after[2])
                low, high = (low, min(high, edge)) if falling else (max(low, edge), high)
            row = {"status": status, "priority": priority, "category": category, "rank": rank}
            row |= {"low_at": _stored(low[0]), "low_id": low[1]}
            rows.append({**row, "high_at": _stored(high[0]), "high_id": high[1]})
        return rows

    def end(self, rows: Sequence[Mapping[str, Any]], limit: int, after: Position | None) -> Position | None:
        """Return where the next page begins, given up to `limit` + 1 rows as they were read; None at the end."""
        last = rows[limit - 1] if len(rows) > limit else None
        if self.shape.in_windows:
            return self._end_in_window(rows[0], last, after, cut=rows[0]["walked"] == self._most(limit))
        if last is not None:
            return last["rank"], last["at"], last["id"]
        cut = bool(rows) and self.shape.source == "sifted" and rows[0]["walked"] == MOST
        return (0, rows[0]["reach_low"], rows[0]["reach_high"]) if cut else None

    def _end_in_window(
        self, seen: Mapping[str, Any], last: Any, after: Position | None, *, cut: bool
    ) -> Position | None:
        """Keep to the window of the first page; when it is used up, begin the one behind it, where the order allows."""
        oldest_first = self.shape.oldest_first
        bottom, top = (after or ())[3:] or (0, MAX_ID)
        if seen["walked"]:
            bottom = seen["reach_low"] if oldest_first or cut else bottom
            top = seen["reach_high"] if not oldest_first or cut else top
        if last is not None:
            return last["rank"], last["at"], last["id"], bottom, top
        if self.shape.order == ORDERS["-created_at"] and bottom:
            return HIGHEST, *LAST, 0, bottom - 1
        if oldest_first and top < MAX_ID:
            return LOWEST, *FIRST, top + 1, MAX_ID
        return None


def read(person: Person, filters: Mapping[str, Any], *, everybodys: bool) -> Asked:
    """Turn what schemas.TicketFilters or AdminFilters loads into a list; others' tickets only for who may read them."""
    everybodys = everybodys and whose(person.role, "ticket.queue") is Whose.ANYBODYS
    owner = filters.get("user_id") if everybodys else person.id
    unassigned, assignee = bool(filters.get("unassigned")), filters.get("assignee_id")
    order = ORDERS[filters["sort"]]
    shape = Shape(
        source=_source(filters),
        order=order,
        owner=owner is not None,
        assignee="nobody" if unassigned else "one" if assignee else "",
        conversation=bool(filters.get("conversation_id")),
    )
    since, before = filters.get("created_from") or FIRST[0], filters.get("created_to") or LAST[0]
    fixed = {
        **{name: sorted(set(filters.get(name) or _WORDS[name])) for name in KINDS},
        "person": person.id,
        "owner": owner,
        "assignee": 0 if unassigned else assignee,
        "conversation": filters.get("conversation_id"),
        "since": since,
        "before": before,
    }
    if filters.get("q"):
        fixed |= _words(filters["q"], owner, notes=everybodys)
    low = (since, 0) if order.time == "created_at" or shape.source == "sifted" else FIRST
    high = (before, 0) if order.time == "created_at" and filters.get("created_to") else LAST
    span = (FIRST, LAST) if shape.in_windows else (low, high)
    sieved = bool(shape.assignee or shape.conversation or any(filters.get(name) for name in SIEVES))
    return Asked(shape, fixed, span, everybodys, sieved)


def name(filters: Mapping[str, Any], *, everybodys: bool) -> str:
    """Return the name a list's cursors are signed with: another list, order or filter has another name."""
    asked = {key: value for key, value in filters.items() if value and key not in {"limit", "cursor"}}
    asked |= {key: sorted(set(asked[key])) for key in KINDS if key in asked}
    digest = hashlib.sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)).hexdigest()
    return f"tickets:{'everybodys' if everybodys else 'own'}:{digest}"


def _source(filters: Mapping[str, Any]) -> str:
    if filters.get("q"):
        return "hits"
    if filters.get("conversation_id"):
        return "conversation"
    order = ORDERS[filters["sort"]]
    if order.time == "updated_at" and (filters.get("created_from") or filters.get("created_to")):
        return "sifted"
    return "kinds" if order.rank or any(filters.get(name) for name in KINDS) else "index"


def _words(typed: str, owner: int | None, *, notes: bool) -> dict[str, str]:
    """Return what is looked for and, for ranking, where it is best found, in the language of the database."""
    words = search.parse(typed)
    parts = {
        "words": search.WITH_NOTES if notes else search.PUBLIC,
        **dict(zip(("best", "next_best"), search.BEST_FIRST, strict=True)),
    }
    if db.engine.dialect.name == "postgresql":
        return {name: search.tsquery(words, where) for name, where in parts.items()}
    return {name: search.fts5(words, where, owner) for name, where in parts.items()}


def _stored(moment: datetime) -> str:
    """Write a time as the database compares it."""
    plain = moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return plain if db.engine.dialect.name == "sqlite" else f"{plain}+00:00"
