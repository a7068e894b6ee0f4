"""What a worker does with the outbox: claim for a minute, try outside any transaction, record."""

import logging
import os
import random
import socket
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.outbox.failures import PermanentFailure, TemporaryFailure
from supportapp.outbox.store import DELIVERED, FAILED, PENDING, Delivery, is_due, restore

log = logging.getLogger(__name__)

TRIES = 10
LEASE = timedelta(seconds=60)  # a handler is done well before; after it another worker may try
FIRST_WAIT, GROWTH, LONGEST_WAIT = 30.0, 3, 86_400.0  # seconds: 9 waits, 26 hours together in the mean
LONGEST_REASON = 500


@dataclass(frozen=True)
class Claim:
    """A delivery that a worker holds: plain values, so that no transaction is open while it is tried."""

    id: str
    event: str
    handler: str
    payload: dict[str, Any]
    attempts: int
    leased_by: str


@dataclass(frozen=True)
class Outcome:
    """How one try went: the state that follows, why, and in how many seconds to try again."""

    state: str
    reason: str | None = None
    wait: float = 0.0


@dataclass
class Report:
    """How many deliveries went which way in one pass."""

    delivered: int = 0
    postponed: int = 0
    failed: int = 0
    lost: int = 0  # the lease had run out, so another worker's record counts

    def count(self, outcome: Outcome, recorded: bool) -> None:
        """Add one try."""
        name = {DELIVERED: "delivered", FAILED: "failed"}.get(outcome.state, "postponed")
        name = name if recorded else "lost"
        setattr(self, name, getattr(self, name) + 1)


def worker_name() -> str:
    """Make a name for the leases of one worker, different at each start."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def claim(worker: str, limit: int, due_at: datetime | None = None) -> list[Claim]:
    """Lease up to `limit` rows that were due at `due_at` (else now), oldest first, in one short transaction.

    Looking costs one indexed read and no lock. Claim only what can begin at once: the lease runs from here.
    """
    now = utcnow()
    due = sa.and_(is_due(now), Delivery.next_at <= (due_at or now))
    columns = (Delivery.id, Delivery.event, Delivery.handler, Delivery.payload, Delivery.attempts)
    wanted = sa.select(*columns).where(due).order_by(Delivery.next_at).limit(limit)
    with db.engine.begin() as connection:
        if limit < 1 or connection.execute(sa.select(Delivery.id).where(due).limit(1)).first() is None:
            return []
        rows = connection.execute(wanted.with_for_update(skip_locked=True)).all()
        lease = {"leased_by": worker, "leased_until": now + LEASE, "attempts": Delivery.attempts + 1}
        mine = Delivery.id.in_([row.id for row in rows])
        connection.execute(sa.update(Delivery).where(mine).values(lease))
    return [Claim(r.id, r.event, r.handler, r.payload, r.attempts + 1, worker) for r in rows]


def attempt(held: Claim) -> Outcome:
    """Call the handler and say how it went; nothing it raises gets out, nothing is written to the outbox.

    A handler that writes to the database commits for itself; what it left open is rolled back.
    """
    begun = time.monotonic()
    error: Exception | None = None
    try:
        if held.attempts > TRIES:
            raise PermanentFailure("The worker stopped during each try.")  # noqa: TRY301 (one way out)
        event, handler = restore(held.event, held.handler, held.payload)
        handler(event, held.id)
        outcome = Outcome(DELIVERED)
    except PermanentFailure as e:
        error, outcome = e, Outcome(FAILED, _reason(e))
    except Exception as e:  # noqa: BLE001 (each delivery's failure is its own)
        error, outcome = e, _after(e, held.attempts)
    finally:
        db.session.rollback()
    _log(held, outcome, error, time.monotonic() - begun)
    return outcome


def record(held: Claim, outcome: Outcome) -> bool:
    """Write down how a try went; false if the lease had run out and another worker took over."""
    now = utcnow()
    values: dict[str, Any] = {
        "state": outcome.state,
        "next_at": now + timedelta(seconds=outcome.wait),
        "leased_by": None,
        "leased_until": None,
        "last_error": outcome.reason,
        "delivered_at": now if outcome.state == DELIVERED else None,
    }
    still_mine = sa.and_(
        Delivery.id == held.id,
        Delivery.leased_by == held.leased_by,
        Delivery.attempts == held.attempts,
    )
    with db.engine.begin() as connection:
        done = connection.execute(sa.update(Delivery).where(still_mine).values(values)).rowcount == 1
    if not done:
        log.warning("lease ran out before the result was recorded", extra={"delivery": held.id})
    return done


def deliver(limit: int) -> Report:
    """Try up to `limit` of the deliveries due now, one after the other, each claimed just before its try."""
    worker, started, report = worker_name(), utcnow(), Report()
    for _ in range(limit):
        claimed = claim(worker, 1, due_at=started)
        if not claimed:
            break
        outcome = attempt(claimed[0])
        report.count(outcome, record(claimed[0], outcome))
    return report


def _after(error: Exception, attempts: int) -> Outcome:
    """Say what follows a failure that may pass: full jitter, but no sooner than the other side asked."""
    if attempts >= TRIES:
        return Outcome(FAILED, f"Given up after {attempts} tries. {_reason(error)}")
    longest = min(LONGEST_WAIT, FIRST_WAIT * GROWTH ** (attempts - 1))
    asked = getattr(error, "retry_after", None)
    asked = float(asked) if isinstance(asked, int | float) else 0.0
    wait = max(random.uniform(0, longest), min(asked, LONGEST_WAIT))  # noqa: S311 (no secret)
    return Outcome(PENDING, _reason(error), wait)


def _reason(error: Exception) -> str:
    """Return what an administrator reads: one line that any database can keep."""
    known = isinstance(error, PermanentFailure | TemporaryFailure)
    text = str(error) if known else f"{type(error).__name__}: {error}"
    return "".join(c if c.isprintable() else " " for c in text)[:LONGEST_REASON]


def _log(held: Claim, outcome: Outcome, error: Exception | None, seconds: float) -> None:
    """Write one line for a try: names and ids; a traceback only for what no handler foresaw."""
    foreseen = error is None or isinstance(error, PermanentFailure | TemporaryFailure)
    fields = {
        "delivery": held.id,
        "event": held.event,
        "handler": held.handler,
        "attempt": held.attempts,
        "outcome": outcome.state,
        "error": type(error).__name__ if error else None,
        "ms": round(seconds * 1000),
    }
    log.log(
        logging.INFO if error is None else logging.WARNING,
        "delivery tried",
        extra=fields,
        exc_info=None if foreseen else error,
    )
