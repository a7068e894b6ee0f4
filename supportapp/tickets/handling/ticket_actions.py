"""What is changed on the ticket page, each time in the version it showed: status, who has it, the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from supportapp.accounts.service import Person
from supportapp.errors import Conflict, Invalid
from supportapp.tickets import reading, rules
from supportapp.tickets.handling import changes, ticket_forms, timeline, writing
from supportapp.tickets.handling.talk_actions import LAPSED
from supportapp.tickets.handling.ticket_forms import ChangeForm, EditForm
from supportapp.tickets.handling.ticket_page import draw, list_asked, place
from supportapp.web import row_id

TRIES = 5  # at taking a ticket that others change at the same moment
STALE = "The ticket was changed while this page was open, so nothing was done yet."
DECISIONS = ("status", "priority", "category", "assignee_id")
TEXTS = rules.REQUESTERS_FIELDS
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Meanwhile:
    """What happened since a page was drawn."""

    told: Sequence[str] = ()  # in sentences
    changed: frozenset[str] = frozenset()  # the fields of its form


def change(person: Person, ticket_id: int) -> ResponseReturnValue:
    """Set what the selects say; if the ticket was changed meanwhile, show what, and keep what was chosen."""
    form = ticket_forms.posted(ChangeForm)
    if not form.validate():
        return Response(draw(person, ticket_id, change=form), 400)
    try:
        changes.change(person, ticket_id, form.loaded, ticket_forms.version_shown(form))
    except changes.Stale as error:
        told = _carry(person, ticket_id, form, DECISIONS).told
        return Response(draw(person, ticket_id, change=form, problem=STALE, meanwhile=told), error.status)
    except (Conflict, Invalid) as error:
        form.show(error.errors or {})
        return Response(draw(person, ticket_id, change=form, problem=error.message), error.status)
    flash("Changed.")
    return redirect(place(ticket_id), 303)


def take(person: Person, ticket_id: int) -> ResponseReturnValue:
    """Give the ticket to who asks, unless somebody else took it since the page was drawn."""
    shown = row_id(request.form.get("assignee"))
    for _ in range(TRIES):
        ticket = reading.get(person, ticket_id)
        if ticket["assignee_id"] not in {None, shown, person.id}:
            words = f"{ticket['assignee_name']} took it meanwhile. Talk to them, or take it over."
            return Response(draw(person, ticket_id, problem=words), 409)
        try:
            changes.change(person, ticket_id, {"assignee_id": person.id}, frozenset({ticket["version"]}))
        except changes.Stale:
            continue
        flash("It is yours now.")
        return redirect(place(ticket_id), 303)
    raise Conflict


def close(person: Person, ticket_id: int) -> ResponseReturnValue:
    """Close the ticket as the page showed it."""
    try:
        changes.close(person, ticket_id, frozenset({row_id(request.form.get("version")) or 0}))
    except changes.Stale as error:
        told = _meanwhile(person, ticket_id, request.form.get("seen", ""))
        return Response(draw(person, ticket_id, problem=STALE, meanwhile=told), error.status)
    flash("The ticket is closed. Write below if something is left: that opens it again.")
    return redirect(place(ticket_id), 303)


def edit(person: Person, ticket_id: int) -> ResponseReturnValue:
    """Correct the text; if somebody else did meanwhile, show both texts."""
    form = ticket_forms.posted(EditForm)
    if not form.validate():
        return Response(draw_edit(person, ticket_id, form), 400)
    try:
        changes.change(person, ticket_id, form.loaded, ticket_forms.version_shown(form))
    except changes.Stale as error:
        return Response(draw_edit(person, ticket_id, form, STALE, _carry(person, ticket_id, form, TEXTS)), error.status)
    except writing.NotEditable as error:
        return Response(draw_edit(person, ticket_id, form, problem=error.message), error.status)
    flash("Changed.")
    return redirect(place(ticket_id), 303)


def draw_edit(
    person: Person,
    ticket_id: int,
    form: EditForm | None = None,
    problem: str = "",
    meanwhile: Meanwhile = Meanwhile(),
) -> str:
    """Draw the form of the ticket's text; NotEditable where there is nothing to change and nothing was typed."""
    ticket = reading.get(person, ticket_id)
    if form is None:
        if not rules.may_edit(person, ticket):
            raise writing.NotEditable
        events, said = reading.timeline(ticket_id), timeline.newest_comments(person, ticket_id)[0]
        form = ticket_forms.of(person, EditForm, **_current(ticket, TEXTS), seen=timeline.seen(events, said))
        form.version.data = str(ticket["version"])
    theirs = {name: ticket[name] for name in meanwhile.changed if ticket[name] != form[name].data}
    return render_template(
        "tickets/ticket_edit.html",
        form=form,
        ticket=ticket,
        problem=problem,
        meanwhile=meanwhile.told,
        theirs=theirs,
        list=list_asked(),
    )


def edit_again(person: Person, ticket_id: int) -> str:
    """Draw the form of the ticket's text with what was typed."""
    return draw_edit(person, ticket_id, ticket_forms.posted(EditForm), LAPSED)


def _carry(person: Person, ticket_id: int, form: ChangeForm | EditForm, names: Sequence[str]) -> Meanwhile:
    """Bring a form up to date with the ticket: what was chosen stays, the rest becomes what it is now."""
    ticket, events = reading.get(person, ticket_id), reading.timeline(ticket_id)
    said, _ = timeline.newest_comments(person, ticket_id)
    seen = form.seen.data or ""
    newer = [event for event in timeline.newer(events, seen.partition("-")[0]) if event["kind"] in names]
    before = {event["kind"]: event["old"] or "" for event in reversed(newer)}
    current = _current(ticket, names)
    for name in names:
        if str(form.loaded[name] or "") == before.get(name, current[name]):
            form[name].data = current[name]
    form.version.data, form.seen.data = str(ticket["version"]), timeline.seen(events, said)
    return Meanwhile(timeline.meanwhile(person, events, said, seen), frozenset(before))


def _meanwhile(person: Person, ticket_id: int, seen: str) -> list[str]:
    said, _ = timeline.newest_comments(person, ticket_id)
    return timeline.meanwhile(person, reading.timeline(ticket_id), said, seen)


def _current(ticket: Row, names: Sequence[str]) -> dict[str, str]:
    return {name: str(ticket[name] or "") for name in names}
