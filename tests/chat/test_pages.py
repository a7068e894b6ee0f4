"""/chat and /chat/ID in a browser."""

from collections.abc import Callable

import pytest
from fixtures.people import MakeConversation
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import all_rows, count, form_in

Browsers = Callable[[str], FlaskClient]


@pytest.fixture
def browser(browser_of: Browsers) -> FlaskClient:
    """Return alice's browser."""
    return browser_of("alice")


def test_conversation_is_begun_and_continued(app: Flask, browser: FlaskClient) -> None:
    fields = form_in(browser.get("/chat").text, "/chat")
    answer = browser.post("/chat", data={**fields, "content": "The export stops"})
    assert (answer.status_code, answer.location) == (303, "/chat/1")
    fields = form_in(browser.get("/chat/1").text, "/chat/1")
    answer = browser.post("/chat/1", data={**fields, "content": "at row 1000"})
    assert (answer.status_code, answer.location) == (303, "/chat/1#last")
    assert "at row 1000" in browser.get("/chat/1").text
    assert count(app, "message") == 2


def test_empty_message_is_explained_beside_the_field(browser: FlaskClient) -> None:
    fields = form_in(browser.get("/chat").text, "/chat")
    answer = browser.post("/chat", data={**fields, "content": "  "})
    assert answer.status_code == 400
    assert "<title>Error: " in answer.text
    assert 'href="#content"' in answer.text
    assert answer.text.count("Write a message first.") == 2


def test_nothing_is_written_without_csrf_token(app: Flask, browser: FlaskClient) -> None:
    for wrong in ({}, {"csrf_token": "x"}):
        answer = browser.post("/chat", data={"content": "hello", **wrong})
        assert answer.status_code == 400
    assert count(app, "conversation") == 0


def test_stranger_gets_nothing(app: Flask, browser_of: Browsers, make_conversation: MakeConversation) -> None:
    conversation = make_conversation("alice", [("user", "a secret of alice")])
    charlie = browser_of("charlie")
    fields = form_in(charlie.get("/chat").text, "/chat")
    before = all_rows(app)
    for answer in (
        charlie.get(f"/chat/{conversation}"),
        charlie.post(f"/chat/{conversation}", data={**fields, "content": "x"}),
    ):
        assert answer.status_code == 404
        assert "secret" not in answer.text
    assert "secret" not in charlie.get("/chat").text
    assert all_rows(app) == before


def test_what_was_said_is_shown_as_text(browser: FlaskClient, make_conversation: MakeConversation) -> None:
    conversation = make_conversation("alice", [("user", "<script>alert(1)</script>")])
    for path in ("/chat", f"/chat/{conversation}"):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_long_conversation_is_shown_in_parts(browser: FlaskClient, make_conversation: MakeConversation) -> None:
    conversation = make_conversation("alice", [("user", f"line number {n}.") for n in range(1, 251)])
    last = browser.get(f"/chat/{conversation}").text
    assert "line number 250." in last
    assert "line number 150." not in last
    assert f"/chat/{conversation}?before=151" in last
    earlier = browser.get(f"/chat/{conversation}?before=151").text
    assert "line number 150." in earlier
    assert "line number 151." not in earlier
    assert "Back to the last messages" in earlier


@pytest.mark.parametrize("before", ["x", "-1", "0", "9" * 30, "%00"])
def test_nonsense_in_the_address_does_no_harm(
    browser: FlaskClient, make_conversation: MakeConversation, before: str
) -> None:
    conversation = make_conversation("alice", [("user", "hello there")])
    assert browser.get(f"/chat/{conversation}?before={before}").status_code == 200


def test_list_has_pages(browser: FlaskClient, make_conversation: MakeConversation) -> None:
    for n in range(1, 23):
        make_conversation("alice", [("user", f"talk number {n}.")])
    first = browser.get("/chat").text
    assert "talk number 22." in first
    assert "talk number 2." not in first
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = browser.get(older).text
    assert "talk number 2." in second
    assert "talk number 22." not in second
    wrong = browser.get("/chat?cursor=x")
    assert wrong.status_code == 400
    assert "<h1>" in wrong.text


def test_ticket_button_is_there_as_soon_as_something_was_said(
    browser: FlaskClient, make_conversation: MakeConversation
) -> None:
    assert "Create a support ticket" not in browser.get(f"/chat/{make_conversation('alice', [])}").text
    assert "Create a support ticket" in browser.get(f"/chat/{make_conversation('alice', [('user', 'x')])}").text


def test_button_makes_the_draft_and_leads_to_its_review(
    app: Flask, browser: FlaskClient, make_conversation: MakeConversation
) -> None:
    conversation = make_conversation("alice", [("user", "The export stops at row 1000")])
    fields = form_in(browser.get(f"/chat/{conversation}").text, "/tickets/drafts")
    for _ in range(2):
        answer = browser.post("/tickets/drafts", data=fields)
        assert (answer.status_code, answer.location) == (303, f"/tickets/review?conversation_id={conversation}")
    assert count(app, "draft") == 1
    assert count(app, "message") == 1
