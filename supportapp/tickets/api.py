"""JSON endpoints of tickets: generate, submit, list, read."""

import hashlib
from typing import Any

import orjson
from flask import Response, jsonify, request, url_for

from supportapp.accounts.guard import current_person, endpoint
from supportapp.accounts.service import Person
from supportapp.tickets import reading, schemas, service
from supportapp.tickets.answering import ticket_answer, ticket_out, ticket_url
from supportapp.tickets.lists import listing
from supportapp.tickets.models import ACTIVE_STATES, SENT_STATES, Draft
from supportapp.tickets.review import assistant, drafts, offers, similar
from supportapp.web import ApiBlueprint, ErrorSchema, decode_cursor, encode_cursor, next_link

SENT = "Ticket {} was sent. You can follow it at {}."
WORDS_ON_FAILURE = "We encountered an error while creating your ticket. Please try again or contact {support_email}"

blueprint = ApiBlueprint("tickets_api", __name__, url_prefix="/chat", description="Drafts and tickets")
blueprint.record(lambda state: assistant.init_app(state.app))


@blueprint.route("/generate-ticket", methods=["POST"])
@endpoint("draft.write")
@blueprint.arguments(schemas.GenerateSchema)
@blueprint.alt_response(200, schema=schemas.GeneratedOut)
@blueprint.alt_response(400, schema=ErrorSchema)
@blueprint.alt_response(403, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
def generate_ticket(data: dict[str, Any]) -> Response:
    """Draft a ticket from a conversation; the same draft again as long as the conversation is unchanged."""
    person = current_person()
    draft = drafts.generate(person, data["conversation_id"], drafter=assistant.drafted)
    return jsonify(ticket=draft.values, draft={**_draft_out(draft), "similar": _similar_out(person, draft)})


@blueprint.route("/submit-ticket", methods=["POST"])
@endpoint("ticket.submit", words_on_failure=WORDS_ON_FAILURE)
@blueprint.arguments(schemas.IdempotencyHeader, location="headers")
@blueprint.arguments(schemas.SubmitSchema)
@blueprint.alt_response(201, schema=schemas.SubmittedOut)
@blueprint.alt_response(400, schema=ErrorSchema)
@blueprint.alt_response(403, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema)
def submit_ticket(headers: dict[str, Any], data: dict[str, Any]) -> tuple[Response, int, dict[str, str]]:
    """Send a ticket. A repeat, by Idempotency-Key or by draft_id, answers with the first one."""
    done = service.submit(
        current_person(),
        service.Submission(
            values=data["ticket"],
            link=ticket_url,
            conversation_id=data["conversation_id"],
            draft_id=data["draft_id"],
            key=headers.get("key"),
            body_hash=_body_hash(data),
        ),
    )
    url = ticket_url(done.ticket_id)
    body = jsonify(success=True, ticket_id=done.ticket_id, ticket_url=url, message=SENT.format(done.ticket_id, url))
    answer_headers = {"Location": url_for("tickets_api.get_ticket", ticket_id=done.ticket_id)}
    if done.repeated:
        answer_headers["Idempotent-Replayed"] = "true"
    return body, 201, answer_headers


@blueprint.route("/tickets", methods=["GET"])
@endpoint("ticket.read")
@blueprint.arguments(schemas.TicketFilters, location="query")
@blueprint.alt_response(200, schema=schemas.TicketList)
@blueprint.alt_response(400, schema=ErrorSchema)
def list_tickets(filters: dict[str, Any]) -> Response:
    """List your own tickets."""
    name = listing.cursor_name(filters)
    rows, end = listing.page(current_person(), filters, decode_cursor(name, filters.get("cursor")))
    cursor = encode_cursor(name, end)
    response = jsonify(tickets=[ticket_out(row) for row in rows], next_cursor=cursor)
    return next_link(response, cursor)


@blueprint.route("/tickets/<id:ticket_id>", methods=["GET"])
@endpoint("ticket.read")
@blueprint.alt_response(200, schema=schemas.TicketAlone)
@blueprint.alt_response(404, schema=ErrorSchema)
def get_ticket(ticket_id: int) -> Response:
    """Read a ticket: your own, or as an agent any."""
    response = ticket_answer(current_person(), ticket_id)
    response.make_conditional(request)
    return response


@blueprint.route("/tickets/<id:ticket_id>/events", methods=["GET"])
@endpoint("ticket.read")
@blueprint.alt_response(200, schema=schemas.EventList)
@blueprint.alt_response(404, schema=ErrorSchema)
def get_events(ticket_id: int) -> Response:
    """Read what happened to a ticket: who changed what, from, to, when."""
    reading.get(current_person(), ticket_id)
    return jsonify(events=reading.timeline(ticket_id))


def _similar_out(person: Person, draft: Draft) -> list[dict[str, Any]]:
    said = draft.conversation_id is not None and draft.state in ACTIVE_STATES
    found = similar.find(person, draft.values) if said else []
    return [{**one.told(), "ticket_url": ticket_url(one.ticket_id)} for one in found]


def _draft_out(draft: Draft) -> dict[str, Any]:
    told = ("id", "state", "version", "conversation_id", "drafter", "drafter_version", "created_at", "updated_at")
    why = ("evidence", "sentences", "confidence", "reasons", "language")
    return {
        **{name: getattr(draft, name) for name in told},
        **{name: draft.suggestion[name] for name in why},
        "drafters": offers.sources(draft.suggestion, draft.offer, draft.values),
        "drafter_note": draft.suggestion.get("engine", {}).get("note", ""),
        "findings": draft.suggestion.get("findings", []),
        "missing": draft.suggestion.get("missing", []),
        "ticket_id": drafts.ticket_of(draft) if draft.state in SENT_STATES else None,
    }


def _body_hash(data: dict[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(data, option=orjson.OPT_SORT_KEYS)).hexdigest()
