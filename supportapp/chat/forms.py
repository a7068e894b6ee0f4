"""The form of the chat pages."""

from wtforms import TextAreaField

from supportapp.chat.schemas import NewMessageSchema
from supportapp.forms import SchemaForm


class MessageForm(SchemaForm):
    """One message to write."""

    schema = NewMessageSchema(only=["content"])

    content = TextAreaField("Your message")
