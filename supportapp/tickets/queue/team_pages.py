"""The team's page: who works on how many tickets, and who takes new ones in turn."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts.guard import current_person, page
from supportapp.accounts.policy import Whose, whose
from supportapp.tickets.models import CATEGORIES
from supportapp.tickets.queue import assigning
from supportapp.web import row_id

blueprint = Blueprint("team", __name__, url_prefix="/agent")


@blueprint.route("/team", methods=["GET"])
@page("ticket.queue")
def team() -> ResponseReturnValue:
    """Show the agents, their load, and whose turn new tickets come to."""
    return render_template(
        "tickets/team.html",
        agents=assigning.agents(),
        most=assigning.COUNTED,
        rotation=assigning.rotation(),
        may_change=whose(current_person().role, "rotation.write") is Whose.ANYBODYS,
    )


@blueprint.route("/team", methods=["POST"])
@page("rotation.write")
def team_submit() -> ResponseReturnValue:
    """Say who takes new tickets of which category in turn."""
    members = {name: [n for n in map(row_id, request.form.getlist(name)) if n] for name in CATEGORIES}
    assigning.set_rotation(members)
    flash("Saved. Each new ticket goes to the next of those you ticked for its category.")
    return redirect(url_for("team.team"), 303)
