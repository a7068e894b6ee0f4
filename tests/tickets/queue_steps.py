"""What tests of the agents' queue read from its pages."""

import re
from html import unescape

from flask.testing import FlaskClient
from tickets.callers import form_in
from werkzeug.test import TestResponse

QUEUE = "/agent/tickets"
BULK = "/agent/tickets/bulk"
_ROW = re.compile(r'data-ticket="(\d+)"')
_TAB = re.compile(
    r'<a href="([^"]*)"( aria-current="page")?[^>]*><span dir="auto">([^<]*)</span> <span class="count">([^<]*)<'
)
_DONE = re.compile(r'<section class="notice done".*?</section>', re.DOTALL)


def numbers(html: str) -> list[int]:
    """Return the tickets of a queue in order."""
    return [int(number) for number in _ROW.findall(html)]


def tabs(html: str) -> dict[str, str]:
    """Return the views above a queue with their counts."""
    return {unescape(name): count for _, _, name, count in _TAB.findall(html)}


def current(html: str) -> list[str]:
    """Return the names of the views that are marked as the one shown."""
    return [unescape(name) for _, marked, name, _ in _TAB.findall(html) if marked]


def link_of(html: str, tab: str) -> str:
    """Return the address of a view."""
    return next(unescape(address) for address, _, name, _ in _TAB.findall(html) if unescape(name) == tab)


def change(agent: FlaskClient, ids: list[int], query: str = "status=any", **typed: str) -> TestResponse:
    """Tick tickets of a queue, choose what becomes of them, press Change."""
    form = form_in(agent.get(f"{QUEUE}?{query}").text, BULK)
    return agent.post(BULK, data={**form, "assignee": "", **typed, "id": [str(number) for number in ids]})


def panel(html: str) -> str:
    """Return what the panel about a bulk change says, without its tags."""
    found = _DONE.search(html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split()) if found else ""


def undo(agent: FlaskClient, html: str) -> TestResponse:
    """Press Undo in the panel."""
    action = re.search(r'action="(/agent/tickets/bulk/[^"]+/undo)"', html)
    assert action, "there is no Undo"
    return agent.post(action[1], data=form_in(html, action[1]))


def shown(agent: FlaskClient, query: str) -> set[int]:
    """Return which of the six tickets of conftest.py a query chooses."""
    answer = agent.get(f"{QUEUE}?{query}")
    assert answer.status_code == 200, answer.text
    return {number - 1 for number in numbers(answer.text)}
