"""What the buttons of the review page do. Whatever goes wrong, what was typed stays on the page."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts import kept
from supportapp.accounts.guard import person_or_none
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.drafting.missing import with_answers
from supportapp.errors import AppError, NotFound, NotSignedIn
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.models import ACTIVE_STATES, SENT_STATES, Draft
from supportapp.tickets.review import (
    drafts,
    join_actions,
    masking,
    masking_actions,
    offer_actions,
    review,
    review_form,
    sending,
)
from supportapp.tickets.review.review_page import address, draw
from supportapp.tickets.review.sending import to_ticket
from supportapp.web import clock

GONE = "This draft was discarded or replaced in another window. What you typed is still here; nothing was sent."
LAPSED = "This page was open for a long time. Nothing was sent or lost: check it and press the button again."


def act(person: Person, action: str) -> ResponseReturnValue:
    """Do what a button says, and answer each way it can go wrong with the form as it was typed."""
    form = review_form.posted()
    try:
        return _ACTIONS.get(action.partition(":")[0], sending.send)(person, form)
    except drafts.AlreadySent as error:
        return to_ticket(error.ticket_id)
    except drafts.DraftChanged as error:
        return _show_both(person, form, error.draft)
    except drafts.DraftGone:
        return _offer_again(person, form)


def keep_typed(error: AppError) -> ResponseReturnValue:
    """Answer a form whose sign-in or token lapsed: sign in again, or press again; the text stays."""
    form = review_form.posted()
    person = person_or_none()
    if person is None or isinstance(error, NotSignedIn):
        return kept.login_page(kept.keep("review", review_form.as_kept(form)), url_for("tickets.review"))
    try:
        draft = _shown(person, form)
    except NotFound:
        draft = drafts.show(person)
    return Response(draw(person, draft, review.carry(form, draft, person), notice=LAPSED), error.status)


def restore(person: Person, typed: dict[str, Any]) -> str:
    """Save what was typed before a sign-in lapsed, and return where to go on. The owner alone gets it back."""
    if typed["owner"] not in {"", str(person.id)}:
        flash("Somebody else's text was on the page you came from. It was not kept.")
        return url_for("tickets.tickets")
    form = DraftForm(data=typed)
    form.answers = typed.get("answers")
    try:
        draft = drafts.save(person, review_form.typed(form))
    except drafts.AlreadySent as error:
        return url_for("tickets.ticket", ticket_id=error.ticket_id)
    except (drafts.DraftChanged, drafts.DraftGone, NotFound):
        form.key.data, form.version.data, form.conversation_id.data = uuid.uuid4().hex, "1", ""
        form.description.data = with_answers(form.description.data or "", "en", form.answers or {})
        form.answers = None
        draft = drafts.save(person, review_form.typed(form))
    flash("Nothing was lost: this is what you had typed. It has not been sent yet.")
    return address(draft)


kept.RESTORERS["review"] = restore


def _save(person: Person, form: DraftForm) -> ResponseReturnValue:
    draft = drafts.save(person, review_form.typed(form))
    flash(f"Saved {clock(utcnow())}. Nothing has been sent.")
    return redirect(address(draft), 303)


def _autosave(person: Person, form: DraftForm) -> ResponseReturnValue:
    try:
        draft = drafts.save(person, review_form.typed(form))
    except AppError as error:
        return jsonify(success=False, message=error.message), 409
    return jsonify(success=True, key=draft.key, version=draft.version, saved_at=utcnow())


def _undo(person: Person, form: DraftForm) -> ResponseReturnValue:
    name = request.form["action"].partition(":")[2]
    draft = drafts.find(person, review_form.typed(form))
    if name in drafts.VALUES:
        form[name].data = masking.suggested(draft)[name]
    return redirect(address(drafts.save(person, review_form.typed(form))) + f"#{name}", 303)


def _discard(person: Person, form: DraftForm) -> ResponseReturnValue:
    if "confirmed" not in request.form:
        return render_template("tickets/discard.html", form=form)
    drafts.discard(person, form.key.data or "")
    flash("The draft is discarded. Nothing was sent.")
    return redirect(url_for("chat.chat"), 303)


_ACTIONS: Mapping[str, Callable[[Person, DraftForm], ResponseReturnValue]] = {
    **sending.ACTIONS,
    **masking_actions.ACTIONS,
    **offer_actions.ACTIONS,
    **join_actions.ACTIONS,
    "save": _save,
    "autosave": _autosave,
    "undo": _undo,
    "discard": _discard,
    "edit": lambda person, form: draw(person, _shown(person, form), form),
}


def _show_both(person: Person, form: DraftForm, draft: Draft) -> ResponseReturnValue:
    """Show what is typed here and, beside it, what another window saved; `take_FIELD` then picks the other's."""
    if draft.state in SENT_STATES:
        return to_ticket(drafts.ticket_of(draft) or 0)
    if draft.state not in ACTIVE_STATES:
        return _offer_again(person, form)
    typed = form.typed()
    theirs = {name: draft.values[name] for name in drafts.VALUES if draft.values[name] != typed[name]}
    return Response(draw(person, draft, review.carry(form, draft, person), theirs=theirs), 409)


def _offer_again(person: Person, form: DraftForm) -> ResponseReturnValue:
    draft = drafts.show(person, review_form.conversation_id(form))
    if draft.state in SENT_STATES:
        return to_ticket(drafts.ticket_of(draft) or 0)
    return Response(draw(person, draft, review.carry(form, draft, person), notice=GONE), 409)


def _shown(person: Person, form: DraftForm) -> Draft:
    try:
        return drafts.show(person, key=form.key.data or "")
    except drafts.UnknownDraft:
        return drafts.show(person, review_form.conversation_id(form))
