"""The forms of the ticket page: say something, change what agents decide, correct the text."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import Schema, fields, pre_load, validate
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from supportapp.accounts.service import Person
from supportapp.database import MAX_ID
from supportapp.fields import Choice, Text
from supportapp.forms import SchemaForm
from supportapp.tickets.draft_form import DraftSchema
from supportapp.tickets.handling.change_schemas import LONGEST_COMMENT, CommentEdit
from supportapp.tickets.handling.changes import Versions
from supportapp.tickets.models import CATEGORIES, PRIORITIES, STATUSES
from supportapp.web import row_id

WRONG_PERSON = "Choose somebody from the list."


class ReplySchema(CommentEdit):
    """A reply, or a note."""

    internal = fields.Boolean(
        load_default=False, error_messages={"invalid": "Choose whether this is a reply or an internal note."}
    )


class ReopenSchema(Schema):
    """Why an ended ticket is opened again."""

    reason = Text(
        longest=LONGEST_COMMENT,
        many_lines=True,
        required=True,
        metadata={"blank_message": "Say what is still wrong, so that an agent can go on from there."},
    )


class DecisionSchema(Schema):
    """What agents decide about a ticket."""

    status = Choice(STATUSES, required=True)
    priority = Choice(PRIORITIES, required=True)
    category = Choice(CATEGORIES, required=True)
    assignee_id = fields.Integer(
        allow_none=True,
        required=True,
        validate=validate.Range(min=1, max=MAX_ID, error=WRONG_PERSON),
        error_messages={"invalid": WRONG_PERSON, "required": WRONG_PERSON, "too_large": WRONG_PERSON},
    )

    @pre_load
    def nobody(self, data: Mapping[str, Any], **_: object) -> dict[str, Any]:
        """Read the empty choice as nobody."""
        return {**data, "assignee_id": data["assignee_id"] or None} if "assignee_id" in data else dict(data)


class ReplyForm(SchemaForm):
    """The box below the timeline."""

    schema = ReplySchema()

    body = TextAreaField("Your reply")
    internal = StringField()
    key = HiddenField()  # made with the page: sent twice, it is one comment
    owner = HiddenField()  # who typed it: after a lapsed sign-in it is given back to nobody else


class ReopenForm(SchemaForm):
    """The button for a ticket that ended too early."""

    schema = ReopenSchema()

    reason = TextAreaField("What is still wrong?")
    key = HiddenField()
    owner = HiddenField()


class ChangeForm(SchemaForm):
    """The selects beside a ticket."""

    schema = DecisionSchema()

    status = SelectField("Status", validate_choice=False)
    priority = SelectField("Priority", validate_choice=False)
    category = SelectField("Category", validate_choice=False)
    assignee_id = SelectField("Assigned to", validate_choice=False)
    version = HiddenField()  # of the ticket as the page shows it
    seen = HiddenField()  # the newest event on the page: what came after it is told when the page is out of date


class EditForm(SchemaForm):
    """The text of a ticket, to be corrected."""

    schema = DraftSchema()

    title = StringField("Title")
    description = TextAreaField("Description")
    priority = RadioField("Priority", choices=[], validate_choice=False)
    category = RadioField("Category", choices=[], validate_choice=False)
    version = HiddenField()
    seen = HiddenField()
    owner = HiddenField()


class CommentForm(SchemaForm):
    """The text of a comment, to be corrected."""

    schema = CommentEdit()

    body = TextAreaField("Text")
    owner = HiddenField()


def of(person: Person, form_class: type[SchemaForm], **values: Any) -> Any:
    """Return a form to be filled in by this person, with a key and some values."""
    return form_class(data={"key": uuid.uuid4().hex, "owner": str(person.id), **values})


def posted(form_class: type[SchemaForm]) -> Any:
    """Return a form as it was sent."""
    return form_class(request.form)


def version_shown(form: ChangeForm | EditForm) -> Versions:
    """Return the version of the ticket the page showed; a forged one is none the ticket ever has."""
    return frozenset({row_id(form.version.data) or 0})
