"""What is typed on /tickets/ID and not sent yet: kept, told to the others, back after a lapsed sign-in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from fixtures.people import PASSWORD
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import all_rows, count, form_in
from tickets.page_steps import box, say
from werkzeug.test import TestResponse

from supportapp.database import utcnow

Browsers = Callable[[str], FlaskClient]
CSRF = "csrf_token"
SECRET = "zanzibar"


def test_what_is_typed_is_kept_and_comes_back(browser: FlaskClient, agent: FlaskClient, place: str) -> None:
    fields = box(agent, place)
    answer = agent.post(f"{place}/writing", data={**fields, "body": SECRET, "internal": "true"})
    assert answer.json["writing"] == []
    assert answer.json["saved_at"].endswith("+00:00")
    again = box(agent, place)
    assert (again["body"], again["internal"]) == (SECRET, "true")
    assert "have not sent it" in agent.get(place).text
    assert SECRET not in browser.get(place).text
    say(agent, place, SECRET, internal="true")
    assert box(agent, place)["body"] == ""
    late = agent.post(f"{place}/writing", data={**fields, "key": "0" * 32, "body": "Another."})
    assert late.json["saved_at"]


def test_post_that_comes_after_the_form_keeps_nothing(agent: FlaskClient, place: str) -> None:
    fields = {**box(agent, place), "body": "Sent."}
    agent.post(f"{place}/comments", data={**fields, "action": "send"})
    assert agent.post(f"{place}/writing", data=fields).json["saved_at"] is None
    assert box(agent, place)["body"] == ""


def test_agents_see_who_is_writing_and_requesters_do_not(
    browser: FlaskClient, agent: FlaskClient, browser_of: Browsers, place: str
) -> None:
    dora = browser_of("dora")
    assert "is writing a reply" not in dora.get(place).text
    agent.post(f"{place}/writing", data={**box(agent, place), "body": "Let me"})
    browser.post(f"{place}/writing", data={**box(browser, place), "body": "I also"})
    assert "Bob is writing a reply" in dora.get(place).text
    assert dora.post(f"{place}/writing", data={**box(dora, place), "body": "Me too"}).json["writing"] == ["Bob"]
    assert browser.post(f"{place}/writing", data={**box(browser, place), "body": "x"}).json["writing"] == []
    assert "is writing" not in browser.get(place).text
    with time_machine.travel(utcnow() + timedelta(minutes=1)):
        assert "is writing a reply" not in dora.get(place).text


@pytest.mark.parametrize("text", ["a\0b", "\ud800", " ", "x" * 100_000])
def test_anything_typed_can_be_kept(agent: FlaskClient, place: str, text: str) -> None:
    data = {**box(agent, place), "body": text.encode("utf-8", "surrogatepass")}
    assert agent.post(f"{place}/writing", data=data).status_code == 200
    assert agent.get(place).status_code == 200


def test_text_beyond_all_measure_is_not_kept(agent: FlaskClient, place: str) -> None:
    answer = agent.post(f"{place}/writing", data={**box(agent, place), "body": "x" * 1_000_000})
    assert answer.status_code == 400
    assert "Shorten it" in answer.json["message"]


def sign_in_again(browser: FlaskClient, lapsed: TestResponse, name: str = "alice") -> TestResponse:
    data = {**form_in(lapsed.text, "/login"), "email": f"{name}@example.com", "password": PASSWORD}
    return browser.post("/login", data=data)


@pytest.mark.parametrize("internal", ["true", "false"])
def test_text_survives_a_lapsed_sign_in(app: Flask, agent: FlaskClient, place: str, internal: str) -> None:
    fields = box(agent, place)
    agent.delete_cookie("access_token_cookie")
    data = {**fields, "body": "What I typed for an hour", "internal": internal, "action": "send"}
    lapsed = agent.post(f"{place}/comments", data=data)
    assert lapsed.status_code == 401
    back = sign_in_again(agent, lapsed, "bob")
    assert back.location == f"{place}#reply"
    assert "Nothing was lost" in agent.get(place).text
    again = box(agent, place)
    assert (again["body"], again["internal"]) == ("What I typed for an hour", internal)
    assert count(app, "comment") == 0


def test_text_of_a_lapsed_sign_in_joins_what_was_kept(browser: FlaskClient, place: str) -> None:
    fields = box(browser, place)
    for kept, typed, back in (("Hello", "Hello you", "Hello you"), ("Other", "Hello", "Other\n\nHello")):
        browser.post(f"{place}/writing", data={**box(browser, place), "body": kept})
        browser.delete_cookie("access_token_cookie")
        sign_in_again(browser, browser.post(f"{place}/comments", data={**fields, "body": typed}))
        assert box(browser, place)["body"] == back


def test_another_person_who_signs_in_gets_nothing(app: Flask, browser: FlaskClient, place: str) -> None:
    fields = box(browser, place)
    browser.delete_cookie("access_token_cookie")
    lapsed = browser.post(f"{place}/comments", data={**fields, "body": SECRET})
    back = sign_in_again(browser, lapsed, "bob")
    assert back.status_code == 303
    assert SECRET not in browser.get(back.location).text
    assert SECRET not in browser.get(place).text
    assert SECRET not in repr(all_rows(app))


@pytest.mark.parametrize("path", ["comments", "reopen", "edit", "comments/1/edit"])
def test_lapsed_form_token_keeps_the_text_on_the_page(app: Flask, browser: FlaskClient, place: str, path: str) -> None:
    say(browser, place, "First.")
    before = all_rows(app)
    data = {"body": SECRET, "reason": SECRET, "title": SECRET, "description": SECRET, CSRF: "0" * 64}
    answer = browser.post(f"{place}/{path}", data=data)
    assert answer.status_code == 400
    assert SECRET in answer.text
    assert all_rows(app) == before


def test_sign_in_that_lapsed_over_an_edit_keeps_the_text(browser: FlaskClient, place: str) -> None:
    browser.delete_cookie("access_token_cookie")
    data = {"title": "A title", "description": "What I typed for an hour"}
    sign_in_again(browser, browser.post(f"{place}/edit", data=data))
    assert box(browser, place)["body"] == "A title\n\nWhat I typed for an hour"
