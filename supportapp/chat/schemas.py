"""What the conversation endpoints take and give."""

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from supportapp.chat.service import MOST_MESSAGES
from supportapp.fields import Choice, Text

LONGEST_MESSAGE = 200_000
LONGEST_TITLE = 200


class MessageSchema(Schema):
    """One thing said."""

    role = Choice(("user", "assistant"), required=True)
    content = Text(longest=LONGEST_MESSAGE, many_lines=True, blank=True, required=True)


class NewMessageSchema(Schema):
    """A message to add; from the user unless it says otherwise."""

    role = Choice(("user", "assistant"), load_default="user")
    content = Text(
        longest=LONGEST_MESSAGE, many_lines=True, required=True, metadata={"blank_message": "Write a message first."}
    )


class NewConversationSchema(Schema):
    """A transcript that a host application pushes."""

    title = Text(longest=LONGEST_TITLE, blank=True, load_default="")
    messages = fields.List(fields.Nested(MessageSchema), load_default=list)

    @validates_schema
    def not_too_many(self, data: dict[str, list[object]], **_: object) -> None:
        """Keep a conversation within what one can hold."""
        if len(data.get("messages", [])) > MOST_MESSAGES:
            raise ValidationError(f"Send at most {MOST_MESSAGES:,} messages in a conversation.", "messages")


class ImportSchema(NewConversationSchema):
    """A line of an import file."""

    external_id = Text(longest=200, load_default=None, allow_none=True)

    @post_load
    def not_empty(self, data: dict[str, object], **_: object) -> dict[str, object]:
        """Refuse a line without anything said."""
        if not data["messages"]:
            raise ValidationError("A conversation needs at least one message.", "messages")
        return data


class PageSchema(Schema):
    """How much of a list, and from where."""

    limit = fields.Integer(
        load_default=20,
        validate=lambda n: 1 <= n <= 100 or _refuse("Ask for 1 to 100 at a time."),  # noqa: PLR2004 (said in the message)
        metadata={"minimum": 1, "maximum": 100},
    )
    cursor = fields.String(metadata={"description": "`next_cursor` of the page before."})


class MessageOut(MessageSchema):
    """A stored message."""

    id = fields.Integer()
    position = fields.Integer()
    created_at = fields.AwareDateTime()


class ConversationOut(Schema):
    """A conversation in a list."""

    id = fields.Integer()
    title = fields.String()
    message_count = fields.Integer()
    created_at = fields.AwareDateTime()
    updated_at = fields.AwareDateTime()


class ConversationWithMessages(ConversationOut):
    """A conversation with all that was said."""

    messages = fields.List(fields.Nested(MessageOut))


class ConversationList(Schema):
    """A page of conversations."""

    conversations = fields.List(fields.Nested(ConversationOut))
    next_cursor = fields.String(allow_none=True)


def _refuse(words: str) -> bool:
    raise ValidationError(words)
