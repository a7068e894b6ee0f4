"""The worker: several at a time, none twice, none late because of another, through an outage."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from supportapp import outbox
from supportapp.extensions import db
from supportapp.worker import Worker

PROMISED = 1.0  # seconds
BUSY = 4.0  # seconds a busy machine may add; what hangs here hangs for sixty


@contextmanager
def running(*workers: Worker) -> Iterator[None]:
    """Run workers beside the test, and stop them."""
    threads = [threading.Thread(target=each.run, daemon=True) for each in workers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for each in workers:
            each.stop()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()


def until(done: Any, seconds: float = 60.0) -> float:
    """Wait until `done()`; return the seconds it took."""
    began = time.monotonic()
    while not done():
        assert time.monotonic() - began < seconds, "it took too long"
        time.sleep(0.01)
    return time.monotonic() - began


def test_one_pass_empties_the_outbox(app: Flask, bell: Any) -> None:
    with app.app_context():
        bell.ring(*"abcdefghij")
    assert Worker(app).run(once=True) == outbox.Report(delivered=10)
    assert sorted(bell.words()) == list("abcdefghij")


def test_three_workers_deliver_each_row_once(app: Flask, bell: Any, rows: Any) -> None:
    words = [f"word {n}" for n in range(60)]
    with app.app_context():
        bell.ring(*words)
    workers = [Worker(app), Worker(app), Worker(app)]
    with running(*workers):
        until(lambda: len(bell.calls) >= 60 and all(row.state == "delivered" for row in rows()))
    assert Counter(bell.words()) == Counter(words)
    assert sum(each.report.delivered for each in workers) == 60


def test_a_delivery_that_hangs_delays_no_other_by_a_second(app: Flask, bell: Any) -> None:
    release = threading.Event()
    bell.does["poison"] = lambda: release.wait(60)
    with app.app_context():
        bell.ring("poison")
    with running(Worker(app)):
        until(lambda: bell.calls)
        with app.app_context():
            bell.ring(*(f"word {n}" for n in range(12)))
        took = until(lambda: len(bell.calls) == 13)
        release.set()
    assert took < PROMISED + BUSY


def test_new_work_is_found_within_the_poll(app: Flask, bell: Any) -> None:
    with running(Worker(app)):
        time.sleep(0.3)
        with app.app_context():
            bell.ring("word")
        assert until(lambda: bell.calls) < PROMISED + BUSY


def test_stopping_finishes_what_is_in_hand_and_begins_nothing(app: Flask, bell: Any, rows: Any) -> None:
    one = Worker(app, slots=1)
    bell.does["first"] = lambda: (one.stop(), time.sleep(0.5))
    with app.app_context():
        bell.ring("first")
        bell.ring("second")
    with running(one):
        until(lambda: bell.calls)
    assert [row.state for row in rows()] == ["delivered", "pending"]
    assert rows()[1].attempts == 0
    assert one.report == outbox.Report(delivered=1)


def test_the_worker_outlives_a_database_outage(app: Flask, bell: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    with app.app_context(), running(Worker(app)):
        _rename("outbox", "away")
        until(lambda: "database unavailable" in caplog.text)
        _rename("away", "outbox")
        bell.ring("word")
        assert until(lambda: bell.calls) < 5 + BUSY
        until(lambda: outbox.how_many(outbox.DELIVERED) == 1)
    assert "database is back" in caplog.text


def test_a_result_is_recorded_once_the_database_is_back(app: Flask, bell: Any) -> None:
    bell.does["word"] = lambda: _rename("outbox", "away")
    with app.app_context():
        bell.ring("word")
        with running(Worker(app)):
            until(lambda: bell.calls)
            time.sleep(0.2)
            _rename("away", "outbox")
            until(lambda: outbox.how_many(outbox.DELIVERED) == 1)
    assert len(bell.calls) == 1


def test_one_pass_says_when_there_is_no_database(app: Flask) -> None:
    with app.app_context():
        _rename("outbox", "away")
        try:
            with pytest.raises(sa.exc.DBAPIError):
                Worker(app).run(once=True)
        finally:
            _rename("away", "outbox")


def _rename(old: str, new: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text(f"ALTER TABLE {old} RENAME TO {new}"))
