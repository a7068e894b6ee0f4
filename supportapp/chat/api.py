"""JSON endpoints of conversations: a host application pushes transcripts here."""

from typing import Any

from flask import Response, jsonify, url_for

from supportapp.accounts.guard import current_person, endpoint
from supportapp.chat import schemas, service
from supportapp.chat.models import Conversation
from supportapp.web import ApiBlueprint, ErrorSchema, allow_long_texts, decode_cursor, encode_cursor

blueprint = ApiBlueprint(
    "chat_api", __name__, url_prefix="/chat/conversations", description="Conversations with the assistant"
)
blueprint.before_request(allow_long_texts)


@blueprint.route("", methods=["POST"])
@endpoint("conversation.create")
@blueprint.arguments(schemas.NewConversationSchema)
@blueprint.alt_response(201, schema=schemas.ConversationWithMessages)
@blueprint.alt_response(400, schema=ErrorSchema)
def create(data: dict[str, Any]) -> tuple[Response, int, dict[str, str]]:
    """Store a conversation."""
    conversation = service.create(current_person(), data["messages"], data["title"])
    place = url_for("chat_api.get", conversation_id=conversation.id)
    return jsonify(_with_messages(conversation)), 201, {"Location": place}


@blueprint.route("", methods=["GET"])
@endpoint("conversation.read")
@blueprint.arguments(schemas.PageSchema, location="query")
@blueprint.alt_response(200, schema=schemas.ConversationList)
def list_conversations(args: dict[str, Any]) -> Response:
    """List your conversations, last used first."""
    after = decode_cursor("conversations", args.get("cursor"))
    rows, end = service.list_page(current_person(), args["limit"], after)
    return jsonify(conversations=rows, next_cursor=encode_cursor("conversations", end))


@blueprint.route("/<id:conversation_id>", methods=["GET"])
@endpoint("conversation.read")
@blueprint.alt_response(200, schema=schemas.ConversationWithMessages)
@blueprint.alt_response(404, schema=ErrorSchema)
def get(conversation_id: int) -> Response:
    """Read one of your conversations with its messages."""
    return jsonify(_with_messages(service.get(current_person(), conversation_id)))


@blueprint.route("/<id:conversation_id>/messages", methods=["POST"])
@endpoint("conversation.write")
@blueprint.arguments(schemas.NewMessageSchema)
@blueprint.alt_response(201, schema=schemas.MessageOut)
@blueprint.alt_response(404, schema=ErrorSchema)
def add_message(data: dict[str, Any], conversation_id: int) -> tuple[Response, int]:
    """Add a message to one of your conversations."""
    return jsonify(service.add_message(current_person(), conversation_id, **data)), 201


def _with_messages(conversation: Conversation) -> dict[str, Any]:
    return {
        "id": conversation.id,
        "title": conversation.title,
        "message_count": conversation.message_count,
        "created_at": conversation.created_at,
        "updated_at": conversation.updated_at,
        "messages": service.messages_of(conversation.id),
    }
