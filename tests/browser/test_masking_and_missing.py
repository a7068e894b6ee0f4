"""Hidden things and missing answers on the review page, with JavaScript and without."""

import re

import pytest
from browser.steps import TICKET_ADDRESS, description, press, sent_tickets, title
from fixtures.people import MakeConversation
from flask import Flask
from playwright.sync_api import Page, expect

SECRET = "Sommer-2024!x"
TALK = [
    ("user", f"The tooltip of the chart is broken. My password is {SECRET}"),
    ("user", f"I tried {SECRET} on the old page too, mail me at ann@example.org"),
]


@pytest.fixture
def talk(make_conversation: MakeConversation) -> int:
    """Return the id of a conversation with a secret in it."""
    return make_conversation("alice", TALK)


def test_from_a_hidden_password_to_a_ticket_without_it(page: Page, talk: int, app: Flask) -> None:
    page.goto(f"/tickets/review?conversation_id={talk}")
    notice = page.get_by_role("region", name="We hid 1 thing before sending")
    expect(notice).to_contain_text("[password hidden]")
    assert SECRET not in page.content()

    title(page).fill("My own title")
    page.get_by_label("Since when does it happen?").fill("since Tuesday")
    notice.get_by_role("button", name="Show in the ticket").click()
    expect(description(page)).to_have_value(re.compile(SECRET))
    expect(title(page)).to_have_value("My own title")
    expect(page.get_by_label("Since when does it happen?")).to_have_value("since Tuesday")

    press(page, "Mask all")
    expect(page.get_by_role("heading", name="We hid 2 things before sending")).to_be_visible()
    assert SECRET not in page.content()
    press(page, "Undo the last change")
    expect(description(page)).to_have_value(re.compile(SECRET))
    page.get_by_role("button", name="Mask the password 1", exact=True).click()
    expect(notice).to_contain_text("[password hidden]")

    description(page).fill("Broken. My card is 4111 1111 1111 1111")
    press(page, "Send ticket")
    expect(page.get_by_role("heading", name="Your text contains a card number")).to_be_visible()
    expect(description(page)).to_have_value("Broken. My card is 4111 1111 1111 1111")
    press(page, "Mask it and send")
    expect(page).to_have_url(TICKET_ADDRESS)
    [ticket] = sent_tickets(app)
    assert ticket.title == "My own title"
    assert ticket.description == (
        "Broken. My card is [card number ending 1111]\n\nAdded by me:\nSince when: since Tuesday"
    )
    page.get_by_text("The conversation it came from").click()
    expect(page.locator(".talk .masked").first).to_have_text("[password hidden]")
