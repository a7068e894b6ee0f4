"""How both databases are made to behave the same: base class, UTC times, SQLite's transactions."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry

MAX_ID = 2**63 - 1

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A time that is UTC in the database and carries its offset in Python, on either database."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse a time without an offset: nobody could tell what it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time needs its offset; use supportapp.database.utcnow().")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Give back the stored time with its offset."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")
"""The type of every integer key: 64 bits on both databases."""

Json = sa.JSON().with_variant(JSONB(), "postgresql")
"""The type of every column that holds plain JSON data."""


class Base(DeclarativeBase):
    """What every table shares: constraint names that migrations can rely on, and UTC times."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: UtcDateTime, str: sa.Text, dict[str, Any]: Json},
    )


def utcnow() -> datetime:
    """Return the present time with its offset."""
    return datetime.now(UTC)


def prepare_engine(engine: sa.Engine) -> None:
    """Make SQLite durable, checked and free of lock errors; PostgreSQL needs nothing."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _prepare_sqlite_connection)
    event.listen(engine, "before_cursor_execute", _begin_immediate)


def _prepare_sqlite_connection(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(
    _connection: sa.Connection,
    cursor: sqlite3.Cursor,
    statement: str,
    _parameters: object,
    context: Any,
    _many: bool,
) -> None:
    """Start each writing transaction with BEGIN IMMEDIATE, at its first write or locking read.

    A deferred transaction that has read before it writes fails with "database is locked" as soon as another
    writer was quicker. Reads before the first write run by themselves, as under PostgreSQL's READ COMMITTED.
    """
    if not cursor.connection.in_transaction and not _only_reads(statement, context):
        cursor.execute("BEGIN IMMEDIATE")


def _only_reads(statement: str, context: Any) -> bool:
    compiled = getattr(context, "compiled", None)
    locks = getattr(getattr(compiled, "statement", None), "_for_update_arg", None) is not None
    return not locks and statement.lstrip()[:7].upper().startswith(("SELECT", "PRAGMA", "EXPLAIN"))
