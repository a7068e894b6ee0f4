"""Logs: JSON lines on stderr, one for each request, each with the id of its request.

What people wrote and what they prove themselves with stays out: lines carry the route's pattern and not
its address, and of a database error its type, since its text repeats the values of the statement.
"""

import logging
import re
import secrets
import sys
import time
import traceback
from typing import Any, TextIO

import sqlalchemy as sa
from flask import Flask, Response, g, has_request_context, request
from pythonjsonlogger.json import JsonFormatter

log = logging.getLogger(__name__)

OURS = "supportapp-json"
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
HEADER = "X-Request-ID"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class _Stderr(logging.StreamHandler[TextIO]):
    """Writes to what sys.stderr is at the time, which tests and servers exchange."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class _Json(JsonFormatter):
    """One JSON object a line."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 (the name is logging's)
        return describe(ei[1])


def init_app(app: Flask) -> None:
    """Log as JSON at LOG_LEVEL, with a line for each request. Calling it again changes only the level."""
    level = str(app.config["LOG_LEVEL"]).upper()
    logging.getLogger().setLevel(level if level in LEVELS else logging.INFO)
    if not any(handler.get_name() == OURS for handler in logging.getLogger().handlers):
        logging.getLogger().addHandler(_handler())
        logging.getLogger("werkzeug").addFilter(_is_no_request_line)
    app.before_request(_begin)
    app.after_request(_finish)


def request_id() -> str | None:
    """Return the id of the request that is being answered; None outside of one."""
    if not has_request_context():
        return None
    if "request_id" not in g:
        sent = request.headers.get(HEADER, "")
        g.request_id = sent if PLAIN.fullmatch(sent) else secrets.token_hex(8)
    return str(g.request_id)


def describe(error: BaseException | None) -> str:
    """Write out an exception and its causes: where and what, but of a database error only its type."""
    if error is None:
        return ""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = describe(cause) + "\nled to\n" if cause else ""
    where = "".join(traceback.format_tb(error.__traceback__))
    from_database = isinstance(error, sa.exc.SQLAlchemyError) or hasattr(error, "sqlstate") or _is_sqlite(error)
    return f"{before}{where}{type(error).__name__}{'' if from_database else f': {error}'}"


def _is_sqlite(error: BaseException) -> bool:
    return type(error).__module__ == "sqlite3"


def _handler() -> logging.Handler:
    handler = _Stderr(sys.stderr)
    handler.set_name(OURS)
    handler.addFilter(_add_request_id)
    fields = {"levelname": "level", "name": "logger"}
    handler.setFormatter(_Json(["levelname", "name", "message"], style=",", rename_fields=fields, timestamp="time"))
    return handler


def _add_request_id(record: logging.LogRecord) -> bool:
    if found := request_id():
        record.request_id = found
    return True


def _is_no_request_line(record: logging.LogRecord) -> bool:
    """Drop Werkzeug's line for a request: ours says the same without the query string."""
    return " - - [" not in str(record.msg)


def _begin() -> None:
    g.request_began = time.perf_counter()


def _finish(response: Response) -> Response:
    began = g.get("request_began")
    person = g.get("_jwt_extended_jwt_user", {}).get("loaded_user")  # asking the library could ask the database
    fields = {
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "ms": round((time.perf_counter() - began) * 1000, 1) if began else None,
        "user_id": getattr(person, "id", None),
    }
    log.info("request", extra=fields)
    response.headers[HEADER] = request_id() or ""
    return response
