"""What lets one in without a password: headers, cookies, signed addresses, links that reset or invite."""

import re
from collections.abc import Iterator

from supportapp.drafting.masking.keys import digits, goes_on, is_value, random, without_stop
from supportapp.drafting.masking.kinds import Finding

_HEADER = re.compile(
    r"(?:authorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?:bearer|basic|token|digest|apikey|api-key)?|bearer)\s{0,3}"
    r"([\w.~+/=:-]{8,4096})"
)
_SCHEME = re.compile(r"\s{1,2}\w{1,40}=")  # follows the name of a way to sign, which is no secret
_COOKIES = re.compile(r"cookie[\"']?\s?[:=]\s?([^\n]{12,8192})")
_COOKIE = re.compile(r"(?<![\w.-])[\w.-]{1,64}=([\w%.+/=:-]{16,4096})")
# (one of these must be in the text in lower case, the pattern)
_FORMS = (
    (
        ("=",),
        re.compile(
            r"[?&](?:[a-z_-]{0,20}(?:token|key|secret|signature)|sig|auth|code|sid|session|ticket|password|pwd)="
            r"([\w.~%+/=-]{12,1024})"
        ),
    ),
    (
        ("sess", "sid", "token"),
        re.compile(
            r"(?:phpsessid|jsessionid|asp\.net_sessionid|connect\.sid|session_?id|session|sid|csrftoken|xsrf-token"
            r"|remember_token|laravel_session|auth_?token)[\"']?\s?[=:]\s?[\"']?([\w%.+/=-]{16,4096})"
        ),
    ),
    (
        ("/",),
        re.compile(r"/[\w-]{0,20}(?:reset|magic|invite|verify|confirm|activate)[\w-]{0,20}/([\w-]{20,512})"),
    ),
)
_DIGITS = 2


def sessions(text: str, lowered: str) -> Iterator[Finding]:
    """Find what a program shows to be let in; `lowered` is the same text in lower case."""
    if "bearer" in lowered or "authorization" in lowered:
        yield from _headers(text, lowered)
    if "cookie" in lowered:
        for header in _COOKIES.finditer(lowered):
            yield from _opaque(text, _COOKIE.finditer(lowered, *header.span(1)))
    for marks, pattern in _FORMS:
        if any(mark in lowered for mark in marks):
            yield from _opaque(text, pattern.finditer(lowered))


def _headers(text: str, lowered: str) -> Iterator[Finding]:
    for header in _HEADER.finditer(lowered):
        start, end = header.span(1)
        if not goes_on(lowered, header.start()) and not _SCHEME.match(text, end) and is_value(text[start:end]):
            yield Finding(start, without_stop(text, start, end), "token")


def _opaque(text: str, found: Iterator[re.Match[str]]) -> Iterator[Finding]:
    for match in found:
        value = match[1]
        if digits(value) >= _DIGITS and random(value) and not (match[0][0].isalnum() and goes_on(text, match.start())):
            yield Finding(*match.span(1), "token")
