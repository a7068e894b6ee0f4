"""`flask drafts train --from-tickets` and `flask drafts ledger`: what the desk's own tickets teach and tell."""

import csv
import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.people import MakeConversation, MakeTicket
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from tickets.callers import Caller, press, review

from supportapp.database import utcnow
from supportapp.drafting import shipping
from supportapp.drafting.rows import read_rows
from supportapp.drafting.shipping import Source
from supportapp.extensions import db
from supportapp.tickets.learn import learning, learnt, ledger
from supportapp.tickets.models import Draft, Event, Ticket

GENERATE, SUBMIT = "/chat/generate-ticket", "/chat/submit-ticket"
THINGS = ("export", "login", "calendar", "invoice", "search", "upload", "report", "filter", "printer", "chart")
SAID = {
    ("bug", "high"): "The {} zorbs. Everything of {} is gone, and the numbers are wrong.",
    ("feature", "low"): "It would be lovely if the {} could be blue, number {}.",
    ("question", "medium"): "Where do I find the {} of room {}?",
}
Run = Callable[..., Any]


@pytest.fixture
def run(app: Flask) -> Run:
    """Give a function that runs `flask drafts`, which has to succeed, and returns what it printed."""
    runner: FlaskCliRunner = app.test_cli_runner()

    def run(*arguments: str, fails: bool = False) -> str:
        done = runner.invoke(args=["drafts", *arguments])
        assert done.exit_code == int(fails), done.output
        return done.stderr if fails else done.stdout

    return run


@pytest.fixture
def small_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Train on a corpus of three rows, so that it takes no time."""
    rows = [{"id": c, "messages": [{"role": "user", "content": c}], "category": c, "priority": p} for c, p in SAID]
    source = Source("small.jsonl", "0" * 64, tuple(rows))  # type: ignore[arg-type]
    monkeypatch.setattr(shipping, "corpus_sources", lambda: [source])


@pytest.fixture
def fill(make_conversation: MakeConversation, make_ticket: MakeTicket) -> Callable[..., None]:
    """Give a function that makes so many tickets with conversations, their labels as `SAID` has them or turned."""

    def fill(count: int, *, turned: bool = False) -> None:
        kinds = list(SAID.items())
        for number in range(count):
            (category, priority), words = kinds[number % len(kinds)]
            if turned and not learning.is_held_out(number + 1):
                category, priority = kinds[(number + 1) % len(kinds)][0]
            said = words.format(THINGS[number // 3 % len(THINGS)], number)
            talk = make_conversation("alice", [("user", said), ("assistant", "I see."), ("user", "Thanks.")])
            make_ticket("alice", conversation_id=talk, category=category, priority=priority)

    return fill


@pytest.mark.usefixtures("small_corpus")
def test_a_model_that_is_better_is_used(app: Flask, run: Run, fill: Callable[..., None]) -> None:
    fill(75)
    said = run("train", "--from-tickets")
    assert "shipped, on tickets neither was trained on:" in said
    assert said.count("category macro-F1") == 2
    assert "from now on. To undo: flask drafts models --rollback" in said
    with app.app_context():
        (row,) = learnt.stored()
        assert row.active
        held_out = sum(learning.is_held_out(number) for number in range(1, 76))
        assert row.manifest["held_out"] == held_out
        assert row.manifest["inputs"][1] | {"sha256": ""} == {
            "name": "tickets",
            "sha256": "",
            "rows": 75 - held_out,
            "weight": 3.0,
        }
        assert row.figures["new"]["category"]["macro_f1"] == 1
        assert row.figures["before"] == "shipped"
        model = learnt.model_in_use()
        assert model
        assert model.version == row.version
    assert run("models").splitlines()[0].endswith("category 1.000, priority 1.000  in use")
    assert "A model of just these tickets is stored already." in run("train", "--from-tickets", fails=True)


@pytest.mark.usefixtures("small_corpus")
def test_a_model_that_is_worse_is_kept_and_not_used(app: Flask, run: Run, fill: Callable[..., None]) -> None:
    fill(60, turned=True)
    said = run("train", "--from-tickets")
    assert "Kept, not used: it fell in category from" in said
    with app.app_context():
        (row,) = learnt.stored()
        assert not row.active
        assert learnt.model_in_use() is None
    assert f"--use {row.version}" in said


def test_too_few_tickets(run: Run, fill: Callable[..., None]) -> None:
    fill(3)
    assert "too few tickets from conversations to learn from; it takes 50" in run("train", "--from-tickets", fails=True)


def test_what_is_learnt_from(
    app: Flask, alice: Caller, make_conversation: MakeConversation, make_ticket: MakeTicket
) -> None:
    make_ticket("alice")  # without a conversation
    talk = make_conversation("alice", [("user", "The login fails. password: Rabbit-77-Hole"), ("assistant", "Hm.")])
    make_ticket("alice", conversation_id=talk, title="The first of two")
    made = alice.post(GENERATE, {"conversation_id": talk}).json
    number = alice.post(SUBMIT, {"draft_id": made["draft"]["id"], "ticket": made["ticket"]}).json["ticket_id"]
    alice.post(f"/chat/conversations/{talk}/messages", {"role": "user", "content": "Said after sending."})
    withdrawn = make_ticket("alice", conversation_id=make_conversation("alice", [("user", "A mistake")]))
    with app.app_context():
        from_agent = sa.update(Ticket).where(Ticket.id == number).values(priority="high", title="As corrected")
        db.session.execute(from_agent)
        db.session.add(Event(ticket_id=withdrawn, kind="withdrawn"))
        db.session.commit()
        (row,) = learning.rows()
    assert [message["content"] for message in row["messages"]] == [
        "The login fails. password: [password hidden]",
        "Hm.",
    ]
    assert (row["id"], row["title"], row["priority"]) == (f"ticket-{number}", "As corrected", "high")
    assert (row["language"], row["group"]) == ("en", "requester-1")


def test_the_newest_are_read_in_few_statements(app: Flask, fill: Callable[..., None], statements: Any) -> None:
    fill(12)
    with app.app_context(), statements() as sent:
        read = list(learning.rows(most=10))
    assert [row["id"] for row in read] == [f"ticket-{number}" for number in range(3, 13)]
    assert all(len(row["messages"]) == 3 for row in read)
    assert len(sent) == 2


def test_it_takes_no_files(run: Run, tmp_path: Path, app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["drafts", "train", "--from-tickets", "--output", str(tmp_path / "x")])
    assert done.exit_code == 2
    assert "leave out FILES, --output and --check" in done.stderr
    assert "--from-tickets" in run("train", "--help")


def test_the_same_fifth_every_time() -> None:
    held_out = [number for number in range(1, 10_001) if learning.is_held_out(number)]
    assert 1_900 < len(held_out) < 2_100
    assert held_out[:4] == [number for number in range(1, held_out[3] + 1) if learning.is_held_out(number)]


@pytest.fixture
def ended(app: Flask, alice: Caller, browser: FlaskClient, make_conversation: MakeConversation) -> None:
    """Send a draft as it is and one edited, discard one, leave some alone for a week; an agent corrects one."""
    talks = [make_conversation("alice", [("user", f"The chart is cut off on screen {n}.")]) for n in range(6)]
    made = [alice.post(GENERATE, {"conversation_id": talk}).json for talk in talks]
    for each, title in zip(made[:2], (made[0]["ticket"]["title"], "Wombats everywhere"), strict=True):
        alice.post(SUBMIT, {"draft_id": each["draft"]["id"], "ticket": {**each["ticket"], "title": title}})
    press(browser, review(browser, talks[2]), "discard", confirmed="1")
    for talk in (talks[3], talks[5]):
        press(browser, review(browser, talk), "save", title="Not sent")
    with app.app_context():
        long_ago = utcnow() - timedelta(days=8)
        db.session.execute(sa.update(Draft).where(Draft.outcome.is_(sa.null())).values(updated_at=long_ago))
        db.session.execute(sa.update(Draft).where(Draft.opened_at.is_not(None)).values(opened_at=long_ago))
        ticket = {"id": 1, "draft_id": 1, "created_at": utcnow(), "priority": "low"}
        for new in ("medium", "high"):
            ledger.corrected([ticket], {"priority": new}, utcnow())
        db.session.execute(sa.update(Draft).where(Draft.id == 1).values(useful=True))
        db.session.execute(sa.update(Draft).where(Draft.id == made[5]["draft"]["id"]).values(updated_at=utcnow()))
        db.session.commit()


@pytest.mark.usefixtures("ended")
def test_the_ledger_for_a_program(run: Run) -> None:
    (figures,) = [json.loads(line) for line in run("ledger", "--json").splitlines()]
    assert (figures["drafter"], figures["language"]) == ("rules", "en")
    assert [figures[name] for name in ("submitted", "discarded", "abandoned", "expired")] == [2, 1, 1, 0]
    assert (figures["useful"], figures["rated"], figures["seconds"]) == (1, 1, None)
    fields = {field["field"]: field for field in figures["fields"]}
    title = fields["title"]
    assert [title[name] for name in ("sent", "kept", "edited", "replaced", "corrected")] == [2, 0.5, 0, 0.5, 0]
    assert 0.3 < title["distance"] <= 0.5
    assert fields["priority"]["corrected"] == 1
    assert fields["description"]["distance"] == 0


@pytest.mark.usefixtures("ended")
def test_the_ledger_for_people_and_spreadsheets(run: Run) -> None:
    said = run("ledger")
    assert "2 sent, 1 discarded, 1 abandoned, 0 drafted again; 1 of 1 said useful" in said
    assert "title        2            50%" in said
    rows = list(csv.DictReader(StringIO(run("ledger", "--csv"))))
    assert [row["field"] for row in rows] == list(ledger.FIELDS)
    assert (rows[0]["kept"], rows[2]["corrected"], rows[0]["abandoned"]) == ("0.5", "1", "1")


@pytest.mark.usefixtures("ended")
def test_the_tickets_can_be_drafted_again_and_measured(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.jsonl"
    file.write_text(run("ledger", "--rows"))
    assert [row["title"] for row in read_rows(file)][1] == "Wombats everywhere"
    measured = json.loads(run("eval", str(file), "--json"))
    assert measured["rows"] == 2


def test_an_empty_ledger_says_so(run: Run) -> None:
    assert "No draft has ended yet." in run("ledger")
    assert run("ledger", "--json") == ""
