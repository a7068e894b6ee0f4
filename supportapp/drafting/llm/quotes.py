"""Finding where the words a model quotes really stand: blanks, quotation marks and capitals may differ, words not."""

import re
from collections.abc import Sequence

from supportapp.drafting.evidence import message_id, quote
from supportapp.drafting.sentences import pieces
from supportapp.drafting.text import fold, words
from supportapp.drafting.types import Evidence, Message

_LONGEST, _SHORTEST = 600, 4
_ELLIPSIS = re.compile(r"\[?(?:\.\.\.+|\u2026)\]?")
_EDGES = " \t\r\n\"'`\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019.,;:!?-"
_ALIKE = {
    **dict.fromkeys("'\u2018\u2019`\u00b4", "['\u2018\u2019`\u00b4]"),
    **dict.fromkeys('"\u201c\u201d\u201e\u00ab\u00bb', '["\u201c\u201d\u201e\u00ab\u00bb]'),
    **dict.fromkeys("-\u2010\u2011\u2013\u2014", "[-\u2010\u2011\u2013\u2014]"),
}
_CONTENT_WORD = 4


def locate(text: str, messages: Sequence[Message], roles: Sequence[str] = ("user", "assistant")) -> Evidence | None:
    """Return where a quote stands: in the messages of the first role that has it; None where it is made up."""
    wanted = max(_ELLIPSIS.split(text[:_LONGEST]), key=len).strip(_EDGES)
    if len(wanted) < _SHORTEST:
        return None
    pattern = re.compile(_spelling(wanted), re.IGNORECASE)
    for role in roles:
        for position, message in enumerate(messages):
            if message["role"] == role and (match := pattern.search(message["content"])):
                return quote(message_id(message, position), message["content"], *match.span())
    return None


def says_it(text: str, source: Evidence) -> bool:
    """Whether a sentence has at least one word of weight in common with its quote."""
    said = set(words(source["quote"]))
    weighty = [word for word in words(text) if len(word) >= _CONTENT_WORD or any(map(str.isdigit, word))]
    return any(word in said for word in weighty) or fold(text) in fold(source["quote"])


def sentence_around(found: Evidence, messages: Sequence[Message]) -> str:
    """Return the whole sentences a quote was taken from."""
    for position, message in enumerate(messages):
        if message_id(message, position) == found["message_id"]:
            content = message["content"]
            start = max(content.rfind("\n", 0, found["start"]) + 1, found["start"] - _LONGEST)
            stop = content.find("\n", found["end"])
            stop = min(len(content) if stop < 0 else stop, found["end"] + _LONGEST)
            around = [p for p in pieces(content, start, stop) if p.end > found["start"] and p.start < found["end"]]
            return content[around[0].start : around[-1].end] if around else found["quote"]
    return found["quote"]


def _spelling(text: str) -> str:
    return r"\s+".join("".join(_ALIKE.get(c) or re.escape(c) for c in word) for word in text.split())
