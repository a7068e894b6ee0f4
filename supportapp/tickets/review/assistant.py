"""The language model of this application, where one is set: who drafts with it asks here, and gets a draft anyway."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app

from supportapp import drafting, http
from supportapp.accounts import ratelimit
from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.chat.models import Conversation
from supportapp.config import ConfigError
from supportapp.drafting.llm import Endpoint, LanguageModel
from supportapp.extensions import db
from supportapp.tickets.draft_form import DraftSchema
from supportapp.tickets.models import Draft
from supportapp.tickets.review import fresh

NAME = "supportapp-language-model"
LARGEST_ANSWER = 1024 * 1024  # bytes
LONGEST = 120  # seconds: people wait for it
schema = DraftSchema()


def init_app(app: Flask) -> None:
    """Make the language model that the settings name, if they do."""
    app.extensions[NAME] = _model(app.config) if app.config["LLM_BASE_URL"] else None


def is_set() -> bool:
    """Tell whether there is a language model."""
    return current_app.extensions[NAME] is not None


def drafted(person: Person, conversation: Conversation) -> Draft:
    """Make the draft of a conversation for somebody who waits: the model's, else the embedded one."""
    draft = fresh.drafted(person, conversation)
    return fresh.row(person, suggest(person, draft), conversation) if is_set() else draft


def suggest(person: Person, embedded: Draft) -> drafting.Draft:
    """Return the model's suggestion beside an embedded draft; that draft's own, with the reason, where there is none.

    It may take LLM_TIMEOUT seconds. Nothing is held meanwhile: the transaction ends first, its connection goes back.
    """
    assert embedded.conversation_id is not None  # noqa: S101 (callers look; mypy can't)
    messages: Any = chat.messages_of(embedded.conversation_id)[: embedded.message_count]
    db.session.commit()
    suggestion: Any = {**embedded.suggestion}
    limit = str(current_app.config["LLM_LIMIT"])
    return _of_app().draft(messages, suggestion, lambda: ratelimit.may(limit, "language model", str(person.id)))


def call(config: Mapping[str, Any], body: bytes, seconds: float) -> http.Answer:
    """Send a body to the chat completions of the endpoint that the settings name."""
    headers = {"Content-Type": "application/json"}
    if config["LLM_API_KEY"]:
        headers["Authorization"] = f"Bearer {config['LLM_API_KEY']}"
    limits = http.Limits(seconds=seconds, size=LARGEST_ANSWER, private=bool(config["ALLOW_PRIVATE_TARGETS"]))
    address = f"{str(config['LLM_BASE_URL']).rstrip('/')}/chat/completions"
    return http.send("POST", address, headers=headers, content=body, limits=limits)


def _of_app() -> LanguageModel:
    model: LanguageModel = current_app.extensions[NAME]
    return model


def _model(config: Mapping[str, Any]) -> LanguageModel:
    try:
        seconds = float(config["LLM_TIMEOUT"])
    except (TypeError, ValueError):
        seconds = 0.0
    if not 0 < seconds <= LONGEST:
        raise ConfigError(f"SUPPORTAPP_LLM_TIMEOUT is no number of seconds from 1 to {LONGEST}. Leave it unset for 20.")
    endpoint = Endpoint(str(config["LLM_MODEL"]), lambda body, seconds: call(config, body, seconds))
    return LanguageModel(endpoint, schema.validate, seconds)
