"""Changing tickets: one, or many at once. Each function is one action in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from supportapp import outbox
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import AppError, Conflict, Forbidden
from supportapp.extensions import db
from supportapp.tickets import reading, rules
from supportapp.tickets.handling import writing
from supportapp.tickets.handling.writing import Changes, Row
from supportapp.tickets.models import Comment, Draft, Ticket

MOST_AT_ONCE = 500
Versions = frozenset[int] | None
"""The versions a change was made for; None: whatever it is now."""


class Stale(AppError):
    """This ticket was changed since you loaded it. Load it again, look at what changed, then make your change."""

    status = 412


class NotWithdrawn(Conflict):
    """Somebody is already working on this ticket, or it has ended, so it can't be withdrawn any more."""


@dataclass(frozen=True)
class Result:
    """What became of one ticket of many."""

    ticket_id: int
    before: Changes  # the values that were changed; empty where nothing was
    version: int = 0  # after it
    resolved_at: datetime | None = None  # before it
    failure: AppError | None = None


def change(person: Person, ticket_id: int, changes: Changes, versions: Versions = None) -> None:
    """Change a ticket; what is as wanted already stays without a trace.

    Raises UnknownTicket, Stale, StatusNotAllowed, NotEditable, NotAnAgent, and Invalid for a field that isn't theirs.
    """
    try:
        ticket = writing.lock_one(person, ticket_id)
        check_version(ticket, versions)
        if wanted := writing.real_changes(person, ticket, changes):
            writing.check_assignee(wanted)
            writing.apply(person, [ticket], wanted, utcnow())
    except AppError:
        db.session.rollback()
        raise
    db.session.commit()


def change_many(person: Person, ticket_ids: Iterable[int], changes: Changes) -> list[Result]:
    """Change many tickets alike, in the order given: what can't be changed says why, the rest is done."""
    try:
        results = write_many(person, ticket_ids, changes)
    except AppError:
        db.session.rollback()
        raise
    db.session.commit()
    return results


def write_many(person: Person, ticket_ids: Iterable[int], changes: Changes) -> list[Result]:
    """Change many tickets alike, in the caller's transaction."""
    ids = list(dict.fromkeys(ticket_ids))
    writing.check_assignee(changes)
    tickets = writing.lock(person, ids)
    planned = [_plan(person, ticket_id, tickets.get(ticket_id), changes) for ticket_id in ids]
    _apply_alike(person, [tickets[r.ticket_id] for r in planned if r.before], changes)
    versions = {ticket_id: ticket["version"] for ticket_id, ticket in tickets.items()}
    return [replace(result, version=versions.get(result.ticket_id, 0)) for result in planned]


def close(person: Person, ticket_id: int, versions: Versions = None) -> None:
    """Close a ticket; one that is closed stays so."""
    change(person, ticket_id, {"status": "closed"}, versions)


def withdraw(person: Person, ticket_id: int) -> None:
    """Close the person's own ticket as long as nobody works on it: a mistake taken back."""
    ticket = writing.lock_one(person, ticket_id)
    if not rules.may_withdraw(person, ticket):
        db.session.rollback()
        raise Forbidden if ticket["user_id"] != person.id else NotWithdrawn
    writing.apply(person, [ticket], {"status": "closed"}, utcnow(), kind="withdrawn")
    db.session.commit()


def purge(person: Person, ticket_id: int, versions: Versions = None) -> None:
    """Erase a ticket for good, with its comments, timeline, draft, and what waits to be told of it."""
    ticket = writing.lock_one(person, ticket_id)
    try:
        check_version(ticket, versions)
    except Stale:
        db.session.rollback()
        raise
    outbox.erase("ticket_id", ticket_id)
    added = sa.select(Comment.author_id, Comment.key).where(Comment.ticket_id == ticket_id, Comment.key.is_not(None))
    joined = sa.and_(Draft.state == "joined", sa.tuple_(Draft.user_id, Draft.key).in_(added))
    db.session.execute(sa.delete(Draft).where(joined).execution_options(synchronize_session=False))
    db.session.execute(sa.delete(Ticket).where(Ticket.id == ticket_id))
    if ticket["draft_id"]:
        db.session.execute(sa.delete(Draft).where(Draft.id == ticket["draft_id"]))
    db.session.commit()


def check_version(ticket: Row, versions: Versions) -> None:
    """Refuse a change that was made for another version of the ticket."""
    if versions is not None and ticket["version"] not in versions:
        raise Stale


def _plan(person: Person, ticket_id: int, ticket: Row | None, changes: Changes) -> Result:
    if ticket is None:
        return Result(ticket_id, {}, failure=reading.UnknownTicket())
    try:
        wanted = writing.real_changes(person, ticket, changes)
    except AppError as error:
        return Result(ticket_id, {}, failure=error)
    return Result(ticket_id, {name: ticket[name] for name in wanted}, resolved_at=ticket["resolved_at"])


def _apply_alike(person: Person, tickets: Sequence[Row], changes: Changes) -> None:
    """Write the changes to all at once; apart from the others, to those whose status is as wanted already.

    What is as wanted is written over with the same, but who is resolved already keeps the time of it.
    """
    now = utcnow()
    status = changes.get("status")
    as_wanted = [ticket for ticket in tickets if ticket["status"] == status]
    others = [ticket for ticket in tickets if ticket["status"] != status]
    if others:
        writing.apply(person, others, changes, now)
    if as_wanted:
        writing.apply(person, as_wanted, {name: changes[name] for name in changes if name != "status"}, now)
