"""The model file that ships: what it was trained on, what it is called, what stands in its manifest."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from supportapp.drafting.evaluation import Report
from supportapp.drafting.linear import Model
from supportapp.drafting.model import FILE
from supportapp.drafting.rows import CORPUS, Row, read_rows, split
from supportapp.drafting.training import Progress, train

FOLDER = Path(__file__).parent
PROGRAM = "rules-2"  # reading, features and rules; a new number where a model of the old ones no longer fits
MODEL_END, MANIFEST_END = ".json.gz", ".manifest.json"
OWN_LICENCE = "MIT, written for this project"
_DIGITS = 4


@dataclass(frozen=True)
class Source:
    """A file that is trained on: its rows, how much each counts, and under which licence it is."""

    name: str
    sha256: str
    rows: tuple[Row, ...]
    weight: float = 1.0
    licence: str = OWN_LICENCE

    @property
    def learnt(self) -> list[Row]:
        """Return the rows that are trained on."""
        return split(self.rows, dev=False)


def source(path: Path, weight: float = 1.0, licence: str = OWN_LICENCE) -> Source:
    """Read a file that is trained on; UnusableRow where a line is none."""
    return Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), tuple(read_rows(path)), weight, licence)


def corpus_sources(folder: Path = FOLDER / CORPUS) -> list[Source]:
    """Return the files of the project's own corpus."""
    return [source(path) for path in sorted(folder.glob("*.jsonl"))]


def in_order(sources: Iterable[Source]) -> list[Source]:
    """Return files in the order they are trained on, however they were named."""
    return sorted(sources, key=lambda each: (each.name, each.sha256, each.weight))


def version_of(sources: Iterable[Source]) -> str:
    """Return the version of the model that these files give: the same files, the same version."""
    lines = [f"{each.name} {each.sha256} {each.weight!r}\n" for each in in_order(sources)]
    return f"{PROGRAM}+{hashlib.sha256(''.join(lines).encode()).hexdigest()[:8]}"


def train_on(sources: Sequence[Source], progress: Progress | None = None) -> Model:
    """Return the model of the files: the same bytes from the same files."""
    pairs = [(row, each.weight) for each in in_order(sources) for row in each.learnt]
    return train([row for row, _ in pairs], [weight for _, weight in pairs], version_of(sources), progress)


def dev_rows(sources: Iterable[Source]) -> list[Row]:
    """Return the rows the files keep apart for measuring."""
    return [row for each in sources for row in split(each.rows, dev=True)]


def manifest(sources: Iterable[Source], model: Model, content: bytes, report: Report, program: str) -> dict[str, Any]:
    """Return what is written down beside a model file; nothing in it changes when nothing else does."""
    return {
        "version": model.version,
        "program": program,
        "sha256": hashlib.sha256(content).hexdigest(),
        "weights": model.size,
        "inputs": [
            {
                "name": each.name,
                "sha256": each.sha256,
                "rows": len(each.learnt),
                "weight": each.weight,
                "licence": each.licence,
            }
            for each in in_order(sources)
        ],
        "dev": {
            "rows": report.rows,
            "category_macro_f1": round(report.category.macro_f1, _DIGITS) if report.category else None,
            "priority_macro_f1": round(report.priority.macro_f1, _DIGITS) if report.priority else None,
        },
    }


def dumps(written: dict[str, Any]) -> str:
    """Return a manifest as text, the same for the same."""
    return json.dumps(written, indent=2, ensure_ascii=False) + "\n"


def manifest_path(model: Path) -> Path:
    """Return where the manifest of a model file stands: beside it."""
    return model.with_name(model.name.removesuffix(MODEL_END) + MANIFEST_END)


def shipped_path() -> Path:
    """Return where the model is that comes with the program."""
    return FOLDER / FILE


def same(first: bytes, second: bytes) -> bool:
    """Tell whether two model files say the same, also where compressed by another version of the library."""
    if first == second:
        return True
    try:
        return gzip.decompress(first) == gzip.decompress(second)
    except (OSError, EOFError, zlib.error):
        return False
