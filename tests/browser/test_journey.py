"""From a conversation to a sent ticket, as a person goes, with JavaScript and without."""

import re

from browser.profiles import NewContext
from browser.steps import (
    TALK,
    TICKET_ADDRESS,
    about,
    description,
    fill_in,
    open_draft,
    press,
    sent_tickets,
    title,
)
from fixtures.people import PASSWORD
from flask import Flask
from playwright.sync_api import Page, expect

CORRECTED = "The CSV export stops with EXP-4012"


def test_from_signing_in_to_the_list_of_tickets(new_context: NewContext, talk: int, app: Flask) -> None:
    page = new_context().new_page()
    page.goto("/chat")
    page.get_by_label("Email address").fill("alice@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    page.get_by_role("link", name=TALK[0][1][:40]).click()
    expect(page).to_have_url(re.compile(f"/chat/{talk}$"))
    press(page, "Create a support ticket")
    drafted = title(page).input_value()
    assert drafted

    title(page).fill(CORRECTED)
    expect(about(page, "title").get_by_text("Edited by you")).to_be_visible()
    expect(about(page, "title").get_by_text("Suggested", exact=True)).to_be_hidden()
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Saved \d"))
    about(page, "title").get_by_role("button", name="Undo to suggestion").click()
    expect(title(page)).to_have_value(drafted)
    expect(about(page, "title").get_by_text("Suggested", exact=True)).to_be_visible()

    title(page).fill(CORRECTED)
    about(page, "priority").get_by_text("Why?").click()
    quote = about(page, "priority").locator("blockquote p").first
    expect(quote).to_be_visible()
    assert any(quote.inner_text() in said for _, said in TALK)
    press(page, "Send ticket")

    expect(page).to_have_url(TICKET_ADDRESS)
    expect(page.get_by_role("heading", name="is sent")).to_be_focused()
    expect(page.get_by_text("An agent reads it and answers within one working day.")).to_be_visible()
    expect(page.get_by_text("A copy goes to alice@example.com.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CORRECTED)
    [ticket] = sent_tickets(app)
    assert (ticket.title, ticket.conversation_id) == (CORRECTED, talk)

    page.reload()
    expect(page.get_by_role("heading", name="is sent")).to_have_count(0)
    page.get_by_role("link", name="My tickets", exact=True).click()
    expect(page.get_by_role("row", name=CORRECTED)).to_contain_text("Open")


def test_save_for_later_and_come_back(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    drafted = title(page).input_value()
    title(page).fill(CORRECTED)
    press(page, "Save for later")
    expect(page.get_by_text("Nothing has been sent.", exact=False).first).to_be_visible()
    expect(title(page)).to_have_value(CORRECTED)
    assert sent_tickets(app) == []

    page.get_by_role("link", name="My tickets", exact=True).click()
    page.get_by_role("region", name="Saved, not sent yet").get_by_role("link", name=CORRECTED).click()
    expect(title(page)).to_have_value(CORRECTED)
    expect(about(page, "title").get_by_text("Edited by you")).to_be_visible()
    expect(about(page, "description").get_by_text("Suggested", exact=True)).to_be_visible()

    about(page, "title").get_by_role("button", name="Undo to suggestion").click()
    expect(title(page)).to_have_value(drafted)
    expect(about(page, "title").get_by_text("Edited by you")).to_be_hidden()
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == [drafted]
    page.get_by_role("link", name="My tickets", exact=True).click()
    expect(page.get_by_text("Saved, not sent yet")).to_have_count(0)


def test_discarding_asks_first(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    title(page).fill(CORRECTED)
    press(page, "Discard")
    expect(page.get_by_role("heading", level=1)).to_have_text("Discard this draft?")
    press(page, "Keep it")
    expect(title(page)).to_have_value(CORRECTED)

    press(page, "Discard")
    press(page, "Discard the draft")
    expect(page.get_by_text("The draft is discarded. Nothing was sent.")).to_be_visible()
    page.goto("/tickets")
    expect(page.get_by_text(CORRECTED)).to_have_count(0)
    assert sent_tickets(app) == []


def test_a_mistake_is_explained_and_costs_no_text(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    title(page).fill("")
    description(page).fill("First line.\nSecond line, typed by hand.")
    page.get_by_role("radio", name="Low").check()
    press(page, "Send ticket")

    expect(page).to_have_title(re.compile("^Error: "))
    summary = page.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
    expect(description(page)).to_have_value("First line.\nSecond line, typed by hand.")
    expect(page.get_by_role("radio", name="Low")).to_be_checked()
    expect(about(page, "category").get_by_text("Edited by you")).to_be_hidden()
    words = summary.get_by_role("link").inner_text()
    expect(title(page)).to_have_accessible_description(re.compile(re.escape(words)))
    expect(title(page)).to_have_attribute("aria-invalid", "true")
    summary.get_by_role("link").click()
    expect(title(page)).to_be_focused()

    title(page).fill(CORRECTED)
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    [ticket] = sent_tickets(app)
    assert (ticket.title, ticket.description) == (CORRECTED, "First line.\nSecond line, typed by hand.")
    assert ticket.priority == "low"


def test_what_was_not_edited_stays_a_suggestion_after_a_mistake(page: Page, talk: int) -> None:
    open_draft(page, talk)
    title(page).fill("")
    press(page, "Send ticket")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(about(page, "description").get_by_text("Suggested", exact=True)).to_be_visible()
    expect(about(page, "description").get_by_text("Edited by you")).to_be_hidden()


def test_a_ticket_from_nothing(page: Page, app: Flask) -> None:
    page.goto("/tickets")
    page.get_by_role("link", name="Write a ticket").click()
    for radio in page.get_by_role("radio").all():
        expect(radio).not_to_be_checked()
    press(page, "Send ticket")
    expect(page.get_by_role("alert", name="There is a problem").get_by_role("link")).to_have_count(4)
    fill_in(page)
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == ["The printer hums"]


def test_an_empty_ticket_survives_a_reload_after_it_was_saved(scripted: Page) -> None:
    scripted.goto("/tickets/review")
    title(scripted).fill("The printer hums")
    expect(scripted.locator("[data-saved]")).to_have_text(re.compile(r"^Saved \d"))
    scripted.reload()
    expect(title(scripted)).to_have_value("The printer hums")


def test_a_ticket_keeps_the_conversation_to_itself_when_told_so(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    page.get_by_role("checkbox", name="Let the agents read").uncheck()
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    [ticket] = sent_tickets(app)
    assert ticket.conversation_id is None
