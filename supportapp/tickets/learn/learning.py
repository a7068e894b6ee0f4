"""Training on this desk's own tickets: their conversations, with title, category and priority as they are by now.

A fifth of the tickets, always the same ones, is never trained on: on it the new model is compared with the one in
use, and takes its place only where it is no worse.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
import sqlalchemy as sa

from supportapp import drafting
from supportapp.chat.models import Message
from supportapp.drafting import evaluation, shipping
from supportapp.drafting.linear import Model
from supportapp.drafting.masking import Mask
from supportapp.drafting.rows import Row, split
from supportapp.drafting.shipping import Source
from supportapp.errors import Conflict
from supportapp.extensions import db
from supportapp.tickets.learn import learnt
from supportapp.tickets.models import Draft, Event, Ticket

MOST = 5_000  # tickets
LEAST = 50
CHUNK = 100  # conversations that are read at a time
WEIGHT = 3.0  # of a ticket of the desk's own, beside 1 of a row of the corpus
HELD_OUT = 5  # every fifth ticket
LICENCE = "of this desk"
JUDGED = ("category", "priority")
Progress = Callable[[int], None]


class TooFewTickets(Conflict):
    """There are too few tickets from conversations to learn from; it takes 50. Until then the shipped model drafts."""


class NothingNew(Conflict):
    """A model of just these tickets is stored already. Use it: flask drafts models --use VERSION."""


@dataclass(frozen=True)
class Trained:
    """A new model beside the one that was in use, both measured on the same tickets."""

    before: str
    version: str
    measured_before: evaluation.Report
    measured: evaluation.Report

    @property
    def fallen(self) -> dict[str, tuple[float, float]]:
        """Return in what the new model is worse: the macro-F1 before, and now."""
        pairs = {name: (_macro_f1(self.measured_before, name), _macro_f1(self.measured, name)) for name in JUDGED}
        return {name: (old, new) for name, (old, new) in pairs.items() if new < old}

    @property
    def activated(self) -> bool:
        """Whether drafts are made with it."""
        return not self.fallen


def train_on_tickets(progress: Callable[[int], AbstractContextManager[Progress]]) -> Trained:
    """Train, compare, keep the new model, and use it where it is no worse. No transaction is open meanwhile.

    progress: given the number of rows, returns what counts those that were read.
    """
    own = list(rows())
    if len(own) < LEAST:
        raise TooFewTickets
    sources = [*shipping.corpus_sources(), Source("tickets", _digest(own), tuple(own), WEIGHT, LICENCE)]
    if learnt.is_stored(shipping.version_of(sources)):
        raise NothingNew
    now = learnt.active()
    before, current = now.version if now else learnt.SHIPPED, learnt.model_of(now)
    db.session.rollback()
    began = time.monotonic()
    with progress(sum(len(source.learnt) for source in sources)) as update:
        model = shipping.train_on(sources, update)
    held_out = split(own, dev=True)
    done = Trained(before, model.version, _measured(current, held_out), _measured(model, held_out))
    manifest = {
        "inputs": [{"name": s.name, "sha256": s.sha256, "rows": len(s.learnt), "weight": s.weight} for s in sources],
        "held_out": len(held_out),
        "newest": own[-1]["id"],
        "seconds": round(time.monotonic() - began, 1),
    }
    if learnt.is_stored(model.version):  # by somebody who trained at the same time
        raise NothingNew
    figures = {"before": before, "old": _plain(done.measured_before), "new": _plain(done.measured)}
    learnt.store(model, manifest, figures, activate=done.activated)
    return done


def rows(most: int = MOST) -> Iterator[Row]:
    """Yield the desk's newest tickets that came from a conversation, oldest first, what is secret in them masked.

    Of a conversation with several tickets the last one counts; a withdrawn ticket was a mistake.
    """
    withdrawn = sa.exists().where(Event.ticket_id == Ticket.id, Event.kind == "withdrawn")
    later = sa.orm.aliased(Ticket)
    repeated = sa.exists().where(later.conversation_id == Ticket.conversation_id, later.id > Ticket.id)
    query = (
        sa.select(Ticket.id, Ticket.conversation_id, Ticket.user_id, Ticket.created_at, Draft.outcome)
        .add_columns(Ticket.title, Ticket.category, Ticket.priority)
        .outerjoin(Draft, Draft.id == Ticket.draft_id)
        .where(Ticket.conversation_id.is_not(None), ~withdrawn, ~repeated)
        .order_by(Ticket.id.desc())
        .limit(most)
    )
    tickets = db.session.execute(query).all()[::-1]
    for start in range(0, len(tickets), CHUNK):
        chunk = tickets[start : start + CHUNK]
        said = _messages(chunk)
        for ticket in chunk:
            if any(message["role"] == "user" for message in said[ticket.conversation_id]):
                yield _row(ticket, said[ticket.conversation_id])


def is_held_out(ticket_id: int) -> bool:
    """Tell whether a ticket is in the fifth nobody trains on: by its number, so the same fifth every time."""
    return int.from_bytes(hashlib.sha256(f"ticket {ticket_id}".encode()).digest()[:8]) % HELD_OUT == 0


def _messages(tickets: Sequence[sa.Row[Any]]) -> dict[int, list[drafting.Message]]:
    """Return what was said in each conversation before its ticket was sent."""
    until = {ticket.conversation_id: ticket.created_at for ticket in tickets}
    said: dict[int, list[drafting.Message]] = {conversation_id: [] for conversation_id in until}
    query = (
        sa.select(Message.conversation_id, Message.created_at, Message.role, Message.content)
        .where(Message.conversation_id.in_(until))
        .order_by(Message.conversation_id, Message.position)
    )
    for conversation_id, created_at, role, content in db.session.execute(query):
        if created_at <= until[conversation_id]:
            said[conversation_id].append({"role": role, "content": content})  # type: ignore[typeddict-item]
    return said


def _row(ticket: sa.Row[Any], messages: list[drafting.Message]) -> Row:
    language = (ticket.outcome or {}).get("language") or "en"
    return {
        "id": f"ticket-{ticket.id}",
        "messages": Mask(messages, "review", language).messages(messages),
        "title": ticket.title,
        "category": ticket.category,
        "priority": ticket.priority,
        "language": language,
        "group": f"requester-{ticket.user_id}",
        "split": "dev" if is_held_out(ticket.id) else "train",
    }


def _measured(model: Model, held_out: Sequence[Row]) -> evaluation.Report:
    return evaluation.evaluate(partial(drafting.draft, model=model), held_out)


def _macro_f1(report: evaluation.Report, name: str) -> float:
    judged = getattr(report, name)
    return float(judged.macro_f1) if judged else 0.0


def _plain(report: evaluation.Report) -> dict[str, Any]:
    """Return the figures that are kept with a model."""
    right = {name: getattr(report, name).right for name in JUDGED}
    return {
        **{name: {"macro_f1": round(_macro_f1(report, name), 4), "right": right[name].count} for name in JUDGED},
        "title": round(report.title.longest, 4) if report.title else None,
        "rows": report.rows,
    }


def _digest(trained_on: Sequence[Row]) -> str:
    return hashlib.sha256(orjson.dumps(trained_on, option=orjson.OPT_SORT_KEYS)).hexdigest()
