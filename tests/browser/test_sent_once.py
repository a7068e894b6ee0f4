"""However often and however quickly somebody presses "Send ticket", there is one ticket."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from browser.steps import TICKET_ADDRESS, fill_in, form_values, open_draft, press, sent_tickets, title
from fixtures.browser import Server
from flask import Flask
from playwright.sync_api import Page, expect

from supportapp.accounts.service import Person
from supportapp.tickets import service

SIX = 6
START: dict[str, Callable[[Page, int], None]] = {
    "from a conversation": open_draft,
    "from nothing": lambda page, _: (page.goto("/tickets/review"), fill_in(page))[1],
}
starts = pytest.mark.parametrize("start", START.values(), ids=START)


@starts
def test_six_presses(
    scripted: Page, talk: int, app: Flask, monkeypatch: pytest.MonkeyPatch, start: Callable[[Page, int], None]
) -> None:
    quick = service.submit

    def slow(person: Person, submission: service.Submission) -> service.Submitted:
        time.sleep(0.5)
        return quick(person, submission)

    monkeypatch.setattr(service, "submit", slow)
    start(scripted, talk)
    posts = []
    scripted.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    button = scripted.get_by_role("button", name="Send ticket")
    button.evaluate(
        "button => { for (let press = 0; press < 6; press++) setTimeout(() => button.click(), press * 30); }"
    )
    expect(scripted).to_have_url(TICKET_ADDRESS)
    assert len(sent_tickets(app)) == 1
    assert len(posts) == 1


@starts
def test_six_posts_of_the_same_form_at_once(
    plain: Page, talk: int, app: Flask, live_server: Server, start: Callable[[Page, int], None]
) -> None:
    start(plain, talk)
    body = urlencode({**form_values(plain), "action": "send"})
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in plain.context.cookies())
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    host = live_server.url.removeprefix("http://")

    def post(_: int) -> tuple[int, str | None]:
        connection = http.client.HTTPConnection(host, timeout=20)
        try:
            connection.request("POST", "/tickets/review", body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(SIX) as pool:
        answers = set(pool.map(post, range(SIX)))
    [ticket] = sent_tickets(app)
    assert answers == {(303, f"/tickets/{ticket.id}")}


def test_going_back_after_sending_offers_no_second_sending(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have already sent this ticket")
    expect(page.get_by_role("button", name="Send ticket")).to_have_count(0)
    page.get_by_role("link", name="Open the ticket").click()
    expect(page).to_have_url(TICKET_ADDRESS)
    assert len(sent_tickets(app)) == 1


def test_going_back_to_a_ticket_from_nothing_does_not_show_it_ready_to_send(scripted: Page, app: Flask) -> None:
    scripted.goto("/tickets/review")
    fill_in(scripted)
    press(scripted, "Send ticket")
    expect(scripted).to_have_url(TICKET_ADDRESS)
    scripted.go_back()
    expect(scripted.get_by_role("heading", level=1)).to_have_text("You have already sent this ticket")
    scripted.get_by_role("link", name="Write another ticket").click()
    expect(title(scripted)).to_be_empty()
    assert len(sent_tickets(app)) == 1


def test_without_script_the_way_back_to_a_ticket_from_nothing_sends_nothing_twice(plain: Page, app: Flask) -> None:
    """Chromium fills the new empty form with what was typed into the one before."""
    plain.goto("/tickets/review")
    fill_in(plain)
    press(plain, "Send ticket")
    expect(plain).to_have_url(TICKET_ADDRESS)
    plain.go_back()
    expect(plain).not_to_have_url(TICKET_ADDRESS)
    press(plain, "Send ticket")
    expect(plain).to_have_url(TICKET_ADDRESS)
    assert len(sent_tickets(app)) == 1


def test_another_ticket_from_the_same_conversation_is_asked_for(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    page.goto(f"/tickets/review?conversation_id={talk}")
    press(page, "Draft another ticket")
    title(page).fill("A second matter")
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert len(sent_tickets(app)) == 2
