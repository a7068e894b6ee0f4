"""What both databases promise: durable writes, no lock errors, checked references, times in UTC."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.people import People
from flask import Flask

from supportapp.chat.models import Conversation
from supportapp.database import MAX_ID
from supportapp.extensions import db

SQLITE = pytest.mark.database("sqlite")


@pytest.fixture
def within(app: Flask, people: People) -> Iterator[None]:
    """Run the test inside an application context, the four people stored."""
    assert people
    with app.app_context():
        yield


@pytest.fixture
def begun(app: Flask) -> Iterator[list[str]]:
    """Collect each statement that begins or ends a transaction, and the first word of the others."""
    seen: list[str] = []
    with app.app_context():
        connection = db.engine.raw_connection()
        driver = connection.driver_connection
        driver.set_trace_callback(lambda text: seen.append(" ".join(text.split()[:2])))  # type: ignore[union-attr]
        connection.close()
        yield seen
        driver.set_trace_callback(None)  # type: ignore[union-attr]


@SQLITE
def test_sqlite_writes_through_checks_references_and_waits(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        value = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert value == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15_000}


@SQLITE
def test_writing_transaction_begins_with_begin_immediate(begun: list[str]) -> None:
    for statement in ("UPDATE account SET name = name", "INSERT INTO rate_limit VALUES ('a', 1, '2026-01-01')"):
        del begun[:]
        db.session.execute(sa.text("SELECT 1"))
        db.session.execute(sa.text(statement))
        db.session.commit()
        assert begun == ["SELECT 1", "BEGIN IMMEDIATE", " ".join(statement.split()[:2]), "COMMIT"]


@SQLITE
def test_locking_read_begins_a_writing_transaction_too(begun: list[str]) -> None:
    db.session.execute(sa.select(Conversation.id).with_for_update()).all()
    assert begun[0] == "BEGIN IMMEDIATE"
    db.session.rollback()
    assert begun[-1] == "ROLLBACK"


@SQLITE
def test_reading_takes_no_lock(begun: list[str]) -> None:
    db.session.execute(sa.select(Conversation.id)).all()
    db.session.rollback()
    assert not any(word.startswith("BEGIN") for word in begun)


def test_eight_threads_write_at_once_without_a_lock_error(app: Flask, people: People) -> None:
    owner = people["alice"].id

    def write(thread: int) -> int:
        for number in range(50):
            with app.app_context():
                db.session.scalar(sa.select(sa.func.count()).select_from(Conversation))
                db.session.add(Conversation(user_id=owner, title=f"{thread}.{number}"))
                db.session.commit()
        return 50

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(8))) == 400
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Conversation)) == 400


@pytest.mark.usefixtures("within")
def test_row_that_points_nowhere_is_refused() -> None:
    db.session.add(Conversation(user_id=999, title="x"))
    with pytest.raises(sa.exc.IntegrityError):
        db.session.commit()


@pytest.mark.usefixtures("within")
def test_keys_have_64_bits() -> None:
    db.session.add(Conversation(id=MAX_ID, user_id=1, title="the last"))
    db.session.commit()
    assert db.session.get(Conversation, MAX_ID)


@pytest.mark.usefixtures("within")
@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-11, minutes=-30))])
def test_time_comes_back_as_the_same_moment_in_utc(zone: timezone) -> None:
    moment = datetime(2026, 3, 29, 1, 30, 15, 123456, tzinfo=zone)
    db.session.add(Conversation(id=1, user_id=1, title="x", created_at=moment))
    db.session.commit()
    db.session.expire_all()
    stored = db.session.get_one(Conversation, 1).created_at
    assert (stored, stored.utcoffset()) == (moment, timedelta(0))


@pytest.mark.usefixtures("within")
def test_time_without_offset_is_refused() -> None:
    naive: Any = datetime(2026, 3, 29)  # noqa: DTZ001
    db.session.add(Conversation(user_id=1, title="x", created_at=naive))
    with pytest.raises(sa.exc.StatementError, match="needs its offset"):
        db.session.commit()
    db.session.rollback()
    with pytest.raises(sa.exc.StatementError, match="needs its offset"):
        db.session.execute(sa.select(Conversation).where(Conversation.created_at > naive))
