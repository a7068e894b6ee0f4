"""The buttons by which a person shows or hides what was found in their conversation; no edit is lost by them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue

from supportapp.accounts.service import Person
from supportapp.drafting.masking import SECRETS, Mask
from supportapp.drafting.masking.words import KIND_WORDS
from supportapp.tickets.draft_form import DraftForm
from supportapp.tickets.models import Draft
from supportapp.tickets.review import drafts, masking, review_form
from supportapp.tickets.review.review_page import address

MASK_AND_SEND, SEND_AS_IS = "send_masked", "send_as_is"


def show(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Put a value into the ticket where its placeholder stands."""
    return _choose(person, form, {_name(): True})


def mask(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Put the placeholder where a value stands."""
    return _choose(person, form, {_name(): False})


def mask_all(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Hide everything that was found, e-mail addresses and telephone numbers too."""
    draft = drafts.find(person, review_form.typed(form))
    return _choose(person, form, dict.fromkeys(masking.names(draft), False))


def undo(person: Person, form: DraftForm) -> ResponseReturnValue:
    """Take back the last change of what is shown."""
    draft = drafts.find(person, review_form.typed(form))
    before: dict[str, bool] = (draft.shown or {}).get(masking.UNDO, {})
    known = masking.is_shown(draft)
    return _store(person, form, draft, {name: shown for name, shown in before.items() if name in known})


ACTIONS = {"show": show, "mask": mask, "mask_all": mask_all, "undo_masking": undo}


def typed_secrets(draft: Draft, values: Mapping[str, str]) -> list[str]:
    """Name the kinds of secrets that somebody typed into a text, rather than showing them by the page's button."""
    hidden = _hidden(draft, values)
    kinds = {masked.placeholder: masked.kind for masked in hidden.masked}
    found = [kinds[words] for name in masking.TEXTS for _, _, words in hidden.spans(values[name])]
    return [KIND_WORDS["en"][kind] for kind in dict.fromkeys(found)]


def mask_typed(draft: Draft, values: Mapping[str, str]) -> dict[str, str]:
    """Return the texts with the secrets typed into them under placeholders; what was shown on purpose stays."""
    hidden = _hidden(draft, values)
    return {name: hidden.apply(text) if name in masking.TEXTS else text for name, text in values.items()}


def _hidden(draft: Draft, values: Mapping[str, str]) -> Mask:
    """Return what of a text is secret: what is found in it, and what the conversation says is hidden."""
    texts: Any = [{"role": "user", "content": values[name]} for name in masking.TEXTS]
    known = masking.values_of(draft)
    contacts = {masked.name: True for masked in known if masked.kind not in SECRETS}
    language = draft.suggestion.get("language", "en")
    return Mask(texts, language=language, choices={**masking.choices(draft), **contacts}, known=known)


def _name() -> str:
    return request.form["action"].partition(":")[2]


def _choose(person: Person, form: DraftForm, decided: Mapping[str, bool]) -> ResponseReturnValue:
    draft = drafts.find(person, review_form.typed(form))
    before = masking.is_shown(draft)
    after = {**before, **{name: shown for name, shown in decided.items() if name in before}}
    return _store(person, form, draft, after) if after != before else redirect(_place(draft), 303)


def _store(person: Person, form: DraftForm, draft: Draft, after: dict[str, bool]) -> ResponseReturnValue:
    """Keep what was decided together with the text it changes, unless another window was quicker."""
    typed = review_form.typed(form)
    values = masking.converted(draft, typed.values, {**masking.is_shown(draft), **after})
    shown = {**masking.is_shown(draft), **after, masking.UNDO: masking.is_shown(draft)}
    saved = drafts.save(person, replace(typed, values=values, beside={**typed.beside, "shown": shown}))
    return redirect(_place(saved), 303)


def _place(draft: Draft) -> str:
    return address(draft) + "#masking"
