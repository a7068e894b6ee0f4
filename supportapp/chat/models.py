"""Tables of conversations."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supportapp.database import Id, utcnow
from supportapp.extensions import Model


class Conversation(Model):
    """A talk between one person and the assistant."""

    __tablename__ = "conversation"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "external_id"),
        sa.Index(None, "user_id", "updated_at", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="CASCADE"))
    title: Mapped[str]
    external_id: Mapped[str | None]  # the name another system gave it; importing it again adds nothing
    message_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)

    messages: Mapped[list["Message"]] = relationship(order_by="Message.position", passive_deletes=True)


class Message(Model):
    """One thing said, by the user or the assistant; kept as it was typed."""

    __tablename__ = "message"
    __table_args__ = (sa.UniqueConstraint("conversation_id", "position"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("conversation.id", ondelete="CASCADE"))
    position: Mapped[int]  # 1, 2, 3 ... within the conversation
    role: Mapped[str]  # user | assistant
    content: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
