"""Passwords told in passing: "it was Tulip1947", "me@example.com and Tulip1947", "Tulip1947 was my password"."""

import re
from collections.abc import Iterator

from supportapp.drafting.masking.kinds import Finding
from supportapp.drafting.masking.passwords import is_strong, mentioned, trimmed

# A word with digits and at least two small letters, not within an address or a path.
_CANDIDATE = re.compile(r"(?<![\w.@/#=&?%+$!*-])(?=[^\s0-9]{0,40}[0-9])(?=[^\sa-z]{0,40}[a-z]\S{0,40}?[a-z])\S{7,64}")
_BY_RULE = re.compile(r"[^\W\d_]{3,}[0-9]{2,4}[!?*#$]?")  # a word and a year
_NO_PASSWORD = re.compile(  # versions, numbers of orders, addresses, files, ids, products, code
    r"v?[0-9]+[.,:-]\S*|[A-Z]{1,6}[-_]?[0-9]\S*|[0-9]+[a-z]{1,4}|\S*://\S*|\S*[\w-]@[\w-]+\.[a-zA-Z]\S*"
    r"|\S*\.[A-Za-z]{1,5}[0-9]?|[a-z]+[0-9]*(?:[-_.:/][a-z0-9]+)+|\S*[\\(){}<>\[\]=|]\S*"
    r"|(?i:windows|iphone|ipad|android|ios|macos|galaxy|pixel|chrome|firefox|office|version|build)[ -]?[0-9]\S*"
)
_SIGN = re.compile(r"[^\w.,:/'\u2019]|_")
_JOINED = ("/", "/ ", ":")
_AROUND, _NEAR = 64, 32
_SAID = re.compile(  # the last words before a password, where one was spoken of
    r"(?:\b(?:it|this|that|mine|one)(?:['\u2019]s| is| was| used to be| had been)"
    r"|\b(?:es|das|dieses|meins|alte|neue) (?:ist|war|lautet|hieß)|\bc['\u2019](?:est|était)|\b(?:es|era|fue)"
    r"|\b(?:set|chang|reset|put|turn|switch|renam)\w{0,4} (?:it|them|mine|that|this)(?: back| again)? to"
    r"|\b(?:es|das|sie) (?:wieder )?(?:auf|in|zu)"
    r"|^(?:yes|yep|ja|oui|sí)(?:,? to)?|\b(?:still|immer noch|toujours)"
    r"|\b(?:typed|entered|tried|gave (?:him|her|them)|told (?:him|her|them))(?: with)?)"
    r"(?: (?:just|still|always|really|now|jetzt|immer|toujours))?[ :]{0,2}[\"'`\u201c\u201e\u00ab]?$"
)
_OPENING = " :\"'`\u201c\u201e\u00ab"
_SAID_LAST = (  # what _SAID ends with, which is cheaper to look for
    *("'s", "\u2019s", "is", "was", "be", "been", "ist", "war", "lautet", "hieß", "est", "était", "es", "era", "fue"),
    *("to", "auf", "in", "zu", "still", "noch", "toujours", "typed", "entered", "tried", "with", "him", "her", "them"),
    *("yes", "yep", "ja", "oui", "sí", "just", "always", "really", "now", "jetzt", "immer"),
)
_NAMED = re.compile(  # words between, as in "the password on the sticker"
    r"(?:passwor[dt]|passwd|kennwort|mot de passe|contrase[ñn]a)(?: [^\W\d_]{1,14}){1,4}"
    r"(?<! since)(?<! after)(?<! before)(?<! until)(?<! in)(?<! the)(?<! seit)(?<! nach)(?<! vor)(?<! bis)(?<! en)"
    r"(?<! depuis)(?<! manager)(?<! desde)(?<! hasta)[ :]{1,2}"
    r"[\"'`\u201c\u201e\u00ab]?$"
)
_AFTER = re.compile(
    r"[\"'`\u201d\u201c\u00bb]?[ ,]{1,2}(?:(?:is|was|ist|war|est|était|es|era|as|als|como|comme|for)\b)"
    r"(?: [^\W\d_]{1,12}){0,3}? (?:passwor[dt]|kennwort|mot de passe|contrase[ñn]a|passcode|pw\b|pwd\b)",
    re.IGNORECASE,
)
_MAIL_AND = re.compile(
    r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}[\"'`)>]?\s{0,2}(?:[,;/|:\u2013-]|and|with|und|mit|et|avec|y|con)?\s{0,2}[\"'`\u201c\u201e]?$"
)
_USER_AND = re.compile(r"(?:^|[\s\"'`(])[a-z][\w.-]{1,31}(?: / |/|:)$")
_SIGN_IN = re.compile(
    r"passwor|kennwort|mot de passe|contrase[ñn]a|credential|log ?in|sign(?:ed)? in|anmeld|zugang|identifiant"
    r"|auth|user ?name|\buser\b"
)


def told(text: str, lowered: str, asked: str) -> Iterator[Finding]:
    """Find passwords by the words around them, in a text or an answer in which signing in is spoken of."""
    if not _SIGN_IN.search(lowered) and not _SIGN_IN.search(asked.lower()):
        return
    spoken = mentioned(lowered) or mentioned(asked.lower())
    for candidate in _CANDIDATE.finditer(text):
        start, end = candidate.start(), trimmed(text, *candidate.span())
        before = lowered[max(0, start - _AROUND) : start]
        value = text[start:end]
        pair = _USER_AND.search(before + value[: value.find(":") + 1]) if ":" in value else None
        if pair:
            start += value.find(":") + 1
            value = text[start:end]
        if _is_password(value, spoken=spoken, before=before, after=text[end : end + _AROUND], paired=bool(pair)):
            yield Finding(start, end, "password")


def _is_password(value: str, *, spoken: bool, before: str, after: str, paired: bool) -> bool:
    if not is_strong(value) or _NO_PASSWORD.fullmatch(value):
        return False
    mixed = bool(_SIGN.search(value)) and not value.islower()
    if mixed and (paired or (before.endswith(_JOINED) and _USER_AND.search(before))):
        return True
    if not spoken:
        return False
    if _AFTER.match(after):
        return True
    if not mixed and not _BY_RULE.fullmatch(value):
        return False
    by_mail = "@" in before and _MAIL_AND.search(before)
    said = before.rstrip(_OPENING).endswith(_SAID_LAST) and _SAID.search(before[-_NEAR:])
    return bool(by_mail or said or _NAMED.search(before))
