"""Pages of the chat: my conversations, one conversation."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from supportapp.accounts.guard import current_person, page
from supportapp.chat import service
from supportapp.chat.forms import MessageForm
from supportapp.web import allow_long_texts, decode_cursor, encode_cursor, row_id

SHOWN = 100  # messages on a page

blueprint = Blueprint("chat", __name__)
blueprint.before_request(allow_long_texts)


@blueprint.route("/chat", methods=["GET"])
@page("conversation.read")
def chat() -> ResponseReturnValue:
    """List the person's conversations, with a form that begins a new one."""
    return _list(MessageForm())


@blueprint.route("/chat", methods=["POST"])
@page("conversation.create")
def chat_submit() -> ResponseReturnValue:
    """Begin a conversation with its first message."""
    form = MessageForm(request.form)
    if not form.validate():
        return _list(form), 400
    conversation = service.create(current_person(), [{"role": "user", "content": form.loaded["content"]}])
    return redirect(url_for("chat.conversation", conversation_id=conversation.id), 303)


@blueprint.route("/chat/<id:conversation_id>", methods=["GET"])
@page("conversation.read")
def conversation(conversation_id: int) -> ResponseReturnValue:
    """Show one conversation, its last messages first; `?before=N` goes back in it."""
    return _conversation(conversation_id, MessageForm())


@blueprint.route("/chat/<id:conversation_id>", methods=["POST"])
@page("conversation.write")
def conversation_submit(conversation_id: int) -> ResponseReturnValue:
    """Add what the person wrote."""
    form = MessageForm(request.form)
    if not form.validate():
        return _conversation(conversation_id, form), 400
    service.add_message(current_person(), conversation_id, "user", form.loaded["content"])
    return redirect(url_for("chat.conversation", conversation_id=conversation_id) + "#last", 303)


def _list(form: MessageForm) -> str:
    after = decode_cursor("conversations", request.args.get("cursor"))
    rows, end = service.list_page(current_person(), 20, after)
    return render_template(
        "chat/list.html", form=form, conversations=rows, cursor=encode_cursor("conversations", end), first=not after
    )


def _conversation(conversation_id: int, form: MessageForm) -> str:
    found = service.get(current_person(), conversation_id)
    messages = service.messages_of(conversation_id, before=row_id(request.args.get("before")), limit=SHOWN)
    return render_template("chat/conversation.html", conversation=found, messages=messages, form=form)
