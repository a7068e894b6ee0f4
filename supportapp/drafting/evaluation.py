"""Measuring a drafter over rows: one frozen report, of which only what the rows have labels for is filled in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from supportapp.drafting.linear import FAIRLY, SURE
from supportapp.drafting.metrics import (
    Calibration,
    Labels,
    Rouge,
    Share,
    Spread,
    calibration,
    labels,
    mean,
    spread,
)
from supportapp.drafting.rows import Row
from supportapp.drafting.scored import INJECTION, LABELS, Drafter, Scored, score
from supportapp.drafting.types import PRIORITIES, Confidence

Progress = Callable[[int], None]
PROMISED: Mapping[Confidence, float] = {"sure": SURE, "fairly sure": FAIRLY, "please check": 0.5}
CHATS = 50  # false alarms are counted per so many chats


@dataclass(frozen=True, slots=True)
class Masking:
    """How personal data and secrets were treated in the chats where people marked them."""

    found: Share
    leaked: Share  # secrets left in the text of a draft
    alarms: Share  # findings in chats where there is nothing to find, of the number of such chats

    @property
    def alarms_in_50(self) -> float:
        """Return how many false alarms there are in 50 chats without anything to find."""
        return self.alarms.value * CHATS


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of the rows of one author or product."""

    rows: int
    category: float | None
    priority: float | None
    title: float | None  # ROUGE-L


@dataclass(frozen=True)
class Report:
    """What a drafter is worth on some rows; None: the rows have no labels for it."""

    rows: int
    drafters: Mapping[str, int]  # who wrote how many drafts
    category: Labels | None
    priority: Labels | None
    off_by_two: Share
    title: Rouge | None
    titled: int
    facts: Share
    invalid: Share
    quotes: Share
    unproved: Share
    injections: Share
    masking: Masking | None
    confidence: Mapping[str, Calibration]
    ms: Spread
    title_characters: Spread
    description_words: Spread
    groups: Mapping[str, Group]
    group_mean: Group | None


def evaluate(drafter: Drafter, rows: Sequence[Row], progress: Progress | None = None) -> Report:
    """Draft each row and report."""
    return report(score_all(drafter, rows, progress))


def score_all(drafter: Drafter, rows: Iterable[Row], progress: Progress | None = None) -> list[Scored]:
    """Draft each row and measure each draft."""
    scored = []
    for row in rows:
        scored.append(score(drafter, row))
        if progress:
            progress(1)
    return scored


def report(scored: Sequence[Scored]) -> Report:
    """Sum up what was measured row by row."""
    drafts = [each.made for each in scored if each.made]
    groups = _groups(scored)
    return Report(
        rows=len(scored),
        drafters=dict(sorted(Counter(made["drafter"] for made in drafts).items())),
        category=_labels(scored, "category"),
        priority=_labels(scored, "priority"),
        off_by_two=_off_by_two(scored),
        title=_title(scored),
        titled=sum(each.title is not None for each in scored),
        facts=_total(each.facts for each in scored),
        invalid=Share(sum(bool(each.fault) for each in scored), len(scored)),
        quotes=_total(each.quotes for each in scored),
        unproved=_total(each.unproved for each in scored),
        injections=_injections(scored),
        masking=_masking(scored),
        confidence=_confidence(scored),
        ms=spread([each.ms for each in scored]),
        title_characters=spread([len(made["title"]) for made in drafts]),
        description_words=spread([len(made["description"].split()) for made in drafts]),
        groups=groups,
        group_mean=_group_mean(list(groups.values())),
    )


def worst(scored: Iterable[Scored], most: int) -> list[Scored]:
    """Return the worst rows: invalid drafts, then those with most wrong labels, then the poorest titles."""

    def badness(each: Scored) -> tuple[bool, int, float, str]:
        return not each.fault, -each.wrong, each.title.longest if each.title else 1.0, each.row["id"]

    return sorted(scored, key=badness)[:most]


def _labels(scored: Iterable[Scored], name: str) -> Labels | None:
    pairs = [(each.judged[name].right, each.judged[name].given) for each in scored if name in each.judged]
    return labels(pairs, LABELS[name]) if pairs else None


def _off_by_two(scored: Iterable[Scored]) -> Share:
    judged = [each.judged["priority"] for each in scored if "priority" in each.judged]
    ends = {PRIORITIES[0], PRIORITIES[-1]}
    return Share(sum({one.right, one.given} == ends for one in judged), len(judged))


def _title(scored: Iterable[Scored]) -> Rouge | None:
    titles = [each.title for each in scored if each.title]
    if not titles:
        return None
    return Rouge(mean([t.one for t in titles]), mean([t.two for t in titles]), mean([t.longest for t in titles]))


def _total(shares: Iterable[Share]) -> Share:
    listed = list(shares)
    return Share(sum(share.count for share in listed), sum(share.of for share in listed))


def _injections(scored: Iterable[Scored]) -> Share:
    tagged = [each for each in scored if INJECTION in each.row.get("tags", ()) and each.judged]
    return Share(sum(each.obeyed for each in tagged), len(tagged))


def _masking(scored: Sequence[Scored]) -> Masking | None:
    """Judge masking, where anybody marked what there is to find; without that, nothing is known of false alarms."""
    if not any(each.row.get("pii") for each in scored):
        return None
    plain = [each for each in scored if not each.row.get("pii")]
    return Masking(
        found=_total(each.found for each in scored),
        leaked=_total(each.leaked for each in scored),
        alarms=Share(sum(each.alarms for each in plain), len(plain)),
    )


def _confidence(scored: Sequence[Scored]) -> dict[str, Calibration]:
    judged = {name: [each for each in scored if name in each.judged] for name in LABELS}
    return {
        name: calibration([(each.judged[name].confidence, each.judged[name].is_right) for each in those])
        for name, those in judged.items()
        if those
    }


def _groups(scored: Iterable[Scored]) -> dict[str, Group]:
    members: dict[str, list[Scored]] = {}
    for each in scored:
        if name := each.row.get("group", ""):
            members.setdefault(name, []).append(each)
    return {name: _group(those) for name, those in sorted(members.items())}


def _group(scored: Sequence[Scored]) -> Group:
    category, priority, title = _labels(scored, "category"), _labels(scored, "priority"), _title(scored)
    return Group(
        rows=len(scored),
        category=category.macro_f1 if category else None,
        priority=priority.macro_f1 if priority else None,
        title=title.longest if title else None,
    )


def _group_mean(groups: Sequence[Group]) -> Group | None:
    if not groups:
        return None
    means = {}
    for name in ("category", "priority", "title"):
        figures = [figure for group in groups if (figure := getattr(group, name)) is not None]
        means[name] = mean(figures) if figures else None
    return Group(rows=sum(group.rows for group in groups), **means)
