"""Facts that must not get lost (codes, numbers, versions, addresses) and names of environments."""

import re

_FACT = re.compile(
    r"https?://[^\s<>\"')\]]{1,200}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}"
    r"|\"[^\"\n]{2,60}\"|\u201c[^\u201d\n]{2,60}\u201d|\u201e[^\u201c\n]{2,60}\u201c"
    r"|\u00ab[^\u00bb\n]{2,60}\u00bb"
    r"|(?:[A-Za-z]{1,12}[-_#])?\d[\w.,:/%-]{0,40}[\w%]|[#$\u20ac\u00a3]?\d%?"
    r"|\b[A-Z]{2,}[-_]?[A-Z0-9_-]{0,30}\b|\b\w{0,40}[a-z][A-Z]\w{0,40}\b"
)
_ENVIRONMENT = re.compile(
    r"\b(?:chrome|firefox|safari|edge|opera|brave|chromium|internet explorer|windows(?: \d+)?|macos"
    r"|mac ?os|mac|os x|linux|ubuntu"
    r"|debian|fedora|android|ios|ipados|iphone|ipad|pixel \d|galaxy|samsung|macbook|chromebook"
    r"|version|v\d+(?:\.\d+)*|\d+\.\d+\.\d+"
    r"|java \d+|python \d|node(?:\.js)? \d+|php \d|postgres\w*|mysql|docker|kubernetes|navegador"
    r"|navigateur|build \d+|browser|firmware)\b",
    re.IGNORECASE,
)


def facts(text: str) -> list[str]:
    """Return the facts in a line, as they are written there, each once."""
    return list(dict.fromkeys(match.group() for match in _FACT.finditer(text)))


def environment_weight(text: str) -> int:
    """How many names of systems, browsers, devices and versions a line has."""
    return len(_ENVIRONMENT.findall(text))
