"""Comments on /tickets/ID in a browser: corrected, taken back, shown in pages, as markdown, with a conversation."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from fixtures.people import MakeConversation, MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller, form_in, press, review
from tickets.page_steps import said, say

from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.tickets.models import Comment

Browsers = Callable[[str], FlaskClient]
SECRET = "zanzibar"


def test_comment_is_edited_for_a_quarter_of_an_hour(browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    say(browser, place, "Frist.")
    address = f"{place}/comments/1/edit"
    assert address in browser.get(place).text
    assert address not in agent.get(place).text
    assert agent.get(address).status_code == 403
    fields = form_in(browser.get(address).text, address)
    assert fields["body"] == "Frist."
    assert browser.post(address, data={**fields, "body": " "}).status_code == 400
    assert browser.post(address, data={**fields, "body": "First."}).location == f"{place}#c1"
    assert ">edited</span>" in agent.get(place).text
    with time_machine.travel(utcnow() + timedelta(minutes=16)):
        assert address not in browser.get(place).text
        assert browser.get(address).status_code == 409
        late = browser.post(address, data={**fields, "body": SECRET})
        assert late.status_code == 409
        assert form_in(late.text, address)["body"] == SECRET
    assert said(browser, place) == ["First."]


def test_deleted_comment_leaves_a_trace(
    browser: FlaskClient, agent: FlaskClient, browser_of: Browsers, place: str
) -> None:
    say(browser, place, SECRET)
    address = f"{place}/comments/1/delete"
    assert address not in agent.get(place).text
    assert address in browser_of("dora").get(place).text
    assert agent.get(address).status_code == 403
    asked = browser.get(address)
    assert SECRET in asked.text
    assert browser.post(address, data=form_in(asked.text, address)).status_code == 303
    assert "You deleted a comment" in browser.get(place).text
    page = agent.get(place).text
    assert "Alice deleted a comment" in page
    assert SECRET not in page
    assert browser.get(address).status_code == 409


def test_long_talk_is_shown_in_pages(agent: FlaskClient, caller: Callable[[str], Caller], place: str) -> None:
    program = caller("bob")
    for n in range(103):
        program.post(f"/chat{place}/comments", {"body": f"number {n}."})
    page = agent.get(place).text
    assert ("number 3." in page, "number 2." in page, "made it In progress" in page) == (True, False, False)
    earlier = page.partition('rel="prev"')[0].rpartition('href="')[2].partition('"')[0]
    assert earlier.startswith(f"{place}/earlier?before=")
    older = agent.get(earlier).text
    assert ("number 3." in older, "number 2." in older, "number 0." in older) == (False, True, True)
    assert "You made it In progress" in older
    assert 'rel="prev"' not in older


def test_page_stays_small_with_long_comments(agent: FlaskClient, caller: Callable[[str], Caller], place: str) -> None:
    program = caller("bob")
    for n in range(8):
        program.post(f"/chat{place}/comments", {"body": f"number {n}. " + "&" * 19_900})
    page = agent.get(place).text
    assert ("number 7." in page, "number 2." in page) == (True, False)
    assert "Earlier comments" in page


@pytest.mark.parametrize("before", ["", "0", "x", str(2**64), "-1"])
def test_nonsense_place_in_a_talk_shows_the_newest(agent: FlaskClient, place: str, before: str) -> None:
    say(agent, place, "number 1.")
    answer = agent.get(f"{place}/earlier?before={before}")
    assert answer.status_code == 200
    assert "number 1." in answer.text


def test_comment_of_another_ticket_is_not_found(agent: FlaskClient, place: str, make_ticket: MakeTicket) -> None:
    other = f"/tickets/{make_ticket('alice')}"
    say(agent, place, "number 1.")
    for path in ("earlier?before=1", "comments/1/edit", "comments/1/delete", "conversations/1"):
        assert agent.get(f"{other}/{path}").status_code == 404
    for number in (2**63, 2**64, 0):
        assert agent.get(f"{place}/comments/{number}/edit").status_code == 404


def test_comment_is_markdown_that_cannot_act(browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    say(browser, place, "<script>alert(1)</script> [x](javascript:alert(1)) ![x](https://e.org/x.png) **fine**")
    page = agent.get(place).text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page
    assert '<a href="https://e.org/x.png" rel="nofollow noopener noreferrer">x</a>' in page
    assert "<strong>fine</strong>" in page


def test_added_conversation_is_read_by_agents_and_its_owner(
    browser: FlaskClient, agent: FlaskClient, place: str, make_conversation: MakeConversation
) -> None:
    number = make_conversation("alice", [("user", f"It is {SECRET} again. My password is hunter2!x")])
    press(browser, review(browser, number), f"join:{place.rpartition('/')[2]}")
    address = f"{place}/conversations/{number}"
    for reader in (browser, agent):
        assert address in reader.get(place).text
        page = reader.get(address).text
        assert SECRET in page
        assert "hunter2" not in page
    assert agent.get(f"{place}/conversations/{number + 1}").status_code == 404
    comment = form_in(browser.get(f"{place}/comments/1/delete").text, f"{place}/comments/1/delete")
    browser.post(f"{place}/comments/1/delete", data=comment)
    assert agent.get(address).status_code == 404


def test_conversation_of_an_agent_is_not_for_the_requester(
    app: Flask, browser: FlaskClient, agent: FlaskClient, place: str, make_conversation: MakeConversation
) -> None:
    number = make_conversation("bob", [("user", f"I talked about {SECRET}.")])
    say(agent, place, "See there.")
    with app.app_context():
        db.session.execute(db.update(Comment).values(conversation_id=number))
        db.session.commit()
    address = f"{place}/conversations/{number}"
    assert SECRET in agent.get(address).text
    assert browser.get(address).status_code == 404
    assert address not in browser.get(place).text
