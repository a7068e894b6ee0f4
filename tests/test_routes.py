"""Every route x everybody: what comes back is what the policy says, in the form the route speaks.

A route without a sample in route_samples.py fails the test, so that nobody adds one without saying who may use it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from fixtures.people import MakeConversation, People
from flask import Flask
from flask_jwt_extended import decode_token
from route_samples import SAMPLES, SECRET, TICKET
from werkzeug.test import TestResponse

from supportapp.accounts import guard, service, tokens
from supportapp.accounts.policy import ANYONE, POLICY, Whose, whose

FILES = {"static", "bootstrap.static"}
NOT_SIGNED_IN = {"pages.set_theme": 400}  # for who brings no token of a form, either
SIGNED_IN = {"accounts.login": 303}
KEEPING = {f"tickets.{name}" for name in ("review_submit", "reply", "reopen", "edit_submit", "comment_edit_submit")}
"""Pages that keep what somebody typed whose sign-in has ended."""


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method


@dataclass
class Visitor:
    """Calls any route as one of the people, or as nobody, each time with a sign-in of its own."""

    app: Flask
    people: People
    things: dict[str, int]

    def call(self, endpoint: str, method: str, name: str, **headers: str) -> TestResponse:
        sample = SAMPLES[endpoint, method]
        client = self.app.test_client()
        form = sample.form and {k: self._named(v) for k, v in sample.form.items()}
        json = sample.json and {k: self._named(v) for k, v in sample.json.items()}
        if name:
            with self.app.app_context():
                user_id = self.people[name].id
                pair = tokens.pair(service.start_sign_in(user_id, timedelta(hours=1), refreshable=True))
                csrf = decode_token(pair["access_token"])["csrf"]
            if self.answers_json(endpoint):
                headers["Authorization"] = f"Bearer {pair['refresh_token' if sample.refresh else 'access_token']}"
            else:
                client.set_cookie("access_token_cookie", pair["access_token"])
                form = {**(form or {}), "csrf_token": csrf, "owner": str(user_id)} if method == "POST" else None
        path = sample.path.format(**self.things)
        return client.open(
            path, method=method, json=json if sample.json is not None else None, data=form, headers=headers
        )

    def answers_json(self, endpoint: str) -> bool:
        return bool(self.app.view_functions[endpoint].answers_json)  # type: ignore[attr-defined]

    def _named(self, value: Any) -> Any:
        return self.things[value[1:]] if isinstance(value, str) and value.startswith("@") else value


@pytest.fixture
def visitor(app: Flask, people: People, make_conversation: MakeConversation) -> Visitor:
    """Return a visitor of a place where alice has a conversation and a ticket drafted from another."""
    visitor = Visitor(app, people, {"talk": make_conversation("alice", [("user", f"The export of {SECRET} stops")])})
    visitor.call("tickets_api.generate_ticket", "POST", "alice")
    done = visitor.call("tickets.review_submit", "POST", "alice")
    assert done.status_code == 303, done.text
    visitor.things["ticket"] = int(done.location.rpartition("/")[2])
    for thing in ("other", "fresh"):
        visitor.things[thing] = visitor.call("tickets_api.submit_ticket", "POST", "alice").json["ticket_id"]
    for thing in ("comment", "spoken"):
        visitor.things[thing] = visitor.call("comments_api.add_comment", "POST", "alice").json["id"]
    visitor.things["talk"] = make_conversation("alice", [("user", f"The import of {SECRET} stops, too")])
    return visitor


def expected(app: Flask, endpoint: str, method: str, name: str, role: str) -> set[int]:
    sample, view = SAMPLES[endpoint, method], app.view_functions[endpoint]
    action = view.action  # type: ignore[attr-defined]
    if action == ANYONE:
        return {(SIGNED_IN if name else NOT_SIGNED_IN).get(endpoint, sample.done)}
    if not name:
        return {401} if view.answers_json or endpoint in KEEPING else {303}  # type: ignore[attr-defined]
    right = whose(role, action)
    if right is Whose.NOBODYS:
        return {403}
    if right is Whose.OWN and sample.of_alice and name != "alice":
        return {403, 404}
    return {sample.done}


def test_every_route_has_an_action_and_a_sample(app: Flask) -> None:
    found = {route for route in routes(app) if route[0] not in FILES}
    assert found == set(SAMPLES)
    for endpoint, _ in found:
        assert app.view_functions[endpoint].action in {*POLICY, ANYONE}, endpoint  # type: ignore[attr-defined]


def test_application_with_an_unguarded_route_does_not_start(fresh_app: Flask) -> None:
    fresh_app.add_url_rule("/open", "open", lambda: "everything")
    with pytest.raises(RuntimeError, match="open"):
        guard.init_app(fresh_app)


def test_each_route_does_for_each_person_what_the_policy_says(app: Flask, visitor: Visitor) -> None:
    wrong = []
    for name in ("", "charlie", "bob", "dora", "alice"):  # alice last: what she does changes what there is
        role = visitor.people[name].role if name else ""
        for endpoint, method in SAMPLES:
            answer = visitor.call(endpoint, method, name)
            if answer.status_code not in expected(app, endpoint, method, name, role):
                wrong.append((endpoint, method, name or "nobody", answer.status_code))
            if name in {"", "charlie"} and SECRET in answer.text.replace(TICKET["description"], ""):
                wrong.append((endpoint, method, name or "nobody", "shows alice's words"))
    assert wrong == []


def test_nobody_is_led_to_the_sign_in_and_back(visitor: Visitor) -> None:
    answer = visitor.call("tickets.review", "GET", "")
    assert answer.location == f"/login?next=/tickets/review?conversation_id%3D{visitor.things['talk']}"


def test_failures_come_in_the_form_the_route_speaks(visitor: Visitor) -> None:
    for endpoint, method in SAMPLES:
        for name in ("", "charlie"):
            answer = visitor.call(endpoint, method, name, Accept="text/html,*/*;q=0.1")
            if answer.status_code < 400 or endpoint == "operations.readyz":
                continue
            if visitor.answers_json(endpoint):
                assert answer.mimetype == "application/json", endpoint
                assert answer.json["success"] is False
                assert len(answer.json["message"]) > 20
            else:
                assert answer.mimetype == "text/html", endpoint
                assert "<h1>" in answer.text


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("application/json, text/html", "application/json"),
        ("text/html;q=0.5, application/json", "application/json"),
        ("text/html", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_address_that_is_nothing_answers_as_it_is_asked(app: Flask, accept: str, mimetype: str) -> None:
    client = app.test_client()
    headers = {"Accept": accept} if accept else {}
    for answer, status in (
        (client.get("/no/such/place", headers=headers), 404),
        (client.get("/chat/tickets/abc", headers=headers), 404),
        (client.delete("/chat/submit-ticket", headers=headers), 405),
    ):
        assert (answer.status_code, answer.mimetype) == (status, mimetype)
        if mimetype == "application/json":
            assert set(answer.json) == {"success", "message"}
    assert "POST" in client.delete("/chat/submit-ticket", headers=headers).headers["Allow"]
