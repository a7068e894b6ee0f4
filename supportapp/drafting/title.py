"""Choosing the sentence that states the problem, and joining it with its object from another turn."""

import re
from collections.abc import Mapping

from supportapp.drafting.headline import finished, headline
from supportapp.drafting.judgement import Judgement
from supportapp.drafting.reading import Line, Reading
from supportapp.drafting.sentences import telling
from supportapp.drafting.text import words
from supportapp.drafting.title_ranking import POINTERS, Candidate, Ranker
from supportapp.drafting.types import TITLE_LIMIT, Confidence

_SHORT_TITLE = 5
_MOST_FRAGMENTS, _FRAGMENT_WORDS = 3, 7
_BARE = 3
_TELLING_GAIN = 0.5
_OPENERS = frozenset(
    words("when if after while on in only whenever during wenn beim nach quand lorsque après cuando al")
)
_ERROR_NAME = re.compile(r"\b[A-Za-z_][\w.]{0,60}(?:Error|Exception)\b(?::[^\n]{0,60})?")
_TOPIC = re.compile(
    r"(?:problems?|issues?|trouble|questions?|problem mit|fragen? zu|souci avec|problème avec"
    r"|problema con) (?:with |about |regarding )?"
    r"(?:the |my |our |dem |der |den |le |la |les |el |los |las )?([\w -]{3,40})$",
    re.IGNORECASE,
)
_GET_THIS = re.compile(
    r"(?:i|we) (?:just |always |now |keep )?(?:get(?:ting)?|got|see|receive) (?:this|that"
    r"|the following|an?|the below)(?: \w+){0,2}? (?=when|after|if|while|on|in)",
    re.IGNORECASE,
)

Gains = Mapping[Line, float]


def judge_title(reading: Reading, category: Judgement, gains: Gains, ranker: Ranker) -> Judgement:
    """Return the title, from the best sentence, completed from other turns where it says too little."""
    possible = candidates(reading, gains)
    for best in ranker.ranked(possible, reading, category.value):
        title, lines = _completed(best.title, best.line, reading)
        return Judgement(title, lines, _confidence(best, category), "The sentence that states it best")
    for line in reading.user:
        if line.kind == "log" and (telling(line.text) or not possible):
            title = headline(line.text, reading.vocabulary)
            if any(c.isalnum() for c in title):
                return Judgement(title, (line,), "please check", "The line of the log that names the error")
    return Judgement(
        reading.vocabulary.headings["title"], (), "please check", "The conversation does not state a problem"
    )


def candidates(reading: Reading, gains: Gains) -> list[Candidate]:
    """Return the sentences that leave something when made into a title; gains: what each says for the category."""
    most = max([*gains.values(), 1.0])
    made = ((line, headline(line.text, reading.vocabulary)) for line in reading.told)
    return [Candidate(line, title, gains.get(line, 0.0) / most) for line, title in made if title]


def _completed(title: str, line: Line, reading: Reading) -> tuple[str, tuple[Line, ...]]:
    named = _GET_THIS.match(line.text)
    if named or _says_only_error(line):
        for log in reading.user:
            error = _ERROR_NAME.search(log.text) if log.kind == "log" else None
            if error:
                rest = line.text[named.end() :].rstrip(" .:!") if named else ""
                return finished(f"{error.group()} {rest}".strip()), (line, log)
    pieces = _fragments(line, reading)
    if len(pieces) > 1:
        return headline(" ".join(piece.text for piece in pieces), reading.vocabulary), pieces
    topic = _topic(line, reading)
    if topic and len(topic) + len(title) + 2 <= TITLE_LIMIT:
        return finished(f"{topic}: {title[:1].lower()}{title[1:]}"), (reading.told[0], line)
    before = _said_before(line, reading)
    if before and len(title.split()) <= _SHORT_TITLE and title.rsplit(maxsplit=1)[-1] in POINTERS:
        context = headline(before.text, reading.vocabulary)
        if len(title) + len(context) + 2 <= TITLE_LIMIT:
            return finished(f"{title}: {context}"), (before, line)
    return title, (line,)


def _topic(line: Line, reading: Reading) -> str:
    """Return what the conversation opened with ("a problem with the mails"), for a title with "them"."""
    opening = reading.told[0]
    named = _TOPIC.search(opening.text) if opening is not line else None
    return named.group(1) if named and not POINTERS.isdisjoint(line.words) else ""


def _said_before(line: Line, reading: Reading) -> Line | None:
    position = reading.told.index(line)
    return reading.told[position - 1] if position else None


def _fragments(line: Line, reading: Reading) -> tuple[Line, ...]:
    """Return the line with the short unfinished ones around it: one sentence typed over several turns."""
    told = reading.told
    first = last = told.index(line)
    while first > 0 and last - first < _MOST_FRAGMENTS and _runs_on(told[first - 1], told[first]):
        first -= 1
    while last + 1 < len(told) and last - first < _MOST_FRAGMENTS and _runs_on(told[last], told[last + 1]):
        last += 1
    return told[first : last + 1]


def _runs_on(line: Line, following: Line) -> bool:
    """Whether the second of two short lines continues the first."""
    if line.text[-1] in ".!?:" or len(line.words) > _FRAGMENT_WORDS or len(following.words) > _FRAGMENT_WORDS + 3:
        return False
    if not line.words or not following.words:
        return False
    return following.words[0] in _OPENERS or (line.words[0] in _OPENERS and following.words[0] in POINTERS)


def _says_only_error(line: Line) -> bool:
    return line.has("bug3") and line.words[:3] in (
        ("i", "get", "this"),
        ("this", "error", "appears"),
        ("i", "get", "an"),
    )


def _confidence(best: Candidate, category: Judgement) -> Confidence:
    if len(best.title.split()) < _BARE or best.gain <= 0:
        return "please check"
    return "sure" if category.confidence == "sure" and best.gain >= _TELLING_GAIN else "fairly sure"
