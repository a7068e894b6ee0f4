"""No list scans the table of tickets or sorts it: the plans of both databases are read, for all that can be asked."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.people import People
from flask import Flask

from supportapp.accounts.models import User
from supportapp.accounts.service import Person
from supportapp.extensions import db
from supportapp.tickets.lists import listing, listing_asked, listing_plan, listing_window
from supportapp.tickets.lists.listing_shape import ORDERS
from supportapp.tickets.models import Ticket
from supportapp.tickets.schemas import AdminFilters

pytestmark = pytest.mark.slow

START = datetime(2026, 1, 1, tzinfo=UTC)
TICKETS = {"sqlite": 100, "postgresql": 20_000}  # SQLite keeps no statistics: its plans are the same for any number
SCOPES: dict[str, dict[str, Any]] = {
    "own": {},
    "everybody's": {},
    "user_id": {"user_id": 40},
    "assignee_id": {"assignee_id": 7},
    "unassigned": {"unassigned": True},
    "user_id, unassigned": {"user_id": 40, "unassigned": True},
}
KINDS: tuple[dict[str, Any], ...] = (
    {},
    {"status": ["open"]},
    {"status": ["open", "in_progress"], "priority": ["high", "low"]},
    {"status": ["closed"], "priority": ["high"], "category": ["bug", "other"]},
)
RANGES: tuple[dict[str, Any], ...] = ({}, {"created_from": "2026-01-02", "created_to": "2026-01-09"})
SORTS = [sort for sort in ORDERS if sort != "relevance"]
WINDOWS: tuple[dict[str, Any], ...] = (
    *({"q": "common"}, {"q": "rare"}, {"q": "common rare"}, {"q": '"common word" -rare'}, {"q": "absent"}),
    {"conversation_id": 7},
)
Node = dict[str, Any]
Plan = Callable[[sa.Select[Any], dict[str, Any]], list[Node]]


FILL = """
    INSERT INTO ticket (user_id, assignee_id, title, description, status, priority, category, version,
                        created_at, updated_at{search})
    SELECT {first} + n % 50, CASE WHEN n % 3 = 0 THEN {first} + n / 3 % 20 END, 'number', {text},
           CASE WHEN n % 14 = 0 THEN 'open' WHEN n % 14 = 1 THEN 'in_progress' ELSE 'closed' END,
           CASE n / 5 % 3 WHEN 0 THEN 'low' WHEN 1 THEN 'medium' ELSE 'high' END,
           CASE n / 11 % 4 WHEN 0 THEN 'bug' WHEN 1 THEN 'feature' WHEN 2 THEN 'question' ELSE 'other' END, 1,
           {made}, {made}{vector}
    FROM {numbers}
"""
TEXT = "CASE WHEN n % 5 = 0 THEN 'common word' WHEN n % 1000 = 1 THEN 'rare' ELSE '{}' END".format("x " * 300)
ON = {
    "sqlite": {
        "numbers": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c WHERE n < {count}) SELECT n FROM c)",
        "made": "datetime('2026-01-01', n || ' minutes') || '.000000'",
        "search": "",
        "vector": "",
    },
    "postgresql": {
        "numbers": "generate_series(1, {count}) AS n",
        "made": "timestamptz '2026-01-01 00:00+00' + n * interval '1 minute'",
        "search": ", search",
        "vector": f", to_tsvector('simple', {TEXT})",
    },
}


def fill(connection: sa.Connection, first_person: int) -> None:
    """Make tickets of fifty people, spread over everything a list can choose by."""
    dialect = connection.dialect.name
    parts = ON[dialect]
    numbers = parts["numbers"].format(count=TICKETS[dialect])
    filling = FILL.format(**{**parts, "numbers": numbers}, first=first_person, text=TEXT)
    if dialect == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # words are given, not gathered
    connection.exec_driver_sql(filling, execution_options={"no_parameters": True})  # % divides here
    connection.commit()
    if dialect == "postgresql":
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE ticket")


@pytest.fixture
def plan(app: Flask, people: People) -> Iterator[Plan]:
    """Give a function from a statement to its plan, as a tree, where there are many tickets."""
    assert people
    with app.app_context():
        others = [{"email": f"{n}@example.com", "name": str(n), "password_hash": "", "role": "user"} for n in range(50)]
        first = min(db.session.scalars(sa.insert(User).returning(User.id), others))
        db.session.commit()
        with db.engine.connect() as connection:
            fill(connection, first)
        with db.engine.connect() as connection:
            sa.event.listen(connection, "before_cursor_execute", explained, retval=True)

            def read(statement: sa.Select[Any], given: dict[str, Any]) -> list[Node]:
                listing_window.prepare(connection, given)
                return tree(connection.execute(statement, given).cursor.fetchall())

            yield read


def explained(connection: sa.Connection, _cursor: object, statement: str, given: Any, *_: object) -> tuple[str, Any]:
    """Ask for the plan of a statement, not for its rows."""
    if statement.startswith("SET"):
        return statement, given
    how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN (FORMAT JSON)"
    return f"{how} {statement}", given


def tree(answer: list[Any]) -> list[Node]:
    """Return nodes with `detail` (all that is said of them) and `inner`, of either database."""
    if len(answer[0]) == 1:
        whole = answer[0][0]
        return [postgresql_node((json.loads(whole) if isinstance(whole, str) else whole)[0]["Plan"])]
    nodes: dict[int, Node] = {0: {"detail": "", "inner": []}}
    for number, parent, _, detail in answer:
        nodes[number] = {"detail": detail, "inner": []}
        nodes[parent]["inner"].append(nodes[number])
    return [nodes[0]]


def postgresql_node(node: Node) -> Node:
    told = [str(node.get(key, "")) for key in ("Node Type", "Relation Name", "Index Name")]
    inner = [postgresql_node(inner) for inner in node.get("Plans", ())]
    return {"detail": " ".join(told).strip(), "rows": node["Plan Rows"], "inner": inner}


def each(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from each(node["inner"])


def walks_the_table(node: Node) -> bool:
    """Tell whether a node reads tickets in some order of an index; not one ticket by its number."""
    detail = node["detail"]
    return "ix_ticket_" in detail and ("SEARCH ticket" in detail or "Index" in detail)


def scans(nodes: list[Node]) -> list[str]:
    found = [node["detail"] for node in each(nodes)]
    return [d for d in found if re.match(r"SCAN (ticket|walked)\b(?!.*VIRTUAL)|(Parallel )?Seq Scan ticket$", d)]


def sorts(nodes: list[Node]) -> list[str]:
    """Return each sort of what is read from the table without a limit between, but for what is about to be shown."""
    found = []
    for node in each(nodes):
        inner = node["inner"]
        if any("TEMP B-TREE" in one["detail"] for one in inner) and any(walks_the_table(one) for one in inner):
            found.append(node["detail"])
        if "Sort" in node["detail"].split(" ")[:2] and any(walks_the_table(one) for one in each(unlimited(inner))):
            found += [node["detail"]] if node["rows"] > listing.MOST_COUNTED else []
    return found


def unlimited(nodes: list[Node]) -> list[Node]:
    kept = [node for node in nodes if not node["detail"].startswith("Limit")]
    return [{"detail": node["detail"], "inner": unlimited(node["inner"])} for node in kept]


def astray(nodes: list[Node], wanted: str) -> set[str]:
    """Return the indexes that tickets are walked along, but for the one that is made for the list.

    PostgreSQL may take another index of the same person where it expects to show all of their tickets.
    """
    words = (word for node in each(nodes) if walks_the_table(node) for word in node["detail"].split())
    found = {word.removeprefix("ix_ticket_") for word in words if word.startswith("ix_ticket_")}
    person = wanted.rpartition("_id_")[0]
    few = any(node["detail"] == "Sort" and person for node in each(nodes))
    return {name for name in found if name != wanted and not (few and name.startswith(f"{person}_id_"))} or (
        set() if found else {"none"}
    )


def expected(scope: str, asked: listing_asked.Asked) -> str:
    """Return the one index that answers a list."""
    whose = "user_id" if "own" in scope or "user_id" in scope else "assignee_id" if "assign" in scope else ""
    kind = "kind" if asked.shape.source == "kinds" else ""
    return "_".join(filter(None, (whose, kind, asked.shape.order.time.removesuffix("_at"))))


def person(scope: str) -> Person:
    return Person(40 if scope == "own" else 2, "", "", "agent", verified=True, sign_in_id="")


def asked_for(scope: str, query: dict[str, Any]) -> listing_asked.Asked:
    filters = AdminFilters().load({**query, **SCOPES[scope]})
    return listing_asked.read(person(scope), filters, everybodys=scope != "own")


def test_every_list_is_walked_along_the_index_that_is_made_for_it(plan: Plan) -> None:
    dialect, wrong = db.engine.dialect.name, []
    middle = (1, START + timedelta(days=5), 7_000)
    for scope, kinds, days, sort, after in product(SCOPES, KINDS, RANGES, SORTS, (None, middle)):
        query = {**kinds, **days, "sort": sort}
        asked = asked_for(scope, query)
        statement = listing_plan.page(asked.shape, dialect, queue=asked.everybodys)
        place = after and (after if asked.shape.order.rank else (0, *after[1:]))
        nodes = plan(statement, asked.given(place, limit=21))
        found = scans(nodes), sorts(nodes), astray(nodes, expected(scope, asked))
        wrong += [(scope, query, after, *found)] if any(found) else []
    assert not wrong, "\n".join(map(str, wrong[:20]))


def test_what_is_searched_is_found_without_a_scan(plan: Plan) -> None:
    dialect, wrong = db.engine.dialect.name, []
    for scope, window, kinds, sort in product([*SCOPES][::2], WINDOWS, KINDS[::2], ORDERS):
        if sort == "relevance" and "q" not in window:
            continue
        asked = asked_for(scope, {**kinds, **window, "sort": sort})
        for after in (None, (1, START + timedelta(days=5), 7_000, 5_000, 9_000)):
            given = asked.given(after, limit=21)
            page = listing_plan.page(asked.shape, dialect, queue=asked.everybodys)
            found = scans([*plan(page, given), *plan(listing_plan.window(asked.shape, dialect), given)])
            wrong += [(scope, window, kinds, sort, after, found)] if found else []
    assert not wrong, "\n".join(map(str, wrong[:20]))


def test_counts_are_walked_along_the_same_indexes(plan: Plan) -> None:
    dialect, wrong = db.engine.dialect.name, []
    for scope, kinds, days in product(SCOPES, KINDS, RANGES):
        asked = asked_for(scope, {**kinds, **days})
        values = asked.given(limit=listing.MOST_COUNTED)
        nodes = plan(listing_plan.counts((asked.shape,), dialect), {f"{name}0": v for name, v in values.items()})
        found = scans(nodes), sorts(nodes), astray(nodes, expected(scope, asked))
        wrong += [(scope, kinds, days, *found)] if any(found) else []
    assert not wrong, "\n".join(map(str, wrong[:20]))


def test_a_scan_and_a_sort_and_another_index_would_be_seen(plan: Plan) -> None:
    assert scans(plan(sa.select(Ticket.id).order_by(Ticket.title), {}))
    closed = sa.select(Ticket.id).where(Ticket.status == "closed", Ticket.priority == "high", Ticket.category == "bug")
    few_columns = sa.select(Ticket.id).where(Ticket.assignee_id.is_(None)).order_by(Ticket.created_at)
    assert sorts(plan(closed.order_by(Ticket.id + 0), {})) or scans(plan(closed.order_by(Ticket.id + 0), {}))
    assert astray(plan(few_columns.limit(21), {}), "updated")
