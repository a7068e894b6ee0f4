"""Keys and tokens: those of known vendors by their marks, others by the name they are given, private keys as blocks."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

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
    (".", r"[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w-])", "token"),  # Discord
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
    ("-us", r"[0-9a-f]{32}-us[0-9]{1,2}", "api_key"),
    ("EAA", r"EAA[A-Za-z0-9]{40,512}", "token"),
)
_VENDORS = tuple((mark, re.compile(pattern), kind) for mark, pattern, kind in _MARKS)
_JWT = re.compile(r"eyJ[\w-]{5,8192}\.[\w-]{5,16384}\.(?:[\w-]{1,2048})?")
_AWS_SECRET = re.compile(r"(?<![\w/+])[A-Za-z0-9/+]{40}(?![\w/+])")
_HEX_SECRET = re.compile(r"(?<!\w)[0-9a-f]{32}(?!\w)")
_NEAR = 160
_LONG_RUN = re.compile(r"\S{16}")  # no vendor's mark and key are shorter
# "qx_live_..." of whichever vendor: what it is for stands between a short prefix and the key.
_PURPOSE = re.compile(
    r"[_-](?:live|prod|test|pat|sess|session|secret|token|key|api|sk|bot|tok|svc)[_-]([A-Za-z0-9_-]{12,128})"
)
_PREFIX = re.compile(r"(?<![A-Za-z0-9_/-])(?!pk|pub)[a-z][a-z0-9]{1,11}$")
_DENSE = re.compile(r"(?=.*[0-9].*[0-9].*[0-9])(?=.*[A-Za-z].*[A-Za-z])[A-Za-z0-9_]*[A-Za-z0-9]{12,}[A-Za-z0-9_-]*")

# A name, then what it is said to be; the name is looked for in lower case.
_NAME = re.compile(r"tokens?|secrets?(?:[ _-]?(?:access[ _-]?)?keys?)?|key|licen[cs]e|jeton|schlüssel|clé|clave")
_TOKENS = frozenset(("token", "tokens", "jeton"))
_WHOSE_KEY = re.compile(  # "key" alone may be one of the keyboard, or of a data base
    r"(?:api|access|account|secret|encryption|licen[cs]e|private|signing|storage|master|subscription|shared|auth"
    r"|client|app|bot|webhook)[ _-]?$"
)
_PLAIN_KEYS = ("key", "licence", "license", "schlüssel", "clé", "clave")
_OTHER_KEY = re.compile(
    r"(?:primary|foreign|public|cache|partition|sort|object|row|index|lookup|idempotency|s3|host|map|redis|etag)[ _-]?$"
)
_KEY_OF = re.compile(r" (?:api|d'api|secrète|secreta|de api)")
_VALUE = re.compile(
    r"[\"'`\u201d]?\s{0,3}(?:(?:for|of|to|für|pour|de|para)(?:[ ][\w.-]{1,20}){1,3}\s)?"
    r"(?:[:=]>?|->|is|are|lautet|ist|est|es|was)\s{0,3}[:=]?\s{0,3}[\"'`\u201c\u201e\u00ab]?\s?([\w.~+/$!@#%^*-]{8,512}={0,2})",
    re.IGNORECASE,
)
_BARE = re.compile(r"[ ][\"'`\u201c\u201e\u00ab]?([\w.~+/$-]{16,512}={0,2})")
_FAR = re.compile(  # "an API key in my profile, 4d49748477ba4999e2ff5d2e5ce9349a"
    r"(?:[ ,:]{1,2}(?!id\b|commit|request|trace|hash|sha)[^\s.;?!,:]{1,20}){0,8}?"
    r"[ ,:(\"'`\u201c]{1,3}([A-Za-z0-9_-]{20,128})(?![\w/])"
)
_RUN = re.compile(r"[A-Za-z0-9_-]{20,}")
_LICENCE = re.compile(r"[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){2,7}")
_DIGITS = 3  # as many a value has that follows its name without a word between
_FAR_DIGITS = 5
_ID = re.compile(r"[a-z]{1,6}[_-][0-9]{1,8}")  # usr_9912

_LONG = 32


def keys(text: str, lowered: str) -> Iterator[Finding]:
    """Find keys and tokens; `lowered` is the same text in lower case."""
    if _LONG_RUN.search(text):
        yield from _by_marks(text)
    yield from _named(text, lowered)


def _by_marks(text: str) -> Iterator[Finding]:
    for mark, pattern, kind in _VENDORS:
        if mark in text:
            yield from _vendor(text, pattern, kind)
    for purpose in _PURPOSE.finditer(text):
        prefix = _PREFIX.search(text, max(0, purpose.start() - 13), purpose.start())
        if prefix and _DENSE.fullmatch(purpose[1]):
            yield Finding(prefix.start(), without_stop(text, prefix.start(), purpose.end()), "token")
    if "." in text and "eyJ" in text:
        for match in _JWT.finditer(text):
            if not goes_on(text, match.start()):
                yield Finding(match.start(), without_stop(text, match.start(), match.end()), "jwt")
    yield from _companions(text)


def _vendor(text: str, pattern: re.Pattern[str], kind: Kind) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if not goes_on(text, match.start()) and random(match.group()):
            yield Finding(match.start(), without_stop(text, match.start(), match.end()), kind)


def _named(text: str, lowered: str) -> Iterator[Finding]:
    names = list(_NAME.finditer(lowered))
    runs = [run.start() for run in _RUN.finditer(text)] if names else []
    for name in names:
        value = _value_of(text, lowered, name, runs)
        if value:
            kind: Kind = "token" if name.group() in _TOKENS else "api_key"
            yield Finding(value[0], without_stop(text, *value), kind)


def _value_of(text: str, lowered: str, name: re.Match[str], runs: Sequence[int]) -> tuple[int, int] | None:
    """Return where the value of a named secret stands."""
    end = name.end()
    value = _VALUE.match(text, end) or _BARE.match(text, end)
    if (
        value
        and is_value(value[1])
        and (value.re is _VALUE or digits(value[1]) >= _DIGITS)
        and (_is_named(lowered, name) or _is_key(value[1], lowered, name))
    ):
        return value.span(1)
    after = bisect(runs, end)
    if after == len(runs) or runs[after] - end > _NEAR or not _is_named(lowered, name):
        return None
    far = _FAR.match(text, end)
    return far.span(1) if far and _is_opaque(far[1]) else None


def _companions(text: str) -> Iterator[Finding]:
    """Find the secret that stands beside a vendor's id: AWS (40 characters), Twilio (32 hexadecimal digits)."""
    for mark, secret in (("AKIA", _AWS_SECRET), ("ASIA", _AWS_SECRET), ("AC", _HEX_SECRET)):
        at = text.find(mark)
        while at >= 0:
            is_id = mark != "AC" or _HEX_SECRET.match(text[at + 2 : at + 36])
            match = secret.search(text, at + 16, at + 16 + _NEAR) if is_id else None
            if match and random(match.group()):
                yield Finding(*match.span(), "api_key")
            at = text.find(mark, at + 16)


def _is_named(lowered: str, name: re.Match[str]) -> bool:
    """Whether this name of something secret is one."""
    before = lowered[max(0, name.start() - 16) : name.start()]
    if name.group() in ("license", "licence"):
        return False
    if name.group() in ("key", "schlüssel"):
        return bool(_WHOSE_KEY.search(before)) or before.endswith(("api-", "api"))
    if name.group() in ("clé", "clave"):
        return bool(_KEY_OF.match(lowered, name.end()))
    return not before.endswith("publickey")  # of a .NET assembly, and public


def _is_key(value: str, lowered: str, name: re.Match[str]) -> bool:
    """Whether what "key" names is one to a product or a service by its looks."""
    before = lowered[max(0, name.start() - 24) : name.start()]
    if name.group() not in _PLAIN_KEYS or _OTHER_KEY.search(before):
        return False
    bare = value.rstrip(".,;:!")
    return bool(_LICENCE.fullmatch(bare)) or (len(bare) >= _LONG and digits(bare) > _FAR_DIGITS)


def digits(value: str) -> int:
    """Return how many digits are in it."""
    return sum(map(str.isdigit, value))


def _is_opaque(value: str) -> bool:
    """Whether it is as mixed as what a program made up, and no UUID, by which requests are named too."""
    if not random(value) or (len(value) == 36 and value.count("-") == 4):  # noqa: PLR2004 (8-4-4-4-12)
        return False
    return digits(value) >= (_FAR_DIGITS if value.islower() or value.isupper() else _DIGITS)


def goes_on(text: str, start: int) -> bool:
    """Whether a word has begun before, so that the mark is only a part of it."""
    return start > 0 and (text[start - 1].isalnum() or (text[start - 1] in "_-" and text[start].isalpha()))


def without_stop(text: str, start: int, end: int) -> int:
    """Return the end without the punctuation of the sentence."""
    while end > start + 1 and text[end - 1] in ".,;:!*":
        end -= 1
    return end


def is_value(value: str) -> bool:
    """Whether it is no word of a sentence: "the token is expired"."""
    bare = value.rstrip(".,;:!")
    if _ID.fullmatch(bare):
        return False
    return len(bare) >= 8 and (random(bare) or (len(bare) >= _LONG and bare.isalnum()))  # noqa: PLR2004 (as _VALUE)


def random(text: str) -> bool:
    """Whether digits and letters are mixed in it, as in a key and unlike in words joined by dashes."""
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
