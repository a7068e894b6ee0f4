"""What goes in: in the caller's transaction, in one statement, one row for each handler."""

from dataclasses import dataclass
from typing import Any

import pytest

from supportapp import outbox
from supportapp.extensions import db

pytestmark = pytest.mark.usefixtures("within")


@dataclass(frozen=True)
class Unheard:
    """Something nobody is told of."""

    word: str


@dataclass(frozen=True)
class Shared:
    """Something two are told of."""

    word: str


def first(_event: Shared, _delivery_id: str) -> None:
    """Handle nothing."""


def second(_event: Shared, _delivery_id: str) -> None:
    """Handle nothing."""


def test_a_row_carries_the_event_and_waits_from_now_on(bell: Any, rows: Any) -> None:
    bell.ring("hello")
    (row,) = rows()
    assert (row.event, row.handler, row.payload) == ("Rang", "tell", {"word": "hello"})
    assert (row.state, row.attempts, row.leased_by) == ("pending", 0, None)
    assert len(row.id) == 32
    assert row.next_at == row.created_at


def test_each_handler_gets_its_own_row_in_one_statement(bell: Any, rows: Any, statements: Any) -> None:
    assert not bell.calls
    outbox.register({Shared: (first, second)})
    with statements() as sent:
        outbox.add(Shared("once"))
        db.session.commit()
    assert len(sent) == 1, sent
    assert sorted(row.handler for row in rows()) == ["first", "second"]
    assert len({row.id for row in rows()}) == 2


def test_an_event_nobody_handles_adds_nothing(rows: Any, statements: Any) -> None:
    with statements() as sent:
        outbox.add(Unheard("hush"))
        db.session.commit()
    assert not sent
    assert not rows()


def test_rolling_back_takes_the_row_along(bell: Any, rows: Any) -> None:
    bell.ring("kept")
    outbox.add(type_of(bell)("gone"))
    db.session.rollback()
    assert [row.payload["word"] for row in rows()] == ["kept"]


def test_registering_twice_changes_nothing(bell: Any, rows: Any) -> None:
    outbox.register({Shared: (first,)})
    outbox.register({Shared: (first,)})
    outbox.add(Shared("once"))
    db.session.commit()
    assert len(rows()) == 1
    assert not bell.calls


def test_handlers_need_names_that_tell_them_apart() -> None:
    with pytest.raises(ValueError, match="need names of their own"):
        outbox.register({Shared: (lambda _event, _delivery_id: None,)})
    with pytest.raises(ValueError, match="need names of their own"):
        outbox.register({Shared: (first, first)})


def type_of(bell: Any) -> Any:
    """Return the event type that `bell` is told of."""
    assert bell.ring
    return outbox.store._events["Rang"]  # noqa: SLF001
