"""What all changes of tickets share, in the caller's transaction: lock, decide, write columns and timeline."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from supportapp.accounts.service import Person
from supportapp.errors import Conflict, Invalid
from supportapp.extensions import db
from supportapp.tickets import reading, rules
from supportapp.tickets.draft_form import STATUS_WORDS
from supportapp.tickets.handling import readers
from supportapp.tickets.learn import ledger
from supportapp.tickets.models import Event, Ticket
from supportapp.tickets.queue import assigning

Row = dict[str, Any]
Changes = Mapping[str, Any]


class StatusNotAllowed(Conflict):
    """A ticket's status can't be changed like this."""

    def __init__(self, old: str, new: str, allowed: Sequence[str]) -> None:
        """Say what it may become instead."""
        may_be = f"You can make it: {', '.join(allowed)}." if allowed else "You can't change it."
        words = f"This ticket is {STATUS_WORDS[old].lower()}, so it can't become {STATUS_WORDS[new].lower()}. {may_be}"
        super().__init__(words, errors={"status": [may_be]})


class NotEditable(Conflict):
    """The text can be changed only as long as the ticket is open. Add a comment instead."""


def lock(person: Person, ticket_ids: Sequence[int]) -> dict[int, Row]:
    """Return the tickets among these that a person may read, by id, held until the transaction ends."""
    query = sa.select(Ticket.__table__).where(Ticket.id.in_(ticket_ids), reading.readable(person))
    rows = db.session.execute(query.order_by(Ticket.id).with_for_update())
    return {row.id: dict(row._mapping) for row in rows}


def lock_one(person: Person, ticket_id: int) -> Row:
    """Return one ticket, held until the transaction ends; else UnknownTicket."""
    row = lock(person, [ticket_id]).get(ticket_id)
    if row is None:
        db.session.rollback()
        raise reading.UnknownTicket
    return row


def check_assignee(changes: Changes) -> None:
    """Refuse to give tickets to somebody who takes none."""
    if changes.get("assignee_id") is not None:
        assigning.check(changes["assignee_id"])


def real_changes(person: Person, ticket: Row, changes: Changes) -> dict[str, Any]:
    """Return what differs from what is there, if this person may change it: Invalid, StatusNotAllowed, NotEditable."""
    if not rules.is_agent(person) and "assignee_id" in changes:
        raise Invalid(errors={"assignee_id": ["Only agents say who works on a ticket. Leave this out."]})
    wanted = {name: value for name, value in changes.items() if ticket[name] != value}
    if set(wanted) & set(rules.REQUESTERS_FIELDS) and not rules.may_edit(person, ticket):
        raise NotEditable
    if "status" in wanted:
        allowed = rules.allowed_statuses(person, ticket)
        if wanted["status"] not in allowed:
            raise StatusNotAllowed(ticket["status"], wanted["status"], allowed)
    return wanted


def apply(person: Person, tickets: Sequence[Row], wanted: Changes, now: datetime, *, kind: str = "") -> None:
    """Write the same changes to locked tickets, an event for each value that differs; bring the rows up to date.

    kind: what the timeline calls a change of status, where it has a name of its own ("withdrawn").
    """
    events = [
        _event(person, ticket, name, value, now) | ({"kind": kind} if kind and name == "status" else {})
        for ticket in tickets
        for name, value in wanted.items()
        if ticket[name] != value
    ]
    if rules.is_agent(person):
        ledger.corrected([ticket for ticket in tickets if ticket["user_id"] != person.id], wanted, now)
    with_it = rules.when_resolved(wanted["status"], now) if "status" in wanted else {}
    update(tickets, {**wanted, **with_it}, now)
    if events:
        db.session.execute(sa.insert(Event).execution_options(render_nulls=True), events)
    readers.has_acted(person, [ticket["id"] for ticket in tickets], now)


def update(tickets: Sequence[Row], values: Changes, now: datetime) -> None:
    """Write columns of locked tickets that the requester can see, and count it as a change."""
    if not tickets:
        return
    changed = (
        sa.update(Ticket)
        .where(Ticket.id.in_([ticket["id"] for ticket in tickets]))
        .values(**values, version=Ticket.version + 1, updated_at=now)
        .execution_options(synchronize_session=False)
    )
    db.session.execute(changed)
    for ticket in tickets:
        ticket.update({**values, "version": ticket["version"] + 1, "updated_at": now})


def put_back(person: Person, tickets: Sequence[Row], befores: Mapping[int, Changes], now: datetime) -> None:
    """Give locked tickets back the values they had (by id), whatever the status table says, an event for each.

    It is one statement for all: every ticket's four columns are written, those that stay with what is there.
    """
    if not tickets:
        return
    table = cast("sa.Table", Ticket.__table__)
    names = ("status", "priority", "category", "assignee_id", "resolved_at")
    back = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("ticket_id"))
        .values({name: sa.bindparam(f"old_{name}") for name in names})
        .values(version=table.c.version + 1, updated_at=now)
    )
    rows = [
        {"ticket_id": ticket["id"]} | {f"old_{name}": {**ticket, **befores[ticket["id"]]}[name] for name in names}
        for ticket in tickets
    ]
    events = [
        _event(person, ticket, name, value, now)
        for ticket in tickets
        for name, value in befores[ticket["id"]].items()
        if name != "resolved_at"  # it goes with the status
    ]
    ledger.not_corrected(tickets)
    db.session.execute(back, rows)
    db.session.execute(sa.insert(Event).execution_options(render_nulls=True), events)
    readers.has_acted(person, [ticket["id"] for ticket in tickets], now)


def _event(person: Person, ticket: Row, name: str, value: Any, now: datetime) -> dict[str, Any]:
    return {
        "ticket_id": ticket["id"],
        "actor_id": person.id,
        "kind": name,
        "old": _text(ticket[name]),
        "new": _text(value),
        "created_at": now,
    }


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
