"""`flask drafts`: measure the drafters on labelled conversations, and train the embedded one."""

import json
import zlib
from configparser import ConfigParser
from importlib import metadata
from pathlib import Path

import click
from flask import current_app

from supportapp.config import ROOT
from supportapp.console import CommandGroup, progress
from supportapp.drafting import rules, shipping
from supportapp.drafting.evaluation import evaluate, report, score_all, worst
from supportapp.drafting.linear import Model
from supportapp.drafting.report_json import as_data
from supportapp.drafting.report_text import lines, worst_lines
from supportapp.drafting.rows import Row, UnusableRow, corpus, read_rows, split
from supportapp.drafting.scored import Drafter
from supportapp.drafting.shipping import Source
from supportapp.tickets.learn import learning_commands
from supportapp.tickets.review import assistant

NOT_STATED = "not stated"

drafts = CommandGroup("drafts", help="The drafters: how good they are, what they learn.")
for command in learning_commands.COMMANDS:
    drafts.add_command(command)
existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@drafts.command("eval")
@click.argument("files", nargs=-1, type=existing)
@click.option("--drafter", type=click.Choice(["rules", "llm"]), default="rules", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the figures for a program.")
@click.option("--worst", "most", type=click.IntRange(0), default=0, help="Also show so many of the worst drafts.")
@click.option("--dev", is_flag=True, help='Of the files, only the rows with "split": "dev".')
def evaluate_drafts(files: tuple[Path, ...], drafter: str, as_json: bool, most: int, dev: bool) -> None:
    """Draft the conversations of FILES (.jsonl or .jsonl.gz) and compare with what people said.

    Without FILES: the part of the project's own corpus that is never trained on.

    Example: flask drafts eval labelled.jsonl --worst 20
    """
    draft = _language_model() if drafter == "llm" else rules.draft
    rows = [row for path in files for row in _read(path)] if files else corpus()
    if dev or not files:
        rows = split(rows, dev=True)
    if not rows:
        raise click.ClickException("There are no conversations to measure on; --dev takes only those of the dev split.")
    with progress(len(rows), "Drafting") as update:
        scored = score_all(draft, rows, update)
    poorest = worst(scored, most)
    if as_json:
        click.echo(json.dumps(as_data(report(scored), poorest), indent=2))
        return
    click.echo("\n".join([*lines(report(scored)), *worst_lines(poorest)]))


@drafts.command("train")
@click.argument("files", nargs=-1, type=existing)
@click.option(
    "--weight", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True, help="Of their rows."
)
@click.option("--licence", default=NOT_STATED, show_default=True, help="Of the files, and whom to name.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The model file.  [default: our own]")
@click.option("--check", is_flag=True, help="Write nothing; fail where the model file is another one.")
@learning_commands.from_tickets
def train_drafts(files: tuple[Path, ...], weight: float, licence: str, output: Path | None, check: bool) -> None:
    """Train the embedded drafter on the project's own corpus, and on FILES beside it. It takes minutes.

    The manifest, beside the model file, says what it was made of. The same files give the same model.

    \b
    Example: flask drafts train
    Example: flask drafts train --check
    """  # noqa: D301 (\b is click's mark for "keep these lines")
    path = output or shipping.shipped_path()
    kept = _model_file(path) if check else b""
    sources = [*shipping.corpus_sources(), *(_source(each, weight, licence) for each in files)]
    with progress(sum(len(each.learnt) for each in sources), "Reading, then learning for a minute or two") as update:
        model = shipping.train_on(sources, update)
    if check:
        _compare(model, kept, path)
    else:
        _write(model, sources, path)


def _compare(model: Model, kept: bytes, path: Path) -> None:
    if not shipping.same(model.dumps(), kept):
        raise click.ClickException(
            f"{path} is not what these files and this program give ({model.version}). Train it: flask drafts train"
        )
    click.echo(f"{path} is what these files give: {model.version}.")


def _write(model: Model, sources: list[Source], path: Path) -> None:
    """Measure the model, then write it and its manifest."""
    rows = shipping.dev_rows(sources)
    with progress(len(rows), "Measuring") as update:
        measured = evaluate(lambda messages: rules.draft(messages, model), rows, update)
    content = model.dumps()
    written = shipping.manifest(sources, model, content, measured, _program())
    try:
        _replace(path, content)
        _replace(shipping.manifest_path(path), shipping.dumps(written).encode())
    except OSError as error:
        raise click.ClickException(
            f"{path} can't be written ({error.strerror}). Name another: --output PATH"
        ) from error
    click.echo("\n".join(lines(measured)))
    click.echo(f"\nWrote {path}: {model.version}, {len(content) // 1024} KB, {model.size} weights.")


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def _language_model() -> Drafter:
    """Return the drafter that asks the language model of the settings; no limit a person applies."""
    if not assistant.is_set():
        raise click.ClickException(
            "No language model is set. Set SUPPORTAPP_LLM_BASE_URL and SUPPORTAPP_LLM_MODEL, then try again."
        )
    model = current_app.extensions[assistant.NAME]
    return lambda messages: model.draft(messages, rules.draft(messages))


def _source(path: Path, weight: float, licence: str) -> Source:
    _read(path)
    return shipping.source(path, weight, licence)


def _read(path: Path) -> list[Row]:
    """Read a file of rows, or say what is wrong with it."""
    rows: list[Row] = []
    try:
        for row in read_rows(path):
            _check(row)
            rows.append(row)
    except UnusableRow as error:
        raise click.ClickException(str(error)) from error
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise click.ClickException(
            f"{path} can't be read ({error}). Wanted is UTF-8 text, a JSON object a line, packed by gzip if named .gz."
        ) from error
    except (TypeError, KeyError, RecursionError) as error:
        raise click.ClickException(
            f"{path}, row {len(rows) + 1} is not a labelled conversation. Wanted is a JSON object with "
            '"messages"; "facts" and "tags" are lists of texts, "pii" a list of {"kind", "text"}.'
        ) from error
    return rows


def _check(row: Row) -> None:
    """Raise TypeError where what is measured besides the labels is of another kind than it should be."""
    texts = [row.get("title", ""), *(finding[name] for finding in row.get("pii", ()) for name in ("kind", "text"))]
    lists = [row.get("facts", []), row.get("tags", [])]
    if not all(isinstance(each, list) for each in lists):
        raise TypeError("not a list")
    if not all(isinstance(each, str) for each in [*texts, *lists[0], *lists[1]]):
        raise TypeError("not a text")


def _model_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path} can't be read ({error.strerror}). Make it: flask drafts train") from error


def _program() -> str:
    """Return the version of this program: of the checkout, or of the installed package."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config.get("metadata", "version", fallback="") or metadata.version("supportapp")
