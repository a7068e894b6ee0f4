"""Keys and tokens: those of known vendors by their marks, others by the name they are given, private keys as blocks."""

import re
from collections.abc import Iterator

from supportapp.drafting.masking.kinds import Finding
from supportapp.drafting.types import Kind

# (what must be in the text for the pattern to be tried, the pattern, its kind). Each begins with its mark, so
# that looking for it costs next to nothing; whether a word goes on before the mark is checked afterwards.
_MARKS: tuple[tuple[str, str, Kind], ...] = (
    ("AKIA", r"AKIA[A-Z0-9]{12,20}", "api_key"),
    ("ASIA", r"ASIA[A-Z0-9]{12,20}", "api_key"),
    ("gh", r"gh[pousr]_[A-Za-z0-9]{16,255}", "token"),
    ("github_pat_", r"github_pat_\w{16,255}", "token"),
    ("gl", r"gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt)-[\w.-]{16,128}", "token"),
    ("xox", r"xox[a-z]-[\w-]{10,255}", "token"),
    ("xapp-", r"xapp-[\w-]{10,255}", "token"),
    ("hooks.slack.com", r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w/-]{10,255}", "token"),
    ("discord", r"discord(?:app)?\.com/api/webhooks/[0-9]{5,30}/[\w-]{10,128}", "token"),
    ("k_", r"[sr]k_(?:live|test)_\w{8,255}", "api_key"),
    ("whsec_", r"whsec_[\w+/=]{8,255}", "api_key"),
    ("AIza", r"AIza[\w-]{20,64}", "api_key"),
    ("ya29.", r"ya29\.[\w.-]{16,1024}", "token"),
    ("GOCSPX-", r"GOCSPX-[\w-]{16,64}", "api_key"),
    ("1//0", r"1//0[\w-]{20,255}", "token"),
    ("sk-", r"sk-[A-Za-z0-9_-]{16,255}", "api_key"),
    ("SG.", r"SG\.[\w-]{10,64}\.[\w-]{10,128}", "api_key"),
    ("SK", r"SK[0-9a-f]{32}", "api_key"),
    ("AC", r"AC[0-9a-f]{32}", "api_key"),
    ("npm_", r"npm_[A-Za-z0-9]{16,64}", "token"),
    ("pypi-", r"pypi-[\w-]{16,512}", "token"),
    ("hf_", r"hf_[A-Za-z0-9]{16,128}", "token"),
    ("do", r"do[por]_v1_[0-9a-f]{32,128}", "token"),
    ("shp", r"shp(?:at|ss|ca|pa|tka)_[0-9a-fA-F]{16,64}", "token"),
    ("key-", r"key-[0-9a-f]{24,64}", "api_key"),
    (":AA", r"[0-9]{8,10}:AA[\w-]{25,64}", "token"),
    ("lin_", r"lin_(?:api|oauth)_[A-Za-z0-9]{16,128}", "api_key"),
    ("ATATT", r"ATATT[\w=-]{20,512}", "api_key"),
    ("hvs.", r"hvs\.[\w-]{20,255}", "token"),
    ("dckr_pat_", r"dckr_pat_[\w-]{16,128}", "token"),
    ("ntn_", r"ntn_[A-Za-z0-9]{16,128}", "api_key"),
    ("figd_", r"figd_[\w-]{16,128}", "token"),
    ("NRAK-", r"NRAK-[A-Z0-9]{16,64}", "api_key"),
    ("sntry", r"sntry[a-z]_[\w+/=-]{16,512}", "token"),
    ("r8_", r"r8_[A-Za-z0-9]{20,64}", "api_key"),
    ("gsk_", r"gsk_[A-Za-z0-9]{20,64}", "api_key"),
    ("pat-", r"pat-(?:na|eu)[0-9]-[0-9a-f-]{30,64}", "token"),
    ("sq0", r"sq0[a-z]{3}-[\w-]{20,64}", "api_key"),
    ("EAA", r"EAA[A-Za-z0-9]{40,512}", "token"),
)
_VENDORS = tuple((mark, re.compile(pattern), kind) for mark, pattern, kind in _MARKS)
_DISCORD = re.compile(r"[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w-])")
_JWT = re.compile(r"eyJ[\w-]{5,8192}\.[\w-]{5,16384}\.(?:[\w-]{1,2048})?")
_AWS_SECRET = re.compile(r"(?<![\w/+])[A-Za-z0-9/+]{40}(?![\w/+])")
_HEX_SECRET = re.compile(r"(?<!\w)[0-9a-f]{32}(?!\w)")
_NEAR = 160

# A name, then what it is said to be; the name is looked for in lower case.
_NAME = re.compile(r"tokens?|secrets?(?:[ _-]?(?:access[ _-]?)?keys?)?|key|jeton|schlüssel|clé|clave")
_TOKENS = frozenset(("token", "tokens", "jeton"))
_WHOSE_KEY = re.compile(  # "key" alone may be one of the keyboard, or of a data base
    r"(?:api|access|account|secret|encryption|licen[cs]e|private|signing|storage|master|subscription|shared|auth"
    r"|client|app|bot|webhook)[ _-]?$"
)
_KEY_OF = re.compile(r" (?:api|d'api|secrète|secreta|de api)")
_VALUE = re.compile(
    r"[\"'`\u201d]?\s{0,3}(?:(?:for|of|to|für|pour|de|para)(?:[ ][\w.-]{1,20}){1,3}\s)?"
    r"(?:[:=]>?|->|is|are|lautet|ist|est|es|was)\s{0,3}[:=]?\s{0,3}[\"'`\u201c\u201e\u00ab]?\s?([\w.~+/$!@#%^*-]{8,512}={0,2})",
    re.IGNORECASE,
)
_BARE = re.compile(r"[ ][\"'`\u201c\u201e\u00ab]?([\w.~+/$-]{16,512}={0,2})")
_DIGITS = 3  # as many a value has that follows its name without a word between
_HEADER = re.compile(
    r"(?:authorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?:bearer|basic|token|digest|apikey|api-key)?|bearer)\s{0,3}"
    r"([\w.~+/=:-]{8,4096})"
)
_QUERY = re.compile(r"[?&](?:key|sig|signature|auth|token|access_token|apikey|api_key)=([\w.~%+/=-]{12,1024})")
_BEGIN = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_END = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_BODY = re.compile(
    r"(?:(?:\s|\\n|\\r|>)*+(?:[A-Za-z0-9+/=]{16,}+|[A-Za-z0-9+/]{1,15}={1,2}"
    r"|(?:Proc-Type|DEK-Info|Version|Comment):[^\n]{0,100}|\.{3}|\u2026))*+"
)
_BODY_LINE = re.compile(r"[A-Za-z0-9+/=]{16,}")
_LONG = 32


def keys(text: str, lowered: str) -> Iterator[Finding]:
    """Find keys and tokens; `lowered` is the same text in lower case."""
    for mark, pattern, kind in _VENDORS:
        if mark in text:
            yield from _vendor(text, pattern, kind)
    if "." in text and "eyJ" in text:
        for match in _JWT.finditer(text):
            if not _goes_on(text, match.start()):
                yield Finding(match.start(), _without_stop(text, match.start(), match.end()), "jwt")
    if ".com/api/webhooks" in text or "discord" in lowered or "bot" in lowered or "token" in lowered:
        for match in _DISCORD.finditer(text):
            if not _goes_on(text, match.start()) and _random(match.group()):
                yield Finding(*match.span(), "token")
    yield from _named(text, lowered)
    yield from _companions(text)


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


def _vendor(text: str, pattern: re.Pattern[str], kind: Kind) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if not _goes_on(text, match.start()) and _random(match.group()):
            yield Finding(match.start(), _without_stop(text, match.start(), match.end()), kind)


def _named(text: str, lowered: str) -> Iterator[Finding]:
    for name in _NAME.finditer(lowered):
        value = _VALUE.match(text, name.end()) or _BARE.match(text, name.end())
        plain = value is not None and value.re is _BARE and sum(map(str.isdigit, value[1])) < _DIGITS
        if value and not plain and _is_value(value[1]) and _is_named(lowered, name):
            kind: Kind = "token" if name.group() in _TOKENS else "api_key"
            yield Finding(value.start(1), _without_stop(text, value.start(1), value.end(1)), kind)
    if "bearer" in lowered or "authorization" in lowered:
        for header in _HEADER.finditer(lowered):
            if not _goes_on(lowered, header.start()) and _is_value(text[header.start(1) : header.end(1)]):
                yield Finding(header.start(1), _without_stop(text, header.start(1), header.end(1)), "token")
    if "=" in text and ("?" in text or "&" in text):
        for query in _QUERY.finditer(lowered):
            if _random(text[query.start(1) : query.end(1)]):
                yield Finding(*query.span(1), "token")


def _companions(text: str) -> Iterator[Finding]:
    """Find the secret that stands beside a vendor's id: AWS (40 characters), Twilio (32 hexadecimal digits)."""
    for mark, secret in (("AKIA", _AWS_SECRET), ("ASIA", _AWS_SECRET), ("AC", _HEX_SECRET)):
        at = text.find(mark)
        while at >= 0:
            is_id = mark != "AC" or _HEX_SECRET.match(text[at + 2 : at + 36])
            match = secret.search(text, at + 16, at + 16 + _NEAR) if is_id else None
            if match and _random(match.group()):
                yield Finding(*match.span(), "api_key")
            at = text.find(mark, at + 16)


def _is_named(lowered: str, name: re.Match[str]) -> bool:
    """Whether this name of something secret is one."""
    before = lowered[max(0, name.start() - 16) : name.start()]
    if name.group() in ("key", "schlüssel"):
        return bool(_WHOSE_KEY.search(before)) or before.endswith(("api-", "api"))
    if name.group() in ("clé", "clave"):
        return bool(_KEY_OF.match(lowered, name.end()))
    return not before.endswith("publickey")  # of a .NET assembly, and public


def _goes_on(text: str, start: int) -> bool:
    """Whether a word has begun before, so that the mark is only a part of it."""
    return start > 0 and (text[start - 1].isalnum() or (text[start - 1] in "_-" and text[start].isalpha()))


def _without_stop(text: str, start: int, end: int) -> int:
    """Return the end without the punctuation of the sentence."""
    while end > start + 1 and text[end - 1] in ".,;:!*":
        end -= 1
    return end


def _is_value(value: str) -> bool:
    """Whether it is no word of a sentence: "the token is expired"."""
    bare = value.rstrip(".,;:!")
    return len(bare) >= 8 and (_random(bare) or (len(bare) >= _LONG and bare.isalnum()))  # noqa: PLR2004 (as _VALUE)


def _random(text: str) -> bool:
    """Whether digits and letters are mixed in it, as in a key and unlike in words joined by dashes."""
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
