"""The mails we write: one function for each event that somebody is mailed about.

The words are in templates/mail/: a text and an HTML version of each message.
"""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from supportapp.database import utcnow
from supportapp.events import AddressToConfirm, KnownAddressRegistered, TicketSubmitted
from supportapp.notifications import transport
from supportapp.outbox import PermanentFailure


def mail_requester(event: TicketSubmitted, delivery_id: str) -> None:
    """Tell the requester that the ticket is here and what happens next, if their address is confirmed."""
    if event.requester_email:
        subject = f"We have your ticket #{event.ticket_id}: {event.title}"
        _mail(event.requester_email, subject, "ticket_submitted", delivery_id, event)


def mail_confirmation(event: AddressToConfirm, delivery_id: str) -> None:
    """Send the link that proves the address is theirs.

    The name isn't in this mail: whoever registers can type any name and any address, so it would carry
    a stranger's words to a stranger.
    """
    subject = f"Confirm your address for {current_app.config['PRODUCT_NAME']}"
    _mail(event.email, subject, "address_to_confirm", delivery_id, event)


def mail_known_address(event: KnownAddressRegistered, delivery_id: str) -> None:
    """Tell the owner of an account that somebody tried to register its address; no name, as above."""
    subject = f"You already have an account at {current_app.config['PRODUCT_NAME']}"
    _mail(event.email, subject, "known_address_registered", delivery_id, event)


def build(to: str, subject: str, template: str, delivery_id: str, **values: Any) -> EmailMessage:
    """Make the message: text and HTML from `templates/mail/`, the same Message-ID at each try.

    Raises PermanentFailure for an address or subject that can't stand in a header.
    """
    config = current_app.config
    words = {
        "product_name": config["PRODUCT_NAME"],
        "support_email": config["SUPPORT_EMAIL"],
        "reply_promise": config["REPLY_PROMISE"],
        **values,
    }
    host = urlsplit(config["PUBLIC_URL"]).hostname or "localhost"
    message = EmailMessage()
    try:
        message["From"] = config["MAIL_FROM"]
        message["To"] = Address(addr_spec=to)
        message["Subject"] = subject
        message["Date"] = utcnow()
        message["Message-ID"] = f"<{delivery_id}@{host}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(_render(f"{template}.txt", words))
        message.add_alternative(_render(f"{template}.html", words), subtype="html")
    except (ValueError, LookupError, MessageError) as error:
        raise PermanentFailure(f"The message can't be built: {error}") from error
    return message


def send(message: EmailMessage) -> None:
    """Hand the message to the mail server, or show it on the console where there is none."""
    if current_app.config["SMTP_URL"]:
        transport.send(message, current_app.config["SMTP_URL"])
    else:
        transport.show(message)


def _mail(to: str, subject: str, template: str, delivery_id: str, event: Any) -> None:
    send(build(to, subject, template, delivery_id, event=event))


def _render(name: str, words: dict[str, Any]) -> str:
    """Fill in a template. Not `render_template`: its helpers belong to pages and want a request."""
    return current_app.jinja_env.get_template(f"mail/{name}").render(words)
