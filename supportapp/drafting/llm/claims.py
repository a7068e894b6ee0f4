"""Numbers, codes and addresses a model wrote: each has to stand in the conversation, or the value is not taken."""

import re
from collections.abc import Sequence

from supportapp.drafting.instructions import is_instruction
from supportapp.drafting.sentences import pieces
from supportapp.drafting.text import fold
from supportapp.drafting.types import Message

_CLAIM = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]{1,300}"
    r"|[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63})*\.(?:com|net|org|io|dev|app|info|biz|co|ru|cn|xyz|top|site|online|link)\b[^\s<>\"')\]]{0,200}"
    r"|[\w#$\u20ac\u00a3+-]{0,40}\d[\w.,:/%+-]{0,60}"
    r"|\b[A-Za-z]{1,30}_[\w]{1,60}"
    r"|\b[A-Z][A-Z-]{5,40}\b"
    r"|\b\w{0,40}[a-z][A-Z]\w{0,40}\b"
)
_EDGES = ".,;:!?-+(#"
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+", re.MULTILINE)
_THOUSANDS = re.compile(r"(?<=\d)[,.' \u00a0\u202f](?=\d{3}(?!\d))")


def unfounded(text: str, said: str) -> str:
    """Return the first number, code, URL or address of a text that the conversation does not have; "" if none."""
    for match in _CLAIM.finditer(_NUMBERED.sub("", text)):
        claim = match.group().strip(_EDGES)
        if claim and not _stands_in(claim, said):
            return claim
    return ""


def comparable(texts: Sequence[str]) -> str:
    """Return texts in the form `unfounded` compares with."""
    return _plain("\n".join(texts))


def gives_orders(messages: Sequence[Message], longest: int) -> bool:
    """Whether somebody talks to the machine in the part of the conversation that a model saw."""
    left = longest
    for message in messages:
        if message["role"] == "user" and left > 0:
            content = message["content"][:left]
            left -= len(content)
            if any(is_instruction(content[p.start : p.end]) for p in pieces(content, 0, len(content))):
                return True
    return False


def _stands_in(claim: str, said: str) -> bool:
    plain = _plain(claim)
    spellings = {plain, plain.removeprefix("v"), plain.rstrip("%"), plain.strip("/")}
    return any(re.search(rf"(?<![^\W_]){re.escape(spelling)}(?![^\W_])", said) for spelling in spellings if spelling)


def _plain(text: str) -> str:
    return _THOUSANDS.sub("", fold(text))
