"""Drafting again: edits stay, the new draft is offered, the earlier one stays."""

import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, count, form_in, press, review


def page_of(browser: FlaskClient, talk: int) -> str:
    return unescape(browser.get(REVIEW, query_string={"conversation_id": talk}).text)


def offer_button(page: str, name: str) -> str:
    found = re.search(rf'value="(take_offer:{name}:[0-9a-f]+)"', page)
    assert found, page
    return found[1]


def test_draft_again_keeps_what_was_edited_and_offers_the_rest(
    app: Flask, alice: Caller, browser: FlaskClient, talk: int
) -> None:
    app.extensions["supportapp-language-model"] = None
    press(browser, review(browser, talk), "save", title="My own words")
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "It also happens on Android 14 with error APP-77."})
    page = page_of(browser, talk)
    assert "The conversation has gone on" in page
    before = form_in(page)
    assert press(browser, before, "again").status_code == 303
    page = page_of(browser, talk)
    after = form_in(page)
    assert "The conversation has gone on" not in page
    assert after["title"] == "My own words"
    assert "APP-77" in after["description"]
    assert "APP-77" not in before["description"]
    assert page.count('class="offer"') == 1
    press(browser, after, offer_button(page, "title"))
    assert review(browser, talk)["title"] != "My own words"
    press(browser, review(browser, talk), "undo_offer:title")
    assert review(browser, talk)["title"] == "My own words"
    press(browser, review(browser, talk), "earlier")
    back = review(browser, talk)
    assert (back["title"], back["description"]) == ("My own words", before["description"])
    press(browser, back, "earlier")
    assert review(browser, talk)["description"] == after["description"]
    assert count(app, "draft") == 1


def test_draft_again_after_an_edit_that_was_not_saved(app: Flask, browser: FlaskClient, talk: int) -> None:
    app.extensions["supportapp-language-model"] = None
    fields = review(browser, talk)
    press(browser, fields, "again", title="Typed only")
    page = page_of(browser, talk)
    assert form_in(page)["title"] == "Typed only"
    assert page.count('class="offer"') == 1
    assert f'<p class="offer-text" dir="auto">{fields["title"]}</p>' in page
