"""`flask users ...`: what an operator does, and how mistakes are told."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import Result
from fixtures.databases import SETTINGS
from fixtures.people import PASSWORD
from flask import Flask

from supportapp import create_app
from supportapp.accounts import service
from supportapp.database import utcnow
from supportapp.extensions import db

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    """Give a function that runs `flask users ...`."""
    runner = app.test_cli_runner()

    def users(*arguments: str, stdin: str = "") -> Result:
        return runner.invoke(args=["users", *arguments], input=stdin)

    return users


def test_created_user_can_sign_in_and_is_confirmed(app: Flask, run: Run) -> None:
    result = run("create", "Ann@Example.com", "--role", "agent", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert result.output == "Created ann@example.com with the role agent.\n"
    client = app.test_client()
    pair = client.post("/auth/token", json={"email": "ann@example.com", "password": PASSWORD}).json
    me = client.get("/auth/me", headers={"Authorization": f"Bearer {pair['access_token']}"}).json
    assert (me["name"], me["role"], me["verified"]) == ("Ann", "agent", True)


def test_password_is_asked_for_twice_and_not_shown(app: Flask, run: Run) -> None:
    result = run("create", "ann@example.com", "--name", "Ann Lee", stdin=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    with app.app_context():
        assert service.find("ann@example.com").name == "Ann Lee"
    assert run("create", "eve@example.com", stdin=f"{PASSWORD}\nanother one\n").exit_code != 0


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("arguments", "password", "words"),
    [
        (("alice@example.com",), PASSWORD, "already"),
        (("ALICE@example.com",), PASSWORD, "already"),
        (("ann",), PASSWORD, "name@example.com"),
        (("ann@example.com",), "short", "at least 10 characters"),
        (("ann@example.com",), "", "Enter your password"),
        (("ann@example.com", "--role", "owner"), PASSWORD, "'user', 'agent', 'admin'"),
    ],
)
def test_mistakes_are_told_in_a_line(run: Run, arguments: tuple[str, ...], password: str, words: str) -> None:
    result = run("create", *arguments, "--password-stdin", stdin=password)
    assert result.exit_code in {1, 2}
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("people")
def test_list_shows_everybody(run: Run) -> None:
    run("deactivate", "charlie@example.com")
    lines = run("list").output.splitlines()
    assert [line.split()[1] for line in lines] == [f"{n}@example.com" for n in ("alice", "bob", "charlie", "dora")]
    assert lines[2].endswith("closed")
    assert "admin" in lines[3]


def test_empty_list_says_what_to_do(run: Run) -> None:
    assert "flask users create" in run("list").output


@pytest.mark.usefixtures("people")
def test_token_works_for_as_long_as_it_says(app: Flask, run: Run) -> None:
    token = run("token", "alice@example.com", "--days", "90").output.strip()
    client, header = app.test_client(), {"Authorization": f"Bearer {token}"}
    assert client.get("/auth/me", headers=header).json["email"] == "alice@example.com"
    with time_machine.travel(utcnow() + timedelta(days=89), tick=False):
        assert client.get("/auth/me", headers=header).status_code == 200
    with time_machine.travel(utcnow() + timedelta(days=91), tick=False):
        assert client.get("/auth/me", headers=header).status_code == 401
    run("deactivate", "alice@example.com")
    assert client.get("/auth/me", headers=header).status_code == 401


@pytest.mark.usefixtures("people")
def test_closed_account_gets_no_token_until_it_is_open_again(run: Run) -> None:
    assert "ended" in run("deactivate", "alice@example.com").output
    refused = run("token", "alice@example.com")
    assert refused.exit_code == 1
    assert "flask users reactivate alice@example.com" in refused.output
    assert run("reactivate", "alice@example.com").exit_code == 0
    assert run("token", "alice@example.com").exit_code == 0


@pytest.mark.usefixtures("people")
def test_set_role_changes_it(app: Flask, run: Run) -> None:
    assert run("set-role", "alice@example.com", "admin").exit_code == 0
    with app.app_context():
        assert service.find("alice@example.com").role == "admin"
    assert run("set-role", "alice@example.com", "owner").exit_code == 2


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("command", [("token",), ("deactivate",), ("reactivate",), ("set-role",)])
def test_unknown_address_is_told(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "nobody@example.com", *(("user",) if command == ("set-role",) else ()))
    assert result.exit_code == 1
    assert "flask users list" in result.output


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("command", ["create", "list", "token", "set-role", "deactivate", "reactivate"])
def test_help_gives_an_example(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"flask users {command}" in result.output


def test_database_that_is_not_ready_is_told(bare_db_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SUPPORTAPP_INSTANCE_PATH", str(tmp_path))
    app = create_app({**SETTINGS, "DATABASE_URL": bare_db_url})
    result = app.test_cli_runner().invoke(args=["users", "list"])
    with app.app_context():
        db.engine.dispose()
    assert result.exit_code == 1
    assert "flask db upgrade" in result.output
