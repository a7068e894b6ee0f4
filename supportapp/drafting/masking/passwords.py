"""Passwords, by the words before them; not what is merely said about a password."""

import re
from collections.abc import Iterator

from supportapp.drafting.masking.kinds import Finding
from supportapp.drafting.masking.words import ABOUT_PASSWORDS as ABOUT

# Looked for in lower case.
_NAME = re.compile(
    r"passwords?|passwort|passwor[dt]er|passwd|pass ?phrase|(?:seed|recovery|wallet) phrase"
    r"|pass ?code|password_hash|kennwort|pass ?word|pass|pwd?|psw"
    r"|mot de passe|mdp|contraseña|contrasena|clave|pin(?:[ -]?code)?|cvc2?|cvv2?"
    r"|(?:verification|security|one[- ]time|2fa|mfa|login|recovery|backup|auth|bestätigungs|sicherheits)[ -]?code"
    r"|code de vérification|código de verificación|otp|tan"
)
_QUOTES = "\"'`\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019"
_FILLER = (
    r"(?:[ ](?:for|of|to|on|at|in|i|we|you|he|she|changed|reset|für|von|zum|vom|im|pour|de|du|para|del|que)\b"
    r"(?:[ ][\w.@'/-]{1,40}){0,5}?)?"
)
_SAYS = (
    r"(?:\s{1,3}(?:is now|is still|is currently|was set to|is set to|is|was|lautet|ist|war|est|était|es|era|should be"
    r"|c['\u2019]est|would be|must be|set to|to|from|von|auf|à)(?=[\s:=])|\s{0,3}(?::=|=>|->|[:=](?!:))"
    r"|\s[-\u2013\u2014](?=\s))"
)
_SAID = re.compile(
    rf"[{_QUOTES}]?(?:\s?\([^()\n]{{1,40}}\))?{_FILLER}({_SAYS})\s{{0,3}}[:=]?\s{{0,4}}"
    rf"(?:([{_QUOTES}])([^{_QUOTES}\n]{{1,100}})[{_QUOTES}]|([^\s{_QUOTES}<\[(*]\S{{0,99}}))",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"[,;]?\s(?:to|or|and|then|oder|und|auf|ou|et|à|o|y|a)\s{1,2}"
    r"(?:(?:the|my) (?:new|old|other)(?: one| password)? (?:is|was) )?(\S{6,64})",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"[ ]{{1,2}}(?:([{_QUOTES}])([^\s{_QUOTES}]{{4,64}})[{_QUOTES}]|([^\s{_QUOTES}<\[(*][^\s=<>()]{{3,63}}))"
)
_URL = re.compile(r"://[^\s:/@\"']{0,64}:([^\s@/\"'<>]{1,128})@(?=[\w.\[-])")
_URL_WITH_SLASH = re.compile(
    r"[a-z](?<!http)(?<!https)://[^\s:/@\"']{0,64}:(?![0-9]{1,5}/)([^\s\"'<>]{1,128})@(?=[\w.\[-])"
)
_LOGIN_PAIR = re.compile(
    r"(?:credentials?|login|zugangsdaten|anmeldedaten|identifiants?|credenciales|user(?:name)?/pass(?:word)?)"
    r"[^\n:=()]{0,30}(?:[:=]| are| is| sind)\s{0,2}[^\s/:\"'()]{1,64}\s?[/:]\s?([^\s/\"'<>()]{4,64})"
)
_CURL_USER = re.compile(r"(?:curl|wget)[^\n]{0,200}? -u ?['\"]?[^\s:'\"]{1,64}:([^\s'\"]{1,64})")
_OPTION_P = re.compile(
    r"(?:mysql\w*|mariadb|sshpass|mongo\w*|redis-cli|psql|docker login)[^\n]{0,80}? -(?:p|a) ?([^\s'\"-]\S{2,63})"
)
_PHRASE = re.compile(
    r"\s?(?:[:=]|is|ist)\s{1,2}((?:[a-zà-ÿ]{2,16}[ -]){2,23}[a-zà-ÿ]{2,16})[.!]?(?=\s*$|\n)", re.IGNORECASE
)
_DIGITS = re.compile(r"[ ]([0-9]{3,8})(?![\w.,:-]*[\w])(?! ?(?:char|digit|zeichen|stell|chiffre|caract))")
_TAG = re.compile(r"<(?:password|passwd|pwd)>([^<\s]{1,64})</")
_SETTING = re.compile(rf"[;&](?=[\w.]+=|[lg]t\b)|[{_QUOTES}](?=[;,)\]}}\s]|$)")
_CODE = re.compile(
    r"--|/|\$|%[a-zA-Z({]|\{|process\.env|os\.|self\.|this\.|[A-Za-z_]+(?:\.[A-Za-z_]\w*){2}$|[A-Za-z]+[<(]|\S+=\{"
)
_TRAILING = ".,;:!?)]}>\u2026" + _QUOTES
_AND_MORE = re.compile(
    r"[ ,]{1,2}(?:und|and|but|aber|et|mais|y|pero|please|bitte|if|when|thanks|danke|merci|gracias)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"[ -](?:char|zeichen|digit|letter|day|time|hour|minute|month|year|tage|stunden|caract|jours|días|or |to )",
    re.IGNORECASE,
)
_PIN_DIGITS = range(3, 9)
_STRONG = 6
_SHORTEST = 3

_PARTICIPLE = ("ed", "ing", "able", "ible", "iert", "ée", "ada", "ido")
_CODES = ("code", "pin", "cv", "otp", "tan", "código")
_AMBIGUOUS = frozenset(("pass", "pw", "pin", "tan", "clave", "psw", "otp", "cvc", "cvv"))


def passwords(text: str, lowered: str) -> Iterator[Finding]:
    """Find what words, a connection string, a tag or a command say is a password; `lowered` in lower case."""
    for name in _NAME.finditer(lowered):
        if not _is_word(lowered, name.start(), name.end()) or text.startswith("PASS:", name.start()):
            continue
        found = _value_after(text, name.group(), name.end())
        while found:
            yield Finding(*found, "password")
            found = _another(text, found[1])
    if "://" in text:
        for pattern in (_URL, _URL_WITH_SLASH):
            yield from (Finding(*match.span(1), "password") for match in pattern.finditer(text))
    for pattern in (_LOGIN_PAIR, _CURL_USER, _OPTION_P, _TAG):
        for match in pattern.finditer(lowered):
            end = _trimmed(text, match.start(1), match.end(1))
            if pattern is not _LOGIN_PAIR or _is_strong(text[match.start(1) : end]):
                yield Finding(match.start(1), end, "password")


def answered(text: str, asked: str) -> Iterator[Finding]:
    """Find the password in a bare answer to the question for it."""
    start = len(text) - len(text.lstrip())
    end = _trimmed(text, start, len(text.rstrip()))
    question = asked.lower()
    if "?" in question[-200:] and any(_is_word(question, m.start(), m.end()) for m in _NAME.finditer(question)):
        value = text[start:end]
        if value and not any(c.isspace() for c in value) and _is_strong(value):
            yield Finding(start, end, "password")


def _value_after(text: str, name: str, end: int) -> tuple[int, int] | None:
    if match := _SAID.match(text, end):
        group = 3 if match[3] is not None else 4
        start, stop = match.span(group)
        if group == 4:  # noqa: PLR2004 (the unquoted one)
            stop = _trimmed(text, start, _next_setting(text, start, stop))
        if _is_password(text, name, match, start, stop):
            return start, stop
    phrase = _PHRASE.match(text, end) if "phrase" in name else None
    if phrase and sum(word in ABOUT for word in phrase[1].lower().split()) <= 1:
        return phrase.span(1)
    if any(kind in name for kind in _CODES) and name != "pin" and (match := _DIGITS.match(text, end)):
        return match.span(1)
    if name.startswith(_CODES) or (match := _BARE.match(text, end)) is None:
        return None
    start, stop = match.span(2 if match[2] is not None else 3)
    stop = _trimmed(text, start, _next_setting(text, start, stop))
    return (start, stop) if _is_strong(text[start:stop]) and _is_new(text[start:stop]) else None


def _another(text: str, end: int) -> tuple[int, int] | None:
    """Return the next value of "from Old1 to New2", "first1 or second2"."""
    match = _ANOTHER.match(text, end)
    stop = _trimmed(text, *match.span(1)) if match else 0
    if match and _is_strong(text[match.start(1) : stop]) and any(c.isdigit() for c in match[1]):
        return match.start(1), stop
    return None


def _is_password(text: str, name: str, match: re.Match[str], start: int, stop: int) -> bool:
    value, says = text[start:stop], match[1].strip().lower()
    if not value or not _is_new(value) or (value.isdigit() and _COUNTED.match(text, stop)):
        return False
    if any(kind in name for kind in _CODES) or (name == "clave" and value.isdigit()):
        return (value.isdigit() and len(value) in _PIN_DIGITS) or _is_strong(value)
    if match[3] is not None:
        return len(value) >= _SHORTEST and (" " not in value or says in ("is", "lautet", "ist", "est", "es", ":", "="))
    if _is_strong(value) or (not value.isalpha() and says in (":", "=", ":=", "lautet") and len(value) > _SHORTEST):
        return True
    if match.start(1) - match.start() > _SHORTEST or says in ("to", "from", "von", "auf", "à", "-", "\u2013", "\u2014"):
        return False  # words between the name and a plain word: too likely a sentence
    ends = stop == len(text) or text[stop] in ".,;!)\n\r" or _AND_MORE.match(text, stop)
    return bool(ends) and len(value) >= _SHORTEST and (value.isalpha() or len(value) > _SHORTEST)


def _next_setting(text: str, start: int, stop: int) -> int:
    """Return where the value of "pwd=x;user=y" ends."""
    following = _SETTING.search(text, start, stop)
    return following.start() if following and following.start() > start else stop


def _is_new(value: str) -> bool:
    """Whether it is not one of the words by which people tell about a password, nor code or a path."""
    folded = value.lower().strip(_TRAILING)
    if _CODE.match(value):
        return False
    if folded in ABOUT or set(value) <= set("*\u2022.xX#-_?"):
        return False
    return not (folded.isalpha() and folded.endswith(_PARTICIPLE) and value.islower())


def _is_strong(value: str) -> bool:
    """Whether it mixes letters with digits or signs, as no word of a sentence does."""
    if len(value) < _STRONG or "://" in value:
        return False
    value = value.rstrip("!?")
    letters = any(c.isalpha() for c in value)
    digits = any(c.isdigit() for c in value)
    signs = any(not c.isalnum() and c not in "-'./,:\u2019" for c in value)
    return letters and (digits or signs)


def _is_word(lowered: str, start: int, end: int) -> bool:
    before, after = lowered[start - 1 : start] if start else "", lowered[end : end + 1]
    return not before.isalnum() and not after.isalnum() and after not in ("_", "-", "/")


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end without closing quotes, brackets and the sentence's full stop."""
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == "!" and end - start > 1 and (end == len(text) or text[end].isspace()):
            break  # many a password ends so
        end -= 1
    return end
