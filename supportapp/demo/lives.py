"""What becomes of a demo ticket: who takes it, says and changes what, up to today. Nothing here asks a database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from supportapp.demo import texts
from supportapp.demo.times import at_work
from supportapp.tickets import rules
from supportapp.tickets.models import CATEGORIES, PRIORITIES
from supportapp.tickets.queue.assigning import SOURCE

TALKS_EVERY = 10  # tickets: one of so many has comments
SLOWER = {"low": 2.5, "medium": 1.0, "high": 0.3}
FORGOTTEN, WITHDRAWN, GIVEN_OUT, CORRECTED, AT_ONCE, LEFT, UNSOLVED = 0.02, 0.03, 0.3, 0.06, 0.08, 0.015, 0.1
REOPENED, ALSO_CLOSED, NOTED = 0.065, 0.8, 0.4
WORDS = {"reply": "replies", "answer": "answers", "solution": "solutions", "note": "notes", "reason": "reasons"}
BY_REQUESTER = ("answer", "reason")


@dataclass(frozen=True)
class Step:
    """Something that happens: a comment (a key of WORDS), or a new value for a column (or "withdrawn")."""

    at: datetime
    actor_id: int | None  # None: the rotation
    kind: str
    value: Any = None


@dataclass
class Life:
    """A ticket as it stands at the end, and the rows that belong to it; their `ticket_id` is not known yet."""

    ticket: dict[str, Any]
    events: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    acted_at: dict[int, datetime] = field(default_factory=dict)  # agents, and when each did something last


@dataclass(frozen=True)
class Cast:
    """Who takes part in a ticket."""

    requester_id: int
    agent_id: int
    talks: bool


def live(rng: Random, said: texts.Said, cast: Cast, created_at: datetime, end: datetime) -> Life:
    """Let a ticket live from its creation to the end of what is told."""
    life = Life(_new(said, cast.requester_id, created_at))
    life.events.append(_event(Step(created_at, cast.requester_id, "created"), None))
    for step in _Plan(rng, said, cast, created_at).steps():
        if step.at > end:
            break
        if step.kind in WORDS:
            _comment(life, step, texts.comment(rng, said, WORDS[step.kind]))
        else:
            _change(life, step)
        if step.actor_id == cast.agent_id:
            life.acted_at[cast.agent_id] = step.at
    return life


class _Plan:
    """Draws what happens to a ticket, one step after the other; the clock only goes forward."""

    def __init__(self, rng: Random, said: texts.Said, cast: Cast, created_at: datetime) -> None:
        self.rng, self.said, self.cast, self.now = rng, said, cast, created_at
        self.noted = False
        self.solved = True  # it ends as resolved, not closed at once

    def steps(self) -> Iterator[Step]:
        """Yield all of them, however late."""
        if self._happens(WITHDRAWN):
            self._wait(0.5)
            yield Step(self.now, self.cast.requester_id, "withdrawn", "closed")
            return
        yield from self._taken()
        if self._happens(FORGOTTEN):
            return
        if self._happens(AT_ONCE) and not self.cast.talks:
            yield self._by_agent("status", "resolved", 3)
        else:
            yield from self._worked_on()
            if self._happens(LEFT):
                return
            yield from self._ended()
        if self._happens(REOPENED):
            yield from self._reopened()
        if self.solved and self._happens(ALSO_CLOSED):
            yield from self._closed()

    def _taken(self) -> Iterator[Step]:
        if self._happens(GIVEN_OUT):
            yield Step(self.now, None, "assignee_id", self.cast.agent_id)
        else:
            yield self._by_agent("assignee_id", self.cast.agent_id, 2)
        if self._happens(CORRECTED):
            name, now = self.rng.choice((("priority", self.said.priority), ("category", self.said.category)))
            others = [word for word in (PRIORITIES if name == "priority" else CATEGORIES) if word != now]
            yield self._by_agent(name, self.rng.choice(others), 0.1)

    def _worked_on(self) -> Iterator[Step]:
        yield self._by_agent("status", "in_progress", 4)
        if not self.cast.talks:
            return
        yield Step(self.now, self.cast.agent_id, "reply")
        self.noted = self._happens(NOTED)
        if self.noted:
            yield self._by_agent("note", None, 1)
        self._wait(6)
        yield Step(self.now, self.cast.requester_id, "answer")

    def _ended(self) -> Iterator[Step]:
        self.solved = not self._happens(UNSOLVED)
        end = self._by_agent("status", "resolved" if self.solved else "closed", 24)
        if self.cast.talks and not self.noted:
            yield Step(end.at, self.cast.agent_id, "solution")
        yield end

    def _reopened(self) -> Iterator[Step]:
        self._wait(40)
        if self.cast.talks:
            yield Step(self.now, self.cast.requester_id, "reason")
        yield Step(self.now, self.cast.requester_id, "status", "open")
        yield self._by_agent("status", "in_progress", 3)
        yield self._by_agent("status", "resolved", 20)
        self.solved = True

    def _closed(self) -> Iterator[Step]:
        self._wait(24 * 5)
        if self._happens(0.5):
            yield Step(self.now, self.cast.requester_id, "status", "closed")
        else:
            yield self._by_agent("status", "closed", 1)

    def _happens(self, share: float) -> bool:
        return self.rng.random() < share

    def _wait(self, hours: float) -> None:
        """Let time pass: about so many hours, sometimes many more."""
        spread = self.rng.lognormvariate(0, 1.0)
        self.now += timedelta(hours=min(hours * spread, hours * 12), minutes=1)

    def _by_agent(self, kind: str, value: Any, hours: float) -> Step:
        self._wait(hours * SLOWER[self.said.priority])
        self.now = at_work(self.now, self.rng)
        return Step(self.now, self.cast.agent_id, kind, value)


def _new(said: texts.Said, requester_id: int, created_at: datetime) -> dict[str, Any]:
    return {
        "user_id": requester_id,
        "title": said.title,
        "description": said.description,
        "priority": said.priority,
        "category": said.category,
        "status": "open",
        "assignee_id": None,
        "version": 1,
        "created_at": created_at,
        "updated_at": created_at,
        "resolved_at": None,
        "first_reply_at": None,
        "last_reply_by": None,
        "noted_at": None,
    }


def _change(life: Life, step: Step) -> None:
    """Do as tickets/handling/writing.py does."""
    column = "status" if step.kind == "withdrawn" else step.kind
    life.events.append(_event(step, life.ticket[column]))
    life.ticket[column] = step.value
    if column == "status":
        life.ticket.update(rules.when_resolved(step.value, step.at))
    _is_seen(life, step)


def _comment(life: Life, step: Step, body: str) -> None:
    """Do as tickets/handling/comments.py does."""
    by_agent, internal = step.kind not in BY_REQUESTER, step.kind == "note"
    author = {"author_id": step.actor_id, "by_agent": by_agent, "internal": internal}
    life.comments.append({**author, "body": body, "created_at": step.at})
    if internal:
        life.ticket["noted_at"] = step.at
        return
    life.ticket["last_reply_by"] = "agent" if by_agent else "requester"
    if by_agent and life.ticket["first_reply_at"] is None:
        life.ticket["first_reply_at"] = step.at
    _is_seen(life, step)


def _is_seen(life: Life, step: Step) -> None:
    """Count a change the requester can see; what is done in one go counts once."""
    if step.at > life.ticket["updated_at"]:
        life.ticket.update(updated_at=step.at, version=life.ticket["version"] + 1)


def _event(step: Step, old: Any) -> dict[str, Any]:
    return {
        "actor_id": step.actor_id,
        "kind": step.kind,
        "old": None if old is None else str(old),
        "new": None if step.value is None else str(step.value),
        "source": SOURCE if step.actor_id is None else None,
        "created_at": step.at,
    }
