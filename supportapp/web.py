"""What all routes share: JSON by orjson, ids in addresses, argument parsing, security headers, template helpers."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlencode

import orjson
from flask import Flask, Response, current_app, g, request, url_for
from flask.json.provider import JSONProvider
from flask_smorest import Blueprint
from itsdangerous import BadSignature, URLSafeSerializer
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import MultiDict
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from supportapp.config import is_loopback
from supportapp.database import MAX_ID, utcnow
from supportapp.errors import AppError, Invalid
from supportapp.extensions import api

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
Position = tuple[Any, ...]
"""Where a list goes on: what the last row shown was sorted by, and its id."""

PRIVATE = "no-store"
LONG_TEXTS = 4 * 1024 * 1024  # bytes of a body that brings a transcript, or a text a person typed
MINUTE, HOUR, DAY = 60, 3600, 86400


class OrjsonProvider(JSONProvider):
    """JSON by orjson: quick, strict about surrogates and depth, times as ISO 8601 with their offset."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """Return JSON text."""
        return orjson.dumps(obj, default=str, option=orjson.OPT_NON_STR_KEYS).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Read JSON text; a ValueError where it is none."""
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Make a JSON response."""
        return current_app.response_class(
            orjson.dumps(self._prepare_response_obj(args, kwargs), default=str, option=orjson.OPT_NON_STR_KEYS),
            mimetype="application/json",
        )


class IdConverter(IntegerConverter):
    """The id of a row in an address; a number no database can hold matches nothing."""

    def __init__(self, url_map: Any) -> None:
        """Set the range of a key."""
        super().__init__(url_map, min=1, max=MAX_ID)


class UnsupportedBody(AppError):
    """Send JSON, with the header Content-Type: application/json."""

    status = 415


class ArgumentParser(FlaskParser):
    """Reads arguments by marshmallow schemas: 400 with the fields at fault, unknown names refused."""

    DEFAULT_VALIDATION_STATUS = 400
    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE}  # noqa: RUF012

    def load_json(self, req: Any, schema: Schema) -> Any:
        """Return the JSON body, saying what is wrong where it is none."""
        if req.content_length and not req.is_json:
            raise UnsupportedBody
        return super().load_json(req, schema)

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Turn webargs' messages (`{"json": {field: [...]}}`) into our shape."""
        found: dict[str, Any] = {}
        for part in error.normalized_messages().values():
            found.update(part if isinstance(part, dict) else {"body": part})
        raise Invalid(errors=found)

    def _handle_invalid_json_error(self, *_: Any, **__: Any) -> NoReturn:
        raise Invalid("The body is not valid JSON. Check brackets, quotes and commas, and send it as UTF-8.")


class ApiBlueprint(Blueprint):
    """A blueprint of JSON endpoints that flask-smorest describes in /openapi.json."""

    ARGUMENTS_PARSER = ArgumentParser()

    if TYPE_CHECKING:

        def route(self, rule: str, *, methods: list[str]) -> Decorator: ...  # noqa: D102
        def arguments(self, schema: Any, *, location: str = "json") -> Decorator: ...  # noqa: D102
        def alt_response(self, status: int, *, schema: Any = None, description: str = "") -> Decorator: ...  # noqa: D102


class ErrorSchema(Schema):
    """The one shape of every failure."""

    success = fields.Boolean(required=True, metadata={"description": "Always false."})
    message = fields.String(required=True, metadata={"description": "What happened and what to do."})
    errors = fields.Dict(metadata={"description": "The fields at fault, nested as they were sent."})


def init_app(app: Flask) -> None:
    """Set what must be there before any route is registered."""
    app.json = OrjsonProvider(app)
    api.ERROR_SCHEMA = ErrorSchema
    app.url_map.converters["id"] = IdConverter
    if app.config["TRUSTED_PROXIES"]:
        hops = int(app.config["TRUSTED_PROXIES"])
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.after_request(_security_headers)
    app.context_processor(_template_helpers)
    app.add_template_filter(ago)
    app.add_template_filter(clock)


def allow_long_texts() -> None:
    """Let a request bring a long text, so that a limit in characters can be explained and nothing typed is lost.

    Meant as `blueprint.before_request`; the cap on every other body is MAX_CONTENT_LENGTH.
    """
    request.max_content_length = LONG_TEXTS
    request.max_form_memory_size = LONG_TEXTS


def encode_cursor(list_name: str, position: Position | None) -> str | None:
    """Return the opaque cursor for the row a page ended with; None at the end of the list."""
    if position is None:
        return None
    kept = [part.isoformat() if isinstance(part, datetime) else part for part in position]
    return str(_cursor_signer(list_name).dumps(kept))


def decode_cursor(list_name: str, cursor: str | None) -> Position | None:
    """Read a cursor of this list; Invalid for any other text."""
    if not cursor:
        return None
    try:
        kept = _cursor_signer(list_name).loads(cursor)
    except (BadSignature, ValueError) as error:
        raise Invalid(
            errors={"cursor": ["This is no cursor of this list. Start again without it, with the same filters."]}
        ) from error
    return tuple(datetime.fromisoformat(part) if isinstance(part, str) and "T" in part else part for part in kept)


def next_link(response: Response, cursor: str | None) -> Response:
    """Add the header that leads to the next page of a list, with the filters of this one."""
    if cursor:
        following = MultiDict(request.args)
        following["cursor"] = cursor
        address = f"{request.path}?{urlencode(list(following.items(multi=True)))}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response


def row_id(text: str | None) -> int | None:
    """Read the id of a row from a form or an address; None where it is none."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > len(str(MAX_ID)):
        return None
    return int(text) if 0 < int(text) <= MAX_ID else None


def public_url(endpoint: str, **values: Any) -> str:
    """Return the full address of a page, as people outside reach it (PUBLIC_URL)."""
    return str(current_app.config["PUBLIC_URL"]).rstrip("/") + url_for(endpoint, **values)


def ago(moment: datetime) -> str:
    """Say how long ago a moment was: "3 hours ago"."""
    seconds = max(0, int((utcnow() - moment).total_seconds()))
    for size, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {word}{'s' if count > 1 else ''} ago"
    return "just now"


def clock(moment: datetime) -> str:
    """Write a moment out: "23 November 2026, 10:02 UTC"."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def _cursor_signer(list_name: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"cursor:{list_name}")


def _nonce() -> str:
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _template_helpers() -> dict[str, Any]:
    theme = request.cookies.get("theme", "")
    return {
        "csp_nonce": _nonce,
        "product_name": current_app.config["PRODUCT_NAME"],
        "support_email": current_app.config["SUPPORT_EMAIL"],
        "theme": theme if theme in {"light", "dark"} else "",
    }


def _security_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src 'nonce-{_nonce()}'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    if not is_loopback(current_app.config["PUBLIC_URL"]) and request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if not (request.endpoint or "").endswith("static"):
        headers.setdefault("Cache-Control", PRIVATE)
    return response
