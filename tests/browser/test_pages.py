"""Every page, by everybody: no barrier that axe knows, nothing too wide for a narrow screen, nothing too small."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.profiles import NewContext, SignInBrowser
from browser.visits import PAGES, World
from fixtures.people import MakeConversation, MakeTicket
from playwright.sync_api import Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}

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
    for size, colours in ((WIDE, "light"), (NARROW, "dark")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
        width = size["width"]
        found[f"too wide at {width}"] = page.evaluate(TOO_WIDE)
        found[f"too small at {width}"] = page.evaluate(TOO_SMALL)
        violations = page.evaluate(RUN_AXE, {"resultTypes": ["violations"]})
        found[f"axe at {width}, {colours}"] = [
            (v["id"], node["target"], node["failureSummary"]) for v in violations for node in v["nodes"]
        ]
    assert {name: value for name, value in found.items() if value} == {"headings": 1}
