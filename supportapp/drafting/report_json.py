"""A report as plain data, for programs."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from supportapp.drafting.evaluation import PROMISED, Masking, Report
from supportapp.drafting.metrics import Calibration, Labels, Share
from supportapp.drafting.scored import Scored

_DIGITS = 4


def as_data(report: Report, worst: Iterable[Scored] = ()) -> dict[str, Any]:
    """Return a report, and the worst rows where they are wanted, as what JSON can say."""
    data: dict[str, Any] = _plain(report)
    if rows := [_row(each) for each in worst]:
        data["worst"] = rows
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if is_dataclass(value):
        own = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return {**own, **_plain(_derived(value))}
    return value


def _derived(value: Any) -> dict[str, Any]:
    """Return what an object works out of its fields."""
    match value:
        case Share():
            return {"share": value.value}
        case Labels():
            return {"macro_f1": value.macro_f1, "right": value.right, "classes": value.classes}
        case Calibration():
            return {"error": value.error(PROMISED)}
        case Masking():
            return {"alarms_in_50": value.alarms_in_50}
    return {}


def _row(each: Scored) -> dict[str, Any]:
    names = ("category", "priority", "title")
    made: Mapping[str, Any] = each.made or {}
    return {
        "id": each.row["id"],
        "fault": each.fault,
        "wrong": [name for name, judged in each.judged.items() if not judged.is_right],
        "title_rouge_l": _plain(each.title.longest) if each.title else None,
        "people": {name: each.row.get(name) for name in names},
        "draft": {name: made.get(name) for name in names},
    }
