"""The agents' queue by keyboard alone, and without script."""

import re

import pytest
from browser.profiles import NewContext, SignInBrowser
from browser.steps import press, sent_tickets
from fixtures.people import MakeTicket
from flask import Flask
from playwright.sync_api import Page, expect

QUEUE = re.compile(r"/agent/tickets\?")


@pytest.fixture
def bobs(new_context: NewContext, sign_in_browser: SignInBrowser, request: pytest.FixtureRequest) -> Page:
    """Return a page of bob's, who is an agent, with JavaScript or, as the test says, without."""
    context = new_context(java_script_enabled=getattr(request, "param", True))
    sign_in_browser(context, "bob")
    return context.new_page()


def test_keys_mark_select_take_and_open(bobs: Page, app: Flask, make_ticket: MakeTicket) -> None:
    page = bobs
    for number in range(3):
        make_ticket("alice", title=f"number {number}")
    page.goto("/agent/tickets")
    marked = page.locator(".is-marked")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(marked).to_contain_text("number 1")
    expect(page.get_by_role("link", name="number 1")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Select #2")).to_be_checked()
    expect(page.get_by_text("1 selected:")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(marked).to_contain_text("number 1")
    page.keyboard.press("a")
    expect(page.locator(".done")).to_contain_text("assigned to you")
    assert [ticket.assignee_id for ticket in sent_tickets(app)] == [None, 2, None]
    expect(marked).to_contain_text("number 1")
    page.keyboard.press("k")
    expect(marked).to_contain_text("number 2")
    page.keyboard.press("/")
    page.keyboard.type("jkxa?")
    expect(page.get_by_role("searchbox")).to_have_value("jkxa?")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(marked).to_contain_text("number 1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tickets/2\?list=status%3Dopen%26status%3Din_progress$"))
    page.go_back()
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile(r"/tickets/2\?list=[^#]+#body$"))
    expect(page.get_by_role("textbox").last).to_be_focused()


def test_keys_can_be_switched_off(bobs: Page, make_ticket: MakeTicket) -> None:
    page = bobs
    make_ticket("alice")
    page.goto("/agent/tickets")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    page.keyboard.press("j")
    dialog.get_by_role("switch", name="Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.reload()
    for key in "j?x":
        page.keyboard.press(key)
    expect(page.locator(".is-marked")).to_have_count(0)
    expect(dialog).to_be_hidden()
    press(page, "Keyboard")
    dialog.get_by_role("switch").check()
    press(page, "Close")
    page.keyboard.press("j")
    expect(page.locator(".is-marked")).to_have_count(1)


@pytest.mark.parametrize("bobs", [True, False], indirect=True, ids=["script", "no script"])
def test_changing_several_and_undoing_it(bobs: Page, app: Flask, make_ticket: MakeTicket) -> None:
    page = bobs
    for _ in range(3):
        make_ticket("alice")
    page.goto("/agent/tickets?category=bug")
    for number in (1, 3):
        page.get_by_role("checkbox", name=f"Select #{number}", exact=True).check()
    page.get_by_label("Status").last.select_option("Resolved")
    press(page, "Change")
    expect(page).to_have_url(QUEUE)
    expect(page.get_by_role("heading", name="2 tickets changed")).to_be_visible()
    assert [ticket.status for ticket in sent_tickets(app)] == ["resolved", "open", "resolved"]
    press(page, "Undo")
    expect(page.get_by_role("heading", name="2 tickets put back as before")).to_be_visible()
    assert [ticket.status for ticket in sent_tickets(app)] == ["open"] * 3
