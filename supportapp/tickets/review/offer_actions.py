"""The buttons of the review page that get another suggestion, take its values, and draft again."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from supportapp.accounts.service import Person
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.models import Draft
from supportapp.tickets.review import drafts, offers, review_form
from supportapp.tickets.review.review_page import address

CHANGED = "The suggestion has changed meanwhile. Nothing you typed was changed: look at it again."
SAME = "There is no other suggestion for what the fields say now."
READY = "Another suggestion is ready: you find it below each field it differs from. Nothing was changed."
DRAFTED = "Drafted again. What you had edited is unchanged; where the new draft says something else, it stands below."


def ask_aside(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Answer the page's script with what it puts below the fields; the page itself does not wait for it."""
    draft = offers.ask(person, drafts.find(person, review_form.typed(form)))
    offered = offers.shown(draft, form.typed())
    return render_template("tickets/_offers.html", draft=draft, offered=offered, said=_said(draft, form))


def ask_and_show(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Get another suggestion and show the page with it: the way without a script."""
    draft = offers.ask(person, drafts.save(person, review_form.typed(form)))
    flash(_said(draft, form))
    return redirect(address(draft) + "#offer", 303)


def take(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Put the suggested value into its field."""
    _, name, offer_id = (*request.form["action"].split(":"), "", "")[:3]
    draft, done = offers.take(person, review_form.typed(form), name, offer_id)
    if not done:
        flash(CHANGED)
    return redirect(f"{address(draft)}#{_anchor(name)}", 303)


def give_back(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Put the text back that a suggestion has replaced."""
    name = request.form["action"].partition(":")[2]
    draft = offers.give_back(person, review_form.typed(form), name)
    return redirect(f"{address(draft)}#{_anchor(name)}", 303)


def again(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Draft the conversation again as it is now."""
    draft = offers.again(person, review_form.typed(form))
    flash(DRAFTED)
    return redirect(address(draft), 303)


def go_back(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Go back to the draft before it was drafted again."""
    return redirect(address(offers.go_back(person, review_form.typed(form))), 303)


ACTIONS = {
    "offer": ask_aside,
    "suggest": ask_and_show,
    "take_offer": take,
    "undo_offer": give_back,
    "again": again,
    "earlier": go_back,
}


def _said(draft: Draft, form: DraftForm) -> str:
    note = str(offers.of(draft).get("note", ""))
    if offers.of(draft).get("engine", {}).get("drafter") == "rules":
        return note
    return f"{READY if offers.shown(draft, form.typed()) else SAME} {note}".strip()


def _anchor(name: str) -> str:
    return name if name in drafts.VALUES else "review"
