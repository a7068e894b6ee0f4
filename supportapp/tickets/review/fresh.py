"""Drafts that have no row yet: of a conversation, of the template, of nothing."""

import uuid

from supportapp import drafting
from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.chat.models import Conversation
from supportapp.tickets.learn import learnt
from supportapp.tickets.models import Draft

VALUES = ("title", "description", "priority", "category")


def from_template(person: Person) -> Draft:
    """Make the draft of a program that fills it in by itself."""
    return _row(person, drafting.template())


def empty(person: Person, key: str = "", conversation_id: int | None = None) -> Draft:
    """Make the draft of somebody who starts from nothing: no value is suggested, so none is chosen for them."""
    draft = _row(person, {**drafting.template(), **dict.fromkeys(VALUES, ""), "drafter": "none"}, key)  # type: ignore[typeddict-item]
    draft.conversation_id = conversation_id
    return draft


def drafted(person: Person, conversation: Conversation, key: str = "") -> Draft:
    """Make the draft of a conversation as it stands now."""
    messages = chat.messages_of(conversation.id)
    return row(person, drafting.draft(messages, learnt.model_in_use()), conversation, key)  # type: ignore[arg-type]


def row(person: Person, suggestion: drafting.Draft, conversation: Conversation, key: str = "") -> Draft:
    """Make the row of a suggestion for a conversation."""
    draft = _row(person, suggestion, key)
    draft.conversation_id, draft.message_count = conversation.id, conversation.message_count
    return draft


def _row(person: Person, suggestion: drafting.Draft, key: str = "") -> Draft:
    return Draft(
        key=key or uuid.uuid4().hex,
        user_id=person.id,
        state="generated",
        version=1,
        message_count=0,
        drafter=suggestion["drafter"],
        drafter_version=suggestion["version"],
        suggestion=dict(suggestion),
        values={name: suggestion[name] for name in VALUES},  # type: ignore[literal-required]
    )
