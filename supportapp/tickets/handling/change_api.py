"""JSON endpoints that change tickets, one by one: the requester's own, and any as an agent."""

from typing import Any

from flask import Response, request

from supportapp.accounts.guard import current_person, endpoint
from supportapp.accounts.policy import Whose, whose
from supportapp.errors import Forbidden
from supportapp.tickets import answering, reading, schemas
from supportapp.tickets.handling import change_schemas, changes
from supportapp.web import ApiBlueprint, ErrorSchema

blueprint = ApiBlueprint("ticket_changes_api", __name__, url_prefix="/chat", description="Changing tickets")


@blueprint.route("/tickets/<id:ticket_id>", methods=["PATCH"])
@endpoint("ticket.change")
@blueprint.arguments(change_schemas.IfMatchHeader, location="headers")
@blueprint.arguments(change_schemas.ChangeSchema(partial=True))
@blueprint.alt_response(200, schema=schemas.TicketAlone)
@blueprint.alt_response(400, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema)
@blueprint.alt_response(412, schema=ErrorSchema)
def change_ticket(_: dict[str, Any], data: dict[str, Any], ticket_id: int) -> Response:
    """Change a ticket: your own while it is open, its status as allowed_statuses says; as an agent any."""
    return _changed(ticket_id, data)


@blueprint.route("/tickets/<id:ticket_id>", methods=["DELETE"])
@endpoint("ticket.change")
@blueprint.arguments(change_schemas.IfMatchHeader, location="headers")
@blueprint.arguments(change_schemas.DeleteQuery, location="query")
@blueprint.alt_response(204, description="Closed, or erased")
@blueprint.alt_response(403, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(412, schema=ErrorSchema)
def delete_ticket(_: dict[str, Any], query: dict[str, Any], ticket_id: int) -> tuple[str, int]:
    """Close a ticket; it and its timeline stay. With purge=true an admin erases it for good."""
    return _deleted(ticket_id, purge=query["purge"])


@blueprint.route("/admin/tickets/<id:ticket_id>", methods=["GET"])
@endpoint("ticket.queue")
@blueprint.alt_response(200, schema=schemas.TicketAlone)
@blueprint.alt_response(404, schema=ErrorSchema)
def get_any_ticket(ticket_id: int) -> Response:
    """Read any ticket."""
    response = answering.ticket_answer(current_person(), ticket_id)
    response.make_conditional(request)
    return response


@blueprint.route("/admin/tickets/<id:ticket_id>", methods=["PATCH"])
@endpoint("ticket.queue")
@blueprint.arguments(change_schemas.IfMatchHeader, location="headers")
@blueprint.arguments(change_schemas.ChangeSchema(partial=True))
@blueprint.alt_response(200, schema=schemas.TicketAlone)
@blueprint.alt_response(400, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema)
@blueprint.alt_response(412, schema=ErrorSchema)
def change_any_ticket(_: dict[str, Any], data: dict[str, Any], ticket_id: int) -> Response:
    """Change any ticket."""
    return _changed(ticket_id, data)


@blueprint.route("/admin/tickets/<id:ticket_id>", methods=["DELETE"])
@endpoint("ticket.queue")
@blueprint.arguments(change_schemas.IfMatchHeader, location="headers")
@blueprint.arguments(change_schemas.DeleteQuery, location="query")
@blueprint.alt_response(204, description="Closed, or erased")
@blueprint.alt_response(403, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(412, schema=ErrorSchema)
def delete_any_ticket(_: dict[str, Any], query: dict[str, Any], ticket_id: int) -> tuple[str, int]:
    """Close any ticket; with purge=true an admin erases it for good."""
    return _deleted(ticket_id, purge=query["purge"])


def _changed(ticket_id: int, data: dict[str, Any]) -> Response:
    person = current_person()
    changes.change(person, ticket_id, data, answering.versions_asked())
    return answering.ticket_answer(person, ticket_id)


def _deleted(ticket_id: int, *, purge: bool) -> tuple[str, int]:
    person = current_person()
    if not purge:
        changes.close(person, ticket_id, answering.versions_asked())
        return "", 204
    if whose(person.role, "ticket.purge") is not Whose.ANYBODYS:
        reading.get(person, ticket_id)
        raise Forbidden("Only an admin can erase a ticket for good. Leave purge out to close it.")
    changes.purge(person, ticket_id, answering.versions_asked())
    return "", 204
