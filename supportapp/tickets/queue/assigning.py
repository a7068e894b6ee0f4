"""Who works on what: agents and their load, and the rotation that gives out new tickets of a category in turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from supportapp.accounts.models import User
from supportapp.errors import Invalid
from supportapp.extensions import db
from supportapp.tickets.models import CATEGORIES, Ticket
from supportapp.tickets.queue.queue_models import Rotation

SOURCE = "rotation"
AGENTS = ("agent", "admin")
COUNTED = 1_000  # of somebody's load: more is shown as "1,000+"


@dataclass(frozen=True)
class Agent:
    """Somebody tickets can be given to."""

    id: int
    name: str
    email: str
    load: int  # tickets open or in progress; COUNTED + 1 where there are more than COUNTED


class NotAnAgent(Invalid):
    """Tickets can only be given to agents and admins with an open account. Choose one of them."""

    def __init__(self) -> None:
        """Say which field is at fault."""
        super().__init__(errors={"assignee_id": [type(self).__doc__]})


def agents() -> list[Agent]:
    """Return everybody who takes tickets, by name, with how many they have in hand."""
    at_work = sa.select(sa.literal(1)).where(Ticket.assignee_id == User.id, Ticket.status.in_(("open", "in_progress")))
    load = sa.select(sa.func.count()).select_from(at_work.limit(COUNTED + 1).correlate(User).subquery())
    query = sa.select(User.id, User.name, User.email, load.correlate(User).scalar_subquery()).where(_takes_tickets())
    return [Agent(*row) for row in db.session.execute(query.order_by(User.name, User.id))]


def names() -> list[tuple[int, str]]:
    """Return id and name of everybody who takes tickets, by name."""
    query = sa.select(User.id, User.name).where(_takes_tickets()).order_by(User.name, User.id)
    return [(row.id, row.name) for row in db.session.execute(query)]


def name_of(user_id: int) -> str | None:
    """Return somebody's name, whoever they are; None where there is nobody."""
    return db.session.scalar(sa.select(User.name).where(User.id == user_id))


def check(user_id: int) -> None:
    """Refuse somebody who takes no tickets: NotAnAgent."""
    if db.session.scalar(sa.select(User.id).where(User.id == user_id, _takes_tickets())) is None:
        raise NotAnAgent


def is_rotated(category: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Make the condition that somebody takes new tickets of this category in turn."""
    return sa.exists().where(Rotation.category == category)


def next_in_turn(category: str, now: datetime) -> int | None:
    """Return whose turn it is, and note it in the caller's transaction; of two at once each gets another one."""
    turn = (
        sa.select(Rotation.user_id)
        .join(User, User.id == Rotation.user_id)
        .where(Rotation.category == category, _takes_tickets())
        .order_by(Rotation.last_at.asc().nulls_first(), Rotation.user_id)
        .limit(1)
        .with_for_update(of=Rotation, skip_locked=True)
        .scalar_subquery()
    )
    taken = (
        sa.update(Rotation)
        .where(Rotation.category == category, Rotation.user_id == turn)
        .values(last_at=now)
        .returning(Rotation.user_id)
        .execution_options(synchronize_session=False)
    )
    return db.session.scalar(taken)


def rotation() -> dict[str, list[int]]:
    """Return who takes new tickets of which category in turn."""
    found: dict[str, list[int]] = {category: [] for category in CATEGORIES}
    for row in db.session.execute(sa.select(Rotation.category, Rotation.user_id)):
        found[row.category].append(row.user_id)
    return found


def set_rotation(members: Mapping[str, Sequence[int]]) -> None:
    """Say who takes new tickets of which category; who stays keeps their place in the turn."""
    before = rotation()
    for user_id in {user_id for wanted in members.values() for user_id in wanted}:
        check(user_id)
    for category in CATEGORIES:
        wanted = set(members.get(category, ()))
        gone = set(before[category]) - wanted
        if gone:
            db.session.execute(sa.delete(Rotation).where(Rotation.category == category, Rotation.user_id.in_(gone)))
        db.session.add_all(Rotation(category=category, user_id=user_id) for user_id in wanted - set(before[category]))
    db.session.commit()


def _takes_tickets() -> sa.ColumnElement[bool]:
    return sa.and_(User.role.in_(AGENTS), User.active.is_(True))
