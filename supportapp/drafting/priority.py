"""How urgent: from the category, up for harm, down for trifles; saying "urgent" alone changes nothing."""

from supportapp.drafting.category import Judgement
from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.types import PRIORITIES, Confidence

_START = {"bug": 1, "feature": 0, "question": 0, "other": 0}
_UP = {
    "security": "you report a security problem",
    "loss": "data has been lost",
    "outage": "a service people depend on is down",
    "money": "money is being lost or held up",
    "many": "many people are affected",
    "blocked": "work is blocked",
    "deadline": "there is a deadline",
    "leave": "you would otherwise have to leave",
}
_STAKE = {"stake": "it is about money, an order or your rights"}
_DOWN = {
    "calm": "you said there is no hurry",
    "cosmetic": "it is cosmetic",
    "workaround": "there is a way around it for now",
}


def judge_priority(reading: Reading, category: Judgement) -> Judgement:
    """Return the priority with the sentences that raised or lowered it."""
    signals = _signals(reading)
    level, decisive = _level(category.value, signals)
    lines = tuple(dict.fromkeys(signals[label] for label in decisive)) or category.lines
    value = PRIORITIES[level]
    if decisive:
        reasons = " and ".join({**_UP, **_DOWN, **_STAKE}[label] for label in decisive)
        return Judgement(
            value, lines, _confidence(category, signals, decisive), f"{value.capitalize()} because {reasons}"
        )
    usual = f"{value.capitalize()} is usual for this kind of ticket"
    if "urgent" in signals:
        usual += "; the word urgent alone does not raise it"
    return Judgement(value, lines, _confidence(category, signals, decisive), usual)


def _signals(reading: Reading) -> dict[str, Line]:
    """For each kind of signal the first of the person's lines that has it."""
    found: dict[str, Line] = {}
    for line in reading.user:
        if line.kind in ("prose", "courtesy"):
            for hit in line.hits:
                if hit.label in _UP or hit.label in _DOWN or hit.label in ("urgent", "stake"):
                    found.setdefault(hit.label, line)
    return found


def _level(category: str, signals: dict[str, Line]) -> tuple[int, list[str]]:
    """Return the index in PRIORITIES and the signals that decided it."""
    up = [label for label in _UP if label in signals]
    down = [label for label in _DOWN if label in signals]
    if category == "bug":
        return _bug_level(up, down)
    if category == "feature":
        decisive = [label for label in up if label in ("deadline", "leave", "many", "blocked", "money")]
        return (1, decisive) if decisive and "calm" not in down else (0, down[:1])
    if category == "other":
        return _other_level(up, down, signals)
    if "security" in up and ("loss" in up or "many" in up):
        return 2, ["security"]
    decisive = [label for label in up if label in ("deadline", "blocked", "loss", "outage", "money", "leave")]
    return (1, decisive) if decisive and "calm" not in down else (0, down[:1])


def _bug_level(up: list[str], down: list[str]) -> tuple[int, list[str]]:
    grave = [label for label in up if label in ("security", "loss", "outage")]
    if grave and "calm" not in down:
        return 2, grave
    serious = [label for label in up if label in ("many", "blocked", "money", "deadline", "leave")]
    if "workaround" not in down and "calm" not in down:
        if "many" in serious and "cosmetic" not in down:
            return 2, [label for label in serious if label in ("many", "blocked", "money")]
        if "money" in serious or {"blocked", "deadline"} <= set(serious):
            return 2, serious
    if "cosmetic" in down and not serious:
        return 0, ["cosmetic"]
    if "calm" in down and not serious and not grave:
        return 0, ["calm"]
    return 1, serious or [label for label in down if label == "workaround"]


def _other_level(up: list[str], down: list[str], signals: dict[str, Line]) -> tuple[int, list[str]]:
    if "security" in up:
        return 2, ["security"]
    decisive = [label for label in up if label in ("deadline", "blocked", "loss", "outage", "money", "leave")]
    if decisive:
        return 1, decisive
    if "calm" in down:
        return 0, ["calm"]
    return (1, ["stake"]) if "stake" in signals else (0, [])


def _confidence(category: Judgement, signals: dict[str, Line], decisive: list[str]) -> Confidence:
    conflicting = any(label in signals for label in _UP) and any(label in signals for label in _DOWN)
    if category.confidence == "please check" or conflicting:
        return "please check"
    return "sure" if decisive and category.confidence == "sure" else "fairly sure"
