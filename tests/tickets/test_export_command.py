"""`flask tickets export`: the same file from the command line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fixtures.people import MakeTicket, People
from flask import Flask
from tickets.callers import Caller

from supportapp.tickets.lists import listing

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    """Give a function that runs `flask tickets export` with some options."""
    return lambda *options: app.test_cli_runner().invoke(args=["tickets", "export", *options])


def numbers(result: Result) -> list[int]:
    """Return the ids in a JSON lines export."""
    assert result.exit_code == 0, result.output
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


@pytest.fixture
def desk(people: People, make_ticket: MakeTicket) -> list[int]:
    """Store three tickets: bob's, one in progress with nobody, a closed one of January."""
    return [
        make_ticket("alice", assignee_id=people["bob"].id, title='Printer on "fire", again'),
        make_ticket("charlie", status="in_progress", priority="high"),
        make_ticket("charlie", status="closed", category="question", assignee_id=people["dora"].id),
    ]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_it_is_the_file_of_the_page(run: Run, caller: Callable[[str], Caller], form: str) -> None:
    page = caller("bob").get("/agent/tickets/export", format=form, status="any")
    result = run("--format", form)
    assert result.exit_code == 0
    assert result.stdout_bytes == page.data
    assert result.stderr == ""


def test_options_choose_tickets(run: Run, desk: list[int]) -> None:
    mine, taken, ended = desk
    for options, expected in (
        ("", [ended, taken, mine]),
        ("--status open --status in_progress", [taken, mine]),
        ("--priority high", [taken]),
        ("--category question", [ended]),
        ("--assignee BOB@example.com", [mine]),
        ("--unassigned", [taken]),
        ("--q printer", [mine]),
        ("--created-from 2000-01-01", [ended, taken, mine]),
        ("--created-to 2000-01-01", []),
    ):
        assert numbers(run("--format", "jsonl", *options.split())) == expected, options


@pytest.mark.usefixtures("desk")
def test_a_file_appears_whole_or_not_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.csv"
    result = run("--output", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    whole = target.read_bytes()
    assert whole == run("--output", "-").stdout_bytes

    def breaking(*_: Any, **__: Any) -> Iterator[Any]:
        raise RuntimeError("the disk is full of eels")
        yield

    monkeypatch.setattr(listing, "walk", breaking)
    assert run("--output", str(target)).exit_code == 1
    assert target.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir() if path.is_file() and "out" in path.name] == ["out.csv"]


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--format xml", "'xml' is not one of 'csv', 'jsonl'"),
        ("--status lost", "'lost' is not one of 'open'"),
        ("--created-from soon", "--created-from: Give a date such as"),
        ("--created-to 2026-13-01", "--created-to: Give a date such as"),
        ("--assignee ann@example.com", "There is no account ann@example.com. See all with: flask users list"),
        ("--assignee bob@example.com --unassigned", "Error: --"),
        ("--limit 5", "No such option"),
    ],
)
@pytest.mark.usefixtures("people")
def test_nonsense_is_refused_with_words(run: Run, options: str, told: str) -> None:
    result = run(*options.split())
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.database("sqlite")
def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    result = run("--output", str(tmp_path / "no such folder" / "out.csv"))
    assert result.exit_code == 1
    assert "Choose another --output" in result.stderr
    assert "Example: flask tickets export" in run("--help").stdout
