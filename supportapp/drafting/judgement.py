"""A judged value: what was decided, from which lines, how sure, and why."""

from dataclasses import dataclass

from supportapp.drafting.reading import Line
from supportapp.drafting.types import Confidence


@dataclass(frozen=True, slots=True)
class Judgement:
    """A value, the lines it was taken from, how sure it is and why, in words."""

    value: str
    lines: tuple[Line, ...]
    confidence: Confidence
    reason: str
