"""Every page, by everybody: no barrier that axe knows, nothing too wide for a narrow screen, nothing too small."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.profiles import NewContext, SignInBrowser
from browser.steps import TALK, TICKET_ADDRESS, open_draft, press, save_for_later, title
from fixtures.people import MakeConversation, MakeTicket
from playwright.sync_api import Page, expect

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
GERMAN = "Donaudampfschifffahrtsgesellschaftskapitän und Rechtsschutzversicherungsgesellschaften"
TITLES = ("x" * 200, "🎉🔥 Der Druck geht nicht 😀", GERMAN, "The export stops")
LONG_TALK = (("user", "x" * 200), ("assistant", f"{'y' * 300} {GERMAN}"), ("user", "🎉 geht nicht"), *TALK)

# Targets that are too small. A link in a line of text may be as low as the line (WCAG 2.5.8), and what has a
# label around it is as large as the label.
TOO_SMALL = """
() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(e => e.type !== 'hidden' && e.checkVisibility() && !e.closest('.visually-hidden, .skip'))
  .filter(e => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline' && e.closest('p, dd')))
  .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([e, box]) => `${e.outerHTML.slice(0, 120)} ${box.width} x ${box.height}`)
"""
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))
"""
AXE = Axe().axe_script
RUN_AXE = "options => axe.run(options).then(results => results.violations)"


@dataclass
class World:
    """What a page needs to be there."""

    new_context: NewContext
    sign_in: SignInBrowser
    make_conversation: MakeConversation
    make_ticket: MakeTicket

    def page_of(self, name: str | None) -> Page:
        """Return a page of a person's browser; None: of nobody's."""
        context = self.new_context()
        if name:
            self.sign_in(context, name)
        return context.new_page()


def at(address: str, name: str | None = "alice") -> Callable[[World], Page]:
    def visit(world: World) -> Page:
        page = world.page_of(name)
        page.goto(address)
        return page

    return visit


def with_errors(address: str, button: str, name: str | None = "alice") -> Callable[[World], Page]:
    def visit(world: World) -> Page:
        page = at(address, name)(world)
        press(page, button)
        expect(page.get_by_role("alert", name="There is a problem")).to_be_visible()
        return page

    return visit


def full_chat(world: World) -> Page:
    for words in (*TITLES, *(f"Question {n} about an invoice" for n in range(20))):
        world.make_conversation("alice", [("user", words)])
    return at("/chat")(world)


def conversation(world: World) -> Page:
    return at(f"/chat/{world.make_conversation('alice', LONG_TALK)}")(world)


def review(world: World) -> Page:
    page = world.page_of("alice")
    open_draft(page, world.make_conversation("alice", LONG_TALK))
    return page


def explained(world: World) -> Page:
    page = review(world)
    for why in page.locator(".why summary").all():
        why.click()
    return page


def conflict(world: World) -> Page:
    page = review(world)
    other = page.context.new_page()
    other.goto(page.url)
    title(other).fill(TITLES[0])
    save_for_later(other)
    title(page).fill(GERMAN)
    press(page, "Send ticket")
    expect(page.locator(".theirs")).to_be_visible()
    return page


def discarding(world: World) -> Page:
    page = review(world)
    press(page, "Discard")
    expect(page.get_by_role("heading", name="Discard this draft?")).to_be_visible()
    return page


def just_sent(world: World) -> Page:
    page = review(world)
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    page.get_by_text("The conversation it came from").click()
    page.get_by_text("Sent by mistake?").click()
    return page


def seen_later(world: World) -> Page:
    page = just_sent(world)
    page.reload()
    return page


def already_sent(world: World) -> Page:
    page = just_sent(world)
    page.goto("/tickets/review?conversation_id=1")
    expect(page.get_by_role("heading", name="You have already sent this ticket")).to_be_visible()
    return page


def tickets(world: World) -> None:
    for number in range(24):
        world.make_ticket(
            "alice",
            title=TITLES[number % 4],
            status=("open", "in_progress", "resolved", "closed")[number % 4],
            priority=("low", "medium", "high")[number % 3],
            category=("bug", "feature", "question", "other")[number // 2 % 4],
        )


def full_list(world: World) -> Page:
    tickets(world)
    page = at("/tickets/review")(world)
    title(page).fill(GERMAN)
    save_for_later(page)
    page.goto("/tickets")
    return page


def full_queue(world: World) -> Page:
    tickets(world)
    return at("/agent/tickets?status=open&status=closed", "bob")(world)


def ticket_of_another(world: World) -> Page:
    number = world.make_ticket("alice", title=TITLES[0], description=f"{GERMAN}\n{'y' * 300}")
    return at(f"/tickets/{number}", "bob")(world)


def reference(world: World) -> Page:
    page = at("/api/docs", None)(world)
    page.locator("main details").evaluate_all("all => all.forEach(details => { details.open = true; })")
    return page


PAGES: dict[str, Callable[[World], Page]] = {
    "sign in": at("/login", None),
    "sign in, wrong": with_errors("/login", "Sign in", None),
    "register": at("/register", None),
    "register, wrong": with_errors("/register", "Register", None),
    "chat, empty": at("/chat"),
    "chat, full": full_chat,
    "conversation": conversation,
    "review": review,
    "review, why": explained,
    "review, from nothing": at("/tickets/review"),
    "review, wrong": with_errors("/tickets/review", "Send ticket"),
    "review, conflict": conflict,
    "discard": discarding,
    "ticket, just sent": just_sent,
    "ticket, later": seen_later,
    "already sent": already_sent,
    "tickets, none": at("/tickets"),
    "tickets, many": full_list,
    "queue": full_queue,
    "queue, empty": at("/agent/tickets", "bob"),
    "ticket, to an agent": ticket_of_another,
    "API": reference,
    "nothing here": at("/no/such/page"),
    "nothing here, a ticket": at("/tickets/4711"),
    "not allowed": at("/agent/tickets"),
}


@pytest.mark.parametrize("visit", PAGES.values(), ids=PAGES)
def test_page_for_everybody(
    new_context: NewContext,
    sign_in_browser: SignInBrowser,
    make_conversation: MakeConversation,
    make_ticket: MakeTicket,
    visit: Callable[[World], Page],
) -> None:
    page = visit(World(new_context, sign_in_browser, make_conversation, make_ticket))
    page.evaluate(AXE)
    page.emulate_media(reduced_motion="reduce")
    found: dict[str, Any] = {"headings": page.locator("h1").count()}
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        width = size["width"]
        found[f"too wide at {width}"] = page.evaluate(TOO_WIDE)
        found[f"too small at {width}"] = page.evaluate(TOO_SMALL)
        for colours, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
            page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
            violations = page.evaluate(RUN_AXE, {"resultTypes": ["violations"], **rules})
            found[f"axe at {width}, {colours}"] = [
                (v["id"], node["target"], node["failureSummary"]) for v in violations for node in v["nodes"]
            ]
    assert {name: value for name, value in found.items() if value} == {"headings": 1}
