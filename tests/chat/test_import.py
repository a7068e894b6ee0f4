"""`flask conversations import`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fixtures.people import People
from flask import Flask
from tickets.callers import Caller, all_rows, count

GOOD = {"messages": [{"role": "user", "content": "The export stops"}], "title": "Export", "external_id": "a-1"}
Import = Callable[..., Result]


@pytest.fixture
def run(app: Flask, people: People, tmp_path: Path) -> Import:
    """Give a function that writes lines to a file and imports it for alice."""
    assert people

    def run(*lines: Any, user: str = "alice@example.com") -> Result:
        file = tmp_path / "talks.jsonl"
        file.write_bytes(b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines))
        return app.test_cli_runner().invoke(args=["conversations", "import", str(file), "--user", user])

    return run


def test_conversation_arrives_with_title_and_messages(run: Import, alice: Caller) -> None:
    done = run(GOOD)
    assert done.exit_code == 0, done.output
    assert "1 added" in done.output
    [found] = alice.get("/chat/conversations").json["conversations"]
    assert (found["title"], found["message_count"]) == ("Export", 1)


def test_importing_twice_adds_nothing(app: Flask, run: Import) -> None:
    lines = [GOOD, {"messages": GOOD["messages"]}]
    run(*lines)
    before = all_rows(app)
    done = run(*lines)
    assert "0 added, 2 already there" in done.output
    assert all_rows(app) == before


def test_external_ids_are_of_one_person(app: Flask, run: Import) -> None:
    run(GOOD)
    assert "1 added" in run(GOOD, user="charlie@example.com").output
    assert count(app, "conversation") == 2


def test_bad_lines_are_reported_by_number_and_the_rest_goes_on(app: Flask, run: Import) -> None:
    done = run(
        GOOD,
        b"{broken",
        b"",
        {"messages": []},
        {"messages": [{"role": "robot", "content": "x"}]},
        b"[" * 100_000,
        b"\xff\xfe",
        {"messages": [{"role": "user", "content": "\0"}]},
        b'{"messages": [{"role": "user", "content": "\\ud800"}]}',
        b"[1]",
        b"null",
        {"messages": [{"role": "user", "content": "the last one"}]},
    )
    assert done.exit_code == 1
    assert "2 added, 0 already there, 9 bad lines" in done.output
    for number in (2, 4, 5, 6, 7, 8, 9, 10, 11):
        assert f"line {number}: " in done.output
    assert "Traceback" not in done.output
    assert count(app, "conversation") == 2


def test_large_conversations_are_imported(app: Flask, run: Import) -> None:
    many = {"messages": [{"role": "user", "content": f"line {n}"} for n in range(5_000)]}
    long = {"messages": [{"role": "user", "content": "x" * 200_000}]}
    assert "2 added" in run(many, long).output
    assert count(app, "message") == 5_001


def test_unknown_person_is_told_with_what_to_do(run: Import) -> None:
    done = run(GOOD, user="nobody@example.com")
    assert done.exit_code == 1
    assert "flask users create nobody@example.com" in done.output


def test_help_has_an_example(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["conversations", "import", "--help"])
    assert "Example: flask conversations import" in done.output
