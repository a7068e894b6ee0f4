"""`flask demo --tickets N`: what is missing is added, in whole batches, and nobody is told."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from demo.rows import by_ticket, rows
from flask import Flask
from flask.testing import FlaskCliRunner

from supportapp import create_app
from supportapp.accounts import passwords
from supportapp.accounts.models import User
from supportapp.demo import filling, people, texts
from supportapp.extensions import db
from supportapp.tickets.models import Comment, Event, Ticket
from supportapp.tickets.queue.queue_models import Reader

Demo = Callable[..., str]
HINT = "Give a whole number from 1 to 5,000,000, such as 2000"


def test_doing_it_again_adds_what_is_missing(app: Flask, demo: Demo) -> None:
    assert "Demo tickets: 40 added, 0 already there." in demo(40)
    first = [rows(app, model) for model in (User, Ticket, Event, Comment, Reader)]
    assert "Demo tickets: 0 added, 40 already there." in demo(40)
    assert "Demo tickets: 0 added, 40 already there." in demo("30")
    assert [rows(app, model) for model in (User, Ticket, Event, Comment, Reader)] == first
    assert "Demo tickets: 25 added, 40 already there." in demo(65)
    assert rows(app, Ticket)[:40] == first[1]
    assert len({ticket["submit_key"] for ticket in rows(app, Ticket)}) == 65


def test_the_same_number_makes_the_same_ticket(app: Flask, demo: Demo) -> None:
    said = []
    for _ in range(2):
        demo(25)
        names = ("submit_key", "user_id", "title", "description")
        said.append([[ticket[name] for name in names] for ticket in rows(app, Ticket)])
        with app.app_context():
            db.session.execute(sa.delete(Ticket))
            db.session.commit()
    assert said[0] == said[1]
    assert len(said[0]) == 25


def test_a_stopped_run_keeps_whole_batches_and_can_go_on(
    app: Flask, runner: FlaskCliRunner, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "BATCH", 20)
    write, written = texts.write, []

    def write_some(rng: Random) -> texts.Said:
        written.append(1)
        if len(written) > 50:
            raise KeyboardInterrupt
        return write(rng)

    with monkeypatch.context() as patch:
        patch.setattr(texts, "write", write_some)
        assert runner.invoke(args=["demo", "--tickets", "60"]).exit_code == 1
    assert len(rows(app, Ticket)) == 40
    assert len(by_ticket(rows(app, Event))) == 40
    assert "20 added, 40 already there." in demo(60)


def test_two_runs_at_once_do_not_mix(
    app: Flask, runner: FlaskCliRunner, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo(20)
    monkeypatch.setattr(filling, "_there", lambda: (0, 0))
    result = runner.invoke(args=["demo", "--tickets", "20"])
    assert result.exit_code == 1
    assert "Let it finish, then run this again" in result.stderr
    assert len(rows(app, Ticket)) == 20


def test_nobody_is_told_and_numbers_go_on(app: Flask, demo: Demo) -> None:
    demo(30)
    with app.app_context():
        assert db.session.scalar(sa.text("SELECT count(*) FROM outbox")) == 0
        for model, values in (
            (User, {"email": "new@example.com", "name": "New", "password_hash": "x"}),
            (Ticket, {"user_id": 1, "title": "a", "description": "b", "priority": "low", "category": "bug"}),
            (Event, {"ticket_id": 1, "kind": "created"}),
            (Comment, {"ticket_id": 1, "body": "c", "by_agent": False}),
        ):
            before = db.session.scalar(sa.select(sa.func.max(model.id)))
            row = model(**values)
            db.session.add(row)
            db.session.commit()
            assert row.id == before + 1


def test_agents_can_sign_in_and_requesters_other_than_alice_cannot(app: Flask, demo: Demo) -> None:
    demo(30)
    found = rows(app, User)
    agents = [user for user in found if user["role"] == "agent"]
    assert len(agents) == 8
    assert passwords.matches(people.PASSWORD, agents[-1]["password_hash"])
    requesters = [user for user in found if user["role"] == "user"]
    assert len(requesters) == 20
    assert {user["email"].partition("@")[2] for user in requesters} == {"example.com"}
    assert all(user["verified_at"] for user in requesters)
    closed = {user["password_hash"] for user in requesters if user["email"] != "alice@example.com"}
    assert len(closed) == 1
    assert not passwords.matches(people.PASSWORD, closed.pop())
    assert {ticket["user_id"] for ticket in rows(app, Ticket)} <= {user["id"] for user in requesters}


def test_the_database_knows_what_is_in_its_tables(app: Flask, demo: Demo) -> None:
    demo(150)
    asked = {
        "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'ticket' AND idx = 'ix_ticket_created'",
        "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'ticket'",
    }
    with app.app_context():
        told = db.session.scalar(sa.text(asked[db.engine.dialect.name]))
    assert str(told).split()[0] == "150"


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("count", ["0", "-1", "many", "", "2.5", "5000001", "9" * 5000, "²", "1e3"])
def test_a_number_that_is_none_is_refused(app: Flask, runner: FlaskCliRunner, count: str) -> None:
    result = runner.invoke(args=["demo", f"--tickets={count}"])
    assert result.exit_code == 2
    assert HINT in " ".join(result.stderr.split())
    assert rows(app, User) == []


@pytest.mark.database("sqlite")
def test_a_public_address_is_refused(settings: dict[str, Any]) -> None:
    app = create_app({**settings, "PUBLIC_URL": "https://support.example.org"})
    result = app.test_cli_runner().invoke(args=["demo", "--tickets", "20"])
    assert result.exit_code == 1
    assert "is open to others" in result.stderr
    assert rows(app, User) == []
