"""What a person does on the pages, in their words; each function is used by several tests."""

import re

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from supportapp.extensions import db
from supportapp.tickets.models import Ticket

TALK = (
    ("user", "The CSV export of invoices fails with error EXP-4012 since Tuesday's update. It worked fine before."),
    ("assistant", "You can export invoices under Billing > Export. Have you tried another browser?"),
    ("user", "Yes, Firefox 128 and Edge, same error in both."),
    ("assistant", "You can also clear the cache of your browser and try again."),
    ("user", "Done that, no change. Our whole finance team is blocked. We are on version 4.2.1."),
)
HEADING = "Check your ticket before sending it"
TICKET_ADDRESS = re.compile(r"/tickets/\d+$")


def open_draft(page: Page, conversation_id: int) -> None:
    """Press the button of the conversation, and come to the review."""
    page.goto(f"/chat/{conversation_id}")
    press(page, "Create a support ticket")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADING)


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=name, exact=True).click()


def title(page: Page) -> Locator:
    """Return the field of the title."""
    return page.get_by_role("textbox", name="Title")


def description(page: Page) -> Locator:
    """Return the field of the description."""
    return page.get_by_role("textbox", name="Description")


def about(page: Page, name: str) -> Locator:
    """Return what stands below the control of a drafted value: tag, undo, "Why?"."""
    return page.locator(f"[data-about={name}]")


def fill_in(page: Page, title_text: str = "The printer hums") -> None:
    """Fill in all of an empty ticket."""
    title(page).fill(title_text)
    description(page).fill("It hums all day, and nobody printed anything.")
    page.get_by_role("radio", name="Medium").check()
    page.get_by_role("radio", name="Something is broken").check()


def save_for_later(page: Page) -> None:
    """Press "Save for later" and wait until it is done."""
    press(page, "Save for later")
    expect(page.locator(".notice")).to_have_text(re.compile("^Saved .* Nothing has been sent.$"))


def form_values(page: Page) -> dict[str, str]:
    """Return what the form of the review page would send."""
    values = page.locator("#review").evaluate("form => Object.fromEntries(new FormData(form))")
    return {name: str(value) for name, value in values.items()}


def sent_tickets(app: Flask) -> list[Ticket]:
    """Return the tickets in the database, in the order they were sent."""
    with app.app_context():
        return list(db.session.scalars(sa.select(Ticket).order_by(Ticket.id)))
