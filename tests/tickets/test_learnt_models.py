"""The stored models: which one drafts, how servers find out, what happens to a broken one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from fixtures.application import Statements
from fixtures.people import Auth, MakeConversation
from flask import Flask
from flask.testing import FlaskCliRunner
from tickets.callers import Caller

from supportapp import create_app
from supportapp.drafting.linear import Model
from supportapp.drafting.model import shipped
from supportapp.drafting.shipping import PROGRAM
from supportapp.extensions import db
from supportapp.tickets.learn import learnt
from supportapp.tickets.models import Learnt

Drafted = Callable[[], tuple[str, str]]
Store = Callable[..., None]


def always(category: str, version: str) -> Model:
    """Make a model that finds one category everywhere."""
    judge = shipped().category
    bias = tuple(100.0 if name == category else 0.0 for name in judge.classes)
    return replace(shipped(), category=replace(judge, bias=bias), version=f"{PROGRAM}+{version}")


@pytest.fixture
def store(app: Flask) -> Store:
    """Give a function that stores a model as training does."""

    def store(category: str, version: str, *, activate: bool = True) -> None:
        with app.app_context():
            learnt.store(always(category, version), {"inputs": []}, {}, activate=activate)

    return store


@pytest.fixture
def drafted_by(auth: Auth, make_conversation: MakeConversation) -> Callable[[Flask], tuple[str, str]]:
    """Give a function that drafts in one process of the server: the category, and the version that found it."""

    def draft(app: Flask) -> tuple[str, str]:
        talk = make_conversation(
            "alice", [("user", "The export crashes with error 500 every time since the update. It is broken.")]
        )
        answer = Caller(app.test_client(), auth("alice")).post("/chat/generate-ticket", {"conversation_id": talk})
        assert answer.status_code == 200, answer.text
        version: str = answer.json["draft"]["drafter_version"]
        return answer.json["ticket"]["category"], version.removeprefix(f"{PROGRAM}+")

    return draft


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Return what runs `flask` commands inside this process."""
    return app.test_cli_runner()


def a_minute_passes(app: Flask, seconds: float = 60) -> None:
    """Make a process believe that it looked so long ago."""
    app.extensions[learnt.NAME].looked_at -= seconds


def test_every_process_follows_within_a_minute(
    app: Flask, settings: dict[str, object], drafted_by: Callable[[Flask], tuple[str, str]], store: Store
) -> None:
    first = shipped().version.removeprefix(f"{PROGRAM}+")
    other = create_app(settings)
    assert drafted_by(app) == drafted_by(other) == ("bug", first)
    store("feature", "new")
    a_minute_passes(other, 55)
    assert drafted_by(app) == drafted_by(other) == ("bug", first)
    a_minute_passes(app)
    a_minute_passes(other, 5)
    assert drafted_by(app) == drafted_by(other) == ("feature", "new")


def test_between_two_looks_it_costs_no_statement(app: Flask, store: Store, statements: Statements) -> None:
    store("feature", "new")
    with app.app_context(), statements() as sent:
        used = [learnt.model_in_use() for _ in range(100)]
        assert len(sent) == 2
        a_minute_passes(app)
        used.append(learnt.model_in_use())
    assert len(sent) == 3
    assert used[0]
    assert all(model is used[0] for model in used)


@pytest.mark.parametrize("broken", ["bytes", "weights", "program"])
def test_a_broken_model_is_not_used_and_said_so(
    app: Flask,
    drafted_by: Callable[[Flask], tuple[str, str]],
    store: Store,
    capsys: pytest.CaptureFixture[str],
    broken: str,
) -> None:
    store("feature", "new")
    short = replace(always("feature", "new"), category=replace(shipped().category, bias=(1.0,)))
    earlier = replace(always("feature", "new"), version="rules-0+new")
    content = {"bytes": b"no model", "weights": short.dumps(), "program": earlier.dumps()}[broken]
    with app.app_context():
        db.session.execute(sa.update(Learnt).values(content=content))
        db.session.commit()
    capsys.readouterr()
    for _ in range(2):
        assert drafted_by(app)[0] == "bug"
        a_minute_passes(app)
    said = [line for line in capsys.readouterr().err.splitlines() if '"WARNING"' in line]
    assert len(said) == 1
    assert f"the stored model {PROGRAM}+new" in said[0]
    assert "drafts are made with the shipped one" in said[0]


def test_three_are_kept_and_the_one_in_use(app: Flask, store: Store, runner: FlaskCliRunner) -> None:
    store("feature", "first")
    for number in range(5):
        store("bug", f"later-{number}", activate=False)
    said = runner.invoke(args=["drafts", "models"]).stdout.splitlines()
    names = [line.split()[0].removeprefix(f"{PROGRAM}+") for line in said]
    assert names == ["later-4", "later-3", "later-2", "first", "shipped"]
    assert [line.endswith("in use") for line in said] == [False, False, False, True, False]
    with app.app_context():
        assert len(learnt.stored()) == 4


def test_going_back_step_by_step(store: Store, runner: FlaskCliRunner) -> None:
    store("feature", "one")
    store("question", "two")
    said = [runner.invoke(args=["drafts", "models", "--rollback"]) for _ in range(3)]
    assert said[0].stdout.startswith(f"Back to {PROGRAM}+one.")
    assert said[1].stdout.startswith("Back to shipped.")
    assert said[1].stdout.splitlines()[-1].endswith("in use")
    assert said[2].exit_code == 1
    assert "nothing to go back to" in said[2].stderr


def test_choosing_one(
    app: Flask, store: Store, runner: FlaskCliRunner, drafted_by: Callable[[Flask], tuple[str, str]]
) -> None:
    store("feature", "one")
    store("question", "two")
    assert drafted_by(app) == ("question", "two")
    for chosen, category in (("shipped", "bug"), (f"{PROGRAM}+one", "feature"), (f"{PROGRAM}+two", "question")):
        done = runner.invoke(args=["drafts", "models", "--use", chosen])
        assert done.exit_code == 0, done.output
        (line,) = [line for line in done.stdout.splitlines() if line.endswith("in use")]
        assert line.startswith(chosen)
        a_minute_passes(app)
        assert drafted_by(app)[0] == category
    back = runner.invoke(args=["drafts", "models", "--rollback"])
    assert back.stdout.startswith(f"Back to {PROGRAM}+one.")


def test_one_that_is_not_there(store: Store, runner: FlaskCliRunner) -> None:
    store("feature", "one")
    done = runner.invoke(args=["drafts", "models", "--use", "wombat"])
    assert done.exit_code == 1
    assert "There is no stored model of this version. List them: flask drafts models." in done.stderr
    assert runner.invoke(args=["drafts", "models", "--use", "wombat", "--rollback"]).exit_code == 2
    assert runner.invoke(args=["drafts", "models"]).stdout.splitlines()[0].endswith("in use")
