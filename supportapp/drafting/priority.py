"""How urgent: a linear model over words and rules, explained by the signals that point the same way."""

from collections.abc import Mapping, Sequence

from supportapp.drafting.judgement import Judgement
from supportapp.drafting.linear import Verdict
from supportapp.drafting.priority_rules import DOWN, STAKE, UP, RuledPriority, priority_by_rules
from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.types import PRIORITIES

USUAL = {"bug": "medium", "feature": "low", "question": "low", "other": "low"}
GROUNDS = {
    "outage": UP["outage"],
    "dataloss": UP["loss"],
    "expose": "private data may be seen by others",
    "hacked": "somebody else may have got in",
    "money_stake": UP["money"],
    "work_blocked": UP["blocked"],
    "health": "health or safety is at stake",
    "deadline": UP["deadline"],
    "charge": "money is at stake",
    "legal": "rights are at stake",
    "account_admin": "access to an account is at stake",
}
_REASONS = {**UP, **DOWN, **STAKE, **GROUNDS}
_MOST_REASONS = 2


def judge_priority(reading: Reading, category: Judgement, verdict: Verdict) -> Judgement:
    """Return the priority the model found likeliest, with the signals and lines that speak for it."""
    ruled = priority_by_rules(reading, category.value)
    if not any(reading.content_words(line) for line in reading.user if line.kind != "instruction"):
        return Judgement("low", (), "please check", "Nothing in the conversation says how urgent it is")
    value, confidence = verdict.value, verdict.confidence
    named = {**_grounds(reading), **ruled.signals}
    if value == "high" and not any(ground in named for ground in (*UP, *GROUNDS)):
        value, confidence = "medium", "please check"  # nobody is told "high" without a reason
    signals = _agreeing(value, category.value, ruled, named)
    lines = tuple(dict.fromkeys(named[signal] for signal in signals)) or verdict.lines or category.lines
    return Judgement(value, lines, confidence, _reason(value, category.value, signals, shouted="urgent" in named))


def _grounds(reading: Reading) -> dict[str, Line]:
    """For each thing that may make it grave the first sentence about it."""
    found: dict[str, Line] = {}
    for line in reading.told:
        for concept in line.concepts:
            if concept in GROUNDS:
                found.setdefault(concept, line)
    return found


def _agreeing(value: str, category: str, ruled: RuledPriority, named: Mapping[str, Line]) -> list[str]:
    """Name the signals that point where the value is: up above the usual, down at the bottom, those that decided."""
    level, usual = PRIORITIES.index(value), PRIORITIES.index(USUAL[category])
    if level > usual:
        pointing = [*ruled.decisive, *UP, *(GROUNDS if value == "high" else ()), *STAKE]
    elif level < usual or value == "low":
        pointing = list(DOWN)
    else:
        pointing = list(ruled.decisive) if ruled.value == value else []
    fitting = [signal for signal in dict.fromkeys(pointing) if signal in named]
    told_apart = {_REASONS[signal]: signal for signal in reversed(fitting)}
    return [signal for signal in fitting if told_apart[_REASONS[signal]] == signal][:_MOST_REASONS]


def _reason(value: str, category: str, signals: Sequence[str], *, shouted: bool) -> str:
    if signals:
        return f"{value.capitalize()} because {' and '.join(_REASONS[signal] for signal in signals)}"
    if value == USUAL[category]:
        usual = f"{value.capitalize()} is usual for this kind of ticket"
        return usual + ("; the word urgent alone does not raise it" if shouted else "")
    return f"{value.capitalize()}, as tickets that say such things usually are"
