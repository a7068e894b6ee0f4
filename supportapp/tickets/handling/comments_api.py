"""JSON endpoints of comments and internal notes."""

from typing import Any

from flask import Response, jsonify

from supportapp.accounts.guard import current_person, endpoint
from supportapp.tickets import answering, schemas
from supportapp.tickets.handling import change_schemas, comments
from supportapp.tickets.review import joining
from supportapp.web import ApiBlueprint, ErrorSchema, decode_cursor, encode_cursor, next_link

blueprint = ApiBlueprint("comments_api", __name__, url_prefix="/chat", description="Comments and notes")


@blueprint.route("/tickets/<id:ticket_id>/comments", methods=["GET"])
@endpoint("ticket.comment")
@blueprint.arguments(change_schemas.CommentsQuery, location="query")
@blueprint.alt_response(200, schema=change_schemas.CommentList)
@blueprint.alt_response(404, schema=ErrorSchema)
def list_comments(query: dict[str, Any], ticket_id: int) -> Response:
    """List the comments of a ticket, oldest first; agents also get the internal notes."""
    person, name = current_person(), f"comments-{ticket_id}"
    after = decode_cursor(name, query.get("cursor"))
    rows, end = comments.listed(person, ticket_id, query["limit"], after[1] if after else 0)
    cursor = encode_cursor(name, (0, end) if end else None)
    response = jsonify(comments=[answering.comment_out(person, row) for row in rows], next_cursor=cursor)
    return next_link(response, cursor)


@blueprint.route("/tickets/<id:ticket_id>/comments", methods=["POST"])
@endpoint("ticket.comment")
@blueprint.arguments(schemas.IdempotencyHeader, location="headers")
@blueprint.arguments(change_schemas.CommentSchema)
@blueprint.alt_response(201, schema=change_schemas.CommentOut)
@blueprint.alt_response(400, schema=ErrorSchema)
@blueprint.alt_response(403, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema)
def add_comment(headers: dict[str, Any], data: dict[str, Any], ticket_id: int) -> tuple[Response, int, dict[str, str]]:
    """Say something on a ticket. The requester's word reopens an ended ticket, an agent's takes up an open one."""
    person = current_person()
    if "draft_id" in data:
        added = joining.join_by_id(person, ticket_id, data["draft_id"])
    else:
        added = comments.add(person, ticket_id, comments.Said(**data, key=headers.get("key")))
    told = answering.comment_out(person, comments.one(person, ticket_id, added.comment_id))
    return jsonify(told), 201, {"Idempotent-Replayed": "true"} if added.repeated else {}


@blueprint.route("/tickets/<id:ticket_id>/comments/<id:comment_id>", methods=["PATCH"])
@endpoint("comment.edit")
@blueprint.arguments(change_schemas.CommentEdit)
@blueprint.alt_response(200, schema=change_schemas.CommentOut)
@blueprint.alt_response(400, schema=ErrorSchema)
@blueprint.alt_response(403, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
@blueprint.alt_response(409, schema=ErrorSchema)
def edit_comment(data: dict[str, Any], ticket_id: int, comment_id: int) -> Response:
    """Change the text of your own comment, within 15 minutes."""
    person = current_person()
    comments.edit(person, ticket_id, comment_id, data["body"])
    return jsonify(answering.comment_out(person, comments.one(person, ticket_id, comment_id)))


@blueprint.route("/tickets/<id:ticket_id>/comments/<id:comment_id>", methods=["DELETE"])
@endpoint("comment.delete")
@blueprint.alt_response(204, description="Taken back; that there was one stays")
@blueprint.alt_response(403, schema=ErrorSchema)
@blueprint.alt_response(404, schema=ErrorSchema)
def delete_comment(ticket_id: int, comment_id: int) -> tuple[str, int]:
    """Take your comment back: its text is erased, that there was one stays. An admin can take back any."""
    comments.delete(current_person(), ticket_id, comment_id)
    return "", 204
