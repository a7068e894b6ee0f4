"""`flask deliver` and `flask doctor`."""

import socket
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner
from notifications.smtp_server import SmtpServer

from supportapp import create_app, outbox
from supportapp.events import TicketSubmitted
from supportapp.extensions import db


def add(app: Flask, event: object) -> None:
    """Store what is to be told."""
    with app.app_context():
        outbox.add(event)
        db.session.commit()


def doctor(runner: FlaskCliRunner, *arguments: str) -> tuple[int, str]:
    """Run the doctor; return its exit code and what it said."""
    result = runner.invoke(args=["doctor", *arguments])
    return result.exit_code, result.stdout


def test_deliver_says_what_happened(
    app: Flask, runner: FlaskCliRunner, smtp: SmtpServer, submitted: TicketSubmitted
) -> None:
    app.config["SMTP_URL"] = smtp.url
    assert "Delivered 0, to be tried again 0, given up 0." in runner.invoke(args=["deliver"]).stdout
    smtp.replies["RCPT"] = ["250 go on", "450 later", "550 never"]
    for _ in range(3):
        add(app, submitted)
    result = runner.invoke(args=["deliver", "--slots", "1"])
    assert result.exit_code == 0, result.output
    assert "Delivered 1, to be tried again 1, given up 1." in result.stdout
    result = runner.invoke(args=["deliver", "--failed"])
    assert "To be tried again: 1.\nDelivered 1," in result.stdout


def test_deliver_without_a_database_says_so(runner: FlaskCliRunner, app: Flask) -> None:
    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE outbox RENAME TO away"))
        result = runner.invoke(args=["deliver"])
        with db.engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE away RENAME TO outbox"))
    assert result.exit_code == 1
    assert "flask doctor" in result.stderr
    assert "Traceback" not in result.output


def test_all_is_well(app: Flask, runner: FlaskCliRunner, smtp: SmtpServer) -> None:
    app.config["SMTP_URL"] = smtp.url
    code, said = doctor(runner)
    assert code == 0, said
    assert said.endswith("All is well.\n")
    assert "problem" not in said
    assert not smtp.taken


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("SUPPORTAPP_PUBLIC_ULR", "Did you mean SUPPORTAPP_PUBLIC_URL?"),
        ("SUPPORTAPP_JWT_SECRET_KYE", "Did you mean SUPPORTAPP_JWT_SECRET_KEY?"),
        ("SUPPORTAPP_BANANAS", "See supportapp/config.py"),
    ],
)
def test_a_misspelt_setting(runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch, name: str, hint: str) -> None:
    monkeypatch.setenv(name, "x")
    code, said = doctor(runner)
    assert code == 1
    assert f"{name} is no setting" in said
    assert hint in said


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("name", ["SUPPORTAPP_SMTP_URL", "SUPPORTAPP_INSTANCE_PATH", "SUPPORTAPP_JWT_LEEWAY"])
def test_a_setting_of_ours_or_of_a_library(runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "x")
    assert "is no setting" not in doctor(runner)[1]


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("settings_at_fault", "told"),
    [
        ({"PUBLIC_URL": "support.example.com"}, "PUBLIC_URL is no web address"),
        ({"PUBLIC_URL": "http://support.example.com"}, "browsers send sign-in cookies by https only"),
        ({"PUBLIC_URL": "https://example.com/support"}, "PUBLIC_URL has more than a host"),
        ({"SECRET_KEY": "x" * 32, "JWT_SECRET_KEY": "x" * 32}, "are the same"),
        ({"SMTP_URL": "mail.example.com"}, "SMTP_URL must begin with"),
    ],
)
def test_settings_that_cannot_work(settings: dict[str, Any], settings_at_fault: dict[str, str], told: str) -> None:
    app = create_app({**settings, **settings_at_fault})
    code, said = doctor(app.test_cli_runner())
    assert code == 1
    assert told in said


@pytest.mark.database("sqlite")
def test_a_secret_that_others_can_read(settings: dict[str, Any]) -> None:
    app = create_app({**settings, "SECRET_KEY": ""})
    path = Path(app.instance_path) / "secret_key"
    code, said = doctor(app.test_cli_runner())
    assert code == 0, said
    path.chmod(0o644)
    code, said = doctor(app.test_cli_runner())
    assert code == 1
    assert f"chmod 600 {path}" in said
    assert path.read_text() not in said


@pytest.mark.database("sqlite")
def test_an_instance_folder_that_is_none(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    app.instance_path = str(tmp_path / "a file")
    (tmp_path / "a file").touch()
    code, said = doctor(runner)
    assert code == 1
    assert "SUPPORTAPP_INSTANCE_PATH" in said


@pytest.mark.database("sqlite")
def test_no_database(settings: dict[str, Any]) -> None:
    url = "postgresql+psycopg://me:hidden@127.0.0.1:1/nothing"
    code, said = doctor(create_app({**settings, "DATABASE_URL": url}).test_cli_runner())
    assert code == 1
    assert "the database does not answer" in said
    assert "hidden" not in said


def test_a_database_without_tables(settings: dict[str, Any], bare_db_url: str) -> None:
    app = create_app({**settings, "DATABASE_URL": bare_db_url})
    code, said = doctor(app.test_cli_runner())
    with app.app_context():
        db.engine.dispose()
    assert code == 1
    assert "Run: flask db upgrade" in said


def test_dead_letters_are_a_problem(
    app: Flask, runner: FlaskCliRunner, submitted: TicketSubmitted, smtp: SmtpServer
) -> None:
    app.config["SMTP_URL"] = smtp.url
    smtp.replies["RCPT"] = ["550 never"]
    add(app, submitted)
    with app.app_context():
        outbox.deliver(1)
    code, said = doctor(runner)
    assert code == 1
    assert "1 deliveries were given up" in said
    assert "flask deliver --failed" in said


@pytest.mark.database("sqlite")
def test_no_mail_server(app: Flask, runner: FlaskCliRunner) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        app.config["SMTP_URL"] = f"smtp://me:hidden@127.0.0.1:{unheard.getsockname()[1]}"
        code, said = doctor(runner)
    assert code == 1
    assert "ConnectionRefusedError" in said
    assert "hidden" not in said


@pytest.mark.database("sqlite")
def test_a_test_message(app: Flask, runner: FlaskCliRunner, smtp: SmtpServer) -> None:
    app.config["SMTP_URL"] = smtp.url
    code, said = doctor(runner, "--mail-to", "me@example.com")
    assert code == 0, said
    assert [message["To"] for message in smtp.messages] == ["me@example.com"]
    smtp.replies["RCPT"] = ["550 never"]
    code, said = doctor(runner, "--mail-to", "me@example.com")
    assert code == 1
    assert "550 never" in said
    assert doctor(runner, "--mail-to", "no address")[0] == 1


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("command", ["worker", "deliver", "doctor"])
def test_help_has_an_example(runner: FlaskCliRunner, command: str) -> None:
    assert f"Example: flask {command}" in runner.invoke(args=[command, "--help"]).stdout
