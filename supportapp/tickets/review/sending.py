"""Sending what the review page holds: checked, with the answers in it, and with no secret that went in by mistake."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts.service import Person
from supportapp.tickets import service
from supportapp.tickets.draft_form import DraftForm, DraftSchema
from supportapp.tickets.learn import ledger
from supportapp.tickets.lists import listing
from supportapp.tickets.models import Draft
from supportapp.tickets.review import answers, drafts, masking, masking_actions, review, review_form
from supportapp.tickets.review.review_page import draw
from supportapp.web import public_url, row_id

_schema = DraftSchema()


def send(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Send the ticket; ask first where a secret was typed into it."""
    return _send(person, form, secrets="ask")


def send_masked(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Send the ticket with the secrets that were typed into it under placeholders."""
    return _send(person, form, secrets="mask")


def send_as_is(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Send the ticket as it was typed."""
    return _send(person, form, secrets="keep")


ACTIONS = {"send": send, "send_masked": send_masked, "send_as_is": send_as_is}


def to_ticket(ticket_id: int) -> ResponseReturnValue:
    """Go to the page of a ticket."""
    return redirect(url_for("tickets.ticket", ticket_id=ticket_id), 303)


def _send(person: Person, form: DraftForm, secrets: str) -> ResponseReturnValue:
    if not form.validate():
        return _again(person, form)
    if review_form.conversation_id(form) is None and (earlier := listing.same_text(person, form.loaded)):
        return to_ticket(earlier)
    draft = drafts.find(person, review_form.typed(form))
    values = answers.merged(draft, form.loaded, form)
    if problems := _schema.validate(values):
        form.description.errors = [*form.description.errors, *with_answers(problems)]
        return _again(person, form)
    if secrets == "ask" and (kinds := masking_actions.typed_secrets(draft, values)):
        return _again(person, form, kinds)
    if secrets == "mask":
        values = masking_actions.mask_typed(draft, values)
    return _submit(person, form, draft, values)


def _submit(person: Person, form: DraftForm, draft: Draft, values: dict[str, str]) -> ResponseReturnValue:
    same = draft.values == form.typed()  # as saved last: the version may differ where the answer to a save was lost
    done = service.submit(
        person,
        service.Submission(
            values=values,
            link=lambda ticket_id: public_url("tickets.ticket", ticket_id=ticket_id),
            draft_id=draft.id,
            draft_version=draft.version if same else row_id(form.version.data) or 1,
            share_conversation=bool(form.share_conversation.data),
            reviewed=_reviewed(form, draft),
        ),
    )
    if not done.repeated:
        flash(str(done.ticket_id), "sent")
    return to_ticket(done.ticket_id)


def _reviewed(form: DraftForm, draft: Draft) -> ledger.Reviewed:
    shown_at = review_form.typed(form).shown_at
    return ledger.Reviewed(shown_at, masking.suggested(draft), answered=bool(form.answers or draft.answers))


def _again(person: Person, form: DraftForm, secrets: list[str] | None = None) -> ResponseReturnValue:
    """Keep what was typed and show it again: nothing is sent, nothing is lost."""
    draft = drafts.save(person, review_form.typed(form))
    return Response(draw(person, draft, review.carry(form, draft, person), secrets=secrets or []), 400)


def with_answers(problems: dict[str, list[str]]) -> list[str]:
    """Say that it is the text together with the answers."""
    return [f"Together with your answers below: {text}" for text in problems.get("description", [])]
