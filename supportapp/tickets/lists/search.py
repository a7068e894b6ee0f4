"""The language of the search box: words, "quoted phrases", and -words that leave tickets out; nothing else is special.

All wanted words have to be somewhere in the parts of a ticket that the person may read; a phrase, within one part.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PUBLIC = ("title", "description", "comments")
WITH_NOTES = (*PUBLIC, "notes")
BEST_FIRST = (PUBLIC[:1], PUBLIC[:2])
"""The parts that hold all the words of the best hits, and of the next best; every other hit comes after them."""

NOTHING_TO_LOOK_FOR = "This only says what to leave out. Add a word to look for, such as: export -csv"

_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_TYPED_QUOTES = str.maketrans("“”„«»", '"""""')
_LABELS = {"title": "A", "description": "B", "comments": "C", "notes": "D"}


@dataclass(frozen=True)
class Words:
    """What somebody looks for: words and phrases a ticket must have, and those it must not have."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]

    @property
    def only_unwanted(self) -> bool:
        """Tell whether there is nothing to find, only something to leave out."""
        return bool(self.unwanted) and not self.wanted


def parse(text: str) -> Words:
    """Read what was typed; what has neither letter nor digit is passed over."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _TERM.findall(text.translate(_TYPED_QUOTES)):
        leave_out = minus or (word.startswith("-") and not word.startswith("--"))
        term = phrase or word.removeprefix("-" if leave_out else "")
        if any(character.isalnum() for character in term):
            (unwanted if leave_out else wanted).append(term)
    return Words(tuple(wanted), tuple(unwanted))


def fts5(words: Words, parts: Sequence[str], owner: int | None = None) -> str:
    """Return the MATCH expression of SQLite's index, of one person's tickets or everybody's."""
    asked = " AND ".join(_fts5_quoted(term) for term in words.wanted) or '""'  # which nothing has
    if words.unwanted:
        asked = f"({asked}) NOT ({' OR '.join(_fts5_quoted(term) for term in words.unwanted)})"
    whose = "" if owner is None else f'scope : "u{owner}" AND '
    return f"{whose}{{{' '.join(parts)}}} : ({asked})"


def tsquery(words: Words, parts: Sequence[str]) -> str:
    """Return what PostgreSQL's to_tsquery() reads."""
    labels = "".join(_LABELS[part] for part in parts)
    wanted = [_tsquery_quoted(term, labels) for term in words.wanted]
    return " & ".join([*wanted, *(f"!{_tsquery_quoted(term, labels)}" for term in words.unwanted)])


def _fts5_quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _tsquery_quoted(term: str, labels: str) -> str:
    quoted = "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
    if not term.isalnum():  # perhaps several words in a row: none may begin in the title and end in the description
        return f"({' | '.join(f'{quoted}:{label}' for label in labels)})"
    return quoted if len(labels) == len(_LABELS) else f"{quoted}:{labels}"
