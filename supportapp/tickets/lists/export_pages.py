"""The queue as a download, with the filters of its address."""

from itertools import chain

from flask import Blueprint, Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from supportapp.accounts.guard import current_person, page
from supportapp.database import utcnow
from supportapp.errors import Invalid
from supportapp.tickets.answering import ticket_url
from supportapp.tickets.lists import export
from supportapp.tickets.queue import queue_filters

FORMAT_WORDS = f"Give one of: {', '.join(export.FORMATS)}, as in ?format=csv."
FILTER_WORDS = "The export can't be made with these filters. Correct them in the queue, then export again."

blueprint = Blueprint("exports", __name__)


@blueprint.route("/agent/tickets/export", methods=["GET"])
@page("ticket.export")
def export_tickets() -> ResponseReturnValue:
    """Send the tickets of a queue as a file, in pieces; the first is made here, so that a failure is told as ever."""
    asked = queue_filters.split(request.query_string.decode("latin-1"))
    forms = [value for name, value in asked if name == "format"]
    if len(forms) != 1 or forms[0] not in export.FORMATS:
        raise Invalid(errors={"format": [FORMAT_WORDS]})
    person, (form,) = current_person(), forms
    wanted = queue_filters.understand([(name, value) for name, value in asked if name != "format"], person)
    if wanted.errors:
        raise Invalid(FILTER_WORDS, errors=dict(wanted.errors))
    found = export.pages(person, wanted.filters, ticket_url)
    first = next(found, [])
    body = export.encode(form, chain([first] if first else [], found))
    response = Response(stream_with_context(body), content_type=export.FORMATS[form])
    response.headers["Content-Disposition"] = f'attachment; filename="tickets-{utcnow():%Y-%m-%d}.{form}"'
    return response
