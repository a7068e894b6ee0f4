"""Sending a ticket: page and endpoint call this same function."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from supportapp import outbox
from supportapp.accounts.service import Person
from supportapp.chat.models import Conversation
from supportapp.chat.service import ForeignConversation, UnknownConversation
from supportapp.database import Id, utcnow
from supportapp.errors import Conflict, Invalid
from supportapp.events import TicketSubmitted
from supportapp.extensions import db
from supportapp.tickets.learn import ledger
from supportapp.tickets.models import ACTIVE_STATES, Draft, Event, Ticket
from supportapp.tickets.queue import assigning
from supportapp.tickets.review import offers
from supportapp.tickets.review.drafts import AlreadySent, DraftChanged, DraftGone, ForeignDraft, UnknownDraft

TRIES = 5  # at a submission that meets others of the same draft or key


class KeyUsed(Conflict):
    """This Idempotency-Key was used for another ticket. Send the same body, or use a new key."""


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


def _look_up(person: Person, submission: Submission) -> sa.Row[Any]:
    """Read all that decides about a submission in one statement."""
    asked = {
        "person": person.id,
        "key": submission.key,
        "draft": submission.draft_id,
        "conversation": submission.conversation_id,
        "category": submission.values["category"],
    }
    return db.session.execute(_DECIDING, asked).one()


def _deciding() -> sa.Select[Any]:
    """Build the statement of _look_up(): once, since building it takes longer than running it.

    What is not given is `= NULL`, which no row has; `IS NULL` would go through the whole table.
    """
    draft, ticket, by_key = Draft.__table__, Ticket.__table__, Ticket.__table__.alias("by_key")
    conversation = Conversation.__table__.c
    given = {name: sa.bindparam(name, type_=Id) for name in ("person", "draft", "conversation")}
    here = sa.select(sa.literal(1).label("one")).subquery()
    owner = sa.select(conversation.user_id).where(conversation.id == given["conversation"]).scalar_subquery()
    of_draft = ("id", "state", "version", "conversation_id", "suggestion", "offer", "opened_at")
    same_key = sa.and_(by_key.c.submit_key == sa.bindparam("key", type_=sa.Text), by_key.c.user_id == given["person"])
    return (
        sa.select(
            owner.label("conversation_owner"),
            draft.c.user_id.label("draft_owner"),
            *(draft.c[name].label(f"draft_{name}") for name in of_draft),
            ticket.c.id.label("ticket_of_draft"),
            by_key.c.id.label("ticket_of_key"),
            by_key.c.submit_hash.label("hash_of_key"),
            assigning.is_rotated(sa.bindparam("category", type_=sa.Text)).label("is_rotated"),
        )
        .select_from(here)
        .outerjoin(draft, draft.c.id == given["draft"])
        .outerjoin(ticket, sa.and_(ticket.c.draft_id == draft.c.id, draft.c.user_id == given["person"]))
        .outerjoin(by_key, same_key)
    )


_DECIDING = _deciding()
_NEW_TICKET = sa.insert(Ticket.__table__).returning(Ticket.__table__.c.id)  # type: ignore[arg-type]
_NEW_EVENTS = sa.insert(Event.__table__)  # type: ignore[arg-type]


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
    if found.is_rotated:
        ticket["assignee_id"] = assigning.next_in_turn(submission.values["category"], now)
    ticket_id: int = db.session.execute(_NEW_TICKET, ticket).scalar_one()
    db.session.execute(_NEW_EVENTS, _events(person, ticket_id, ticket))
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


def _events(person: Person, ticket_id: int, ticket: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the first facts of the timeline: who sent it, and to whom the rotation gave it."""
    created = {"ticket_id": ticket_id, "actor_id": person.id, "kind": "created", "created_at": ticket["created_at"]}
    if not ticket.get("assignee_id"):
        return [created]
    nothing = {"new": None, "source": None}
    given = {"actor_id": None, "kind": "assignee_id", "new": str(ticket["assignee_id"]), "source": assigning.SOURCE}
    return [created | nothing, created | given]
