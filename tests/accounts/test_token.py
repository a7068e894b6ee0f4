"""POST /auth/token: who gets tokens, and that every refusal looks the same."""

from typing import Any

import pytest
from fixtures.people import PASSWORD, People
from flask import Flask
from flask.testing import FlaskClient

from supportapp.accounts import passwords, service

pytestmark = pytest.mark.usefixtures("people")

REFUSAL = {
    "success": False,
    "message": "This email address and password do not belong together. Check both and try again.",
}


@pytest.fixture
def closed(app: Flask, people: People) -> None:
    """Close charlie's account."""
    with app.app_context():
        service.deactivate(people["charlie"].id)


def ask(client: FlaskClient, email: Any, password: Any = PASSWORD) -> Any:
    return client.post("/auth/token", json={"email": email, "password": password})


def test_right_password_gives_a_pair_that_works(client: FlaskClient, people: People) -> None:
    answer = ask(client, "alice@example.com")
    assert answer.status_code == 200
    assert set(answer.json) == {"access_token", "refresh_token", "token_type", "expires_in"}
    assert answer.json["token_type"] == "Bearer"
    assert answer.json["expires_in"] == 15 * 60
    me = client.get("/auth/me", headers={"Authorization": f"Bearer {answer.json['access_token']}"})
    assert me.json == {
        "id": people["alice"].id,
        "email": "alice@example.com",
        "name": "Alice",
        "role": "user",
        "verified": True,
    }


def test_tokens_are_kept_by_no_cache_and_set_no_cookie(client: FlaskClient) -> None:
    answer = ask(client, "alice@example.com")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "spelling", ["ALICE@example.com", " alice@Example.COM ", "alice@\uff25\uff38\uff21\uff2d\uff30\uff2c\uff25.com"]
)
def test_address_is_known_in_any_spelling(client: FlaskClient, spelling: str) -> None:
    assert ask(client, spelling).status_code == 200


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("alice@example.com", "wrong horse battery"),
        ("nobody@example.com", PASSWORD),
        ("charlie@example.com", PASSWORD),
        ("charlie@example.com", "wrong horse battery"),
        ("no address at all", PASSWORD),
        ("alice@example.com", PASSWORD + " "),
        ("alice@example.com", PASSWORD.upper()),
    ],
)
def test_every_refusal_looks_the_same(client: FlaskClient, email: str, password: str) -> None:
    answer = ask(client, email, password)
    assert answer.status_code == 401
    assert answer.json == REFUSAL


@pytest.mark.usefixtures("closed")
def test_every_refusal_hashes_a_password_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    class Counting:
        def verify(self, password_hash: str, password: bytes) -> bool:
            hashed.append(password_hash)
            return genuine.verify(password_hash, password)

    genuine = passwords.HASHER
    monkeypatch.setattr(passwords, "HASHER", Counting())
    for email in ("alice@example.com", "nobody@example.com", "charlie@example.com", "no address"):
        hashed.clear()
        ask(client, email, "wrong horse battery")
        assert len(hashed) == 1, email


def test_decoy_takes_as_long_as_a_new_hash() -> None:
    assert not passwords.is_outdated(passwords.DECOY)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "email"),
        ({"email": "alice@example.com"}, "password"),
        ({"email": None, "password": PASSWORD}, "email"),
        ({"email": ["alice@example.com"], "password": PASSWORD}, "email"),
        ({"email": {"$ne": ""}, "password": PASSWORD}, "email"),
        ({"email": 1, "password": 1}, "password"),
        ({"email": "alice@example.com", "password": ""}, "password"),
        ({"email": "alice@example.com", "password": "x" * 129}, "password"),
        ({"email": "alice@example.com", "password": "nul\0nul\0nul\0"}, "password"),
        ({"email": "alice@example.com\0", "password": PASSWORD}, "email"),
        ({"email": "a" * 300 + "@example.com", "password": PASSWORD}, "email"),
        ({"email": "alice@example.com", "password": PASSWORD, "role": "admin"}, "role"),
    ],
)
def test_bad_fields_are_named(client: FlaskClient, body: Any, field: str) -> None:
    answer = client.post("/auth/token", json=body)
    assert answer.status_code == 400, answer.text
    assert answer.json["success"] is False
    assert field in answer.json["errors"]


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"[" * 100_000,
        b'{"email": "\xff\xfe", "password": "x"}',
        b'{"email": "\\ud800@example.com", "password": "x"}',
        b'{"email": "alice@example.com", "password": "\\udfff correct horse"}',
    ],
)
def test_bodies_that_are_no_sign_in_are_refused(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/auth/token", data=body, content_type="application/json")
    assert answer.status_code == 400, answer.text
    assert answer.json["success"] is False


def test_password_of_a_megabyte_is_refused_unread(client: FlaskClient) -> None:
    answer = ask(client, "alice@example.com", "x" * 1_000_000)
    assert answer.status_code == 413
    assert answer.json["success"] is False


def test_form_in_place_of_json_is_refused(client: FlaskClient) -> None:
    answer = client.post("/auth/token", data={"email": "alice@example.com", "password": PASSWORD})
    assert answer.status_code == 415


def test_wrong_verb_names_the_right_one(client: FlaskClient) -> None:
    answer = client.get("/auth/token")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_hash_made_with_older_figures_is_renewed(app: Flask, client: FlaskClient) -> None:
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with app.app_context():
        user = service.find("alice@example.com")
        user.password_hash = weak
        service.set_role(user.id, "user")
    assert ask(client, "alice@example.com").status_code == 200
    with app.app_context():
        assert not passwords.is_outdated(service.find("alice@example.com").password_hash)
    assert ask(client, "alice@example.com").status_code == 200


def test_composed_and_decomposed_letters_are_one_password(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        service.create_user({"email": "eve@example.com", "name": "Eve", "password": "caf\u00e9 caf\u00e9 caf\u00e9"})
    assert ask(client, "eve@example.com", "cafe\u0301 cafe\u0301 cafe\u0301").status_code == 200
