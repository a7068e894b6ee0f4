"""What the buttons of the review page do. Whatever goes wrong, what was typed stays on the page."""

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts import kept
from supportapp.accounts.guard import person_or_none
from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.database import utcnow
from supportapp.errors import AppError, NotFound, NotSignedIn
from supportapp.tickets import drafts, listing, review, service
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.models import ACTIVE_STATES, Draft
from supportapp.web import clock, public_url, row_id

GONE = "This draft was discarded or replaced in another window. What you typed is still here; nothing was sent."
LAPSED = "This page was open for a long time. Nothing was sent or lost: check it and press the button again."
KEY = re.compile("[0-9a-f]{32}")  # as fresh.py makes them
Theirs = Mapping[str, str]


def act(person: Person, action: str) -> ResponseReturnValue:
    """Do what a button says, and answer each way it can go wrong with the form as it was typed."""
    form = _posted_form()
    try:
        return _ACTIONS.get(action.partition(":")[0], _send)(person, form)
    except drafts.AlreadySent as error:
        return _to_ticket(error.ticket_id)
    except drafts.DraftChanged as error:
        return _show_both(person, form, error.draft)
    except drafts.DraftGone:
        return _offer_again(person, form)


def draw(
    person: Person, draft: Draft, form: DraftForm | None = None, *, notice: str = "", theirs: Theirs | None = None
) -> str:
    """Draw the review page for a draft; `form` where something was typed that isn't saved."""
    form = form or review.form_of(draft, person)
    messages = review.transcript(draft)
    found = review.suggestions(draft, form.typed(), messages)
    return render_template(
        "tickets/review.html",
        form=form,
        draft=draft,
        suggestions=found,
        to_check=review.to_check(found),
        messages=review.marked(draft.suggestion, messages),
        theirs=theirs or {},
        notice=notice,
        gone_on=_has_gone_on(person, draft),
    )


def keep_typed(error: AppError) -> ResponseReturnValue:
    """Answer a form whose sign-in or token lapsed: sign in again, or press again; the text stays."""
    form = _posted_form()
    person = person_or_none()
    if person is None or isinstance(error, NotSignedIn):
        return kept.login_page(kept.keep("review", _as_kept(form)), url_for("tickets.review"))
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
    try:
        draft = drafts.save(person, _typed(form))
    except drafts.AlreadySent as error:
        return url_for("tickets.ticket", ticket_id=error.ticket_id)
    except (drafts.DraftChanged, drafts.DraftGone, NotFound):
        form.key.data, form.version.data, form.conversation_id.data = uuid.uuid4().hex, "1", ""
        draft = drafts.save(person, _typed(form))
    flash("Nothing was lost: this is what you had typed. It has not been sent yet.")
    return _address(draft)


kept.RESTORERS["review"] = restore


def _send(person: Person, form: DraftForm) -> ResponseReturnValue:
    if not form.validate():
        draft = drafts.save(person, _typed(form))
        return Response(draw(person, draft, review.carry(form, draft, person)), 400)
    if _conversation_id(form) is None and (earlier := listing.same_text(person, form.loaded)):
        return _to_ticket(earlier)
    draft = drafts.find(person, _typed(form))
    same = draft.values == form.typed()  # as saved last: the version may differ where the answer to a save was lost
    done = service.submit(
        person,
        service.Submission(
            values=form.loaded,
            link=lambda ticket_id: public_url("tickets.ticket", ticket_id=ticket_id),
            draft_id=draft.id,
            draft_version=draft.version if same else row_id(form.version.data) or 1,
            share_conversation=bool(form.share_conversation.data),
        ),
    )
    if not done.repeated:
        flash(str(done.ticket_id), "sent")
    return _to_ticket(done.ticket_id)


def _save(person: Person, form: DraftForm) -> ResponseReturnValue:
    draft = drafts.save(person, _typed(form))
    flash(f"Saved {clock(utcnow())}. Nothing has been sent.")
    return redirect(_address(draft), 303)


def _autosave(person: Person, form: DraftForm) -> ResponseReturnValue:
    try:
        draft = drafts.save(person, _typed(form))
    except AppError as error:
        return jsonify(success=False, message=error.message), 409
    return jsonify(success=True, key=draft.key, version=draft.version, saved_at=utcnow())


def _undo(person: Person, form: DraftForm) -> ResponseReturnValue:
    name = request.form["action"].partition(":")[2]
    draft = drafts.find(person, _typed(form))
    if name in drafts.VALUES:
        form[name].data = draft.suggestion[name]
    return redirect(_address(drafts.save(person, _typed(form))) + f"#{name}", 303)


def _discard(person: Person, form: DraftForm) -> ResponseReturnValue:
    if "confirmed" not in request.form:
        return render_template("tickets/discard.html", form=form)
    drafts.discard(person, form.key.data or "")
    flash("The draft is discarded. Nothing was sent.")
    return redirect(url_for("chat.chat"), 303)


_ACTIONS: Mapping[str, Callable[[Person, DraftForm], ResponseReturnValue]] = {
    "send": _send,
    "save": _save,
    "autosave": _autosave,
    "undo": _undo,
    "discard": _discard,
    "edit": lambda person, form: draw(person, _shown(person, form), form),
}


def _show_both(person: Person, form: DraftForm, draft: Draft) -> ResponseReturnValue:
    """Show what is typed here and, beside it, what another window saved; `take_FIELD` then picks the other's."""
    if draft.state == "submitted":
        return _to_ticket(drafts.ticket_of(draft) or 0)
    if draft.state not in ACTIVE_STATES:
        return _offer_again(person, form)
    typed = form.typed()
    theirs = {name: draft.values[name] for name in drafts.VALUES if draft.values[name] != typed[name]}
    return Response(draw(person, draft, review.carry(form, draft, person), theirs=theirs), 409)


def _offer_again(person: Person, form: DraftForm) -> ResponseReturnValue:
    draft = drafts.show(person, _conversation_id(form))
    if draft.state == "submitted":
        return _to_ticket(drafts.ticket_of(draft) or 0)
    return Response(draw(person, draft, review.carry(form, draft, person), notice=GONE), 409)


def _posted_form() -> DraftForm:
    """Read the posted form; where a box says so, a value another window saved replaces the one typed here."""
    form = DraftForm(request.form)
    for name in drafts.VALUES:
        if f"take_{name}" in request.form:
            form[name].data = request.form.get(f"theirs_{name}", "")
        form[name].data = form[name].data and _storable(form[name].data)  # lines end as they do in the draft
    return form


def _typed(form: DraftForm) -> drafts.Typed:
    values = {name: _storable(text) for name, text in form.typed().items()}
    key = form.key.data or ""
    return drafts.Typed(
        key=key if KEY.fullmatch(key) else uuid.uuid4().hex,
        version=row_id(form.version.data) or 1,
        values=values,
        conversation_id=_conversation_id(form),
        shown_at=_moment(form.shown_at.data),
    )


def _storable(text: str) -> str:
    """Bring a text, valid or not, into a form both databases keep."""
    clean = text.replace("\r\n", "\n").replace("\0", "")
    return clean.encode("utf-8", "replace").decode()


def _as_kept(form: DraftForm) -> dict[str, Any]:
    names = (*drafts.VALUES, "key", "version", "conversation_id", "owner", "shown_at", "share_conversation")
    return {name: form[name].data for name in names}


def _shown(person: Person, form: DraftForm) -> Draft:
    try:
        return drafts.show(person, key=form.key.data or "")
    except drafts.UnknownDraft:
        return drafts.show(person, _conversation_id(form))


def _conversation_id(form: DraftForm) -> int | None:
    return row_id(form.conversation_id.data)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo and moment <= utcnow() else None


def _has_gone_on(person: Person, draft: Draft) -> bool:
    if draft.conversation_id is None:
        return False
    return chat.get(person, draft.conversation_id).message_count != draft.message_count


def _address(draft: Draft) -> str:
    if draft.conversation_id is None:
        return url_for("tickets.review", draft=draft.key)
    return url_for("tickets.review", conversation_id=draft.conversation_id)


def _to_ticket(ticket_id: int) -> ResponseReturnValue:
    return redirect(url_for("tickets.ticket", ticket_id=ticket_id), 303)
