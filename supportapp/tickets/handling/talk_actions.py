"""What is said on the ticket page: reply, note, reopen, correct. Whatever goes wrong, what was typed stays."""

import hashlib
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts import kept
from supportapp.accounts.guard import person_or_none
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import AppError, Conflict, Invalid, NotSignedIn
from supportapp.tickets import reading
from supportapp.tickets.handling import comments, readers, ticket_forms
from supportapp.tickets.handling.comments import Said
from supportapp.tickets.handling.ticket_forms import CommentForm, ReopenForm, ReplyForm
from supportapp.tickets.handling.ticket_page import draw, list_asked, place

LAPSED = "This page was open for a long time. Nothing was sent or lost: check it and press the button again."
LONGEST_KEPT = 100_000  # characters of what is not sent yet
_KEY = re.compile("[0-9a-f]{32}")

Again = Callable[[Person, int], str]
"""Draws the page a form was on again, with what was typed and why it came back."""


def reply(person: Person, ticket_id: int) -> ResponseReturnValue:
    """Send a reply, or for agents keep a note; the button pressed may change the status with it."""
    form = ticket_forms.posted(ReplyForm)
    if not form.validate():
        return Response(draw(person, ticket_id, reply=form), 400)
    said = Said(**form.loaded, key=_key(form.key.data), status=_status(person, ticket_id))
    try:
        comment_id = _say(person, ticket_id, said)
    except (Conflict, Invalid) as error:
        return Response(draw(person, ticket_id, reply=form, problem=error.message), error.status)
    return redirect(place(ticket_id, f"c{comment_id}"), 303)


def reply_again(person: Person, ticket_id: int) -> str:
    """Draw the page with what was typed into the box."""
    return draw(person, ticket_id, reply=ticket_forms.posted(ReplyForm), problem=LAPSED)


def reopen(person: Person, ticket_id: int) -> ResponseReturnValue:
    """Open an ended ticket again; the reason becomes a comment."""
    form = ticket_forms.posted(ReopenForm)
    if not form.validate():
        empty = not (form.reason.data or "").strip()
        return Response(draw(person, ticket_id, reopen=form) if empty else _in_the_box(person, ticket_id, form), 400)
    said = Said(form.loaded["reason"], status="open", key=_key(form.key.data))
    try:
        comment_id = _say(person, ticket_id, said)
    except (Conflict, Invalid) as error:
        return Response(_in_the_box(person, ticket_id, form, error.message), error.status)
    return redirect(place(ticket_id, f"c{comment_id}"), 303)


def reopen_again(person: Person, ticket_id: int) -> str:
    """Draw the page with the reason that was typed."""
    return _in_the_box(person, ticket_id, ticket_forms.posted(ReopenForm), LAPSED)


def edit(person: Person, ticket_id: int, comment_id: int) -> ResponseReturnValue:
    """Change the text of a comment; one that can't be changed any more is shown with what was typed."""
    form = ticket_forms.posted(CommentForm)
    if not form.validate():
        return Response(draw_edit(person, ticket_id, comment_id, form), 400)
    try:
        comments.edit(person, ticket_id, comment_id, form.loaded["body"])
    except (comments.TooLate, comments.CommentGone) as error:
        return Response(draw_edit(person, ticket_id, comment_id, form, error.message), error.status)
    return redirect(place(ticket_id, f"c{comment_id}"), 303)


def edit_again(person: Person, ticket_id: int) -> str:
    """Draw the form of a comment with what was typed."""
    comment_id = int((request.view_args or {})["comment_id"])
    return draw_edit(person, ticket_id, comment_id, ticket_forms.posted(CommentForm), LAPSED)


def draw_edit(
    person: Person, ticket_id: int, comment_id: int, form: CommentForm | None = None, problem: str = ""
) -> str:
    """Draw the form of one's own comment; NotYours, CommentGone or TooLate where there is nothing to change."""
    comment = comments.one(person, ticket_id, comment_id)
    if comment["author_id"] != person.id:
        raise comments.NotYours
    if form is None and not comments.may_edit(person, comment):
        raise comments.CommentGone if comment["deleted_at"] else comments.TooLate
    form = form or ticket_forms.of(person, CommentForm, body=comment["body"])
    return render_template("tickets/comment_edit.html", form=form, comment=comment, problem=problem, list=list_asked())


def draw_delete(person: Person, ticket_id: int, comment_id: int) -> str:
    """Ask whether a comment shall be deleted."""
    comment = comments.one(person, ticket_id, comment_id)
    if not comments.may_delete(person, comment):
        raise comments.CommentGone if comment["deleted_at"] else comments.NotYours
    return render_template("tickets/comment_delete.html", comment=comment, list=list_asked())


def delete(person: Person, ticket_id: int, comment_id: int) -> ResponseReturnValue:
    """Delete a comment and go back to the ticket."""
    comments.delete(person, ticket_id, comment_id)
    flash("The comment is deleted.")
    return redirect(place(ticket_id, f"c{comment_id}"), 303)


def writing(person: Person, ticket_id: int) -> ResponseReturnValue:
    """Keep what is being typed, and tell agents who else is writing; what was sent already is not kept again."""
    text, key = request.form.get("body", ""), request.form.get("key", "")
    if len(text) > LONGEST_KEPT:
        words = f"This is too long to be kept while you write. Shorten it to {LONGEST_KEPT:,} characters."
        return jsonify(success=False, message=words), 400
    if _KEY.fullmatch(key) and comments.is_said(person, ticket_id, key):
        return jsonify(writing=readers.others_writing(person, ticket_id), saved_at=None)
    names = readers.is_writing(person, ticket_id, text, internal=request.form.get("internal") == "true")
    return jsonify(writing=names, saved_at=utcnow())


def keeping(again: Again) -> Callable[[AppError], ResponseReturnValue]:
    """Answer a form whose sign-in or token lapsed: sign in again, or press again; the text stays."""

    def answer(error: AppError) -> ResponseReturnValue:
        ticket_id = int((request.view_args or {})["ticket_id"])
        person = person_or_none()
        if person is None or isinstance(error, NotSignedIn):
            return kept.login_page(
                kept.keep("reply", _typed(ticket_id)), url_for("tickets.ticket", ticket_id=ticket_id)
            )
        return Response(again(person, ticket_id), error.status)

    return answer


def restore(person: Person, typed: dict[str, Any]) -> str:
    """Put what was typed before a sign-in lapsed into the reply box. The owner alone gets it back."""
    if typed["owner"] not in {"", str(person.id)}:
        flash("Somebody else's text was on the page you came from. It was not kept.")
        return url_for("tickets.tickets")
    before, text = readers.mine(person, typed["ticket_id"]), typed["text"][:LONGEST_KEPT]
    internal = bool(typed["internal"])
    if before.unsent and not text.startswith(before.unsent):
        text, internal = f"{before.unsent}\n\n{text}", internal or before.internal
    readers.is_writing(person, typed["ticket_id"], text, internal=internal)
    flash("Nothing was lost: what you had typed is in the box below. It has not been sent yet.")
    return url_for("tickets.ticket", ticket_id=typed["ticket_id"], _anchor="reply")


kept.RESTORERS["reply"] = restore


def _in_the_box(person: Person, ticket_id: int, form: ReopenForm, problem: str = "") -> str:
    """Draw the page with a reason in the reply box, which is there whatever became of the ticket meanwhile."""
    reply_form = ticket_forms.of(person, ReplyForm, body=form.reason.data)
    reply_form.body.errors = form.reason.errors
    return draw(person, ticket_id, reply=reply_form, problem=problem)


def _typed(ticket_id: int) -> dict[str, Any]:
    """Gather the texts of whichever form was sent."""
    texts = [request.form.get(name, "").strip() for name in ("title", "description", "reason", "body")]
    return {
        "ticket_id": ticket_id,
        "text": "\n\n".join(text for text in texts if text),
        "internal": request.form.get("internal") == "true",
        "owner": request.form.get("owner", ""),
    }


def _say(person: Person, ticket_id: int, said: Said) -> int:
    """Say it once; another text with a key that was used, as the browser's Back brings it, is another comment."""
    try:
        return comments.add(person, ticket_id, said).comment_id
    except comments.KeyUsed:
        text = f"{said.key} {said.internal} {said.body}".encode()
        other = replace(said, key=hashlib.sha256(text).hexdigest()[:32])
        return comments.add(person, ticket_id, other).comment_id


def _status(person: Person, ticket_id: int) -> str | None:
    """Return what the ticket shall become, as the button says; None: what follows from who speaks."""
    action = request.form.get("action")
    if action == "stay":
        return str(reading.get(person, ticket_id)["status"])
    return "resolved" if action == "resolve" else None


def _key(text: str | None) -> str:
    return text if text and _KEY.fullmatch(text) else uuid.uuid4().hex
