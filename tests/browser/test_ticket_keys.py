"""An agent answers by keyboard alone; what is typed is kept and told to the others."""

import re

from browser.profiles import NewContext, SignInBrowser
from browser.steps import press
from fixtures.people import MakeTicket
from playwright.sync_api import Page, expect

LIST = "?list=status%3Dopen"


def page_of(new_context: NewContext, sign_in: SignInBrowser, name: str) -> Page:
    context = new_context()
    sign_in(context, name)
    return context.new_page()


def test_ticket_is_answered_by_keyboard_alone(
    new_context: NewContext, sign_in_browser: SignInBrowser, make_ticket: MakeTicket
) -> None:
    older, number, newer = (make_ticket("alice", title=f"number {n}") for n in range(3))
    page = page_of(new_context, sign_in_browser, "bob")
    keys = page.keyboard
    page.goto(f"/tickets/{number}{LIST}")
    expect(page.get_by_role("button", name="Mark as read")).to_be_hidden()  # the script has told so

    keys.press("a")
    expect(page.get_by_text("It is yours now.")).to_be_visible()
    page.wait_for_load_state()  # with the script that listens to keys
    keys.press("n")
    expect(page.get_by_role("textbox", name="Text")).to_be_focused()
    keys.type("jump, c and a in a text are letters")
    expect(page.get_by_role("button", name="Save note", exact=True)).to_be_visible()
    keys.press("Control+Enter")
    expect(page.locator(".comment.note")).to_contain_text("jump, c and a in a text are letters")
    page.wait_for_load_state()
    keys.press("r")
    expect(page.get_by_role("radio", name="Reply", exact=True)).to_be_checked()
    keys.type("Which version is it?")
    keys.press("Control+Enter")
    expect(page.locator(".comment:not(.note)")).to_contain_text("Which version is it?")
    expect(page.get_by_role("textbox", name="Text")).to_have_value("")

    for key, there in (("j", older), ("k", newer)):
        page.goto(f"/tickets/{number}{LIST}")
        keys.press(key)
        expect(page).to_have_url(re.compile(rf"/tickets/{there}\{LIST}$"))
    keys.press("Control+j")
    keys.press("u")
    expect(page).to_have_url(re.compile(r"/agent/tickets\?status=open$"))


def test_single_keys_can_be_switched_off(
    new_context: NewContext, sign_in_browser: SignInBrowser, make_ticket: MakeTicket
) -> None:
    number = make_ticket("alice")
    page = page_of(new_context, sign_in_browser, "bob")
    page.goto(f"/tickets/{number}")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.reload()
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Text")).not_to_be_focused()
    assert page.evaluate("localStorage.getItem('shortcuts')") == "off"
    page.get_by_role("button", name="Keyboard shortcuts").click()
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Text")).to_be_focused()


def test_what_is_typed_is_kept_and_told_to_the_others(
    new_context: NewContext, sign_in_browser: SignInBrowser, make_ticket: MakeTicket
) -> None:
    place = f"/tickets/{make_ticket('alice')}"
    bob, dora = (page_of(new_context, sign_in_browser, name) for name in ("bob", "dora"))
    dora.goto(place)
    bob.goto(place)
    bob.get_by_role("textbox", name="Text").press_sequentially("Let me see")
    expect(bob.locator("[data-reply-saved]")).to_have_text(re.compile("^Kept .*, not sent$"))
    dora.get_by_role("textbox", name="Text").press_sequentially("I have")
    expect(dora.locator("[data-writing]")).to_have_text("Bob is writing a reply")
    bob.reload()
    expect(bob.get_by_role("textbox", name="Text")).to_have_value("Let me see")
    expect(bob.locator("[data-writing]")).to_have_text("Dora is writing a reply")
    press(bob, "Send reply")
    expect(bob.locator(".comment")).to_contain_text("Let me see")
    expect(bob.get_by_role("textbox", name="Text")).to_have_value("")
