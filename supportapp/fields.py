"""The field types every schema is built from: what is dangerous in any text is refused here, once."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import ValidationError, fields, validate

from supportapp.database import MAX_ID

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
LINE_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROL = re.compile("[\x01-\x08\x0e-\x1b\x1f\x7f]")


def storable(text: str) -> str:
    """Bring a text, valid or not, into a form both databases keep: what was typed is not lost for a wrong character."""
    clean = text.replace("\r\n", "\n").replace("\0", "")
    return clean.encode("utf-8", "replace").decode()


class Text(fields.String):
    """A text a person or a model wrote, trimmed; `many_lines` allows line breaks.

    Refuses what databases, mail headers and readers stumble over: NUL, lone surrogates, control characters, and in
    one-line fields line breaks and direction overrides. `longest` counts characters.
    """

    def __init__(self, *, longest: int, many_lines: bool = False, blank: bool = False, **kwargs: Any) -> None:
        """Set the limit; `blank` allows an empty text, else `metadata["blank_message"]` asks for one."""
        self.longest, self.many_lines, self.blank = longest, many_lines, blank
        metadata = {"maxLength": longest, "minLength": 0 if blank else 1, **kwargs.pop("metadata", {})}
        self.blank_message = str(metadata.pop("blank_message", "Enter some text."))
        messages: Any = {"required": self.blank_message, "null": self.blank_message}
        super().__init__(metadata=metadata, error_messages=messages, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        text = text.replace("\r\n", "\n").replace("\r", "\n") if self.many_lines else text
        text = text.strip()
        self._check(text)
        return text

    def _check(self, text: str) -> None:
        if "\0" in text or (not self.many_lines and CONTROL.search(text)):
            raise ValidationError("Remove the control characters (such as NUL) from this text.")
        if any("\ud800" <= c <= "\udfff" for c in text):
            raise ValidationError("This text has half of a character in it. Type or paste it again.")
        if not self.many_lines and LINE_BREAKS.search(text):
            raise ValidationError("Write this on one line.")
        if not self.many_lines and BIDI.search(text):
            raise ValidationError("Remove the invisible characters that turn the direction of the text.")
        if not text and not self.blank:
            raise ValidationError(self.blank_message)
        if len(text) > self.longest:
            raise ValidationError(f"Use {self.longest:,} characters or fewer; this has {len(text):,}.")


class Choice(fields.String):
    """One of a fixed list of words."""

    def __init__(self, choices: tuple[str, ...], **kwargs: Any) -> None:
        """Take the words; the message for any other names them."""
        words = ", ".join(choices)
        super().__init__(
            validate=validate.OneOf(choices, error=f"Choose one of: {words}."),
            error_messages={"required": f"Choose one of: {words}.", "null": f"Choose one of: {words}."},
            **kwargs,
        )


class Key(fields.Integer):
    """The id of a row: a whole number both databases can hold."""

    def __init__(self, *, strict: bool = True, **kwargs: Any) -> None:
        """Set the range of a key; in an address, where all is text, it can't be strict."""
        super().__init__(
            strict=strict,
            validate=validate.Range(min=1, max=MAX_ID, error=f"Give a number from 1 to {MAX_ID}."),
            **kwargs,
        )


class Moment(fields.Field[datetime]):
    """A date ("2026-11-23", whole days in UTC) or a time with its offset, as text."""

    def __init__(self, *, end: bool = False, **kwargs: Any) -> None:
        """With `end`, a date means the end of that day."""
        self.end = end
        super().__init__(metadata={"type": "string", "examples": ["2026-11-23", "2026-11-23T10:00:00Z"]}, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:  # noqa: ARG002
        try:
            moment = datetime.fromisoformat(str(value))
            moment = moment if moment.tzinfo is None else moment.astimezone(UTC)
            if len(str(value)) == len("2026-11-23"):
                return moment.replace(tzinfo=UTC) + timedelta(days=1 if self.end else 0)
        except (ValueError, OverflowError):
            moment = datetime.min  # noqa: DTZ901 (refused below)
        if moment.tzinfo is None:
            raise ValidationError("Give a date such as 2026-11-23, or a time with its offset: 2026-11-23T10:00:00Z.")
        return moment
