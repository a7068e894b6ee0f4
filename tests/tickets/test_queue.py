"""The agents' queue: filters in its address, views with counts, pages, and how it answers nonsense."""

import re
from collections.abc import Callable
from html import unescape
from itertools import chain
from typing import Any

import pytest
from fixtures.application import Statements
from fixtures.people import MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import all_rows
from tickets.queue_steps import QUEUE, current, link_of, numbers, shown, tabs

from supportapp.tickets.queue import queue_filters

BOB, DORA = 2, 4


def test_pages_of_forty_lead_to_the_end_and_back(agent: FlaskClient, make_ticket: MakeTicket) -> None:
    made = [make_ticket("alice") for _ in range(90)]
    address, found = f"{QUEUE}?status=open", []
    while address:
        html = agent.get(address).text
        found.append(numbers(html))
        assert (">Newest</a>" in html) is (len(found) > 1)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        address = unescape(following[1]) if following else ""
    assert [len(page) for page in found] == [40, 40, 10]
    assert [*chain(*found)] == made[::-1]


def test_views_are_counted(agent: FlaskClient, six: list[int]) -> None:
    assert six
    html = agent.get(QUEUE).text
    assert tabs(html) == {"Open": "4", "Mine": "1", "Unassigned": "2", "All": "6"}
    assert current(html) == ["Open"]
    for name, chosen in {"Mine": {0}, "Unassigned": {1, 4}, "All": set(range(6))}.items():
        address = link_of(html, name)
        assert shown(agent, address.partition("?")[2]) == chosen
        assert current(agent.get(address).text) == [name]
    assert current(agent.get(f"{QUEUE}?assignee=none&status=in_progress&status=open").text) == ["Unassigned"]
    assert current(agent.get(f"{QUEUE}?priority=high").text) == []


def test_a_thousand_is_where_counting_ends(agent: FlaskClient, many: Callable[[int], list[int]]) -> None:
    many(1_001)
    assert tabs(agent.get(QUEUE).text) == {"Open": "1,000+", "Mine": "0", "Unassigned": "1,000+", "All": "1,000+"}


def test_a_row_says_what_an_agent_needs(agent: FlaskClient, make_ticket: MakeTicket) -> None:
    make_ticket("alice", title="It stops", description="At row <1000>.", assignee_id=DORA, last_reply_by="requester")
    make_ticket("alice", status="resolved", last_reply_by="requester")
    html = agent.get(f"{QUEUE}?status=any").text
    row = html[html.index('data-ticket="1"') : html.index("</tbody>")]
    for words in (
        "It stops",
        "At row &lt;1000&gt;.",
        "Alice",
        "Medium",
        "Something is broken",
        "Open",
        "Dora",
        "Unread",
    ):
        assert words in row, words
    assert html.count("New reply") == 1, "an ended ticket waits for nobody"
    assert "New reply" in row
    assert "/tickets/1?list=status%3Dany" in row
    assert f"{QUEUE}?user_id=1" in row


def test_what_was_read_is_no_longer_marked(agent: FlaskClient, make_ticket: MakeTicket) -> None:
    number = make_ticket("alice")
    assert "is-unread" in agent.get(QUEUE).text
    answer = agent.get(f"{QUEUE}?status=any")
    assert "is-unread" in answer.text, "looking at the queue is not reading"
    change = {"id": [str(number)], "priority": "high", "back": ""}
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)
    assert token
    agent.post("/agent/tickets/bulk", data={**change, "csrf_token": token[1]})
    assert "is-unread" not in agent.get(QUEUE).text


def test_empty_queue_says_what_will_be_here(agent: FlaskClient) -> None:
    assert "Nothing is open" in agent.get(QUEUE).text
    assert "You have nothing in hand" in agent.get(f"{QUEUE}?{queue_filters.OPEN_TICKETS}&assignee=me").text
    assert "No ticket fits" in agent.get(f"{QUEUE}?q=nothing").text


def test_export_has_the_filters_of_the_queue(agent: FlaskClient, six: list[int]) -> None:
    assert six
    html = agent.get(f"{QUEUE}?priority=high&assignee={DORA}").text
    address = re.search(r'href="([^"]+format=csv[^"]+)"', html)
    assert address
    answer = agent.get(unescape(address[1]))
    assert answer.status_code == 200
    assert "number 5" in answer.text
    assert "number 1" not in answer.text


def test_only_agents_see_it(browser_of: Any) -> None:
    for name in ("alice", "charlie"):
        browser = browser_of(name)
        for path in (QUEUE, "/agent/team", "/agent/views/1", f"{QUEUE}?view=1", f"{QUEUE}?status=nonsense"):
            assert browser.get(path).status_code == 403, path


def test_looking_writes_nothing(agent: FlaskClient, app: Flask, six: list[int]) -> None:
    before = all_rows(app)
    for query in ("", f"?user_id={six[0]}&done=x&q=number", "?status=new", "?done=%00", "?done=%F0%9F%8E%89"):
        assert agent.get(f"{QUEUE}{query}").status_code in {200, 400}, query
    agent.get("/agent/team")
    assert all_rows(app) == before


@pytest.mark.parametrize("size", [2, 60])
def test_statements_of_the_page_stay_the_same(
    agent: FlaskClient, statements: Statements, many: Callable[[int], list[int]], size: int
) -> None:
    many(size)
    for query in (
        "",
        "?status=any&sort=-priority&q=row",
        "?user_id=1&assignee=none&done=x",
        "?user_id=99&status=closed",
    ):
        with statements() as sent:
            assert agent.get(f"{QUEUE}{query}").status_code == 200
        assert len(sent) <= 6, (query, sent)
