"""Sign-in is limited: failures count, for both doors together, and no header helps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from fixtures.people import CSRF_FIELD, PASSWORD
from flask import Flask
from flask.testing import FlaskClient
from limits.storage import storage_from_string

from supportapp.accounts import ratelimit
from supportapp.accounts.models import RateLimit
from supportapp.database import utcnow
from supportapp.extensions import db

pytestmark = pytest.mark.usefixtures("people")

Try = Callable[..., Any]
HOME = "192.0.2.1"
WRONG = "wrong horse"


@pytest.fixture
def attempt(client: FlaskClient) -> Try:
    """Give a function that tries to sign in and fails, unless told the password."""

    def ask(email: str = "alice@example.com", password: str = WRONG, address: str = HOME, **headers: str) -> Any:
        body = {"email": email, "password": password}
        place = {"REMOTE_ADDR": address}
        return client.post("/auth/token", json=body, headers=headers, environ_base=place)

    return ask


def use_up(attempt: Try, times: int = 10, **how: Any) -> None:
    for _ in range(times):
        assert attempt(**how).status_code == 401


def test_eleventh_failure_is_answered_429_with_the_time_to_wait(attempt: Try) -> None:
    with time_machine.travel(1_800_000_000.7, tick=False) as clock:
        use_up(attempt)
        answer = attempt()
        assert answer.status_code == 429
        assert answer.json["success"] is False
        assert answer.headers["Retry-After"] == "300"
        clock.shift(299.5)
        assert attempt().headers["Retry-After"] == "1"


def test_nobody_is_asked_to_wait_before_the_limit(client: FlaskClient, attempt: Try) -> None:
    """Some clients obey Retry-After in any answer, and would wait minutes before following a redirect."""
    assert "Retry-After" not in attempt(password=PASSWORD).headers
    assert "Retry-After" not in attempt().headers
    token = CSRF_FIELD.search(client.get("/login").text)
    assert token
    form = {"email": "alice@example.com", "password": PASSWORD, "csrf_token": token[1]}
    assert "Retry-After" not in client.post("/login", data=form).headers


def test_right_password_does_not_help_once_limited(attempt: Try) -> None:
    use_up(attempt)
    assert attempt(password=PASSWORD).status_code == 429


def test_successes_do_not_count(attempt: Try) -> None:
    for _ in range(15):
        assert attempt(password=PASSWORD).status_code == 200
    use_up(attempt, 9)
    assert attempt(password=PASSWORD).status_code == 200


def test_forms_that_are_invalid_do_not_count(attempt: Try) -> None:
    for _ in range(15):
        assert attempt(password="").status_code == 400
    assert attempt(password=PASSWORD).status_code == 200


def test_limit_ends_after_five_minutes(attempt: Try) -> None:
    use_up(attempt)
    with time_machine.travel(utcnow() + timedelta(minutes=5, seconds=1), tick=False):
        assert attempt(password=PASSWORD).status_code == 200


def test_limit_is_of_client_and_account_together(attempt: Try) -> None:
    use_up(attempt)
    assert attempt("bob@example.com", PASSWORD).status_code == 200
    assert attempt(password=PASSWORD, address="192.0.2.2").status_code == 200


@pytest.mark.parametrize(
    "spelling", ["ALICE@example.com", " alice@example.com ", "alice@\uff25\uff38\uff21\uff2d\uff30\uff2c\uff25.com"]
)
def test_other_spellings_count_for_the_same_account(attempt: Try, spelling: str) -> None:
    use_up(attempt)
    assert attempt(spelling).status_code == 429


def test_unknown_address_is_limited_like_a_known_one(attempt: Try) -> None:
    use_up(attempt, email="nobody@example.com")
    assert attempt("nobody@example.com").status_code == 429


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "CF-Connecting-IP"])
def test_headers_do_not_make_another_client(attempt: Try, header: str) -> None:
    for number in range(10):
        assert attempt(**{header: f"198.51.100.{number}"}).status_code == 401
    assert attempt(**{header: "198.51.100.99"}).status_code == 429


def test_trusted_proxy_tells_the_client(build: Any) -> None:
    client = build(TRUSTED_PROXIES=1).test_client()

    def ask(forwarded: str) -> int:
        body = {"email": "alice@example.com", "password": "wrong horse"}
        return client.post("/auth/token", json=body, headers={"X-Forwarded-For": forwarded}).status_code

    assert [ask("198.51.100.1") for _ in range(11)][-1] == 429
    assert ask("198.51.100.2") == 401
    assert ask("203.0.113.9, 198.51.100.1") == 429, "what the client itself wrote there must not count"


def test_network_of_ipv6_is_one_client(attempt: Try) -> None:
    for number in range(10):
        assert attempt(address=f"2001:db8:1:2::{number}").status_code == 401
    assert attempt(address="2001:db8:1:2:ffff::1").status_code == 429
    assert attempt(address="2001:db8:1:3::1").status_code == 401


def test_one_client_may_not_try_many_accounts(attempt: Try) -> None:
    for number in range(60):
        assert attempt(f"name{number}@example.com").status_code == 401
    assert attempt("alice@example.com", PASSWORD).status_code == 429
    assert attempt("alice@example.com", PASSWORD, address="192.0.2.2").status_code == 200


def test_many_clients_may_not_try_one_account(attempt: Try) -> None:
    for number in range(100):
        assert attempt(address=f"198.51.100.{number}").status_code == 401
    assert attempt(address="192.0.2.77").status_code == 429


def test_one_client_alone_cannot_lock_an_owner_out(attempt: Try) -> None:
    start = utcnow()
    for minutes in range(0, 55, 6):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            for _ in range(11):
                attempt()
            assert attempt(password=PASSWORD, address="192.0.2.2").status_code == 200


def test_page_and_endpoint_share_the_count(client: FlaskClient, attempt: Try) -> None:
    use_up(attempt)
    token = CSRF_FIELD.search(client.get("/login").text)
    assert token
    form = {"email": "alice@example.com", "password": PASSWORD, "csrf_token": token[1], "next": "/tickets"}
    answer = client.post("/login", data=form, environ_base={"REMOTE_ADDR": HOME})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Too many tries" in answer.text
    assert 'value="alice@example.com"' in answer.text
    assert 'name="next" value="/tickets"' in answer.text
    assert PASSWORD not in answer.text


def test_failures_on_the_page_count_for_the_endpoint(client: FlaskClient, attempt: Try) -> None:
    token = CSRF_FIELD.search(client.get("/login").text)
    assert token
    form = {"email": "alice@example.com", "password": "wrong horse", "csrf_token": token[1]}
    for _ in range(10):
        assert client.post("/login", data=form, environ_base={"REMOTE_ADDR": HOME}).status_code == 401
    assert attempt(password=PASSWORD).status_code == 429


def test_two_processes_share_the_count(build: Any, attempt: Try) -> None:
    use_up(attempt)
    other = build().test_client()
    body = {"email": "alice@example.com", "password": PASSWORD}
    assert other.post("/auth/token", json=body, environ_base={"REMOTE_ADDR": HOME}).status_code == 429


def test_registrations_of_a_client_are_limited(client: FlaskClient) -> None:
    def register(email: str) -> Any:
        token = CSRF_FIELD.search(client.get("/register").text)
        assert token
        form = {"name": "Eve", "email": email, "password": "four words in a row", "csrf_token": token[1]}
        return client.post("/register", data=form)

    assert [register("one@example.com").status_code for _ in range(6)] == [303] * 5 + [429]
    assert [register(f"name{n}@example.com").status_code for n in range(16)] == [303] * 15 + [429]
    answer = register("last@example.com")
    assert int(answer.headers["Retry-After"]) > 0
    assert "Too many tries" in answer.text
    assert 'value="last@example.com"' in answer.text


def test_addresses_are_not_written_into_the_counters(app: Flask, attempt: Try) -> None:
    attempt()
    with app.app_context():
        assert not [key for key in db.session.scalars(sa.select(RateLimit.key)) if "alice" in key]


def test_counting_is_atomic(app: Flask) -> None:
    storage = storage_from_string("database://")

    def count(_: int) -> int:
        with app.app_context():
            return int(storage.incr("key", 60))  # type: ignore[arg-type]

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(count, range(80))) == list(range(1, 81))


def test_expired_counters_begin_anew_and_are_swept(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ratelimit, "SWEEP_EVERY", 5)
    storage = ratelimit.DatabaseStorage()
    with app.app_context():
        for key in ("a", "a", "b"):
            storage.incr(key, 60)
        assert (storage.get("a"), storage.get("b"), storage.get("c")) == (2, 1, 0)
        with time_machine.travel(utcnow() + timedelta(seconds=61), tick=False):
            assert storage.get("a") == 0
            assert storage.incr("a", 60) == 1
            storage.incr("a", 60)
            assert db.session.scalars(sa.select(RateLimit.key)).all() == ["a"]
        storage.clear("a")
        assert storage.get("a") == 0
        storage.incr("a", 60)
        assert storage.reset() == 1
        assert storage.check()


def test_other_storages_still_work(build: Any) -> None:
    client = build(RATELIMIT_STORAGE_URI="memory://").test_client()
    body = {"email": "alice@example.com", "password": "wrong horse"}
    assert [client.post("/auth/token", json=body).status_code for _ in range(11)] == [401] * 10 + [429]
