"""A language model's second suggestion in a real browser: it comes beside what is typed, never into it."""

from collections.abc import Iterator
from typing import Any

import pytest
from browser.steps import TICKET_ADDRESS, about, description, open_draft, press, sent_tickets, title
from fixtures.web_server import Reply, WebServer, serving
from flask import Flask
from llm.model_server import GOOD, completion, says
from playwright.sync_api import Page, expect

SUGGESTED = str(GOOD["title"])


@pytest.fixture
def model() -> Iterator[WebServer]:
    with serving() as server:
        says(server)
        yield server


@pytest.fixture
def settings(settings: dict[str, Any], model: WebServer) -> dict[str, Any]:
    found = {"LLM_BASE_URL": f"{model.url}/v1", "LLM_MODEL": "test-model", "LLM_TIMEOUT": 5}
    return {**settings, **found, "ALLOW_PRIVATE_TARGETS": True}


def offer(page: Page, name: str) -> Any:
    return page.locator(f"[data-offer-slot={name}] .offer")


def test_page_is_there_at_once_and_the_suggestion_comes_later(
    scripted: Page, talk: int, app: Flask, model: WebServer
) -> None:
    model.usual = lambda _: Reply(**{**vars(completion(GOOD)), "wait": 0.8})
    open_draft(scripted, talk)
    status = scripted.locator("[data-offer-status]")
    expect(status).to_have_text("Looking for another suggestion. You can go on meanwhile.")
    title(scripted).fill("Typed while it was coming")
    expect(status).to_contain_text("Another suggestion is ready")
    expect(title(scripted)).to_have_value("Typed while it was coming")
    expect(offer(scripted, "title").locator(".offer-text")).to_have_text(SUGGESTED)

    offer(scripted, "title").get_by_role("button", name="Use this").click()
    expect(title(scripted)).to_have_value(SUGGESTED)
    expect(about(scripted, "title").get_by_text("Taken from the other suggestion")).to_be_visible()
    expect(about(scripted, "title").get_by_text("Edited by you")).to_be_hidden()
    assert len(model.asked) == 1, "it is not asked again when the page is drawn again"

    about(scripted, "title").get_by_role("button", name="back to what was here").click()
    expect(title(scripted)).to_have_value("Typed while it was coming")
    press(scripted, "Send ticket")
    expect(scripted).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == ["Typed while it was coming"]


def test_without_script_it_is_asked_for_by_a_button(plain: Page, talk: int, app: Flask, model: WebServer) -> None:
    open_draft(plain, talk)
    assert model.asked == []
    description(plain).fill("My own description.")
    press(plain, "Get another suggestion")
    expect(plain.get_by_text("Another suggestion is ready")).to_be_visible()
    expect(description(plain)).to_have_value("My own description.")
    offer(plain, "title").get_by_role("button", name="Use this").click()
    expect(title(plain)).to_have_value(SUGGESTED)
    expect(description(plain)).to_have_value("My own description.")
    press(plain, "Send ticket")
    expect(plain).to_have_url(TICKET_ADDRESS)
    [ticket] = sent_tickets(app)
    assert (ticket.title, ticket.description) == (SUGGESTED, "My own description.")


def test_model_that_fails_costs_a_line_of_text(scripted: Page, talk: int, model: WebServer) -> None:
    model.usual = lambda _: Reply(500)
    open_draft(scripted, talk)
    expect(scripted.locator("[data-offer-status]")).to_contain_text("had a failure of its own")
    expect(scripted.locator(".offer")).to_have_count(0)


def test_sending_does_not_wait_for_the_suggestion(scripted: Page, talk: int, app: Flask, model: WebServer) -> None:
    model.usual = lambda _: Reply(how="hang")
    open_draft(scripted, talk)
    expect(scripted.locator("[data-offer-status]")).to_contain_text("Looking for another suggestion")
    press(scripted, "Send ticket")
    expect(scripted).to_have_url(TICKET_ADDRESS, timeout=3_000)
    assert len(sent_tickets(app)) == 1
