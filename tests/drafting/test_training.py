"""Training: the same bytes from the same rows, a file that says what it was made of, no rubbish as a model."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from supportapp.drafting import rules, shipping
from supportapp.drafting.evaluation import evaluate
from supportapp.drafting.linear import Model, UnusableModel, loads
from supportapp.drafting.rows import Row, corpus, split
from supportapp.drafting.types import CATEGORIES, PRIORITIES


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Return sixty rows of the corpus, of all its files."""
    found = split(corpus(), dev=False)
    return found[:: len(found) // 60][:60]


@pytest.fixture(scope="module")
def files(rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return two files with half of the rows each."""
    folder = tmp_path_factory.mktemp("rows")
    paths = [folder / "one.jsonl", folder / "two.jsonl"]
    for path, part in zip(paths, (rows[::2], rows[1::2]), strict=True):
        path.write_text("\n".join(json.dumps(row) for row in part), encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def model(files: list[Path]) -> Model:
    """Return the model of the two files."""
    return shipping.train_on([shipping.source(path) for path in files])


def test_the_same_files_give_the_same_bytes_in_whichever_order_they_are_named(files: list[Path], model: Model) -> None:
    again = shipping.train_on([shipping.source(path) for path in reversed(files)])
    assert again.dumps() == model.dumps()
    assert again.version == model.version


def test_a_model_survives_its_file(model: Model, rows: list[Row]) -> None:
    read = loads(model.dumps())
    assert read.dumps() == model.dumps()
    assert (read.category.classes, read.priority.classes) == (CATEGORIES, PRIORITIES)
    for row in rows[:5]:
        assert rules.draft(row["messages"], read) == rules.draft(row["messages"], model)


def test_it_learns_what_the_rows_say(model: Model, rows: list[Row]) -> None:
    found = evaluate(lambda messages: rules.draft(messages, model), rows)
    assert found.category is not None
    assert found.category.right.value > 0.9
    assert found.priority is not None
    assert found.priority.right.value > 0.9
    assert rules.draft(rows[0]["messages"], model)["version"] == model.version


def test_the_version_tells_the_inputs(files: list[Path]) -> None:
    one, two = (shipping.source(path) for path in files)
    version = shipping.version_of([one, two])
    assert version == shipping.version_of([two, one])
    program, _, digest = version.partition("+")
    assert program == shipping.PROGRAM
    assert len(digest) == 8
    lighter = shipping.source(files[1], weight=0.5)
    assert len({version, shipping.version_of([one]), shipping.version_of([one, lighter])}) == 3


def test_rows_of_the_dev_split_are_not_trained_on(tmp_path: Path, rows: list[Row]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps({**row, "split": "dev" if at else "train"}) for at, row in enumerate(rows)))
    found = shipping.source(path)
    assert [row["id"] for row in found.learnt] == [rows[0]["id"]]
    assert len(shipping.dev_rows([found])) == len(rows) - 1


def test_the_manifest_says_what_the_model_was_made_of(files: list[Path], model: Model, rows: list[Row]) -> None:
    sources = [shipping.source(files[1], weight=0.5, licence="CC BY 4.0, somebody"), shipping.source(files[0])]
    report = evaluate(lambda messages: rules.draft(messages, model), rows[:10])
    written = shipping.manifest(sources, model, model.dumps(), report, "1.2.3")
    assert [(each["name"], each["rows"], each["weight"]) for each in written["inputs"]] == [
        ("one.jsonl", 30, 1.0),
        ("two.jsonl", 30, 0.5),
    ]
    assert written["inputs"][1]["licence"] == "CC BY 4.0, somebody"
    assert written["inputs"][0]["sha256"] == hashlib.sha256(files[0].read_bytes()).hexdigest()
    assert written["sha256"] == hashlib.sha256(model.dumps()).hexdigest()
    assert (written["version"], written["program"], written["dev"]["rows"]) == (model.version, "1.2.3", 10)
    assert 0 < written["dev"]["category_macro_f1"] <= 1
    assert json.loads(shipping.dumps(written)) == written


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rubbish",
        gzip.compress(b"rubbish"),
        gzip.compress(b"[]"),
        gzip.compress(b"{}"),
        gzip.compress(b'{"format": 0}'),
        gzip.compress(b'{"format": 4, "version": "x", "category": [], "priority": {}, "title": {}}'),
    ],
    ids=["nothing", "words", "packed words", "a list", "nothing named", "another format", "wrong parts"],
)
def test_rubbish_is_no_model(content: bytes) -> None:
    with pytest.raises(UnusableModel, match="flask drafts train"):
        loads(content)


def test_a_model_file_cut_short_is_refused(model: Model) -> None:
    with pytest.raises(UnusableModel):
        loads(model.dumps()[:-40])


def test_models_are_compared_by_what_they_say(model: Model) -> None:
    content = model.dumps()
    packed_otherwise = gzip.compress(gzip.decompress(content), compresslevel=1, mtime=1)
    assert packed_otherwise != content
    assert shipping.same(content, packed_otherwise)
    assert not shipping.same(content, gzip.compress(b"{}"))
    assert not shipping.same(content, b"rubbish")


def test_the_shipped_model_was_trained_on_the_corpus_as_it_is() -> None:
    path = shipping.shipped_path()
    written = json.loads(shipping.manifest_path(path).read_text(encoding="utf-8"))
    here = {each.name: each.sha256 for each in shipping.corpus_sources()}
    trained = {each["name"]: each["sha256"] for each in written["inputs"]}
    assert trained == here, "the corpus has changed since: make the model again with flask drafts train"
    assert written["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert written["version"] == loads(path.read_bytes()).version == shipping.version_of(shipping.corpus_sources())


@pytest.mark.slow
@pytest.mark.training
def test_the_shipped_model_is_what_the_corpus_gives() -> None:
    trained = shipping.train_on(shipping.corpus_sources())
    assert shipping.same(trained.dumps(), shipping.shipped_path().read_bytes()), "run: flask drafts train"
