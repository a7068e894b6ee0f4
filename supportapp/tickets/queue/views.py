"""Saved views: the queue's filters under a name, for one agent or for everybody who works on tickets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from supportapp.accounts.models import User
from supportapp.accounts.policy import Whose, whose
from supportapp.accounts.service import Person
from supportapp.errors import Conflict, Forbidden, Invalid, NotFound
from supportapp.extensions import db
from supportapp.tickets.queue.queue_models import SavedView

MOST_OWN = 20
MOST_SHARED = 40  # of others, by name, so that the row of tabs and its counts have an end


class UnknownView(NotFound):
    """There is no such view. Open the queue to see those you can use."""


class NotYourView(Forbidden):
    """Only who saved a view, or an admin, can change it. Open it and save it under a name of your own."""


class TooManyViews(Conflict):
    """You have 20 views already. Delete one you no longer need, then save this one."""


class NameTaken(Invalid):
    """You have a view of this name already. Choose another name."""

    def __init__(self) -> None:
        """Say which field is at fault."""
        super().__init__(errors={"name": [type(self).__doc__]})


@dataclass(frozen=True)
class View:
    """A saved view, as one person sees it."""

    id: int
    name: str
    query: str  # of the queue, in its canonical form
    shared: bool
    owner: str | None  # their name; None: it is one's own
    changeable: bool


def visible(person: Person) -> list[View]:
    """Return one's own views, then those that others share, each by name."""
    mine = SavedView.user_id == person.id
    query = _selected(mine | SavedView.shared.is_(True)).order_by(mine.desc(), sa.func.lower(SavedView.name))
    found = db.session.execute(query.order_by(SavedView.id).limit(MOST_OWN + MOST_SHARED))
    return [_view(person, row) for row in found]


def get(person: Person, view_id: int) -> View:
    """Return one that this person can use; else UnknownView."""
    query = _selected(SavedView.id == view_id, (SavedView.user_id == person.id) | SavedView.shared.is_(True))
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise UnknownView
    return _view(person, row)


def changeable(person: Person, view_id: int) -> View:
    """Return one that this person may rename and delete: their own, as an admin any that is shared."""
    view = get(person, view_id)
    if not view.changeable:
        raise NotYourView
    return view


def save(person: Person, values: Mapping[str, Any]) -> int:
    """Keep a new view (name, query, shared) and return its id: NameTaken, TooManyViews."""
    own = sa.select(sa.func.count()).where(SavedView.user_id == person.id)
    if (db.session.scalar(own) or 0) >= MOST_OWN:
        raise TooManyViews
    return _write(sa.insert(SavedView).values(user_id=person.id, **values))


def change(person: Person, view_id: int, values: Mapping[str, Any]) -> None:
    """Rename a view, share it with everybody or no longer: NameTaken."""
    changeable(person, view_id)
    _write(sa.update(SavedView).where(SavedView.id == view_id).values(**values))


def delete(person: Person, view_id: int) -> None:
    """Delete a view; its tickets stay."""
    changeable(person, view_id)
    _write(sa.delete(SavedView).where(SavedView.id == view_id))


def _selected(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    query = sa.select(SavedView.__table__, User.name.label("owner")).join(User, User.id == SavedView.user_id)
    return query.where(*conditions)


def _view(person: Person, row: sa.Row[Any]) -> View:
    mine = row.user_id == person.id
    may_change = mine or whose(person.role, "view.manage") is Whose.ANYBODYS
    return View(row.id, row.name, row.query, row.shared, None if mine else row.owner, may_change)


def _write(statement: sa.Insert | sa.Update | sa.Delete) -> int:
    """Write one view and return its id."""
    writing = statement.returning(SavedView.id).execution_options(synchronize_session=False)
    try:
        view_id = db.session.scalar(writing)
    except sa.exc.IntegrityError as error:  # a name is unique among its owner's
        db.session.rollback()
        raise NameTaken from error
    db.session.commit()
    return int(view_id or 0)
