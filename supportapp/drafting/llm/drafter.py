"""The drafter that asks a language model, and is the embedded one whatever the model does."""

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from supportapp.drafting.llm.answer import Answer, Part, read
from supportapp.drafting.llm.client import Asked, Endpoint
from supportapp.drafting.llm.compose import Checked, Validate, compose
from supportapp.drafting.llm.guards import AT_ONCE, Breaker, Cache
from supportapp.drafting.llm.outcomes import INSTEAD, OF_ENDPOINT, NoDraft, Outcome, words_for
from supportapp.drafting.llm.prompt import PROMPT_VERSION, ask, new_mark
from supportapp.drafting.masking import Mask
from supportapp.drafting.masking.protect import protect
from supportapp.drafting.types import FIELDS, Draft, Engine, Message

log = logging.getLogger(__name__)

MayAsk = Callable[[], bool]
"""Whether this person may have the model asked once more; asked only when a call would be made."""


@dataclass
class _Run:
    """One draft: what it took so far."""

    began: float
    outcome: Outcome = "ok"
    tokens_in: int = 0
    tokens_out: int = 0
    key: str = ""  # of what was asked
    text: str = ""  # what was answered


class LanguageModel:
    """Drafts by a language model. Breaker, cache and the limit on calls at a time hold for this process."""

    def __init__(self, endpoint: Endpoint, validate: Validate, seconds: float = 20.0) -> None:
        """Take the endpoint, the limits a ticket keeps, and the time one draft may take altogether."""
        self.endpoint, self.validate, self.seconds = endpoint, validate, seconds
        self.breaker, self.cache = Breaker(), Cache()
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def draft(self, messages: Sequence[Message], embedded: Draft, may_ask: MayAsk = lambda: True) -> Draft:
        """Return the model's draft; the embedded one, with the reason, where there is none. Never raises for it."""
        run = _Run(time.monotonic())
        mask = Mask(messages, "llm", embedded["language"])
        try:
            answer = self._answer(run, mask, messages, embedded, may_ask)
            made, checked = compose(answer, embedded, messages, self.validate)
        except NoDraft as failure:
            run.outcome = failure.outcome
            note = f"{words_for(failure.outcome, self.seconds)}, {INSTEAD}"
            made = _stamped(embedded, self._engine(run, "rules", note))
            self._log(made, failure.detail)
            return made
        self.cache.put(run.key, run.text)
        made = protect(_stamped(made, self._engine(run, "llm", checked=checked)), messages)
        self._log(made)
        return made

    def _answer(self, run: _Run, mask: Mask, messages: Sequence[Message], embedded: Draft, may_ask: MayAsk) -> Answer:
        """Return what the model says, from the cache where it was asked the same before."""
        masked = mask.messages(messages)
        hidden = {**embedded, **{name: mask.apply(embedded[name]) for name in FIELDS}}  # type: ignore[literal-required]
        mark = new_mark()
        question = ask(masked, hidden, mark)  # type: ignore[arg-type]
        run.key = self._key([part["content"].replace(mark, "") for part in question])
        if kept := self.cache.get(run.key):
            run.outcome, run.text = "cached", kept
        else:
            asked = self._ask(question, may_ask)
            run.text, run.tokens_in, run.tokens_out = asked.text, asked.tokens_in, asked.tokens_out
        if mark in run.text:
            raise NoDraft("invalid", "the answer repeats the marks of the prompt")
        return _restored(read(run.text), mask)

    def _ask(self, question: Sequence[dict[str, str]], may_ask: MayAsk) -> Asked:
        """Ask, where nothing speaks against it; nobody waits for another one's call."""
        if self.breaker.is_open():
            raise NoDraft("paused")
        if not self._places.acquire(blocking=False):
            raise NoDraft("busy")
        try:
            return self._call(question, may_ask)
        finally:
            self._places.release()

    def _call(self, question: Sequence[dict[str, str]], may_ask: MayAsk) -> Asked:
        if not may_ask():
            raise NoDraft("limit")
        try:
            asked = self.endpoint.ask(question, self.seconds)
        except NoDraft as failure:
            if failure.outcome in OF_ENDPOINT:
                self.breaker.failed()
            raise
        self.breaker.worked()
        return asked

    def _key(self, question: Sequence[str]) -> str:
        parts = (PROMPT_VERSION, self.endpoint.model, *question)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def _engine(self, run: _Run, drafter: str, note: str = "", checked: Checked | None = None) -> Engine:
        engine: Engine = {
            "drafter": drafter,
            "model": self.endpoint.model,
            "prompt_version": PROMPT_VERSION,
            "tokens_in": run.tokens_in,
            "tokens_out": run.tokens_out,
            "ms": round((time.monotonic() - run.began) * 1000),
            "outcome": run.outcome,
        }
        if checked and checked.kept:
            engine["kept"] = checked.kept
            told = "; ".join(f"{name}: {why}" for name, why in sorted(checked.kept.items()))
            note = f"Not taken from the language model: {told}."
        return {**engine, "note": note} if note else engine

    @staticmethod
    def _log(made: Draft, detail: str = "") -> None:
        engine = {name: value for name, value in made["engine"].items() if name not in {"note", "kept"}}
        kept = sorted(made["engine"].get("kept", {}))
        log.info("language model", extra={**engine, "kept": kept, "detail": detail})


def _stamped(made: Draft, engine: Engine) -> Draft:
    """Return a draft that says who wrote which of its values."""
    kept = engine.get("kept", {})
    by = {name: "rules" if name in kept else engine["drafter"] for name in FIELDS}
    version = f"{PROMPT_VERSION} {engine['model']}" if engine["drafter"] == "llm" else made["version"]
    return {**made, "drafter": engine["drafter"], "version": version, "drafters": by, "engine": engine}


def _restored(answer: Answer, mask: Mask) -> Answer:
    """Return an answer with the real values where their placeholders stood."""
    back = mask.restore
    return replace(
        answer,
        title=back(answer.title),
        quotes={name: back(text) for name, text in answer.quotes.items()},
        parts=tuple(Part(p.part, back(p.quote), back(p.text)) for p in answer.parts),
    )
