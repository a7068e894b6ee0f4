"""What the endpoints that change tickets and talk on them take and give."""

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from supportapp.chat.schemas import PageSchema
from supportapp.fields import Choice, Key, Text
from supportapp.tickets.draft_form import DraftSchema
from supportapp.tickets.handling.changes import MOST_AT_ONCE
from supportapp.tickets.models import STATUSES

LONGEST_COMMENT = 20_000


class ChangeSchema(DraftSchema):
    """What a ticket shall become. Meant to be loaded with partial=True: only the fields that change."""

    status = Choice(STATUSES)
    assignee_id = Key(allow_none=True, metadata={"description": "Agents only; null: nobody."})


class ChangeOfMany(ChangeSchema):
    """What many tickets can become alike."""

    class Meta:
        """No texts: those are each ticket's own."""

        fields = ("priority", "category", "status", "assignee_id")


class BulkSchema(Schema):
    """The same change for many tickets."""

    ids = fields.List(
        Key(),
        required=True,
        validate=validate.Length(min=1, max=MOST_AT_ONCE, error=f"Give 1 to {MOST_AT_ONCE} ids."),
        error_messages={"required": f"Give 1 to {MOST_AT_ONCE} ids."},
    )
    changes = fields.Nested(
        ChangeOfMany(partial=True),
        required=True,
        validate=validate.Length(min=1, error="Say what to change: priority, category, status or assignee_id."),
        error_messages={"required": "Say what to change: priority, category, status or assignee_id."},
    )


class BulkResult(Schema):
    """What became of one of them."""

    id = fields.Integer()
    success = fields.Boolean()
    changed = fields.List(fields.String(), metadata={"description": "The fields; empty where all was so already."})
    message = fields.String(metadata={"description": "Why it was not changed."})


class BulkOut(Schema):
    """What became of each, in the order asked."""

    results = fields.List(fields.Nested(BulkResult))


class IfMatchHeader(Schema):
    """Which version is meant to be changed."""

    if_match = fields.String(
        data_key="If-Match", metadata={"description": "The ETag as it was loaded; 412 when there is a newer version."}
    )


class DeleteQuery(Schema):
    """Whether to erase instead of closing."""

    purge = fields.Boolean(load_default=False, metadata={"description": "Admins only: erases it for good."})


class CommentsQuery(PageSchema):
    """A page of comments."""

    limit = fields.Integer(
        load_default=100, validate=validate.Range(min=1, max=100, error="Give a number from 1 to 100.")
    )


class CommentEdit(Schema):
    """A comment's new text."""

    body = Text(
        longest=LONGEST_COMMENT,
        many_lines=True,
        required=True,
        metadata={"blank_message": "Write something first.", "description": "Markdown."},
    )


class CommentSchema(Schema):
    """Something to say on a ticket: a text, or a draft that is added to it instead of becoming a ticket."""

    body = Text(
        longest=LONGEST_COMMENT,
        many_lines=True,
        metadata={"blank_message": "Write something first.", "description": "Markdown."},
    )
    internal = fields.Boolean(load_default=False, metadata={"description": "A note: only agents ever see it."})
    status = Choice(
        STATUSES,
        load_default=None,
        metadata={"description": "What the ticket becomes with it. Left out: what follows from who speaks."},
    )
    draft_id = Key(metadata={"description": "Instead of body: this draft and its conversation go to the ticket."})

    @validates_schema
    def one_of_both(self, data: dict[str, object], **_: object) -> None:
        """Ask for a text or a draft, and for nothing that a draft can't carry."""
        if "draft_id" not in data and "body" not in data:
            raise ValidationError("Write something first.", "body")
        if "draft_id" in data and ("body" in data or data["internal"] or data["status"]):
            raise ValidationError("A draft brings its own text. Leave body, internal and status out.", "draft_id")


class CommentOut(Schema):
    """A comment, or for agents an internal note."""

    id = fields.Integer()
    ticket_id = fields.Integer()
    body = fields.String(metadata={"description": "Markdown, as typed; empty once deleted."})
    internal = fields.Boolean()
    author_id = fields.Integer(allow_none=True)
    author = fields.String(allow_none=True)
    by_agent = fields.Boolean()
    conversation_id = fields.Integer(allow_none=True)
    created_at = fields.AwareDateTime()
    edited_at = fields.AwareDateTime(allow_none=True)
    deleted_at = fields.AwareDateTime(allow_none=True)
    editable = fields.Boolean(metadata={"description": "Whether you may change its text now."})


class CommentList(Schema):
    """A page of comments, oldest first."""

    comments = fields.List(fields.Nested(CommentOut))
    next_cursor = fields.String(allow_none=True)
