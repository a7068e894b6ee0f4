"""Passwords, by the words before them; not what is merely said about a password."""

import re
from collections.abc import Iterator

from supportapp.drafting.masking.kinds import Finding
from supportapp.drafting.masking.words import ABOUT_PASSWORDS as ABOUT

# Looked for in lower case. The groups are read differently: words may follow a phrase, digits a code.
_NAMES = (
    r"(?:(?P<phrase>pass ?phrase|seed phrase|recovery phrase|wallet phrase)"
    r"|(?P<code>pass ?code|2fa[ -]?code|mfa[ -]?code"
    r"|(?:verification|security|sms|access"
    r"|unlock|activation|one[- ]time|login|recovery|backup|auth|bestätigungs|sicherheits)[ -]?code)"
    r"|(?P<pin>pin(?:[ -]?code)?|cv[cv]2?|code de vérification|código de verificación|otp|tan)"
    r"|password_hash|passwords?|passwort|passwor[dt]er|passwd|pass word|pwd?|psw"
    r"|kennwort|mot de passe|mdp|contrase[ñn]a|clave%s)"
)
# A name that something follows which may be a value: after as few characters as "is" three more at least.
_NAME = re.compile(
    _NAMES % "|pass"
    + r"(?=[:=\"'`\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019(]"
    + r"|\s{1,4}(?:[^\w\s]|[0-9]{3}|\S{4}|\S{1,3}\s{1,4}(?:[:=]\s{0,4}|\S{1,2}\s)?\S{3}))"
)
_MENTIONED = re.compile(r"(?<![^\W_])" + _NAMES % "" + r"(?![\w/-])")
_QUOTES = "\"'`\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019"
_FILLER = (
    r"(?:[ ](?:for|of|to|on|at|in|i|we|you|he|she|changed|reset|für|von|zum|vom|im|pour|de|du|para|del|que)\b"
    r"(?:[ ][\w.@'/-]{1,40}){0,5}?)?"
)
_SAYS = (
    r"(?:\s{1,3}(?:is now|is still|is currently|was set to"
    r"|is set to|is|was|lautet|ist|war|est|était|es|era|should be"
    r"|(?:box|sticker|router|label|card|letter|paper|e?mail) says|c['\u2019]est|would be|must be|set to"
    r"|to|from|von|auf|à|a|por)(?=[\s:=])|\s{0,3}(?::=|=>|->|[:=](?!:))"
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
_PHRASE = re.compile(
    r"\s?(?:[:=]|is|ist)\s{1,2}([a-zà-ÿ]{2,16}+(?:[ -][a-zà-ÿ]{2,16}+){2,23}+)[.!]?(?=\s{0,8}(?:$|\n))", re.IGNORECASE
)
_SECOND_HALF = re.compile(r"(?<=[0-9]{3})(?<![0-9]{4})[ -][0-9]{3}(?![0-9])")  # of "660 192"
_DIGITS = re.compile(r"[ ]([0-9]{3,8})(?![\w.,:-]*[\w])(?! ?(?:char|digit|zeichen|stell|chiffre|caract))")
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
_SHORTEST, _LONGEST = 3, 100
_CODES = ("code", "pin")
_MIXED = re.compile(
    r"(?!.*://)(?=.*[^\W\d_]).*?(?:[\d_]|[^\w\-'./,:\u2019!?]|[!?][^!?])", re.DOTALL
)  # letters with digits or signs, a last "!" aside
_SAMPLE = re.compile(r"[*\u2022.xX#_?-]+")
_NUMBER = re.compile(r"[A-Z]{1,5}-?[0-9]+")  # of an order or a case
_ASKS_FOR = re.compile(
    r"(?:what(?:'s|\u2019s| is| was)|wie lautet|quel(?:le)? est|cu[aá]l es) [^?.\n]{0,30}"
    r"(?:passwor[dt]|passwd|kennwort|mot de passe|contrase[ñn]a)\s?\?"
)

_PARTICIPLE = ("ed", "ing", "able", "ible", "iert", "ée", "ada", "ido")
_SETTINGS = ("password", "passwd", "pwd")  # PGPASSWORD=
_SENTENCE = ("to", "from", "von", "auf", "à", "a", "por", "-", "\u2013", "\u2014")


def passwords(text: str, lowered: str) -> Iterator[Finding]:
    """Find what the words before it say is a password; `lowered` is the same text in lower case."""
    for name in _NAME.finditer(lowered):
        start = name.start()
        if start and lowered[start - 1].isalnum() and not (name.group() in _SETTINGS and text[name.end()] == "="):
            continue  # a word that only ends like it
        if text.startswith("PASS:", start):
            continue
        found = _value_after(text, name)
        while found:
            yield Finding(*found, "password")
            found = _another(text, found[1])


def answered(text: str, asked: str) -> Iterator[Finding]:
    """Find the password in a bare answer to the question for it."""
    start = len(text) - len(text.lstrip())
    end = trimmed(text, start, len(text.rstrip()))
    value = text[start:end]
    if not value or len(value) > _LONGEST or any(c.isspace() for c in value):
        return
    question = asked.lower()
    if "?" not in question[-200:] or not mentioned(question):
        return
    plain = len(value) >= _SHORTEST and _is_new(value) and bool(_ASKS_FOR.search(question))
    if plain or (is_strong(value) and not _NUMBER.fullmatch(value)):
        yield Finding(start, end, "password")


def mentioned(lowered: str) -> bool:
    """Whether a text in lower case speaks of a password."""
    return _MENTIONED.search(lowered) is not None


def _value_after(text: str, name: re.Match[str]) -> tuple[int, int] | None:
    end, group = name.end(), name.lastgroup
    if match := _SAID.match(text, end):
        start, stop = match.span(match.lastindex or 4)
        if match.lastindex == 4 and not text[start:stop].isalnum():  # noqa: PLR2004 (the unquoted one)
            stop = trimmed(text, start, _next_setting(text, start, stop))
        if _is_password(text, name, match, (start, stop)):
            second = _SECOND_HALF.match(text, stop) if name.lastgroup in _CODES else None
            return start, second.end() if second else stop
    phrase = _PHRASE.match(text, end) if group == "phrase" else None
    if phrase and sum(word in ABOUT for word in phrase[1].lower().split()) <= 1:
        return phrase.span(1)
    if group in _CODES and text[name.start() : end] not in ("pin", "tan") and (match := _DIGITS.match(text, end)):
        return match.span(1)
    if group == "pin" or (match := _BARE.match(text, end)) is None:
        return None
    start, stop = match.span(2 if match[2] is not None else 3)
    stop = trimmed(text, start, _next_setting(text, start, stop))
    value = text[start:stop]
    return (start, stop) if is_strong(value) and _is_new(value) and not value.endswith("=") else None


def _another(text: str, end: int) -> tuple[int, int] | None:
    """Return the next value of "from Old1 to New2", "first1 or second2"."""
    match = _ANOTHER.match(text, end)
    stop = trimmed(text, *match.span(1)) if match else 0
    if match and is_strong(text[match.start(1) : stop]) and any(c.isdigit() for c in match[1]):
        return match.start(1), stop
    return None


def _is_password(text: str, name: re.Match[str], match: re.Match[str], place: tuple[int, int]) -> bool:
    start, stop = place
    value = text[start:stop]
    if (
        (match[3] is None and value.isalpha() and not _ends(text, stop))
        or len(value) < _SHORTEST
        or not _is_new(value)
        or _is_time(text, match.start(1), value)
        or (value.isdigit() and _COUNTED.match(text, stop))
    ):
        return False
    if name.lastgroup in _CODES or (value.isdigit() and name.group() == "clave"):
        return (value.isdigit() and len(value) in _PIN_DIGITS) or is_strong(value)
    says = match[1].strip().lower()
    if match[3] is not None:
        return " " not in value or says in ("is", "lautet", "ist", "est", "es", ":", "=")
    if is_strong(value) or (not value.isalpha() and says in (":", "=", ":=", "lautet") and len(value) > _SHORTEST):
        return not value.endswith("=") or "=" not in says
    if match.start(1) - match.start() > _SHORTEST or says in _SENTENCE:
        return False  # words between the name and a plain word: too likely a sentence
    return _ends(text, stop) and (value.isalpha() or len(value) > _SHORTEST)


def _ends(text: str, stop: int) -> bool:
    """Whether no sentence goes on after a plain word."""
    return stop == len(text) or text[stop] in ".,;!)\n\r" or _AND_MORE.match(text, stop) is not None


def _is_time(text: str, colon: int, value: str) -> bool:
    return text[colon] == ":" and text[colon - 1].isdigit() and value[:2].isdigit()


def _next_setting(text: str, start: int, stop: int) -> int:
    """Return where the value of "pwd=x;user=y" ends."""
    following = _SETTING.search(text, start, stop)
    return following.start() if following and following.start() > start else stop


def _is_new(value: str) -> bool:
    """Whether it is not one of the words by which people tell about a password, nor code or a path."""
    folded = value.lower().strip(_TRAILING)
    if _CODE.match(value):
        return False
    if folded in ABOUT or _SAMPLE.fullmatch(value):
        return False
    return not (folded.isalpha() and folded.endswith(_PARTICIPLE) and value.islower())


def is_strong(value: str) -> bool:
    """Whether it mixes letters with digits or signs, as no word of a sentence does."""
    return len(value) >= _STRONG and _MIXED.match(value) is not None


def trimmed(text: str, start: int, end: int) -> int:
    """Return the end without closing quotes, brackets and the sentence's full stop."""
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == "!" and end - start > 1 and (end == len(text) or text[end].isspace()):
            break  # many a password ends so
        end -= 1
    return end
