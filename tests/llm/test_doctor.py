"""`flask doctor` on the language model: what is wrong, and what to set."""

import json
from typing import Any

import pytest
from fixtures.web_server import Reply, WebServer
from flask import Flask

from supportapp import create_app
from supportapp.config import ConfigError


def doctor(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["doctor"])
    return str(result.output)


def models(*names: str) -> Reply:
    return Reply(200, json.dumps({"data": [{"id": name} for name in names]}).encode())


def test_model_that_answers_is_well(app: Flask, model: WebServer) -> None:
    model.usual = lambda _: models("other", "test-model")
    assert "ok       the language model answers: test-model" in doctor(app)
    [asked] = model.asked
    assert (asked.method, asked.path) == ("GET", "/v1/models")
    assert asked.headers["Authorization"] == "Bearer key-of-the-operator"


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (models("one", "two"), "It has: one, two"),
        (Reply(401), "Correct SUPPORTAPP_LLM_API_KEY"),
        (Reply(500), "answers with status 500"),
        (Reply(how="drop"), "can't be reached"),
    ],
)
def test_what_is_wrong_is_told(app: Flask, model: WebServer, reply: Reply, told: str) -> None:
    model.usual = lambda _: reply
    said = doctor(app)
    assert told in said
    assert "key-of-the-operator" not in said


@pytest.mark.parametrize("reply", [Reply(404), Reply(200, b'{"models": []}'), Reply(200, b"hello")])
def test_endpoint_that_lists_nothing_is_well(app: Flask, model: WebServer, reply: Reply) -> None:
    model.usual = lambda _: reply
    assert "the language model answers" in doctor(app)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"LLM_BASE_URL": ""}, "ok       no language model is set"),
        ({"LLM_MODEL": ""}, "Set SUPPORTAPP_LLM_MODEL"),
        ({"LLM_LIMIT": "often"}, "Write SUPPORTAPP_LLM_LIMIT like"),
        ({"ALLOW_PRIVATE_TARGETS": False}, "Set SUPPORTAPP_ALLOW_PRIVATE_TARGETS=true"),
        ({"LLM_BASE_URL": "model"}, "Write it like https://"),
        ({"LLM_BASE_URL": "https://no-such-host.invalid/v1"}, "could not be resolved"),
    ],
)
def test_setting_at_fault_is_named(app: Flask, changed: dict[str, Any], told: str) -> None:
    app.config.update(changed)
    assert told in doctor(app)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("seconds", ["soon", 0, -1, 1000, None])
def test_timeout_that_is_none_stops_the_start(settings: dict[str, Any], seconds: Any) -> None:
    with pytest.raises(ConfigError, match="LLM_TIMEOUT"):
        create_app({**settings, "LLM_TIMEOUT": seconds})
