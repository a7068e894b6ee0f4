"""Tables of drafts, tickets and the ticket's timeline, and of what is learnt from them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from supportapp.database import Id, utcnow
from supportapp.drafting import CATEGORIES, PRIORITIES
from supportapp.extensions import Model

STATUSES = ("open", "in_progress", "resolved", "closed")
ACTIVE_STATES = ("generated", "opened", "edited")
SENT_STATES = ("submitted", "joined")  # joined: added to a ticket there was
STATES = (*ACTIVE_STATES, *SENT_STATES, "discarded", "expired")
_IS_ACTIVE = "state IN ('generated', 'opened', 'edited')"
KINDS = ("status", "priority", "category")
LIST_INDEXES = {  # a list is walked in the order of one of these, never sorted: listing.py
    "created": ("created_at", "id"),
    "updated": ("updated_at", "id"),
    "kind_created": (*KINDS, "created_at", "id"),
    "kind_updated": (*KINDS, "updated_at", "id"),
    "user_id_created": ("user_id", "created_at", "id"),
    "user_id_updated": ("user_id", "updated_at", "id"),
    "user_id_kind_created": ("user_id", *KINDS, "created_at", "id"),
    "user_id_kind_updated": ("user_id", *KINDS, "updated_at", "id"),
    "assignee_id_created": ("assignee_id", "created_at", "id"),
    "assignee_id_updated": ("assignee_id", "updated_at", "id"),
    "assignee_id_kind_created": ("assignee_id", *KINDS, "created_at", "id"),
    "assignee_id_kind_updated": ("assignee_id", *KINDS, "updated_at", "id"),
}
"""Index by name: everybody's, one requester's, one assignee's; all, or of one status, priority and category."""

__all__ = [
    "ACTIVE_STATES",
    "CATEGORIES",
    "PRIORITIES",
    "SENT_STATES",
    "STATES",
    "STATUSES",
    "Comment",
    "Correction",
    "Draft",
    "Event",
    "Learnt",
    "Ticket",
]


class Draft(Model):
    """A proposed ticket: what the drafter suggested, and what the person has made of it so far."""

    __tablename__ = "draft"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "key"),
        sa.Index(
            "uq_draft_active_conversation",
            "user_id",
            "conversation_id",
            unique=True,
            sqlite_where=sa.text(_IS_ACTIVE),
            postgresql_where=sa.text(_IS_ACTIVE),
        ),
        sa.Index(None, "user_id", "updated_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str]  # made with the page, before the row is: a form sent twice finds the same draft
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="CASCADE"))
    conversation_id: Mapped[int | None] = mapped_column(
        Id, sa.ForeignKey("conversation.id", ondelete="SET NULL"), index=True
    )
    message_count: Mapped[int] = mapped_column(default=0)  # how far the conversation had gone; messages only add up
    state: Mapped[str] = mapped_column(default="generated")
    version: Mapped[int] = mapped_column(default=1)  # counts saves; a page that shows an older one may not overwrite
    drafter: Mapped[str]
    drafter_version: Mapped[str]
    suggestion: Mapped[dict[str, Any]]  # what the drafter wrote: values, evidence, sentences, confidence, reasons
    values: Mapped[dict[str, Any]]  # the four fields as the person last saved them
    offer: Mapped[dict[str, Any] | None]  # a language model's suggestion, to be taken field by field
    shown: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what the person unmasked, by the finding's name
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)  # to the questions about what was missing
    outcome: Mapped[dict[str, Any] | None]  # how it ended, in figures: ledger.py
    useful: Mapped[bool | None]  # the requester's word on it, after sending
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)
    opened_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]


class Ticket(Model):
    """A sent ticket. Limits on its values live in draft_form.py, so that a new limit needs no migration."""

    __tablename__ = "ticket"
    __table_args__ = (
        sa.Index(
            "uq_ticket_user_id_submit_key",
            "user_id",
            "submit_key",
            unique=True,
            sqlite_where=sa.text("submit_key IS NOT NULL"),
            postgresql_where=sa.text("submit_key IS NOT NULL"),
        ),
        *(sa.Index(f"ix_ticket_{name}", *columns) for name, columns in LIST_INDEXES.items()),
        sa.Index(None, "conversation_id", "id"),
        sa.Index(
            None,
            "resolved_at",
            "created_at",
            sqlite_where=sa.text("resolved_at IS NOT NULL"),
            postgresql_where=sa.text("resolved_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("conversation.id", ondelete="SET NULL"))
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id"))
    draft_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("draft.id", ondelete="SET NULL"), unique=True)
    title: Mapped[str]
    description: Mapped[str]
    priority: Mapped[str]
    category: Mapped[str]
    status: Mapped[str] = mapped_column(default="open")
    assignee_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1)  # the ETag: counts what the requester can see change
    submit_key: Mapped[str | None]  # the Idempotency-Key it was sent with: a repeat finds this ticket
    submit_hash: Mapped[str | None]  # of the body it was sent with: the same key with another body is refused
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)  # of what the requester can see; a note leaves it
    resolved_at: Mapped[datetime | None]
    first_reply_at: Mapped[datetime | None]  # an agent's first public comment
    last_reply_by: Mapped[str | None]  # requester | agent: who wrote the newest public comment
    noted_at: Mapped[datetime | None]  # the newest internal note: for agents' eyes only


class Event(Model):
    """A fact in the ticket's timeline."""

    __tablename__ = "ticket_event"
    __table_args__ = (sa.Index(None, "ticket_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id", ondelete="CASCADE"))
    actor_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="SET NULL"))
    kind: Mapped[str]  # created, withdrawn, or the name of the column that was changed
    old: Mapped[str | None]
    new: Mapped[str | None]
    source: Mapped[str | None]  # what changed it where no person here did: "rotation", "Jira: NAME"
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class Comment(Model):
    """What somebody said on a ticket: a public comment, or a note that only agents ever see.

    On SQLite a trigger takes the ticket out of the search index before a row comes in and puts it back after, so a
    row must never be added with ON CONFLICT: see the migration.
    """

    __tablename__ = "comment"
    __table_args__ = (
        sa.Index(None, "ticket_id", "id"),
        sa.UniqueConstraint("ticket_id", "author_id", "key"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="SET NULL"))
    by_agent: Mapped[bool]  # as the author's role was then
    internal: Mapped[bool] = mapped_column(default=False)  # a note
    body: Mapped[str]  # markdown, as typed; empty once deleted
    key: Mapped[str | None]  # made with the form, or the Idempotency-Key: a repeat finds this comment
    conversation_id: Mapped[int | None] = mapped_column(  # another conversation that was added to the ticket
        Id, sa.ForeignKey("conversation.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class Correction(Model):
    """A field that an agent changed soon after sending: the draft, and who sent it, had it wrong."""

    __tablename__ = "ticket_correction"
    __table_args__ = (sa.Index(None, "ticket_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id", ondelete="CASCADE"))
    field: Mapped[str]
    old: Mapped[str | None]  # of category and priority; no text is kept twice
    new: Mapped[str | None]
    distance: Mapped[float]  # 0 to 1
    created_at: Mapped[datetime]


class Learnt(Model):
    """A model trained on this desk's own tickets; where none is active, drafts are made with the shipped one."""

    __tablename__ = "drafter_model"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[str] = mapped_column(unique=True)
    content: Mapped[bytes]
    manifest: Mapped[dict[str, Any]]  # what it was trained on
    figures: Mapped[dict[str, Any]]  # how good it was on tickets nobody trains on, beside the model before it
    active: Mapped[bool] = mapped_column(default=False)
    before: Mapped[str | None]  # the version that was active when this one was switched on; None: the shipped one
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
