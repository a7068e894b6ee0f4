"""Whatever is sent, the answer is a 4xx in the error shape that says what to do, and nothing is stored."""

import gzip
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from fixtures.people import Auth, MakeConversation
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import all_rows, form_in
from werkzeug.test import TestResponse

TICKET = {"title": "It stops", "description": "At row 1000.", "priority": "high", "category": "bug"}
SIGN_IN = {"email": "alice@example.com", "password": "correct horse battery"}
GOOD: dict[str, dict[str, Any]] = {  # each endpoint that takes JSON, with a body it would take
    "/auth/token": SIGN_IN,
    "/chat/conversations": {"title": "x", "messages": [{"role": "user", "content": "x"}]},
    "/chat/conversations/1/messages": {"role": "user", "content": "x"},
    "/chat/generate-ticket": {"conversation_id": 1},
    "/chat/submit-ticket": {"conversation_id": 1, "draft_id": None, "ticket": TICKET},
}
FORMS = {  # each form: where it is, where it goes
    "/login": "/login",
    "/register": "/register",
    "/chat": "/chat",
    "/chat/1": "/chat/1",
    "/tickets/review?conversation_id=1": "/tickets/review",
}
MIB = 1024 * 1024
BODIES = {
    "broken": b'{"ticket": ',
    "single quotes": b"{'a': 1}",
    "nothing": b"",
    "a number": b"5",
    "a list": b"[]",
    "a text": b'"x"',
    "null": b"null",
    "NaN": b'{"conversation_id": NaN}',
    "infinity": b'{"conversation_id": 1e999}',
    "100,000 brackets": b"[" * 100_000 + b"]" * 100_000,
    "100,000 braces": b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
    "not UTF-8": b'{"title": "\xff\xfe"}',
    "UTF-16": '{"title": "x"}'.encode("utf-16"),
    "gzip": gzip.compress(b'{"conversation_id": 1}'),
    "NUL bytes": b"\0" * 100,
    "20 MiB": b'{"title": "' + b"x" * (20 * MIB) + b'"}',
}
NO_TEXT = [True, 5, 1.5, [], {}, ["x"], {"a": "x"}]
BROKEN_TEXT = ["x\0y", "\ud800", "x" * 250_000]
ONE_LINE = [*NO_TEXT, *BROKEN_TEXT, "a\nb", "a\u2028b", "txt\u202egpj", "\x1b[31m"]
CHOICE = [*NO_TEXT, *BROKEN_TEXT, "abc", "", " ", None]
ID = [2**63, 2**200, 0, -1, "abc", "", "1", True, False, 1.5, [], {}, [1], {"id": 1}]
WRONG: dict[str, list[Any]] = {  # field: values it can't have
    "email": [*ONE_LINE, "", None],
    "password": [*NO_TEXT, *BROKEN_TEXT, "", None],
    "title": ONE_LINE,
    "description": [*NO_TEXT, *BROKEN_TEXT, "", " ", None],
    "content": [*NO_TEXT, *BROKEN_TEXT, "", " ", None],
    "role": CHOICE,
    "priority": CHOICE,
    "category": CHOICE,
    "conversation_id": ID,
    "draft_id": ID,
    "messages": [True, 5, "x", {}, [1], [None], [[]], None, [{"role": "user"}]],
    "ticket": [True, 5, "x", {}, [], [1], None],
}


def assert_refused(answer: TestResponse, what: object) -> None:
    assert 400 <= answer.status_code < 500, (what, answer.status_code, answer.text[:500])
    if answer.mimetype == "application/json":
        body = answer.json
        assert set(body) <= {"success", "message", "errors"}, what
        assert body["success"] is False
        assert len(body["message"]) > 25, what
        assert " " in body["message"].strip(".")
    else:
        assert "<h1" in answer.text
    for word in ("Traceback", "sqlite", "psycopg", "site-packages", "werkzeug"):
        assert word not in answer.text, (what, word)


@pytest.fixture
def place(app: Flask, auth: Auth, make_conversation: MakeConversation) -> Iterator[tuple[FlaskClient, dict[str, str]]]:
    """Give a client and alice's header; afterwards nothing may have been stored."""
    assert make_conversation("alice", [("user", "The export stops")]) == 1
    header = auth("alice")
    before = all_rows(app)
    yield app.test_client(), header
    after = {name: rows for name, rows in all_rows(app).items() if name != "rate_limit"}
    assert after == {name: rows for name, rows in before.items() if name != "rate_limit"}


Place = tuple[FlaskClient, dict[str, str]]


def test_bodies_that_are_no_json_object(place: Place) -> None:
    client, header = place
    for path in GOOD:
        for what, body in BODIES.items():
            if (path, what) == ("/chat/conversations", "nothing"):
                continue  # an empty conversation may be begun with nothing
            answer = client.post(path, data=body, headers={**header, "Content-Type": "application/json"})
            assert_refused(answer, (path, what))


def test_body_of_another_type_is_told_what_to_send(place: Place) -> None:
    client, header = place
    for path, body in GOOD.items():
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml", ""):
            answer = client.post(path, data=json.dumps(body), headers={**header, "Content-Type": kind})
            assert_refused(answer, (path, kind))
            assert "Content-Type: application/json" in answer.json["message"], (path, kind)


def test_values_that_do_not_fit(place: Place) -> None:
    client, header = place
    bodies = [(path, name, {**good, name: x}) for path, good in GOOD.items() for name in good for x in WRONG[name]]
    submit = "/chat/submit-ticket"
    bodies += [(submit, name, {"ticket": {**TICKET, name: x}}) for name in TICKET for x in WRONG[name]]
    for path, name, body in bodies:
        answer = client.post(path, data=json.dumps(body), headers={**header, "Content-Type": "application/json"})
        assert_refused(answer, (path, name, repr(body)[:200]))


def test_fields_that_do_not_exist(place: Place) -> None:
    client, header = place
    for path, good in GOOD.items():
        for name in ("role_", "user_id", "id", "__class__", "constructor", "", "\0", "x" * 10_000):
            answer = client.post(path, json={**good, name: 1}, headers=header)
            assert_refused(answer, (path, name))
            assert list(answer.json["errors"]) == [name]


def test_ids_in_the_address(place: Place) -> None:
    client, header = place
    for path in ("/chat/conversations/{}", "/chat/tickets/{}", "/chat/tickets/{}/events", "/tickets/{}", "/chat/{}"):
        for number in (2**63, 2**63 - 1, 0, -1, "abc", "true", "1e3", "%00", "%ff", "%ED%A0%80", "..%2f1", "9" * 5_000):
            assert client.get(path.format(number), headers=header).status_code == 404, (path, number)


def test_odd_headers(place: Place) -> None:
    client, header = place
    for extra in (
        {"Idempotency-Key": "x" * 100_000},
        {"Authorization": "Bearer " + "x" * 100_000},
        {"Authorization": "Basic eDp5"},
        {"Authorization": "Bearer \xff"},
        {"X-CSRF-TOKEN": "\xff" * 1_000, "Authorization": ""},
        {"Cookie": "access_token_cookie=" + "x" * 100_000, "Authorization": ""},
        {"Content-Type": "application/json; charset=utf-7", "Authorization": ""},
    ):
        answer = client.post("/chat/submit-ticket", json={"ticket": TICKET}, headers={**header, **extra})
        assert_refused(answer, extra.keys())
    for odd in ("\xff", "a/b;q=x", "," * 5_000, "text/html;q=9"):
        assert client.get("/no/such/place", headers={"Accept": odd}).status_code == 404


def test_gzip_is_not_unpacked(place: Place) -> None:
    client, header = place
    bomb = gzip.compress(b'{"title": "' + b"x" * (50 * MIB) + b'"}')
    kind = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert_refused(client.post("/chat/conversations", data=bomb, headers={**header, **kind}), "gzip bomb")


LONG_KEY = random.Random(1).randbytes(5_000).hex()  # noqa: S311 (a text no database can shorten)
ODD_FORMS: dict[str, Any] = {
    "nothing": {},
    "NUL": {"content": "\0", "title": "\0", "email": "\0", "name": "\0", "password": "\0"},
    "lists": {"content": ["", " "], "title": ["", " "], "email": ["", "x"], "name": ["a", "b"]},
    "half characters": b"content=+&x=%ED%A0%80&title=%ED%A0%80&description=%ff&email=%ff&csrf_token=%ff",
    "wrong ids": {"conversation_id": "9" * 40, "version": "x", "owner": "true", "content": " ", "key": LONG_KEY},
    "odd token": {"csrf_token": "é", "content": "x", "title": "x"},
    "too long": {"content": "x" * 300_000, "title": "x" * 300_000, "email": "x" * 300_000, "name": "x" * 1_000},
    "20 MiB": b"content=" + b"x" * (20 * MIB),
    "3,000 parameters": b"&".join(b"p%d=1" % n for n in range(3_000)),
    "no form": b'{"a": 1}',
}


@pytest.mark.parametrize("with_token", [True, False])
def test_forms_that_do_not_fit(app: Flask, sign_in: Any, make_conversation: MakeConversation, with_token: bool) -> None:
    make_conversation("alice", [("user", "The export stops")])
    browsers = {True: sign_in(app.test_client(), "alice"), False: app.test_client()}
    for page, action in FORMS.items():
        browser = browsers[action not in {"/login", "/register"}]
        token = form_in(browser.get(page).text, action)["csrf_token"]
        for what, form in ODD_FORMS.items():
            data = form
            if with_token and isinstance(form, dict):
                data = {"csrf_token": token, **form}
            elif with_token:
                data = b"csrf_token=" + token.encode() + b"&" + form
            kind = "application/x-www-form-urlencoded"
            answer = browser.post(action, data=data, content_type=kind)
            assert_refused(answer, (action, what))
    assert [len(all_rows(app)[name]) for name in ("account", "conversation", "message", "ticket")] == [4, 1, 1, 0]
