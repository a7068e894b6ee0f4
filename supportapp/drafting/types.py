"""The plain data that goes into the drafter and comes out of it."""

from typing import Literal, NotRequired, TypedDict

PRIORITIES = ("low", "medium", "high")
CATEGORIES = ("bug", "feature", "question", "other")
FIELDS = ("title", "description", "priority", "category")
TITLE_LIMIT = 90
DESCRIPTION_LIMIT = 20_000

Confidence = Literal["sure", "fairly sure", "please check"]


class Message(TypedDict):
    """One message of a conversation; without an id its position counts, from 1."""

    role: Literal["user", "assistant"]
    content: str
    id: NotRequired[int]


class Evidence(TypedDict):
    """A quote: `content[start:end] == quote` for the message of that id, in Python's string indices."""

    message_id: int
    start: int
    end: int
    quote: str


class Sentence(TypedDict):
    """A line of the drafted description and where it came from; no evidence: not in the conversation."""

    start: int
    end: int
    evidence: list[Evidence]


Kind = Literal["private_key", "jwt", "iban", "card", "api_key", "token", "password", "email", "phone"]


class Found(TypedDict):
    """A place with personal data or a secret; the same value has the same name and placeholder everywhere.

    The value itself is not here: it is content[start:end] of the message.
    """

    name: str
    kind: Kind
    message_id: int
    start: int
    end: int
    placeholder: str
    masked: bool  # whether the draft has the placeholder


class Engine(TypedDict):
    """Who drafted, and what asking a language model took."""

    drafter: str  # rules, llm
    model: str
    prompt_version: str
    tokens_in: int
    tokens_out: int
    ms: int
    outcome: str  # drafting/llm/outcomes.py
    note: NotRequired[str]  # why it is the embedded draft, or which of its values are
    kept: NotRequired[dict[str, str]]  # field -> why the embedded value was kept


class Missing(TypedDict):
    """Something a ticket of this kind should say and the conversation does not, and the question for it."""

    name: str
    question: str


class Draft(TypedDict):
    """A proposed ticket: four values, and for each its evidence, its confidence and the reason in words."""

    title: str
    description: str
    priority: str
    category: str
    evidence: dict[str, list[Evidence]]
    sentences: list[Sentence]
    confidence: dict[str, Confidence]
    reasons: dict[str, str]
    language: str  # en, de, fr, es: of the person, and so of the draft
    drafter: str
    version: str
    findings: NotRequired[list[Found]]  # personal data and secrets of the conversation
    missing: NotRequired[list[Missing]]  # at most three, the most useful first
    drafters: NotRequired[dict[str, str]]  # by field: rules, llm; where a language model was asked
    engine: NotRequired[Engine]  # what asking it took and how it ended


class NothingToDraft(ValueError):
    """The conversation has no messages."""
