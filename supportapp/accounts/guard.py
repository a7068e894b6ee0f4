"""Who may enter: one of the two decorators stands right below the route of every view."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask, current_app, g, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_jwt_extended import get_current_user

from supportapp.accounts import tokens
from supportapp.accounts.policy import ANYONE, POLICY, Whose, whose
from supportapp.accounts.service import Person
from supportapp.errors import AppError, CsrfLapsed, Forbidden, NotSignedIn

P = ParamSpec("P")
View = Callable[P, Any]
Lapsed = Callable[[AppError], ResponseReturnValue]

READING = {"GET", "HEAD"}
CHALLENGE = {"WWW-Authenticate": "Bearer"}  # HTTP wants a 401 to say how to sign in
CSRF_WORDS = "A cookie alone is not enough here. Send its CSRF token in the header X-CSRF-TOKEN."


def endpoint(action: str, *, refresh: bool = False, words_on_failure: str = "") -> Callable[[View[P]], View[P]]:
    """Guard a JSON endpoint: 401 without a valid token, 403 where the policy gives the role nothing.

    With `refresh` the token has to be a refresh token in the Authorization header. `words_on_failure` are
    told when something unexpected happens; `{support_email}` in them is filled in.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            try:
                if action != ANYONE:
                    _let_in(action, refresh=refresh)
                return view(*args, **kwargs)
            except CsrfLapsed as error:
                raise NotSignedIn(CSRF_WORDS, headers=CHALLENGE) from error
            except NotSignedIn as error:
                error.headers |= CHALLENGE
                raise

        return _mark(guarded, action=action, answers_json=True, words_on_failure=words_on_failure)

    return decorate


def page(action: str, lapsed: Lapsed | None = None) -> Callable[[View[P]], View[P]]:
    """Guard a page: who isn't signed in is sent to /login and back.

    `lapsed` answers instead when a form was sent whose sign-in (NotSignedIn) or CSRF token (CsrfLapsed) is
    over, so that it can keep what was typed; `person_or_none()` tells it who is still there.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            if action == ANYONE:
                person_or_none()
                return view(*args, **kwargs)
            try:
                _let_in(action)
            except (NotSignedIn, CsrfLapsed) as error:
                return _turn_away(error, lapsed)
            return view(*args, **kwargs)

        return _mark(guarded, action=action, answers_json=False)

    return decorate


def current_person() -> Person:
    """Return who is signed in; NotSignedIn where nobody is."""
    person = person_or_none()
    if person is None:
        raise NotSignedIn
    return person


def person_or_none() -> Person | None:
    """Return who is signed in, if anybody; a page open to everyone looks at the cookie."""
    if "token_was_read" not in g:
        g.token_was_read = True
        tokens.look_at_cookie()
    try:
        person: Person | None = get_current_user()
    except RuntimeError:  # no valid token came along
        return None
    return person


def init_app(app: Flask) -> None:
    """Check that the policy knows every route; renew cookies; tell templates who is signed in."""
    open_routes = []
    for name, view in app.view_functions.items():
        action = getattr(view, "action", None)
        is_file = name.rpartition(".")[2] == "static"
        if action != ANYONE and action not in POLICY and not is_file:
            open_routes.append(name)
    if open_routes:
        raise RuntimeError(
            f"These routes have no action of the policy: {', '.join(sorted(open_routes))}. "
            "Put guard.page(...) or guard.endpoint(...) right below their route decorator."
        )
    app.after_request(tokens.renew)
    app.context_processor(_template_person)


def _let_in(action: str, *, refresh: bool = False) -> None:
    """Verify the token and ask the policy about the role; a lapsed CSRF token is told last."""
    g.token_was_read = True
    lapsed = None
    try:
        tokens.verify(refresh=refresh)
    except CsrfLapsed as error:
        lapsed = error
    if whose(current_person().role, action) is Whose.NOBODYS:
        raise Forbidden
    if lapsed:
        raise lapsed


def _turn_away(error: AppError, lapsed: Lapsed | None) -> ResponseReturnValue:
    if request.method in READING:
        query = request.query_string.decode("latin-1")
        here = quote(request.path) + (f"?{query}" if query else "")
        return redirect(url_for("accounts.login", next=here), 303)
    if lapsed:
        return lapsed(error)
    if isinstance(error, CsrfLapsed):
        raise error
    return redirect(url_for("accounts.login", next=request.path if _can_be_read() else "/"), 303)


def _can_be_read() -> bool:
    """Tell whether the address of this request answers GET."""
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(request.path, "GET")


def _mark(view: View[P], **marks: Any) -> View[P]:
    vars(view).update(marks)
    return view


def _template_person() -> dict[str, Person | None]:
    """Give `person` to templates, also to an error page that is drawn because the database is away."""
    try:
        return {"person": person_or_none() if has_request_context() else None}
    except sa.exc.SQLAlchemyError:
        return {"person": None}
