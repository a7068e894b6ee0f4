"""GET /healthz and GET /readyz."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from supportapp import create_app, outbox
from supportapp.database import utcnow
from supportapp.events import TicketSubmitted
from supportapp.extensions import db


@pytest.fixture(params=["sqlite:////no/such/folder/x.sqlite", "postgresql://nobody@127.0.0.1:1/nothing"])
def nowhere(settings: dict[str, Any], request: pytest.FixtureRequest) -> FlaskClient:
    """Return a client of an application whose database is away: no such folder, nobody at the port."""
    return create_app({**settings, "DATABASE_URL": request.param}).test_client()


def test_alive(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


@pytest.mark.database("sqlite")
def test_alive_without_a_database(nowhere: FlaskClient) -> None:
    assert nowhere.get("/healthz").status_code == 200


def test_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.text
    assert answer.json["checks"] == {
        "database": {"ok": True},
        "migrations": {"ok": True},
        "outbox": {"ok": True, "oldest_wait_seconds": 0},
    }


@pytest.mark.database("sqlite")
def test_not_ready_without_a_database(nowhere: FlaskClient) -> None:
    answer = nowhere.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["success"] is False
    assert "SUPPORTAPP_DATABASE_URL" in answer.json["message"]
    assert answer.json["checks"]["database"]["ok"] is False
    assert "/no/such" not in answer.text
    assert "127.0.0.1" not in answer.text


@pytest.mark.parametrize("revision", ["an older one", None])
def test_not_ready_until_migrated(app: Flask, client: FlaskClient, revision: str | None) -> None:
    with app.app_context(), db.engine.begin() as connection:
        kept = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        connection.execute(sa.text("DELETE FROM alembic_version"))
        if revision:
            connection.execute(sa.text("INSERT INTO alembic_version VALUES (:old)"), {"old": revision})
    try:
        answer = client.get("/readyz")
    finally:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM alembic_version"))
            connection.execute(sa.text("INSERT INTO alembic_version VALUES (:kept)"), {"kept": kept})
    assert answer.status_code == 503
    assert answer.json["message"] == "The database is not at the newest revision. Run: flask db upgrade"


def test_waiting_deliveries_are_told_and_take_nobody_out_of_service(
    app: Flask, client: FlaskClient, submitted: TicketSubmitted
) -> None:
    with app.app_context():
        outbox.add(submitted)
        db.session.commit()
    with time_machine.travel(utcnow() + timedelta(seconds=60)):
        check = client.get("/readyz").json["checks"]["outbox"]
        assert check["ok"]
        assert 59 < check["oldest_wait_seconds"] < 65
    with time_machine.travel(utcnow() + timedelta(hours=1)):
        answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json["checks"]["outbox"]["ok"] is False
    assert "flask worker" in answer.json["checks"]["outbox"]["message"]
