"""Masking a conversation: each found value has one placeholder everywhere, and the way back needs no stored secret."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from supportapp.drafting.evidence import message_id
from supportapp.drafting.masking.find import find
from supportapp.drafting.masking.kinds import POLICY, Destination
from supportapp.drafting.masking.naming import Masked, Names
from supportapp.drafting.masking.occurrences import Values
from supportapp.drafting.types import Found, Kind, Message

_LONGEST_LINE = 16
_QUESTION = 300
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,100}\]")


class Mask:
    """What is hidden of a conversation from one destination; names and placeholders count the values as found.

    `choices` are what a person decided against the policy: the name of a value, and whether it is shown.
    `known` are the values of an earlier mask of the same conversation; they keep their names.
    """

    def __init__(
        self,
        messages: Sequence[Message],
        destination: Destination = "review",
        language: str = "en",
        *,
        choices: Mapping[str, bool] | None = None,
        known: Sequence[Masked] = (),
    ) -> None:
        """Look for values in all messages, and for each value in all of them again."""
        policy, choices = POLICY[destination], choices or {}
        self.found = _located(_named(_kinds(messages), language, messages, known), messages)
        self.masked = [m for m in self.found if not choices.get(m.name, m.kind not in policy)]
        self._of_value = {variant: m.placeholder for m in reversed(self.masked) for variant in variants(m)}
        self._originals = {m.placeholder: m.value for m in reversed(self.masked)}  # as first written
        kept = dict.fromkeys(m.placeholder for m in self.found)  # what is masked is not masked again
        self._values = Values([*self._of_value, *kept] if self.masked else ())

    def apply(self, text: str) -> str:
        """Return any text with every occurrence of every masked value replaced by its placeholder."""
        return _replaced(text, self.spans(text))

    def messages(self, messages: Sequence[Message]) -> list[Message]:
        """Return masked copies of messages."""
        return [{**message, "content": self.apply(message["content"])} for message in messages]

    def restore(self, text: str) -> str:
        """Return a text with the originals where the placeholders stand."""
        return _BRACKETS.sub(lambda match: self._originals.get(match.group(), match.group()), text)

    def spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Return where masked values stand in a text, each with its placeholder."""
        for start, end in self._values.spans(text):
            if words := self._of_value.get(text[start:end]):
                yield start, end, words


def recalled(findings: Iterable[Found], messages: Sequence[Message]) -> list[Masked]:
    """Return the values of a stored list of findings, read from the messages that are at hand."""
    contents = {message_id(message, position): message["content"] for position, message in enumerate(messages)}
    found: dict[str, Masked] = {}
    for finding in findings:
        identifier, start, end = finding["message_id"], finding["start"], finding["end"]
        value = contents.get(identifier, "")[start:end]
        if value:
            first = found.setdefault(value, Masked(finding["name"], finding["kind"], value, finding["placeholder"]))
            found[value] = replace(first, places=(*first.places, (identifier, start, end)))
    return list(found.values())


def variants(masked: Masked) -> Iterator[str]:
    """Return how a value may stand in a text: as written, on one line, and each line of a block."""
    yield masked.value
    yield " ".join(masked.value.split())
    lines = masked.value.splitlines()
    if len(lines) > 1:
        yield from (line.strip() for line in lines if len(line.strip()) >= _LONGEST_LINE)


def _replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, instead in spans:
        parts += (text[position:start], instead)
        position = end
    return "".join((*parts, text[position:])) if parts else text


def _kinds(messages: Sequence[Message]) -> dict[str, Kind]:
    """Find the values of all messages, each with its kind, as they come up: what is said later renames none."""
    kinds: dict[str, Kind] = {}
    asked = ""
    for message in messages:
        content = message["content"]
        for finding in find(content, asked if message["role"] == "user" else ""):
            kinds.setdefault(content[finding.start : finding.end], finding.kind)
        asked = content[-_QUESTION:] if message["role"] == "assistant" else f"{asked}\n{content}"[-_QUESTION:]
    return kinds


def _named(
    kinds: Mapping[str, Kind], language: str, messages: Sequence[Message], known: Sequence[Masked]
) -> list[Masked]:
    names = Names(known, language, "\n".join(m["content"] for m in messages if "[" in m["content"]))
    before = {masked.value for masked in known}
    return [*known, *(names.name(kind, value) for value, kind in kinds.items() if value not in before)]


def _located(named: Sequence[Masked], messages: Sequence[Message]) -> list[Masked]:
    """Add every place each value stands at in these messages."""
    values = Values([masked.value for masked in named])
    places: dict[str, list[tuple[int, int, int]]] = {}
    for position, message in enumerate(messages):
        content = message["content"]
        for start, end in values.spans(content):
            places.setdefault(content[start:end], []).append((message_id(message, position), start, end))
    return [replace(m, places=tuple(places[m.value])) if m.value in places else m for m in named]
