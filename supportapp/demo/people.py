"""Who lives in the demo: people to sign in as, agents, and as many requesters as the tickets need."""

import json
import secrets
import unicodedata
from datetime import datetime
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import sqlalchemy as sa

from supportapp.accounts import passwords
from supportapp.accounts import service as accounts
from supportapp.accounts.models import User
from supportapp.extensions import db

PASSWORD = "try-the-demo"  # noqa: S105 (printed for everybody to see; refused on a public address)
PEOPLE = (
    ("alice@example.com", "Alice Miller", "user", "a requester with conversations"),
    ("bob@example.com", "Bob Stone", "agent", "an agent"),
    ("dora@example.com", "Dora Klein", "admin", "an admin"),
)
MORE_AGENTS = ("Amira Haddad", "Chen Wei", "Ewa Nowak", "Jonas Weber", "Lucía Pardo", "Marc Dubois", "Priya Nair")
NAMES_AT_ONCE = 500
FEWEST, MOST, TICKETS_EACH = 20, 1_000, 200


def sign_ins() -> list[User]:
    """Return those the demo is tried out as, in the order of PEOPLE; make whoever is missing."""
    return [_person(email, name, role) for email, name, role, _ in PEOPLE]


def agents() -> list[int]:
    """Return the ids of eight agents, who all sign in with the demo password."""
    emails = [(PEOPLE[1][0], PEOPLE[1][1]), *((f"{_plain(name)}@example.com", name) for name in MORE_AGENTS)]
    return [_person(email, name, "agent").id for email, name in emails]


def requesters(tickets: int, since: datetime) -> list[int]:
    """Return the ids of those who send so many tickets, with accounts older than `since`; the first is alice.

    Nobody can sign in as one of the others: their password is random, and made once for all of them.
    """
    count = min(max(tickets // TICKETS_EACH, FEWEST), MOST)
    wanted = dict(_requester(number) for number in range(1, count))
    known = _ids(list(wanted))
    usual: dict[str, Any] = {
        "password_hash": passwords.hash_password(secrets.token_urlsafe(32)),
        "role": "user",
        "active": True,
        "verified_at": since,
        "created_at": since,
    }
    missing = [{"email": email, "name": name, **usual} for email, name in wanted.items() if email not in known]
    if missing:
        db.session.execute(sa.insert(User), missing)
        db.session.commit()
        known = _ids(list(wanted))
    return [accounts.find(PEOPLE[0][0]).id, *(known[email] for email in wanted)]


def _person(email: str, name: str, role: str) -> User:
    try:
        return accounts.find(email)
    except accounts.UnknownAccount:
        return accounts.create_user({"email": email, "name": name, "password": PASSWORD}, role)


def _requester(number: int) -> tuple[str, str]:
    rng = Random(number)  # noqa: S311 (nothing here is a secret)
    name = f"{rng.choice(_names()['first'])} {rng.choice(_names()['last'])}"
    return f"{_plain(name)}.{number}@example.com", name


@cache
def _names() -> dict[str, list[str]]:
    text = resources.files("supportapp.demo").joinpath("names.json").read_text(encoding="utf-8")
    names: dict[str, list[str]] = json.loads(text)
    return names


def _plain(name: str) -> str:
    """Write a name as addresses do: "Chloé López" becomes "chloe.lopez"."""
    decomposed = unicodedata.normalize("NFKD", name)
    return decomposed.encode("ascii", "ignore").decode().lower().replace(" ", ".")


def _ids(emails: list[str]) -> dict[str, int]:
    """Return the ids of the accounts that exist, by address."""
    found: dict[str, int] = {}
    for start in range(0, len(emails), NAMES_AT_ONCE):
        some = User.email.in_(emails[start : start + NAMES_AT_ONCE])
        found |= {row.email: row.id for row in db.session.execute(sa.select(User.email, User.id).where(some))}
    return found
