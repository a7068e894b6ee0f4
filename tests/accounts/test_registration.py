"""Registration and the confirmation of an address: nobody learns which addresses are known."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from fixtures.people import CSRF_FIELD, SignIn
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from supportapp.accounts import passwords, service
from supportapp.accounts.models import User
from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.outbox import Delivery

pytestmark = pytest.mark.usefixtures("people")

Submit = Callable[..., Any]
GIVEN = {"name": "Eve Adams", "email": "eve@example.com", "password": "four words in a row"}


@pytest.fixture
def submit(client: FlaskClient) -> Submit:
    """Give a function that fills in the form and sends it."""

    def send(**changed: str) -> Any:
        token = CSRF_FIELD.search(client.get("/register").text)
        assert token
        return client.post("/register", data={**GIVEN, "csrf_token": token[1], **changed})

    return send


def told(app: Flask) -> list[tuple[str, dict[str, Any]]]:
    """Return the events in the outbox, without those of sign-ins."""
    with app.app_context():
        rows = db.session.execute(sa.select(Delivery.event, Delivery.payload).order_by(Delivery.created_at))
        return [(event, payload) for event, payload in rows]


def sign_in_as(client: FlaskClient, email: str, password: str) -> int:
    token = CSRF_FIELD.search(client.get("/login").text)
    assert token
    form = {"email": email, "password": password, "csrf_token": token[1]}
    return client.post("/login", data=form).status_code


def test_new_address_can_sign_in_at_once_and_is_not_confirmed(client: FlaskClient, submit: Submit) -> None:
    answer = submit()
    assert (answer.status_code, answer.location) == (303, "/login")
    assert "If the address was new" in client.get("/login").text
    assert sign_in_as(client, "EVE@example.com", GIVEN["password"]) == 303
    me = client.get("/auth/me").json
    assert (me["name"], me["email"], me["role"], me["verified"]) == ("Eve Adams", "eve@example.com", "user", False)


def test_new_address_is_asked_to_confirm(app: Flask, submit: Submit) -> None:
    submit()
    [(event, payload)] = told(app)
    assert event == "AddressToConfirm"
    assert (payload["email"], payload["name"]) == ("eve@example.com", "Eve Adams")
    assert payload["url"].startswith("http://localhost/confirm/")


def test_known_address_gets_the_same_answer_and_nothing_changes(
    app: Flask, client: FlaskClient, submit: Submit
) -> None:
    new, known = submit(), submit(email="Alice@Example.com")
    assert (known.status_code, known.location, known.data) == (new.status_code, new.location, new.data)
    assert told(app)[1][0] == "KnownAddressRegistered"
    assert told(app)[1][1]["name"] == "Alice"
    with app.app_context():
        assert service.find("alice@example.com").name == "Alice"
    client.get("/login")
    assert sign_in_as(client, "alice@example.com", GIVEN["password"]) == 401


def test_known_address_that_was_never_confirmed_gets_nothing_but_its_link(app: Flask, submit: Submit) -> None:
    submit()
    submit(name="Mallory", password="mallory was here too")
    assert [event for event, _ in told(app)] == ["AddressToConfirm", "AddressToConfirm"]
    assert {payload["name"] for _, payload in told(app)} == {"Eve Adams"}


def test_new_and_known_addresses_hash_a_password_once(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[bytes] = []

    class Counting:
        def hash(self, password: bytes) -> str:
            hashed.append(password)
            return genuine.hash(password)

    genuine = passwords.HASHER
    monkeypatch.setattr(passwords, "HASHER", Counting())
    submit()
    submit(email="alice@example.com")
    assert len(hashed) == 2


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": ""}, "Enter your email address."),
        ({"email": "eve"}, "name@example.com"),
        ({"email": "eve@localhost"}, "name@example.com"),
        ({"email": "\xe9ve@example.com"}, "name@example.com"),
        ({"email": "eve@example.com, bob@example.com"}, "name@example.com"),
        ({"email": "Eve <eve@example.com>"}, "name@example.com"),
        ({"email": "eve@example.com\r\nBcc: all@example.com"}, "one line"),
        ({"name": ""}, "Enter your name."),
        ({"name": "E" * 101}, "100 characters or fewer"),
        ({"name": "Eve\r\nBcc: all@example.com"}, "one line"),
        ({"name": "Eve\u202eevE"}, "direction"),
        ({"password": ""}, "Enter your password."),
        ({"password": "short"}, "at least 10 characters"),
        ({"password": "aaaaaaaaaaaaaa"}, "different characters"),
        ({"password": "Eve@Example.com"}, "not your name"),
        ({"password": "x" * 129}, "128 characters or fewer"),
        ({"password": "nul\0nul\0nul\0nul"}, "typed"),
        ({"csrf_token": "wrong"}, "press the button again"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form(app: Flask, submit: Submit, changed: dict[str, str], words: str) -> None:
    answer = submit(**changed)
    assert answer.status_code == 400
    assert words in answer.text
    assert "<title>Error: Register" in answer.text
    assert GIVEN["password"] not in answer.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(User.id))) == 4


def test_role_in_the_form_counts_for_nothing(app: Flask, submit: Submit) -> None:
    submit(role="admin", active="1", verified_at="2026-01-01", id="1")
    with app.app_context():
        eve = service.find("eve@example.com")
        assert (eve.role, eve.verified_at) == ("user", None)


def test_closed_registration_offers_nothing(build: Any) -> None:
    client = build(REGISTRATION="closed").test_client()
    assert client.get("/register").status_code == 404
    token = CSRF_FIELD.search(client.get("/login").text)
    assert token
    assert client.post("/register", data={**GIVEN, "csrf_token": token[1]}).status_code == 404
    assert "/register" not in client.get("/login").text


@pytest.fixture
def link(app: Flask, client: FlaskClient, submit: Submit) -> str:
    """Register eve, sign her in, and return the path of the link that was sent to her."""
    submit()
    sign_in_as(client, "eve@example.com", GIVEN["password"])
    return str(told(app)[0][1]["url"]).removeprefix("http://localhost")


def press(client: FlaskClient, path: str) -> Any:
    token = CSRF_FIELD.search(client.get(path).text)
    assert token
    return client.post(path, data={"csrf_token": token[1]})


def test_link_confirms_when_its_button_is_pressed(client: FlaskClient, link: str) -> None:
    assert "eve@example.com" in client.get(link).text
    assert client.get("/auth/me").json["verified"] is False, "opening a link must not write"
    assert press(client, link).status_code == 303
    assert client.get("/auth/me").json["verified"] is True
    assert press(client, link).status_code == 303


def test_link_needs_the_sign_in_of_its_owner(app: Flask, link: str, sign_in: SignIn) -> None:
    browser = app.test_client()
    answer = browser.get(link)
    assert (answer.status_code, answer.location) == (303, f"/login?next={link}")
    sign_in(browser, "charlie")
    assert browser.get(link).status_code == 404
    assert "another account" in browser.get(link).text


def test_link_that_is_cut_off_or_too_old_offers_a_new_one(app: Flask, client: FlaskClient, link: str) -> None:
    assert client.get(link[:-1]).status_code == 400
    assert "Send a new link" in client.get("/confirm/x").text
    assert press(client, link[:-1]).status_code == 400
    with time_machine.travel(utcnow() + timedelta(days=8), tick=False):
        sign_in_as(client, "eve@example.com", GIVEN["password"])
        assert client.get(link).status_code == 400
        assert press(client, link).status_code == 400
    with app.app_context():
        assert service.find("eve@example.com").verified_at is None


@pytest.mark.usefixtures("link")
def test_link_is_sent_again_on_request_and_not_too_often(app: Flask, client: FlaskClient) -> None:
    token = client.get_cookie("csrf_access_token")
    assert token
    answers = [client.post("/confirm/resend", data={"csrf_token": token.value}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    events = [event for event, _ in told(app)]
    assert events == ["AddressToConfirm"] * 6
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_confirmed_person_gets_no_further_link(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, "alice")
    token = client.get_cookie("csrf_access_token")
    assert token
    assert client.post("/confirm/resend", data={"csrf_token": token.value}).status_code == 303
    assert told(app) == []


@pytest.mark.usefixtures("link")
def test_link_cannot_be_made_from_another_signature(client: FlaskClient, app: Flask) -> None:
    forged = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="kept").dumps([5, "eve@example.com"])
    assert client.get(f"/confirm/{forged}").status_code == 400


def test_registration_twice_at_once_makes_one_account(app: Flask) -> None:
    def register(_: int) -> int:
        browser = app.test_client()
        token = CSRF_FIELD.search(browser.get("/register").text)
        assert token
        return browser.post("/register", data={**GIVEN, "csrf_token": token[1]}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(register, range(4))) == [303] * 4
    with app.app_context():
        found = db.session.scalars(sa.select(User.email).where(User.email == "eve@example.com")).all()
    assert len(found) == 1
    assert len(told(app)) == 4


def test_links_carry_no_text_a_reader_could_change(link: str) -> None:
    assert re.fullmatch(r"/confirm/[\w.-]+", link)
