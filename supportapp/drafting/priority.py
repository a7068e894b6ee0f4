"""How urgent: a linear model over words and rules, explained by the signals that point the same way."""

from collections.abc import Sequence

from supportapp.drafting.judgement import Judgement
from supportapp.drafting.linear import Verdict
from supportapp.drafting.priority_rules import DOWN, STAKE, UP, RuledPriority, priority_by_rules
from supportapp.drafting.reading import Reading
from supportapp.drafting.types import PRIORITIES

USUAL = {"bug": "medium", "feature": "low", "question": "low", "other": "low"}
_REASONS = {**UP, **DOWN, **STAKE}
_MOST_REASONS = 2


def judge_priority(reading: Reading, category: Judgement, verdict: Verdict) -> Judgement:
    """Return the priority the model found likeliest, with the signals and lines that speak for it."""
    ruled = priority_by_rules(reading, category.value)
    if not any(reading.content_words(line) for line in reading.user if line.kind != "instruction"):
        return Judgement("low", (), "please check", "Nothing in the conversation says how urgent it is")
    signals = _agreeing(verdict.value, category.value, ruled)
    lines = tuple(dict.fromkeys(ruled.signals[signal] for signal in signals)) or verdict.lines or category.lines
    reason = _reason(verdict.value, category.value, signals, shouted="urgent" in ruled.signals)
    return Judgement(verdict.value, lines, verdict.confidence, reason)


def _agreeing(value: str, category: str, ruled: RuledPriority) -> list[str]:
    """Name the signals that point where the value is: up above the usual, down at the bottom, those that decided."""
    level, usual = PRIORITIES.index(value), PRIORITIES.index(USUAL[category])
    if level > usual:
        pointing = [*ruled.decisive, *UP, *STAKE]
    elif level < usual or value == "low":
        pointing = list(DOWN)
    else:
        pointing = list(ruled.decisive) if ruled.value == value else []
    fitting = [signal for signal in dict.fromkeys(pointing) if signal in ruled.signals]
    if level >= usual:
        fitting = [signal for signal in fitting if signal not in DOWN or value != "high"]
    return fitting[:_MOST_REASONS]


def _reason(value: str, category: str, signals: Sequence[str], *, shouted: bool) -> str:
    if signals:
        return f"{value.capitalize()} because {' and '.join(_REASONS[signal] for signal in signals)}"
    if value == USUAL[category]:
        usual = f"{value.capitalize()} is usual for this kind of ticket"
        return usual + ("; the word urgent alone does not raise it" if shouted else "")
    return f"{value.capitalize()}, as tickets that say such things usually are"
