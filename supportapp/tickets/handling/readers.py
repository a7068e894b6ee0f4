"""What one person has seen of a ticket, is writing on it, and has not sent yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from supportapp.accounts.models import User
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.fields import storable
from supportapp.tickets import reading, rules
from supportapp.tickets.queue.queue_models import Reader

TYPING = timedelta(seconds=20)  # a page that is typed into tells so every ten seconds
_insert: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def saw(person: Person, ticket_id: int) -> None:
    """Note that somebody has looked at a ticket."""
    reading.get(person, ticket_id)
    note(person, [ticket_id], seen_at=utcnow())
    db.session.commit()


def is_writing(person: Person, ticket_id: int, text: str, *, internal: bool) -> list[str]:
    """Keep what somebody is writing; return the names of others who are, which only agents are told."""
    reading.get(person, ticket_id)
    unsent = storable(text) if text.strip() else None
    until = utcnow() + TYPING if unsent else None
    note(person, [ticket_id], unsent=unsent, unsent_internal=internal, replying_until=until)
    db.session.commit()
    return others_writing(person, ticket_id)


def others_writing(person: Person, ticket_id: int) -> list[str]:
    """Return the names of the agents who are writing on a ticket at this moment; nobody, to a requester."""
    if not rules.is_agent(person):
        return []
    query = (
        sa.select(User.name)
        .join(Reader, Reader.user_id == User.id)
        .where(Reader.ticket_id == ticket_id, Reader.replying_until > utcnow())
        .where(User.id != person.id, User.role != "user")
        .order_by(User.name)
    )
    return list(db.session.scalars(query))


@dataclass(frozen=True)
class Mine:
    """What is kept of one person and one ticket."""

    seen_at: datetime | None = None
    unsent: str = ""  # written and not sent
    internal: bool = False  # it was to be a note


def mine(person: Person, ticket_id: int) -> Mine:
    """Return when somebody last looked at a ticket, and what they wrote and did not send."""
    query = sa.select(Reader.seen_at, Reader.unsent, Reader.unsent_internal)
    row = db.session.execute(query.where(Reader.ticket_id == ticket_id, Reader.user_id == person.id)).one_or_none()
    return Mine(row.seen_at, row.unsent or "", row.unsent_internal) if row else Mine()


def note(person: Person, ticket_ids: Sequence[int], **values: Any) -> None:
    """Store values for one person and some tickets, in the caller's transaction."""
    rows = [
        {"ticket_id": ticket_id, "user_id": person.id, "unsent_internal": False, **values}
        for ticket_id in sorted(ticket_ids)
    ]
    adding = _insert[db.engine.dialect.name](Reader).values(rows)
    keys = (Reader.ticket_id, Reader.user_id)
    db.session.execute(adding.on_conflict_do_update(index_elements=keys, set_={n: adding.excluded[n] for n in values}))


def has_acted(person: Person, ticket_ids: Sequence[int], now: datetime) -> None:
    """Note in the caller's transaction that an agent knows of a change: it is their own."""
    if rules.is_agent(person):
        note(person, ticket_ids, seen_at=now)


def is_unread(ticket: Mapping[str, Any], seen_at: datetime | None) -> bool:
    """Tell whether something happened to a ticket at work since an agent last looked at it."""
    moments = [moment for moment in (ticket["updated_at"], ticket["noted_at"]) if moment]
    return ticket["status"] != "closed" and (seen_at is None or max(moments) > seen_at)
