"""Pages around tickets: review a draft, my tickets, the queue. The ticket itself is in ticket_pages.py."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts.guard import current_person, page
from supportapp.tickets.draft_form import CATEGORY_WORDS, PRIORITY_WORDS, STATUS_WORDS
from supportapp.tickets.lists import own_list
from supportapp.tickets.models import SENT_STATES
from supportapp.tickets.queue import queue_page
from supportapp.tickets.review import drafts, feedback
from supportapp.tickets.review.review_actions import act, keep_typed
from supportapp.tickets.review.review_page import draw
from supportapp.web import allow_long_texts, row_id

blueprint = Blueprint("tickets", __name__)
blueprint.before_request(allow_long_texts)


@blueprint.app_context_processor
def _words() -> dict[str, Any]:
    return {"priority_words": PRIORITY_WORDS, "category_words": CATEGORY_WORDS, "status_words": STATUS_WORDS}


@blueprint.route("/tickets/drafts", methods=["POST"])
@page("draft.write")
def start_draft() -> ResponseReturnValue:
    """Make the draft of a conversation (the button on the chat page) and go to its review."""
    conversation_id = row_id(request.form.get("conversation_id"))
    with suppress(drafts.NothingSaid):  # the review page opens empty
        drafts.generate(current_person(), conversation_id, opened=True, again="again" in request.form)
    return redirect(url_for("tickets.review", conversation_id=conversation_id), 303)


@blueprint.route("/tickets/review", methods=["GET"])
@page("draft.write")
def review() -> ResponseReturnValue:
    """Show the draft of a conversation in a form, or an empty ticket."""
    person = current_person()
    draft = drafts.show(person, row_id(request.args.get("conversation_id")), request.args.get("draft"))
    if draft.state in SENT_STATES:
        return render_template("tickets/already_sent.html", draft=draft, ticket_id=drafts.ticket_of(draft))
    return draw(person, draft)


@blueprint.route("/tickets/review", methods=["POST"])
@page("draft.write", lapsed=keep_typed)
def review_submit() -> ResponseReturnValue:
    """Send, save, discard, or undo to the suggestion: whichever button was pressed."""
    return act(current_person(), request.form.get("action", "send"))


@blueprint.route("/tickets", methods=["GET"])
@page("ticket.read")
def tickets() -> ResponseReturnValue:
    """List the person's own tickets, newest first, above them what they saved and have not sent."""
    return own_list.show(current_person())


@blueprint.route("/agent/tickets", methods=["GET"])
@page("ticket.queue")
def queue() -> ResponseReturnValue:
    """List everybody's tickets, as the address asks."""
    return queue_page.show(current_person())


@blueprint.route("/tickets/<id:ticket_id>/draft-rating", methods=["POST"])
@page("draft.write")
def rate_draft(ticket_id: int) -> ResponseReturnValue:
    """Keep whether the draft was useful."""
    feedback.rate(current_person(), ticket_id, useful=request.form.get("useful") == "yes")
    flash("Thank you. This helps us write better drafts.")
    return redirect(url_for("tickets.ticket", ticket_id=ticket_id), 303)
