"""Every failure a person can meet: a small class each, its words in its docstring, rendered in one place."""

import logging
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)
Errors = dict[str, Any]

WORDS = {
    400: "The request could not be read. Check its form and send it again.",
    404: "There is nothing at this address. Check it, or start again from the first page.",
    405: "This address does not answer that method. The Allow header names those it does.",
    413: "That is too much at once. Send a shorter text, or send it in several parts.",
    415: "Send JSON, with the header Content-Type: application/json.",
    429: "Too many tries. Wait a little, then try again.",
}


class AppError(Exception):
    """Something went wrong on our side. Try again; if it happens again, write to the support address."""

    status = 500

    def __init__(self, message: str = "", errors: Errors | None = None, headers: dict[str, str] | None = None) -> None:
        """Keep what to tell: `message` (else the class's docstring), `errors` by field, extra headers."""
        self.message = message or (type(self).__doc__ or "").strip()
        self.errors = errors
        self.headers = headers or {}
        super().__init__(self.message)


class Invalid(AppError):
    """Some values can't be accepted. Correct them and send again."""

    status = 400


class NotSignedIn(AppError):
    """You are not signed in, or your sign-in has ended. Sign in and try again."""

    status = 401


class CsrfLapsed(AppError):
    """This page was open for too long, so nothing was done. Reload it and try again."""

    status = 400


class Forbidden(AppError):
    """You may not do this with your account. Ask an administrator if you think you should."""

    status = 403


class NotFound(AppError):
    """There is nothing here for you at this address. Check the number."""

    status = 404


class Conflict(AppError):
    """This was changed in the meantime. Load it again, then make your change."""

    status = 409


class Unavailable(AppError):
    """The database can't be reached at the moment. Nothing was changed; try again in a few seconds."""

    status = 503


def init_app(app: Flask) -> None:
    """Render every failure here, and only here."""
    app.register_error_handler(AppError, respond)
    app.register_error_handler(ValidationError, lambda e: respond(Invalid(errors=e.normalized_messages())))
    app.register_error_handler(RecursionError, lambda _: respond(Invalid(WORDS[400])))
    app.register_error_handler(sa.exc.OperationalError, _database_away)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def respond(error: AppError) -> Response:
    """Make the answer for a failure: JSON for an endpoint of the API, a page for a page."""
    if wants_json():
        body: dict[str, Any] = {"success": False, "message": error.message}
        if error.errors:
            body["errors"] = error.errors
        response = jsonify(body)
    else:
        response = make_response(render_template("error.html", error=error))
    response.status_code = error.status
    response.headers.update(error.headers)
    return response


def wants_json() -> bool:
    """Tell in which form to answer: as the endpoint does; where none was found, as the Accept header asks."""
    if request.endpoint:
        view = current_app.view_functions.get(request.endpoint)
        return bool(getattr(view, "answers_json", False)) or request.accept_mimetypes.best == "application/json"
    accepted = request.accept_mimetypes
    return not accepted["text/html"] > accepted["application/json"]


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 (a redirect, not a failure)
        return make_response(error.get_response())
    told = AppError(WORDS.get(status, error.description or ""), errors=_field_errors(error))
    told.status = status
    told.headers = {k: v for k, v in error.get_headers() if k in {"Allow", "Retry-After"}}
    return respond(told)


def _field_errors(error: HTTPException) -> Errors | None:
    """Return what webargs attached (`{"json": {"field": [...]}}`), without the place it was found in."""
    messages = getattr(error, "data", {}).get("messages", {})
    return {k: v for part in messages.values() for k, v in part.items()} if messages else None


def _database_away(error: sa.exc.OperationalError) -> Response:
    log.error("database unavailable", extra={"reason": type(error.orig).__name__})
    return respond(Unavailable(headers={"Retry-After": "5"}))


def _unexpected(error: Exception) -> Response:
    log.error("unexpected failure", exc_info=error)
    view = current_app.view_functions.get(request.endpoint or "")
    words = getattr(view, "words_on_failure", "") or (
        "Something went wrong on our side and has been noted. Please try again or contact {support_email}"
    )
    return respond(AppError(words.format(support_email=current_app.config["SUPPORT_EMAIL"])))
