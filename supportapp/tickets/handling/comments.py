"""Comments and notes: say, list, correct, take back. A note is for agents: nobody else learns that it exists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from supportapp.accounts.models import User
from supportapp.accounts.policy import Whose, whose
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from supportapp.extensions import db
from supportapp.tickets import reading, rules
from supportapp.tickets.handling import readers, writing
from supportapp.tickets.handling.writing import Row
from supportapp.tickets.models import Comment, Ticket

CORRECTED_WITHIN = timedelta(minutes=15)


class UnknownComment(NotFound):
    """There is no such comment on this ticket. Load the ticket again."""


class NotYours(Forbidden):
    """Only who wrote a comment can change it; they or an admin can take it back. Add one of your own."""


class TooLate(Conflict):
    """A comment can be changed for 15 minutes, then others have read it. Add another one instead."""


class CommentGone(Conflict):
    """This comment was deleted, so it can't be changed any more. Add another one."""


class KeyUsed(Conflict):
    """This Idempotency-Key was used for another comment on this ticket. Send the same text, or use a new key."""


@dataclass(frozen=True)
class Said:
    """Something to be said on a ticket."""

    body: str  # markdown
    internal: bool = False
    status: str | None = None  # what the ticket shall become; None: what follows from who speaks
    key: str | None = None  # a repeat with the same key finds the first comment
    conversation_id: int | None = None  # a conversation that comes with it


@dataclass(frozen=True)
class Added:
    """What became of it."""

    comment_id: int
    repeated: bool  # it had been said before; this is the first one


def add(person: Person, ticket_id: int, said: Said) -> Added:
    """Say something on a ticket: an agent's answer takes up an open one, the requester's word reopens an ended one.

    Raises UnknownTicket, KeyUsed, StatusNotAllowed, and Invalid for a note by somebody who may not write one.
    """
    try:
        added = write(person, writing.lock_one(person, ticket_id), said)
    except AppError:
        db.session.rollback()
        raise
    db.session.commit()
    return added


def write(person: Person, ticket: Row, said: Said) -> Added:
    """Say something on a locked ticket, in the caller's transaction."""
    if said.internal and not rules.is_agent(person):
        raise Invalid(errors={"internal": ["Only agents write internal notes. Leave this out."]})
    if first := _said_before(person, ticket["id"], said):
        return Added(first, repeated=True)
    now = utcnow()
    by_agent = rules.is_agent(person) and ticket["user_id"] != person.id
    comment_id = _insert(person, ticket["id"], said, by_agent=by_agent, now=now)
    if said.internal:
        _noted(ticket["id"], now)
    else:
        writing.update([ticket], _replied(ticket, now, by_agent=by_agent), now)
    status = said.status or _following(ticket, said, by_agent=by_agent)
    if wanted := writing.real_changes(person, ticket, {"status": status}):
        writing.apply(person, [ticket], wanted, now)
    readers.note(person, [ticket["id"]], seen_at=now, unsent=None, replying_until=None)
    return Added(comment_id, repeated=False)


def listed(person: Person, ticket_id: int, limit: int, after: int = 0) -> tuple[list[dict[str, Any]], int | None]:
    """Return comments of a ticket this person may read, oldest first, and the id the next page begins after."""
    reading.get(person, ticket_id)
    query = _visible(person, ticket_id).where(Comment.id > after).order_by(Comment.id).limit(limit + 1)
    rows = [dict(row._mapping) for row in db.session.execute(query)]
    more, rows = len(rows) > limit, rows[:limit]
    return rows, rows[-1]["id"] if more else None


def newest(person: Person, ticket_id: int, limit: int, before: int | None = None) -> tuple[list[dict[str, Any]], bool]:
    """Return the newest comments of a ticket that `reading.get` allowed, oldest first; whether there are older ones.

    before: the id of a comment; only those that came before it.
    """
    query = _visible(person, ticket_id).order_by(Comment.id.desc()).limit(limit + 1)
    if before is not None:
        query = query.where(Comment.id < before)
    rows = [dict(row._mapping) for row in db.session.execute(query)]
    return rows[:limit][::-1], len(rows) > limit


def one(person: Person, ticket_id: int, comment_id: int) -> dict[str, Any]:
    """Return one comment this person may read; else UnknownTicket or UnknownComment."""
    reading.get(person, ticket_id)
    row = db.session.execute(_visible(person, ticket_id).where(Comment.id == comment_id)).one_or_none()
    if row is None:
        raise UnknownComment
    return dict(row._mapping)


def edit(person: Person, ticket_id: int, comment_id: int, body: str) -> None:
    """Change the text of one's own comment, for a quarter of an hour."""
    comment = one(person, ticket_id, comment_id)
    if comment["author_id"] != person.id:
        raise NotYours
    if comment["deleted_at"]:
        raise CommentGone
    if not may_edit(person, comment):
        raise TooLate
    if comment["body"] != body:
        _change(comment_id, {"body": body, "edited_at": utcnow()})
    db.session.commit()


def delete(person: Person, ticket_id: int, comment_id: int) -> None:
    """Take a comment back: its text goes, that there was one stays. Doing it again changes nothing."""
    comment = one(person, ticket_id, comment_id)
    if not may_delete(person, comment) and not comment["deleted_at"]:
        raise NotYours
    if not comment["deleted_at"]:
        _change(comment_id, {"body": "", "conversation_id": None, "deleted_at": utcnow()})
    db.session.commit()


def may_edit(person: Person, comment: Mapping[str, Any]) -> bool:
    """Tell whether this person may change this comment now."""
    fresh = utcnow() - comment["created_at"] <= CORRECTED_WITHIN
    return fresh and comment["author_id"] == person.id and comment["deleted_at"] is None


def may_delete(person: Person, comment: Mapping[str, Any]) -> bool:
    """Tell whether this person may take this comment back."""
    anybodys = whose(person.role, "comment.delete") is Whose.ANYBODYS
    return comment["deleted_at"] is None and (anybodys or comment["author_id"] == person.id)


def is_said(person: Person, ticket_id: int, key: str) -> bool:
    """Tell whether this person has sent the comment that was to have this key."""
    mine = sa.and_(Comment.ticket_id == ticket_id, Comment.author_id == person.id, Comment.key == key)
    return db.session.scalar(sa.select(Comment.id).where(mine)) is not None


def _visible(person: Person, ticket_id: int) -> sa.Select[Any]:
    """Select the comments of a ticket that this person may see: notes, only for those who may write them."""
    shown = [c for c in Comment.__table__.columns if c.name != "key"]
    query = sa.select(*shown, User.name.label("author")).outerjoin(User, User.id == Comment.author_id)
    query = query.where(Comment.ticket_id == ticket_id)
    return query if rules.is_agent(person) else query.where(Comment.internal.is_(False))


def _said_before(person: Person, ticket_id: int, said: Said) -> int | None:
    if not said.key:
        return None
    mine = sa.and_(Comment.ticket_id == ticket_id, Comment.author_id == person.id, Comment.key == said.key)
    row = db.session.execute(sa.select(Comment.id, Comment.body, Comment.internal).where(mine)).one_or_none()
    if row is None:
        return None
    if (row.body, row.internal) != (said.body, said.internal):
        raise KeyUsed
    return int(row.id)


def _insert(person: Person, ticket_id: int, said: Said, *, by_agent: bool, now: datetime) -> int:
    values = {
        "ticket_id": ticket_id,
        "author_id": person.id,
        "by_agent": by_agent,
        "internal": said.internal,
        "body": said.body,
        "key": said.key,
        "conversation_id": said.conversation_id,
        "created_at": now,
    }
    return int(db.session.execute(sa.insert(Comment).values(values).returning(Comment.id)).scalar_one())


def _noted(ticket_id: int, now: datetime) -> None:
    noted = sa.update(Ticket).where(Ticket.id == ticket_id).values(noted_at=now)
    db.session.execute(noted.execution_options(synchronize_session=False))


def _replied(ticket: Row, now: datetime, *, by_agent: bool) -> dict[str, Any]:
    """Return the columns that keep who spoke last, and when an agent first did."""
    first = {"first_reply_at": now} if by_agent and ticket["first_reply_at"] is None else {}
    return {"last_reply_by": "agent" if by_agent else "requester", **first}


def _following(ticket: Row, said: Said, *, by_agent: bool) -> str:
    return str(ticket["status"]) if said.internal else rules.after_reply(ticket, by_agent=by_agent)


def _change(comment_id: int, values: Mapping[str, Any]) -> None:
    changed = sa.update(Comment).where(Comment.id == comment_id, Comment.deleted_at.is_(None)).values(**values)
    db.session.execute(changed.execution_options(synchronize_session=False))
