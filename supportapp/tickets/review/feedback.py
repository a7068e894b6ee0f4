"""The requester's word on a draft, after sending."""

import sqlalchemy as sa

from supportapp.accounts.service import Person
from supportapp.errors import NotFound
from supportapp.extensions import db
from supportapp.tickets.models import Draft, Ticket


class NothingToRate(NotFound):
    """No ticket of yours with this number came from a draft. Check the number."""


def rate(person: Person, ticket_id: int, *, useful: bool) -> None:
    """Keep the requester's word on the draft their ticket came from."""
    mine = sa.select(Ticket.draft_id).where(Ticket.id == ticket_id, Ticket.user_id == person.id)
    draft_id = db.session.scalar(mine)
    if draft_id is None:
        raise NothingToRate
    db.session.execute(sa.update(Draft).where(Draft.id == draft_id).values(useful=useful))
    db.session.commit()
