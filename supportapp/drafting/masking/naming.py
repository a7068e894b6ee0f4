"""Naming values: "password-2" for programs, [password 2 hidden] for people, the same for the same value."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from supportapp.drafting.masking.words import placeholder, plain
from supportapp.drafting.types import Kind

_NUMBERS = ("card", "iban", "phone")


@dataclass(frozen=True, slots=True)
class Masked:
    """One value of the conversation: its name ("password-2"), kind, placeholder, and where it stands."""

    name: str
    kind: Kind
    value: str
    placeholder: str
    places: tuple[tuple[int, int, int], ...] = ()  # message id, start, end


class Names:
    """Gives each value a name, and a placeholder that stands for nothing else in the conversation."""

    def __init__(self, known: Iterable[Masked], language: str, said: str) -> None:
        """Go on from known values; `said` is text in which no placeholder may occur by chance."""
        self._of = {_identity(masked.kind, masked.value): masked for masked in known}
        self._counts = Counter(masked.kind for masked in self._of.values())
        self._taken = {masked.placeholder for masked in self._of.values()}
        self._next: Counter[str] = Counter()
        self._language, self._said = language, said

    def name(self, kind: Kind, value: str) -> Masked:
        """Return a value with its name and placeholder; two spellings of one number have the same."""
        same = _identity(kind, value)
        if same not in self._of:
            self._counts[kind] += 1
            self._of[same] = Masked(f"{kind}-{self._counts[kind]}", kind, value, self._free(kind, value))
        alike = self._of[same]
        return Masked(alike.name, kind, value, alike.placeholder)

    def _free(self, kind: Kind, value: str) -> str:
        first = placeholder(kind, value, 1, self._language)
        while True:
            self._next[first] += 1
            words = placeholder(kind, value, self._next[first], self._language)
            if words not in self._taken and words not in self._said:
                self._taken.add(words)
                return words


def _identity(kind: Kind, value: str) -> tuple[str, str]:
    """Return what two spellings of one value have in common."""
    if kind in _NUMBERS:
        return kind, plain(value)
    return kind, value.casefold() if kind == "email" else value
