"""What the mails say, and what the envelope around them is."""

import dataclasses
from typing import Any

import pytest
from notifications.smtp_server import SmtpServer

from supportapp.events import AddressToConfirm, KnownAddressRegistered, TicketSubmitted
from supportapp.handlers import HANDLERS
from supportapp.notifications import email
from supportapp.outbox import PermanentFailure

pytestmark = pytest.mark.usefixtures("within")

ID = "0123456789abcdef0123456789abcdef"
LINK = "https://help.example.com/confirm/abc.def?x=1&y=2"


def part(message: Any, kind: str) -> str:
    """Return the text or the HTML of a message."""
    return str(message.get_body((kind,)).get_content())


def test_the_requester_reads_reference_next_step_and_link(smtp: SmtpServer, submitted: TicketSubmitted) -> None:
    email.mail_requester(submitted, ID)
    (message,) = smtp.messages
    text, html = part(message, "plain"), part(message, "html")
    for needed in ("Hello Zoë", "4711", "within two hours", submitted.url, "help@example.com"):
        assert needed in text
        assert needed in html
    assert submitted.title in text
    assert "Export &lt;b&gt;stops" in html
    assert "<img" not in html
    assert "{{" not in text + html


def test_the_headers(smtp: SmtpServer, submitted: TicketSubmitted) -> None:
    email.mail_requester(submitted, ID)
    (message,) = smtp.messages
    assert message["From"] == "Acme help <help@example.com>"
    assert message["To"] == "zoe@example.org"
    subject = " ".join(message["Subject"].split())  # Python 3.11 doubles a blank where it folds
    assert subject == f"We have your ticket #4711: {submitted.title}"
    assert message["Message-ID"] == f"<{ID}@help.example.com>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime.tzinfo
    assert message.get_content_type() == "multipart/alternative"


def test_nobody_is_mailed_while_the_address_is_unconfirmed(smtp: SmtpServer, submitted: TicketSubmitted) -> None:
    email.mail_requester(dataclasses.replace(submitted, requester_email=""), ID)
    assert not smtp.commands


@pytest.mark.parametrize(
    ("send", "event"),
    [
        (email.mail_confirmation, AddressToConfirm("zoe@example.org", "Buy at https://evil.example", LINK)),
        (email.mail_known_address, KnownAddressRegistered("zoe@example.org", "evil.example", LINK)),
    ],
)
def test_mails_to_unproven_addresses_carry_the_link_and_no_words_of_strangers(
    smtp: SmtpServer, send: Any, event: Any
) -> None:
    send(event, ID)
    (message,) = smtp.messages
    assert LINK in part(message, "plain")
    assert LINK.replace("&", "&amp;") in part(message, "html")
    assert "evil.example" not in message.as_string() + part(message, "plain") + part(message, "html")
    assert "Acme & Co help" in part(message, "plain")
    assert "Acme &amp; Co help" in part(message, "html")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "one\r\nBcc: everybody@example.com"},
        {"requester_email": "zoe@example.org\r\nBcc: everybody@example.com"},
        {"requester_email": "no address"},
        {"requester_email": "a@b@c"},
        {"requester_email": "zoe@example.org, other@example.org"},
        {"title": "\ud800"},
    ],
)
def test_a_message_that_cannot_be_built_is_given_up(
    smtp: SmtpServer, submitted: TicketSubmitted, change: dict[str, str]
) -> None:
    with pytest.raises(PermanentFailure):
        email.mail_requester(dataclasses.replace(submitted, **change), ID)
    assert not smtp.taken


def test_each_event_of_the_table_is_handled_by_named_functions() -> None:
    names = [function.__name__ for functions in HANDLERS.values() for function in functions]
    assert len(names) == len(set(names))
    assert {TicketSubmitted, AddressToConfirm, KnownAddressRegistered} <= set(HANDLERS)
