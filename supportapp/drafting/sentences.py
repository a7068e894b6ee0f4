"""Cutting a message into sentences and log lines, each with its place in the message."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["prose", "log", "blob"]
LONGEST = 300
_LONGEST_WORD = 120

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_END = re.compile(r"(?:(?<![.!?\u2026])[.!?\u2026]+[\"'\u201d\u2019)\]]{0,3}(?=\s)|[\u3002\uff01\uff1f\u061f]+)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|approx|ca|bzw|z\.b|d\.h|u\.a|usw|evtl|inkl|sr|sra"
    r"|ej|p\.ej|m|mme|fig"
    r"|[a-z])\.$",
    re.IGNORECASE,
)
_CODE = re.compile(r"\s?[\w#/-]{0,10}\d")
_NUMBER = re.compile(r"(?:^|\s)(?:no|nr|art|abs)\.$", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\s(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\b",
    re.IGNORECASE,
)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_LOG = re.compile(
    r"\s*(?:at [\w.$<>/]+ ?\(|at \S+:\d+|File \"|Traceback \(|Caused by:|\.\.\. \d+ more"
    r"|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d"
    r"|\[?\d\d:\d\d:\d\d\b|\[?(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b[\]: ]+\S"
    r"|#\d+ +0x|[\w.$]{0,80}(?:Error|Exception)\b ?:"
    r"|Uncaught |Unhandled |Exception in thread|goroutine \d|panic: |>>> |\$ \w|npm ERR"
    r"|error(?:\[\w+\])?: |fatal: |[{}\[\]<>;#|/=*+^~-]+\s*$)"
)
_TELLING = re.compile(
    r"Error|Exception|ERR\b|\bE[A-Z]{4,}\b|Caused by|FATAL|ERROR|CRITICAL|panic:|fatal:|[Ff]ail|denied|refused"
    r"|undefined|timed? ?out"
)


class Piece(NamedTuple):
    """content[start:end], a sentence (prose), a line of a log, or a blob nobody reads."""

    start: int
    end: int
    kind: Kind


def telling(line: str) -> bool:
    """Whether a log line names the error, not merely the way there."""
    return bool(_TELLING.search(line)) and not line.startswith("Traceback")


def pieces(content: str, start: int, end: int) -> Iterator[Piece]:
    """Return the sentences and log lines of content[start:end], in order, without surrounding blanks."""
    fenced = False
    for line in _LINE.finditer(content, start, end):
        text = line.group()
        if _FENCE.match(text):
            fenced = not fenced and text.count("```") != 2  # noqa: PLR2004 (opens and closes on one line)
            continue
        if fenced or _LOG.match(text):
            yield from _trimmed(content, line.start(), min(line.end(), line.start() + LONGEST), "log")
        else:
            yield from _sentences(content, line.start(), line.end())


def _sentences(content: str, start: int, end: int) -> Iterator[Piece]:
    begin = start
    for match in _END.finditer(content, start, end):
        if match.group() == "." and _goes_on(content, begin, match.end()):
            continue
        yield from _short(content, begin, match.end())
        begin = match.end()
    yield from _short(content, begin, end)


def _goes_on(content: str, begin: int, end: int) -> bool:
    """Whether the full stop before `end` only ends an abbreviation, a list number or an ordinal."""
    word = max(begin, end - 8)
    if _ABBREVIATION.search(content, word, end):
        return True
    if _NUMBER.search(content, word, end):  # after "no.": a number, or a code with one in it
        return bool(_CODE.match(content, end))
    return content[begin : end - 1].strip().isdigit() or (
        content[end - 2].isdigit() and bool(_ORDINAL.match(content, end))
    )


def _short(content: str, start: int, end: int) -> Iterator[Piece]:
    while end - start > LONGEST:
        limit = start + LONGEST
        comma, space = content.rfind(", ", start, limit) + 1, content.rfind(" ", start, limit)
        stop = comma if comma > start + LONGEST // 2 else space
        stop = stop if stop > start else limit
        yield from _trimmed(content, start, stop, "prose")
        start = (
            stop
            if content[start:stop].count(" ") or not content[start:stop].isascii()
            else _word_end(content, stop, end)
        )
    yield from _trimmed(content, start, end, "prose")


def _word_end(content: str, start: int, end: int) -> int:
    """Return where a word too long to read ends."""
    space = content.find(" ", start, end)
    return end if space < 0 else space


def _trimmed(content: str, start: int, end: int, kind: Kind) -> Iterator[Piece]:
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    if start < end:
        text = content[start:end]
        longest = max(map(len, text.split()), default=0)
        blob = longest > _LONGEST_WORD and "://" not in text and text.isascii()
        yield Piece(start, end, "blob" if blob else kind)
