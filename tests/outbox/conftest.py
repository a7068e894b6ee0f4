"""A made-up event with a handler that does what the test says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from supportapp import outbox
from supportapp.extensions import db
from supportapp.outbox import store


@dataclass(frozen=True)
class Rang:
    """Somebody rang."""

    word: str


@dataclass
class Bell:
    """Who was told what, in order; `does[word]` is called when `word` is told, and may raise."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    does: dict[str, Callable[[], object]] = field(default_factory=dict)

    def words(self) -> list[str]:
        """Return the words that were told."""
        return [word for word, _ in self.calls]

    def ring(self, *words: str) -> None:
        """Store a delivery for each word."""
        for word in words:
            outbox.add(Rang(word))
        db.session.commit()


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    """Register one handler for the event."""
    bell = Bell()

    def tell(event: Rang, delivery_id: str) -> None:
        bell.calls.append((event.word, delivery_id))
        bell.does.get(event.word, lambda: None)()

    monkeypatch.setattr(store, "_events", dict(store._events))  # noqa: SLF001
    monkeypatch.setattr(store, "_handlers", dict(store._handlers))  # noqa: SLF001
    outbox.register({Rang: (tell,)})
    return bell


@pytest.fixture
def within(app: Flask) -> Iterator[None]:
    """Run the test inside an application context."""
    with app.app_context():
        yield


Rows = Callable[[], Sequence[Any]]


@pytest.fixture
def rows(app: Flask) -> Rows:
    """Give a function that returns the outbox as it is now, oldest first."""

    def read() -> Sequence[Any]:
        with app.app_context(), db.engine.connect() as connection:
            table = sa.inspect(outbox.Delivery).local_table
            return connection.execute(sa.select(table).order_by(outbox.Delivery.created_at)).all()

    return read


def failing(error: Exception) -> Callable[[], object]:
    """Return a function that raises `error`."""

    def fail() -> object:
        raise error

    return fail


@pytest.fixture(name="failing")
def _failing() -> Callable[[Exception], Callable[[], object]]:
    """Give `failing` to test files, which can't import this one."""
    return failing
