"""Everything by keyboard alone, and always visible where one is."""

import re

from browser.steps import TICKET_ADDRESS, open_draft, press, save_for_later, sent_tickets, title
from flask import Flask
from playwright.sync_api import Page, expect

FOCUS = """
() => {
  const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();
  const outlined = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  const inside = box.width > 0 && box.right > 0 && box.bottom > 0 && box.top < innerHeight;
  return {
    name: (at.labels && at.labels[0] || at).innerText.split('\\n')[0].trim(),
    visible: inside && (outlined || look.boxShadow !== 'none'),
    end: at === document.body,
  };
}
"""
IN_ORDER = [
    "Skip to the page",
    "Support",
    "Chat",
    "My tickets",
    "Alice",
    "Title",
    "Why?",
    "Description",
    "Why?",
    "High",
    "Why?",
    "Something is broken",
    "Why?",
    "What do you do just before it happens?",
    "Let the agents read the whole conversation",
    "Draft again, or go back",
    "Send ticket",
    "Save for later",
    "Discard",
    "Open the conversation",
    "help@example.com",
    "System",
    "Light",
    "Dark",
]


def test_tab_comes_to_each_control_in_order(scripted: Page, talk: int) -> None:
    open_draft(scripted, talk)
    scripted.get_by_role("radio", name="High").check()
    scripted.get_by_role("radio", name="Something is broken").check()
    save_for_later(scripted)  # what was drafted may differ from these two
    for undo in scripted.get_by_role("button", name="Undo to suggestion").all():
        undo.evaluate("button => button.remove()")
    for flag in scripted.locator("p.flag").all():
        flag.evaluate("flag => flag.remove()")

    scripted.evaluate("document.activeElement.blur()")
    names, hidden = [], []
    for _ in range(len(IN_ORDER) + 5):
        scripted.keyboard.press("Tab")
        focus = scripted.evaluate(FOCUS)
        if focus["end"]:
            break
        names.append(focus["name"])
        hidden += [] if focus["visible"] else [focus["name"]]
    assert names == IN_ORDER
    assert hidden == []


def test_the_skip_link_leads_past_the_menu(page: Page) -> None:
    page.goto("/chat")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_enter_in_the_title_sends(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    title(page).fill("Sent by the Enter key")
    title(page).press("Enter")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == ["Sent by the Enter key"]


def test_enter_in_the_title_never_undoes(page: Page, talk: int, app: Flask) -> None:
    """The first button of the form is what Enter presses; "Undo" stands before "Send ticket"."""
    open_draft(page, talk)
    title(page).fill("Edited before")
    press(page, "Save for later")
    title(page).fill("Edited again")
    title(page).press("Enter")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == ["Edited again"]


def test_from_the_conversation_to_the_ticket_without_a_mouse(scripted: Page, talk: int, app: Flask) -> None:
    page = scripted
    page.goto(f"/chat/{talk}")
    page.get_by_role("button", name="Create a support ticket").press("Enter")
    title(page).press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-about=title] .why")).to_have_attribute("open", "")
    page.get_by_role("radio", name="High").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="Medium")).to_be_checked()
    page.get_by_role("button", name="Send ticket").press(" ")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.priority for ticket in sent_tickets(app)] == ["medium"]


def test_a_title_near_and_over_its_limit_is_counted(scripted: Page) -> None:
    scripted.goto("/tickets/review")
    said = scripted.locator("#title ~ [role=status]")
    expect(said).to_be_empty()
    title(scripted).fill("x" * 190)
    expect(said).to_have_text("10 characters left")
    title(scripted).fill("😀" * 203)
    expect(said).to_have_text("3 characters too many")
    press(scripted, "Send ticket")
    expect(scripted.get_by_role("link", name=re.compile("200 characters or fewer"))).to_be_visible()
    expect(title(scripted)).to_have_value("😀" * 203)
