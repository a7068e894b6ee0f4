"""The sign-in page: who gets in, where it leads, what it keeps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from fixtures.people import CSRF_FIELD, PASSWORD, People, SignIn
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from supportapp.accounts import service
from supportapp.accounts.kept import RESTORERS, keep
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import Invalid

pytestmark = pytest.mark.usefixtures("people")

Submit = Callable[..., Any]


@pytest.fixture
def submit(client: FlaskClient) -> Submit:
    """Give a function that fills in the form and sends it."""

    def send(**changed: str) -> Any:
        token = CSRF_FIELD.search(client.get("/login").text)
        assert token
        form = {"email": "alice@example.com", "password": PASSWORD, "csrf_token": token[1], **changed}
        return client.post("/login", data=form)

    return send


def test_right_password_signs_in(client: FlaskClient, submit: Submit) -> None:
    answer = submit()
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/auth/me").json["email"] == "alice@example.com"


def test_page_shows_who_is_signed_in(client: FlaskClient, submit: Submit) -> None:
    submit()
    assert "alice@example.com" in client.get("/no-such-page", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(
    "changed",
    [{"password": "wrong horse battery"}, {"email": "nobody@example.com"}, {"email": "charlie@example.com"}],
)
def test_refusals_look_the_same(app: Flask, client: FlaskClient, submit: Submit, people: People, changed: Any) -> None:
    with app.app_context():
        service.deactivate(people["charlie"].id)
    answer = submit(**changed)
    assert answer.status_code == 401
    assert "do not belong together" in answer.text
    assert "<title>Error: Sign in" in answer.text
    assert client.get_cookie("access_token_cookie") is None


def test_refused_form_keeps_the_address_and_not_the_password(submit: Submit) -> None:
    answer = submit(email="alice@example.com", password="wrong horse battery")
    assert 'value="alice@example.com"' in answer.text
    assert "wrong horse" not in answer.text


def test_empty_form_names_both_fields(submit: Submit) -> None:
    answer = submit(email="", password="")
    assert answer.status_code == 400
    assert "Enter your email address." in answer.text
    assert "Enter your password." in answer.text


def test_hostile_text_is_shown_as_text(submit: Submit) -> None:
    answer = submit(email='"><script>alert(1)</script>', next='/"><script>', kept='"><script>')
    assert "<script>alert" not in answer.text
    assert '"><script>' not in answer.text


@pytest.mark.parametrize("token", ["", "wrong", "\xe9", "\0"])
def test_lapsed_csrf_token_draws_the_form_again_with_a_good_one(
    client: FlaskClient, submit: Submit, token: str
) -> None:
    answer = submit(csrf_token=token, email="alice@example.com")
    assert answer.status_code == 400
    assert "press the button again" in answer.text
    assert 'value="alice@example.com"' in answer.text
    assert client.get_cookie("access_token_cookie") is None
    fresh = CSRF_FIELD.search(answer.text)
    assert fresh
    form = {"email": "alice@example.com", "password": PASSWORD, "csrf_token": fresh[1]}
    assert client.post("/login", data=form).status_code == 303


def test_form_of_a_visitor_does_not_work_for_another(app: Flask, submit: Submit) -> None:
    foreign = CSRF_FIELD.search(app.test_client().get("/login").text)
    assert foreign
    assert submit(csrf_token=foreign[1]).status_code == 400


@pytest.mark.parametrize("path", ["/tickets", "/tickets/review?conversation_id=7&x=%2F", "/chat/1", "/caf%C3%A9"])
def test_sign_in_leads_on_to_a_path_of_ours(submit: Submit, path: str) -> None:
    answer = submit(next=path)
    assert (answer.status_code, answer.location) == (303, path)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "there",
    [
        "",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\b",
        "http://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        " /tickets",
        "\t//evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nSet-Cookie: a=b",
        "/\0",
        "/\x7f",
        "/\u2028",
        "/\ufeff/evil.example",
        "@evil.example",
        "?next=//evil.example",
    ],
    ids=repr,
)
def test_sign_in_never_leads_away(client: FlaskClient, submit: Submit, there: str) -> None:
    answer = submit(next=there)
    assert (answer.status_code, answer.location) == (303, "/")
    answer = client.get("/login", query_string={"next": there})
    assert (answer.status_code, answer.location) == (303, "/")


def test_who_is_signed_in_already_goes_on(client: FlaskClient, submit: Submit) -> None:
    submit()
    answer = client.get("/login?next=/tickets")
    assert (answer.status_code, answer.location) == (303, "/tickets")


def test_page_that_needs_a_sign_in_sends_there_and_back(client: FlaskClient) -> None:
    answer = client.get("/tickets?status=open")
    assert (answer.status_code, answer.location) == (303, "/login?next=/tickets?status%3Dopen")
    assert 'value="/tickets?status=open"' in client.get(answer.location).text


def test_form_sent_to_an_address_without_a_page_leads_to_the_first_page(client: FlaskClient) -> None:
    answer = client.post("/confirm/resend")
    assert (answer.status_code, answer.location) == (303, "/login?next=/confirm/resend")
    answer = client.post("/logout")
    assert (answer.status_code, answer.location) == (303, "/login?next=/")


@pytest.fixture
def restored(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Person, dict[str, Any]]]:
    """Register a restorer called "note" and one that fails; return what the first was given."""
    given: list[tuple[Person, dict[str, Any]]] = []

    def restore(person: Person, values: dict[str, Any]) -> str:
        given.append((person, values))
        return "/tickets/review?draft=7"

    def fail(_person: Person, _values: dict[str, Any]) -> str:
        raise Invalid

    monkeypatch.setitem(RESTORERS, "note", restore)
    monkeypatch.setitem(RESTORERS, "fails", fail)
    return given


def kept_by(app: Flask, name: str, values: dict[str, Any]) -> str:
    with app.test_request_context():
        return keep(name, values)


def test_kept_text_comes_back_after_the_sign_in(app: Flask, submit: Submit, restored: Any) -> None:
    typed = {"title": "It fails \u2028 ümläut 🙂", "lines": ["a", "b"]}
    answer = submit(kept=kept_by(app, "note", typed), next="/chat")
    assert (answer.status_code, answer.location) == (303, "/tickets/review?draft=7")
    [(person, values)] = restored
    assert (person.email, values) == ("alice@example.com", typed)


def test_kept_text_survives_a_wrong_password(app: Flask, submit: Submit, restored: Any) -> None:
    kept = kept_by(app, "note", {"title": "typed"})
    answer = submit(kept=kept, next="/chat", password="wrong horse battery")
    assert f'name="kept" value="{kept}"' in answer.text
    assert 'name="next" value="/chat"' in answer.text
    assert restored == []


def test_kept_text_that_cannot_be_trusted_is_dropped_with_a_notice(
    app: Flask, client: FlaskClient, submit: Submit, restored: Any
) -> None:
    good = kept_by(app, "note", {"title": "typed"})
    for kept in (good[:-1], "x" + good, "x", "\xe9", kept_by(app, "unknown", {}), kept_by(app, "fails", {})):
        client.delete_cookie("access_token_cookie")
        answer = submit(kept=kept, next="/tickets")
        assert (answer.status_code, answer.location) == (303, "/tickets"), kept
        assert "could not be brought back" in client.get("/tickets").text
    assert restored == []


def test_kept_text_is_good_for_a_day(app: Flask, submit: Submit, restored: Any) -> None:
    with time_machine.travel(utcnow() - timedelta(hours=25), tick=False):
        kept = kept_by(app, "note", {"title": "typed"})
    assert submit(kept=kept).location == "/"
    assert restored == []


def test_signature_of_another_purpose_is_no_kept_text(app: Flask, submit: Submit, restored: Any) -> None:
    foreign = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="confirm").dumps(["note", {}])
    assert submit(kept=foreign).location == "/"
    assert restored == []


def test_lapsed_form_leads_to_the_sign_in_with_what_was_typed(client: FlaskClient) -> None:
    answer = client.post("/tickets/review", data={"title": "Typed before the sign-in lapsed"})
    assert answer.status_code == 401
    assert "what you typed is kept" in answer.text
    assert 'name="kept" value="' in answer.text
    assert 'name="kept" value=""' not in answer.text


def test_form_sent_from_another_site_is_not_kept(client: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = client.post("/tickets/review", data={"title": "Planted"}, headers=headers)
    assert answer.status_code == 401
    assert 'name="kept" value=""' in answer.text


def test_lapsed_csrf_token_of_a_signed_in_person_keeps_them_there(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, "alice")
    answer = client.post("/tickets/review", data={"title": "Typed in another tab"})
    assert answer.status_code == 400
    assert "Typed in another tab" in answer.text
    assert "alice@example.com" in answer.text
