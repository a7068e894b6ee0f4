"""Talking on /tickets/ID in a browser: replies and notes, sent once, what cannot be sent, reopening."""

import re
from collections.abc import Callable

import pytest
from fixtures.people import MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import all_rows, count, form_in
from tickets.page_steps import box, said, say, status

from supportapp.extensions import db
from supportapp.tickets.models import Comment

Browsers = Callable[[str], FlaskClient]
CSRF = "csrf_token"
SECRET = "zanzibar"


def test_reply_is_shown_to_both_and_takes_up_the_ticket(browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    answer = say(agent, place, "Which **version** is it?")
    assert answer.status_code == 303
    assert re.fullmatch(rf"{place}#c\d+", answer.location)
    for reader, who in ((browser, "Bob"), (agent, "You")):
        page = reader.get(place).text
        assert "Which <strong>version</strong> is it?" in page
        assert f"<strong>{who}</strong>" in page
        assert f"{who} made it In progress" in page
    assert "<strong>You</strong>" in browser.get(say(browser, place, "It is 3.2.").location).text


def test_note_is_for_agents(app: Flask, browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    before = browser.get(f"/chat{place}")
    assert say(agent, place, SECRET, internal="true").status_code == 303
    page = agent.get(place).text
    assert "Internal note" in page
    assert 'class="comment note"' in page
    after = browser.get(f"/chat{place}")
    assert (after.json, after.headers["ETag"]) == (before.json, before.headers["ETag"])
    note = int(page.partition('class="comment note" id="c')[2].partition('"')[0])
    for path in (place, f"{place}/earlier", f"{place}/earlier?before={note + 1}"):
        assert SECRET not in browser.get(path).text
        assert "note" not in browser.get(path).text.replace("Internal note</label>", "")
    for path in (f"{place}/comments/{note}/edit", f"{place}/comments/{note}/delete", f"{place}/earlier?before={note}"):
        assert browser.get(path).status_code == 404
    token = box(browser, place)[CSRF]
    for word in ("edit", "delete"):
        answer = browser.post(f"{place}/comments/{note}/{word}", data={CSRF: token, "body": "mine now"})
        assert answer.status_code == 404
    assert agent.get(f"{place}/comments/{note}/delete").status_code == 200
    agent.post(f"{place}/comments/{note}/delete", data=form_in(agent.get(place).text, "/logout"))
    assert "deleted an internal note" in agent.get(place).text
    assert "deleted" not in browser.get(place).text
    assert SECRET not in repr(all_rows(app))


def test_requester_cannot_write_a_note(app: Flask, browser: FlaskClient, place: str) -> None:
    assert "as-note" not in browser.get(place).text
    answer = say(browser, place, SECRET, internal="true")
    assert answer.status_code == 400
    assert SECRET in form_in(answer.text, f"{place}/comments")["body"]
    assert count(app, "comment") == 0


def test_stranger_finds_nothing_and_says_nothing(app: Flask, browser_of: Browsers, place: str) -> None:
    charlie = browser_of("charlie")
    token = form_in(charlie.get("/chat").text, "/chat")[CSRF]
    before = all_rows(app)
    for path in ("", "/edit", "/earlier", "/comments/1/edit", "/comments/1/delete", "/conversations/1"):
        assert charlie.get(place + path).status_code == 404
    for path in ("/comments", "/reopen", "/writing", "/close", "/edit", "/comments/1/edit", "/comments/1/delete"):
        data = {CSRF: token, "body": SECRET, "reason": SECRET, "title": "x", "description": "x"}
        data |= {"priority": "low", "category": "bug", "version": "1"}
        assert charlie.post(place + path, data=data).status_code == 404, path
    for path in ("/change", "/take", "/read"):
        assert charlie.post(place + path, data={CSRF: token}).status_code == 403
    assert all_rows(app) == before


def test_form_sent_six_times_is_one_comment(app: Flask, browser: FlaskClient, place: str) -> None:
    data = {**box(browser, place), "body": "Once.", "action": "send"}
    places = {browser.post(f"{place}/comments", data=data).location for _ in range(6)}
    assert len(places) == 1
    assert count(app, "comment") == 1


def test_another_text_in_a_form_that_was_sent_is_another_comment(browser: FlaskClient, place: str) -> None:
    data = {**box(browser, place), "action": "send"}
    for body in ("First.", "Second, after going back.", "Second, after going back.", "First."):
        assert browser.post(f"{place}/comments", data={**data, "body": body}).status_code == 303
    assert said(browser, place) == ["First.", "Second, after going back."]


def test_forged_key_is_replaced(app: Flask, browser: FlaskClient, place: str) -> None:
    for key in ("", "x" * 40, "\0", "ä" * 32):
        assert say(browser, place, f"With {key!r}", key=key).status_code == 303
    with app.app_context():
        keys = db.session.scalars(db.select(Comment.key)).all()
    assert all(key and re.fullmatch("[0-9a-f]{32}", key) for key in keys)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "Write something first."),
        (" \r\n\t ", "Write something first."),
        ("a\0b", "Remove the control characters"),
        ("x" * 20_001, "Use 20,000 characters or fewer"),
        ("word " * 200_000, "Use 20,000 characters or fewer"),
    ],
)
def test_text_that_cannot_be_sent_stays_in_the_box(
    app: Flask, browser: FlaskClient, place: str, body: str, words: str
) -> None:
    answer = say(browser, place, body)
    assert answer.status_code == 400
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text
    if body.strip() and "\0" not in body:
        assert form_in(answer.text, f"{place}/comments")["body"].strip() == body.strip()
    assert count(app, "comment") == 0


@pytest.mark.parametrize("internal", ["maybe", "\0", "2"])
def test_neither_reply_nor_note_is_refused(app: Flask, agent: FlaskClient, place: str, internal: str) -> None:
    answer = say(agent, place, SECRET, internal=internal)
    assert answer.status_code == 400
    assert "Choose whether this is a reply or an internal note." in answer.text
    assert SECRET in answer.text
    assert count(app, "comment") == 0


def test_agent_replies_and_resolves(browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    assert say(agent, place, "It is mended.", action="resolve").status_code == 303
    assert status(browser, place) == "resolved"
    assert 'value="resolve"' not in agent.get(place).text, "it is resolved already"


def test_requester_reopens_by_a_reply_or_does_not(browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    say(agent, place, "It is mended.", action="resolve")
    page = browser.get(place).text
    assert "Sending a reply opens it again" in page
    assert say(browser, place, "Thank you.", action="stay").status_code == 303
    assert status(browser, place) == "resolved"
    say(browser, place, "No, it fails again.")
    assert status(browser, place) == "open"
    assert "You reopened it" in browser.get(place).text
    assert "Sending a reply opens it again" not in browser.get(place).text


def test_requester_reopens_with_a_reason(app: Flask, browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    assert "Reopen" not in browser.get(place).text
    say(agent, place, "It is mended.", action="resolve")
    fields = form_in(browser.get(place).text, f"{place}/reopen")
    empty = browser.post(f"{place}/reopen", data={**fields, "reason": " "})
    assert empty.status_code == 400
    assert "Say what is still wrong" in empty.text
    for _ in range(2):
        answer = browser.post(f"{place}/reopen", data={**fields, "reason": "It fails for **two** of us."})
        assert answer.status_code == 303
    assert status(browser, place) == "open"
    assert said(browser, place) == ["It is mended.", "It fails for **two** of us."]
    assert count(app, "comment") == 2


def test_reason_is_kept_where_nothing_can_be_reopened(browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    say(agent, place, "It is mended.", action="resolve")
    fields = form_in(browser.get(place).text, f"{place}/reopen")
    agent.patch(f"/chat{place}", json={"status": "in_progress"}, headers={"X-CSRF-TOKEN": box(agent, place)[CSRF]})
    answer = browser.post(f"{place}/reopen", data={**fields, "reason": SECRET})
    assert answer.status_code == 409
    assert "can&#39;t become open" in answer.text
    assert form_in(answer.text, f"{place}/comments")["body"] == SECRET
    too_long = browser.post(f"{place}/reopen", data={**fields, "reason": "x" * 20_001})
    assert too_long.status_code == 400
    assert len(form_in(too_long.text, f"{place}/comments")["body"]) == 20_001
    assert SECRET not in said(browser, place)


def test_agent_who_is_the_requester_is_an_agent_all_the_same(agent: FlaskClient, make_ticket: MakeTicket) -> None:
    place = f"/tickets/{make_ticket('bob', status='resolved')}"
    page = agent.get(place).text
    assert "You sent this" in page
    assert "Internal note" in page
    assert f'action="{place}/change"' in page
    assert "Sending a reply opens it again" in page
    say(agent, place, SECRET, internal="true")
    assert status(agent, place) == "resolved"
    say(agent, place, "It is back.")
    assert status(agent, place) == "open"
    assert SECRET in agent.get(place).text
