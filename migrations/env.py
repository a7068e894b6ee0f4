"""How Alembic runs the revisions: in one transaction, on SQLite too. Search indexes are not compared."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import context

from supportapp.extensions import db


def configure(**where: Any) -> None:
    """Tell Alembic what to compare, and that a failing revision takes everything back."""
    context.configure(
        target_metadata=db.metadata,
        compare_type=True,
        include_name=is_compared,
        render_as_batch=True,
        transactional_ddl=True,
        process_revision_directives=drop_empty_revision,
        **where,
    )


def is_compared(name: str | None, kind: str, parents: MutableMapping[Any, str | None]) -> bool:
    """Leave out the full-text index, which no model knows: SQLite's tables, PostgreSQL's column."""
    if kind == "table":
        return not str(name).startswith("ticket_search")
    if parents.get("table_name") == "ticket":
        return (kind, name) not in {("column", "search"), ("index", "ix_ticket_search")}
    return True


def drop_empty_revision(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Write no file when `flask db migrate` finds nothing to change."""
    options = context.config.cmd_opts
    if getattr(options, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives.clear()


@contextmanager
def foreign_keys_off(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite rebuild a table without deleting the rows that point to it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.rollback()  # what Alembic finds begun, it does not commit
    try:
        yield
    finally:
        connection.rollback()  # the switch does nothing inside a transaction
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def refuse_broken_keys(connection: sa.Connection) -> None:
    """Fail, and so take back the revision, when a row points to one that isn't there."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"The revision leaves rows that point nowhere: {broken[:5]}")


def run_offline() -> None:
    """Print the SQL for the database the settings name, without connecting (`flask db upgrade --sql`)."""
    configure(url=db.engine.url, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_online() -> None:
    """Run the revisions on the application's own engine."""
    with db.engine.connect() as connection, foreign_keys_off(connection):
        configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
            refuse_broken_keys(connection)


if context.is_offline_mode():
    run_offline()
else:
    run_online()
