"""The buttons of the review page that add a draft to a similar ticket instead of sending it."""

from functools import partial

from flask import Response, flash, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from supportapp.accounts.service import Person
from supportapp.tickets.draft_form import DraftForm, DraftSchema
from supportapp.tickets.models import Draft
from supportapp.tickets.reading import UnknownTicket
from supportapp.tickets.review import answers, drafts, joining, masking_actions, review, review_form
from supportapp.tickets.review.review_page import Told, draw
from supportapp.tickets.review.sending import to_ticket, with_answers
from supportapp.web import row_id

ADDED = "Added to ticket #{}. You follow it here."
_texts = DraftSchema(only=("title", "description"))


def _join(person: Person, form: DraftForm, secrets: str) -> ResponseReturnValue:
    """Add what the form holds to the ticket the button names; whatever stands in the way, what was typed is kept."""
    ticket_id = row_id(request.form["action"].partition(":")[2]) or 0
    draft = drafts.save(person, review_form.typed(form))
    try:
        values = answers.merged(draft, _texts.load({name: form[name].data or "" for name in _texts.fields}), form)
    except ValidationError as error:
        form.show(error.normalized_messages())
        return _again(person, form, draft, 400)
    if problems := _texts.validate(values):
        form.show({"description": with_answers(problems)})
        return _again(person, form, draft, 400)
    if secrets == "ask" and (kinds := masking_actions.typed_secrets(draft, values)):
        return _again(person, form, draft, 400, {"secrets": kinds, "join_to": ticket_id})
    if secrets == "mask":
        values = masking_actions.mask_typed(draft, values)
    shared = draft.conversation_id if form.share_conversation.data else None
    try:
        joining.join(person, ticket_id, draft, values, shared)
    except (UnknownTicket, joining.HasEnded) as error:
        return _again(person, form, draft, error.status, {"notice": error.message})
    flash(ADDED.format(ticket_id))
    return to_ticket(ticket_id)


ACTIONS = {
    "join": partial(_join, secrets="ask"),
    "join_masked": partial(_join, secrets="mask"),
    "join_as_is": partial(_join, secrets="keep"),
}


def _again(person: Person, form: DraftForm, draft: Draft, status: int, told: Told | None = None) -> Response:
    return Response(draw(person, draft, review.carry(form, draft, person), **(told or {})), status)
