"""The outbox: what has to be told, stored in the same transaction as the fact, tried until it is told.

`add` joins the caller's transaction. A worker `claim`s rows for a minute, `attempt`s each outside any
transaction and `record`s how it went. At least once: after a crash the row is tried again, with the same id.
"""

from supportapp.outbox.delivering import (
    LEASE,
    TRIES,
    Claim,
    Outcome,
    Report,
    attempt,
    claim,
    deliver,
    record,
    worker_name,
)
from supportapp.outbox.failures import PermanentFailure, TemporaryFailure
from supportapp.outbox.store import (
    DELIVERED,
    FAILED,
    PENDING,
    Delivery,
    Handler,
    add,
    erase,
    forget_delivered,
    how_many,
    oldest_wait,
    register,
    revive,
)

__all__ = [
    "DELIVERED",
    "FAILED",
    "LEASE",
    "PENDING",
    "TRIES",
    "Claim",
    "Delivery",
    "Handler",
    "Outcome",
    "PermanentFailure",
    "Report",
    "TemporaryFailure",
    "add",
    "attempt",
    "claim",
    "deliver",
    "erase",
    "forget_delivered",
    "how_many",
    "oldest_wait",
    "record",
    "register",
    "revive",
    "worker_name",
]
