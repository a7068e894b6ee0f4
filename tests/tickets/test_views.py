"""Saved views of the agents' queue: own, shared, renamed, deleted, and outlived by what they ask for."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.application import Statements
from fixtures.people import MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import count, form_in
from tickets.queue_steps import QUEUE, current, link_of, numbers, tabs
from werkzeug.test import TestResponse

from supportapp.extensions import db
from supportapp.tickets.queue.queue_models import SavedView

VIEWS = "/agent/views"
Browsers = Callable[[str], FlaskClient]


@pytest.fixture
def dora(browser_of: Browsers) -> FlaskClient:
    """Return the browser of dora, who is an admin."""
    return browser_of("dora")


def save(browser: FlaskClient, name: str, query: str = "priority=high", **typed: str) -> TestResponse:
    """Open the queue with filters of its own and save them under a name."""
    form = form_in(browser.get(f"{QUEUE}?{query}").text, VIEWS)
    return browser.post(VIEWS, data={**form, "name": name, **typed})


def press(browser: FlaskClient, number: int, action: str, **typed: str) -> TestResponse:
    """Press a button on the page of a view."""
    address = f"{VIEWS}/{number}"
    form = form_in(browser.get(address).text, address)
    return browser.post(address, data={**form, **typed, "action": action})


def token(browser: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(QUEUE).text)
    assert found
    return found[1]


def test_saved_view_is_a_tab_with_its_tickets(agent: FlaskClient, app: Flask, make_ticket: MakeTicket) -> None:
    high, _ = make_ticket("alice", priority="high"), make_ticket("alice")
    make_ticket("alice", priority="high", assignee_id=2)
    answer = save(agent, "Urgent <&> 🎉", "assignee=none&priority=high&sort=-created_at")
    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?view=1")
    html = agent.get(answer.location).text
    assert numbers(html) == [high]
    assert current(html) == ["Urgent <&> 🎉"]
    assert tabs(html)["Urgent <&> 🎉"] == "1"
    assert '<option value="high" selected>' in html
    assert "Save this view" not in html
    assert current(agent.get(f"{QUEUE}?priority=high&assignee=none").text) == ["Urgent <&> 🎉"], "it is the same list"
    with app.app_context():
        assert db.session.scalars(sa.select(SavedView.query)).one() == "priority=high&assignee=none"


def test_pages_of_a_view_go_on(agent: FlaskClient, many: Callable[[int], list[int]]) -> None:
    made = many(45)
    save(agent, "Bugs", "category=bug")
    following = re.search(r'href="([^"]+)" rel="next"', agent.get(f"{QUEUE}?view=1").text)
    assert following
    html = agent.get(following[1].replace("&amp;", "&")).text
    assert numbers(html) == made[:5][::-1]
    assert current(html) == ["Bugs"]


def test_shared_view_is_seen_by_all_and_changed_by_its_owner_or_an_admin(
    agent: FlaskClient, dora: FlaskClient, app: Flask, make_user: Callable[[str, str], FlaskClient]
) -> None:
    save(agent, "Ours", "assignee=me", shared="true")
    other = make_user("erik", "agent")
    assert "Ours" in tabs(other.get(QUEUE).text)
    html = other.get(f"{QUEUE}?view=1").text
    assert "Change this view" not in html
    assert other.get(f"{VIEWS}/1").status_code == 403
    for action in ("save", "delete"):
        sent = {"csrf_token": token(other), "name": "Mine now", "action": action}
        assert other.post(f"{VIEWS}/1", data=sent).status_code == 403
    assert "Change this view" in dora.get(f"{QUEUE}?view=1").text
    assert press(dora, 1, "save", name="Everybody's").status_code == 303
    assert "Everybody's" in tabs(agent.get(QUEUE).text)
    assert press(dora, 1, "delete").location == QUEUE
    assert count(app, "saved_view") == 0


def test_me_in_a_shared_view_is_whoever_looks(agent: FlaskClient, dora: FlaskClient, make_ticket: MakeTicket) -> None:
    hers, his = make_ticket("alice", assignee_id=4), make_ticket("alice", assignee_id=2)
    save(agent, "My bugs", "assignee=me&category=bug", shared="true")
    assert numbers(dora.get(f"{QUEUE}?view=1").text) == [hers]
    assert numbers(agent.get(f"{QUEUE}?view=1").text) == [his]


def test_private_view_of_another_looks_like_a_missing_one(agent: FlaskClient, dora: FlaskClient, app: Flask) -> None:
    save(agent, "Secret plan")
    assert "Secret plan" not in dora.get(QUEUE).text
    answers = []
    for number in (1, 99):
        sent = {"csrf_token": token(dora), "name": "x", "action": "delete"}
        told = [dora.get(f"{QUEUE}?view={number}"), dora.get(f"{VIEWS}/{number}")]
        told.append(dora.post(f"{VIEWS}/{number}", data=sent))
        answers.append([(answer.status_code, re.findall("lead-text.*", answer.text)) for answer in told])
    assert answers[0] == answers[1]
    assert {status for status, _ in answers[0]} == {404}
    assert count(app, "saved_view") == 1


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "-1", ""])
def test_view_that_is_no_number(agent: FlaskClient, number: str) -> None:
    assert agent.get(f"{QUEUE}?view={number}").status_code == 404


def test_rename_and_share_and_delete(agent: FlaskClient, dora: FlaskClient, app: Flask) -> None:
    save(agent, "First")
    assert press(agent, 1, "save", name="Second", shared="true").status_code == 303
    assert "Second" in tabs(dora.get(QUEUE).text)
    form = form_in(agent.get(f"{VIEWS}/1").text, f"{VIEWS}/1")
    assert (form["name"], form["shared"]) == ("Second", "true")
    del form["shared"]
    agent.post(f"{VIEWS}/1", data={**form, "action": "save", "query": "status=closed"})
    assert "Second" not in tabs(dora.get(QUEUE).text)
    with app.app_context():
        assert db.session.scalars(sa.select(SavedView.query)).one() == "priority=high", "the filters stay"
    assert press(agent, 1, "delete").status_code == 303
    assert agent.get(f"{QUEUE}?view=1").status_code == 404


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\0b", "a\nb", "txt\u202egpj"])
def test_name_that_does_not_fit_is_told_beside_it(agent: FlaskClient, app: Flask, name: str) -> None:
    save(agent, "Good")
    for answer in (save(agent, name, "priority=low"), press(agent, 1, "save", name=name)):
        assert answer.status_code == 400
        assert 'aria-invalid="true"' in answer.text
        assert "There is a problem" in answer.text
    assert count(app, "saved_view") == 1


def test_two_views_of_a_name(agent: FlaskClient, dora: FlaskClient) -> None:
    save(agent, "Bugs", "category=bug")
    answer = save(agent, "Bugs", "category=other")
    assert answer.status_code == 400
    assert "You have a view of this name already" in answer.text
    assert form_in(answer.text, VIEWS)["query"] == "category=other", "the filters are kept"
    number = int(save(agent, "Others", "category=other").location.rpartition("=")[2])
    assert press(agent, number, "save", name="Bugs").status_code == 400
    assert save(dora, "Bugs", "category=bug").status_code == 303, "hers may be called the same"


def test_twenty_views_are_enough(agent: FlaskClient, app: Flask) -> None:
    form = form_in(agent.get(f"{QUEUE}?priority=high").text, VIEWS)
    for number in range(20):
        assert agent.post(VIEWS, data={**form, "name": str(number)}).status_code == 303
    answer = agent.post(VIEWS, data={**form, "name": "one more"})
    assert answer.status_code == 409
    assert "Delete one" in answer.text
    assert count(app, "saved_view") == 20
    assert agent.get(QUEUE).status_code == 200


@pytest.mark.parametrize("query", ["category=gone&priority=high", "colour=red&priority=high", "x" * 9_000, "%00=%ff"])
def test_view_that_no_longer_makes_sense_opens_and_says_so(
    agent: FlaskClient, app: Flask, make_ticket: MakeTicket, query: str
) -> None:
    high = make_ticket("alice", priority="high")
    with app.app_context():
        db.session.add(SavedView(user_id=2, name="Old", query=query))
        db.session.commit()
    assert agent.get(QUEUE).status_code == 200
    answer = agent.get(f"{QUEUE}?view=1")
    assert answer.status_code == 200
    assert "no longer there" in answer.text
    assert numbers(answer.text) == [high]
    assert press(agent, 1, "delete").status_code == 303


def test_only_what_makes_sense_is_saved(agent: FlaskClient, app: Flask) -> None:
    save(agent, "Odd", query="priority=high")
    agent.post(VIEWS, data={"csrf_token": token(agent), "name": "Odder", "query": "status=new&colour=red&q=a b"})
    assert agent.post(VIEWS, data={"csrf_token": token(agent), "name": "?", "query": "x" * 9_000}).status_code == 400
    with app.app_context():
        assert db.session.scalars(sa.select(SavedView.query).order_by(SavedView.id)).all() == ["priority=high", "q=a+b"]


def test_requesters_have_no_views(browser_of: Browsers, app: Flask, agent: FlaskClient) -> None:
    save(agent, "Ours", shared="true")
    for name in ("alice", "charlie"):
        browser = browser_of(name)
        for address in (VIEWS, f"{VIEWS}/1"):
            assert browser.post(address, data={"name": "x", "action": "delete"}).status_code == 403
    assert count(app, "saved_view") == 1


def test_statements_do_not_grow_with_the_views(agent: FlaskClient, app: Flask, statements: Statements) -> None:
    with app.app_context():
        db.session.add_all(SavedView(user_id=2, name=str(n), query=f"q=word{n}") for n in range(20))
        db.session.add_all(SavedView(user_id=4, name=f"s{n}", query="assignee=me", shared=True) for n in range(60))
        db.session.commit()
    with statements() as sent:
        html = agent.get(f"{QUEUE}?view=3").text
    assert len(tabs(html)) == 4 + 60
    assert len(sent) <= 6, sent
    for number in (1, 20, 50, 80):
        assert agent.get(f"{QUEUE}?view={number}").status_code == 200, "those that are no tab any more open, too"


@pytest.fixture
def make_user(app: Flask, people: Any, sign_in: Any, password_hash: str) -> Callable[[str, str], FlaskClient]:
    """Give a function that adds one more person and returns their browser."""

    def make(name: str, role: str) -> FlaskClient:
        user = type(people["bob"])(email=f"{name}@example.com", name=name, password_hash=password_hash, role=role)
        with app.app_context():
            db.session.add(user)
            db.session.flush()
            people[name] = user
            db.session.commit()
        return sign_in(app.test_client(), name)

    return make


def test_link_to_a_view_can_be_shared(agent: FlaskClient, dora: FlaskClient, make_ticket: MakeTicket) -> None:
    high = make_ticket("alice", priority="high")
    save(agent, "Ours", shared="true")
    address = link_of(agent.get(QUEUE).text, "Ours")
    html = dora.get(address).text
    assert numbers(html) == [high]
    assert "Shared by Bob" in html
