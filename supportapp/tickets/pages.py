"""Pages of the requester: review a draft, my tickets, a ticket."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts.guard import current_person, page
from supportapp.chat import service as chat
from supportapp.tickets import changes, drafts, feedback, listing, reading
from supportapp.tickets.draft_form import CATEGORY_WORDS, PRIORITY_WORDS, STATUS_WORDS
from supportapp.tickets.review import as_agents_see
from supportapp.tickets.review_actions import act, keep_typed
from supportapp.tickets.review_page import draw
from supportapp.tickets.schemas import TicketFilters
from supportapp.web import allow_long_texts, decode_cursor, encode_cursor, row_id

LAST_MESSAGES = 200  # of a transcript on the ticket page

blueprint = Blueprint("tickets", __name__)
blueprint.before_request(allow_long_texts)
filters_schema = TicketFilters()


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
    if draft.state == "submitted":
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
    shown = _list("tickets-page", everybodys=False)
    waiting = drafts.waiting(current_person()) if shown["first"] else []
    return render_template("tickets/list.html", waiting=waiting, **shown)


@blueprint.route("/agent/tickets", methods=["GET"])
@page("ticket.queue")
def queue() -> ResponseReturnValue:
    """List everybody's tickets, newest first."""
    return render_template("tickets/queue.html", **_list("queue-page", everybodys=True))


@blueprint.route("/tickets/<id:ticket_id>", methods=["GET"])
@page("ticket.read")
def ticket(ticket_id: int) -> ResponseReturnValue:
    """Show one ticket: facts, description, what happened to it, the conversation it came from."""
    person = current_person()
    found = reading.get(person, ticket_id)
    return render_template(
        "tickets/ticket.html",
        reply_promise=current_app.config["REPLY_PROMISE"],
        ticket=found,
        mine=found["user_id"] == person.id,
        events=reading.timeline(ticket_id),
        messages=_transcript(found),
    )


@blueprint.route("/tickets/<id:ticket_id>/withdraw", methods=["POST"])
@page("ticket.withdraw")
def withdraw(ticket_id: int) -> ResponseReturnValue:
    """Take back a ticket nobody works on yet."""
    changes.withdraw(current_person(), ticket_id)
    flash("The ticket is withdrawn. Nobody will work on it.")
    return redirect(url_for("tickets.ticket", ticket_id=ticket_id), 303)


@blueprint.route("/tickets/<id:ticket_id>/draft-rating", methods=["POST"])
@page("draft.write")
def rate_draft(ticket_id: int) -> ResponseReturnValue:
    """Keep whether the draft was useful."""
    feedback.rate(current_person(), ticket_id, useful=request.form.get("useful") == "yes")
    flash("Thank you. This helps us write better drafts.")
    return redirect(url_for("tickets.ticket", ticket_id=ticket_id), 303)


def _list(name: str, *, everybodys: bool) -> dict[str, Any]:
    statuses = [status for status in request.args.getlist("status") if status in STATUS_WORDS]
    after = decode_cursor(name, request.args.get("cursor"))
    filters = {**filters_schema.load({}), "status": statuses}
    rows, end = listing.page(current_person(), filters, after, everybodys=everybodys)
    cursor = encode_cursor(name, end)
    return {"tickets": rows, "statuses": statuses, "cursor": cursor, "first": after is None}


def _transcript(found: dict[str, Any]) -> list[dict[str, Any]]:
    if found["conversation_id"] is None:
        return []
    messages = chat.messages_of(found["conversation_id"], limit=LAST_MESSAGES)
    return as_agents_see(drafts.of_ticket(found["draft_id"]), messages)
