"""Asking an OpenAI-compatible endpoint: what it understands is found out once and remembered."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from supportapp import http
from supportapp.drafting.llm.answer import FORMATS
from supportapp.drafting.llm.outcomes import NoDraft

MOST_TOKENS = 1_200  # of an answer
BAD_REQUEST, NOT_PROCESSABLE, TOO_MANY, FAILURE, OK = 400, 422, 429, 500, 200
_UNKNOWN = frozenset((BAD_REQUEST, NOT_PROCESSABLE))
_DROPPABLE = ("max_tokens", "temperature", "seed")  # some models refuse these, and name what they refuse

Post = Callable[[bytes, float], http.Answer]
"""Sends a body to the endpoint's address, within so many seconds."""


@dataclass(frozen=True)
class Asked:
    """What a language model said, and what that took."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


class Endpoint:
    """One model at one address; it remembers which form of answers can be asked for."""

    def __init__(self, model: str, post: Post) -> None:
        """Begin with the strictest form."""
        self.model, self._post = model, post
        self._format = 0
        self._dropped: frozenset[str] = frozenset()

    def ask(self, messages: Sequence[dict[str, str]], seconds: float) -> Asked:
        """Return the answer within so many seconds altogether; NoDraft says what went wrong."""
        ends = time.monotonic() + seconds
        form, dropped = self._format, self._dropped
        while True:
            answer = self._send(self._body(messages, form, dropped), ends)
            refused = self._refused(answer, dropped) if answer.status in _UNKNOWN else ""
            if refused:
                dropped |= {refused}
            elif answer.status in _UNKNOWN and form + 1 < len(FORMATS):
                form += 1
            else:
                break
        asked = _read(answer)
        self._format, self._dropped = form, dropped
        return asked

    def _body(self, messages: Sequence[dict[str, str]], form: int, dropped: frozenset[str]) -> bytes:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "seed": 0,
        }
        if FORMATS[form]:
            body["response_format"] = FORMATS[form]
        return orjson.dumps({name: value for name, value in body.items() if name not in dropped})

    @staticmethod
    def _refused(answer: http.Answer, dropped: frozenset[str]) -> str:
        """Return the parameter of ours that a 400 complains about."""
        told = answer.body.decode("utf-8", "replace")
        return next((name for name in _DROPPABLE if name in told and name not in dropped), "")

    def _send(self, body: bytes, ends: float) -> http.Answer:
        """Send a request, once more where no connection could be made."""
        for last in (False, True):
            left = ends - time.monotonic()
            if left <= 0:
                raise NoDraft("timeout")
            try:
                return self._post(body, left)
            except http.NotReached as error:
                if last:
                    raise NoDraft("unreachable", str(error)) from error
            except http.TargetRefused as error:
                raise NoDraft("refused", str(error)) from error
            except http.TooSlow as error:
                raise NoDraft("timeout", str(error)) from error
            except http.TooLarge as error:
                raise NoDraft("too_large", str(error)) from error
            except http.HttpFailure as error:
                raise NoDraft("broken", str(error)) from error
        raise NoDraft("unreachable")


def _read(answer: http.Answer) -> Asked:
    if answer.status == TOO_MANY:
        raise NoDraft("rate_limited", "status 429")
    if answer.status != OK:
        raise NoDraft("server_error" if answer.status >= FAILURE else "http_error", f"status {answer.status}")
    try:
        told = answer.json()
        text = told["choices"][0]["message"]["content"]
        used = told.get("usage") or {}
        counts = [used.get(name) for name in ("prompt_tokens", "completion_tokens")]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NoDraft("not_json", "the answer is no chat completion") from error
    if not isinstance(text, str):
        raise NoDraft("not_json", "the answer has no text")
    tokens_in, tokens_out = (count if isinstance(count, int) else 0 for count in counts)
    return Asked(text, tokens_in, tokens_out)
