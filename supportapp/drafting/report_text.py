"""A report as lines of plain text, for people: the figures, and the worst rows side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from supportapp.drafting.evaluation import PROMISED, Group, Report
from supportapp.drafting.metrics import Labels, Share, Spread
from supportapp.drafting.scored import NO_DRAFT, Scored

_NAME, _COLUMN = 26, 11
_FIRST_WORDS = 160


def lines(report: Report) -> Iterator[str]:
    """Yield the lines of a report; what the rows have no labels for is left out."""
    writers = ", ".join(f"{name} {count}" for name, count in report.drafters.items())
    yield f"{report.rows} conversations drafted ({writers or NO_DRAFT})"
    yield ""
    yield from _figures(report)
    yield from _classes("category", report.category)
    yield from _classes("priority", report.priority)
    yield from _confidence(report)
    yield from _groups(report.groups, report.group_mean)


def worst_lines(rows: Iterable[Scored]) -> Iterator[str]:
    """Yield a few lines a row: what is wrong, the labels and titles side by side, how the chat begins."""
    for each in rows:
        title = each.title.longest if each.title else None
        yield ""
        yield _plain(f"{each.row['id']}  {_complaint(each)}" + (f", title {title:.2f}" if title is not None else ""))
        given = {name: each.made[name] if each.made else NO_DRAFT for name in ("category", "priority", "title")}
        right = {name: str(each.row.get(name) or "-") for name in given}
        for who, values in (("people", right), ("draft", given)):
            labels = f"{values['category']:<9}{values['priority']:<7}"
            yield _plain(f"  {who:<7}{labels} {values['title']}")
        yield _plain(f"  chat   {_first_words(each)}")


def _figures(report: Report) -> Iterator[str]:
    if report.category:
        yield _line("category macro-F1", f"{report.category.macro_f1:.3f}", _told(report.category.right, "right"))
    if report.priority:
        yield _line("priority macro-F1", f"{report.priority.macro_f1:.3f}", _told(report.priority.right, "right"))
        yield _line("priority off by two", str(report.off_by_two.count), f"of {report.off_by_two.of}")
    if title := report.title:
        yield _line("title ROUGE-1 / 2 / L", f"{title.one:.3f}", f"{title.two:.3f}  {title.longest:.3f}")
    shares = (
        ("facts kept", report.facts),
        ("invalid drafts", report.invalid),
        ("quotes at their place", report.quotes),
        ("sentences without quote", report.unproved),
        ("injections obeyed", report.injections),
    )
    for name, share in shares:
        if share.of:
            yield _line(name, f"{share.value:.3f}", f"{share.count} of {share.of}")
    if masking := report.masking:
        yield _line("personal data found", f"{masking.found.value:.3f}", _told(masking.found, "found"))
        yield _line("secrets in drafts", str(masking.leaked.count), f"of {masking.leaked.of}")
        yield _line("false alarms in 50 chats", f"{masking.alarms_in_50:.2f}", f"in {masking.alarms.of} chats")
    yield _spread("ms a draft", report.ms, "{:.1f}".format)
    yield _spread("characters of a title", report.title_characters, "{:.0f}".format)
    yield _spread("words of a description", report.description_words, "{:.0f}".format)


def _classes(name: str, labels: Labels | None) -> Iterator[str]:
    if not labels:
        return
    given = list(dict.fromkeys([*labels.confusion, *(one for row in labels.confusion.values() for one in row)]))
    yield ""
    yield _line(name, "precision", *_columns(["recall", "F1", "rows", *(f"> {one}" for one in given)]))
    for one, score in labels.classes.items():
        figures = [f"{score.recall:.3f}", f"{score.f1:.3f}", str(score.rows)]
        drafted = [str(labels.confusion[one].get(other, 0)) for other in given]
        yield _line(f"  {one}", f"{score.precision:.3f}", *_columns([*figures, *drafted]))


def _confidence(report: Report) -> Iterator[str]:
    for name, found in report.confidence.items():
        yield ""
        yield _line(f"how sure: {name}", "answers", *_columns(["right", "promised"]))
        for words, share in found.words.items():
            right = f"{share.value:.3f}" if share.of else "-"
            yield _line(f"  {words}", str(share.of), *_columns([right, f"{PROMISED[words]:.2f}"]))
        yield _line("  calibration error", f"{found.error(PROMISED):.3f}")


def _groups(groups: Mapping[str, Group], mean: Group | None) -> Iterator[str]:
    if mean is None:
        return
    yield ""
    yield _line("by group", "rows", *_columns(["category", "priority", "ROUGE-L"]))
    for name, group in [*groups.items(), ("mean", mean)]:
        figures = [_figure(group.category), _figure(group.priority), _figure(group.title)]
        yield _line(_plain(f"  {name}"), str(group.rows), *_columns(figures))


def _line(name: str, first: str, *rest: str) -> str:
    return f"{name:<{_NAME}}{first:>{_COLUMN}}  {'  '.join(rest)}".rstrip()


def _columns(values: Iterable[str]) -> list[str]:
    return [f"{value:>{_COLUMN - 2}}" for value in values]


def _spread(name: str, spread: Spread, words: Callable[[float], str]) -> str:
    return _line(name, words(spread.p50), f"p95 {words(spread.p95)}  most {words(spread.most)}")


def _told(share: Share, word: str) -> str:
    return f"{share.count} of {share.of} {word}"


def _figure(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _complaint(each: Scored) -> str:
    wrong = [f"{name} {judged.confidence}" for name, judged in each.judged.items() if not judged.is_right]
    return each.fault or (f"wrong: {', '.join(wrong)}" if wrong else "labels right")


def _first_words(each: Scored) -> str:
    said = " / ".join(message["content"] for message in each.row["messages"] if message["role"] == "user")
    words = " ".join(said[: _FIRST_WORDS * 2].split())
    return words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS]} ..."


def _plain(text: str) -> str:
    """Return a line without characters that would steer a terminal or that it can't show."""
    return "".join(character if character.isprintable() else " " for character in text)
