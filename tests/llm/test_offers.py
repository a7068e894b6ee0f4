"""The review page with a language model: open at once, another suggestion below the fields, taken field by field."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from fixtures.web_server import Reply, WebServer
from flask import Flask
from flask.testing import FlaskClient
from llm.model_server import GOOD, says
from tickets.callers import REVIEW, Caller, Fields, all_rows, form_in, press, review
from werkzeug.test import TestResponse

from supportapp.extensions import db
from supportapp.tickets.models import Draft

SUGGESTED = str(GOOD["title"])
Press = Callable[..., TestResponse]


def the_draft(app: Flask) -> Draft:
    with app.app_context():
        return db.session.scalars(db.select(Draft)).one()


def page_of(browser: FlaskClient, talk: int) -> str:
    return unescape(browser.get(REVIEW, query_string={"conversation_id": talk}).text)


def offer_button(page: str, name: str) -> str:
    found = re.search(rf'value="(take_offer:{name}:[0-9a-f]+)"', page)
    assert found, page
    return found[1]


def suggest(browser: FlaskClient, talk: int, **typed: str) -> Fields:
    assert press(browser, review(browser, talk), "suggest", **typed).status_code == 303
    return review(browser, talk)


def test_page_opens_without_asking_anybody(app: Flask, browser: FlaskClient, talk: int, model: WebServer) -> None:
    model.usual = lambda _: Reply(how="hang")
    before = all_rows(app)
    page = page_of(browser, talk)
    assert (model.asked, all_rows(app)) == ([], before)
    assert "data-offer-due" in page
    assert "Get another suggestion" in page
    assert "A language model reads the conversation" in page
    assert SUGGESTED not in page


def test_without_a_model_nothing_is_offered(app: Flask, browser: FlaskClient, talk: int) -> None:
    app.extensions["supportapp-language-model"] = None
    page = page_of(browser, talk)
    assert "Get another suggestion" not in page
    assert "language model" not in page
    assert "data-offer-due" not in page
    assert press(browser, review(browser, talk), "suggest").status_code == 303


def test_script_gets_what_belongs_below_the_fields(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    answer = press(browser, fields, "offer", title="Typed, not saved")
    page = unescape(answer.text)
    assert answer.status_code == 200
    assert "<html" not in page
    assert "Another suggestion is ready" in page
    assert f'<div data-offer-for="title">' in page  # noqa: F541
    assert SUGGESTED in page
    assert the_draft(app).values["title"] != "Typed, not saved", "the person saves, not the suggestion"
    assert the_draft(app).version == 1, "the page's own version stays the newest"
    saved = press(browser, fields, "autosave", title="Typed, now saved")
    assert saved.json["success"] is True


def test_field_that_says_the_same_gets_no_offer(browser: FlaskClient, talk: int) -> None:
    page = press(browser, review(browser, talk), "offer", title=SUGGESTED).text
    assert 'data-offer-for="title"' not in page
    assert 'data-offer-for="category"' not in page, "the embedded draft says the same"


def test_without_script_the_page_comes_back_with_the_offer(browser: FlaskClient, talk: int, model: WebServer) -> None:
    fields = suggest(browser, talk, title="My own words")
    page = page_of(browser, talk)
    assert fields["title"] == "My own words"
    assert f'<p class="offer-text" dir="auto">{SUGGESTED}</p>' in page
    assert "data-offer-due" not in page, "it is not asked again by itself"
    assert len(model.asked) == 1


def test_taking_one_field_changes_that_field_only(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = suggest(browser, talk, description="My description.")
    button = offer_button(page_of(browser, talk), "title")
    answer = press(browser, fields, button, description="My longer description.")
    assert answer.status_code == 303
    assert answer.location.endswith("#title")
    fields = review(browser, talk)
    assert (fields["title"], fields["description"]) == (SUGGESTED, "My longer description.")
    page = page_of(browser, talk)
    about = page.partition('data-about="title"')[2].partition("</details>")[0]
    assert "Taken from the other suggestion" in about
    assert "data-edited-tag hidden" in about
    assert GOOD["title_quote"] in about, "the evidence is that of the suggestion"
    assert "Written by the language model" in about
    assert the_draft(app).offer["taken"]["title"]["drafter"] == "llm"


def test_undo_brings_back_what_stood_there(browser: FlaskClient, talk: int) -> None:
    fields = suggest(browser, talk, title="My own words")
    press(browser, fields, offer_button(page_of(browser, talk), "title"))
    assert press(browser, review(browser, talk), "undo_offer:title").status_code == 303
    assert review(browser, talk)["title"] == "My own words"
    assert "undo_offer:title" not in page_of(browser, talk)


def test_what_is_typed_after_taking_is_the_persons(browser: FlaskClient, talk: int) -> None:
    fields = suggest(browser, talk)
    press(browser, fields, offer_button(page_of(browser, talk), "title"))
    press(browser, review(browser, talk), "save", title=f"{SUGGESTED}, again")
    about = page_of(browser, talk).partition('data-about="title"')[2].partition("</details>")[0]
    assert "data-suggested-tag hidden" in about
    assert "Undo to suggestion" in about


def test_button_of_an_older_suggestion_takes_nothing(browser: FlaskClient, talk: int) -> None:
    fields = suggest(browser, talk)
    answer = press(browser, fields, f"take_offer:title:{'0' * 32}", title="Typed")
    assert answer.status_code == 303
    assert review(browser, talk)["title"] == "Typed"
    for wrong in ("take_offer", "take_offer:", "take_offer:owner:1", "take_offer:title", "undo_offer:owner"):
        assert press(browser, review(browser, talk), wrong).status_code == 303
    assert review(browser, talk)["title"] == "Typed"


@pytest.mark.parametrize("how", ["hang", "drop", "500"])
def test_failure_is_told_and_nothing_changes(browser: FlaskClient, talk: int, model: WebServer, how: str) -> None:
    model.usual = lambda _: Reply(500) if how == "500" else Reply(how=how)
    fields = review(browser, talk)
    answer = press(browser, fields, "offer")
    assert answer.status_code == 200
    assert "The language model had a failure" in answer.text or "language model" in answer.text
    assert "data-offer-for" not in answer.text
    assert {k: v for k, v in review(browser, talk).items() if k in GOOD} == {
        k: v for k, v in fields.items() if k in GOOD
    }
    assert "data-offer-due" not in page_of(browser, talk), "a failure is not repeated by every reload"


def test_row_says_who_wrote_what_was_sent(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = suggest(browser, talk)
    press(browser, fields, offer_button(page_of(browser, talk), "title"))
    assert press(browser, review(browser, talk), "send", description="My own words.").location == "/tickets/1"
    draft = the_draft(app)
    assert draft.offer["sources"] == {"title": "llm", "description": "person", "priority": "rules", "category": "rules"}


def test_program_is_told_who_wrote_each_value_by_now(alice: Caller, browser: FlaskClient, talk: int) -> None:
    fields = suggest(browser, talk, description="My own words.")
    press(browser, fields, offer_button(page_of(browser, talk), "title"))
    draft = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json["draft"]
    assert draft["drafters"] == {"title": "llm", "description": "person", "priority": "rules", "category": "rules"}


def test_row_of_a_program_says_it_too(app: Flask, alice: Caller, talk: int) -> None:
    drafted = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json
    ticket = {**drafted["ticket"], "title": "By a program"}
    alice.post("/chat/submit-ticket", {"draft_id": drafted["draft"]["id"], "ticket": ticket})
    sources = the_draft(app).offer["sources"]
    assert sources == {"title": "person", "description": "llm", "priority": "llm", "category": "llm"}


def test_discarding_erases_the_suggestion(app: Flask, browser: FlaskClient, talk: int) -> None:
    suggest(browser, talk)
    press(browser, review(browser, talk), "discard", confirmed="1")
    assert not the_draft(app).offer
    assert "EXP-4012" not in str(all_rows(app)["draft"])


def test_stranger_gets_no_suggestion(
    app: Flask, sign_in: Any, browser: FlaskClient, talk: int, model: WebServer
) -> None:
    charlie = sign_in(app.test_client(), "charlie")
    fields = {**review(charlie, talk)} if charlie.get(f"{REVIEW}?conversation_id={talk}").status_code == 200 else {}
    assert fields == {}
    stolen = {**form_in(charlie.get(REVIEW).text), "conversation_id": str(talk)}
    assert press(charlie, stolen, "offer").status_code == 404
    mine = review(browser, talk)
    assert press(charlie, {**stolen, "key": mine["key"]}, "offer").status_code == 404
    assert model.asked == []


def test_suggestion_is_shown_as_text(browser: FlaskClient, talk: int, model: WebServer) -> None:
    says(model, title="<img src=x onerror=alert()> export fails <script>alert()</script>")
    answer = press(browser, review(browser, talk), "offer")
    assert "&lt;img src=x" in answer.text
    assert "<img" not in answer.text
    assert "<script" not in answer.text


def test_two_windows_do_not_write_over_each_other(browser: FlaskClient, talk: int) -> None:
    fields = suggest(browser, talk)
    button = offer_button(page_of(browser, talk), "title")
    press(browser, fields, "save", title="Saved in the other window")
    answer = press(browser, fields, button, description="Typed here")
    assert answer.status_code == 409
    assert "Saved in the other window" in answer.text
    assert "Typed here" in answer.text


def test_offer_is_json_both_databases_keep(app: Flask, browser: FlaskClient, talk: int) -> None:
    suggest(browser, talk)
    offer = the_draft(app).offer
    assert offer["made"]["engine"]["outcome"] == "ok"
    assert json.loads(json.dumps(offer)) == offer
