"""The revisions on a database with rows in every table: up, down, up; and what a failing one leaves behind."""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from fixtures.databases import SETTINGS
from flask import Flask

from supportapp import create_app
from supportapp.extensions import db, migrate

ROWS = 3
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SEARCH = {
    "sqlite": "SELECT rowid FROM ticket_search WHERE ticket_search MATCH :word ORDER BY rowid",
    "postgresql": "SELECT id FROM ticket WHERE search @@ to_tsquery('simple', :word) ORDER BY id",
}
SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{head}"
rebuild = {"sqlite": "always", "postgresql": "auto"}


def upgrade():
    op.create_table("another", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("draft", recreate=rebuild[op.get_bind().dialect.name]) as draft:
        draft.add_column(sa.Column("more", sa.Text()))
"""


@pytest.fixture
def bare_app(bare_db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """Return the application on a database without tables, its context pushed."""
    monkeypatch.setenv("SUPPORTAPP_INSTANCE_PATH", str(tmp_path / "instance"))
    app = create_app({**SETTINGS, "DATABASE_URL": bare_db_url})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def search(bare_app: Flask) -> Callable[[str], list[int]]:
    """Give a function from a word to the ids of the tickets the full-text index finds it in."""
    assert bare_app

    def ids(word: str) -> list[int]:
        with db.engine.connect() as connection:
            return list(connection.scalars(sa.text(SEARCH[db.engine.dialect.name]), {"word": word}))

    return ids


def fill() -> None:
    """Put rows into every table of the models, each column with a value."""
    with db.engine.begin() as connection:
        for table in db.metadata.sorted_tables:
            connection.execute(table.insert(), [row_of(table, number) for number in range(1, ROWS + 1)])


def row_of(table: sa.Table, number: int) -> dict[str, Any]:
    """Make up a row; `number` is its id and that of whatever it points to."""
    return {column.name: value_of(column, number) for column in table.columns}


def value_of(column: sa.Column[Any], number: int) -> Any:
    """Make up a value that fits a column."""
    if column.name == "state":
        return "submitted" if column.table.name == "draft" else "pending"
    if isinstance(column.type, sa.JSON):
        return {"number": number}
    text = str(number) if column.primary_key else f"{column.name} {number} ünïcode"
    made = {bool: True, int: number, float: number / 2, bytes: bytes([number]), str: text}
    return made.get(column.type.python_type) or NOON


def checksum() -> str:
    """Digest every row of every table, in the order of their keys."""
    digest = hashlib.sha256()
    with db.engine.connect() as connection:
        for table in db.metadata.sorted_tables:
            for row in connection.execute(table.select().order_by(*table.primary_key.columns)):
                digest.update(repr((table.name, tuple(row))).encode())
    return digest.hexdigest()


def tables() -> set[str]:
    """Name the tables there are."""
    return set(sa.inspect(db.engine).get_table_names())


def columns(table: str) -> set[str]:
    """Name the columns of a table."""
    return {column["name"] for column in sa.inspect(db.engine).get_columns(table)}


def foreign_keys_are_kept() -> bool:
    """Tell whether a ticket of nobody's is refused."""
    try:
        with db.engine.begin() as connection:
            connection.execute(db.metadata.tables["ticket"].update().values(user_id=99))
    except sa.exc.IntegrityError:
        return True
    return False


@pytest.mark.usefixtures("bare_app")
def test_up_check_down_up() -> None:
    flask_migrate.upgrade()
    fill()
    flask_migrate.check()
    before = checksum()

    flask_migrate.downgrade(revision="base")
    assert tables() == {"alembic_version"}

    flask_migrate.upgrade()
    flask_migrate.check()
    fill()
    assert checksum() == before


@pytest.mark.usefixtures("bare_app")
def test_upgrading_again_changes_nothing() -> None:
    flask_migrate.upgrade()
    fill()
    before = checksum()
    flask_migrate.upgrade()
    assert checksum() == before


@pytest.mark.usefixtures("bare_app")
def test_every_constraint_has_the_name_of_the_convention() -> None:
    flask_migrate.upgrade()
    found = sa.inspect(db.engine)
    for table in db.metadata.sorted_tables:
        named = {
            *(key["name"] for key in found.get_foreign_keys(table.name)),
            *(key["name"] for key in found.get_unique_constraints(table.name)),
            *(check["name"] for check in found.get_check_constraints(table.name)),
            found.get_pk_constraint(table.name)["name"],
        }
        expected = {str(constraint.name) for constraint in table.constraints}
        assert named - {None} >= expected - {None}, table.name


@pytest.mark.usefixtures("bare_app")
def test_the_search_index_follows_every_change_of_a_ticket(search: Callable[[str], list[int]]) -> None:
    flask_migrate.upgrade()
    fill()
    ticket = db.metadata.tables["ticket"]
    assert search("title") == [1, 2, 3]
    assert search("ünïcode") == [1, 2, 3]

    with db.engine.begin() as connection:
        connection.execute(ticket.update().where(ticket.c.id == 2).values(title="Wombat"))
        connection.execute(ticket.update().where(ticket.c.id == 3).values(description="A wombat too"))
        connection.execute(ticket.update().where(ticket.c.id == 1).values(priority="wombat"))
    assert search("wombat") == [2, 3]
    assert search("title") == [1, 3]
    assert search("description") == [1, 2]

    with db.engine.begin() as connection:
        connection.execute(db.metadata.tables["ticket_event"].delete())
        connection.execute(ticket.delete().where(ticket.c.id == 3))
    assert search("wombat") == [2]
    if db.engine.dialect.name == "sqlite":
        with db.engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO ticket_search (ticket_search) VALUES ('integrity-check')")


@pytest.mark.usefixtures("bare_app")
def test_a_failing_revision_leaves_nothing_behind(tmp_path: Path) -> None:
    flask_migrate.upgrade()
    fill()
    before, there = checksum(), tables()

    with pytest.raises(sa.exc.IntegrityError):
        upgrade_with(tmp_path, and_then="INSERT INTO account (id) VALUES (7)")

    assert (checksum(), tables()) == (before, there)
    assert "more" not in columns("draft")
    with db.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == newest()
    assert foreign_keys_are_kept()


@pytest.mark.usefixtures("bare_app")
def test_a_rebuilt_table_keeps_the_rows_that_point_to_it(tmp_path: Path) -> None:
    flask_migrate.upgrade()
    fill()
    before = checksum()

    upgrade_with(tmp_path)

    assert "more" in columns("draft")
    assert checksum() == before  # a ticket's draft_id would be null
    assert foreign_keys_are_kept()


@pytest.mark.database("sqlite")
@pytest.mark.usefixtures("bare_app")
def test_a_revision_that_breaks_a_foreign_key_is_taken_back(tmp_path: Path) -> None:
    flask_migrate.upgrade()
    fill()
    before = checksum()

    with pytest.raises(RuntimeError, match="point nowhere"):
        upgrade_with(tmp_path, and_then="UPDATE ticket SET user_id = 99")

    assert checksum() == before
    assert "more" not in columns("draft")


def newest() -> str:
    """Return the head of the project's own revisions."""
    head = ScriptDirectory(migrate.directory).get_current_head()
    assert head
    return head


def upgrade_with(folder: Path, and_then: str = "SELECT 1") -> None:
    """Upgrade to one more revision, written to `folder`, that changes tables and then runs a statement."""
    (folder / "9000_second.py").write_text(SECOND.replace("{head}", newest()) + f"    op.execute({and_then!r})\n")
    config = migrate.get_config()
    versions = [Path(migrate.directory) / "versions", folder]
    config.set_main_option("version_locations", os.pathsep.join(map(str, versions)))
    command.upgrade(config, "head")


@pytest.mark.database("postgresql")
@pytest.mark.usefixtures("bare_app")
def test_the_sql_can_be_printed_for_a_database_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    flask_migrate.upgrade(sql=True)
    printed = capsys.readouterr().out
    assert "CREATE TABLE ticket (" in printed
    assert "USING gin (search)" in printed
    assert tables() == set()
