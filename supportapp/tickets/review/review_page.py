"""Drawing the review page: the form beside what it was made from."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from flask import render_template, url_for

from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.models import Draft
from supportapp.tickets.review import answers, masking, offers, review, similar

Theirs = Mapping[str, str]  # what another window saved, by field


class Told(TypedDict, total=False):
    """What a page says that was not opened but sent back."""

    notice: str
    theirs: Theirs
    secrets: list[str]  # the kinds that were typed into a text
    join_to: int  # the ticket that a text with secrets in it was to be added to


def draw(person: Person, draft: Draft, form: DraftForm | None = None, **told: Unpack[Told]) -> str:
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
        messages=review.marked(offers.current(draft)[0], messages, masking.mask_of(draft, messages)),
        masking=masking.summary(draft),
        questions=answers.questions(draft, form),
        theirs=told.get("theirs", {}),
        secrets=told.get("secrets", []),
        join_to=told.get("join_to"),
        similar=similar.find(person, form.typed()),
        notice=told.get("notice", ""),
        gone_on=_has_gone_on(person, draft),
        **_beside(draft, form),
    )


def address(draft: Draft) -> str:
    """Return where a draft is reviewed."""
    if draft.conversation_id is None:
        return url_for("tickets.review", draft=draft.key)
    return url_for("tickets.review", conversation_id=draft.conversation_id)


def _beside(draft: Draft, form: DraftForm) -> dict[str, Any]:
    """Return what the page shows of a second suggestion."""
    return {
        "offered": offers.shown(draft, form.typed()),
        "taken": offers.taken(draft),
        "offer": offers.of(draft),
        "can_ask": offers.can_ask(draft),
        "offer_due": offers.is_due(draft),
    }


def _has_gone_on(person: Person, draft: Draft) -> bool:
    if draft.conversation_id is None:
        return False
    return chat.get(person, draft.conversation_id).message_count != draft.message_count
