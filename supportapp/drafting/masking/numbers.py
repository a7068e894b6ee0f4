"""Card numbers and IBANs: recognised by shape, issuer or country, and check digits."""

import re
from collections.abc import Iterator
from string import ascii_letters

from supportapp.drafting.masking.kinds import Finding

_GAP = r"[ \u00a0\u2009\u202f]{0,2}+[-\u2010-\u2013.\u00b7]?+ ?+"
# Plain, or in groups as printed on the card: 4-4-4-4(-3), 4-6-5 and 4-6-4.
_CARD = re.compile(
    rf"[2-6](?<![0-9A-Za-z_+][2-6])(?:[0-9]{{3}}(?:{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?:{_GAP}[0-9]{{4}}{_GAP}[0-9]{{3}}"
    rf"|{_GAP}[0-9]{{1,4}})|{_GAP}[0-9]{{6}}{_GAP}[0-9]{{4,5}})(?![0-9])"
    r"|[0-9]{12,18}(?![0-9]))"
)
_GROUP = 4  # digits of the first group on a card
_OTHER_NUMBER = re.compile(
    r"(?:order|invoice|ticket|\bsku|article|\bcase|tracking|parcel|shipment|imei|serial|session|request|trace|transaction|reference|\bref|\bid"
    r"|bestell\w*|rechnung\w*|sendung\w*|kunden\w*|auftrag\w*|commande|facture|suivi|colis|pedido|factura|envío)"
    r"[ _.:#=-]*(?:no|nr|number|num|id|code|nummer|numéro|número)?[ .:#=-]*(?:is|ist|lautet|est|es)?[ \"'(#:=-]*$"
)
_CONTEXT = 40

# (first digits from, to, how many digits they are, lengths): who issues cards.
_ISSUERS = (
    (4, 4, 1, (13, 16, 19)),  # Visa
    (51, 55, 2, (16,)),  # Mastercard
    (2221, 2720, 4, (16,)),  # Mastercard
    (34, 34, 2, (15,)),  # American Express
    (37, 37, 2, (15,)),  # American Express
    (300, 305, 3, (14,)),  # Diners Club
    (36, 36, 2, (14,)),  # Diners Club
    (38, 39, 2, (14,)),  # Diners Club
    (6011, 6011, 4, (16, 19)),  # Discover
    (644, 659, 3, (16, 19)),  # Discover
    (3528, 3589, 4, (16, 19)),  # JCB
    (62, 62, 2, (16, 17, 18, 19)),  # UnionPay
    (2200, 2204, 4, (16, 19)),  # Mir
    (5018, 5020, 4, (13, 14, 15, 16, 17, 18, 19)),  # Maestro, Dankort
    (5038, 5038, 4, (13, 14, 15, 16, 17, 18, 19)),  # Maestro
    (5893, 5893, 4, (13, 14, 15, 16, 17, 18, 19)),  # Maestro
    (6304, 6304, 4, (13, 14, 15, 16, 17, 18, 19)),  # Maestro
    (6759, 6763, 4, (13, 14, 15, 16, 17, 18, 19)),  # Maestro
    (508, 508, 3, (16,)),  # RuPay
    (6521, 6522, 4, (16,)),  # RuPay
)

_NO_DIGITS = bytes(character for character in range(256) if chr(character) not in "0123456789")
_WRITTEN = bytes(range(48, 58)) + bytes(246)
_VALUES = bytes(character % 16 for character in range(256))  # of the digits "0" to "9"
_DOUBLED = bytes(sum(divmod(2 * value, 10)) for value in range(10)) + bytes(246)  # each doubled, its digits summed

_IBAN_START = re.compile(r"[A-Za-z]{2}[0-9]{2}(?=[ \u00a0-]?[A-Za-z0-9])")
_IBAN_LENGTHS = {
    length: countries.split()
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FO FI GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU XK MN",
        21: "CR HR LI LV CH", 22: "BG BH DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM TL SO",
        24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "LY PT ST", 26: "IS TR", 27: "FR GR IT MC MR SM BI DJ",
        28: "AL AZ BY CY DO GT HU LB PL SV NI", 29: "BR PS QA UA", 30: "JO KW MU", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
}  # fmt: skip
_IBAN = {
    country: re.compile(rf"[A-Za-z]{{2}}[0-9]{{2}}(?:[ \u00a0-]?[A-Za-z0-9]){{{length - 4}}}(?![A-Za-z0-9])")
    for length, countries in _IBAN_LENGTHS.items()
    for country in countries
}
_IBAN_DIGITS = {ord(character): str(int(character, 36)) for character in ascii_letters}
_NOT_ALPHANUMERIC = re.compile(r"[^A-Za-z0-9]+")


def cards(text: str) -> Iterator[Finding]:
    """Find card numbers: an issuer's first digits and length, and the last digit checks the others."""
    position = 0
    while match := _CARD.search(text, position):
        start, position = match.span()
        if _is_card(match.group()) and _stands_alone(text, start, position):
            yield Finding(start, position, "card")
        elif not match.group().isdigit():
            position = start + _GROUP


def ibans(text: str) -> Iterator[Finding]:
    """Find IBANs: as long as the country has them, and right by their check digits."""
    for start in _IBAN_START.finditer(text):
        shape = _IBAN.get(start.group()[:2].upper())
        if shape is None or (start.start() and text[start.start() - 1].isalnum()):
            continue
        if (match := shape.match(text, start.start())) and _is_iban(_NOT_ALPHANUMERIC.sub("", match.group())):
            yield Finding(*match.span(), "iban")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether it is neither part of a longer word nor said to be an order, a parcel or the like."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after.isalpha() or after == "_" or before in ("/", "#") or (before in (".", "-") and start > 1):
        return before in (".", "-") and not text[start - 2].isalnum() and not after.isalpha()
    return not _OTHER_NUMBER.search(text[max(0, start - _CONTEXT) : start].lower())


def _is_card(written: str) -> bool:
    values = written.encode("ascii", "ignore").translate(_VALUES, _NO_DIGITS)
    if (sum(values[-1::-2]) + sum(values[-2::-2].translate(_DOUBLED))) % 10 or len(set(values)) == 1:
        return False
    digits = values.translate(_WRITTEN)
    return any(first <= int(digits[:n]) <= last and len(digits) in lengths for first, last, n, lengths in _ISSUERS)


def _is_iban(code: str) -> bool:
    moved = code[4:] + code[:4]
    return int(moved.translate(_IBAN_DIGITS)) % 97 == 1
