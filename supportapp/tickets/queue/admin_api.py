"""JSON endpoints of everybody's tickets, for agents."""

from typing import Any

from flask import Response, jsonify

from supportapp.accounts.guard import current_person, endpoint
from supportapp.tickets import schemas
from supportapp.tickets.answering import ticket_out
from supportapp.tickets.lists import listing
from supportapp.web import ApiBlueprint, ErrorSchema, decode_cursor, encode_cursor, next_link

blueprint = ApiBlueprint("tickets_admin_api", __name__, url_prefix="/chat/admin", description="Everybody's tickets")


@blueprint.route("/tickets", methods=["GET"])
@endpoint("ticket.queue")
@blueprint.arguments(schemas.AdminFilters, location="query")
@blueprint.alt_response(200, schema=schemas.QueueList)
@blueprint.alt_response(400, schema=ErrorSchema)
@blueprint.alt_response(403, schema=ErrorSchema)
def list_everybodys(filters: dict[str, Any]) -> Response:
    """List everybody's tickets."""
    name = listing.cursor_name(filters, everybodys=True)
    after = decode_cursor(name, filters.get("cursor"))
    rows, end = listing.page(current_person(), filters, after, everybodys=True)
    cursor = encode_cursor(name, end)
    return next_link(jsonify(tickets=[ticket_out(row) for row in rows], next_cursor=cursor), cursor)
