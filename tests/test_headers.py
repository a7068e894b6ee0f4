"""Security headers, cookies, X-Request-ID."""

import re
from typing import Any

import pytest
from fixtures.people import Auth, MakeConversation, SignIn
from flask import Flask
from flask.testing import FlaskClient

from supportapp import create_app

PAGES = ("/login", "/chat", "/tickets", "/tickets/review", "/api/docs")
ENDPOINTS = ("/healthz", "/openapi.json", "/chat/tickets", "/chat/tickets/999")


@pytest.fixture
def browser(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    """Return alice's browser."""
    return sign_in(client, "alice")


def policy(csp: str) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in csp.split(";"))


def test_scripts_run_with_the_nonce_of_this_answer_only(browser: FlaskClient) -> None:
    seen = set()
    for path in PAGES[1:]:
        answer = browser.get(path)
        rules = policy(answer.headers["Content-Security-Policy"])
        nonce = re.fullmatch(r"'nonce-([\w-]{20,})'", rules["script-src"])
        assert nonce, rules
        tags = re.findall(r"<script\b[^>]*>", answer.text)
        assert tags
        assert all(f'nonce="{nonce[1]}"' in tag and "src=" in tag for tag in tags)
        assert not re.search(r'\s(on\w+|style)="', answer.text), "no inline script or style"
        seen.add(nonce[1])
    assert len(seen) == len(PAGES) - 1


def test_nothing_comes_from_elsewhere(browser: FlaskClient) -> None:
    for path in PAGES[1:]:
        answer = browser.get(path)
        rules = policy(answer.headers["Content-Security-Policy"])
        assert rules["default-src"] == "'none'"
        assert (rules["frame-ancestors"], rules["base-uri"], rules["form-action"]) == ("'none'", "'none'", "'self'")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert not re.search(r'(src|href|action)="(https?:)?//', answer.text)


def test_every_answer_carries_the_security_headers(browser: FlaskClient, auth: Auth) -> None:
    for path in (*PAGES, *ENDPOINTS, "/no/such/place", "/static/app.css"):
        headers = browser.get(path, headers=auth("alice"), buffered=True).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Content-Security-Policy" in headers


def test_private_answers_are_not_kept_and_files_are(
    browser: FlaskClient, auth: Auth, make_conversation: MakeConversation
) -> None:
    talk = make_conversation("alice", [("user", "hello")])
    for path in (*PAGES[1:], *ENDPOINTS, f"/chat/{talk}", f"/chat/conversations/{talk}"):
        assert "no-store" in browser.get(path, headers=auth("alice")).headers["Cache-Control"], path
    assert "no-store" not in browser.get("/static/app.css", buffered=True).headers.get("Cache-Control", "")


def test_strict_transport_security_where_the_site_is_public(settings: dict[str, Any]) -> None:
    public = create_app({**settings, "PUBLIC_URL": "https://support.example.com"}).test_client()
    assert (
        "max-age="
        in public.get("/healthz", base_url="https://support.example.com").headers["Strict-Transport-Security"]
    )
    local = create_app(settings).test_client()
    assert "Strict-Transport-Security" not in local.get("/healthz").headers


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("url", "secure"),
    [
        ("https://support.example.com", True),
        ("http://support.example.com", True),
        ("http://localhost:5000", False),
        ("http://127.0.0.1:5000", False),
        ("http://[::1]:5000", False),
        ("http://localhost.example.com", True),
    ],
)
def test_cookies_are_hidden_from_scripts_and_plain_connections(
    settings: dict[str, Any], url: str, secure: bool
) -> None:
    client = create_app({**settings, "PUBLIC_URL": url}).test_client()
    made = [*client.get("/login").headers.getlist("Set-Cookie")]
    assert made
    for cookie in made:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert ("Secure" in cookie) is secure


def test_colours_cookie_is_as_careful(browser: FlaskClient) -> None:
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/chat").text)
    assert token
    answer = browser.post("/theme", data={"csrf_token": token[1], "theme": "dark", "next": "//evil.example"})
    assert (answer.status_code, answer.location) == (303, "/")
    [cookie] = answer.headers.getlist("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert 'data-bs-theme="dark"' in browser.get("/chat").text
    browser.set_cookie("theme", '"><script>')
    assert "<script>" not in browser.get("/chat").text


def test_request_id_is_made_or_taken_over(app: Flask) -> None:
    client = app.test_client()
    made = {client.get("/healthz").headers["X-Request-ID"] for _ in range(3)}
    assert len(made) == 3
    assert client.get("/healthz", headers={"X-Request-ID": "abc-123"}).headers["X-Request-ID"] == "abc-123"
    for odd in ("x" * 200, "two words", "a;b", ""):
        assert client.get("/healthz", headers={"X-Request-ID": odd}).headers["X-Request-ID"] not in {odd, ""}


def test_no_answer_names_the_software(app: Flask) -> None:
    answer = app.test_client().get("/chat/tickets")
    assert "X-Powered-By" not in answer.headers
    assert "Werkzeug" not in answer.headers.get("Server", "")
