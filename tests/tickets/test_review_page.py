"""The review page: what it shows, what its buttons do."""

import re
from html import unescape

import pytest
from fixtures.people import MakeConversation
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, all_rows, count, form_in, press, review

from supportapp.extensions import db
from supportapp.tickets.draft_form import DraftForm, DraftSchema
from supportapp.tickets.models import Draft, Ticket

VALUES = ("title", "description", "priority", "category")


def test_form_schema_and_table_have_the_same_fields(app: Flask) -> None:
    with app.test_request_context():
        carried = {"csrf_token", "share_conversation", "key", "version", "conversation_id", "owner", "shown_at"}
        assert {field.name for field in DraftForm()} - carried == set(DraftSchema().fields) == set(VALUES)
    assert set(VALUES) <= set(Ticket.__table__.columns.keys())


def test_page_is_filled_with_the_draft(alice: Caller, browser: FlaskClient, talk: int) -> None:
    drafted = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json["ticket"]
    page = browser.get(f"{REVIEW}?conversation_id={talk}").text
    fields = form_in(page)
    assert {name: fields[name] for name in VALUES} == drafted
    assert fields["share_conversation"] == "y"
    assert "<h1>Check your ticket before sending it</h1>" in page
    assert "Nothing has been sent yet. We drafted this" in page
    assert ">Send ticket</button>" in page
    assert page.count("data-suggested-tag>") == 4


def test_reason_and_quotes_stand_below_each_value(alice: Caller, browser: FlaskClient, talk: int) -> None:
    draft = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json["draft"]
    page = unescape(browser.get(f"{REVIEW}?conversation_id={talk}").text)
    for name in VALUES:
        assert draft["reasons"][name] in page
        for quote in draft["evidence"][name]:
            assert quote["quote"] in page
            assert f'href="#m{quote["message_id"]}"' in page
            assert f'id="m{quote["message_id"]}"' in page
    assert re.search(r"<mark>[^<]*row 1000", page)
    assert not re.search(r"\d+ ?%", page), "confidence is told in words"


def make_unsure(app: Flask, names: tuple[str, ...]) -> None:
    with app.app_context():
        draft = db.session.scalars(db.select(Draft)).one()
        sure = {**dict.fromkeys(VALUES, "sure"), **dict.fromkeys(names, "please check")}
        draft.suggestion = {**draft.suggestion, "confidence": sure}
        db.session.commit()


@pytest.mark.parametrize(
    ("unsure", "named"),
    [
        ((), []),
        (("title",), ["title"]),
        (VALUES, ["priority", "category"]),
        (("title", "category"), ["category", "title"]),
    ],
)
def test_at_most_two_values_are_marked_for_checking(
    app: Flask, browser: FlaskClient, talk: int, unsure: tuple[str, ...], named: list[str]
) -> None:
    browser.post("/tickets/drafts", data=form_in(browser.get(f"/chat/{talk}").text, "/tickets/drafts"))
    make_unsure(app, unsure)
    page = browser.get(f"{REVIEW}?conversation_id={talk}").text
    flag = page.partition("Please look at")[2].partition("first: we were not sure")[0]
    assert re.findall(r">(\w+)</a>", flag) == named
    marks = {"priority", "category"} & set(named)
    assert page.count('<span class="mark-check">Please check: we were not sure</span>') == len(marks)


def test_sentence_without_source_is_flagged(app: Flask, alice: Caller, browser: FlaskClient, talk: int) -> None:
    alice.post("/chat/generate-ticket", {"conversation_id": talk})
    with app.app_context():
        draft = db.session.scalars(db.select(Draft)).one()
        [first, *rest] = draft.suggestion["sentences"]
        draft.suggestion = {**draft.suggestion, "sentences": [{**first, "evidence": []}, *rest]}
        db.session.commit()
    page = browser.get(f"{REVIEW}?conversation_id={talk}").text
    assert "1 is not in the conversation. Please check:" in page


def test_nothing_is_suggested_for_an_empty_ticket(browser: FlaskClient) -> None:
    page = browser.get(REVIEW).text
    assert "Nothing has been sent yet. Tell us what happened" in page
    assert "Suggested" not in page
    assert "checked" not in page.partition("<fieldset")[2]


def test_edited_value_is_told_apart_and_can_be_undone(browser: FlaskClient, talk: int) -> None:
    suggested = review(browser, talk)
    press(browser, suggested, "save", title="My own words", priority="low")
    page = browser.get(f"{REVIEW}?conversation_id={talk}").text
    assert page.count("data-suggested-tag hidden>") == 2
    undone = press(browser, form_in(page), "undo:title", description="typed before undo")
    assert (undone.status_code, undone.location) == (303, f"{REVIEW}?conversation_id={talk}#title")
    fields = review(browser, talk)
    assert fields["title"] == suggested["title"]
    assert (fields["priority"], fields["description"]) == ("low", "typed before undo")


def test_sending_leads_to_the_ticket(app: Flask, alice: Caller, browser: FlaskClient, talk: int) -> None:
    answer = press(browser, review(browser, talk), "send", title="My own words")
    assert (answer.status_code, answer.location) == (303, "/tickets/1")
    page = browser.get(answer.location).text
    for words in ("Ticket #1 is sent", "An agent reads it and answers within one working day", "alice@example.com"):
        assert words in page
    assert "Ticket #1 is sent" not in browser.get(answer.location).text, "it is told once"
    ticket = alice.get("/chat/tickets/1").json
    assert (ticket["title"], ticket["conversation_id"]) == ("My own words", talk)
    assert count(app, "outbox") == 1


def test_form_without_a_button_sends(browser: FlaskClient, talk: int) -> None:
    assert browser.post(REVIEW, data=review(browser, talk)).location == "/tickets/1"


def test_mistakes_are_explained_and_nothing_typed_is_lost(app: Flask, browser: FlaskClient, talk: int) -> None:
    typed = {"title": "x" * 201, "description": " ", "priority": "urgent"}
    answer = press(browser, review(browser, talk), "send", **typed)
    page = answer.text
    assert answer.status_code == 400
    assert "<title>Error: Check your ticket before sending it" in page
    assert page.index("There is a problem") < page.index("<h1>")
    for anchor in ('href="#title"', 'href="#description"', 'href="#priority-0"'):
        assert page.count(anchor) == 1
    assert 'aria-describedby="title-hint title-error" aria-invalid="true"' in page
    fields = form_in(page)
    assert (fields["title"], fields["description"]) == ("x" * 201, " ")
    assert (count(app, "ticket"), count(app, "outbox")) == (0, 0)
    fixed = press(browser, fields, "send", title="short", description="words", priority="low")
    assert fixed.status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        *({"title": ""}, {"title": "x" * 201}, {"title": "a\u202eb"}, {"description": ""}),
        *({"description": "x" * 20_001}, {"priority": "urgent"}, {"category": "x"}, {"title": "", "category": ""}),
    ],
)
def test_page_and_endpoint_say_the_same(alice: Caller, browser: FlaskClient, talk: int, typed: dict[str, str]) -> None:
    fields = review(browser, talk)
    ticket = {**{name: fields[name] for name in VALUES}, **typed}
    said = alice.post("/chat/submit-ticket", {"ticket": ticket}).json["errors"]["ticket"]
    page = unescape(press(browser, fields, "send", **typed).text)
    words = re.findall(r'id="(\w+)-error"><span class="visually-hidden">Error: </span>([^<]+)</p>', page)
    assert {name: [text] for name, text in words} == said


def test_status_is_not_set_by_a_form(alice: Caller, browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "send", status="closed", user_id="2", assignee_id="2", id="77")
    ticket = alice.get("/chat/tickets/1").json
    assert (ticket["status"], ticket["assignee_id"], ticket["user_id"]) == ("open", None, 1)


def test_autosave_answers_json(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    answer = press(browser, fields, "autosave", title="typed")
    assert (answer.status_code, answer.json["success"], answer.json["version"]) == (200, True, 2)
    before = all_rows(app)
    late = press(browser, fields, "autosave", title="from an older page")
    assert (late.status_code, late.json["success"]) == (409, False)
    assert all_rows(app) == before


def test_text_that_could_not_be_sent_is_still_saved(browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "save", title="", description="x\0y" + "z" * 30_000)
    assert review(browser, talk)["description"] == "xy" + "z" * 30_000


def test_markup_from_a_conversation_is_shown_as_text(browser: FlaskClient, make_conversation: MakeConversation) -> None:
    evil = '<script>alert(1)</script> the export fails "><img src=x onerror=alert(2)>'
    page = browser.get(f"{REVIEW}?conversation_id={make_conversation('alice', [('user', evil)])}").text
    assert "<script>alert" not in page
    assert "<img" not in page
