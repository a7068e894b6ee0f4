"""An internal note never reaches the requester: by every door of theirs, all is as if it did not exist."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from fixtures.people import MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller, all_rows
from werkzeug.test import TestResponse

from supportapp.database import utcnow

SECRET = "zanzibar"
MADE_ANEW = re.compile(r'nonce="[^"]*"|value="[0-9a-f]{32}"')  # on each drawing of a page
TELLING = ("ETag", "Link", "Last-Modified", "Content-Length")
Seen = tuple[int, str, list[str | None]]


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    """Hold the clock, so that only what happened makes a difference."""
    with time_machine.travel(utcnow(), tick=False):
        yield


@pytest.fixture
def number(alice: Caller, bob: Caller, make_ticket: MakeTicket) -> int:
    """Return a ticket of alice's on which both have said something, between two others."""
    make_ticket("alice")
    number = make_ticket("alice")
    make_ticket("alice")
    alice.post(f"/chat/tickets/{number}/comments", {"body": "It still fails."})
    bob.post(f"/chat/tickets/{number}/comments", {"body": "We look into it."})
    return number


def seen(answer: TestResponse) -> Seen:
    return answer.status_code, MADE_ANEW.sub("", answer.text), [answer.headers.get(name) for name in TELLING[:3]]


DOORS: dict[str, Callable[[Caller, int], TestResponse]] = {
    "ticket": lambda alice, n: alice.get(f"/chat/tickets/{n}"),
    "comments": lambda alice, n: alice.get(f"/chat/tickets/{n}/comments"),
    "pages of comments": lambda alice, n: alice.get(f"/chat/tickets/{n}/comments", limit=2),
    "timeline": lambda alice, n: alice.get(f"/chat/tickets/{n}/events"),
    "list": lambda alice, _: alice.get("/chat/tickets"),
    "list by last change": lambda alice, _: alice.get("/chat/tickets", sort="-updated_at"),
    "search": lambda alice, _: alice.get("/chat/tickets", q=SECRET),
    "search without": lambda alice, _: alice.get("/chat/tickets", q=f"export -{SECRET}"),
    "search for more": lambda alice, _: alice.get("/chat/tickets", q=f"export {SECRET}", sort="relevance"),
}
PAGES: dict[str, str] = {
    "ticket": "/tickets/{}",
    "my tickets": "/tickets",
    "my tickets, searched": f"/tickets?q={SECRET}",
    "new ticket": "/tickets/review",
    "chat": "/chat",
}


def note(bob: Caller, number: int) -> int:
    answer = bob.post(f"/chat/tickets/{number}/comments", {"body": f"The {SECRET} case again", "internal": True})
    assert answer.status_code == 201
    return int(answer.json["id"])


@pytest.mark.parametrize("door", DOORS)
def test_no_endpoint_of_the_requester_changes(alice: Caller, bob: Caller, number: int, door: str) -> None:
    before = seen(DOORS[door](alice, number))
    first = note(bob, number)
    assert seen(DOORS[door](alice, number)) == before
    path = f"/chat/tickets/{number}/comments/{first}"
    assert bob.patch(path, {"body": f"{SECRET}, corrected"}).status_code == 200
    assert seen(DOORS[door](alice, number)) == before
    assert bob.delete(path).status_code == 204
    assert seen(DOORS[door](alice, number)) == before


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_the_requester_changes(browser: FlaskClient, bob: Caller, number: int, page: str) -> None:
    path = PAGES[page].format(number)
    before = seen(browser.get(path))
    assert before[0] == 200
    note(bob, number)
    assert seen(browser.get(path)) == before


def test_similar_tickets_are_not_found_by_a_note(alice: Caller, bob: Caller, number: int) -> None:
    talk = {"messages": [{"role": "user", "content": f"The {SECRET} case E77 again, {SECRET} does not start"}]}
    conversation = alice.post("/chat/conversations", talk).json["id"]
    before = alice.post("/chat/generate-ticket", {"conversation_id": conversation}).json["draft"]["similar"]
    note(bob, number)
    assert alice.post("/chat/generate-ticket", {"conversation_id": conversation}).json["draft"]["similar"] == before


def test_nothing_is_told_of_a_note(app: Flask, bob: Caller, number: int) -> None:
    before = all_rows(app)["outbox"]
    note(bob, number)
    assert all_rows(app)["outbox"] == before


def test_requester_reaches_no_note_by_its_number(alice: Caller, bob: Caller, number: int) -> None:
    path = f"/chat/tickets/{number}/comments"
    hidden, missing = f"{path}/{note(bob, number)}", f"{path}/999"
    for call in (lambda p: alice.patch(p, {"body": "x"}), alice.delete):
        assert (call(hidden).status_code, call(hidden).data) == (404, call(missing).data)
    assert SECRET in bob.get(path).text


def test_requester_writes_no_note(app: Flask, alice: Caller, number: int) -> None:
    before = all_rows(app)
    answer = alice.post(f"/chat/tickets/{number}/comments", {"body": "x", "internal": True})
    assert (answer.status_code, list(answer.json["errors"])) == (400, ["internal"])
    assert all_rows(app) == before


def test_no_export_holds_a_note(browser_of: Callable[[str], FlaskClient], bob: Caller, number: int) -> None:
    note(bob, number)
    for form in ("csv", "jsonl"):
        answer = browser_of("dora").get("/agent/tickets/export", query_string={"format": form})
        assert answer.status_code == 200
        assert str(number) in answer.text
        assert SECRET not in answer.text


def test_agents_find_a_ticket_by_its_note(bob: Caller, number: int) -> None:
    note(bob, number)
    assert [t["id"] for t in bob.get("/chat/admin/tickets", q=SECRET).json["tickets"]] == [number]
    assert bob.get("/chat/tickets", q=SECRET).json["tickets"] == []
