"""A sign-in that ends while somebody types: nothing is lost, nothing is sent, nobody else gets it."""

import re
from collections.abc import Callable

import pytest
from fixtures.people import PASSWORD, MakeConversation, People
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Fields, all_rows, count, form_in, press, review
from werkzeug.test import TestResponse

from supportapp.accounts.models import SignIn
from supportapp.extensions import db

TYPED = {"title": "What I typed for an hour", "description": "Line one\nline two", "priority": "low"}


def delete_cookie(_app: Flask, browser: FlaskClient) -> None:
    browser.delete_cookie("access_token_cookie")


def revoke(app: Flask, _browser: FlaskClient) -> None:
    with app.app_context():
        db.session.query(SignIn).delete()
        db.session.commit()


LAPSES = pytest.mark.parametrize("end", [delete_cookie, revoke])
End = Callable[[Flask, FlaskClient], None]


def sign_in_again(browser: FlaskClient, lapsed: TestResponse, name: str = "alice") -> TestResponse:
    fields = form_in(lapsed.text, "/login")
    return browser.post("/login", data={**fields, "email": f"{name}@example.com", "password": PASSWORD})


@LAPSES
@pytest.mark.parametrize("button", ["send", "save", "undo:title", "discard"])
def test_typed_text_is_there_after_signing_in_again(
    app: Flask, browser: FlaskClient, talk: int, end: End, button: str
) -> None:
    fields = review(browser, talk)
    end(app, browser)
    lapsed = press(browser, fields, button, **TYPED)
    assert lapsed.status_code == 401
    assert "what you typed is kept" in lapsed.text
    assert count(app, "draft") == 0
    back = sign_in_again(browser, lapsed)
    assert (back.status_code, back.location) == (303, f"{REVIEW}?conversation_id={talk}")
    page = browser.get(back.location).text
    assert "Nothing was lost" in page
    assert {name: form_in(page)[name] for name in TYPED} == TYPED
    assert count(app, "ticket") == 0
    assert press(browser, form_in(page), "send").status_code == 303


def test_wrong_password_in_between_loses_nothing(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    delete_cookie(app, browser)
    lapsed = press(browser, fields, "send", **TYPED)
    wrong = browser.post(
        "/login", data={**form_in(lapsed.text, "/login"), "email": "alice@example.com", "password": "x"}
    )
    assert wrong.status_code == 401
    back = sign_in_again(browser, wrong)
    assert form_in(browser.get(back.location).text)["title"] == TYPED["title"]


def test_empty_ticket_is_kept_too(app: Flask, browser: FlaskClient) -> None:
    fields = form_in(browser.get(REVIEW).text)
    delete_cookie(app, browser)
    back = sign_in_again(browser, press(browser, fields, "send", **TYPED))
    assert form_in(browser.get(back.location).text)["description"] == TYPED["description"]


@LAPSES
def test_another_person_who_signs_in_gets_nothing(
    app: Flask, browser: FlaskClient, talk: int, people: People, end: End
) -> None:
    fields = review(browser, talk)
    end(app, browser)
    lapsed = press(browser, fields, "send", **TYPED)
    back = sign_in_again(browser, lapsed, "charlie")
    assert back.status_code == 303
    for path in (back.location, "/tickets", "/tickets", REVIEW):
        page = browser.get(path).text
        assert TYPED["title"] not in page
        assert people["charlie"].name in page
    assert TYPED["title"] not in repr(all_rows(app))


def test_kept_text_cannot_be_changed_or_read_along_the_way(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    delete_cookie(app, browser)
    page = press(browser, fields, "send", **TYPED).text
    kept = form_in(page, "/login")["kept"]
    data = {**form_in(page, "/login"), "kept": kept[:-2] + "xx", "email": "alice@example.com", "password": PASSWORD}
    back = browser.post("/login", data=data)
    assert back.status_code == 303
    assert "could not be brought back" in browser.get(back.location).text
    assert TYPED["title"] not in repr(all_rows(app))


def wrong_token(fields: Fields) -> Fields:
    return {**fields, "csrf_token": "0" * 64}


@pytest.mark.parametrize("button", ["send", "save", "discard"])
def test_lapsed_form_token_keeps_the_text_on_the_page(app: Flask, browser: FlaskClient, talk: int, button: str) -> None:
    answer = press(browser, wrong_token(review(browser, talk)), button, confirmed="yes", **TYPED)
    assert answer.status_code == 400
    assert "Nothing was sent" in answer.text
    fields = form_in(answer.text)
    assert {name: fields[name] for name in TYPED} == TYPED
    assert (count(app, "draft"), count(app, "ticket")) == (0, 0)
    assert press(browser, fields, "send").status_code == 303


def test_page_of_another_site_writes_nothing(app: Flask, browser: FlaskClient, talk: int) -> None:
    before = all_rows(app)
    for data in ({}, {"title": "x"}, {"conversation_id": str(talk), "action": "send", **TYPED}):
        answer = browser.post(REVIEW, data=data, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 400
    assert all_rows(app) == before


def test_text_kept_over_a_sent_ticket_leads_to_the_ticket(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    press(browser, fields, "send")
    delete_cookie(app, browser)
    back = sign_in_again(browser, press(browser, fields, "send", **TYPED))
    assert back.location == "/tickets/1"
    assert count(app, "ticket") == 1


def test_text_kept_over_a_change_in_another_window_becomes_a_draft_of_its_own(
    app: Flask, browser: FlaskClient, talk: int
) -> None:
    fields = review(browser, talk)
    press(browser, fields, "save", title="the other window's")
    delete_cookie(app, browser)
    back = sign_in_again(browser, press(browser, fields, "send", **TYPED))
    assert re.fullmatch(re.escape(REVIEW) + r"\?draft=[0-9a-f]{32}", back.location or "")
    assert form_in(browser.get(back.location or "").text)["title"] == TYPED["title"]
    assert review(browser, talk)["title"] == "the other window's"


def test_long_text_is_kept(app: Flask, browser: FlaskClient, make_conversation: MakeConversation) -> None:
    fields = review(browser, make_conversation("alice", [("user", "Der Export hält an")]))
    delete_cookie(app, browser)
    text = "ä" * 20_000
    back = sign_in_again(browser, press(browser, fields, "send", title="lang", description=text))
    assert form_in(browser.get(back.location or "").text)["description"] == text
