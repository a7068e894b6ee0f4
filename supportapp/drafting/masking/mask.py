"""Masking a conversation: each found value has one placeholder everywhere, and the way back needs no stored secret."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from supportapp.drafting.evidence import message_id
from supportapp.drafting.masking.find import find
from supportapp.drafting.masking.kinds import POLICY, Destination, Kind
from supportapp.drafting.masking.words import placeholder, plain
from supportapp.drafting.types import Message

_NUMBERS = ("card", "iban", "phone")
_EMBEDDED = 12  # as long a value is replaced within a word too
_LONGEST_LINE = 16


@dataclass(frozen=True, slots=True)
class Masked:
    """One value of the conversation: its name ("password-2"), kind, placeholder, and where it stands."""

    name: str
    kind: Kind
    value: str
    placeholder: str
    places: tuple[tuple[int, int, int], ...]  # message id, start, end


class Mask:
    """What is hidden of a conversation from one destination; placeholders are numbered as the values appear.

    `shown` and `hidden` name values (`Masked.name`) that the person decided on, against the policy.
    """

    def __init__(
        self,
        messages: Sequence[Message],
        destination: Destination = "review",
        language: str = "en",
        *,
        shown: Collection[str] = (),
        hidden: Collection[str] = (),
    ) -> None:
        """Look for values in all messages, and for each value in all of them again."""
        self.found = _values(messages, language)
        policy = POLICY[destination]
        self.masked = [m for m in self.found if m.name in hidden or (m.kind in policy and m.name not in shown)]
        self._of_value = {variant: m.placeholder for m in reversed(self.masked) for variant in variants(m)}
        self._of_value.update({m.placeholder: m.placeholder for m in self.found})  # masked once is enough
        self._values = _any_of(self._of_value if self.masked else ())
        self._originals = {m.placeholder: m.value for m in reversed(self.masked)}  # as first written
        self._placeholders = _any_of(self._originals)

    def apply(self, text: str) -> str:
        """Return any text with every occurrence of every masked value replaced by its placeholder."""
        if self._values is None:
            return text
        return self._values.sub(lambda match: self._of_value[match.group()], text)

    def messages(self, messages: Sequence[Message]) -> list[Message]:
        """Return masked copies of messages."""
        return [{**message, "content": self.apply(message["content"])} for message in messages]

    def restore(self, text: str) -> str:
        """Return a text with the originals where the placeholders stand."""
        if self._placeholders is None:
            return text
        return self._placeholders.sub(lambda match: self._originals[match.group()], text)

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Return where masked values stand in a text, each with its placeholder."""
        if self._values is not None:
            for match in self._values.finditer(text):
                yield match.start(), match.end(), self._of_value[match.group()]


def variants(masked: Masked) -> Iterator[str]:
    """Return how a value may stand in a text: as written, on one line, and each line of a block."""
    yield masked.value
    one_line = " ".join(masked.value.split())
    yield one_line
    lines = masked.value.splitlines()
    if len(lines) > 1:
        yield from (line.strip() for line in lines if len(line.strip()) >= _LONGEST_LINE)


def _values(messages: Sequence[Message], language: str) -> list[Masked]:
    """Find the values of all messages, then every place each stands at, in the order they appear."""
    kinds: dict[str, Kind] = {}
    asked = ""
    for message in messages:
        content = message["content"]
        for finding in find(content, asked if message["role"] == "user" else ""):
            kinds.setdefault(content[finding.start : finding.end], finding.kind)
        asked = content[-300:] if message["role"] == "assistant" else ""
    pattern = _any_of(kinds)
    if pattern is None:
        return []
    places: dict[str, list[tuple[int, int, int]]] = {}
    for position, message in enumerate(messages):
        for match in pattern.finditer(message["content"]):
            places.setdefault(match.group(), []).append((message_id(message, position), *match.span()))
    return _named(kinds, places, language, "\n".join(m["content"] for m in messages if "[" in m["content"]))


def _named(
    kinds: dict[str, Kind], places: dict[str, list[tuple[int, int, int]]], language: str, said: str
) -> list[Masked]:
    """Give each value a name and a placeholder that stands for nothing else in the conversation."""
    named: list[Masked] = []
    known: dict[tuple[str, str], tuple[str, str]] = {}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for value, stands in places.items():
        kind = kinds[value]
        same = (kind, plain(value) if kind in _NUMBERS else value.casefold() if kind == "email" else value)
        if same not in known:
            counts[kind] = counts.get(kind, 0) + 1
            number, words = 1, placeholder(kind, value, 1, language)
            while words in taken or words in said:
                number += 1
                words = placeholder(kind, value, number, language)
            taken.add(words)
            known[same] = (f"{kind}-{counts[kind]}", words)
        named.append(Masked(known[same][0], kind, value, known[same][1], tuple(stands)))
    return named


def _any_of(values: Collection[str]) -> re.Pattern[str] | None:
    """Return a pattern for any of these values, the longest first; short ones only as whole words."""
    if not values:
        return None
    longest_first = sorted(values, key=lambda value: (-len(value), value))
    return re.compile("|".join(_as_word(value) for value in longest_first))


def _as_word(value: str) -> str:
    written = re.escape(value)
    if len(value) >= _EMBEDDED:
        return written
    before = r"(?<!\w)" if value[0].isalnum() else ""
    after = r"(?!\w)" if value[-1].isalnum() else ""
    return before + written + after
