"""What is posted to the review page, read so that nothing typed is lost and everything can be stored."""

import re
import uuid
from datetime import datetime
from typing import Any

from flask import request

from supportapp.database import utcnow
from supportapp.fields import storable
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.review import answers, drafts
from supportapp.web import row_id

_KEY = re.compile("[0-9a-f]{32}")  # as fresh.py makes them


def posted() -> DraftForm:
    """Read the posted form; where a box says so, a value another window saved replaces the one typed here."""
    form = DraftForm(request.form)
    for name in drafts.VALUES:
        if f"take_{name}" in request.form:
            form[name].data = request.form.get(f"theirs_{name}", "")
        form[name].data = form[name].data and storable(form[name].data)  # lines end as they do in the draft
    form.answers = answers.posted({name: storable(text) for name, text in request.form.items()})
    return form


def typed(form: DraftForm) -> drafts.Typed:
    """Return what was typed and what of, valid or not."""
    values = {name: storable(text) for name, text in form.typed().items()}
    key = form.key.data or ""
    return drafts.Typed(
        key=key if _KEY.fullmatch(key) else uuid.uuid4().hex,
        version=row_id(form.version.data) or 1,
        values=values,
        conversation_id=conversation_id(form),
        shown_at=_moment(form.shown_at.data),
        beside={} if form.answers is None else {"answers": dict(form.answers)},
    )


def as_kept(form: DraftForm) -> dict[str, Any]:
    """Return what is kept of a form while somebody signs in again."""
    names = (*drafts.VALUES, "key", "version", "conversation_id", "owner", "shown_at", "share_conversation")
    return {**{name: form[name].data for name in names}, "answers": form.answers}


def conversation_id(form: DraftForm) -> int | None:
    """Return the conversation a form says its draft is of."""
    return row_id(form.conversation_id.data)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo and moment <= utcnow() else None
