"""What a filled desk has in it."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from flask import Flask

from supportapp.extensions import db

Row = dict[str, Any]


def rows(app: Flask, model: Any) -> list[Row]:
    """Return all rows of a table in the order of their ids."""
    table = model.__table__
    with app.app_context():
        found = db.session.execute(sa.select(table).order_by(*table.primary_key.columns))
        return [dict(row._mapping) for row in found]


def by_ticket(found: list[Row]) -> dict[int, list[Row]]:
    """Sort rows by their ticket."""
    sorted_ones: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        sorted_ones[row["ticket_id"]].append(row)
    return sorted_ones
