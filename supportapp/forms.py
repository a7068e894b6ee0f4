"""SchemaForm: WTForms draws the fields and carries the CSRF token; a marshmallow schema says what is valid."""

import secrets
from typing import Any, ClassVar

from flask import session
from flask_jwt_extended import get_jwt
from marshmallow import Schema, ValidationError
from wtforms import Form, validators
from wtforms.csrf.core import CSRF, CSRFTokenField

SESSION_KEY = "form_token"
LAPSED = "This page was open for too long. Nothing was lost: press the button again."


class PageCsrf(CSRF):
    """The token of a form: the one in the access cookie when signed in, else one kept in the signed session."""

    def generate_csrf_token(self, _field: CSRFTokenField) -> str:
        """Return the token this visitor's forms carry."""
        return csrf_token()

    def validate_csrf_token(self, _form: Any, field: CSRFTokenField) -> None:
        """Refuse a form that did not come from a page of ours."""
        if not secrets.compare_digest(str(field.data or "").encode(), str(field.current_token).encode()):
            raise validators.ValidationError(LAPSED)


class SchemaForm(Form):
    """A form whose rules are those of `schema`; after `validate()` the clean values are in `loaded`."""

    schema: ClassVar[Schema]
    loaded: dict[str, Any]

    class Meta:
        """CSRF on every form."""

        csrf = True
        csrf_class = PageCsrf
        csrf_field_name = "csrf_token"

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask the schema, and put what it says beside the fields it speaks of."""
        genuine = bool(super().validate(extra_validators))
        try:
            self.loaded = dict(self.schema.load(self.values()))
        except ValidationError as error:
            self.show(error.normalized_messages())
            return False
        return genuine

    def values(self) -> dict[str, Any]:
        """Return what was typed, of the fields the schema knows."""
        return {f.name: f.data for f in self if f.name in self.schema.fields and f.data is not None}

    def show(self, messages: dict[str, Any]) -> None:
        """Put messages (`{field: [words]}`) beside their fields."""
        for name, words in messages.items():
            if name in self:
                self[name].errors = [*self[name].errors, *words]


def csrf_token() -> str:
    """Return the token for a form on this page, making one for a visitor who has none."""
    claims = _claims()
    if "csrf" in claims:
        return str(claims["csrf"])
    if SESSION_KEY not in session:
        session[SESSION_KEY] = secrets.token_urlsafe(32)
    return str(session[SESSION_KEY])


def _claims() -> dict[str, Any]:
    try:
        return dict(get_jwt())
    except RuntimeError:  # no token was looked for in this request
        return {}
