"""Changing many tickets at once, so that the result can be looked at and, for some seconds, undone.

`BulkChange.results`: `changes` as they were asked for, and in `tickets` by id, of each: `before` (the values that were
changed, and `resolved_at` where the status was), `version` (after it), `failure` (words) and, once undone, `kept` where
somebody had changed the ticket meanwhile.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import AppError, Conflict, NotFound
from supportapp.extensions import db
from supportapp.tickets.handling import changes as one_by_one
from supportapp.tickets.handling import writing
from supportapp.tickets.handling.writing import Changes
from supportapp.tickets.queue.queue_models import BulkChange

UNDO_WITHIN = timedelta(seconds=10)
ON_ITS_WAY = timedelta(seconds=5)  # a press at the last moment still counts when it arrives
KEPT_FOR = timedelta(days=1)


class UnknownBulk(NotFound):
    """There is no such change of several tickets, or somebody else made it. Look at the tickets themselves."""


class TooLateToUndo(Conflict):
    """A change of several tickets can be undone for 10 seconds. It stays; change the tickets back yourself."""


@dataclass(frozen=True)
class Done:
    """What became of a change of several tickets."""

    key: str
    changes: Mapping[str, Any]
    changed: list[int]  # ids
    as_wanted: list[int]  # nothing had to be changed
    failed: dict[int, str]  # why not
    kept: list[int]  # not put back
    undone: bool
    seconds_left: int  # to undo it


def change(person: Person, ticket_ids: Iterable[int], changes: Changes) -> str:
    """Change many tickets alike and keep what became of each; return the key to look it up by."""
    try:
        results = one_by_one.write_many(person, ticket_ids, changes)
    except AppError:
        db.session.rollback()
        raise
    key, now = secrets.token_urlsafe(12), utcnow()
    kept = {"changes": dict(changes), "tickets": {str(result.ticket_id): _kept(result) for result in results}}
    forgotten = sa.delete(BulkChange).where(BulkChange.user_id == person.id, BulkChange.created_at < now - KEPT_FOR)
    db.session.execute(forgotten.execution_options(synchronize_session=False))
    db.session.execute(sa.insert(BulkChange).values(key=key, user_id=person.id, results=kept, created_at=now))
    db.session.commit()
    return key


def find(person: Person, key: str) -> Done | None:
    """Return what became of a change this person made; None for any other key."""
    row: BulkChange | None = db.session.execute(_mine(person, key)).scalar_one_or_none()
    return _done(row) if row else None


def undo(person: Person, key: str) -> None:
    """Give the tickets back what they had, except those that were changed since; doing it again changes nothing.

    Raises UnknownBulk and TooLateToUndo.
    """
    row: BulkChange | None = db.session.execute(_mine(person, key).with_for_update()).scalar_one_or_none()
    now = utcnow()
    if row is None or row.undone_at or now - row.created_at > UNDO_WITHIN + ON_ITS_WAY:
        failure = UnknownBulk if row is None else None if row.undone_at else TooLateToUndo
        db.session.rollback()
        if failure:
            raise failure
        return
    changed = {int(number): one for number, one in row.results["tickets"].items() if one["before"]}
    tickets = writing.lock(person, list(changed))
    untouched = [ticket for number, ticket in tickets.items() if ticket["version"] == changed[number]["version"]]
    befores = {ticket["id"]: _before(changed[ticket["id"]]["before"]) for ticket in untouched}
    writing.put_back(person, untouched, befores, now)
    after = {str(number): {**one, "kept": number not in befores} for number, one in changed.items()}
    row.results = {**row.results, "tickets": {**row.results["tickets"], **after}}
    row.undone_at = now
    db.session.commit()


def _mine(person: Person, key: str) -> sa.Select[Any]:
    plain = key if key.isascii() and key.isprintable() else ""  # it comes from an address; databases differ on NUL
    return sa.select(BulkChange).where(BulkChange.key == plain, BulkChange.user_id == person.id)


def _kept(result: one_by_one.Result) -> dict[str, Any]:
    before = dict(result.before)
    if "status" in before:
        before["resolved_at"] = result.resolved_at.isoformat() if result.resolved_at else None
    return {"before": before, "version": result.version, "failure": result.failure.message if result.failure else ""}


def _before(stored: Mapping[str, Any]) -> dict[str, Any]:
    text = stored.get("resolved_at")
    return {**stored, "resolved_at": datetime.fromisoformat(text)} if text else dict(stored)


def _done(row: BulkChange) -> Done:
    tickets = dict(sorted((int(number), one) for number, one in row.results["tickets"].items()))
    left = int((row.created_at + UNDO_WITHIN - utcnow()).total_seconds())
    return Done(
        key=row.key,
        changes=row.results["changes"],
        changed=[number for number, one in tickets.items() if one["before"]],
        as_wanted=[number for number, one in tickets.items() if not one["before"] and not one["failure"]],
        failed={number: one["failure"] for number, one in tickets.items() if one["failure"]},
        kept=[number for number, one in tickets.items() if one.get("kept")],
        undone=row.undone_at is not None,
        seconds_left=0 if row.undone_at else max(0, left),
    )
