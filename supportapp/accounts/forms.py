"""The forms of sign-in and registration; their schemas say what is valid."""

from typing import ClassVar

from marshmallow import Schema
from wtforms import EmailField, HiddenField, PasswordField, StringField

from supportapp.accounts.schemas import AccountSchema, SignInSchema
from supportapp.forms import SchemaForm


class SignInForm(SchemaForm):
    """Email and password; `next` and `kept` come along from the page the visitor wanted."""

    schema: ClassVar[Schema] = SignInSchema()
    email = EmailField("Email address")
    password = PasswordField("Password")
    next = HiddenField()
    kept = HiddenField()


class RegistrationForm(SchemaForm):
    """A new account."""

    schema: ClassVar[Schema] = AccountSchema()
    name = StringField("Your name")
    email = EmailField("Email address")
    password = PasswordField("Password")


class ButtonForm(SchemaForm):
    """A button and nothing to fill in: its CSRF token is all there is."""

    schema: ClassVar[Schema] = Schema()
