"""Tables of accounts and sign-ins."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from supportapp.database import Id, utcnow
from supportapp.extensions import Model

ROLES = ("user", "agent", "admin")


class User(Model):
    """A person with an account. The role is read from here on each request, never from a token."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)  # lower case
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(default="user")
    active: Mapped[bool] = mapped_column(default=True)
    verified_at: Mapped[datetime | None]  # when the address was confirmed; mail goes to confirmed ones only
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class SignIn(Model):
    """One sign-in: a family of tokens that lives and ends together."""

    __tablename__ = "sign_in"

    id: Mapped[str] = mapped_column(primary_key=True)  # the claim "sid" of each of its tokens
    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    refresh_jti: Mapped[str | None]  # the one refresh token that is still good; any other is a spent one
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class RateLimit(Model):
    """A counter of tries, shared by all processes (see ratelimit.py)."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)
