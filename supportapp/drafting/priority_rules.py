"""How urgent by the rules: from the category, up for harm, down for trifles; saying "urgent" alone changes nothing."""

from dataclasses import dataclass

from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.types import PRIORITIES

UP = {
    "security": "you report a security problem",
    "loss": "data has been lost",
    "outage": "a service people depend on is down",
    "money": "money is being lost or held up",
    "many": "many people are affected",
    "blocked": "work is blocked",
    "deadline": "there is a deadline",
    "leave": "you would otherwise have to leave",
}
STAKE = {"stake": "it is about money, an order or your rights"}
DOWN = {
    "calm": "you said there is no hurry",
    "cosmetic": "it is cosmetic",
    "workaround": "there is a way around it for now",
}


@dataclass(frozen=True, slots=True)
class RuledPriority:
    """What the rules make of a conversation: a value, the signals that decided it, and every signal with its line."""

    value: str
    decisive: tuple[str, ...]
    signals: dict[str, Line]


def priority_by_rules(reading: Reading, category: str) -> RuledPriority:
    """Return the priority by the rules, given the category."""
    signals = _signals(reading)
    level, decisive = _level(category, signals)
    return RuledPriority(PRIORITIES[level], tuple(decisive), signals)


def _signals(reading: Reading) -> dict[str, Line]:
    """For each kind of signal the first of the person's lines that has it."""
    found: dict[str, Line] = {}
    for line in reading.user:
        if line.kind in ("prose", "courtesy"):
            for hit in line.hits:
                if hit.label in UP or hit.label in DOWN or hit.label in ("urgent", "stake"):
                    found.setdefault(hit.label, line)
    return found


def _level(category: str, signals: dict[str, Line]) -> tuple[int, list[str]]:
    """Return the index in PRIORITIES and the signals that decided it."""
    up = [label for label in UP if label in signals]
    down = [label for label in DOWN if label in signals]
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
