"""The worker: takes what is due from the outbox, a few deliveries at a time, until it is told to stop.

Several at a time, so that one that hangs holds up no other. Several workers may run, on several machines.
"""

import logging
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import sqlalchemy as sa
from flask import Flask

from supportapp import outbox

log = logging.getLogger(__name__)

POLL = 1.0  # seconds between two looks when there is nothing to do
TICK = 0.1  # seconds until a request to stop is noticed
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0  # seconds between tries to reach the database
TIDY = 3600.0  # seconds between two rounds of forgetting old rows

Tried = tuple[outbox.Outcome, bool]


class Worker:
    """Delivers by `slots` threads; the one that calls `run` claims, never more than can begin at once."""

    def __init__(self, app: Flask, slots: int = 4) -> None:
        """Make a worker with a name of its own."""
        self.name = outbox.worker_name()
        self.report = outbox.Report()
        self._app = app
        self._slots = slots
        self._stopping = False
        self._pause = 0.0
        self._tidied = time.monotonic()

    def stop(self) -> None:
        """Ask `run` to return once the deliveries in hand are done. Safe to call from a signal handler."""
        self._stopping = True

    def run(self, once: bool = False) -> outbox.Report:
        """Deliver until asked to stop; with `once`, until nothing is due, and a missing database raises."""
        busy: set[Future[Tried]] = set()
        with self._app.app_context(), ThreadPoolExecutor(self._slots, "deliver") as pool:
            while not self._stopping:
                free = self._slots - len(busy)
                claims = self._claim(free, once)
                busy |= {pool.submit(self._try, held) for held in claims}
                if once and not busy:
                    break
                busy -= self._wait(busy, full=len(busy) == self._slots)
            self._collect(busy)
        return self.report

    def _claim(self, free: int, once: bool) -> list[outbox.Claim]:
        try:
            claims = outbox.claim(self.name, free) if free else []
            if not claims and not once:
                self._tidy()
        except sa.exc.DBAPIError as error:
            if once:
                raise
            self._pause = min(LONGEST_PAUSE, self._pause * 2 or FIRST_PAUSE)
            log.warning(
                "database unavailable; trying again",
                extra={"error": type(error.orig).__name__, "seconds": self._pause},
            )
            return []
        if self._pause:
            log.info("database is back")
            self._pause = 0.0
        return claims

    def _wait(self, busy: set[Future[Tried]], *, full: bool) -> set[Future[Tried]]:
        """Wait until a delivery is done (there may be more then), or for the next look; return the done."""
        until = time.monotonic() + (self._pause or POLL)
        while not self._stopping and (full or time.monotonic() < until):
            if not busy:
                time.sleep(TICK)
                continue
            done = wait(busy, timeout=TICK, return_when=FIRST_COMPLETED).done
            if done:
                self._collect(done)
                return done
        return set()

    def _collect(self, done: set[Future[Tried]]) -> None:
        for future in done:
            try:
                self.report.count(*future.result())
            except Exception:
                log.exception("a delivery's result was not recorded; it is tried again after its lease")

    def _try(self, held: outbox.Claim) -> Tried:
        with self._app.app_context():
            outcome = outbox.attempt(held)
            return outcome, self._record(held, outcome)

    def _record(self, held: outbox.Claim, outcome: outbox.Outcome) -> bool:
        """Record, if need be for as long as the lease lasts: what isn't recorded is sent twice."""
        until, pause = time.monotonic() + outbox.LEASE.total_seconds(), FIRST_PAUSE
        while True:
            try:
                return outbox.record(held, outcome)
            except sa.exc.DBAPIError:
                if self._stopping or time.monotonic() + pause > until:
                    raise
                time.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)

    def _tidy(self) -> None:
        if time.monotonic() - self._tidied > TIDY and not outbox.forget_delivered():
            self._tidied = time.monotonic()
