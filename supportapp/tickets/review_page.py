"""Drawing the review page: the form beside what it was made from."""

from collections.abc import Mapping

from flask import render_template, url_for

from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.tickets import review
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.models import Draft

Theirs = Mapping[str, str]  # what another window saved, by field


def draw(
    person: Person, draft: Draft, form: DraftForm | None = None, *, notice: str = "", theirs: Theirs | None = None
) -> str:
    """Draw the review page for a draft; `form` where something was typed that isn't saved."""
    form = form or review.form_of(draft, person)
    messages = review.transcript(draft)
    found = review.suggestions(draft, form.typed(), messages)
    return render_template(
        "tickets/review.html",
        form=form,
        draft=draft,
        suggestions=found,
        to_check=review.to_check(found),
        messages=review.marked(draft.suggestion, messages),
        theirs=theirs or {},
        notice=notice,
        gone_on=_has_gone_on(person, draft),
    )


def address(draft: Draft) -> str:
    """Return where a draft is reviewed."""
    if draft.conversation_id is None:
        return url_for("tickets.review", draft=draft.key)
    return url_for("tickets.review", conversation_id=draft.conversation_id)


def _has_gone_on(person: Person, draft: Draft) -> bool:
    if draft.conversation_id is None:
        return False
    return chat.get(person, draft.conversation_id).message_count != draft.message_count
