"""Drawing the agents' queue: tabs with counts, filters, the tickets of one page, what a bulk change did."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import Invalid
from supportapp.tickets import rules
from supportapp.tickets.draft_form import STATUS_WORDS
from supportapp.tickets.lists import listing
from supportapp.tickets.queue import assigning, bulk, queue_filters, views
from supportapp.tickets.queue.queue_filters import Asked
from supportapp.web import DAY, HOUR, MINUTE, Position, decode_cursor, encode_cursor, row_id

BUILT_IN = {
    "Open": queue_filters.OPEN_TICKETS,
    "Mine": f"{queue_filters.OPEN_TICKETS}&assignee=me",
    "Unassigned": f"{queue_filters.OPEN_TICKETS}&assignee=none",
    "All": queue_filters.ALL_TICKETS,
}
SORTS = {
    "-created_at": "Newest first",
    "created_at": "Oldest first",
    "-updated_at": "Changed last first",
    "updated_at": "Unchanged longest first",
    "-priority": "High priority first",
    "priority": "Low priority first",
    "relevance": "Best match first",
}
WORDS = {
    "status": "Status",
    "priority": "Priority",
    "category": "Category",
    "assignee": "Assigned to",
    "user_id": "Requester",
    "created_from": "Sent from",
    "created_to": "Sent until",
    "q": "Search",
    "sort": "Order",
    "cursor": "Place in the list",
}
MOST_ERRORS = 5
BACK = frozenset({*queue_filters.NAMES, "cursor", "view"})  # what the way back to the queue may carry


@dataclass(frozen=True)
class Tab:
    """A view in the row above the queue."""

    name: str
    query: str  # of its address
    asked: Asked  # its filters
    view: views.View | None = None
    count: str = ""


def show(person: Person) -> ResponseReturnValue:
    """Answer with the page that the address asks for; 400 where a filter of it was not understood."""
    tabs = _tabs(person)
    current = _current(tabs, person)
    asked = current.asked
    after, misplaced = _place(asked)
    errors = {**asked.errors, **misplaced}
    refused = bool(errors) and not (current.view and not misplaced)
    rows, end = ([], None) if refused else listing.page(person, asked.filters, after, everybodys=True)
    page = render_template(
        "tickets/queue.html",
        asked=asked,
        errors=[(WORDS.get(name, name[:40]), words) for name, words in errors.items()],
        refused=refused,
        tabs=_counted(person, tabs),
        view=current.view,
        here=current.query,
        back=urlencode([pair for pair in request.args.items(multi=True) if pair[0] in BACK and pair[1]]),
        tab=current.name,
        tickets=[_row(row) for row in rows],
        cursor=encode_cursor(listing.cursor_name(asked.filters, everybodys=True), end),
        first=after is None,
        agents=assigning.names(),
        requester=_requester(asked, rows),
        done=bulk.find(person, request.args["done"]) if "done" in request.args else None,
        sorts=SORTS,
        statuses={"open,in_progress": "Open or in progress", **STATUS_WORDS},
        most_errors=MOST_ERRORS,
    )
    return make_response(page, 400 if refused else 200)


def back(**extra: str) -> str:
    """Return the address of the queue that a posted form came from."""
    pairs = [pair for pair in queue_filters.split(request.form.get("back", "")) if pair[0] in BACK]
    query = urlencode([*pairs, *extra.items()])
    return url_for("tickets.queue") + (f"?{query}" if query else "")


def _tabs(person: Person) -> list[Tab]:
    saved = views.visible(person)
    return [
        *(Tab(name, query, _read(query, person)) for name, query in BUILT_IN.items()),
        *(_tab(view, person) for view in saved),
    ]


def _tab(view: views.View, person: Person) -> Tab:
    return Tab(view.name, f"view={view.id}", _read(view.query, person), view)


def _read(query: str, person: Person) -> Asked:
    """Read the filters of a view; where they can't even be taken apart, they are all misunderstood."""
    try:
        return queue_filters.understand(queue_filters.split(query), person)
    except Invalid as error:
        asked = queue_filters.understand(queue_filters.split(queue_filters.ALL_TICKETS), person)
        return replace(asked, errors=error.errors or {})


def _current(tabs: Sequence[Tab], person: Person) -> Tab:
    """Return the tab that is open; one without a name where the address has filters of its own."""
    if "view" in request.args:
        number = row_id(request.args["view"]) or 0
        chosen = [tab for tab in tabs if tab.view and tab.view.id == number]
        return chosen[0] if chosen else _tab(views.get(person, number), person)
    asked = queue_filters.understand(request.args.items(multi=True), person)
    alike = [tab for tab in tabs if tab.asked.query == asked.query and not asked.errors]
    return alike[0] if alike else Tab("", asked.query, asked)


def _counted(person: Person, tabs: Sequence[Tab]) -> list[Tab]:
    counts = listing.counts(person, [tab.asked.filters for tab in tabs], everybodys=True)
    most = listing.MOST_COUNTED
    words = [f"{most - 1:,}+" if count >= most else f"{count:,}" for count in counts]
    return [replace(tab, count=word) for tab, word in zip(tabs, words, strict=True)]


def _place(asked: Asked) -> tuple[Position | None, dict[str, list[str]]]:
    try:
        name = listing.cursor_name(asked.filters, everybodys=True)
        return decode_cursor(name, request.args.get("cursor")), {}
    except Invalid as error:
        return None, dict(error.errors or {})


def _row(row: dict[str, Any]) -> dict[str, Any]:
    waits = row["last_reply_by"] == "requester" and row["status"] not in rules.ENDED
    return {**row, "first_words": row["description"][:160], "age": _age(row["created_at"]), "new_reply": waits}


def _age(moment: datetime) -> str:
    """Say briefly how old a ticket is: "3 h"."""
    seconds = max(0, int((utcnow() - moment).total_seconds()))
    for size, word in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= size:
            return f"{seconds // size:,} {word}"
    return "now"


def _requester(asked: Asked, rows: Sequence[dict[str, Any]]) -> str:
    """Return whose tickets are shown, where they are one person's."""
    number = asked.filters.get("user_id")
    if not number:
        return ""
    return str(rows[0]["requester_name"]) if rows else assigning.name_of(number) or f"person {number}"
