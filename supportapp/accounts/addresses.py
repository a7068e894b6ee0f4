"""Addresses that come from outside: email in one spelling, and where to go on, on this site only."""

from email_validator import EmailNotValidError, validate_email

LONGEST_ADDRESS = 254


class AddressError(ValueError):
    """Enter an email address in the correct format, like name@example.com."""


def normal_address(text: str) -> str:
    """Return the address in lower case, its domain in ASCII; AddressError where `text` is none.

    Addresses whose part before the @ isn't ASCII are refused: many mail servers still can't deliver to them.
    """
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except (EmailNotValidError, UnicodeError) as error:
        raise AddressError((AddressError.__doc__ or "").strip()) from error
    return (found.ascii_email or found.normalized).lower()


def sign_in_name(text: str) -> str:
    """Return what an account is looked up and counted by; any text that is no address stands for itself."""
    try:
        return normal_address(text.strip())
    except AddressError:
        return text.strip().lower()


def local_path(text: str | None) -> str:
    """Return `text` where it is a path on this site, "/" for anything that might lead away from it."""
    path = text or ""
    is_plain = path.isprintable() and "\\" not in path
    return path if is_plain and path.startswith("/") and not path.startswith("//") else "/"
