"""A lapsed sign-in loses nothing: what was typed travels, signed, through the sign-in form and back.

A package registers under a name of its own what to do with its texts: `RESTORERS["comment"] = restore`.
A restorer puts them back into a form or a draft and returns the local path to go to. It never sends anything:
a text may have been brought into the sign-in form by somebody else than who signs in.
"""

from collections.abc import Callable
from typing import Any

from flask import Response, current_app, flash, make_response, render_template, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from marshmallow import ValidationError

from supportapp.accounts.forms import SignInForm
from supportapp.accounts.service import Person
from supportapp.errors import AppError

Restorer = Callable[[Person, dict[str, Any]], str]
RESTORERS: dict[str, Restorer] = {}

DAY = 24 * 60 * 60  # seconds that a kept text is good for
SIGNED_OUT = "You were signed out. Sign in again: what you typed is kept."
TOO_OLD = "What you typed before you signed in could not be brought back."


def keep(name: str, values: dict[str, Any]) -> str:
    """Sign and pack what was typed, for the restorer called `name`."""
    return str(_signer().dumps([name, values]))


def restore(kept: str, person: Person) -> str | None:
    """Give a kept text to its restorer and return where to go; None, with a notice, where that fails."""
    if not kept:
        return None
    try:
        name, values = _signer().loads(kept, max_age=DAY)
        return RESTORERS[name](person, values)
    except (BadSignature, LookupError, AppError, ValidationError):
        flash(TOO_OLD, "warning")
        return None


def login_page(kept: str, next_path: str) -> Response:
    """Draw the sign-in form in place of a page whose sign-in lapsed; 401."""
    came_from_elsewhere = request.headers.get("Sec-Fetch-Site") == "cross-site"
    form = SignInForm(data={"next": next_path, "kept": "" if came_from_elsewhere else kept})
    return draw(form, 401, notice=SIGNED_OUT)


def draw(form: SignInForm, status: int = 200, notice: str = "") -> Response:
    """Draw the sign-in form."""
    may_register = current_app.config["REGISTRATION"] == "open"
    page = render_template("accounts/login.html", form=form, notice=notice, may_register=may_register)
    return make_response(page, status)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kept")
