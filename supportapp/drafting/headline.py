"""Making a title of a sentence: what says nothing is dropped at its ends, the rest stays as typed."""

import re

from supportapp.drafting.text import clean, cut
from supportapp.drafting.types import TITLE_LIMIT
from supportapp.drafting.words import Vocabulary

_MOST_LEAD_INS = 6
_LONG, _LEAST = 68, 15
_FEWEST = 3  # words of a title
_CLAUSE = re.compile(
    r"(?:, (?!and |or )|,? even though |; | [\u2013\u2014-] |: |,? (?:so that|so|because|and (?:i|we"
    r"|it|now|then)|but (?:i|we|it)|which|although|though"
    r"|weil|damit|sodass|aber|parce que|car|mais|porque|pero|ya que|para que) )",
    re.IGNORECASE,
)
_TURN_TO_QUESTION = re.compile(
    r"(?:,| but| and| so) +(?:but |so |and )?(?=(?:how|where|what|which|who|can|could|do|does|is"
    r"|are) (?:do|does|can|could|is|are|i|we|you|there|it)\b)",
    re.IGNORECASE,
)
_CAUSE_FIRST = re.compile(
    r"(?P<cause>(?:when|whenever|if|after|since|every time) [^,]{5,60}), (?!(?:it|this|that|they|he"
    r"|she|how|what|where|can|is|do)\b)(?P<what>[^,?]{10,})$",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"[A-Z\u00c0-\u00de]")
_EDGES = " \t,;:.!\u2026-\u2013\u2014*#>_~|\u00a1"


def headline(sentence: str, vocab: Vocabulary) -> str:
    """Return a title of at most 90 characters made from a sentence; empty if nothing is left of it."""
    text = _calmed(clean(sentence)).strip(_EDGES)
    for _ in range(_MOST_LEAD_INS):
        match = vocab.lead_ins.match(text)
        if not match or not match.end() or match.end() >= len(text) - 2:
            break
        text = text[match.end() :].lstrip(_EDGES)
    text = _cause_last(_asked(text))
    text = _rewritten(text, vocab)
    for pattern, instead in vocab.inner:
        text = pattern.sub(instead, text)
    for _ in range(3):
        text = vocab.tails.sub("", text).rstrip(_EDGES)
    text = _shortened(text).rstrip(_EDGES)
    return finished(_terse(text, vocab))


def finished(text: str) -> str:
    """Return the text with a capital first letter, balanced brackets and quotes, within the limit."""
    text = cut(text, TITLE_LIMIT).rstrip(_EDGES)
    if text.count("(") > text.count(")"):
        text = text[: text.rfind("(")].rstrip(_EDGES) if text.rfind("(") > _LEAST else text.replace("(", "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.islower() else text


def _asked(text: str) -> str:
    """Of a sentence that first tells and then asks, the question."""
    match = _TURN_TO_QUESTION.search(text) if text.endswith("?") else None
    return text[match.end() :] if match else text


def _cause_last(text: str) -> str:
    """Put the cause last: "The page freezes when I save", not "When I save, the page freezes"."""
    match = _CAUSE_FIRST.match(text)
    if not match or len(text) > TITLE_LIMIT:
        return text
    return f"{match['what']} {match['cause'][:1].lower()}{match['cause'][1:]}"


def _rewritten(text: str, vocab: Vocabulary) -> str:
    question = text.endswith("?")
    for pattern, instead in vocab.rewrites:
        match = pattern.match(text)
        if match and match.end() < len(text) - 2:
            text = instead + text[match.end() :]
            return text.rstrip("?") if question else text
    return text


def _terse(text: str, vocab: Vocabulary) -> str:
    """Return the text without the small words a headline does without; what stands in quotes stays whole."""
    first = text.split(" ", 1)[0].lower()
    asks = text.endswith("?") or first in vocab.interrogatives
    small = vocab.fillers if asks else vocab.fillers | vocab.statement_fillers
    kept, quoted = [], False
    for at, word in enumerate(text.split(" ")):
        plain = word.strip(",;").lower()
        if quoted or not (plain in small or (at == 0 and plain in vocab.narrators and not asks)):
            kept.append(word)
        quoted ^= word.count('"') % 2 == 1
    return " ".join(kept) if len(kept) >= _FEWEST else text


def _shortened(text: str) -> str:
    """Return a long sentence up to the last clause that fits, or up to its first."""
    if len(text) <= _LONG:
        return text
    stops = [match.start() for match in _CLAUSE.finditer(text) if _LEAST <= match.start() <= TITLE_LIMIT]
    fitting = [stop for stop in stops if stop <= _LONG]
    return text[: max(fitting, default=min(stops, default=len(text)))]


def _calmed(text: str) -> str:
    """Return a sentence in capitals, in small letters; words with digits and short names keep theirs."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 12 or sum(bool(_SHOUTED.match(c)) for c in letters) < 0.7 * len(letters):  # noqa: PLR2004
        return text
    return " ".join(word if any(c.isdigit() for c in word) else word.lower() for word in text.split(" "))
