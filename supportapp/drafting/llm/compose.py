"""From a model's answer to a draft: each value is taken only where the conversation bears it out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from supportapp.drafting.description import Written
from supportapp.drafting.evidence import check_evidence
from supportapp.drafting.facts import facts
from supportapp.drafting.instructions import is_instruction
from supportapp.drafting.language import guess
from supportapp.drafting.llm.answer import MOST_PARTS, Answer, Part
from supportapp.drafting.llm.claims import comparable, gives_orders, unfounded
from supportapp.drafting.llm.outcomes import NoDraft
from supportapp.drafting.llm.prompt import LONGEST
from supportapp.drafting.llm.quotes import locate, says_it, sentence_around
from supportapp.drafting.text import clean, words
from supportapp.drafting.types import FIELDS, PRIORITIES, Confidence, Draft, Evidence, Message
from supportapp.drafting.words import TABLES

Validate = Callable[[Mapping[str, str]], Mapping[str, object]]
"""The limits every ticket keeps: takes the four values, returns what is wrong, by field."""

_ENOUGH_WORDS = 8  # to tell a language by
_LONGEST_SENTENCE = 1_000
_FEWEST_WORDS = 2  # of a title
_MOST_FACTS = 12
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,80}\]")
_READ = "The language model read it so in the words below"
_WROTE = "Written by the language model from the words below"


@dataclass
class Checked:
    """What is taken from an answer, and why the embedded value stays where something is not."""

    values: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    confidence: dict[str, Confidence] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)  # field -> why the embedded value stays


def compose(answer: Answer, embedded: Draft, messages: Sequence[Message], validate: Validate) -> tuple[Draft, Checked]:
    """Return the draft an answer makes, and what was checked; NoDraft where it can't be used at all.

    `answer` has its masked values restored; `messages` are the real ones.
    """
    said = comparable([message["content"] for message in messages])
    checked = Checked()
    _judge(answer, embedded, messages, checked)
    _title(answer, messages, said, checked)
    written = _description(answer, embedded["language"], checked.values["category"], messages)
    _check_language(answer, embedded["language"])
    _add_facts(written, embedded, messages)
    if not written.text and any(clean(part.text) for part in answer.parts):
        checked.kept["description"] = "it only repeats instructions"
    described = embedded["description"] if "description" in checked.kept else written.text
    if wrong := validate({**checked.values, "title": clean(answer.title), "description": described}):
        raise NoDraft("invalid", f"not valid: {', '.join(sorted(wrong))}")
    claim = unfounded(written.text, comparable([said, *TABLES[embedded["language"]].headings.values()]))
    if claim:
        checked.kept["description"] = "it says something the conversation does not"
    taken = set(FIELDS) - set(checked.kept)
    made = embedded.copy()
    for name in taken:
        _take(made, name, checked)
    if "description" in taken:
        sources = {(e["message_id"], e["start"], e["end"]): e for s in written.sentences for e in s["evidence"]}
        made["description"], made["sentences"] = written.text, written.sentences
        made["evidence"] = {**made["evidence"], "description": list(sources.values())}
        made["confidence"] = {**made["confidence"], "description": "fairly sure" if sources else "please check"}
        made["reasons"] = {**made["reasons"], "description": _WROTE}
    return check_evidence(made, messages), checked


def _take(made: Draft, name: str, checked: Checked) -> None:
    if name != "description":
        made[name] = checked.values[name]  # type: ignore[literal-required]
        made["evidence"] = {**made["evidence"], name: checked.evidence[name]}
        made["confidence"] = {**made["confidence"], name: checked.confidence[name]}
        made["reasons"] = {**made["reasons"], name: checked.reasons[name]}


def _judge(answer: Answer, embedded: Draft, messages: Sequence[Message], checked: Checked) -> None:
    """Take category and priority: never on somebody's order, and with a mark where they are far from the rules'."""
    ordered = gives_orders(messages, LONGEST)
    for name, value, usual in (
        ("category", answer.category, embedded["category"]),
        ("priority", answer.priority, embedded["priority"]),
    ):
        found = locate(answer.quotes[name], messages, ("user",))
        if found and is_instruction(sentence_around(found, messages)):
            found, ordered = None, True
        if ordered and value != usual:
            checked.kept[name] = "the conversation tries to set it"
        checked.values[name] = usual if name in checked.kept else value
        checked.evidence[name] = [found] if found else []
        checked.confidence[name] = "fairly sure" if found else "please check"
        checked.reasons[name] = _READ
        if value == usual:
            checked.confidence[name] = embedded["confidence"][name]
            checked.evidence[name] = checked.evidence[name] or embedded["evidence"][name]
            checked.reasons[name] = embedded["reasons"][name]
    if answer.priority in PRIORITIES and _steps(answer.priority, embedded["priority"]) > 1:
        checked.confidence["priority"] = "please check"
        checked.reasons["priority"] = f"The language model says {answer.priority}, our rules say {embedded['priority']}"


def _title(answer: Answer, messages: Sequence[Message], said: str, checked: Checked) -> None:
    title = clean(answer.title)
    found = locate(answer.quotes["title"], messages, ("user",)) or locate(title, messages, ("user",))
    checked.values["title"] = title
    checked.evidence["title"] = [found] if found else []
    checked.confidence["title"] = "fairly sure" if found else "please check"
    checked.reasons["title"] = _WROTE
    if title and len(words(title)) < _FEWEST_WORDS:
        checked.kept["title"] = "it says too little"
    elif not found and locate(title, messages, ("assistant",)):
        checked.kept["title"] = "the assistant said it, not the person"
    elif unfounded(title, said):
        checked.kept["title"] = "it says something the conversation does not"
    elif is_instruction(title):
        checked.kept["title"] = "it is an instruction and no title"


def _description(answer: Answer, language: str, category: str, messages: Sequence[Message]) -> Written:
    """Write the sentences under the headings every description has, each with its quote where it has one."""
    headings = TABLES[language].headings
    written = Written()
    order = list(dict.fromkeys(part.part for part in answer.parts[:MOST_PARTS]))
    for name in order:
        lines = [part for part in answer.parts[:MOST_PARTS] if part.part == name and _is_line(part)]
        if lines:
            written.heading(headings.get(name) or headings.get(category) or headings["other"])
        for text, part in {clean(part.text[:_LONGEST_SENTENCE]): part for part in lines}.items():
            found = locate(part.quote, messages)
            found = found if found and says_it(text, found) else locate(text, messages)
            written.line(text, [found] if found else [])
    return written


def _add_facts(written: Written, embedded: Draft, messages: Sequence[Message]) -> None:
    """Add the numbers and codes of the embedded description that the model left out: an agent needs them."""
    told = written.text.casefold()
    missing: dict[str, Evidence] = {}
    for fact in facts(_PLACEHOLDER.sub(" ", embedded["description"])) if written.text else ():
        found = locate(fact, messages, ("user",)) if any(map(str.isdigit, fact)) else None
        if found and fact.casefold() not in told:
            missing.setdefault(fact, found)
    if missing:
        kept = list(missing)[:_MOST_FACTS]
        written.heading(TABLES[embedded["language"]].headings["facts"])
        written.line(", ".join(kept), [missing[fact] for fact in kept])


def _is_line(part: Part) -> bool:
    text = clean(part.text)
    return bool(text) and not is_instruction(text)


def _check_language(answer: Answer, language: str) -> None:
    found = words(" ".join([answer.title, *(part.text for part in answer.parts)]))
    if len(found) >= _ENOUGH_WORDS and guess(found) != language:
        raise NoDraft("wrong_language", f"not in the language of the conversation ({language})")


def _steps(one: str, other: str) -> int:
    return abs(PRIORITIES.index(one) - PRIORITIES.index(other))
