"""The filters in the address of the agents' queue: what each chooses, and what nonsense is told."""

import re
from html import unescape
from typing import Any

import pytest
from fixtures.people import MakeTicket
from flask.testing import FlaskClient
from tickets.queue_steps import QUEUE, numbers, shown

from supportapp.accounts.service import Person
from supportapp.errors import Invalid
from supportapp.tickets.queue import queue_filters

BOB, DORA = 2, 4


FILTERS: tuple[tuple[str, set[int]], ...] = (
    ("", {0, 1, 4, 5}),
    ("sort=created_at", {0, 1, 4, 5}),
    ("status=any", set(range(6))),
    ("status=", {0, 1, 4, 5}),
    ("status=resolved", {2}),
    ("status=resolved&status=closed", {2, 3}),
    ("status=resolved,closed", {2, 3}),
    ("priority=high", {2, 5}),
    ("priority=high&priority=low&category=bug", {0, 2}),
    ("assignee=me", {0, 3}),
    ("assignee=none", {1, 4}),
    (f"assignee={DORA}", {2, 5}),
    ("assignee=99", set()),
    ("user_id=3", {4}),
    ("created_from=2026-03-05", {4, 5}),
    ("created_from=2026-03-02&created_to=2026-03-03", {1, 2}),
    ("q=zebra", {3}),
    ("q=zebra&status=open", set()),
)


def test_filters(agent: FlaskClient, six: list[int]) -> None:
    assert six
    for query, chosen in FILTERS:
        assert shown(agent, query) == chosen, query


def test_order(agent: FlaskClient, six: list[int]) -> None:
    for sort, order in {
        "-created_at": [5, 4, 3, 2, 1, 0],
        "created_at": [0, 1, 2, 3, 4, 5],
        "-updated_at": [0, 1, 2, 3, 4, 5],
        "-priority": [5, 2, 4, 1, 3, 0],
    }.items():
        html = agent.get(f"{QUEUE}?status=any&sort={sort}").text
        assert numbers(html) == [six[n] for n in order]
        assert f'<option value="{sort}" selected>' in html


def test_me_is_whoever_looks(agent: FlaskClient, browser_of: Any, six: list[int]) -> None:
    assert six
    assert shown(agent, "assignee=me") == {0, 3}
    assert shown(browser_of("dora"), "assignee=me") == {2, 5}


def test_the_form_shows_what_the_address_asks(agent: FlaskClient, six: list[int]) -> None:
    assert six
    query = "status=open&status=closed&priority=high&category=bug&assignee=99&created_from=2026-01-02&q=a+b&user_id=1"
    html = agent.get(f"{QUEUE}?{query}").text
    assert '<option value="open,closed" selected>Open or Closed</option>' in html
    assert '<option value="high" selected>High</option>' in html
    assert '<option value="99" selected>Person 99</option>' in html
    assert 'type="date" value="2026-01-02"' in html
    assert 'value="a b"' in html
    assert "From <bdi>Alice</bdi>" in html, "named though no ticket fits"
    without = re.search(r'href="([^"]+)">Remove', html)
    assert without
    assert "user_id" not in without[1]


def test_values_from_the_form_lead_to_the_same_tickets(agent: FlaskClient, six: list[int]) -> None:
    assert six
    blank = "q=&priority=any&category=any&assignee=&created_from=&created_to=&sort=-created_at"
    assert shown(agent, f"status=open%2Cin_progress&{blank}") == {0, 1, 4, 5}
    assert shown(agent, f"status=any&{blank}") == set(range(6))


NONSENSE = (
    ("status=new", "Status"),
    ("status=open&status=new", "Status"),
    ("priority=0", "Priority"),
    ("category=%00", "Category"),
    ("assignee=bob", "Assigned to"),
    ("assignee=0", "Assigned to"),
    (f"assignee={2**63}", "Assigned to"),
    ("assignee=me&assignee=none", "Assigned to"),
    ("user_id=x", "Requester"),
    (f"user_id={'9' * 5_000}", "Requester"),
    ("created_to=yesterday", "Sent until"),
    ("created_to=2026-02-30", "Sent until"),
    ("created_to=9999-12-31", "Sent until"),
    (f"q={'x' * 201}", "Search"),
    ("q=a%00b", "Search"),
    ("q=-only", "Search"),
    ("sort=password_hash", "Order"),
    ("sort=relevance", "Order"),
    (f"q={'x' * 201}&sort=relevance", "Search"),
    ("cursor=x", "Place in the list"),
    ("limit=1000", "limit"),
    ("colour=red", "colour"),
    ("%22%3E%3Cscript%3E=1", '"><script>'),
)


def test_nonsense_is_told_by_name_beside_the_form(agent: FlaskClient, six: list[int]) -> None:
    assert six
    for query, name in NONSENSE:
        answer = agent.get(f"{QUEUE}?created_from=2026-01-01&{query}")
        assert answer.status_code == 400, query
        assert f"<strong>{name}:</strong>" in unescape(answer.text), query
        assert "<script>=" not in answer.text
        assert numbers(answer.text) == []
        assert 'id="f-status"' in answer.text
        rest = re.search(r'href="([^"]+)">Show the tickets without it', answer.text)
        assert rest
        assert agent.get(unescape(rest[1])).status_code == 200


def test_three_thousand_parameters(agent: FlaskClient) -> None:
    answer = agent.get(QUEUE, query_string={f"p{n}": n for n in range(3_000)})
    assert answer.status_code == 400
    assert "And 2,995 more" in answer.text
    assert agent.get(QUEUE, query_string={"status": ["open"] * 3_000}).status_code == 200


def test_cursor_of_another_list_is_refused(agent: FlaskClient, make_ticket: MakeTicket) -> None:
    for _ in range(41):
        make_ticket("alice")
    following = re.search(r'href="([^"]+)" rel="next"', agent.get(f"{QUEUE}?status=open").text)
    assert following
    assert agent.get(unescape(following[1])).status_code == 200
    assert agent.get(unescape(following[1]).replace("status=open", "status=any")).status_code == 400


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", "status=open&status=in_progress"),
        ("status=any", "status=any"),
        ("status=any&sort=created_at", "status=any&sort=created_at"),
        ("sort=-created_at&priority=high", "priority=high"),
        ("?status=in_progress,open&status=open", "status=open&status=in_progress"),
        ("q=a%26b&category=question&category=bug&cursor=x&done=y", "category=bug&category=question&q=a%26b"),
    ],
)
def test_one_canonical_form(text: str, canonical: str) -> None:
    bob = Person(id=BOB, email="", name="Bob", role="agent", verified=True, sign_in_id="")
    assert queue_filters.canonical(text, bob) == canonical
    assert queue_filters.canonical(canonical, bob) == canonical
    assert queue_filters.from_query(text, bob)["limit"] == queue_filters.PAGE_SIZE


def test_query_that_makes_no_sense_is_refused_by_name() -> None:
    bob = Person(id=BOB, email="", name="Bob", role="agent", verified=True, sign_in_id="")
    for text, names in (("status=new&x=1", {"status", "x"}), ("q=" + "x" * 9_000, {"list"})):
        with pytest.raises(Invalid) as refused:
            queue_filters.from_query(text, bob)
        assert set(refused.value.errors or {}) == names
