"""A sign-in that ended, a token that lapsed, a server that is away: what was typed is still there."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from browser.steps import TICKET_ADDRESS, description, open_draft, press, sent_tickets, title
from fixtures.people import PASSWORD
from flask import Flask
from playwright.sync_api import Page, Route, expect

from supportapp.accounts.models import SignIn
from supportapp.database import utcnow
from supportapp.extensions import db

TYPED = "What I typed, with an ä, a 😀 and <b>"
LINES = "First line.\n\n  An indented one."
TEN_TIMES_AS_FAST = "{ const real = AbortSignal.timeout; AbortSignal.timeout = ms => real.call(AbortSignal, ms / 10); }"


def forget_cookies(page: Page, _app: Flask) -> None:
    page.context.clear_cookies()


def revoke_the_sign_in(_page: Page, app: Flask) -> None:
    with app.app_context():
        db.session.execute(sa.update(SignIn).values(revoked_at=utcnow()))
        db.session.commit()


def sign_in_again(page: Page, name: str = "alice") -> None:
    page.get_by_label("Email address").fill(f"{name}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


@pytest.mark.parametrize("end", [forget_cookies, revoke_the_sign_in])
def test_a_sign_in_that_ended_keeps_what_was_typed(
    page: Page, talk: int, app: Flask, end: Callable[[Page, Flask], None]
) -> None:
    open_draft(page, talk)
    title(page).fill(TYPED)
    description(page).fill(LINES)
    end(page, app)
    press(page, "Send ticket")
    expect(page.get_by_role("status")).to_have_text("You were signed out. Sign in again: what you typed is kept.")

    page.get_by_label("Email address").fill("alice@example.com")
    page.get_by_label("Password").fill("not my password")
    press(page, "Sign in")
    expect(page.get_by_role("alert", name="There is a problem")).to_be_visible()
    sign_in_again(page)

    expect(title(page)).to_have_value(TYPED)
    expect(description(page)).to_have_value(LINES)
    expect(page.get_by_text("It has not been sent yet.")).to_be_visible()
    assert sent_tickets(app) == []
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    [ticket] = sent_tickets(app)
    assert (ticket.title, ticket.description) == (TYPED, LINES)


def test_what_one_person_typed_is_not_given_to_the_next(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    title(page).fill(TYPED)
    page.context.clear_cookies()
    press(page, "Send ticket")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in_again(page, "charlie")
    expect(page.get_by_text("Somebody else's text was on the page you came from.")).to_be_visible()
    assert TYPED not in page.content()
    assert sent_tickets(app) == []


def test_a_lapsed_token_keeps_what_was_typed(page: Page, talk: int, app: Flask) -> None:
    open_draft(page, talk)
    title(page).fill(TYPED)
    description(page).fill(LINES)
    page.locator("#review [name=csrf_token]").evaluate("field => { field.value = 'of yesterday'; }")
    press(page, "Send ticket")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was sent or lost")
    expect(title(page)).to_have_value(TYPED)
    expect(description(page)).to_have_value(LINES)
    assert sent_tickets(app) == []
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == [TYPED]


def test_saving_on_the_side_says_when_it_can_not(scripted: Page, talk: int) -> None:
    open_draft(scripted, talk)
    scripted.context.clear_cookies()
    title(scripted).fill(TYPED)
    said = scripted.locator("[data-saved]")
    expect(said).to_have_text("Not saved. Press Save for later; nothing you typed is lost.")
    expect(title(scripted)).to_have_value(TYPED)
    press(scripted, "Save for later")
    sign_in_again(scripted)
    expect(title(scripted)).to_have_value(TYPED)


def test_saving_on_the_side_goes_on_when_the_server_is_back(scripted: Page, talk: int, app: Flask) -> None:
    open_draft(scripted, talk)
    scripted.route("**/tickets/review", lambda route: route.abort())
    title(scripted).fill(TYPED)
    said = scripted.locator("[data-saved]")
    expect(said).to_have_text("Not saved: no connection. We try again as you type.")
    expect(title(scripted)).to_have_value(TYPED)
    scripted.unroute("**/tickets/review")
    title(scripted).press_sequentially("!")
    expect(said).to_have_text(re.compile(r"^Saved \d"))
    press(scripted, "Send ticket")
    expect(scripted).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == [f"{TYPED}!"]


def test_an_answer_that_got_lost_does_not_look_like_another_window(scripted: Page, talk: int, app: Flask) -> None:
    def save_and_lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    open_draft(scripted, talk)
    scripted.route("**/tickets/review", save_and_lose_the_answer, times=1)
    title(scripted).fill(TYPED)
    expect(scripted.locator("[data-saved]")).to_have_text(re.compile("^Not saved: no connection"))
    press(scripted, "Send ticket")
    expect(scripted).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == [TYPED]


def test_a_save_that_hangs_does_not_hold_up_the_sending(scripted: Page, talk: int, app: Flask) -> None:
    scripted.add_init_script(TEN_TIMES_AS_FAST)
    open_draft(scripted, talk)
    scripted.route("**/tickets/review", lambda _: None, times=1)
    with scripted.expect_request("**/tickets/review"):
        title(scripted).fill(TYPED)
    press(scripted, "Send ticket")
    expect(scripted).to_have_url(TICKET_ADDRESS)
    assert [ticket.title for ticket in sent_tickets(app)] == [TYPED]
