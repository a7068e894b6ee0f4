"""An application that drafts with a language model, which is a server of the test's own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fixtures.people import Auth, MakeConversation, SignIn
from fixtures.web_server import WebServer, serving
from flask import Flask
from flask.testing import FlaskClient
from llm.model_server import TALK, says
from tickets.callers import Caller
from werkzeug.test import TestResponse

Generate = Callable[[], TestResponse]


@pytest.fixture
def model() -> Iterator[WebServer]:
    """Return the language model's server; it answers well until told otherwise."""
    with serving() as server:
        says(server)
        yield server


@pytest.fixture
def settings(settings: dict[str, Any], model: WebServer) -> dict[str, Any]:
    """Draft with that model."""
    return {
        **settings,
        "LLM_BASE_URL": f"{model.url}/v1/",
        "LLM_MODEL": "test-model",
        "LLM_API_KEY": "key-of-the-operator",
        "LLM_TIMEOUT": 2.0,
        "ALLOW_PRIVATE_TARGETS": True,
    }


@pytest.fixture
def alice(app: Flask, auth: Auth) -> Caller:
    """Return alice's program."""
    return Caller(app.test_client(), auth("alice"))


@pytest.fixture
def browser(app: Flask, sign_in: SignIn) -> FlaskClient:
    """Return alice's browser."""
    return sign_in(app.test_client(), "alice")


@pytest.fixture
def talk(make_conversation: MakeConversation) -> int:
    """Return the id of a conversation of alice's."""
    return make_conversation("alice", TALK)


@pytest.fixture
def generate(alice: Caller, make_conversation: MakeConversation) -> Generate:
    """Give a function that drafts a new conversation of the same words."""
    return lambda: alice.post("/chat/generate-ticket", {"conversation_id": make_conversation("alice", TALK)})
