"""The life of a draft: generated -> opened -> edited -> submitted | joined | discarded | expired.

A draft is found by its key, which is made with the page, before the row is: reading never writes, and a form that
is sent twice finds the same draft. For each conversation a person has one active draft.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.chat.models import Conversation
from supportapp.database import utcnow
from supportapp.errors import Conflict, Forbidden, Invalid, NotFound
from supportapp.extensions import db
from supportapp.tickets.learn import ledger
from supportapp.tickets.models import ACTIVE_STATES, SENT_STATES, Draft, Ticket
from supportapp.tickets.review import fresh, masking

VALUES = fresh.VALUES
Drafter = Callable[[Person, Conversation], Draft]


class NothingSaid(Invalid):
    """This conversation has no messages yet, so there is nothing to draft. Add a message first."""


class UnknownDraft(NotFound):
    """There is no such draft. Check draft_id, or make one: POST /chat/generate-ticket."""


class ForeignDraft(Forbidden):
    """This draft belongs to somebody else. Make your own: POST /chat/generate-ticket."""


class DraftGone(Conflict):
    """This draft was discarded or replaced. Make a new one from the conversation."""


class DraftChanged(Conflict):
    """This draft was changed in another window. Compare both texts, then save or send again."""

    def __init__(self, draft: Draft) -> None:
        """Keep the draft as it stands now."""
        self.draft = draft
        super().__init__()


class AlreadySent(Conflict):
    """A ticket was already sent from this draft."""

    def __init__(self, ticket_id: int) -> None:
        """Keep which one."""
        self.ticket_id = ticket_id
        super().__init__()


@dataclass(frozen=True)
class Typed:
    """What a person has typed into the review page."""

    key: str
    version: int
    values: Mapping[str, str]
    conversation_id: int | None = None
    shown_at: datetime | None = field(default=None)
    beside: Mapping[str, Any] = field(default_factory=dict)  # `answers` to what was missing, what is `shown`


def generate(
    person: Person,
    conversation_id: int | None,
    drafter: Drafter | None = None,
    *,
    opened: bool = False,
    again: bool = False,
) -> Draft:
    """Return the stored draft for a conversation, drafting it first where there is none or the talk has gone on.

    An unchanged conversation gives the same draft, also when its ticket was sent, unless `again` asks for another.
    What the person had edited is kept when the conversation has gone on. None gives a template. `drafter` may be slow.
    """
    if conversation_id is None:
        return _store(fresh.from_template(person))
    conversation = chat.get_to_draft(person, conversation_id)
    if not conversation.message_count:
        raise NothingSaid
    latest = _latest(person, conversation_id)
    if latest and latest.message_count == conversation.message_count and not (again and latest.state in SENT_STATES):
        return _mark_opened(latest) if opened else latest
    draft = (drafter or fresh.drafted)(person, conversation)
    if latest:
        db.session.refresh(latest)  # drafting may have taken a while
    if latest and latest.state in ACTIVE_STATES:
        draft.shown, draft.answers = latest.shown, latest.answers
        draft.values = {**masking.suggested(draft), **edits(latest)}
        draft.state = "edited" if edits(latest) else draft.state
        latest.state, latest.outcome = "expired", ledger.unsent(latest, "expired")
        db.session.flush()
    if opened:
        draft.state, draft.opened_at = ("opened" if draft.state == "generated" else draft.state), utcnow()
    return _store(draft)


def show(person: Person, conversation_id: int | None = None, key: str | None = None) -> Draft:
    """Return the draft a review page shows, without writing: the stored one, else one that has no row yet."""
    if key is not None:
        draft = _by_key(person, key)
        if draft is None or draft.state not in (*ACTIVE_STATES, *SENT_STATES):
            raise UnknownDraft
        return draft
    if conversation_id is None:
        return fresh.empty(person)
    conversation = chat.get(person, conversation_id)
    if latest := _latest(person, conversation_id):
        return latest
    if conversation.message_count:
        return fresh.drafted(person, conversation)
    return fresh.empty(person, conversation_id=conversation_id)


def save(person: Person, typed: Typed) -> Draft:
    """Keep what was typed, valid or not; DraftChanged where another window saved meanwhile."""
    draft = find(person, typed)
    kept = {"values": dict(typed.values), **typed.beside}
    if all(getattr(draft, name) == value for name, value in kept.items()):
        return draft
    if draft.version != typed.version:
        raise DraftChanged(draft)
    changed = db.session.execute(
        sa.update(Draft)
        .where(Draft.id == draft.id, Draft.version == typed.version, Draft.state.in_(ACTIVE_STATES))
        .values(
            **kept,
            version=Draft.version + 1,
            state="edited",
            opened_at=sa.func.coalesce(Draft.opened_at, sa.literal(typed.shown_at or utcnow(), Draft.opened_at.type)),
            updated_at=utcnow(),
        )
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    db.session.refresh(draft)
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise DraftChanged(draft)
    return draft


def find(person: Person, typed: Typed) -> Draft:
    """Return the active draft a page belongs to, storing it first where it has no row yet."""
    draft = _by_key(person, typed.key)
    if draft is None and typed.conversation_id is not None:
        said = chat.get(person, typed.conversation_id).message_count
        drafter = partial(fresh.drafted, key=typed.key)
        latest = _latest(person, typed.conversation_id)
        draft = generate(person, typed.conversation_id, drafter=drafter) if said else latest
    draft = draft or _store(fresh.empty(person, typed.key, typed.conversation_id))
    if draft.state in SENT_STATES:
        raise AlreadySent(ticket_of(draft) or 0)
    if draft.state not in ACTIVE_STATES:
        raise DraftGone
    return draft


def discard(person: Person, key: str) -> None:
    """Erase for good what a draft and its older versions hold; discarding one that was never stored needs nothing."""
    draft = _by_key(person, key)
    if draft is None or draft.state not in ACTIVE_STATES:
        return
    alone = draft.conversation_id is None
    same = Draft.id == draft.id if alone else Draft.conversation_id == draft.conversation_id
    unsent = sa.and_(Draft.user_id == person.id, Draft.state.in_((*ACTIVE_STATES, "expired")))
    erased = {"state": "discarded", "values": {}, "suggestion": {}, "shown": {}, "answers": {}, "offer": sa.null()}
    figures = sa.literal(ledger.unsent(draft, "discarded"), Draft.outcome.type)
    erased["outcome"] = sa.case((Draft.id == draft.id, figures), else_=Draft.outcome)
    query = sa.update(Draft).where(same, unsent).values(**erased, updated_at=utcnow(), version=Draft.version + 1)
    db.session.execute(query.execution_options(synchronize_session=False))
    db.session.commit()


def edits(draft: Draft) -> dict[str, str]:
    """Return the values that differ from the drafter's."""
    suggested = masking.suggested(draft)
    return {name: draft.values[name] for name in VALUES if draft.values[name] != suggested[name]}


def ticket_of(draft: Draft) -> int | None:
    """Return the id of the ticket that was sent from a draft, or that it was added to."""
    if draft.state == "joined":
        return int(draft.outcome["ticket_id"]) if draft.outcome else None
    return db.session.scalar(sa.select(Ticket.id).where(Ticket.draft_id == draft.id))


def of_ticket(draft_id: int | None) -> Draft | None:
    """Return the draft a ticket came from."""
    return db.session.get(Draft, draft_id) if draft_id else None


def waiting(person: Person, limit: int = 5) -> list[Draft]:
    """Return the drafts a person has edited and not sent, last changed first."""
    query = sa.select(Draft).where(Draft.user_id == person.id, Draft.state == "edited")
    return list(db.session.scalars(query.order_by(Draft.updated_at.desc()).limit(limit)))


def _latest(person: Person, conversation_id: int) -> Draft | None:
    query = sa.select(Draft).where(
        Draft.user_id == person.id,
        Draft.conversation_id == conversation_id,
        Draft.state.in_((*ACTIVE_STATES, *SENT_STATES)),
    )
    return db.session.scalar(query.order_by(Draft.id.desc()).limit(1))


def _by_key(person: Person, key: str) -> Draft | None:
    if not key.isprintable():  # not one of ours, and PostgreSQL would not take a NUL
        return None
    return db.session.scalar(sa.select(Draft).where(Draft.user_id == person.id, Draft.key == key))


def _store(draft: Draft) -> Draft:
    """Store a draft; where another request was quicker, return that one's."""
    db.session.add(draft)
    try:
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        active = sa.and_(Draft.conversation_id == draft.conversation_id, Draft.state.in_(ACTIVE_STATES))
        query = sa.select(Draft).where(Draft.user_id == draft.user_id, sa.or_(Draft.key == draft.key, active))
        quicker = db.session.scalars(query.order_by((Draft.key == draft.key).desc())).first()
        if quicker is None:
            raise DraftGone from error
        return quicker
    return draft


def _mark_opened(draft: Draft) -> Draft:
    if draft.state == "generated":
        draft.state, draft.opened_at = "opened", utcnow()
        db.session.commit()
    return draft
