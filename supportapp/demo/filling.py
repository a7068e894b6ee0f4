"""Filling the desk with demo tickets, in batches; each batch is one transaction."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from supportapp.accounts.models import User
from supportapp.database import utcnow
from supportapp.demo import people, texts
from supportapp.demo.lives import TALKS_EVERY, Cast, Life, live
from supportapp.demo.times import Year
from supportapp.errors import Conflict
from supportapp.extensions import Model, db
from supportapp.tickets.models import Comment, Event, Ticket
from supportapp.tickets.queue.queue_models import Reader

BATCH = 2_000
MARK = "demo:"  # begins the submit_key of a demo ticket; its number follows
DIGITS = 8
CACHE = 128 * 1024  # KiB of SQLite's pages held in memory meanwhile: without it each row costs reads from the disk
Progress = Callable[[int], AbstractContextManager[Callable[[int], None]]]


class FilledMeanwhile(Conflict):
    """Another `flask demo` is filling the same database. Let it finish, then run this again for what is missing."""


@dataclass(frozen=True)
class Filled:
    """How many demo tickets were added, and how many were there before."""

    added: int
    known: int


def fill(count: int, progress: Progress) -> Filled:
    """Add the demo tickets that are missing to have `count`, spread over the past year. Tells nobody.

    Each ticket is made of its number: another database filled to the same count at the same time has the same.
    """
    known, last = _there()
    missing = max(count - known, 0)
    if missing:
        end = utcnow()
        year = Year(end)
        writer = _Writer(year, end, people.requesters(count, year.start), people.agents())
        try:
            with progress(missing) as update:
                for first in range(0, missing, BATCH):
                    numbers = range(first, min(first + BATCH, missing))
                    _store([writer.life(last, number, missing) for number in numbers])
                    update(len(numbers))
        except IntegrityError as error:
            db.session.rollback()
            raise FilledMeanwhile from error
        _gather_statistics()
    return Filled(missing, known)


@dataclass(frozen=True)
class _Writer:
    """Makes tickets for one desk."""

    year: Year
    end: datetime
    requesters: Sequence[int]
    agents: Sequence[int]

    def life(self, last: int, index: int, count: int) -> Life:
        """Make the ticket that comes so many (0: first) after the demo ticket numbered `last`, of `count` to come."""
        number = last + 1 + index
        rng = Random(number)  # noqa: S311 (nothing here is a secret)
        created_at = self.year.moment(index, count, rng)
        requester = self.requesters[int(len(self.requesters) * rng.random() ** 1.5)]  # some write more than others
        cast = Cast(requester, rng.choice(self.agents), talks=number % TALKS_EVERY == 0)
        life = live(rng, texts.write(rng), cast, created_at, self.end)
        life.ticket["submit_key"] = f"{MARK}{number:0{DIGITS}}"
        return life


def _there() -> tuple[int, int]:
    """Return how many demo tickets there are, and the highest number among them."""
    key = Ticket.submit_key
    query = sa.select(sa.func.count(), sa.func.max(key)).where(key.like(f"{MARK}%"))
    count, newest = db.session.execute(query).one()
    return count, int(newest.removeprefix(MARK)) if newest else 0


def _store(lives: Sequence[Life]) -> None:
    """Store tickets and what belongs to them, in one transaction; the database numbers the rows."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")
    table = Ticket.__table__
    highest = connection.scalar(sa.select(sa.func.max(table.c.id))) or 0
    _insert(Ticket, [life.ticket for life in lives])
    keys = (lives[0].ticket["submit_key"], lives[-1].ticket["submit_key"])
    new = sa.select(table.c.submit_key, table.c.id).where(table.c.id > highest, table.c.submit_key.between(*keys))
    ids = {row.submit_key: row.id for row in connection.execute(new)}
    events: list[dict[str, Any]] = []
    comments: list[dict[str, Any]] = []
    readers: list[dict[str, Any]] = []
    for life in lives:
        mine = {"ticket_id": ids[life.ticket["submit_key"]]}
        events += (mine | event for event in life.events)
        comments += (mine | comment for comment in life.comments)
        if life.ticket["status"] != "closed":
            readers += (mine | {"user_id": who, "seen_at": at} for who, at in life.acted_at.items())
    for model, rows in ((Event, events), (Comment, comments), (Reader, readers)):
        _insert(model, rows)
    db.session.commit()


def _insert(model: type[Model], rows: list[dict[str, Any]]) -> None:
    """Insert many rows by one prepared statement: RETURNING would have SQLite insert them one by one."""
    if rows:
        table: Any = model.__table__
        db.session.connection().execute(sa.insert(table), rows)


def _gather_statistics() -> None:
    """Tell the database what is in its tables now: plans are chosen by that.

    SQLite never looks by itself, and PostgreSQL only some time after so many rows came in at once.
    """
    for model in (User, Ticket, Event, Comment, Reader):
        db.session.execute(sa.text(f"ANALYZE {model.__tablename__}"))
    db.session.commit()
