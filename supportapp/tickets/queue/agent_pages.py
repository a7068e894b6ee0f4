"""What agents do from the queue: change several tickets and undo it, save views and change them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts.guard import current_person, page
from supportapp.errors import Invalid
from supportapp.tickets.queue import assigning, bulk, queue_filters, queue_forms, queue_page, views
from supportapp.web import row_id

blueprint = Blueprint("agents", __name__, url_prefix="/agent")


@blueprint.route("/tickets/bulk", methods=["POST"])
@page("ticket.queue")
def bulk_submit() -> ResponseReturnValue:
    """Change the tickets that were ticked, and go back to the queue, which says what became of each."""
    person = current_person()
    try:
        ids, changes = queue_forms.bulk_change(person, request.form.getlist("id"), request.form)
        key = bulk.change(person, ids, changes)
    except Invalid as error:
        return _draw_bulk(error), 400
    return redirect(queue_page.back(done=key), 303)


@blueprint.route("/tickets/bulk/<key>/undo", methods=["POST"])
@page("ticket.queue")
def bulk_undo(key: str) -> ResponseReturnValue:
    """Undo a change of several tickets that was made seconds ago."""
    bulk.undo(current_person(), key)
    return redirect(queue_page.back(done=key), 303)


@blueprint.route("/views", methods=["POST"])
@page("view.write")
def view_save() -> ResponseReturnValue:
    """Keep the queue's filters under a name."""
    person, form = current_person(), queue_forms.ViewForm(request.form)
    form.query.data = queue_filters.canonical(form.query.data or "", person)
    if not form.validate():
        return _draw_view(form), 400
    try:
        view_id = views.save(person, form.loaded)
    except views.NameTaken as error:
        form.show(error.errors or {})
        return _draw_view(form), 400
    return redirect(url_for("tickets.queue", view=view_id), 303)


@blueprint.route("/views/<id:view_id>", methods=["GET"])
@page("view.write")
def view(view_id: int) -> ResponseReturnValue:
    """Show a saved view's name in a form, to change or delete it."""
    found = views.changeable(current_person(), view_id)
    return _draw_view(queue_forms.ViewForm(obj=found), found)


@blueprint.route("/views/<id:view_id>", methods=["POST"])
@page("view.write")
def view_submit(view_id: int) -> ResponseReturnValue:
    """Rename a view, share it or no longer, or delete it: whichever button was pressed."""
    person = current_person()
    if request.form.get("action") == "delete":
        views.delete(person, view_id)
        flash("The view is deleted. Its tickets are where they were.")
        return redirect(url_for("tickets.queue"), 303)
    found, form = views.changeable(person, view_id), queue_forms.ViewForm(request.form)
    form.query.data = found.query
    if not form.validate():
        return _draw_view(form, found), 400
    try:
        views.change(person, view_id, {name: form.loaded[name] for name in ("name", "shared")})
    except views.NameTaken as error:
        form.show(error.errors or {})
        return _draw_view(form, found), 400
    return redirect(url_for("tickets.queue", view=view_id), 303)


def _draw_view(form: queue_forms.ViewForm, found: views.View | None = None) -> str:
    return render_template("tickets/view.html", form=form, view=found)


def _draw_bulk(error: Invalid) -> str:
    """Draw the change of several tickets on a page of its own, with what was chosen, to be made complete."""
    ids = list(dict.fromkeys(number for number in map(row_id, request.form.getlist("id")) if number))
    return render_template(
        "tickets/bulk.html",
        error=error,
        ids=ids,
        agents=assigning.names(),
        chosen=request.form,
        address=queue_page.back(),
    )
