"""POST /auth/refresh and /auth/logout: one use, reuse ends the family, signing out ends everything at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
import pytest
from fixtures.people import PASSWORD, Auth
from flask import Flask
from flask.testing import FlaskClient

pytestmark = pytest.mark.usefixtures("people")


@pytest.fixture
def pair(client: FlaskClient) -> dict[str, Any]:
    """Return alice's tokens."""
    answer = client.post("/auth/token", json={"email": "alice@example.com", "password": PASSWORD})
    tokens: dict[str, Any] = answer.json
    return tokens


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def refresh(client: FlaskClient, token: str) -> Any:
    return client.post("/auth/refresh", headers=bearer(token))


def me(client: FlaskClient, token: str) -> int:
    return client.get("/auth/me", headers=bearer(token)).status_code


def test_refresh_gives_a_new_pair(client: FlaskClient, pair: dict[str, Any]) -> None:
    answer = refresh(client, pair["refresh_token"])
    assert answer.status_code == 200
    assert answer.json["refresh_token"] != pair["refresh_token"]
    assert me(client, answer.json["access_token"]) == 200
    again = refresh(client, answer.json["refresh_token"])
    assert again.status_code == 200


def test_spent_refresh_token_ends_the_whole_family(client: FlaskClient, pair: dict[str, Any]) -> None:
    newer = refresh(client, pair["refresh_token"]).json
    reused = refresh(client, pair["refresh_token"])
    assert reused.status_code == 401
    assert reused.json["success"] is False
    assert me(client, newer["access_token"]) == 401
    assert me(client, pair["access_token"]) == 401
    assert refresh(client, newer["refresh_token"]).status_code == 401


def test_other_sign_ins_survive_the_end_of_a_family(client: FlaskClient, pair: dict[str, Any]) -> None:
    other = client.post("/auth/token", json={"email": "alice@example.com", "password": PASSWORD}).json
    refresh(client, pair["refresh_token"])
    refresh(client, pair["refresh_token"])
    assert me(client, other["access_token"]) == 200
    assert refresh(client, other["refresh_token"]).status_code == 200


def test_of_eight_refreshes_at_once_one_wins(app: Flask, pair: dict[str, Any]) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: refresh(app.test_client(), pair["refresh_token"]), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 7
    [won] = [answer.json for answer in answers if answer.status_code == 200]
    assert me(app.test_client(), won["access_token"]) == 401
    assert refresh(app.test_client(), won["refresh_token"]).status_code == 401


def test_access_token_does_not_refresh(client: FlaskClient, pair: dict[str, Any]) -> None:
    assert refresh(client, pair["access_token"]).status_code == 401
    assert me(client, pair["access_token"]) == 200


def test_refresh_token_in_a_cookie_is_not_looked_at(client: FlaskClient, pair: dict[str, Any]) -> None:
    client.set_cookie("refresh_token_cookie", pair["refresh_token"])
    csrf = jwt.decode(pair["refresh_token"], options={"verify_signature": False})["csrf"]
    assert client.post("/auth/refresh", headers={"X-CSRF-TOKEN": csrf}).status_code == 401


def test_refresh_without_token_is_401(client: FlaskClient) -> None:
    answer = client.post("/auth/refresh")
    assert answer.status_code == 401
    assert answer.json["success"] is False


def test_logout_ends_access_and_refresh_at_once(client: FlaskClient, pair: dict[str, Any]) -> None:
    answer = client.post("/auth/logout", headers=bearer(pair["access_token"]))
    assert answer.status_code == 204
    assert answer.data == b""
    assert me(client, pair["access_token"]) == 401
    assert refresh(client, pair["refresh_token"]).status_code == 401


def test_logout_without_token_is_401(client: FlaskClient) -> None:
    assert client.post("/auth/logout").status_code == 401


def test_logout_leaves_others_signed_in(client: FlaskClient, pair: dict[str, Any], auth: Auth) -> None:
    bob = auth("bob")
    client.post("/auth/logout", headers=bearer(pair["access_token"]))
    assert client.get("/auth/me", headers=bob).status_code == 200
