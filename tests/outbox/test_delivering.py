"""What comes out: tried, recorded, tried again with patience, given up in the end."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from supportapp import outbox
from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.outbox import Delivery, PermanentFailure, TemporaryFailure

pytestmark = pytest.mark.usefixtures("within")

LATER = timedelta(days=1, seconds=1)  # longer than any wait


def test_what_is_delivered_is_not_delivered_again(bell: Any, rows: Any) -> None:
    bell.ring("one", "two")
    assert outbox.deliver(10) == outbox.Report(delivered=2)
    assert outbox.deliver(10) == outbox.Report()
    assert sorted(bell.words()) == ["one", "two"]
    assert {(row.state, row.attempts, row.leased_by) for row in rows()} == {("delivered", 1, None)}
    assert all(row.delivered_at for row in rows())


def test_a_pass_stops_at_its_limit(bell: Any) -> None:
    bell.ring("one", "two", "three")
    assert outbox.deliver(2).delivered == 2
    assert len(bell.calls) == 2


def test_a_passing_failure_is_tried_again_with_the_same_id(bell: Any, rows: Any, failing: Any) -> None:
    bell.ring("word")
    bell.does["word"] = failing(TemporaryFailure("the line is busy"))
    assert outbox.deliver(10) == outbox.Report(postponed=1)
    (row,) = rows()
    assert (row.state, row.attempts, row.last_error) == ("pending", 1, "the line is busy")
    bell.does.clear()
    with time_machine.travel(utcnow() + LATER):
        assert outbox.deliver(10) == outbox.Report(delivered=1)
    assert len({delivery_id for _, delivery_id in bell.calls}) == 1
    (row,) = rows()
    assert (row.state, row.attempts, row.last_error) == ("delivered", 2, None)


def test_a_permanent_failure_is_given_up_at_once_with_the_reason(bell: Any, rows: Any, failing: Any) -> None:
    bell.ring("word")
    bell.does["word"] = failing(PermanentFailure("no such\r\nnumber\0"))
    assert outbox.deliver(10) == outbox.Report(failed=1)
    (row,) = rows()
    assert (row.state, row.last_error) == ("failed", "no such  number ")
    with time_machine.travel(utcnow() + LATER):
        assert outbox.deliver(10) == outbox.Report()


def test_ten_tries_then_a_dead_letter(bell: Any, rows: Any, failing: Any) -> None:
    bell.ring("word")
    bell.does["word"] = failing(ConnectionError("refused"))
    with time_machine.travel(utcnow(), tick=False) as clock:
        for _ in range(15):
            outbox.deliver(10)
            clock.shift(LATER)
    assert len(bell.calls) == 10
    (row,) = rows()
    assert row.state == "failed"
    assert row.last_error == "Given up after 10 tries. ConnectionError: refused"


def test_one_failure_is_no_business_of_the_others(bell: Any, failing: Any) -> None:
    bell.ring("first", "poison", "last")
    bell.does["poison"] = failing(RuntimeError("no handler foresaw this"))
    assert outbox.deliver(10) == outbox.Report(delivered=2, postponed=1)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"event": "Forgotten"}, "Nothing here handles Forgotten by tell."),
        ({"handler": "forgotten"}, "Nothing here handles Rang by forgotten."),
        ({"payload": {"sound": "loud"}}, "The stored fields do not make a Rang."),
    ],
)
def test_a_row_of_another_release_is_a_dead_letter(bell: Any, rows: Any, values: dict[str, Any], reason: str) -> None:
    bell.ring("word")
    db.session.execute(sa.update(Delivery).values(values))
    db.session.commit()
    assert outbox.deliver(10) == outbox.Report(failed=1)
    assert rows()[0].last_error == reason


def test_a_try_that_kills_the_worker_counts(bell: Any, rows: Any) -> None:
    bell.ring("bomb")
    with time_machine.travel(utcnow(), tick=False) as clock:
        for _ in range(10):
            assert len(outbox.claim("crashing", 10)) == 1
            clock.shift(timedelta(seconds=61))
        assert outbox.deliver(10) == outbox.Report(failed=1)
    assert not bell.calls
    assert rows()[0].last_error == "The worker stopped during each try."


def test_a_leased_row_is_left_alone_until_the_lease_ends(bell: Any) -> None:
    bell.ring("word")
    with time_machine.travel(utcnow(), tick=False) as clock:
        (held,) = outbox.claim("one", 10)
        clock.shift(timedelta(seconds=59))
        assert outbox.claim("two", 10) == []
        clock.shift(timedelta(seconds=1))
        (taken,) = outbox.claim("two", 10)
    assert (taken.id, taken.attempts) == (held.id, 2)


def test_only_the_holder_records(bell: Any, rows: Any) -> None:
    bell.ring("word")
    with time_machine.travel(utcnow(), tick=False) as clock:
        (late,) = outbox.claim("one", 10)
        clock.shift(timedelta(seconds=61))
        (held,) = outbox.claim("one", 10)
        assert not outbox.record(late, outbox.Outcome("failed", "too late"))
        assert outbox.record(held, outbox.Outcome("delivered"))
        assert not outbox.record(held, outbox.Outcome("failed", "twice"))
    assert (rows()[0].state, rows()[0].last_error) == ("delivered", None)


def test_what_a_handler_left_open_is_rolled_back(bell: Any, rows: Any) -> None:
    bell.ring("word")
    bell.does["word"] = lambda: db.session.execute(sa.delete(Delivery))
    assert outbox.deliver(1).delivered == 1
    assert len(rows()) == 1


def test_the_handler_runs_outside_any_transaction(bell: Any) -> None:
    bell.ring("word")
    seen: list[str] = []

    def write_meanwhile() -> None:
        with db.engine.begin() as connection:
            seen.append(connection.scalar(sa.select(Delivery.leased_by)) or "")
            connection.execute(sa.update(Delivery).values(last_error="seen"))

    bell.does["word"] = write_meanwhile
    assert outbox.deliver(1).delivered == 1
    assert seen[0]


def test_dead_letters_can_be_tried_again(bell: Any, failing: Any) -> None:
    bell.ring("word")
    bell.does["word"] = failing(PermanentFailure("no"))
    outbox.deliver(1)
    bell.does.clear()
    assert outbox.how_many(outbox.FAILED) == 1
    assert outbox.revive() == 1
    assert outbox.deliver(1).delivered == 1


def test_old_deliveries_are_forgotten_and_only_those(bell: Any, rows: Any, failing: Any) -> None:
    bell.ring("old", "poison")
    bell.does["poison"] = failing(PermanentFailure("no"))
    outbox.deliver(10)
    assert outbox.forget_delivered() == 0
    with time_machine.travel(utcnow() + timedelta(days=31)):
        bell.ring("new")
        outbox.deliver(1)
        assert outbox.forget_delivered() == 1
    assert [row.payload["word"] for row in rows()] == ["poison", "new"]


def test_the_oldest_wait_counts_what_is_due_and_free(bell: Any) -> None:
    with time_machine.travel(utcnow(), tick=False) as clock:
        assert outbox.oldest_wait() == 0
        bell.ring("word")
        clock.shift(timedelta(seconds=90))
        assert outbox.oldest_wait() == 90
        outbox.claim("one", 1)
        assert outbox.oldest_wait() == 0


def test_looking_for_work_is_one_statement_and_takes_no_lock(statements: Any) -> None:
    with db.engine.begin() as another:
        another.execute(sa.update(Delivery).values(attempts=1))  # on SQLite this holds up every other writer
        with statements() as sent:
            assert outbox.claim("idle", 4) == []
    assert len(sent) == 1, sent
    assert "FOR UPDATE" not in sent[0]


def test_the_log_names_the_delivery_and_not_its_content(
    bell: Any, failing: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    bell.ring("a secret word")
    bell.does["a secret word"] = failing(PermanentFailure("refused: a secret word"))
    outbox.deliver(1)
    (record,) = [r for r in caplog.records if r.message == "delivery tried"]
    assert vars(record)["outcome"] == "failed"
    assert vars(record)["delivery"] == bell.calls[0][1]
    assert "secret" not in str(vars(record))
