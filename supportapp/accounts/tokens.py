"""Tokens: what is in them, how they are issued, renewed and refused (401 for every kind of bad one)."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

from flask import Response, current_app, g, request
from flask_jwt_extended import (
    create_access_token,
    create_refresh_token,
    decode_token,
    get_jwt,
    get_jwt_request_location,
    set_access_cookies,
    unset_access_cookies,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import CSRFError, JWTExtendedException
from jwt.exceptions import PyJWTError

from supportapp.accounts import service
from supportapp.accounts.models import SignIn
from supportapp.accounts.service import Person
from supportapp.database import utcnow
from supportapp.errors import CsrfLapsed, NotSignedIn, respond
from supportapp.extensions import jwt

LONGEST_ID = 19  # digits

# What a hostile token makes the libraries raise: their own errors, and slips (a list where a text belongs).
SLIPS = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
BAD_TOKEN = (JWTExtendedException, PyJWTError, *SLIPS)


def verify(*, refresh: bool = False) -> None:
    """Read this request's token; NotSignedIn where it is worth nothing, CsrfLapsed where its CSRF is."""
    try:
        verify_jwt_in_request(refresh=refresh, locations=["headers"] if refresh else None)
    except BAD_TOKEN as error:
        about_csrf = isinstance(error, CSRFError | TypeError)  # TypeError: it wasn't ASCII
        lapsed = about_csrf and look_at_cookie() is not None
        raise (CsrfLapsed if lapsed else NotSignedIn) from error


def look_at_cookie() -> Person | None:
    """Return whose valid access cookie came along, without asking for its CSRF token: enough to draw a page.

    It is noted where Flask-JWT-Extended keeps what it verified, so that its `get_jwt` works in forms, too.
    """
    token = request.cookies.get(current_app.config["JWT_ACCESS_COOKIE_NAME"])
    if not token:
        return None
    try:
        claims = decode_token(token)
        person = _person({}, claims) if claims["type"] == "access" and _has_our_claims({}, claims) else None
    except BAD_TOKEN:
        return None
    if person is not None:
        g._jwt_extended_jwt = claims  # noqa: SLF001 (there is no public way to say this)
        g._jwt_extended_jwt_user = {"loaded_user": person}  # noqa: SLF001
        g._jwt_extended_jwt_location = "cookies"  # noqa: SLF001
    return person


def pair(sign_in: SignIn) -> dict[str, Any]:
    """Return access and refresh token for a JSON client, as /auth/token answers."""
    left = sign_in.expires_at - utcnow()
    life = min(timedelta(minutes=current_app.config["ACCESS_TOKEN_MINUTES"]), left)
    refresh = create_refresh_token(
        str(sign_in.user_id),
        expires_delta=left,
        additional_claims={**_claims(sign_in.id), "jti": sign_in.refresh_jti},
    )
    return {
        "access_token": access_token(sign_in.id, sign_in.user_id, life),
        "refresh_token": refresh,
        "token_type": "Bearer",
        "expires_in": int(life.total_seconds()),
    }


def access_token(sign_in_id: str, user_id: int, life: timedelta) -> str:
    """Return an access token of a sign-in."""
    return str(create_access_token(str(user_id), expires_delta=life, additional_claims=_claims(sign_in_id)))


def set_cookie(response: Response, sign_in_id: str, user_id: int) -> None:
    """Sign a browser in, or keep it signed in."""
    life = timedelta(hours=current_app.config["BROWSER_SIGN_IN_HOURS"])
    set_access_cookies(response, access_token(sign_in_id, user_id, life))


def unset_cookie(response: Response) -> None:
    """Take the sign-in out of a browser."""
    unset_access_cookies(response)


def renew(response: Response) -> Response:
    """Give a browser a new cookie once a quarter of the old one's life is over; nothing is written for it."""
    name = current_app.config["JWT_ACCESS_COOKIE_NAME"]
    already = any(cookie.startswith(f"{name}=") for cookie in response.headers.getlist("Set-Cookie"))
    if already or get_jwt_request_location() != "cookies":
        return response
    claims = get_jwt()
    if utcnow().timestamp() - claims["iat"] > (claims["exp"] - claims["iat"]) / 4:
        set_cookie(response, claims["sid"], int(claims["sub"]))
    return response


def _claims(sign_in_id: str) -> dict[str, str]:
    """Return our own claims. The CSRF token stays the same as long as the sign-in lasts.

    So a form in another tab is still good after the cookie was renewed.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    csrf = hmac.new(key, f"csrf:{sign_in_id}".encode(), hashlib.sha256).hexdigest()
    return {"sid": sign_in_id, "csrf": csrf}


@jwt.token_verification_loader
def _has_our_claims(_header: dict[str, Any], claims: dict[str, Any]) -> bool:
    user_id, sign_in_id = claims["sub"], claims["sid"]
    return sign_in_id.isascii() and sign_in_id.isprintable() and user_id.isdecimal() and len(user_id) <= LONGEST_ID


@jwt.user_lookup_loader
def _person(_header: dict[str, Any], claims: dict[str, Any]) -> Person | None:
    return service.load_person(claims["sid"], int(claims["sub"]))


# For routes that use Flask-JWT-Extended's own decorators: the same answer whatever was wrong.
@jwt.unauthorized_loader
@jwt.invalid_token_loader
def _refuse(_reason: str) -> Response:
    return respond(NotSignedIn())


@jwt.expired_token_loader
@jwt.needs_fresh_token_loader
@jwt.revoked_token_loader
@jwt.token_verification_failed_loader
@jwt.user_lookup_error_loader
def _refuse_claims(_header: dict[str, Any], _claims: dict[str, Any]) -> Response:
    return respond(NotSignedIn())
