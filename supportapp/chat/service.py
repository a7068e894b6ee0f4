"""Conversations: make, read, add to, import. Each function is one action and says who may do it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from supportapp.accounts.service import Person
from supportapp.chat.models import Conversation, Message
from supportapp.database import utcnow
from supportapp.drafting import fingerprint
from supportapp.errors import Conflict, Forbidden, NotFound
from supportapp.extensions import db

TITLE_LENGTH = 80
MOST_MESSAGES = 5_000
_COLUMNS = (Message.id, Message.position, Message.role, Message.content, Message.created_at)
MessageData = dict[str, Any]
"""One message: role ("user" | "assistant"), content; when read also id, position, created_at."""


class ConversationFull(Conflict):
    """This conversation has as many messages as one can hold. Start a new one."""


class UnknownConversation(NotFound):
    """There is no such conversation. Check conversation_id, or list yours: GET /chat/conversations."""


class ForeignConversation(Forbidden):
    """This conversation belongs to somebody else. Use one of your own: GET /chat/conversations."""


def create(person: Person, messages: Sequence[MessageData], title: str = "") -> Conversation:
    """Store a conversation of `person` with its messages and return it."""
    conversation = _add(person.id, messages, title, external_id=None)
    db.session.commit()
    return conversation


def import_one(user_id: int, messages: Sequence[MessageData], title: str, external_id: str | None) -> bool:
    """Store an imported conversation; False where it was imported before (same external id, or same words)."""
    name = external_id or "sha256:" + fingerprint(messages)  # type: ignore[arg-type]
    known = sa.select(Conversation.id).where(Conversation.user_id == user_id, Conversation.external_id == name)
    if db.session.scalar(known) is not None:
        return False
    try:
        _add(user_id, messages, title, name)
        db.session.commit()
    except IntegrityError:  # another import was quicker
        db.session.rollback()
        return False
    return True


def get(person: Person, conversation_id: int) -> Conversation:
    """Return a conversation of `person`, without its messages; somebody else's looks like an unknown one."""
    conversation = db.session.get(Conversation, conversation_id)
    if conversation is None or conversation.user_id != person.id:
        raise UnknownConversation
    return conversation


def get_to_draft(person: Person, conversation_id: int) -> Conversation:
    """Return a conversation a ticket is to be made of: UnknownConversation, or ForeignConversation (403)."""
    conversation = db.session.get(Conversation, conversation_id)
    if conversation is None:
        raise UnknownConversation
    if conversation.user_id != person.id:
        raise ForeignConversation
    return conversation


def messages_of(conversation_id: int, before: int | None = None, limit: int | None = None) -> list[MessageData]:
    """Return messages in order, plain: all, or the last `limit` of those before position `before`."""
    query = sa.select(*_COLUMNS).where(Message.conversation_id == conversation_id)
    if before is not None:
        query = query.where(Message.position < before)
    if limit is not None:
        query = query.order_by(Message.position.desc()).limit(limit)
        return [dict(row._mapping) for row in reversed(db.session.execute(query).all())]
    return [dict(row._mapping) for row in db.session.execute(query.order_by(Message.position))]


def excerpt(conversation_id: int, ids: Collection[int], last: int) -> list[MessageData]:
    """Return the `last` messages and those with one of `ids`, in order: what a page shows of a long talk."""
    query = sa.select(*_COLUMNS).where(Message.conversation_id == conversation_id)
    newest = db.session.execute(query.order_by(Message.position.desc()).limit(last)).all()
    named = db.session.execute(query.where(Message.id.in_(ids))).all() if ids else []
    return sorted((dict(r._mapping) for r in {*newest, *named}), key=lambda m: m["position"])


def list_page(
    person: Person, limit: int, after: tuple[datetime, int] | None
) -> tuple[list[dict[str, Any]], tuple[datetime, int] | None]:
    """Return a page of the person's conversations, last used first, and where the next page begins."""
    table = Conversation
    query = (
        sa.select(table.id, table.title, table.message_count, table.created_at, table.updated_at)
        .where(table.user_id == person.id)
        .order_by(table.updated_at.desc(), table.id.desc())
        .limit(limit + 1)
    )
    if after:
        query = query.where(sa.tuple_(table.updated_at, table.id) < sa.tuple_(*map(sa.literal, after)))
    rows = [dict(row._mapping) for row in db.session.execute(query)]
    more = len(rows) > limit
    rows = rows[:limit]
    return rows, (rows[-1]["updated_at"], rows[-1]["id"]) if more else None


def add_message(person: Person, conversation_id: int, role: str, content: str) -> MessageData:
    """Add one message to a conversation of `person` and return it."""
    get(person, conversation_id)
    now = utcnow()
    position = db.session.scalar(
        sa.update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.message_count < MOST_MESSAGES)
        .values(message_count=Conversation.message_count + 1, updated_at=now)
        .returning(Conversation.message_count)
    )
    if position is None:
        db.session.rollback()
        raise ConversationFull
    message = Message(conversation_id=conversation_id, position=position, role=role, content=content, created_at=now)
    db.session.add(message)
    db.session.commit()
    return {"id": message.id, "position": position, "role": role, "content": content, "created_at": now}


def title_from(messages: Sequence[MessageData]) -> str:
    """Name a conversation after the first thing its user said."""
    said = next((m["content"] for m in messages if m["role"] == "user" and m["content"].strip()), "")
    words = " ".join(said[: TITLE_LENGTH * 4].split())
    return words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1].rstrip() + "…"


def _add(user_id: int, messages: Sequence[MessageData], title: str, external_id: str | None) -> Conversation:
    now = utcnow()
    conversation = Conversation(
        user_id=user_id,
        title=title or title_from(messages) or "Conversation",
        external_id=external_id,
        message_count=len(messages),
        created_at=now,
        updated_at=now,
    )
    db.session.add(conversation)
    db.session.flush()
    place = {"conversation_id": conversation.id, "created_at": now}
    rows = [
        {**place, "position": n, "role": m["role"], "content": m["content"]} for n, m in enumerate(messages, start=1)
    ]
    if rows:
        db.session.execute(sa.insert(Message), rows)
    return conversation
