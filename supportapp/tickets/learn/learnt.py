"""The models trained on this desk's own tickets: kept in the database, one of them active, or the shipped one.

Each process looks once a minute which one is active; between two looks a draft costs no statement.
"""

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import current_app

from supportapp import drafting
from supportapp.drafting.linear import Model, loads
from supportapp.drafting.model import shipped
from supportapp.drafting.shipping import PROGRAM
from supportapp.errors import Conflict, NotFound
from supportapp.extensions import db
from supportapp.tickets.models import Learnt

log = logging.getLogger(__name__)

NAME = "supportapp-learnt-model"
SHIPPED = "shipped"  # its name on the command line
KEPT = 3
LOOK_EVERY = 60.0  # seconds
UNUSABLE = "the stored model %s can't be used; drafts are made with the shipped one until another is chosen"
OUTDATED = (
    "the stored model %s is of an earlier program; drafts are made with the shipped one until it is trained again"
)
_TRIAL: list[drafting.Message] = [{"role": "user", "content": "The export stops with an error. How do I go on?"}]


class UnknownModel(NotFound):
    """There is no stored model of this version. List them: flask drafts models."""


class NothingBefore(Conflict):
    """Drafts are made with the shipped model, so there is nothing to go back to. List them: flask drafts models."""


@dataclass
class _InUse:
    """What this process drafts with, and when it last looked."""

    version: str | None = None
    model: Model | None = None
    looked_at: float | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def is_due(self) -> bool:
        return self.looked_at is None or time.monotonic() - self.looked_at >= LOOK_EVERY


def model_in_use() -> Model | None:
    """Return the model to draft with; None: the shipped one."""
    used: _InUse = current_app.extensions.setdefault(NAME, _InUse())
    if used.is_due() and used.lock.acquire(blocking=used.looked_at is None):
        try:
            if used.is_due():
                _look(used)
        finally:
            used.lock.release()
    return used.model


def active() -> Learnt | None:
    """Return the active model's row; None: the shipped one is used."""
    return db.session.scalar(sa.select(Learnt).where(Learnt.active).order_by(Learnt.id.desc()).limit(1))


def model_of(row: Learnt | None) -> Model:
    """Return the model of a row, the shipped one where there is none or it can't be used."""
    return (_loaded(row.version, row.content) if row else None) or shipped()


def is_stored(version: str) -> bool:
    """Tell whether there is a model of this version."""
    return db.session.scalar(sa.select(Learnt.id).where(Learnt.version == version)) is not None


def stored() -> list[Learnt]:
    """Return the stored models, newest first."""
    return list(db.session.scalars(sa.select(Learnt).order_by(Learnt.id.desc())))


def store(model: Model, manifest: Mapping[str, Any], figures: Mapping[str, Any], *, activate: bool) -> None:
    """Keep a model, and use it from now on where `activate` says so; all but the last three and the active one go."""
    row = Learnt(version=model.version, content=model.dumps(), manifest=dict(manifest), figures=dict(figures))
    db.session.add(row)
    db.session.flush()
    if activate:
        _switch(row)
    newest = sa.select(Learnt.id).order_by(Learnt.id.desc()).limit(KEPT).subquery()
    old = sa.delete(Learnt).where(Learnt.id.not_in(sa.select(newest.c.id)), sa.not_(Learnt.active))
    db.session.execute(old.execution_options(synchronize_session=False))
    db.session.commit()


def use(version: str) -> None:
    """Draft with a stored model, or with the shipped one."""
    _switch(None if version == SHIPPED else _of(version))
    db.session.commit()


def roll_back() -> str:
    """Draft with the model that was used before the active one; return its name."""
    now = active()
    if now is None:
        raise NothingBefore
    before = db.session.scalar(sa.select(Learnt).where(Learnt.version == now.before)) if now.before else None
    _activate(before)
    db.session.commit()
    return before.version if before else SHIPPED


def _of(version: str) -> Learnt:
    row = db.session.scalar(sa.select(Learnt).where(Learnt.version == version))
    if row is None:
        raise UnknownModel
    return row


def _switch(row: Learnt | None) -> None:
    now = active()
    if row and row is not now:
        row.before = now.version if now else None
    _activate(row)


def _activate(row: Learnt | None) -> None:
    """Make one row the active one, or none, by one statement: there is never a moment with two."""
    db.session.flush()
    chosen = Learnt.id == row.id if row else sa.false()
    db.session.execute(sa.update(Learnt).values(active=chosen))


def _look(used: _InUse) -> None:
    """Find out which model is active, and load it where it is another one than before."""
    used.looked_at = time.monotonic()
    query = sa.select(Learnt.version).where(Learnt.active).order_by(Learnt.id.desc()).limit(1)
    version = db.session.scalar(query)
    if version == used.version:
        return
    content = db.session.scalar(sa.select(Learnt.content).where(Learnt.version == version)) if version else None
    used.version, used.model = version, _loaded(version, content) if version and content is not None else None


def _loaded(version: str, content: bytes) -> Model | None:
    """Return a model that can draft; None, with a warning, for one that can't."""
    try:
        model = loads(content)
        drafting.draft(_TRIAL, model)
    except Exception:
        log.warning(UNUSABLE, version, exc_info=True)
        return None
    if not model.version.startswith(f"{PROGRAM}+"):
        log.warning(OUTDATED, version)
        return None
    return model
