"""How asking a language model can end, each with the words a person is told."""

from typing import Literal

Outcome = Literal[
    "ok",
    "cached",
    "unreachable",
    "refused",
    "timeout",
    "rate_limited",
    "http_error",
    "server_error",
    "broken",
    "too_large",
    "not_json",
    "invalid",
    "wrong_language",
    "busy",
    "paused",
    "limit",
]

INSTEAD = "so this is the embedded draft."
_WORDS: dict[str, str] = {
    "unreachable": "The language model could not be reached",
    "refused": "The address of the language model may not be called",
    "timeout": "The language model did not answer within {seconds:g} s",
    "rate_limited": "The language model has too much to do",
    "http_error": "The language model did not accept the request",
    "server_error": "The language model had a failure of its own",
    "broken": "The connection to the language model broke",
    "too_large": "The language model answered far too much",
    "not_json": "The language model's answer could not be read",
    "invalid": "The language model's answer could not be used",
    "wrong_language": "The language model answered in another language",
    "busy": "The language model is busy with other drafts",
    "paused": "The language model failed several times and is left alone for a minute",
    "limit": "You have asked the language model very often",
}
OF_ENDPOINT = frozenset(
    ("unreachable", "refused", "timeout", "rate_limited", "http_error", "server_error", "broken", "too_large")
)


class NoDraft(Exception):
    """The language model gave nothing that can be used; `outcome` says why, `detail` is for an operator."""

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        """Keep what happened."""
        self.outcome: Outcome = outcome
        self.detail = detail
        super().__init__(detail or outcome)


def words_for(outcome: Outcome, seconds: float) -> str:
    """Say why there is no draft of a language model, without what follows from it."""
    return _WORDS[outcome].format(seconds=seconds)
