"""Every token that is not good is 401, in one shape, whatever is wrong with it."""

import base64
import json
from datetime import timedelta
from typing import Any

import jwt
import pytest
import time_machine
from fixtures.people import PASSWORD, Auth, People
from flask import Flask
from flask.testing import FlaskClient

from supportapp.accounts import service
from supportapp.accounts.models import SignIn
from supportapp.database import utcnow
from supportapp.extensions import db

pytestmark = pytest.mark.usefixtures("people")

REFUSAL = {
    "success": False,
    "message": "You are not signed in, or your sign-in has ended. Sign in and try again.",
}


@pytest.fixture
def good(app: Flask) -> str:
    """Return a good access token of alice's."""
    answer = app.test_client().post("/auth/token", json={"email": "alice@example.com", "password": PASSWORD})
    return str(answer.json["access_token"])


def claims_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def sign(app: Flask, claims: dict[str, Any], **headers: Any) -> str:
    return jwt.encode(claims, app.config["JWT_SECRET_KEY"], "HS256", headers=headers or None)


def part(data: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def refused(client: FlaskClient, header: str | bytes) -> None:
    answer = client.get("/auth/me", headers={"Authorization": header})
    assert answer.status_code == 401, (header, answer.text)
    assert answer.json == REFUSAL
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_good_token_signed_anew_is_good(app: Flask, client: FlaskClient, good: str) -> None:
    header = {"Authorization": f"Bearer {sign(app, claims_of(good))}"}
    assert client.get("/auth/me", headers=header).status_code == 200


def test_no_token(client: FlaskClient) -> None:
    answer = client.get("/auth/me")
    assert answer.status_code == 401
    assert answer.json == REFUSAL


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer x y z",
        "Bearer a.b.c",
        "Bearer ..",
        "Bearer null",
        "Basic YWxpY2U6eA==",
        "bearer x",
        ", ,",
        "Bearer a, Bearer b",
        "Bearer \xe9.\xe9.\xe9",
        "Bearer " + "a" * 60_000,
        f"Bearer {part([1])}.{part([1])}.x",
        f"Bearer {part({'alg': 'HS256'})}.{part([1])}.x",
        f"Bearer {part({'alg': 7})}.{part({'sub': '1'})}.x",
        f"Bearer {part({'alg': ['HS256']})}.{part({'sub': '1'})}.x",
        f"Bearer {part({'alg': 'HS256', 'crit': ['x']})}.{part({'sub': '1'})}.x",
        f"Bearer {base64.urlsafe_b64encode(b'[' * 30_000).decode()}.{part({})}.x",
        f"Bearer {part({'alg': 'HS256'})}.{base64.urlsafe_b64encode(b'[' * 30_000).decode()}.x",
    ],
)
def test_what_is_no_token(client: FlaskClient, header: str) -> None:
    refused(client, header)


def test_tampered_payload(client: FlaskClient, good: str) -> None:
    head, _, signature = good.split(".")
    refused(client, f"Bearer {head}.{part({**claims_of(good), 'sub': '2'})}.{signature}")


def test_tampered_signature(client: FlaskClient, good: str) -> None:
    first = "A" if good.split(".")[2][0] != "A" else "B"
    head, payload, signature = good.split(".")
    refused(client, f"Bearer {head}.{payload}.{first}{signature[1:]}")


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", ""])
def test_unsigned(client: FlaskClient, good: str, algorithm: str) -> None:
    refused(client, f"Bearer {part({'alg': algorithm, 'typ': 'JWT'})}.{part(claims_of(good))}.")


def test_signed_with_another_key(client: FlaskClient, good: str) -> None:
    refused(client, f"Bearer {jwt.encode(claims_of(good), 'k' * 64, 'HS256')}")


def test_signed_with_another_algorithm(app: Flask, client: FlaskClient, good: str) -> None:
    refused(client, f"Bearer {jwt.encode(claims_of(good), app.config['JWT_SECRET_KEY'] * 2, 'HS512')}")


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "change",
    [
        {"aud": "another"},
        {"aud": None},
        {"aud": ["another", "third"]},
        {"iss": "another"},
        {"sub": 1},
        {"sub": "x"},
        {"sub": "-1"},
        {"sub": "999999"},
        {"sub": "9" * 30},
        {"sub": ""},
        {"sub": None},
        {"sub": ["1"]},
        {"sid": None},
        {"sid": 7},
        {"sid": "unknown"},
        {"sid": {"$ne": ""}},
        {"sid": "nul\0"},
        {"sid": "\ud800"},
        {"type": "refresh"},
        {"nbf": 99_999_999_999},
        {"exp": 1},
        {"exp": "soon"},
        {"iat": "now"},
    ],
    ids=str,
)
def test_claims_that_are_not_ours(app: Flask, client: FlaskClient, good: str, change: dict[str, Any]) -> None:
    refused(client, f"Bearer {sign(app, claims_of(good) | change)}")


@pytest.mark.parametrize("missing", ["aud", "iss", "sub", "sid"])
def test_claims_that_are_missing(app: Flask, client: FlaskClient, good: str, missing: str) -> None:
    refused(client, f"Bearer {sign(app, {k: v for k, v in claims_of(good).items() if k != missing})}")


def test_expired(client: FlaskClient, good: str) -> None:
    with time_machine.travel(utcnow() + timedelta(minutes=16), tick=False):
        refused(client, f"Bearer {good}")


def test_sign_in_that_is_over(app: Flask, client: FlaskClient, good: str) -> None:
    with app.app_context():
        sign_in = db.session.get(SignIn, claims_of(good)["sid"])
        assert sign_in is not None
        sign_in.expires_at = utcnow() - timedelta(seconds=1)
        db.session.commit()
    refused(client, f"Bearer {good}")


def test_sign_in_of_somebody_else(app: Flask, client: FlaskClient, good: str, people: People) -> None:
    refused(client, f"Bearer {sign(app, claims_of(good) | {'sub': str(people['dora'].id)})}")


def test_role_in_a_token_counts_for_nothing(app: Flask, client: FlaskClient, good: str) -> None:
    token = sign(app, claims_of(good) | {"role": "admin", "roles": ["admin"]})
    answer = client.get("/auth/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.json["role"] == "user"


def test_role_holds_from_the_next_request_on(app: Flask, client: FlaskClient, auth: Auth, people: People) -> None:
    header = auth("alice")
    with app.app_context():
        service.set_role(people["alice"].id, "agent")
    assert client.get("/auth/me", headers=header).json["role"] == "agent"


def test_closed_account_is_out_at_the_next_request(app: Flask, client: FlaskClient, auth: Auth, people: People) -> None:
    header = auth("alice")
    with app.app_context():
        service.deactivate(people["alice"].id)
    refused(client, header["Authorization"])
    with app.app_context():
        service.reactivate(people["alice"].id)
    refused(client, header["Authorization"])


def test_account_closed_behind_our_back_is_out_too(app: Flask, client: FlaskClient, auth: Auth) -> None:
    header = auth("alice")
    with app.app_context():
        service.find("alice@example.com").active = False
        db.session.commit()
    refused(client, header["Authorization"])


def test_token_is_checked_by_one_query(client: FlaskClient, auth: Auth, statements: Any) -> None:
    header = auth("alice")
    with statements() as sent:
        assert client.get("/auth/me", headers=header).status_code == 200
    assert len(sent) == 1, sent
