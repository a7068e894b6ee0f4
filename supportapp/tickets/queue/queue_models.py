"""Tables behind the agents' queue: who has read and is writing what, saved views, bulk changes, whose turn it is."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from supportapp.database import Id, utcnow
from supportapp.extensions import Model


class Reader(Model):
    """One person and one ticket: when they last looked at it, and what they are writing."""

    __tablename__ = "ticket_reader"

    ticket_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[datetime | None]
    replying_until: Mapped[datetime | None]  # typing now, or seconds ago
    unsent: Mapped[str | None]  # a reply or note that was typed and not sent: it comes back with the page
    unsent_internal: Mapped[bool] = mapped_column(default=False)


class SavedView(Model):
    """Filters of the queue under a name: the owner's, or everybody's."""

    __tablename__ = "saved_view"
    __table_args__ = (sa.UniqueConstraint("user_id", "name"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="CASCADE"))
    name: Mapped[str]
    query: Mapped[str]  # as in the address of the queue
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class BulkChange(Model):
    """What a bulk change did to each ticket, so that it can be shown and, for seconds, undone."""

    __tablename__ = "bulk_change"

    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    results: Mapped[dict[str, Any]]  # by ticket id: see bulk.py
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    undone_at: Mapped[datetime | None]


class Rotation(Model):
    """An agent who takes new tickets of a category in turn."""

    __tablename__ = "rotation"

    category: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    last_at: Mapped[datetime | None]  # when the last one was given to them; nobody's turn comes before the oldest
