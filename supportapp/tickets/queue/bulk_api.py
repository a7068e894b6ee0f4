"""The JSON endpoint that changes many tickets at once."""

from typing import Any

from flask import Response, jsonify

from supportapp.accounts.guard import current_person, endpoint
from supportapp.errors import Invalid
from supportapp.tickets.handling import changes
from supportapp.tickets.handling.change_schemas import BulkOut, BulkSchema
from supportapp.tickets.queue.assigning import NotAnAgent
from supportapp.web import ApiBlueprint, ErrorSchema

blueprint = ApiBlueprint("bulk_api", __name__, url_prefix="/chat/admin", description="Changing many tickets")


@blueprint.route("/tickets", methods=["PATCH"])
@endpoint("ticket.queue")
@blueprint.arguments(BulkSchema)
@blueprint.alt_response(200, schema=BulkOut)
@blueprint.alt_response(400, schema=ErrorSchema)
def change_tickets(data: dict[str, Any]) -> Response:
    """Change many tickets alike; each says what became of it, and what can't be changed hinders no other."""
    try:
        results = changes.change_many(current_person(), data["ids"], data["changes"])
    except NotAnAgent as error:
        raise Invalid(errors={"changes": error.errors}) from error
    return jsonify(results=[_told(result) for result in results])


def _told(result: changes.Result) -> dict[str, Any]:
    why = {"message": result.failure.message} if result.failure else {}
    return {"id": result.ticket_id, "success": result.failure is None, "changed": list(result.before), **why}
