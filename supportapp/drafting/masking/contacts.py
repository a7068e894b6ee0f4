"""E-mail addresses and telephone numbers, and what merely looks like one."""

import re
from collections.abc import Iterator
from typing import Literal

from supportapp.drafting.masking.kinds import Finding

_LOCAL = re.compile(r"[\w.+'%-]{1,64}")
_DOMAIN = re.compile(r"@[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){1,6}")
_SPELT_AT = re.compile(r"[(\[{][aA][tT][)\]}]")
_SPELT_DOMAIN = re.compile(r" ?[\w-]{1,63}(?: ?[(\[{]dot[)\]}] ?[\w-]{2,63}|\.[\w-]{2,63}){1,4}", re.IGNORECASE)
_SPELT_LOCAL = re.compile(r" ?[\w.+-]{1,64}")
_FILES = "png jpg jpeg gif svg webp ico js mjs ts css json html py rb php yaml yml txt md zip gz tgz"
_FILE_ENDINGS = frozenset(_FILES.split())
_ALGORITHM = re.compile(r"@(?:openssh\.com|libssh\.org)", re.IGNORECASE)

_GAP = r"[ ./()\u00a0\u202f-]{0,3}"
_RUN = re.compile(rf"[+(]?[0-9](?:{_GAP}[0-9])*+")
_START = re.compile(r"[+(]?[0-9]+")
# Shapes of telephone numbers, by the character they begin with.
_INTERNATIONAL = re.compile(rf"\+[1-9](?:{_GAP}[0-9]){{7,14}}")
_INTERNATIONAL_00 = re.compile(rf"00[1-9](?:{_GAP}[0-9]){{9,13}}")
_AMERICAN = re.compile(
    r"(?:1[ .-])?\([2-9][0-9]{2}\)[ .-]?[2-9][0-9]{2}[ .-][0-9]{4}"
    r"|(?:1[ .-])?[2-9][0-9]{2}([ .-])[2-9][0-9]{2}\1[0-9]{4}"
)
_BRAZILIAN = re.compile(r"(?:\([1-9][0-9]\) ?9?|[1-9][0-9] 9)[0-9]{4}-[0-9]{4}")
_CHINESE = re.compile(r"1[3-9][0-9]([ -])[0-9]{4}\1[0-9]{4}")
_INDIAN = re.compile(r"[6-9][0-9]{4} [0-9]{5}")
_PAIRS = re.compile(r"0[1-9](?:[ .\u00a0\u202f-][0-9]{2}){4}")
_AREA = re.compile(r"\(?0[1-9][0-9]{0,4}\)?(?:[ ./\u00a0\u202f-]{1,3}[0-9]{2,8}){1,4}")
_MOBILE = re.compile(r"0(?:1[567][0-9]{8,9}|7[0-9]{9}|[467][0-9]{8})")
_SPANISH = re.compile(r"[6-9][0-9]{2}(?: [0-9]{2}){3}")
_BARE = re.compile(
    r"\(?[0-9](?:[ ./)\u00a0\u202f-]{0,2}[0-9]){6,13}"
)  # any digits, where words say that it is a number to call
_OTHERS = (_AMERICAN, _SPANISH, _BRAZILIAN, _CHINESE, _INDIAN)
_SHAPES = {
    "+": (_INTERNATIONAL,),
    "(": (_AMERICAN, _BRAZILIAN, _AREA),
    "0": (_INTERNATIONAL_00, _PAIRS, _AREA, _MOBILE),
    **dict.fromkeys("123456789", _OTHERS),
}
_LONGEST_RUN = 120  # longer ones are tables and dumps
_DIGITS = re.compile(r"[^0-9]+")
_DATE = re.compile(
    r"\(?(?:[0-3]?[0-9][./ -][01]?[0-9][./ -](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[./-][01]?[0-9][./-][0-3]?[0-9])(?![0-9])"
)
_FEWEST = 7
_LISTING = " \t\n,;|/"
_ANY = range(_FEWEST, 16)
_NATIONAL = range(9, 13)
_NORTH_AMERICAN = 11
_CONTEXT, _QUESTION = 48, 200
_Said = Literal["phone", "other", "nothing"]
_IS_PHONE = re.compile(
    r"(?<!i)phone(?! ?[0-9])|\btel\b|telefon|téléphone|teléfono|\bcall (?:me|us|him|her|back|on|at|this)"
    r"|to call|(?:we|i|can) (?:call|ring|reach|phone)|call you|reach you|\bcall:|call(?:ed|ing) (?:from|me)"
    r"|\bring me|\bmobile(?! (?:device|app|view|browser|version|web|site))|\bcell\b|\bhandy|whatsapp|\bsms\b"
    r"|text me|reach (?:me|us)|contact (?:me|us)|(?:my|our|his|her|their|your) number|meine nummer|hotline|\bfax"
    r"|erreichbar|erreichen|rückruf|\bruf(?:en|t)? "
    r"|anrufen|appel(?:er|ez)|joindre|joignable|mon portable|mon numéro|móvil"
    r"|movil|\blínea (?:es|móvil)|landline|festnetz|\bllám|\bllam|mi número|mi numero|\bnúmero(?! de)"
)
_IS_OTHER = re.compile(
    r"order|invoice|http|status|index|ticket|(?<!in )\bcase\b|\bref\b|reference|tracking"
    r"|parcel|shipment|\bid\b|version|build|serial|imei"
    r"|\bsku\b|article|\bitem\b|customer (?:no|num|id)|account (?:no|num)|\bzip\b|error|session|request|trace|\bport\b"
    r"|\bline\b|amount|total|bytes|isbn|\bean\b|gtin|\bvin\b|timestamp|transaction|contract|policy|price|model"
    r"|bestell|rechnung|sendung|kunden|vertrag|auftrag|artikel|konto|zähler|fehler|betrag|aktenzeichen"
    r"|commande|facture|colis|suivi|contrat|compte|dossier|pedido|factura|envío|contrato|cuenta|caso"
)


def emails(text: str) -> Iterator[Finding]:
    """Find e-mail addresses, not files (logo@2x.png), versions (core@1.2.3) or repositories (git@host:path)."""
    at = text.find("@")
    while at >= 0:
        domain = _DOMAIN.match(text, at)
        local = _LOCAL.match(text[max(0, at - 64) : at][::-1]) if domain else None
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
    before, told = 0, None  # where the run before ended, and what was said of it: a list of numbers shares its words
    for run in _RUN.finditer(text):
        position, end = run.span()
        said = told if told and not text[before:position].strip(_LISTING) else None
        before, told = end, said
        if not _FEWEST <= end - position <= _LONGEST_RUN or _inside_word(text, position):
            continue
        while position < end and (begin := _START.search(text, position, end)):
            position = begin.end()
            if begin.start() > run.start() and _inside_word(text, begin.start()):
                continue
            if date := _DATE.match(text, begin.start()):
                position = date.end()
                continue
            if not any(shape.match(text, begin.start()) for shape in (*_SHAPES[begin.group()[0]], _BARE)):
                continue
            told = said = said or _said(text, begin.start(), asked)
            if stop := _phone_at(text, begin.start(), said):
                position = stop
                yield Finding(begin.start(), stop, "phone")


def _is_address(text: str, start: int, at: int, end: int) -> bool:
    ending = text[at:end].rpartition(".")[2]
    if not ending.isalpha() or len(ending) < 2 or ending.lower() in _FILE_ENDINGS:  # noqa: PLR2004 (.de)
        return False
    if _ALGORITHM.match(text, at) and any(character.isdigit() for character in text[start:at]):
        return False
    return not (text[start:at] == "git" and text[end : end + 1] in (":", "/"))


def _inside_word(text: str, start: int) -> bool:
    """Whether what stands before makes it part of an id, an amount or an address."""
    before = text[start - 1 : start]
    if text[start] == "+":
        return before.isalnum() or before in ("+", "/", "_")
    if before in (":", "="):
        return not _IS_PHONE.search(text[max(0, start - 12) : start].lower())
    return before.isalnum() or (before != "" and before in "#@/&?%_-+.,$\u20ac\u00a3\\*")


def _phone_at(text: str, start: int, said: _Said) -> int:
    """Return where the telephone number that starts here ends, 0 if none does."""
    first = text[start]
    if said != "other" or first == "+":
        for shape in _SHAPES[first]:
            match = shape.match(text, start)
            if match and _ends(text, match.end()) and _is_dialled(match.group(), shape):
                return match.end()
    if said == "phone" and first != "+":
        match = _BARE.match(text, start)
        if match and _ends(text, match.end()) and _is_dialled(match.group(), _BARE):
            return match.end()
    return 0


def _ends(text: str, end: int) -> bool:
    after, following = text[end : end + 1], text[end + 1 : end + 2]
    if after.isalnum() or after in ("_", "@", "%", "\u20ac", "$"):
        return False
    return not (after and after in ":.,/-" and following.isalnum())


def _is_dialled(written: str, shape: re.Pattern[str]) -> bool:
    """Whether it has as many digits as a telephone number has."""
    digits = _DIGITS.sub("", written)
    if len(set(digits)) == 1 or (shape is _BARE and written.startswith("0.")):
        return False
    if written.startswith("+1"):
        return len(digits) == _NORTH_AMERICAN
    return len(digits) in (_NATIONAL if shape in (_PAIRS, _AREA, _MOBILE) else _ANY)


def _said(text: str, start: int, asked: str) -> _Said:
    """Return what the nearest words before a number say that it is; for an answer, those of the question."""
    context = text[max(0, start - _CONTEXT) : start].lower()
    if start < _CONTEXT // 2:
        context = asked[-_QUESTION:].lower() + " " + context
    phone, other = _last(_IS_PHONE, context), _last(_IS_OTHER, context)
    if phone == other:
        return "nothing"
    return "phone" if phone > other else "other"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
