"""What the embedded drafter is worth: on the corpus's dev split, and on the shared benchmark where it is at hand.

Run it with `make bench`. SUPPORTAPP_SHARED names the folder with bench/*.jsonl.gz, ../shared by default.
"""  # noqa: INP001 (a script)

import gzip
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from supportapp.console import progress
from supportapp.drafting import draft
from supportapp.drafting.evaluation import Report, report, score_all
from supportapp.drafting.metrics import Labels, labels
from supportapp.drafting.report_text import lines
from supportapp.drafting.rows import Row, corpus, read_rows, split
from supportapp.drafting.scored import Scored

BENCH = Path(os.environ.get("SUPPORTAPP_SHARED", "../shared")) / "bench"
SETS = ("golden_dev", "issues_train", "issues_manyrepos_train", "chat_service_train")
FEATURES = "chat_feature_train"


def main() -> None:
    """Print a report of the dev split, then a line for each set of the shared benchmark."""
    click.echo("The corpus's dev split: flask drafts eval\n")
    click.echo("\n".join(lines(report(_scored("dev split", split(corpus(), dev=True))))))
    click.echo("\nThe shared benchmark (by group: the mean over products)\n")
    absent = [name for name in (*SETS, FEATURES) if not _path(name).is_file()]
    for name in SETS:
        if name not in absent:
            _tell(name, report(_scored(name, list(read_rows(_path(name))))))
    if FEATURES not in absent:
        _tell_features()
    if absent:
        click.echo(f"Left out: {', '.join(absent)}. They are not in {BENCH}; SUPPORTAPP_SHARED names another folder.")


def _tell(name: str, found: Report) -> None:
    figures = [f"{name:<24}{found.rows:>6} rows"]
    if found.category:
        figures.append(f"category {found.category.macro_f1:.3f}")
    if found.group_mean and len(found.groups) > 1 and found.group_mean.category is not None:
        figures.append(f"by group {found.group_mean.category:.3f}")
    if found.priority:
        figures.append(f"priority {found.priority.macro_f1:.3f}, {found.off_by_two.count} off by two")
    if found.title:
        figures.append(f"title ROUGE-L {found.title.longest:.3f}")
    if found.facts.of:
        figures.append(f"facts kept {found.facts.value:.3f}")
    figures.append(f"invalid {found.invalid.count}, p50 {found.ms.p50:.1f} ms, p95 {found.ms.p95:.1f} ms")
    click.echo("  ".join(figures))


def _tell_features() -> None:
    """Measure how well wishes are told from everything else, which is all this set has labels for."""
    with gzip.open(_path(FEATURES), "rt", encoding="utf-8") as text:
        right = ["feature" if json.loads(line)["is_feature"] else "no feature" for line in text]
    scored = _scored(FEATURES, list(read_rows(_path(FEATURES))))
    given = ["feature" if each.made and each.made["category"] == "feature" else "no feature" for each in scored]
    score = _labels(right, given).classes["feature"]
    figures = f"feature F1 {score.f1:.3f} (precision {score.precision:.3f}, recall {score.recall:.3f})"
    click.echo(f"{FEATURES:<24}{len(scored):>6} rows  {figures}")


def _labels(right: Sequence[str], given: Sequence[str]) -> Labels:
    return labels(list(zip(right, given, strict=True)), ("feature", "no feature"))


def _scored(name: str, rows: Sequence[Row]) -> list[Scored]:
    with progress(len(rows), name) as update:
        return score_all(draft, rows, update)


def _path(name: str) -> Path:
    return BENCH / f"{name}.jsonl.gz"


if __name__ == "__main__":
    sys.exit(main())
