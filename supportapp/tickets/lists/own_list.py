"""Drawing "My tickets": a search box, the statuses to show, one page of tickets."""

from typing import Any

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from supportapp.accounts.service import Person
from supportapp.tickets.lists import listing
from supportapp.tickets.models import STATUSES
from supportapp.tickets.review import drafts
from supportapp.tickets.schemas import TicketFilters
from supportapp.web import decode_cursor, encode_cursor

_schema = TicketFilters()


def show(person: Person) -> ResponseReturnValue:
    """Answer with the page the address asks for; what can't be searched for is said beside the box, with 400."""
    statuses = [status for status in STATUSES if status in request.args.getlist("status")]
    words = request.args.get("q", "")
    filters, errors = _filters(statuses, words)
    name = listing.cursor_name(filters)
    after = decode_cursor(name, request.args.get("cursor"))
    rows, end = ([], None) if errors else listing.page(person, filters, after)
    shown = render_template(
        "tickets/list.html",
        tickets=rows,
        statuses=statuses,
        q=words.strip(),
        errors=errors,
        cursor=encode_cursor(name, end),
        first=after is None,
        waiting=drafts.waiting(person) if after is None else [],
    )
    return make_response(shown, 400 if errors else 200)


def _filters(statuses: list[str], words: str) -> tuple[dict[str, Any], list[str]]:
    """Return the filters, and what is wrong with the words to search for."""
    try:
        return _schema.load({"status": statuses, "q": words}), []
    except ValidationError as error:
        return _schema.load({"status": statuses}), list(error.normalized_messages().get("q", []))
