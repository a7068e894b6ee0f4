"""The editable fields of a ticket, twice side by side: is it valid (DraftSchema), how does it look (DraftForm)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField

from supportapp.drafting import CATEGORIES, PRIORITIES
from supportapp.fields import Choice, Text
from supportapp.forms import SchemaForm

PRIORITY_WORDS = {
    "low": ("Low", "Cosmetic, an idea or a question, or there is a way around it."),
    "medium": ("Medium", "It hinders you, but you can still work."),
    "high": ("High", "You cannot work and there is no way around it, or data, money or security is at stake."),
}
CATEGORY_WORDS = {
    "bug": ("Something is broken", "It should work, and does not."),
    "feature": ("An idea or a wish", "It does not exist yet."),
    "question": ("A question", "How, whether or what."),
    "other": ("Something else", "Billing, your account, an order, a complaint or praise."),
}
STATUS_WORDS = {"open": "Open", "in_progress": "In progress", "resolved": "Resolved", "closed": "Closed"}


class DraftSchema(Schema):
    """The one validator behind every door: JSON, the page and the drafters."""

    title = Text(
        longest=200,
        required=True,
        metadata={"blank_message": "Enter a title that says what is wrong, in one line."},
    )
    description = Text(
        longest=20_000,
        many_lines=True,
        required=True,
        metadata={"blank_message": "Describe what happened, so that an agent can help you."},
    )
    priority = Choice(PRIORITIES, required=True)
    category = Choice(CATEGORIES, required=True)


class DraftForm(SchemaForm):
    """The same fields as a person sees them, and what the page carries along."""

    schema = DraftSchema()

    title = StringField("Title")
    description = TextAreaField("Description")
    priority = RadioField("Priority", choices=[], validate_choice=False)  # PRIORITY_WORDS are drawn (_fields.html)
    category = RadioField("Category", choices=[], validate_choice=False)  # and CATEGORY_WORDS
    share_conversation = BooleanField("Let the agents read the whole conversation", default=True)

    key = HiddenField()  # of the draft, made with the page: sent twice, it finds the same draft
    version = HiddenField()  # of the draft as this page shows it
    conversation_id = HiddenField()
    owner = HiddenField()  # who typed it: after a lapsed sign-in it is given back to nobody else
    shown_at = HiddenField()  # when the page was drawn: how long people need is a figure of ours

    answers: Mapping[str, str] | None = None  # to what the conversation did not say; None where nothing was asked

    def typed(self) -> dict[str, Any]:
        """Return the four values as typed, valid or not."""
        return {name: self[name].data or "" for name in self.schema.fields}
