"""`flask drafts eval` and `flask drafts train`."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from supportapp import draft_commands, drafting
from supportapp.drafting import shipping
from supportapp.drafting.rows import corpus, split
from supportapp.tickets.review import assistant

pytestmark = pytest.mark.database("sqlite")
ROWS: list[dict[str, Any]] = [
    {
        "id": "right",
        "messages": [{"role": "user", "content": "The export fails with error 504 since Monday."}],
        "category": "bug",
        "priority": "medium",
        "title": "Export fails with error 504",
        "facts": ["error 504"],
        "split": "dev",
    },
    {
        "id": "wrong\x1b[2J",
        "messages": [{"role": "user", "content": "The export fails with error 504.\n\ud800 It says \x1b[31mno."}],
        "category": "other",
        "priority": "low",
        "title": "Zebra",
    },
]


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Return what runs `flask` commands inside this process."""
    return app.test_cli_runner()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of two labelled rows."""
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)))
    return path


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the corpus be a file of forty rows."""
    path = tmp_path / "small.jsonl"
    learnt, dev = split(corpus(), dev=False), split(corpus(), dev=True)
    path.write_text("\n".join(map(json.dumps, [*learnt[:: len(learnt) // 40], *dev[:5]])))
    monkeypatch.setattr(shipping, "corpus_sources", lambda: [shipping.source(path)])
    return path


def drafts(runner: FlaskCliRunner, *arguments: object) -> Result:
    """Run `flask drafts` with some arguments."""
    return runner.invoke(args=["drafts", *map(str, arguments)])


def test_the_figures_are_told_in_a_table(runner: FlaskCliRunner, file: Path) -> None:
    result = drafts(runner, "eval", file)
    assert result.exit_code == 0, result.output
    assert "2 conversations drafted (rules 2)" in result.stdout
    bug = next(line for line in result.stdout.splitlines() if line.startswith("  bug"))
    assert bug.split()[1:] == ["0.500", "1.000", "0.667", "1", "1", "0"]
    for name in ("category macro-F1", "title ROUGE-1 / 2 / L", "facts kept", "ms a draft", "how sure: priority"):
        assert name in result.stdout
    assert "injections" not in result.stdout
    assert "Drafting: 100 %" in result.stderr


def test_packed_files_and_the_dev_rows_of_files(runner: FlaskCliRunner, file: Path, tmp_path: Path) -> None:
    packed = tmp_path / "rows.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert "4 conversations" in drafts(runner, "eval", file, packed).stdout
    assert "2 conversations" in drafts(runner, "eval", file, packed, "--dev").stdout


def test_without_a_file_it_is_the_dev_split_of_the_corpus(
    runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row for row in corpus() if row["id"].endswith("1")][:60]
    monkeypatch.setattr(draft_commands, "corpus", lambda: rows)
    kept = len(split(rows, dev=True))
    assert 0 < kept < len(rows)
    assert f"{kept} conversations drafted" in drafts(runner, "eval").stdout


def test_the_worst_rows_stand_side_by_side_and_steer_no_terminal(runner: FlaskCliRunner, file: Path) -> None:
    said = drafts(runner, "eval", file, "--worst", 1).stdout
    assert "wrong [2J  wrong: category" in said
    assert "people other    low     Zebra" in said
    assert "draft  bug " in said
    assert "chat   The export fails with error 504." in said
    assert "\x1b" not in said
    assert "right  labels right" not in said


def test_the_figures_for_a_program(runner: FlaskCliRunner, file: Path) -> None:
    found = json.loads(drafts(runner, "eval", file, "--json", "--worst", 1).stdout)
    assert found["category"]["right"] == {"count": 1, "of": 2, "share": 0.5}
    assert found["category"]["macro_f1"] == 0.3333
    assert found["facts"]["share"] == 1
    assert found["masking"] is None
    assert found["ms"]["p95"] > 0
    assert [row["wrong"] for row in found["worst"]] == [["category", "priority"]]
    assert "worst" not in json.loads(drafts(runner, "eval", file, "--json").stdout)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"text": "fine"}\n{nope', "rows.jsonl, line 2: "),
        (b'{"text": "fine"}\n[1]', "rows.jsonl, line 2: "),
        (b'{"text": "fine", "category": "task"}', "'task' is no category"),
        (b'{"text": "fine", "facts": "error"}', "row 1 is not a labelled conversation"),
        (b'{"text": "fine", "pii": [{"text": "x"}]}', "row 1 is not a labelled conversation"),
        (b'{"text": "fine", "title": 7}', "row 1 is not a labelled conversation"),
        (b"\xff\xfe", "Wanted is UTF-8 text"),
    ],
)
@pytest.mark.parametrize("command", ["eval", "train"])
def test_a_bad_file_is_one_clear_sentence(
    runner: FlaskCliRunner, file: Path, command: str, content: bytes, words: str
) -> None:
    file.write_bytes(content)
    result = drafts(runner, command, file)
    assert result.exit_code == 1
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "content", [b"no gzip at all", gzip.compress(b'{"text": "fine"}')[:-9]], ids=["not packed", "cut short"]
)
def test_a_file_that_is_not_packed_as_its_name_says(runner: FlaskCliRunner, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(content)
    result = drafts(runner, "eval", path)
    assert result.exit_code == 1
    assert "can't be read" in result.stderr


def test_no_rows_are_said_to_be_none(runner: FlaskCliRunner, file: Path) -> None:
    file.write_text(json.dumps(ROWS[1]))
    result = drafts(runner, "eval", file, "--dev")
    assert result.exit_code == 1
    assert "There are no conversations" in result.stderr


def test_without_a_language_model_it_says_which_setting(runner: FlaskCliRunner, file: Path) -> None:
    result = drafts(runner, "eval", file, "--drafter", "llm")
    assert result.exit_code == 1
    assert "SUPPORTAPP_LLM_BASE_URL" in result.stderr


def test_the_language_model_is_measured_by_what_it_makes_of_the_embedded_draft(
    app: Flask, runner: FlaskCliRunner, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Model:
        def draft(self, _: list[drafting.Message], embedded: drafting.Draft) -> drafting.Draft:
            return {**embedded, "title": "Of the model", "drafter": "llm"}

    monkeypatch.setitem(app.extensions, assistant.NAME, Model())
    said = drafts(runner, "eval", file, "--drafter", "llm", "--worst", 1).stdout
    assert "(llm 2)" in said
    assert "Of the model" in said


def test_training_writes_the_model_and_its_manifest(runner: FlaskCliRunner, small: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.json.gz"
    result = drafts(runner, "train", "--output", path)
    assert result.exit_code == 0, result.output
    assert "category macro-F1" in result.stdout
    manifest = json.loads((tmp_path / "made.manifest.json").read_text())
    assert [each["name"] for each in manifest["inputs"]] == [small.name]
    assert manifest["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert manifest["dev"]["rows"] == 5
    assert f"Wrote {path}: {manifest['version']}" in result.stdout

    again = tmp_path / "again.json.gz"
    assert drafts(runner, "train", "--output", again).exit_code == 0
    assert again.read_bytes() == path.read_bytes()
    assert again.with_name("again.manifest.json").read_text() == path.with_name("made.manifest.json").read_text()
    assert drafts(runner, "train", "--check", "--output", path).stdout.endswith(f"{manifest['version']}.\n")


@pytest.mark.usefixtures("small")
def test_another_model_fails_the_check_and_stays_as_it_is(runner: FlaskCliRunner, tmp_path: Path, file: Path) -> None:
    path = tmp_path / "made.json.gz"
    assert drafts(runner, "train", "--output", path).exit_code == 0
    content = path.read_bytes()
    result = drafts(runner, "train", file, "--weight", 2, "--check", "--output", path)
    assert result.exit_code == 1
    assert "flask drafts train" in result.stderr
    assert path.read_bytes() == content


def test_named_files_are_trained_on_beside_the_corpus(
    runner: FlaskCliRunner, small: Path, tmp_path: Path, file: Path
) -> None:
    path = tmp_path / "made.json.gz"
    assert drafts(runner, "train", file, "--weight", 2, "--licence", "CC BY 4.0", "--output", path).exit_code == 0
    inputs = json.loads((tmp_path / "made.manifest.json").read_text())["inputs"]
    assert [(each["name"], each["weight"], each["licence"]) for each in inputs] == [
        (file.name, 2.0, "CC BY 4.0"),
        (small.name, 1.0, shipping.OWN_LICENCE),
    ]
    assert inputs[0]["rows"] == 1


@pytest.mark.usefixtures("small")
def test_what_can_t_be_written_or_read_is_said(runner: FlaskCliRunner, tmp_path: Path) -> None:
    nowhere = tmp_path / "no such folder" / "made.json.gz"
    written = drafts(runner, "train", "--output", nowhere)
    assert (written.exit_code, "--output PATH" in written.stderr) == (1, True)
    checked = drafts(runner, "train", "--check", "--output", nowhere)
    assert (checked.exit_code, "flask drafts train" in checked.stderr) == (1, True)
