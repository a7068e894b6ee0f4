"""The same draft open twice: no window writes over the other."""

import re

from browser.steps import (
    TICKET_ADDRESS,
    about,
    description,
    open_draft,
    press,
    save_for_later,
    sent_tickets,
    title,
)
from flask import Flask
from playwright.sync_api import Page, expect

THEIRS = "Title of the other window"
MINE = "Title of this window"


def another_window(page: Page, talk: int) -> Page:
    other = page.context.new_page()
    other.goto(f"/tickets/review?conversation_id={talk}")
    return other


def test_one_saves_and_the_other_sends(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    other = another_window(page, talk)
    title(other).fill(THEIRS)
    save_for_later(other)

    title(page).fill(MINE)
    press(page, "Send ticket")
    expect(page.get_by_role("heading", name="This ticket was changed in another window")).to_be_visible()
    expect(page.locator("#problem")).to_be_focused()
    expect(title(page)).to_have_value(MINE)
    expect(page.locator(".theirs")).to_have_count(1)  # the other fields are the same in both
    expect(page.locator(".theirs-text")).to_have_text(THEIRS)
    expect(page.locator("[data-saved]")).to_be_empty()
    assert sent_tickets(app) == []

    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == [MINE]


def test_the_text_of_the_other_window_is_taken_field_by_field(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    other = another_window(page, talk)
    title(other).fill(THEIRS)
    description(other).fill("What the other window says.")
    other.get_by_role("radio", name="Low").check()
    save_for_later(other)

    title(page).fill(MINE)
    description(page).fill("What this window says.")
    press(page, "Send ticket")
    expect(page.locator(".theirs")).to_have_count(3)
    expect(page.locator(".theirs-text").last).to_have_text("Low")
    page.get_by_role("checkbox", name="Use this instead of the title above").check()
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    [ticket] = sent_tickets(app)
    assert (ticket.title, ticket.description) == (THEIRS, "What this window says.")
    assert ticket.priority != "low"


def test_saving_on_the_side_stops_at_the_first_sign_of_another_window(scripted: Page, talk: int) -> None:
    open_draft(scripted, talk)
    other = another_window(scripted, talk)
    title(other).fill(THEIRS)
    save_for_later(other)

    title(scripted).fill(MINE)
    expect(scripted.locator("[data-saved]")).to_have_text(re.compile("^Changed in another window"))
    press(scripted, "Save for later")
    expect(scripted.locator(".theirs-text")).to_have_text(THEIRS)
    expect(title(scripted)).to_have_value(MINE)


def test_two_windows_that_say_the_same_are_no_conflict(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    other = another_window(page, talk)
    for window in (other, page):
        title(window).fill(MINE)
    save_for_later(other)
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == [MINE]


def test_a_draft_discarded_elsewhere_does_not_take_the_text_with_it(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    other = another_window(page, talk)
    press(other, "Discard")
    press(other, "Discard the draft")
    expect(other.get_by_text("The draft is discarded.")).to_be_visible()

    title(page).fill(MINE)
    press(page, "Send ticket")
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still here")
    expect(title(page)).to_have_value(MINE)
    assert sent_tickets(app) == []
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == [MINE]


def test_what_the_conversation_gained_meanwhile_is_offered(page: Page, talk: int) -> None:
    open_draft(page, talk)
    title(page).fill(MINE)
    save_for_later(page)
    page.goto(f"/chat/{talk}")
    page.get_by_label("Your message").fill("It also happens on Android.")
    press(page, "Add message")
    expect(page.get_by_text("It also happens on Android.")).to_be_visible()

    page.goto(f"/tickets/review?conversation_id={talk}")
    expect(page.get_by_text("The conversation has gone on")).to_be_visible()
    press(page, "Draft again")
    expect(page.get_by_text("The conversation has gone on")).to_have_count(0)
    expect(title(page)).to_have_value(MINE)
    expect(about(page, "title").get_by_text("Edited by you")).to_be_visible()
