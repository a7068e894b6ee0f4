"""The last step of every drafter: a draft that holds no secret, and a list of what was found."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from supportapp.drafting.evidence import check_evidence, message_id, quote
from supportapp.drafting.masking.mask import Mask
from supportapp.drafting.masking.occurrences import MOST
from supportapp.drafting.types import Draft, Evidence, Found, Message, Sentence

Drafter = Callable[[Sequence[Message]], Draft]
Spans = list[tuple[int, int, str]]  # start, end, placeholder


def draft_masked(drafter: Drafter, messages: Sequence[Message]) -> Draft:
    """Return what a drafter makes of the masked conversation, its quotes moved to where the words really stand.

    Since it never sees a secret, it cannot write down a piece of one. Without secrets it is simply the draft.
    """
    made = drafter(messages)
    mask = Mask(messages, "review", made["language"])
    if mask.masked:
        made = _moved_back(drafter(mask.messages(messages)), messages, mask)
    return _protected(made, messages, mask)


def protect(draft: Draft, messages: Sequence[Message]) -> Draft:
    """Return the draft as it may be stored: every value the review policy masks under its placeholder.

    Quotes are split around the secrets in them; each still is what stands at its place in its message.
    """
    return _protected(draft, messages, Mask(messages, "review", draft["language"]))


def _protected(draft: Draft, messages: Sequence[Message], mask: Mask) -> Draft:
    made = draft.copy()
    made["findings"] = _findings(mask)
    if not mask.masked:
        return made
    hidden = list(mask.spans(draft["description"]))
    made["title"], made["description"] = mask.apply(draft["title"]), mask.apply(draft["description"])
    made["reasons"] = {name: mask.apply(reason) for name, reason in draft["reasons"].items()}
    contents = _contents(messages)
    spans = {identifier: list(mask.spans(content)) for identifier, content in contents.items()}
    made["evidence"] = {name: _split(found, contents, spans) for name, found in draft["evidence"].items()}
    made["sentences"] = [
        Sentence(
            start=_after(sentence["start"], hidden, at_end=False),
            end=_after(sentence["end"], hidden, at_end=True),
            evidence=_split(sentence["evidence"], contents, spans),
        )
        for sentence in draft["sentences"]
    ]
    return check_evidence(made, messages)


def _findings(mask: Mask) -> list[Found]:
    """List every place of every value, the values in the order they appear; no value is in the list."""
    masked = {found.placeholder for found in mask.masked}
    listed = [
        Found(
            name=found.name,
            kind=found.kind,
            message_id=identifier,
            start=start,
            end=end,
            placeholder=found.placeholder,
            masked=found.placeholder in masked,
        )
        for found in mask.found
        for identifier, start, end in found.places
    ]
    return listed[:MOST]


def _contents(messages: Sequence[Message]) -> dict[int, str]:
    return {message_id(message, position): message["content"] for position, message in enumerate(messages)}


def _after(position: int, hidden: Spans, *, at_end: bool) -> int:
    """Return where a place of a text is once the spans in it are replaced."""
    shift = 0
    for start, end, words in hidden:
        if end <= position:
            shift += len(words) - (end - start)
        elif start < position:
            return start + shift + (len(words) if at_end else 0)
    return position + shift


def _split(found: Iterable[Evidence], contents: dict[int, str], spans: dict[int, Spans]) -> list[Evidence]:
    """Return the quotes without what is hidden: the pieces around it, each a quote of its own."""
    pieces: list[Evidence] = []
    for evidence in found:
        identifier, begin = evidence["message_id"], evidence["start"]
        for start, end, _ in spans.get(identifier, []):
            if start < evidence["end"] and end > begin:
                pieces += _piece(identifier, contents[identifier], begin, start)
                begin = max(begin, end)
        if begin == evidence["start"]:
            pieces.append(evidence)
        else:
            pieces += _piece(identifier, contents[identifier], begin, evidence["end"])
    return pieces


def _piece(identifier: int, content: str, start: int, end: int) -> list[Evidence]:
    """Return the quote of a piece, without the blanks around it; none where no word is in it."""
    text = content[start:end]
    if not any(character.isalnum() for character in text):
        return []
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    made = quote(identifier, content, start, end)
    return [made] if made else []


def _moved_back(draft: Draft, messages: Sequence[Message], mask: Mask) -> Draft:
    """Return a draft of the masked messages with its quotes taken from the originals."""
    contents = _contents(messages)
    spans = {identifier: list(mask.spans(content)) for identifier, content in contents.items()}
    moved = draft.copy()
    moved["title"] = _without_stump(draft["title"], mask)
    moved["evidence"] = {name: _originals(found, contents, spans) for name, found in draft["evidence"].items()}
    moved["sentences"] = [
        Sentence(start=s["start"], end=s["end"], evidence=_originals(s["evidence"], contents, spans))
        for s in draft["sentences"]
    ]
    return moved


def _without_stump(title: str, mask: Mask) -> str:
    """Return a title that was cut to its length without the placeholder it was cut in."""
    opened = title.rfind("[")
    stump = title[opened:].rstrip(" .,\u2026")
    if opened > 0 and any(m.placeholder != stump and m.placeholder.startswith(stump) for m in mask.masked):
        return title[:opened].rstrip(" ,;:-(")
    return title


def _originals(found: Iterable[Evidence], contents: dict[int, str], spans: dict[int, Spans]) -> list[Evidence]:
    moved: list[Evidence] = []
    for evidence in found:
        identifier = evidence["message_id"]
        kept = _kept(len(contents[identifier]), spans[identifier])
        first = max(0, bisect_right(kept, evidence["start"], key=lambda part: part[0]) - 1)
        for masked_start, start, end in kept[first:]:
            begin = start + max(0, evidence["start"] - masked_start)
            stop = min(end, start + evidence["end"] - masked_start)
            if masked_start >= evidence["end"]:
                break
            if spans[identifier] and begin < stop:
                moved += _piece(identifier, contents[identifier], begin, stop)
            elif begin < stop:
                moved.append(evidence)
    return moved


def _kept(length: int, hidden: Spans) -> list[tuple[int, int, int]]:
    """Return the parts of a text that stay: where each is in the masked text, its start and end in the original."""
    parts: list[tuple[int, int, int]] = []
    masked_at = position = 0
    for start, end, words in [*hidden, (length, length, "")]:
        parts.append((masked_at, position, start))
        masked_at += start - position + len(words)
        position = end
    return parts
