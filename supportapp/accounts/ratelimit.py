"""How often one may try: limits of sign-in and registration, counted in our database by all processes."""

import hashlib
import ipaddress
import math
import time
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, ParamSpec

import sqlalchemy as sa
from flask import Response, request
from flask_limiter import RequestLimit
from flask_limiter.util import get_remote_address
from limits import parse
from limits.storage import Storage
from sqlalchemy.dialects import postgresql, sqlite

from supportapp.accounts.addresses import LONGEST_ADDRESS, sign_in_name
from supportapp.accounts.models import RateLimit
from supportapp.database import utcnow
from supportapp.errors import AppError, respond
from supportapp.extensions import db, limiter

P = ParamSpec("P")
View = Callable[P, Any]
Draw = Callable[[], Response]

# One address alone stays below what closes an account to everybody, so it can't lock its owner out.
PER_CLIENT_AND_ACCOUNT = "10 per 5 minutes; 40 per hour"
PER_ACCOUNT = "100 per hour"
PER_CLIENT = "60 per 5 minutes"
REGISTRATIONS = "20 per hour"
MESSAGES = "5 per hour"  # to one address

SWEEP_EVERY = 200  # counts, in each process
IPV6_NETWORK = 64  # bits: who has one address of IPv6 has a whole network of them


class TooManyTries(AppError):
    """Too many tries. Wait a little, then try again."""

    status = 429


class DatabaseStorage(Storage):
    """Counters in the table `rate_limit`, each changed by one atomic statement in a short transaction."""

    STORAGE_SCHEME = ["database"]  # noqa: RUF012 (declared so by the library)

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: Any) -> None:
        """Take what Flask-Limiter passes; the database is the application's own."""
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self.counted = 0

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what may go wrong here."""
        return sa.exc.SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a counter, which begins anew when it has expired, and return its value."""
        now = utcnow()
        dialect: Any = sqlite if db.engine.dialect.name == "sqlite" else postgresql
        row = dialect.insert(RateLimit).values(key=key, count=amount, expires_at=now + timedelta(seconds=expiry))
        over = RateLimit.expires_at <= now
        counting = row.on_conflict_do_update(
            index_elements=[RateLimit.key],
            set_={
                "count": sa.case((over, row.excluded.count), else_=RateLimit.count + row.excluded.count),
                "expires_at": sa.case((over, row.excluded.expires_at), else_=RateLimit.expires_at),
            },
        ).returning(RateLimit.count)
        with db.engine.begin() as connection:
            count = int(connection.execute(counting).scalar_one())
        self._sweep_now_and_then()
        return count

    def get(self, key: str) -> int:
        """Return the value of a counter, 0 when it has expired."""
        return int(self._read(RateLimit.count, key) or 0)

    def get_expiry(self, key: str) -> float:
        """Return when a counter begins anew, as a timestamp."""
        expires_at = self._read(RateLimit.expires_at, key)
        return expires_at.timestamp() if expires_at else time.time()

    def check(self) -> bool:
        """Tell whether counting works."""
        self.get("check")
        return True

    def reset(self) -> int | None:
        """Forget everything that was counted."""
        return self._delete(sa.true())

    def clear(self, key: str) -> None:
        """Forget one counter."""
        self._delete(RateLimit.key == key)

    def _read(self, column: Any, key: str) -> Any:
        with db.engine.connect() as connection:
            found = sa.select(column).where(RateLimit.key == key, RateLimit.expires_at > utcnow())
            return connection.execute(found).scalar_one_or_none()

    def _delete(self, which: sa.ColumnElement[bool]) -> int:
        with db.engine.begin() as connection:
            return connection.execute(sa.delete(RateLimit).where(which)).rowcount

    def _sweep_now_and_then(self) -> None:
        self.counted += 1
        if self.counted % SWEEP_EVERY == 0:
            self._delete(RateLimit.expires_at <= utcnow())


def client() -> str:
    """Return what a client is counted by: its address, or its network under IPv6.

    X-Forwarded-For is looked at by TRUSTED_PROXIES alone, before the request comes here.
    """
    remote = get_remote_address()
    try:
        address = ipaddress.ip_address(remote)
    except ValueError:  # a Unix socket
        return remote
    if isinstance(address, ipaddress.IPv4Address):
        return remote
    return str(address.ipv4_mapped or ipaddress.ip_network((int(address), IPV6_NETWORK), strict=False))


def account() -> str:
    """Return what an account is counted by: a hash of the address that was typed, however it was spelled."""
    sent = request.get_json(silent=True) if request.is_json else request.form
    email = sent.get("email") if isinstance(sent, dict) else None
    name = sign_in_name(email) if isinstance(email, str) and len(email) <= LONGEST_ADDRESS else ""
    return hashlib.sha256(name.encode(errors="replace")).hexdigest()


def limit_sign_in(draw: Draw | None = None) -> Callable[[View[P]], View[P]]:
    """Limit failed tries to sign in, counted together for all routes; `draw` makes the page of a 429."""
    limits = (
        (PER_CLIENT_AND_ACCOUNT, lambda: f"{client()} {account()}", "sign-in of client and account"),
        (PER_ACCOUNT, account, "sign-in of account"),
        (PER_CLIENT, client, "sign-in of client"),
    )
    how: Any = {"deduct_when": _was_refused, "on_breach": _too_many(draw)}

    def decorate(view: View[P]) -> View[P]:
        for limit, key, scope in limits:
            view = limiter.shared_limit(limit, scope, key_func=key, **how)(view)
        return view

    return decorate


def limit_registration(draw: Draw | None = None) -> Callable[[View[P]], View[P]]:
    """Limit accounts by client, and messages by the address they would go to."""
    how: Any = {"deduct_when": _was_done, "on_breach": _too_many(draw)}

    def decorate(view: View[P]) -> View[P]:
        for limit, key in ((REGISTRATIONS, client), (MESSAGES, account)):
            view = limiter.limit(limit, key_func=key, **how)(view)
        return view

    return decorate


def limit_messages(key: Callable[[], str]) -> Callable[[View[P]], View[P]]:
    """Limit the messages somebody may ask for; `key` says who asks."""
    return limiter.limit(MESSAGES, key_func=key, on_breach=_too_many(None))


def may(limit: str, *who: str) -> bool:
    """Count one more try of somebody's; False where that is one too many."""
    return not limiter.enabled or limiter.limiter.hit(parse(limit), *who)


def _too_many(draw: Draw | None) -> Callable[[RequestLimit], Response]:
    def answer(limit: RequestLimit) -> Response:
        response = draw() if draw else respond(TooManyTries())
        left = limit.window.reset_time - time.time()
        response.headers["Retry-After"] = str(max(1, math.ceil(left)))
        return response

    return answer


def _was_refused(response: Response) -> bool:
    return response.status_code == HTTPStatus.UNAUTHORIZED


def _was_done(response: Response) -> bool:
    return response.status_code == HTTPStatus.SEE_OTHER
