"""What can be done with accounts and sign-ins. Each action commits once; nothing here knows of requests."""

import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from supportapp import outbox
from supportapp.accounts import passwords
from supportapp.accounts.addresses import sign_in_name
from supportapp.accounts.models import SignIn, User
from supportapp.database import Id, utcnow
from supportapp.errors import Conflict, NotFound, NotSignedIn
from supportapp.events import AddressToConfirm, KnownAddressRegistered
from supportapp.extensions import db


@dataclass(frozen=True)
class Person:
    """Who asks, as the database knows them at this request."""

    id: int
    email: str
    name: str
    role: str
    verified: bool
    sign_in_id: str


class WrongPassword(NotSignedIn):
    """This email address and password do not belong together. Check both and try again."""


class AddressTaken(Conflict):
    """There is an account with this email address already. Choose another address."""


class UnknownAccount(NotFound):
    """No account has this email address. Check its spelling."""


class LinkOfAnotherAccount(NotFound):
    """This link belongs to another account. Sign in with the address it was sent to, then open it again."""


def load_person(sign_in_id: str, user_id: int) -> Person | None:
    """Return who a token stands for, in one query; None once the sign-in is over or the account closed."""
    asked = {"sign_in_id": sign_in_id, "user_id": user_id, "now": utcnow()}
    row = db.session.execute(_WHO, asked).one_or_none()
    return Person(*row) if row else None


def _who() -> sa.Select[Any]:
    """Build the statement of load_person(): once, since building it takes longer than running it."""
    user, sign_in = User.__table__, SignIn.__table__
    return (
        sa.select(*(user.c[name] for name in ("id", "email", "name", "role")), user.c.verified_at.is_not(None))
        .add_columns(sign_in.c.id)
        .join(sign_in, sign_in.c.user_id == user.c.id)
        .where(sign_in.c.id == sa.bindparam("sign_in_id", type_=sa.Text), sign_in.c.revoked_at.is_(None))
        .where(sign_in.c.expires_at > sa.bindparam("now", type_=sign_in.c.expires_at.type))
        .where(user.c.id == sa.bindparam("user_id", type_=Id), user.c.active.is_(True))
    )


_WHO = _who()


def check_password(email: str, password: str) -> int:
    """Return the id of the account; WrongPassword, after the same time, for unknown and closed ones too."""
    user = _find(email)
    genuine = passwords.matches(password, user.password_hash if user else None)
    if user is None or not user.active or not genuine:
        raise WrongPassword
    if passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.hash_password(password)
        db.session.commit()
    return user.id


def register(applicant: Mapping[str, Any], confirm_link: Callable[[int, str], str], sign_in_link: str) -> None:
    """Open an unconfirmed account, or tell the owner of a known address; nobody can see which it was.

    `applicant` holds email, name and password; `confirm_link` makes the address that confirms (id, email).
    """
    password_hash = passwords.hash_password(applicant["password"])  # for a known address too: it takes time
    user = _find(applicant["email"])
    if user is None:
        user = User(email=applicant["email"], name=applicant["name"], password_hash=password_hash)
        try:
            db.session.add(user)
            db.session.flush()
        except sa.exc.IntegrityError:  # somebody registered it at the same moment
            db.session.rollback()
            user = find(applicant["email"])
    if user.active and user.verified_at is None:
        outbox.add(AddressToConfirm(user.email, user.name, confirm_link(user.id, user.email)))
    else:
        outbox.add(KnownAddressRegistered(user.email, user.name, sign_in_link))
    db.session.commit()


def ask_to_confirm(person: Person, link: str) -> None:
    """Send the link that confirms an address once more."""
    if not person.verified:
        outbox.add(AddressToConfirm(person.email, person.name, link))
        db.session.commit()


def confirm_address(user_id: int, email: str) -> None:
    """Note that mail to this address reaches the person; doing it again changes nothing."""
    user = db.session.get(User, user_id)
    if user is None or user.email != email:
        raise LinkOfAnotherAccount
    if user.verified_at is None:
        user.verified_at = utcnow()
    db.session.commit()


def create_user(account: Mapping[str, Any], role: str = "user") -> User:
    """Open an account for somebody the operator knows: its address counts as confirmed."""
    given = {name: value for name, value in account.items() if name != "password"}
    user = User(**given, role=role, verified_at=utcnow())
    user.password_hash = passwords.hash_password(account["password"])
    db.session.add(user)
    try:
        db.session.commit()
    except sa.exc.IntegrityError as error:
        db.session.rollback()
        raise AddressTaken from error
    return user


def set_role(user_id: int, role: str) -> User:
    """Give somebody another role; it holds from their next request on."""
    user = _get(user_id)
    user.role = role
    db.session.commit()
    return user


def deactivate(user_id: int) -> User:
    """Close an account and end all its sign-ins at once; what it wrote stays."""
    user = _get(user_id)
    user.active = False
    db.session.execute(_revoke(SignIn.user_id == user_id))
    db.session.commit()
    return user


def reactivate(user_id: int) -> User:
    """Open a closed account again; its owner has to sign in anew."""
    user = _get(user_id)
    user.active = True
    db.session.commit()
    return user


def list_users() -> Sequence[User]:
    """Return every account, by address."""
    return db.session.scalars(sa.select(User).order_by(User.email)).all()


def find(email: str) -> User:
    """Return the account with this address, in any spelling; UnknownAccount where there is none."""
    user = _find(email)
    if user is None:
        raise UnknownAccount
    return user


def start_sign_in(user_id: int, life: timedelta, *, refreshable: bool = False) -> SignIn:
    """Begin a family of tokens that ends after `life` at the latest; forget the person's ended ones."""
    sign_in = SignIn(
        id=secrets.token_urlsafe(24),
        user_id=user_id,
        refresh_jti=_new_jti() if refreshable else None,
        expires_at=utcnow() + life,
    )
    db.session.execute(sa.delete(SignIn).where(SignIn.user_id == user_id, SignIn.expires_at < utcnow()))
    db.session.add(sign_in)
    db.session.commit()
    return sign_in


def spend_refresh(sign_in_id: str, jti: str) -> SignIn:
    """Trade a refresh token for the next one, in one statement: of two that try at once, one wins.

    A token that was spent before has been copied by somebody: the whole family ends, NotSignedIn is raised.
    """
    sign_in = db.session.scalars(
        sa.update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.refresh_jti == jti)
        .where(SignIn.revoked_at.is_(None), SignIn.expires_at > utcnow())
        .values(refresh_jti=_new_jti())
        .returning(SignIn),
        execution_options={"synchronize_session": False},
    ).one_or_none()
    if sign_in is None:
        db.session.execute(_revoke(SignIn.id == sign_in_id))
    db.session.commit()
    if sign_in is None:
        raise NotSignedIn
    return sign_in


def end_sign_in(sign_in_id: str) -> None:
    """End a sign-in: all its tokens are worth nothing from now on."""
    db.session.execute(_revoke(SignIn.id == sign_in_id))
    db.session.commit()


def _find(email: str) -> User | None:
    return db.session.scalars(sa.select(User).where(User.email == sign_in_name(email))).one_or_none()


def _get(user_id: int) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def _revoke(whose: sa.ColumnElement[bool]) -> sa.Update:
    ended = sa.update(SignIn).where(whose, SignIn.revoked_at.is_(None)).values(revoked_at=utcnow())
    return ended.execution_options(synchronize_session=False)


def _new_jti() -> str:
    return uuid.uuid4().hex
