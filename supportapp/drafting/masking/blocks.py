"""Private keys: blocks of lines, whole or as far as they were pasted."""

import re
from collections.abc import Iterator

from supportapp.drafting.masking.kinds import Finding

_BEGIN = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_END = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_BODY = re.compile(
    r"(?:(?:\s|\\n|\\r|>)*+(?:[A-Za-z0-9+/=]{16,}+|[A-Za-z0-9+/]{1,15}={1,2}"
    r"|(?:Proc-Type|DEK-Info|Version|Comment):[^\n]{0,100}|\.{3}|\u2026))*+"
)
_BODY_LINE = re.compile(r"[A-Za-z0-9+/=]{16,}")


def private_keys(text: str) -> Iterator[Finding]:
    """Find PEM blocks from BEGIN to END, or as far as they were pasted."""
    last_end, position = text.rfind("-----END"), 0
    while match := _BEGIN.search(text, position):
        closing = _END.search(text, match.end()) if match.end() <= last_end else None
        opening = _BEGIN.search(text, match.end())
        if closing and (opening is None or closing.start() < opening.start()):
            position = closing.end()
        else:
            body = _BODY.match(text, match.end())
            position = body.end() if body else match.end()
            last_end = last_end if closing else -1
        yield Finding(match.start(), position, "private_key")
    if "PRIVATE KEY-----" in text:
        yield from _headless(text)


def _headless(text: str) -> Iterator[Finding]:
    """Find blocks whose first lines were not pasted."""
    begun = 0
    for match in _END.finditer(text):
        start = match.start()
        while start > begun:
            line = text.rfind("\n", begun, start - 1) + 1 or begun
            if not _BODY_LINE.fullmatch(text[line:start].strip()):
                break
            start = line
        if start < match.start():
            yield Finding(start, match.end(), "private_key")
        begun = match.end()
