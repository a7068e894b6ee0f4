"""Cleaning text for people to read, and folding it into words for rules to match."""

import re
import unicodedata

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+(?:'\w+)?")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc`\u00b4", "'"))
_WORD_LIMIT = 40

_SPOKEN = {
    "cannot": ("can", "not"), "cant": ("can", "not"), "can't": ("can", "not"), "won't": ("will", "not"),
    "wont": ("will", "not"), "dont": ("do", "not"), "doesnt": ("does", "not"), "didnt": ("did", "not"),
    "isnt": ("is", "not"), "arent": ("are", "not"), "wasnt": ("was", "not"), "werent": ("were", "not"),
    "havent": ("have", "not"), "hasnt": ("has", "not"), "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"), "shouldnt": ("should", "not"), "im": ("i", "am"), "ive": ("i", "have"),
    "whats": ("what", "is"), "hows": ("how", "is"), "wheres": ("where", "is"), "thats": ("that", "is"),
    "theres": ("there", "is"), "u": ("you",), "ur": ("your",), "pls": ("please",), "plz": ("please",),
    "wanna": ("want", "to"), "thx": ("thanks",), "pb": ("probleme",),
}  # fmt: skip
_ENDINGS = {"s": "is", "m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_IS_AFTER = frozenset(("it", "that", "there", "what", "where", "how", "who", "here", "he", "she"))


def clean(text: str) -> str:
    """One line of readable text: no control, bidi or half characters, single spaces."""
    return _SPACE.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def storable_run(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the longest part of text[start:end] without NUL and lone surrogates, which no database takes."""
    best, position = (start, start), start
    for match in _UNSTORABLE.finditer(text, start, end):
        best = max(best, (position, match.start()), key=lambda run: run[1] - run[0])
        position = match.end()
    return max(best, (position, end), key=lambda run: run[1] - run[0])


def fold(text: str) -> str:
    """Lower case without accents, invisible characters and curly apostrophes: for matching only."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_APOSTROPHES)
    return text.casefold().replace("`", "'")


def words(text: str) -> list[str]:
    """Return the words of a text, folded, contractions written out (don't: do not)."""
    found: list[str] = []
    for token in _WORD.findall(fold(text)):
        spoken = _SPOKEN.get(token)
        if spoken:
            found.extend(spoken)
        elif "'" in token:
            found.extend(_written_out(token))
        else:
            found.append(token[:_WORD_LIMIT])
    return found


def _written_out(token: str) -> tuple[str, ...]:
    head, _, tail = token[:_WORD_LIMIT].partition("'")
    if tail == "t" and head.endswith("n"):
        return (head[:-1], "not")
    if tail == "s" and head not in _IS_AFTER:
        return (head,)
    return (head, _ENDINGS.get(tail, tail))


def cut(text: str, limit: int) -> str:
    """Return the text, if too long cut after a word, without a dangling comma or bracket."""
    if len(text) <= limit:
        return text
    head = text[: limit + 1]
    space = head.rfind(" ")
    head = head[:space] if space > limit // 2 else head[:limit]
    return head.rstrip(" ,;:-(\u2013\u2014")
