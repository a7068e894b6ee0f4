"""A second conversation about the same thing: the ticket there is stands before the button that sends."""

from browser.steps import HEADING, TICKET_ADDRESS, fill_in, open_draft, press, sent_tickets
from fixtures.people import MakeTicket
from flask import Flask
from playwright.sync_api import Page, expect

from supportapp.extensions import db
from supportapp.tickets.models import Comment

TITLE = "CSV export of invoices fails with error EXP-4012"


def test_a_conversation_is_added_to_the_ticket_there_is(
    page: Page, talk: int, app: Flask, make_ticket: MakeTicket
) -> None:
    number = make_ticket("alice", title=TITLE, description="The export of invoices stops since the update.")
    open_draft(page, talk)
    similar = page.locator("#similar")
    expect(similar.get_by_role("link", name=TITLE)).to_be_visible()
    expect(similar).to_contain_text("Matching: ")
    similar.get_by_role("button", name="Add this conversation to that ticket").click()
    expect(page.get_by_text(f"Added to ticket #{number}. You follow it here.")).to_be_visible()
    with app.app_context():
        assert [comment.conversation_id for comment in db.session.query(Comment)] == [talk]
    page.goto(f"/tickets/review?conversation_id={talk}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"You added this to ticket #{number}")
    press(page, "Draft a ticket of its own")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADING)


def test_a_faint_likeness_is_folded_and_enter_in_the_title_still_sends(
    page: Page, app: Flask, make_ticket: MakeTicket
) -> None:
    make_ticket("alice", title="Printer hums in the other office, and smells of smoke", description="Since May.")
    page.goto("/tickets/review")
    fill_in(page)
    press(page, "Save for later")
    similar = page.locator("#similar")
    expect(similar.locator("summary")).to_be_visible()
    expect(similar.get_by_role("button")).to_be_hidden()
    page.get_by_role("textbox", name="Title").press("Enter")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert len(sent_tickets(app)) == 2
