"""E-mail addresses and telephone numbers, and what merely looks like one."""

import re
from collections.abc import Iterator

from supportapp.drafting.masking.kinds import Finding

_LOCAL = re.compile(r"[\w.+'%-]{1,64}")
_DOMAIN = re.compile(r"@[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){1,6}")
_SPELT_AT = re.compile(r"[(\[{][aA][tT][)\]}]")
_SPELT_DOMAIN = re.compile(r" ?[\w-]{1,63}(?: ?[(\[{]dot[)\]}] ?[\w-]{2,63}|\.[\w-]{2,63}){1,4}", re.IGNORECASE)
_SPELT_LOCAL = re.compile(r" ?[\w.+-]{1,64}")
_FILES = frozenset("png jpg jpeg gif svg webp ico js mjs ts css json html py rb php yaml yml txt md zip gz tgz".split())

_SEP = r"[ .\u00a0\u202f-]"
# Each shape with whether words must say that it is a telephone number.
_SHAPES = (
    (re.compile(r"\+[1-9](?:[ ./()\u00a0\u202f-]{0,3}[0-9]){7,14}"), False),
    (re.compile(r"00[1-9](?:[ ./()\u00a0\u202f-]{0,3}[0-9]){9,13}"), False),
    (re.compile(r"(?:1[ .-])?\([2-9][0-9]{2}\)[ .-]?[2-9][0-9]{2}[ .-][0-9]{4}"), False),
    (re.compile(r"(?:1[.-])?[2-9][0-9]{2}([.-])[2-9][0-9]{2}\1[0-9]{4}"), False),
    (re.compile(r"\([1-9][0-9]\) ?9?[0-9]{4}-[0-9]{4}"), False),
    (re.compile(rf"0[1-9](?:{_SEP}[0-9]{{2}}){{4}}"), False),
    (re.compile(r"\(?0[1-9][0-9]{0,4}\)?(?:[ ./\u00a0\u202f-]{1,3}[0-9]{2,8}){1,4}"), False),
    (re.compile(r"0(?:1[567][0-9]{8,9}|7[0-9]{9}|[467][0-9]{8})"), False),
    (re.compile(r"[6-9][0-9]{2}(?: [0-9]{2}){3}"), False),
    (re.compile(r"\(?[0-9](?:[ ./()\u00a0\u202f-]{0,3}[0-9]){6,13}"), True),
)
_START = re.compile(r"[+(]?[0-9]{1,5}")
_DIGITS = re.compile(r"[^0-9]+")
_DATE = re.compile(
    r"\(?(?:[0-3]?[0-9][./ -][01]?[0-9][./ -](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[./-][01]?[0-9][./-][0-3]?[0-9])(?![0-9])"
)
_FEWEST, _MOST = 7, 15
_NATIONAL = range(9, 13)
_NORTH_AMERICAN = 11
_CONTEXT = 48
_IS_PHONE = re.compile(
    r"phone|\btel\b|telefon|téléphone|teléfono|telefono|\bcall(?:s|ed|ing)?\b|call ?back|\bring me|mobile|\bcell|handy"
    r"|whatsapp|\bsms\b|text me|reach (?:me|us)|contact (?:me|us)|my number|our number|meine nummer|hotline|\bfax"
    r"|erreichbar|erreichen|rückruf|ruf(?:en|t)? |anrufen|appel(?:er|ez)|joindre|joignable|portable|mon numéro"
    r"|móvil|movil|llám|llam|mi número|mi numero|signal"
)
_IS_OTHER = re.compile(
    r"order|invoice|ticket|\bcase\b|\bref\b|reference|tracking|parcel|shipment|\bid\b|version|build|serial|imei"
    r"|\bsku\b|article|\bitem\b|customer (?:no|num|id)|account (?:no|num)|\bzip\b|error|session|request|trace|\bport\b"
    r"|\bline\b|amount|total|bytes|isbn|\bean\b|gtin|\bvin\b|timestamp|transaction|contract|policy|price|model"
    r"|bestell|rechnung|sendung|kunden|vertrag|auftrag|artikel|konto|zähler|fehler|betrag|aktenzeichen"
    r"|commande|facture|colis|suivi|contrat|compte|dossier|pedido|factura|envío|contrato|cuenta|caso"
)


def emails(text: str) -> Iterator[Finding]:
    """Find e-mail addresses, not files (logo@2x.png), versions (core@1.2.3) or repositories (git@host:path)."""
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.match(text[max(0, at - 64) : at][::-1])
        domain = _DOMAIN.match(text, at)
        if local and domain:
            start = at - len(local.group().rstrip(".'%-"))
            end = domain.end() - (len(domain.group()) - len(domain.group().rstrip("-_")))
            if start < at and _is_address(text, start, at, end):
                yield Finding(start, end, "email")
        at = text.find("@", at + 1)
    for spelt in _SPELT_AT.finditer(text):
        local = _SPELT_LOCAL.match(text[max(0, spelt.start() - 65) : spelt.start()][::-1])
        domain = _SPELT_DOMAIN.match(text, spelt.end())
        if local and domain:
            yield Finding(spelt.start() - len(local.group()), domain.end(), "email")


def phones(text: str, asked: str = "") -> Iterator[Finding]:
    """Find telephone numbers; `asked` is the question this text answers, which says what a bare number is."""
    position = 0
    while match := _START.search(text, position):
        position = match.end()
        if _inside_word(text, match.start()):
            continue
        found = _phone_at(text, match.start(), asked)
        if found:
            position = found
            yield Finding(match.start(), found, "phone")


def _is_address(text: str, start: int, at: int, end: int) -> bool:
    ending = text[at:end].rpartition(".")[2]
    if not ending.isalpha() or len(ending) < 2 or ending.lower() in _FILES:  # noqa: PLR2004 (.de)
        return False
    return not (text[start:at] == "git" and text[end : end + 1] in (":", "/"))


def _inside_word(text: str, start: int) -> bool:
    """Whether what stands before makes it part of an id, an amount or an address."""
    before = text[start - 1 : start]
    if text[start] == "+":
        return before.isalnum() or before in ("+", "/", "_")
    if before == ":" or before == "=":
        return not _IS_PHONE.search(text[max(0, start - 12) : start].lower())
    return before.isalnum() or (before != "" and before in "#@/&?%_-+.,$\u20ac\u00a3\\*")


def _phone_at(text: str, start: int, asked: str) -> int:
    """Return where the telephone number that starts here ends, 0 if none does."""
    if _DATE.match(text, start):
        return 0
    said: bool | None = None
    strong = text[start] == "+"
    for shape, needs_words in _SHAPES:
        match = shape.match(text, start)
        if not match or not _ends(text, match.end()) or not _is_dialled(match.group(), needs_words):
            continue
        if strong:
            return match.end()
        if said is None and not needs_words and not _other_nearby(text, start, asked):
            return match.end()
        said = _said(text, start, asked) if said is None else said
        if said:
            return match.end()
    return 0


def _ends(text: str, end: int) -> bool:
    after, following = text[end : end + 1], text[end + 1 : end + 2]
    if after.isalnum() or after in ("_", "@", "%", "\u20ac", "$"):
        return False
    return not (after and after in ":.,/-" and following.isalnum())


def _is_dialled(written: str, bare: bool) -> bool:
    """Whether it has as many digits as a telephone number has."""
    digits = _DIGITS.sub("", written)
    if len(set(digits)) <= 1:
        return False
    if written.startswith("+1"):
        return len(digits) == _NORTH_AMERICAN
    if written.startswith(("0", "(0")) and not written.startswith("00") and not bare:
        return len(digits) in _NATIONAL
    return _FEWEST <= len(digits) <= _MOST


def _other_nearby(text: str, start: int, asked: str) -> bool:
    """Whether the nearest word that says what the number is says: something else."""
    context = _before(text, start, asked)
    return _last(_IS_OTHER, context) > _last(_IS_PHONE, context)


def _said(text: str, start: int, asked: str) -> bool:
    """Whether words before it, or the question it answers, say that it is a telephone number."""
    context = _before(text, start, asked)
    return _last(_IS_PHONE, context) > _last(_IS_OTHER, context)


def _before(text: str, start: int, asked: str) -> str:
    context = text[max(0, start - _CONTEXT) : start].lower()
    return asked[-200:].lower() + " " + context if start < _CONTEXT // 2 else context


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
