"""The team's page: who works on how many tickets, and who takes new ones in turn."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from fixtures.people import MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller, all_rows, count, form_in
from tickets.queue_steps import numbers

TEAM = "/agent/team"
BOB, DORA = 2, 4
TICKET = {"title": "It stops", "description": "At row 1000.", "priority": "high", "category": "bug"}


@pytest.fixture
def dora(browser_of: Callable[[str], FlaskClient]) -> FlaskClient:
    """Return the browser of dora, who is an admin."""
    return browser_of("dora")


def test_agents_are_listed_with_what_they_have_in_hand(agent: FlaskClient, make_ticket: MakeTicket) -> None:
    mine = [make_ticket("alice", assignee_id=BOB, status=status) for status in ("open", "in_progress", "closed")]
    html = agent.get(TEAM).text
    rows = dict(re.findall(r'<th scope="row"[^>]*>(\w+)</th>\s*<td class="num"><a href="[^"]+">(\d+)', html))
    assert rows == {"Bob": "2", "Dora": "0"}, "nobody else takes tickets"
    link = re.search(r'href="([^"]+assignee=2)"', html)
    assert link
    assert numbers(agent.get(unescape(link[1])).text) == mine[1::-1]
    assert 'type="checkbox"' not in html
    assert "Save" not in html


def test_an_admin_says_who_takes_new_tickets_in_turn(dora: FlaskClient, agent: FlaskClient, alice: Caller) -> None:
    form = form_in(dora.get(TEAM).text, TEAM)
    answer = dora.post(TEAM, data={**form, "bug": [str(BOB), str(DORA)], "question": str(BOB)})
    assert (answer.status_code, answer.location) == (303, TEAM)
    html = dora.get(TEAM).text
    assert "Saved." in html
    checked = re.findall(r'name="(\w+)" value="(\d+)" checked', html)
    assert sorted(checked) == [("bug", "2"), ("bug", "4"), ("question", "2")]
    sent = [alice.post("/chat/submit-ticket", {"ticket": TICKET}).json["ticket_id"] for _ in range(4)]
    given = [alice.get(f"/chat/tickets/{number}").json["assignee_id"] for number in sent]
    assert sorted(given) == [BOB, BOB, DORA, DORA]
    assert "In turn" in agent.get(TEAM).text


def test_who_is_no_longer_ticked_takes_no_more(dora: FlaskClient, app: Flask) -> None:
    form = form_in(dora.get(TEAM).text, TEAM)
    dora.post(TEAM, data={**form, "bug": [str(BOB), str(DORA)]})
    dora.post(TEAM, data={"csrf_token": form["csrf_token"], "bug": [str(BOB), "x", "", "9" * 40]})
    assert [row[:11] for row in all_rows(app)["rotation"]] == ["('bug', 2, "]
    dora.post(TEAM, data={"csrf_token": form["csrf_token"]})
    assert count(app, "rotation") == 0


def test_requesters_take_no_tickets(dora: FlaskClient, app: Flask) -> None:
    form = form_in(dora.get(TEAM).text, TEAM)
    answer = dora.post(TEAM, data={**form, "bug": ["1", str(BOB)]})
    assert answer.status_code == 400
    assert "agents and admins" in answer.text
    assert count(app, "rotation") == 0


def test_only_admins_change_it(agent: FlaskClient, browser_of: Callable[[str], FlaskClient], app: Flask) -> None:
    for browser in (agent, browser_of("alice")):
        assert browser.post(TEAM, data={"bug": str(BOB)}).status_code == 403
    assert count(app, "rotation") == 0
