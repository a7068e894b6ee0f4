"""What is looked for, and what is done with it: the kinds of findings, and for whom each is masked."""

from typing import Literal, NamedTuple

from supportapp.drafting.types import Kind

Destination = Literal["llm", "review", "tracker"]

# From the most specific to the least: where two findings overlap, the earlier kind stays.
KINDS: tuple[Kind, ...] = ("private_key", "jwt", "iban", "card", "api_key", "token", "password", "email", "phone")
SECRETS = frozenset(KINDS) - {"email", "phone"}

# What is masked on the way to each reader: a language model, the drafted ticket and its agents, another tracker.
POLICY: dict[Destination, frozenset[str]] = {
    "llm": frozenset(KINDS),
    "review": SECRETS,
    "tracker": frozenset(KINDS),
}


class Finding(NamedTuple):
    """A place in a text, text[start:end], and what stands there."""

    start: int
    end: int
    kind: Kind
