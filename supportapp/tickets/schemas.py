"""What the ticket endpoints take and give."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from supportapp.chat.schemas import PageSchema
from supportapp.drafting.masking import KINDS
from supportapp.fields import Choice, Key, Moment, Text
from supportapp.tickets.draft_form import DraftSchema
from supportapp.tickets.lists import search
from supportapp.tickets.lists.listing import DEFAULT_SORT, SORT_WORDS
from supportapp.tickets.models import CATEGORIES, PRIORITIES, STATES, STATUSES

LONGEST_KEY = 255
SEARCH_HELP = (
    'Words that the ticket has, all of them; "a phrase"; -word leaves out tickets that have it. The newest thousand '
    "hits are looked at first: with other filters beside it a page can be short, even empty, and yet have a next one."
)
SORT_HELP = (
    "`relevance` goes with q: best hits first. In a search every order but created_at ranks the newest thousand hits. "
    "By updated_at with created_from or created_to, a page can be short, even empty, and yet have a next_cursor."
)


class GenerateSchema(Schema):
    """Which conversation to draft from; null for a template to fill in."""

    conversation_id = Key(required=True, allow_none=True)


class SubmitSchema(Schema):
    """A ticket to make."""

    conversation_id = Key(allow_none=True, load_default=None)
    draft_id = Key(allow_none=True, load_default=None)
    ticket = fields.Nested(DraftSchema, required=True, error_messages={"required": "Send the ticket's fields."})


class IdempotencyHeader(Schema):
    """How a repeat is recognised."""

    key = fields.String(
        data_key="Idempotency-Key",
        metadata={"description": "Sent again with the same body, it answers with the first ticket.", "maxLength": 255},
    )

    @post_load
    def plain(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Take 1 to 255 visible ASCII characters."""
        key = data.get("key")
        if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
            raise ValidationError("Use 1 to 255 visible ASCII characters, such as a UUID.", "Idempotency-Key")
        return data


class TicketFilters(PageSchema):
    """Filters and order of a list of tickets; each word may be given several times."""

    status = fields.List(Choice(STATUSES))
    priority = fields.List(Choice(PRIORITIES))
    category = fields.List(Choice(CATEGORIES))
    conversation_id = Key(strict=False)
    q = Text(longest=200, blank=True, metadata={"description": SEARCH_HELP})
    created_from = Moment()
    created_to = Moment(end=True)
    sort = Choice(SORT_WORDS, load_default=DEFAULT_SORT, metadata={"description": SORT_HELP})

    @validates_schema
    def something_to_look_for(self, data: dict[str, Any], **_: object) -> None:
        """Refuse a search that only leaves out, and an order by relevance to nothing."""
        if search.parse(data.get("q", "")).only_unwanted:
            raise ValidationError(search.NOTHING_TO_LOOK_FOR, "q")
        if data.get("sort") == "relevance" and not data.get("q"):
            raise ValidationError("Add words to look for (q), or choose another order.", "sort")


class AdminFilters(TicketFilters):
    """Filters of everybody's tickets."""

    assignee_id = Key(strict=False)
    user_id = Key(strict=False, metadata={"description": "Who sent it."})
    unassigned = fields.Boolean(
        error_messages={"invalid": "Say true or false."}, metadata={"description": "Nobody's: without an assignee."}
    )

    @validates_schema
    def somebodys_or_nobodys(self, data: dict[str, Any], **_: object) -> None:
        """Refuse what no ticket can be: somebody's and nobody's."""
        if data.get("unassigned") and data.get("assignee_id"):
            raise ValidationError("Leave out either this or assignee_id.", "unassigned")


class EvidenceOut(Schema):
    """A quoted span of a message; `start` and `end` count characters."""

    message_id = fields.Integer()
    start = fields.Integer()
    end = fields.Integer()
    quote = fields.String()


class SentenceOut(Schema):
    """A sentence of the description; without evidence it is not in the conversation."""

    start = fields.Integer()
    end = fields.Integer()
    evidence = fields.List(fields.Nested(EvidenceOut))


class FindingOut(Schema):
    """Personal data or a secret in a message; `masked`: the ticket has the placeholder instead."""

    name = fields.String(metadata={"description": "Of the value; the same wherever it stands."})
    kind = Choice(KINDS)
    message_id = fields.Integer()
    start = fields.Integer()
    end = fields.Integer()
    placeholder = fields.String()
    masked = fields.Boolean()


class MissingOut(Schema):
    """Something the conversation does not say, and the question for it."""

    name = fields.String()
    question = fields.String(metadata={"description": "In the draft's language."})


class SimilarOut(Schema):
    """A ticket in hand that says much the same."""

    ticket_id = fields.Integer()
    title = fields.String()
    status = Choice(STATUSES)
    words = fields.List(fields.String(), metadata={"description": "Words of the draft that it has too."})
    strong = fields.Boolean(metadata={"description": "They have much in common: ask before sending another."})
    ticket_url = fields.String()


class DraftOut(Schema):
    """A draft: where each value came from and how sure the drafter is."""

    id = fields.Integer()
    state = Choice(STATES)
    version = fields.Integer()
    conversation_id = fields.Integer(allow_none=True)
    ticket_id = fields.Integer(
        allow_none=True, metadata={"description": "The ticket sent from it, or that it was added to."}
    )
    language = fields.String(metadata={"description": "Of the draft: en, de, fr, es."})
    drafter = fields.String(metadata={"description": "Who drafted: rules (embedded) or llm (a language model)."})
    drafters = fields.Dict(
        keys=fields.String(), values=fields.String(), metadata={"description": "By field: rules, llm, or the person."}
    )
    drafter_note = fields.String(metadata={"description": "Why it is the embedded draft, or which of its values are."})
    drafter_version = fields.String()
    evidence = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(EvidenceOut)))
    sentences = fields.List(fields.Nested(SentenceOut))
    confidence = fields.Dict(keys=fields.String(), values=fields.String())
    reasons = fields.Dict(keys=fields.String(), values=fields.String())
    findings = fields.List(fields.Nested(FindingOut))
    missing = fields.List(fields.Nested(MissingOut))
    similar = fields.List(
        fields.Nested(SimilarOut),
        metadata={"description": "At most three tickets, your own; for agents everybody's. The most alike first."},
    )
    created_at = fields.AwareDateTime()
    updated_at = fields.AwareDateTime()


class GeneratedOut(Schema):
    """A proposed ticket and its draft."""

    ticket = fields.Nested(DraftSchema)
    draft = fields.Nested(DraftOut)


class SubmittedOut(Schema):
    """The ticket that was made."""

    success = fields.Boolean()
    ticket_id = fields.Integer()
    ticket_url = fields.String()
    message = fields.String()


class TicketOut(DraftSchema):
    """A ticket."""

    id = fields.Integer()
    status = Choice(STATUSES)
    conversation_id = fields.Integer(allow_none=True)
    draft_id = fields.Integer(allow_none=True)
    user_id = fields.Integer()
    requester_name = fields.String()
    assignee_id = fields.Integer(allow_none=True)
    version = fields.Integer()
    ticket_url = fields.String()
    created_at = fields.AwareDateTime()
    updated_at = fields.AwareDateTime()
    resolved_at = fields.AwareDateTime(allow_none=True)


class TicketAlone(TicketOut):
    """A ticket as it is read by itself."""

    assignee_name = fields.String(allow_none=True)
    allowed_statuses = fields.List(Choice(STATUSES))


class TicketList(Schema):
    """A page of tickets."""

    tickets = fields.List(fields.Nested(TicketOut))
    next_cursor = fields.String(allow_none=True)


class QueueTicket(TicketOut):
    """A ticket in everybody's list."""

    assignee_name = fields.String(allow_none=True)


class QueueList(Schema):
    """A page of everybody's tickets."""

    tickets = fields.List(fields.Nested(QueueTicket))
    next_cursor = fields.String(allow_none=True)


class EventOut(Schema):
    """A fact in the timeline."""

    id = fields.Integer()
    kind = fields.String(metadata={"description": "created, withdrawn, or the field that was changed."})
    old = fields.String(allow_none=True)
    new = fields.String(allow_none=True)
    old_name = fields.String(allow_none=True, metadata={"description": "Of the person, where kind is assignee_id."})
    new_name = fields.String(allow_none=True)
    source = fields.String(allow_none=True, metadata={"description": "What changed it, where no person here did."})
    actor_id = fields.Integer(allow_none=True)
    actor = fields.String(allow_none=True)
    created_at = fields.AwareDateTime()


class EventList(Schema):
    """A timeline, oldest first."""

    events = fields.List(fields.Nested(EventOut))
