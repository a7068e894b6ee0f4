"""/openapi.json says what the application does; /api/docs shows it."""

import re
from typing import Any

import pytest
from fixtures.people import MakeConversation
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller

from supportapp.accounts.policy import ANYONE

TICKET = {"title": "It stops", "description": "At row 1000.", "priority": "high", "category": "bug"}
Spec = dict[str, Any]


@pytest.fixture
def spec(client: FlaskClient) -> Spec:
    """Return the description."""
    answer = client.get("/openapi.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return dict(answer.json)


def endpoints(app: Flask) -> dict[tuple[str, str], Any]:
    """Return each JSON endpoint by path, as the description writes it, and method."""
    return {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower()): app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "answers_json", False)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def resolve(spec: Spec, part: Spec) -> Spec:
    while "$ref" in part:
        _, *names = part["$ref"].split("/")
        part = spec
        for name in names:
            part = part[name]
    return part


def test_every_json_endpoint_is_described_and_nothing_else(app: Flask, spec: Spec) -> None:
    assert spec["openapi"].startswith("3.1")
    described = {(path, method) for path, item in spec["paths"].items() for method in item if method != "parameters"}
    assert described == set(endpoints(app))


def test_every_operation_says_what_it_is_who_may_call_it_and_what_it_answers(app: Flask, spec: Spec) -> None:
    for (path, method), view in endpoints(app).items():
        operation = spec["paths"][path][method]
        assert operation["summary"], path
        assert operation["tags"], path
        answers = operation["responses"]
        assert any(status.startswith("2") for status in answers), path
        if view.action == ANYONE:
            assert "security" not in operation, path
        else:
            assert operation["security"] == [{"bearer": []}, {"cookie": []}], path
            assert "401" in answers, path
        if "{" in path:
            assert "404" in answers, path


def test_every_reference_leads_somewhere(spec: Spec) -> None:
    found = re.findall(r"'\$ref': '#/([^']+)'", repr(spec))
    assert found
    for path in set(found):
        resolve(spec, {"$ref": f"#/{path}"})


def test_schemas_are_named_for_what_they_are(spec: Spec) -> None:
    names = set(spec["components"]["schemas"])
    assert {"Draft", "DraftOut", "Error", "Submit", "SubmittedOut", "TicketList", "TicketOut"} <= names
    assert not [name for name in names if re.search(r"\d$|Schema$", name)], names


def test_one_shape_of_failure(spec: Spec) -> None:
    for path, item in spec["paths"].items():
        for operation in item.values():
            for status, answer in operation["responses"].items():
                if status.startswith("4"):
                    schema = resolve(spec, resolve(spec, answer)["content"]["application/json"]["schema"])
                    assert set(schema["properties"]) == {"success", "message", "errors"}, (path, status)


def test_limits_of_the_fields_are_told(spec: Spec) -> None:
    body = spec["paths"]["/chat/submit-ticket"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    ticket = resolve(spec, resolve(spec, body)["properties"]["ticket"])
    fields = ticket["properties"]
    assert (fields["title"]["maxLength"], fields["title"]["minLength"]) == (200, 1)
    assert fields["priority"]["enum"] == ["low", "medium", "high"]
    assert fields["category"]["enum"] == ["bug", "feature", "question", "other"]
    assert set(ticket["required"]) == set(TICKET)
    assert ticket["additionalProperties"] is False
    named = {p["name"]: p for p in spec["paths"]["/chat/submit-ticket"]["post"]["parameters"]}
    assert named["Idempotency-Key"]["in"] == "header"
    assert not named["Idempotency-Key"].get("required", False)


def keys_differ(spec: Spec, schema: Spec, value: Any, place: str = "") -> list[str]:
    """Return where a real answer has other keys than its schema."""
    schema = resolve(spec, schema)
    if isinstance(value, list):
        return [w for n, v in enumerate(value) for w in keys_differ(spec, schema.get("items", {}), v, f"{place}[{n}]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    wrong = [f"{place}.{name}" for name in set(known) ^ set(value)]
    return wrong + [w for name in set(known) & set(value) for w in keys_differ(spec, known[name], value[name], name)]


def test_real_answers_have_the_keys_that_are_told(
    app: Flask, auth: Any, spec: Spec, make_conversation: MakeConversation
) -> None:
    alice = Caller(app.test_client(), auth("alice"))
    talk = make_conversation("alice", [("user", "The export stops at row 1000 with error E42")])
    drafted = alice.post("/chat/generate-ticket", {"conversation_id": talk})
    draft = {"draft_id": drafted.json["draft"]["id"], "ticket": drafted.json["ticket"]}
    password = {"email": "alice@example.com", "password": "correct horse battery"}
    real = {
        ("/auth/token", "post", "200"): alice.post("/auth/token", password),
        ("/auth/me", "get", "200"): alice.get("/auth/me"),
        ("/chat/conversations", "post", "201"): alice.post("/chat/conversations", {"title": "x"}),
        ("/chat/conversations", "get", "200"): alice.get("/chat/conversations"),
        ("/chat/conversations/{conversation_id}", "get", "200"): alice.get(f"/chat/conversations/{talk}"),
        ("/chat/conversations/{conversation_id}/messages", "post", "201"): alice.post(
            f"/chat/conversations/{talk}/messages", {"content": "x"}
        ),
        ("/chat/generate-ticket", "post", "200"): drafted,
        ("/chat/submit-ticket", "post", "201"): alice.post("/chat/submit-ticket", draft),
        ("/chat/tickets", "get", "200"): alice.get("/chat/tickets"),
        ("/chat/tickets/{ticket_id}", "get", "200"): alice.get("/chat/tickets/1"),
        ("/chat/tickets/{ticket_id}/events", "get", "200"): alice.get("/chat/tickets/1/events"),
        ("/chat/tickets/{ticket_id}", "get", "404"): alice.get("/chat/tickets/99"),
    }
    for (path, method, status), answer in real.items():
        assert str(answer.status_code) == status, (path, answer.text)
        told = resolve(spec, spec["paths"][path][method]["responses"][status])
        differ = keys_differ(spec, told["content"]["application/json"]["schema"], answer.json)
        optional = {".errors"} if status.startswith("4") else set()
        assert set(differ) <= optional, path


def test_page_lists_every_endpoint_and_its_fields(client: FlaskClient, spec: Spec) -> None:
    page = client.get("/api/docs")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    for path in spec["paths"]:
        assert path in page.text
    for word in ("Idempotency-Key", "ticket.title", "created_from", "next_cursor", "curl"):
        assert word in page.text, word
