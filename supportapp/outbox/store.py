"""The table of deliveries: what goes in, who is told of what, and what an operator asks about it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from supportapp.database import utcnow
from supportapp.extensions import Model, db
from supportapp.outbox.failures import PermanentFailure

Handler = Callable[[Any, str], None]

PENDING, DELIVERED, FAILED = "pending", "delivered", "failed"
KEEP_DELIVERED = timedelta(days=30)
FORGET_AT_ONCE = 1000  # rows of one housekeeping transaction: short enough to hold up nobody


class Delivery(Model):
    """One event on its way to one handler."""

    __tablename__ = "outbox"
    __table_args__ = (
        sa.Index(None, "state", "next_at"),  # what is due
        sa.Index(None, "state", "created_at"),  # the administrator's list, and what may be forgotten
        sa.CheckConstraint("state IN ('pending', 'delivered', 'failed')", name="state"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)  # also the Message-ID's local part: the same at each try
    event: Mapped[str]  # class name in events.py
    handler: Mapped[str]  # function name in handlers.py
    payload: Mapped[dict[str, Any]]  # the event's fields
    state: Mapped[str] = mapped_column(default=PENDING)
    attempts: Mapped[int] = mapped_column(default=0)  # counted when begun: a try that kills the worker counts
    next_at: Mapped[datetime] = mapped_column(default=utcnow)
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    delivered_at: Mapped[datetime | None]


_events: dict[str, type] = {}
_handlers: dict[str, dict[str, Handler]] = {}


def register(handlers: Mapping[type, Sequence[Handler]]) -> None:
    """Say who is told of which event. Registering a type again replaces what was said before."""
    for event_type, functions in handlers.items():
        by_name = {function.__name__: function for function in functions}
        if len(by_name) != len(functions) or "<lambda>" in by_name:
            raise ValueError(f"The handlers of {event_type.__name__} need names of their own.")
        _events[event_type.__name__] = event_type
        _handlers[event_type.__name__] = by_name


def add(event: Any) -> None:
    """Store one delivery for each handler of `event`, in the caller's transaction, in one statement.

    The event is a dataclass of plain JSON values. It is kept as it is now; nobody looks the rest up later.
    """
    name, now = type(event).__name__, utcnow()
    rows = [
        {
            "id": uuid.uuid4().hex,
            "event": name,
            "handler": handler,
            "payload": asdict(event),
            "state": PENDING,
            "attempts": 0,
            "next_at": now,
            "created_at": now,
        }
        for handler in _handlers.get(name, {})
    ]
    if rows:
        db.session.execute(sa.insert(Delivery).values(rows))


def restore(event: str, handler: str, payload: dict[str, Any]) -> tuple[Any, Handler]:
    """Turn a stored row into the event and the function to call; what this release can't is permanent."""
    try:
        function = _handlers[event][handler]
        return _events[event](**payload), function
    except KeyError:
        raise PermanentFailure(f"Nothing here handles {event} by {handler}.") from None
    except TypeError:
        raise PermanentFailure(f"The stored fields do not make a {event}.") from None


def is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Make the condition for rows that wait for a worker at `now` and that none holds."""
    free = sa.or_(Delivery.leased_until.is_(None), Delivery.leased_until <= now)
    return sa.and_(Delivery.state == PENDING, Delivery.next_at <= now, free)


def oldest_wait() -> float:
    """Return for how many seconds the oldest due row has waited for a worker; 0 when none does."""
    now = utcnow()
    oldest = sa.select(Delivery.next_at).where(is_due(now)).order_by(Delivery.next_at).limit(1)
    with db.engine.connect() as connection:
        since = connection.scalar(oldest)
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def how_many(state: str) -> int:
    """Count the rows in a state."""
    with db.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).where(Delivery.state == state)) or 0


def revive() -> int:
    """Give every failed delivery all its tries again, from now; return how many there were."""
    again = {"state": PENDING, "attempts": 0, "next_at": utcnow(), "leased_by": None, "leased_until": None}
    with db.engine.begin() as connection:
        return connection.execute(sa.update(Delivery).where(Delivery.state == FAILED).values(again)).rowcount


def forget_delivered() -> int:
    """Erase a batch of what was delivered long ago, since it names people; return how many rows went."""
    old = sa.and_(Delivery.state == DELIVERED, Delivery.created_at < utcnow() - KEEP_DELIVERED)
    batch = sa.select(Delivery.id).where(old).limit(FORGET_AT_ONCE)
    with db.engine.begin() as connection:
        ids = connection.scalars(batch).all()
        return connection.execute(sa.delete(Delivery).where(Delivery.id.in_(ids))).rowcount if ids else 0


def erase(field: str, value: int) -> None:
    """Erase, in the caller's transaction, every delivery whose event carries this number in this field."""
    db.session.execute(sa.delete(Delivery).where(Delivery.payload[field].as_integer() == value))
