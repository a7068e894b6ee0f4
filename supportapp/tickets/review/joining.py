"""Adding a draft to a ticket there is, as a comment, instead of sending it as a ticket of its own."""

import re
from collections.abc import Mapping

import sqlalchemy as sa

from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import AppError, Conflict, Invalid
from supportapp.extensions import db
from supportapp.tickets import rules
from supportapp.tickets.handling import comments, writing
from supportapp.tickets.learn import ledger
from supportapp.tickets.models import ACTIVE_STATES, SENT_STATES, Comment, Draft
from supportapp.tickets.review.drafts import AlreadySent, DraftChanged, DraftGone, ForeignDraft, UnknownDraft, ticket_of

_MARKS = re.compile(r"([\\`*_\[\]<>~&|])")


class HasEnded(Conflict):
    """This ticket was resolved or closed meanwhile. Send yours as a new ticket, or reopen that one first."""


def join_by_id(person: Person, ticket_id: int, draft_id: int) -> comments.Added:
    """Add a draft as it was last saved, with its conversation: UnknownDraft, or what join() raises."""
    draft = db.session.get(Draft, draft_id)
    if draft is None:
        raise UnknownDraft
    return join(person, ticket_id, draft, draft.values, draft.conversation_id)


def join(
    person: Person, ticket_id: int, draft: Draft, values: Mapping[str, str], conversation_id: int | None
) -> comments.Added:
    """Say title and description on a ticket and end the draft, in one transaction.

    `conversation_id`: the draft's, where the agents may read it. A draft that was added to this ticket before gives
    the first comment. Raises UnknownTicket, HasEnded, AlreadySent, DraftChanged, DraftGone, ForeignDraft.
    """
    if draft.user_id != person.id:
        raise ForeignDraft
    if conversation_id not in {None, draft.conversation_id}:
        raise Invalid(errors={"draft_id": ["This draft is of another conversation. Leave conversation_id out."]})
    try:
        if not _end(draft, ticket_id):
            return comments.Added(_first(person, ticket_id, draft), repeated=True)
        ticket = writing.lock_one(person, ticket_id)
        if ticket["status"] in rules.ENDED:
            raise HasEnded
        said = comments.Said(body(values), key=draft.key, conversation_id=conversation_id)
        added = comments.write(person, ticket, said)
    except AppError:
        db.session.rollback()
        raise
    db.session.commit()
    return added


def body(values: Mapping[str, str]) -> str:
    """Return what is said on the ticket: the title as a strong line, then the description."""
    title = _MARKS.sub(r"\\\1", values["title"])
    return f"**{title}**\n\n{values['description']}"


def conversations_of(ticket_id: int) -> list[tuple[int, int]]:
    """Return what was added to a ticket that `reading.get` allowed: ids of conversation and comment, oldest first.

    Agents may read them, and who said them: a requester may not read what an agent talked about.
    """
    query = (
        sa.select(Comment.conversation_id, Comment.id)
        .where(Comment.ticket_id == ticket_id, Comment.conversation_id.is_not(None), Comment.internal.is_(False))
        .order_by(Comment.id)
    )
    return [(int(row.conversation_id or 0), row.id) for row in db.session.execute(query)]


def draft_of(comment_id: int) -> Draft | None:
    """Return the draft behind a comment: it knows what of its conversation the person had hidden or shown."""
    query = (
        sa.select(Draft)
        .join(Comment, sa.and_(Comment.key == Draft.key, Comment.author_id == Draft.user_id))
        .where(Comment.id == comment_id, Draft.state == "joined")
    )
    return db.session.scalar(query)


def _end(draft: Draft, ticket_id: int) -> bool:
    """Mark the draft as added; False where it is not as it was, or has ended."""
    ended = db.session.execute(
        sa.update(Draft)
        .where(Draft.id == draft.id, Draft.version == draft.version, Draft.state.in_(ACTIVE_STATES))
        .values(
            state="joined",
            answers={},
            outcome={**ledger.unsent(draft, "joined"), "ticket_id": ticket_id},
            version=Draft.version + 1,
            updated_at=utcnow(),
        )
        .execution_options(synchronize_session=False)
    )
    return bool(ended.rowcount)  # type: ignore[attr-defined]


def _first(person: Person, ticket_id: int, draft: Draft) -> int:
    """Return the comment this draft was added by; else say what became of the draft."""
    db.session.rollback()
    db.session.refresh(draft)
    if draft.state in SENT_STATES:
        mine = sa.and_(Comment.ticket_id == ticket_id, Comment.author_id == person.id, Comment.key == draft.key)
        first = db.session.scalar(sa.select(Comment.id).where(mine))
        if first is None:
            raise AlreadySent(ticket_of(draft) or 0)
        return int(first)
    raise DraftChanged(draft) if draft.state in ACTIVE_STATES else DraftGone
