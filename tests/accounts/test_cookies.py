"""Browsers: the cookie, its CSRF token, and how it is renewed while somebody is there."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from fixtures.people import CSRF_FIELD, People, SignIn
from flask import Flask
from flask.testing import FlaskClient

from supportapp.accounts import service
from supportapp.database import utcnow

pytestmark = pytest.mark.usefixtures("people")

COOKIE = "access_token_cookie"


@pytest.fixture
def alice(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    """Return alice's browser."""
    return sign_in(client, "alice")


def csrf_of(browser: FlaskClient) -> str:
    found = browser.get_cookie("csrf_access_token")
    assert found
    return found.value


def token_of(browser: FlaskClient) -> str:
    found = browser.get_cookie(COOKIE)
    assert found
    return found.value


def test_cookie_is_hidden_from_scripts_and_other_sites(client: FlaskClient) -> None:
    form = {
        "email": "alice@example.com",
        "password": "correct horse battery",
        "csrf_token": CSRF_FIELD.search(client.get("/login").text)[1],  # type: ignore[index]
    }
    cookies = client.post("/login", data=form).headers.getlist("Set-Cookie")
    [access] = [cookie for cookie in cookies if cookie.startswith(COOKIE)]
    assert "HttpOnly" in access
    assert "SameSite=Lax" in access
    assert "Path=/" in access


def test_cookie_is_secure_where_the_site_is_not_on_this_machine(build: Any) -> None:
    app = build(PUBLIC_URL="https://support.example.com")
    assert app.config["JWT_COOKIE_SECURE"] is True
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_cookie_reads_without_csrf_token(alice: FlaskClient) -> None:
    assert alice.get("/auth/me").json["email"] == "alice@example.com"


@pytest.mark.parametrize("headers", [{}, {"X-CSRF-TOKEN": "wrong"}, {"X-CSRF-TOKEN": "\xe9"}])
def test_cookie_alone_does_not_write(alice: FlaskClient, headers: dict[str, str]) -> None:
    answer = alice.post("/auth/logout", headers=headers)
    assert answer.status_code == 401
    assert "X-CSRF-TOKEN" in answer.json["message"]
    assert alice.get("/auth/me").status_code == 200


def test_csrf_token_in_the_header_is_enough(alice: FlaskClient) -> None:
    assert alice.post("/auth/logout", headers={"X-CSRF-TOKEN": csrf_of(alice)}).status_code == 204
    assert alice.get_cookie(COOKIE) is None
    assert alice.get("/auth/me").status_code == 401


def test_csrf_token_in_the_form_is_enough(alice: FlaskClient) -> None:
    answer = alice.post("/logout", data={"csrf_token": csrf_of(alice)})
    assert (answer.status_code, answer.location) == (303, "/login")
    assert alice.get_cookie(COOKIE) is None


def test_page_refuses_a_form_without_csrf_token(alice: FlaskClient) -> None:
    answer = alice.post("/logout")
    assert answer.status_code == 400
    assert "open for too long" in answer.text
    assert alice.get("/auth/me").status_code == 200


def test_signing_out_ends_the_cookie_for_good(alice: FlaskClient) -> None:
    stolen = token_of(alice)
    alice.post("/logout", data={"csrf_token": csrf_of(alice)})
    alice.set_cookie(COOKIE, stolen)
    assert alice.get("/auth/me").status_code == 401


def test_signing_out_late_does_not_renew_the_cookie(alice: FlaskClient) -> None:
    with time_machine.travel(utcnow() + timedelta(hours=8), tick=False):
        alice.post("/logout", data={"csrf_token": csrf_of(alice)})
        assert alice.get_cookie(COOKIE) is None


def test_signing_out_twice_leads_to_the_sign_in(client: FlaskClient) -> None:
    answer = client.post("/logout")
    assert (answer.status_code, answer.location) == (303, "/login?next=/")


def test_expired_cookie_leads_a_reader_to_the_sign_in_and_back(alice: FlaskClient) -> None:
    with time_machine.travel(utcnow() + timedelta(hours=13), tick=False):
        answer = alice.get("/confirm/some-link?a=1&b=%C3%A9")
        assert answer.status_code == 303
        assert answer.location == "/login?next=/confirm/some-link?a%3D1%26b%3D%25C3%25A9"
        assert 'value="/confirm/some-link?a=1&amp;b=%C3%A9"' in alice.get(answer.location).text


def test_cookie_is_renewed_after_a_quarter_of_its_life(alice: FlaskClient, statements: Any) -> None:
    before, csrf = token_of(alice), csrf_of(alice)
    with time_machine.travel(utcnow() + timedelta(hours=2), tick=False):
        alice.get("/auth/me")
        assert token_of(alice) == before
    with time_machine.travel(utcnow() + timedelta(hours=4), tick=False), statements() as sent:
        alice.get("/auth/me")
        assert token_of(alice) != before
        assert csrf_of(alice) == csrf, "a form in another tab has to stay good"
    assert len(sent) == 1, sent
    with time_machine.travel(utcnow() + timedelta(hours=15), tick=False):
        assert alice.get("/auth/me").status_code == 200


def test_renewed_cookie_ends_with_the_sign_in(alice: FlaskClient) -> None:
    start = utcnow()
    for hours in range(0, 30 * 24, 8):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            assert alice.get("/auth/me").status_code == 200, hours
    with time_machine.travel(start + timedelta(days=30, minutes=1), tick=False):
        assert alice.get("/auth/me").status_code == 401


def test_token_in_the_header_is_never_put_into_a_cookie(client: FlaskClient, auth: Any) -> None:
    header = auth("alice")
    with time_machine.travel(utcnow() + timedelta(minutes=10), tick=False):
        assert "Set-Cookie" not in client.get("/auth/me", headers=header).headers


def test_closed_account_is_shown_as_signed_out(app: Flask, alice: FlaskClient, people: People) -> None:
    with app.app_context():
        service.deactivate(people["alice"].id)
    assert "Sign in" in alice.get("/login").text


def test_wrong_cookie_does_not_keep_anybody_from_open_pages(client: FlaskClient) -> None:
    for value in ("x", "a.b.c", "\xe9"):
        client.set_cookie(COOKIE, value)
        assert client.get("/login").status_code == 200


def test_page_that_is_missing_still_shows_who_is_signed_in(alice: FlaskClient) -> None:
    answer = alice.get("/no-such-page", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "alice@example.com" in answer.text
