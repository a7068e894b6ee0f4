"""Changing a ticket on its page: what agents set, taking it, closing; two at the same time."""

import pytest
from fixtures.people import MakeTicket, People
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller, Fields, all_rows, form_in
from tickets.page_steps import change, fields_of, ticket

from supportapp.extensions import db

CSRF = "csrf_token"
PRESSED = ("comments", "reopen", "writing", "read", "change", "take", "close", "withdraw", "edit", "comments/1/delete")


def test_agent_changes_all_at_once(browser: FlaskClient, agent: FlaskClient, place: str, people: People) -> None:
    fields = fields_of(agent, place, "change")
    assert (fields["status"], fields["priority"], fields["assignee_id"]) == ("open", "medium", "")
    chosen = {"status": "in_progress", "priority": "high", "category": "other", "assignee_id": str(people["dora"].id)}
    assert change(agent, place, fields, **chosen).location == place
    now = ticket(agent, place)
    assert {name: str(now[name]) for name in chosen} == chosen
    assert change(agent, place, fields_of(agent, place, "change"), assignee_id="").status_code == 303
    page = browser.get(place).text
    for words in (
        "Bob made it In progress",
        "Bob changed the priority from Medium to High",
        "Bob changed the category from Something is broken to Something else",
        "Bob gave it to Dora",
        "Bob took it off Dora: nobody has it now",
    ):
        assert words in page


def test_selects_offer_what_is_allowed(agent: FlaskClient, make_ticket: MakeTicket, people: People) -> None:
    page = agent.get(f"/tickets/{make_ticket('alice', status='closed', assignee_id=people['bob'].id)}").text
    status = page.partition('name="status"')[2].partition("</select>")[0]
    assert status.count("<option") == 2
    assignee = page.partition('name="assignee_id"')[2].partition("</select>")[0]
    assert "Bob (0 open)" in assignee
    assert "Dora (0 open)" in assignee
    assert "Alice" not in assignee


def test_assignee_who_left_stays_until_somebody_chooses(
    app: Flask, agent: FlaskClient, make_ticket: MakeTicket, people: People
) -> None:
    place = f"/tickets/{make_ticket('alice', assignee_id=people['dora'].id)}"
    with app.app_context():
        db.session.execute(db.text("UPDATE account SET active = false WHERE name = 'Dora'"))
        db.session.commit()
    fields = fields_of(agent, place, "change")
    assert fields["assignee_id"] == str(people["dora"].id)
    assert "Dora (takes no tickets now)" in agent.get(place).text
    assert change(agent, place, fields, priority="low").status_code == 303
    assert ticket(agent, place)["assignee_id"] == people["dora"].id


def test_change_of_a_stale_page_tells_what_happened_and_keeps_what_was_chosen(
    agent: FlaskClient, dora: Caller, place: str
) -> None:
    fields = fields_of(agent, place, "change")
    dora.patch(f"/chat{place}", {"status": "in_progress", "category": "question"})
    dora.post(f"/chat{place}/comments", {"body": "I look into it."})
    answer = change(agent, place, fields, priority="high")
    assert answer.status_code == 412
    for words in ("Dora made it In progress.", "Dora changed the category", "Dora wrote a comment."):
        assert words in answer.text.partition("</h2>")[2].partition("</div>")[0]
    again = form_in(answer.text, f"{place}/change")
    assert (again["priority"], again["status"], again["category"]) == ("high", "in_progress", "question")
    assert ticket(agent, place)["priority"] == "medium"
    assert change(agent, place, again).status_code == 303
    now = ticket(agent, place)
    assert (now["priority"], now["status"], now["category"]) == ("high", "in_progress", "question")


@pytest.mark.parametrize("version", ["", "0", "-1", "99", "x", str(2**64), "\0"])
def test_forged_version_changes_nothing(app: Flask, agent: FlaskClient, place: str, version: str) -> None:
    fields, text = fields_of(agent, place, "change"), fields_of(agent, place, "edit")
    before = all_rows(app)
    answer = change(agent, place, fields, version=version, seen=f"{version}-{version}", priority="high")
    assert answer.status_code == 412
    assert form_in(answer.text, f"{place}/change")["priority"] == "high"
    assert agent.post(f"{place}/edit", data={**text, "version": version, "title": "x"}).status_code == 412
    assert agent.post(f"{place}/close", data={**fields, "version": version}).status_code == 412
    assert all_rows(app) == before


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "nonsense"},
        {"status": "\0"},
        {"priority": ""},
        {"category": "x" * 9_000},
        {"assignee_id": "x"},
        {"assignee_id": "-1"},
        {"assignee_id": str(2**63)},
        {"assignee_id": "9" * 5_000},
        {"assignee_id": "999"},
        {"assignee_id": "1"},  # alice takes no tickets
    ],
)
def test_choice_that_is_none_is_refused(app: Flask, agent: FlaskClient, place: str, wrong: Fields) -> None:
    fields = fields_of(agent, place, "change")
    before = all_rows(app)
    answer = change(agent, place, fields, **wrong)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert all_rows(app) == before


def test_status_that_is_not_allowed_is_refused(app: Flask, agent: FlaskClient, make_ticket: MakeTicket) -> None:
    place = f"/tickets/{make_ticket('alice', status='closed')}"
    fields = fields_of(agent, place, "change")
    before = all_rows(app)
    answer = change(agent, place, fields, status="resolved", priority="high")
    assert answer.status_code == 409
    assert "You can make it: open." in answer.text
    assert form_in(answer.text, f"{place}/change")["priority"] == "high"
    assert all_rows(app) == before


def test_requester_cannot_use_what_is_for_agents(app: Flask, browser: FlaskClient, place: str) -> None:
    page = browser.get(place).text
    assert "Take it" not in page
    assert f"{place}/change" not in page
    token = form_in(page, f"{place}/comments")[CSRF]
    before = all_rows(app)
    for word in ("change", "take", "read"):
        answer = browser.post(f"{place}/{word}", data={CSRF: token, "status": "resolved", "version": "1"})
        assert answer.status_code == 403
    assert all_rows(app) == before


def test_agent_takes_a_ticket(browser: FlaskClient, agent: FlaskClient, place: str, people: People) -> None:
    fields = fields_of(agent, place, "take")
    for _ in range(2):
        assert agent.post(f"{place}/take", data=fields).status_code == 303
    assert ticket(agent, place)["assignee_id"] == people["bob"].id
    page = agent.get(place).text
    assert "You took it" in page
    assert "Take it" not in page
    assert "Bob took it" in browser.get(place).text


def test_who_takes_a_ticket_too_late_learns_who_has_it(
    agent: FlaskClient, dora: Caller, place: str, people: People
) -> None:
    fields = fields_of(agent, place, "take")
    dora.patch(f"/chat{place}", {"assignee_id": people["dora"].id, "priority": "high"})
    answer = agent.post(f"{place}/take", data=fields)
    assert answer.status_code == 409
    assert "Dora took it meanwhile" in answer.text
    assert ticket(agent, place)["assignee_id"] == people["dora"].id
    assert agent.post(f"{place}/take", data=form_in(answer.text, f"{place}/take")).status_code == 303
    assert ticket(agent, place)["assignee_id"] == people["bob"].id
    assert "You took it over from Dora" in agent.get(place).text


def test_other_changes_do_not_hinder_taking(agent: FlaskClient, dora: Caller, place: str, people: People) -> None:
    fields = fields_of(agent, place, "take")
    dora.patch(f"/chat{place}", {"priority": "high"})
    assert agent.post(f"{place}/take", data=fields).status_code == 303
    assert ticket(agent, place)["assignee_id"] == people["bob"].id


def test_requester_closes_their_ticket(browser: FlaskClient, agent: FlaskClient, dora: Caller, place: str) -> None:
    stale = fields_of(browser, place, "close")
    dora.post(f"/chat{place}/comments", {"body": "Is it this one?"})
    answer = browser.post(f"{place}/close", data=stale)
    assert answer.status_code == 412
    assert "Dora wrote a comment." in answer.text
    assert browser.post(f"{place}/close", data=form_in(answer.text, f"{place}/close")).status_code == 303
    assert ticket(browser, place)["status"] == "closed"
    assert "You made it Closed" in browser.get(place).text
    assert f"{place}/close" not in browser.get(place).text
    assert f"{place}/close" not in agent.get(place).text, "agents have the select"


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("path", PRESSED)
def test_form_without_its_token_does_nothing(app: Flask, agent: FlaskClient, place: str, path: str) -> None:
    agent.post(f"{place}/comments", data={**fields_of(agent, place, "comments"), "body": "First."})
    before = all_rows(app)
    data = {**fields_of(agent, place, "change"), "body": "x", "reason": "x", "title": "x", "description": "x"}
    del data[CSRF]
    answer = agent.post(f"{place}/{path}", data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert all_rows(app) == before
