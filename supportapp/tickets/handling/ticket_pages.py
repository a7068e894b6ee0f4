"""Routes of the ticket page, for requesters and agents: each is one call."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from supportapp.accounts.guard import current_person, page
from supportapp.tickets.handling import changes, readers, talk_actions, ticket_actions, ticket_page
from supportapp.tickets.pages import blueprint
from supportapp.web import row_id

__all__ = ["blueprint"]  # it is the one of pages.py, with these routes added


@blueprint.route("/tickets/<id:ticket_id>", methods=["GET"])
@page("ticket.read")
def ticket(ticket_id: int) -> ResponseReturnValue:
    """Show one ticket: facts, description, what happened and was said, the conversation it came from."""
    return ticket_page.draw(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/earlier", methods=["GET"])
@page("ticket.read")
def earlier(ticket_id: int) -> ResponseReturnValue:
    """Show what was said before a comment: `?before=ID`."""
    return ticket_page.draw_earlier(current_person(), ticket_id, row_id(request.args.get("before")))


@blueprint.route("/tickets/<id:ticket_id>/conversations/<id:conversation_id>", methods=["GET"])
@page("ticket.read")
def added_conversation(ticket_id: int, conversation_id: int) -> ResponseReturnValue:
    """Show a conversation that was added to the ticket."""
    return ticket_page.draw_conversation(current_person(), ticket_id, conversation_id)


@blueprint.route("/tickets/<id:ticket_id>/comments", methods=["POST"])
@page("ticket.comment", lapsed=talk_actions.keeping(talk_actions.reply_again))
def reply(ticket_id: int) -> ResponseReturnValue:
    """Say something: a reply, or for agents an internal note."""
    return talk_actions.reply(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/reopen", methods=["POST"])
@page("ticket.comment", lapsed=talk_actions.keeping(talk_actions.reopen_again))
def reopen(ticket_id: int) -> ResponseReturnValue:
    """Open an ended ticket again, with a reason."""
    return talk_actions.reopen(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/writing", methods=["POST"])
@page("ticket.comment")
def writing(ticket_id: int) -> ResponseReturnValue:
    """Keep what is being typed (JSON, for the page's script)."""
    return talk_actions.writing(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/read", methods=["POST"])
@page("ticket.queue")
def read(ticket_id: int) -> ResponseReturnValue:
    """Note that an agent has looked at the ticket."""
    readers.saw(current_person(), ticket_id)
    return redirect(ticket_page.place(ticket_id), 303)


@blueprint.route("/tickets/<id:ticket_id>/change", methods=["POST"])
@page("ticket.queue")
def change(ticket_id: int) -> ResponseReturnValue:
    """Set status, priority, category and assignee."""
    return ticket_actions.change(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/take", methods=["POST"])
@page("ticket.queue")
def take(ticket_id: int) -> ResponseReturnValue:
    """Give the ticket to who asks."""
    return ticket_actions.take(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/close", methods=["POST"])
@page("ticket.change")
def close(ticket_id: int) -> ResponseReturnValue:
    """Close the ticket; it stays readable."""
    return ticket_actions.close(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/withdraw", methods=["POST"])
@page("ticket.withdraw")
def withdraw(ticket_id: int) -> ResponseReturnValue:
    """Take back a ticket nobody works on yet."""
    changes.withdraw(current_person(), ticket_id)
    flash("The ticket is withdrawn. Nobody will work on it.")
    return redirect(ticket_page.place(ticket_id), 303)


@blueprint.route("/tickets/<id:ticket_id>/edit", methods=["GET"])
@page("ticket.change")
def edit(ticket_id: int) -> ResponseReturnValue:
    """Show the text of the ticket in a form."""
    return ticket_actions.draw_edit(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/edit", methods=["POST"])
@page("ticket.change", lapsed=talk_actions.keeping(ticket_actions.edit_again))
def edit_submit(ticket_id: int) -> ResponseReturnValue:
    """Correct the text of the ticket."""
    return ticket_actions.edit(current_person(), ticket_id)


@blueprint.route("/tickets/<id:ticket_id>/comments/<id:comment_id>/edit", methods=["GET"])
@page("comment.edit")
def comment_edit(ticket_id: int, comment_id: int) -> ResponseReturnValue:
    """Show one's own comment in a form."""
    return talk_actions.draw_edit(current_person(), ticket_id, comment_id)


@blueprint.route("/tickets/<id:ticket_id>/comments/<id:comment_id>/edit", methods=["POST"])
@page("comment.edit", lapsed=talk_actions.keeping(talk_actions.edit_again))
def comment_edit_submit(ticket_id: int, comment_id: int) -> ResponseReturnValue:
    """Change the text of one's own comment."""
    return talk_actions.edit(current_person(), ticket_id, comment_id)


@blueprint.route("/tickets/<id:ticket_id>/comments/<id:comment_id>/delete", methods=["GET"])
@page("comment.delete")
def comment_delete(ticket_id: int, comment_id: int) -> ResponseReturnValue:
    """Ask before a comment is deleted."""
    return talk_actions.draw_delete(current_person(), ticket_id, comment_id)


@blueprint.route("/tickets/<id:ticket_id>/comments/<id:comment_id>/delete", methods=["POST"])
@page("comment.delete")
def comment_delete_submit(ticket_id: int, comment_id: int) -> ResponseReturnValue:
    """Delete a comment: its text goes, that there was one stays."""
    return talk_actions.delete(current_person(), ticket_id, comment_id)
