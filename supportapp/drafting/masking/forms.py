"""Passwords that no word tells but their place does: in addresses, login pairs, tags and commands."""

import re
from collections.abc import Iterator

from supportapp.drafting.masking.kinds import Finding
from supportapp.drafting.masking.passwords import is_strong, trimmed

_URL = re.compile(r"://[^\s:/@\"']{0,64}:([^\s@/\"'<>]{1,128})@(?=[\w.\[-])")
_URL_WITH_SLASH = re.compile(
    r"[a-z](?<!http)(?<!https)://[^\s:/@\"']{0,64}:(?![0-9]{1,5}/)([^\s\"'<>]{1,128})@(?=[\w.\[-])"
)
_LOGIN_PAIR = re.compile(
    r"(?:credentials?|login|zugangsdaten|anmeldedaten|identifiants?|credenciales|user(?:name)?/pass(?:word)?)"
    r"[^\n:=()]{0,30}(?:[:=]| are| is| sind)\s{0,2}[^\s/:\"'()]{1,64}\s?[/:]\s?([^\s/\"'<>()]{4,64})"
)
# An option, and the commands that have it, at most so many characters before it on the same line.
_OPTIONS = (
    (" -u", re.compile(r" -u ?['\"]?[^\s:'\"]{1,64}:([^\s'\"]{1,64})"), re.compile(r"curl|wget"), 200),
    (
        " -",
        re.compile(r" -(?:p|a) ?([^\s'\"-]\S{2,63})"),
        re.compile(r"mysql|mariadb|sshpass|mongo|redis-cli|psql|docker login"),
        90,
    ),
)
_TAG = re.compile(r"<(?:password|passwd|pwd)>([^<\s]{1,64})</")


def formed(text: str, lowered: str) -> Iterator[Finding]:
    """Find passwords that no word tells: in addresses, login pairs, tags and commands."""
    if "://" in text:
        for pattern in (_URL, _URL_WITH_SLASH):
            yield from (Finding(*match.span(1), "password") for match in pattern.finditer(text))
    if "/" in text or ":" in text:
        for match in _LOGIN_PAIR.finditer(lowered):
            end = trimmed(text, *match.span(1))
            if is_strong(text[match.start(1) : end]):
                yield Finding(match.start(1), end, "password")
    if "<p" in lowered:
        yield from (Finding(m.start(1), trimmed(text, *m.span(1)), "password") for m in _TAG.finditer(lowered))
    for mark, option, command, reach in _OPTIONS:
        if mark in lowered:
            yield from _after_option(text, lowered, option, (command, reach))


def _after_option(
    text: str, lowered: str, option: re.Pattern[str], where: tuple[re.Pattern[str], int]
) -> Iterator[Finding]:
    command, reach = where
    for match in option.finditer(lowered):
        begin = max(lowered.rfind("\n", max(0, match.start() - reach), match.start()) + 1, match.start() - reach, 0)
        if command.search(lowered, begin, match.start()):
            yield Finding(match.start(1), trimmed(text, *match.span(1)), "password")
