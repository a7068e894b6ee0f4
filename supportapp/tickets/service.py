"""Tickets: submit, list, read, withdraw. Page and endpoint call these same functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from supportapp import outbox
from supportapp.accounts.models import User
from supportapp.accounts.policy import Whose, whose
from supportapp.accounts.service import Person
from supportapp.chat.models import Conversation
from supportapp.chat.service import ForeignConversation, UnknownConversation
from supportapp.database import utcnow
from supportapp.errors import Conflict, Forbidden, Invalid, NotFound
from supportapp.events import TicketSubmitted
from supportapp.extensions import db
from supportapp.tickets import ledger, offers
from supportapp.tickets.drafts import AlreadySent, DraftChanged, DraftGone, ForeignDraft, UnknownDraft
from supportapp.tickets.models import ACTIVE_STATES, Draft, Event, Ticket

NEXT_STATUSES: Mapping[str, tuple[str, ...]] = {
    "open": ("in_progress", "resolved", "closed"),
    "in_progress": ("open", "resolved", "closed"),
    "resolved": ("closed", "in_progress", "open"),
    "closed": ("open",),
}
TRIES = 5  # at a submission that meets others of the same draft or key
REQUESTER_STATUSES = ("closed", "open")  # the requester may close, withdraw and reopen


class UnknownTicket(NotFound):
    """There is no such ticket. Check the number, or list yours: GET /chat/tickets."""


class KeyUsed(Conflict):
    """This Idempotency-Key was used for another ticket. Send the same body, or use a new key."""


class NotWithdrawn(Conflict):
    """Somebody is already working on this ticket, or it has ended, so it can't be withdrawn any more."""


@dataclass(frozen=True)
class Submission:
    """A ticket to be made: valid values, where they come from, and how a repeat is recognised."""

    values: Mapping[str, str]
    link: Callable[[int], str]  # ticket id -> address of its page
    conversation_id: int | None = None
    draft_id: int | None = None
    draft_version: int | None = None  # what the page showed; None: whatever it is now
    share_conversation: bool = True  # False: the agents get the ticket without the transcript
    key: str | None = None  # Idempotency-Key
    body_hash: str | None = None
    reviewed: ledger.Reviewed = field(default_factory=ledger.Reviewed)


@dataclass(frozen=True)
class Submitted:
    """What became of a submission."""

    ticket_id: int
    repeated: bool  # it had been sent before; this is the first ticket


def submit(person: Person, submission: Submission) -> Submitted:
    """Make the ticket, its first timeline event, the draft's new state and the announcement: all or nothing.

    A repeat (same key, or same draft) returns the first ticket. Raises UnknownConversation, ForeignConversation,
    UnknownDraft, ForeignDraft, DraftGone, DraftChanged, KeyUsed.
    """
    for _ in range(TRIES):
        found = _look_up(person, submission)
        if first := _earlier(submission, found):
            return Submitted(first, repeated=True)
        _check(person, submission, found)
        try:
            ticket_id = _write(person, submission, found)
        except (IntegrityError, AlreadySent):  # the same thing was sent at the same moment: look again
            db.session.rollback()
            continue
        db.session.commit()
        return Submitted(ticket_id, repeated=False)
    raise Conflict


def get(person: Person, ticket_id: int) -> dict[str, Any]:
    """Return a ticket this person may read, with the names of the people in it, plain; else UnknownTicket."""
    assignee = sa.orm.aliased(User)
    query = (
        sa.select(
            *Ticket.__table__.columns,
            User.name.label("requester_name"),
            User.email.label("requester_email"),
            assignee.name.label("assignee_name"),
        )
        .join(User, User.id == Ticket.user_id)
        .outerjoin(assignee, assignee.id == Ticket.assignee_id)
        .where(Ticket.id == ticket_id, _readable(person))
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise UnknownTicket
    return dict(row._mapping)


def timeline(ticket_id: int) -> list[dict[str, Any]]:
    """Return the events of a ticket that `get` allowed, oldest first, with the names of who did them."""
    query = (
        sa.select(Event.id, Event.kind, Event.old, Event.new, Event.created_at, Event.actor_id)
        .add_columns(User.name.label("actor"))
        .outerjoin(User, User.id == Event.actor_id)
        .where(Event.ticket_id == ticket_id)
        .order_by(Event.id)
    )
    return [dict(row._mapping) for row in db.session.execute(query)]


def allowed_statuses(person: Person, ticket: Mapping[str, Any]) -> list[str]:
    """Return what this person may make of the ticket's status."""
    following = NEXT_STATUSES[ticket["status"]]
    if person.role != "user":
        return list(following)
    return [status for status in following if status in REQUESTER_STATUSES and ticket["user_id"] == person.id]


def withdraw(person: Person, ticket_id: int) -> None:
    """Close the person's own ticket as long as nobody works on it: a mistake taken back."""
    done = db.session.execute(
        sa.update(Ticket)
        .where(Ticket.id == ticket_id, Ticket.user_id == person.id)
        .where(Ticket.status == "open", Ticket.assignee_id.is_(None))
        .values(status="closed", version=Ticket.version + 1, updated_at=utcnow())
        .execution_options(synchronize_session=False)
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        db.session.rollback()
        if get(person, ticket_id)["user_id"] != person.id:
            raise Forbidden
        raise NotWithdrawn
    db.session.add(Event(ticket_id=ticket_id, actor_id=person.id, kind="withdrawn", old="open", new="closed"))
    db.session.commit()


def _readable(person: Person) -> sa.ColumnElement[bool]:
    return sa.true() if whose(person.role, "ticket.read") is Whose.ANYBODYS else Ticket.user_id == person.id


def _look_up(person: Person, submission: Submission) -> sa.Row[Any]:
    """Read all that decides about a submission in one statement."""
    by_key = sa.orm.aliased(Ticket)
    key = sa.literal(submission.key, sa.Text)  # a literal, so that no key is `= NULL`, which no ticket has
    here = sa.select(sa.literal(1).label("one")).subquery()
    query = (
        sa.select(
            sa.select(Conversation.user_id)
            .where(Conversation.id == submission.conversation_id)
            .scalar_subquery()
            .label("conversation_owner"),
            Draft.id.label("draft_id"),
            Draft.user_id.label("draft_owner"),
            Draft.state.label("draft_state"),
            Draft.version.label("draft_version"),
            Draft.conversation_id.label("draft_conversation_id"),
            Draft.suggestion.label("draft_suggestion"),
            Draft.offer.label("draft_offer"),
            Draft.opened_at.label("draft_opened_at"),
            Ticket.id.label("ticket_of_draft"),
            by_key.id.label("ticket_of_key"),
            by_key.submit_hash.label("hash_of_key"),
        )
        .select_from(here)
        .outerjoin(Draft, Draft.id == submission.draft_id)
        .outerjoin(Ticket, sa.and_(Ticket.draft_id == Draft.id, Draft.user_id == person.id))
        .outerjoin(by_key, sa.and_(by_key.submit_key == key, by_key.user_id == person.id))
    )
    return db.session.execute(query).one()


def _earlier(submission: Submission, found: sa.Row[Any]) -> int | None:
    if found.ticket_of_key is not None:
        if found.hash_of_key != submission.body_hash:
            raise KeyUsed
        return int(found.ticket_of_key)
    return found.ticket_of_draft  # type: ignore[no-any-return]


def _check(person: Person, submission: Submission, found: sa.Row[Any]) -> None:
    if submission.conversation_id is not None:
        if found.conversation_owner is None:
            raise UnknownConversation
        if found.conversation_owner != person.id:
            raise ForeignConversation
    if submission.draft_id is None:
        return
    if found.draft_id is None:
        raise UnknownDraft
    if found.draft_owner != person.id:
        raise ForeignDraft
    if found.draft_state not in ACTIVE_STATES:
        raise DraftGone
    if submission.conversation_id not in {None, found.draft_conversation_id}:
        raise Invalid(errors={"draft_id": ["This draft is of another conversation. Leave conversation_id out."]})
    if submission.draft_version not in {None, found.draft_version}:
        raise DraftChanged(db.session.get_one(Draft, found.draft_id))


def _write(person: Person, submission: Submission, found: sa.Row[Any]) -> int:
    now = utcnow()
    conversation_id = submission.conversation_id or found.draft_conversation_id
    if found.draft_id is not None:
        offers.end(found, submission.values, submission.reviewed)
    ticket = {
        **submission.values,
        "user_id": person.id,
        "conversation_id": conversation_id if submission.share_conversation else None,
        "draft_id": found.draft_id,
        "submit_key": submission.key,
        "submit_hash": submission.body_hash,
        "created_at": now,
        "updated_at": now,
    }
    ticket_id: int = db.session.execute(sa.insert(Ticket).values(ticket).returning(Ticket.id)).scalar_one()
    db.session.execute(sa.insert(Event).values(ticket_id=ticket_id, actor_id=person.id, kind="created", created_at=now))
    outbox.add(
        TicketSubmitted(
            ticket_id=ticket_id,
            title=submission.values["title"],
            priority=submission.values["priority"],
            category=submission.values["category"],
            url=submission.link(ticket_id),
            requester_id=person.id,
            requester_name=person.name,
            requester_email=person.email if person.verified else "",
        )
    )
    return ticket_id
