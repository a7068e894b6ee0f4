"""Reading one ticket: the one function that loads it for a person, and its timeline."""

from typing import Any

import sqlalchemy as sa

from supportapp.accounts.models import User
from supportapp.accounts.policy import Whose, whose
from supportapp.accounts.service import Person
from supportapp.database import Id
from supportapp.errors import NotFound
from supportapp.extensions import db
from supportapp.tickets.models import Event, Ticket

SHOWN_EVENTS = 500  # the newest, of one ticket


class UnknownTicket(NotFound):
    """There is no such ticket. Check the number, or list yours: GET /chat/tickets."""


def get(person: Person, ticket_id: int) -> dict[str, Any]:
    """Return a ticket this person may read, with the names of the people in it, plain; else UnknownTicket."""
    row = db.session.execute(_ONE, {"ticket_id": ticket_id}).one_or_none()
    if row is None or not (whose(person.role, "ticket.read") is Whose.ANYBODYS or row.user_id == person.id):
        raise UnknownTicket
    return dict(row._mapping)


def _one() -> sa.Select[Any]:
    """Build the statement of get(): once, since building it takes longer than running it."""
    ticket, requester = Ticket.__table__, User.__table__.alias("requester")
    assignee = User.__table__.alias("assignee")
    return (
        sa.select(
            *ticket.columns,
            requester.c.name.label("requester_name"),
            requester.c.email.label("requester_email"),
            assignee.c.name.label("assignee_name"),
        )
        .join(requester, requester.c.id == ticket.c.user_id)
        .outerjoin(assignee, assignee.c.id == ticket.c.assignee_id)
        .where(ticket.c.id == sa.bindparam("ticket_id", type_=Id))
    )


_ONE = _one()


def readable(person: Person) -> sa.ColumnElement[bool]:
    """Make the condition for the tickets this person may read."""
    return sa.true() if whose(person.role, "ticket.read") is Whose.ANYBODYS else Ticket.user_id == person.id


def timeline(ticket_id: int) -> list[dict[str, Any]]:
    """Return the events of a ticket that `get` allowed, oldest first, with the names of who did them.

    `old_name` and `new_name` are those of the people an event of kind "assignee_id" speaks of.
    """
    old, new = sa.orm.aliased(User), sa.orm.aliased(User)
    newest = (
        sa.select(Event.id, Event.kind, Event.old, Event.new, Event.source, Event.created_at, Event.actor_id)
        .add_columns(User.name.label("actor"), old.name.label("old_name"), new.name.label("new_name"))
        .outerjoin(User, User.id == Event.actor_id)
        .outerjoin(old, old.id == _person_in(Event.old))
        .outerjoin(new, new.id == _person_in(Event.new))
        .where(Event.ticket_id == ticket_id)
        .order_by(Event.id.desc())
        .limit(SHOWN_EVENTS)
    )
    return [dict(row._mapping) for row in reversed(db.session.execute(newest).all())]


def _person_in(value: sa.orm.InstrumentedAttribute[str | None]) -> sa.ColumnElement[int | None]:
    return sa.case((Event.kind == "assignee_id", sa.cast(value, sa.BigInteger)))
