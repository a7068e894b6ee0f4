"""What the logs say, and what they must never say."""

import logging
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from supportapp import create_app, logs

SECRET = "hunter2-and-more"


def test_one_line_for_a_request(client: FlaskClient, log_lines: Any) -> None:
    log_lines()
    client.get("/healthz")
    (line,) = [line for line in log_lines() if line["message"] == "request"]
    assert (line["method"], line["route"], line["status"], line["level"]) == ("GET", "/healthz", 200, "INFO")
    assert line["ms"] >= 0
    assert line["user_id"] is None
    assert line["time"].endswith("+00:00")


def test_who_asked_is_known_by_id(client: FlaskClient, auth: Any, people: Any, log_lines: Any) -> None:
    header = auth("alice")
    log_lines()
    client.get("/auth/me", headers=header)
    lines = log_lines()
    assert [line["user_id"] for line in lines if line["message"] == "request"] == [people["alice"].id]
    assert header["Authorization"].split()[1] not in str(lines)
    assert people["alice"].email not in str(lines)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"/healthz?token={SECRET}", {}),
        (f"/no/such/page/{SECRET}", {}),
        ("/auth/token", {"email": f"{SECRET}@example.com", "password": SECRET}),
        ("/chat/submit-ticket", {"ticket": {"title": SECRET}}),
    ],
)
def test_no_secret_gets_into_the_lines(client: FlaskClient, log_lines: Any, path: str, body: Any) -> None:
    headers = {"Authorization": f"Bearer {SECRET}", "Cookie": f"access_token_cookie={SECRET}"}
    client.post(path, json=body, headers=headers)
    lines = log_lines()
    assert lines
    assert SECRET not in str(lines)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("sent", ["abc-123_X.y", "x" * 64])
def test_a_plain_request_id_is_kept(client: FlaskClient, log_lines: Any, sent: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": sent})
    assert answer.headers["X-Request-ID"] == sent
    assert log_lines()[-1]["request_id"] == sent


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("sent", ["", "x" * 65, "a b", "<script>", "ü", '"', "{}"])
def test_any_other_request_id_is_replaced(client: FlaskClient, log_lines: Any, sent: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": sent})
    made = answer.headers["X-Request-ID"]
    assert len(made) == 16
    assert log_lines()[-1]["request_id"] == made


@pytest.mark.database("sqlite")
def test_each_record_of_a_request_has_its_id(app: Flask, client: FlaskClient, log_lines: Any) -> None:
    app.before_request(lambda: logging.getLogger("elsewhere").warning("on the way"))
    client.get("/healthz", headers={"X-Request-ID": "one"})
    assert [line["request_id"] for line in log_lines()] == ["one", "one"]


@pytest.mark.database("sqlite")
def test_a_failure_is_logged_with_its_place_and_without_the_statements_values(
    app: Flask, client: FlaskClient, log_lines: Any
) -> None:
    def fail() -> None:
        try:
            with sa.create_engine("sqlite://").connect() as connection:
                connection.execute(sa.text("SELECT * FROM nothing WHERE x = :x"), {"x": SECRET})
        except sa.exc.OperationalError as error:
            raise RuntimeError("it did not work") from error

    app.before_request(fail)
    assert client.get("/healthz").status_code == 500
    (line,) = [line for line in log_lines() if line["level"] == "ERROR"]
    assert "test_logs.py" in line["exc_info"]
    assert "OperationalError" in line["exc_info"]
    assert "RuntimeError: it did not work" in line["exc_info"]
    assert SECRET not in str(line)


@pytest.mark.database("sqlite")
def test_many_applications_log_once(settings: dict[str, Any], log_lines: Any) -> None:
    apps = [create_app(settings) for _ in range(3)]
    log_lines()
    apps[0].test_client().get("/healthz")
    assert len([line for line in log_lines() if line["message"] == "request"]) == 1
    assert [handler.get_name() for handler in logging.getLogger().handlers].count(logs.OURS) == 1


@pytest.mark.database("sqlite")
def test_records_reach_other_handlers(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    client.get("/healthz")
    assert "request" in [record.message for record in caplog.records]


@pytest.mark.database("sqlite")
def test_the_level_is_a_setting(settings: dict[str, Any], log_lines: Any) -> None:
    quiet = create_app({**settings, "LOG_LEVEL": "warning"}).test_client()
    log_lines()
    quiet.get("/healthz")
    assert log_lines() == []
    create_app(settings).test_client().get("/healthz")
    assert log_lines()


@pytest.mark.database("sqlite")
@pytest.mark.usefixtures("app")
def test_werkzeugs_own_line_is_dropped_and_its_others_kept(log_lines: Any) -> None:
    log_lines()
    werkzeug = logging.getLogger("werkzeug")
    werkzeug.info(f'127.0.0.1 - - [23/Nov/2026 10:00:00] "GET /?token={SECRET} HTTP/1.1" 200 -')
    werkzeug.info(" * Running on http://127.0.0.1:5000")
    assert [line["message"] for line in log_lines()] == [" * Running on http://127.0.0.1:5000"]
