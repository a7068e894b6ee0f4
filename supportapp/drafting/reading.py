"""Reading a conversation: which parts of it are looked at, and what each sentence of it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from supportapp.drafting.evidence import message_id
from supportapp.drafting.instructions import is_instruction, poses_as_system
from supportapp.drafting.language import guess
from supportapp.drafting.phrases import Hit
from supportapp.drafting.sentences import pieces
from supportapp.drafting.text import clean, words
from supportapp.drafting.types import Message
from supportapp.drafting.words import Vocabulary, vocabulary

FIRST_MESSAGES, LAST_MESSAGES = 150, 50
FIRST_CHARACTERS, LAST_CHARACTERS = 3000, 1000
FIRST_LINES, LAST_LINES = 120, 40
FIRST_OF_MESSAGE, LAST_OF_MESSAGE = 1600, 400
ASSISTANT_CHARACTERS = 500
ASSISTANT_MESSAGES = 30

GENERIC = frozenset(
    words(
        "feature request problem issue bug error question idea suggestion consider add expected wish"
        " problema probleme fehler frage"
        " something anything nothing one know understand do did done tried try look looked see said"
        " say says them him me us just only"
        " same still already maybe now then too also no yes sais fait hecho change cas"
    )
)
_SAMPLES, _SAMPLE = 8, 600
_LOOK_AHEAD = 120
Kind = Literal["prose", "log", "courtesy", "instruction"]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence of the conversation: where it is, as cleaned text, as words, the phrases in it, what it is about.

    Two lines are the same only if they are the same object: each place of a conversation is read once.
    """

    turn: int
    message_id: int
    start: int
    end: int
    text: str
    kind: Kind
    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    concepts: tuple[str, ...]  # what it is about, sorted

    def has(self, *labels: str) -> bool:
        """Whether a phrase of one of these tables is in it."""
        return any(hit.label in labels for hit in self.hits)

    @property
    def asks(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.rstrip("\"')!. ").endswith(("?", "\u061f", "\uff1f"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a conversation: the person's lines, the assistant's lines, the language.

    told: those of the person's lines that say something. examined: how many characters were looked at.
    """

    language: str
    vocabulary: Vocabulary
    user: tuple[Line, ...]
    told: tuple[Line, ...]
    assistant: tuple[Line, ...]
    examined: int

    def content_words(self, line: Line) -> int:
        """How many of its words are more than grammar, politeness and "problem"."""
        small = self.vocabulary.small
        return sum(word not in small and word not in GENERIC for word in line.words)


@dataclass(frozen=True, slots=True)
class _Window:
    turn: int
    message: Message
    start: int
    end: int


def read(messages: Sequence[Message]) -> Reading:
    """Read the conversation within bounds: its first and last messages, the ends of the long ones."""
    turns = _turns(len(messages))
    said = _user_windows([(turn, messages[turn]) for turn in turns if messages[turn]["role"] == "user"])
    answered = [
        _Window(turn, messages[turn], 0, min(len(messages[turn]["content"]), ASSISTANT_CHARACTERS))
        for turn in turns
        if messages[turn]["role"] != "user"
    ][-ASSISTANT_MESSAGES:]
    language = _language(said)
    vocab = vocabulary(language)
    user = _first_and_last([line for window in said for line in _lines(window, vocab)])
    return Reading(
        language=language,
        vocabulary=vocab,
        user=user,
        told=tuple(line for line in user if line.kind == "prose"),
        assistant=_first_and_last([line for window in answered for line in _lines(window, vocab)]),
        examined=sum(window.end - window.start for window in (*said, *answered)),
    )


def _language(said: Sequence[_Window]) -> str:
    """Return the language of the first messages; the beginning of each is enough."""
    found: list[str] = []
    for window in said[:_SAMPLES]:
        content = window.message["content"]
        for piece in pieces(content, window.start, min(window.end, window.start + _SAMPLE)):
            if piece.kind == "prose" and not is_instruction(content[piece.start : piece.end]):
                found.extend(words(content[piece.start : piece.end]))
    return guess(found)


def _first_and_last(lines: list[Line]) -> tuple[Line, ...]:
    if len(lines) <= FIRST_LINES + LAST_LINES:
        return tuple(lines)
    return (*lines[:FIRST_LINES], *lines[-LAST_LINES:])


def _turns(count: int) -> list[int]:
    if count <= FIRST_MESSAGES + LAST_MESSAGES:
        return list(range(count))
    return [*range(FIRST_MESSAGES), *range(count - LAST_MESSAGES, count)]


def _user_windows(said: Sequence[tuple[int, Message]]) -> list[_Window]:
    """Return the first characters the person wrote and the last ones, never the same twice."""
    parts = [part for turn, message in said for part in _parts(turn, message)]
    first: list[_Window] = []
    budget = FIRST_CHARACTERS
    while parts and budget > 0:
        part = parts.pop(0)
        stop = min(part.end, part.start + budget)
        first.append(_Window(part.turn, part.message, part.start, stop))
        budget -= stop - part.start
        if stop < part.end:
            parts.insert(0, _Window(part.turn, part.message, stop, part.end))
    last: list[_Window] = []
    budget = LAST_CHARACTERS
    while parts and budget > 0:
        part = parts.pop()
        begin = part.start
        if part.end - part.start > budget:
            begin = _next_word(part.message["content"], part.end - budget)
        last.insert(0, _Window(part.turn, part.message, begin, part.end))
        budget -= part.end - begin
    return first + last


def _next_word(content: str, position: int) -> int:
    """Return the start of the next line, or of the next word, so that nothing begins in the middle of one."""
    for separator in ("\n", " "):
        found = content.find(separator, position, position + _LOOK_AHEAD)
        if found >= 0:
            return found + 1
    return position


def _parts(turn: int, message: Message) -> Iterator[_Window]:
    length = len(message["content"])
    if length <= FIRST_OF_MESSAGE + LAST_OF_MESSAGE:
        yield _Window(turn, message, 0, length)
    else:
        yield _Window(turn, message, 0, FIRST_OF_MESSAGE)
        yield _Window(turn, message, _next_word(message["content"], length - LAST_OF_MESSAGE), length)


def _lines(window: _Window, vocab: Vocabulary) -> Iterator[Line]:
    content, suspect, before = window.message["content"], False, window.start
    identifier = message_id(window.message, window.turn)
    for piece in pieces(content, window.start, window.end):
        raw = content[piece.start : piece.end]
        suspect = (suspect and "\n\n" not in content[before : piece.start]) or poses_as_system(raw)
        before = piece.end
        text = clean(raw)
        if piece.kind == "blob" or not text:
            continue
        start = piece.start
        kind: Kind = "log" if piece.kind == "log" else "prose"
        if suspect or is_instruction(raw):
            kind = "instruction"
        elif kind == "prose" and (greeting := vocab.greeting.match(raw)) and greeting.end() < len(raw):
            start += greeting.end()
            text = clean(raw[greeting.end() :])
        found = tuple(words(text))
        hits = tuple(vocab.phrases.find(found)) if kind != "instruction" else ()
        if kind == "prose" and _is_courtesy(found, hits, vocab):
            kind = "courtesy"
        concepts = {hit.label for hit in vocab.concepts.find(found)} if kind == "prose" else ()
        yield Line(window.turn, identifier, start, piece.end, text, kind, found, hits, tuple(sorted(concepts)))


def _is_courtesy(found: Sequence[str], hits: Sequence[Hit], vocab: Vocabulary) -> bool:
    polite = {at for hit in hits if hit.label == "courtesy" for at in range(hit.start, hit.end)}
    return all(word in vocab.courtesy or at in polite for at, word in enumerate(found))
