"""Changing tickets: one, or many at once. Each function is one action in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from supportapp import outbox
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import AppError, Conflict, Forbidden
from supportapp.extensions import db
from supportapp.tickets import reading, rules, writing
from supportapp.tickets.models import Draft, Ticket
from supportapp.tickets.writing import Changes, Row

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
    ids = list(dict.fromkeys(ticket_ids))
    try:
        writing.check_assignee(changes)
        tickets = writing.lock(person, ids)
        planned = [_plan(person, ticket_id, tickets.get(ticket_id), changes) for ticket_id in ids]
        _apply_alike(person, [tickets[r.ticket_id] for r in planned if r.before], changes)
    except AppError:
        db.session.rollback()
        raise
    db.session.commit()
    versions = {ticket_id: ticket["version"] for ticket_id, ticket in tickets.items()}
    return [Result(r.ticket_id, r.before, versions.get(r.ticket_id, 0), r.failure) for r in planned]


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
    return Result(ticket_id, {name: ticket[name] for name in wanted})


def _apply_alike(person: Person, tickets: Sequence[Row], changes: Changes) -> None:
    """Write to tickets in groups in which the same columns differ: a handful of statements for hundreds."""
    now = utcnow()
    groups: dict[tuple[str, ...], list[Row]] = {}
    for ticket in tickets:
        groups.setdefault(tuple(n for n in changes if ticket[n] != changes[n]), []).append(ticket)
    for names, alike in groups.items():
        writing.apply(person, alike, {name: changes[name] for name in names}, now)
