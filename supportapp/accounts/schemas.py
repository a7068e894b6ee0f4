"""What the account endpoints and forms take and give."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from supportapp.accounts.addresses import LONGEST_ADDRESS, AddressError, normal_address
from supportapp.accounts.models import ROLES
from supportapp.accounts.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, objection
from supportapp.fields import Choice, Text

LONGEST_NAME = 100
ASK_ADDRESS = "Enter your email address."


class Email(Text):
    """An email address, in the one spelling accounts are stored under."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return normal_address(text)
        except AddressError as error:
            raise ValidationError(str(error)) from error


class Password(fields.String):
    """A password exactly as it was typed: never trimmed."""

    def __init__(self, *, shortest: int = 1, **kwargs: Any) -> None:
        """Describe the limits; whether a new password is good enough, `passwords.objection` says."""
        words = "Enter your password."
        super().__init__(
            metadata={"minLength": shortest, "maxLength": LONGEST_PASSWORD, "format": "password"},
            error_messages={"required": words, "null": words, "invalid": words},
            **kwargs,
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text:
            raise self.make_error("required")
        if len(text) > LONGEST_PASSWORD:
            raise ValidationError(f"A password has {LONGEST_PASSWORD} characters or fewer.")
        if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
            raise ValidationError("This password has characters in it that can't be typed.")
        return text


class SignInSchema(Schema):
    """Who wants to sign in. The address is not checked for its form: a wrong one is just unknown."""

    email = Text(longest=LONGEST_ADDRESS, required=True, metadata={"blank_message": ASK_ADDRESS})
    password = Password(required=True)


class AccountSchema(Schema):
    """A new account."""

    email = Email(longest=LONGEST_ADDRESS, required=True, metadata={"blank_message": ASK_ADDRESS, "format": "email"})
    name = Text(longest=LONGEST_NAME, required=True, metadata={"blank_message": "Enter your name."})
    password = Password(required=True, shortest=SHORTEST_PASSWORD)

    @validates_schema
    def good_enough(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a password that is too easy to guess."""
        words = objection(data["password"], data["email"], data["email"].split("@")[0], data["name"])
        if words:
            raise ValidationError(words, "password")


class TokenOut(Schema):
    """A pair of tokens."""

    access_token = fields.String(required=True, metadata={"description": "For `Authorization: Bearer`."})
    refresh_token = fields.String(required=True, metadata={"description": "For /auth/refresh; good for one use."})
    token_type = fields.String(required=True, metadata={"enum": ["Bearer"]})
    expires_in = fields.Integer(required=True, metadata={"description": "Life of the access token, seconds."})


class PersonOut(Schema):
    """Who is signed in."""

    id = fields.Integer(required=True)
    email = fields.String(required=True)
    name = fields.String(required=True)
    role = Choice(ROLES, required=True)
    verified = fields.Boolean(
        required=True,
        metadata={"description": "Whether the address was confirmed; mail goes to it only then."},
    )
