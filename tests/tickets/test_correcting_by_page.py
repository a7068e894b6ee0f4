"""Correcting a ticket on its page, and what else the page shows: unread, its place in the queue, the timeline."""

import pytest
from fixtures.people import MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller, Fields, all_rows, form_in
from tickets.page_steps import change, fields_of, ticket

from supportapp.extensions import db


def test_text_is_corrected_while_open(browser: FlaskClient, agent: FlaskClient, dora: Caller, place: str) -> None:
    fields = fields_of(browser, place, "edit")
    new = {"title": "The export stops at row 999", "description": "One\r\ntwo", "priority": "low", "category": "other"}
    assert browser.post(f"{place}/edit", data={**fields, **new}).location == place
    page = agent.get(place).text
    assert "Alice changed the title from “The export stops at row 1000” to “The export stops at row 999”" in page
    assert "Alice changed the description" in page
    assert "The file ends after a thousand rows" in page.partition("The text before")[2]
    dora.patch(f"/chat{place}", {"status": "in_progress"})
    assert browser.get(f"{place}/edit").status_code == 409
    assert f"{place}/edit" not in browser.get(place).text
    late = browser.post(f"{place}/edit", data={**fields, **new, "version": "3", "title": "Too late"})
    assert late.status_code == 409
    assert form_in(late.text, f"{place}/edit")["title"] == "Too late"
    assert agent.get(f"{place}/edit").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"title": "x" * 201}, {"title": "a\nb"}, {"description": "\0"}, {"priority": "max"}]
)
def test_text_that_is_not_valid_stays_in_the_form(app: Flask, browser: FlaskClient, place: str, wrong: Fields) -> None:
    fields = fields_of(browser, place, "edit")
    before = all_rows(app)
    answer = browser.post(f"{place}/edit", data={**fields, **wrong})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert all_rows(app) == before


def test_two_who_correct_the_text_see_both(browser: FlaskClient, dora: Caller, place: str) -> None:
    fields = fields_of(browser, place, "edit")
    dora.patch(f"/chat{place}", {"title": "Theirs", "description": "Their description", "priority": "high"})
    answer = browser.post(f"{place}/edit", data={**fields, "title": "Mine", "category": "question"})
    assert answer.status_code == 412
    again = form_in(answer.text, f"{place}/edit")
    assert (again["title"], again["description"], again["priority"]) == ("Mine", "Their description", "high")
    assert answer.text.count('class="theirs-text"') == 1, "only the title was changed by both"
    assert "Theirs" in answer.text.partition('class="theirs-text"')[2].partition("</div>")[0]
    assert browser.post(f"{place}/edit", data=again).status_code == 303
    now = ticket(browser, place)
    assert (now["title"], now["description"], now["priority"]) == ("Mine", "Their description", "high")


def test_unread_mark_goes_by_pressing_it(agent: FlaskClient, dora: Caller, place: str) -> None:
    assert agent.post(f"{place}/read", data=fields_of(agent, place, "read")).status_code == 303
    assert "Mark as read" not in agent.get(place).text
    dora.post(f"/chat{place}/comments", {"body": "A note.", "internal": True})
    assert "Mark as read" in agent.get(place).text
    agent.post(f"{place}/comments", data={**fields_of(agent, place, "comments"), "body": "Seen."})
    assert "Mark as read" not in agent.get(place).text


def test_queue_it_was_reached_from_leads_on(agent: FlaskClient, make_ticket: MakeTicket) -> None:
    first, second, third = (make_ticket("alice", title=f"number {n}", priority="high") for n in range(3))
    make_ticket("alice", priority="low")
    asked = "status=open&priority=high"
    page = agent.get(f"/tickets/{second}", query_string={"list": asked}).text
    kept = "?list=status%3Dopen%26priority%3Dhigh"
    assert f'href="/tickets/{third}{kept}" rel="prev"' in page
    assert f'href="/tickets/{first}{kept}" rel="next"' in page
    assert 'href="/agent/tickets?status=open&amp;priority=high"' in page
    fields = form_in(page, f"/tickets/{second}/change")
    assert change(agent, f"/tickets/{second}", fields, priority="low").location == f"/tickets/{second}{kept}"
    again = agent.get(f"/tickets/{second}{kept}").text
    assert f"/tickets/{third}{kept}" in again, "it has left the list, and still stands between the two"
    last = agent.get(f"/tickets/{third}{kept}").text
    assert 'rel="prev"' not in last


@pytest.mark.parametrize("asked", ["status=nonsense", "x", "\0", "user_id=" + "9" * 99, "a" * 9_000, "q=-only", "%zz"])
def test_made_up_queue_is_left_out(agent: FlaskClient, place: str, asked: str) -> None:
    answer = agent.get(place, query_string={"list": asked})
    assert answer.status_code == 200
    assert 'rel="next"' not in answer.text


@pytest.mark.parametrize(("source", "who"), [("rotation", "The team&#39;s rotation"), ("Jira: Eva", "Jira: Eva")])
def test_timeline_names_what_changed_it(app: Flask, browser: FlaskClient, place: str, source: str, who: str) -> None:
    added = (
        "INSERT INTO ticket_event (ticket_id, kind, new, source, created_at)"
        " VALUES (:ticket, 'assignee_id', '2', :source, CURRENT_TIMESTAMP)"
    )
    with app.app_context():
        db.session.execute(db.text(added), {"ticket": int(place.rpartition("/")[2]), "source": source})
        db.session.commit()
    assert f"{who} gave it to Bob" in browser.get(place).text
