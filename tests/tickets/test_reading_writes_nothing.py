"""GET never writes: every row of every table is the same before and after each page and endpoint."""

from collections.abc import Callable

import pytest
from fixtures.people import MakeConversation, MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller, all_rows, press, review


@pytest.fixture
def paths(
    alice: Caller, browser: FlaskClient, talk: int, make_conversation: MakeConversation, make_ticket: MakeTicket
) -> list[str]:
    """Return every address that can be read, in each state it can be in."""
    saved, sent, drafted = (make_conversation("alice", [("user", f"Problem {n}")]) for n in range(3))
    alice.post("/chat/generate-ticket", {"conversation_id": drafted})
    press(browser, review(browser, saved), "save", title="mine")
    press(browser, review(browser, sent), "send")
    ticket = make_ticket("alice", conversation_id=talk)
    empty = make_conversation("alice", [])
    talks = (talk, drafted, saved, sent, empty)
    return [
        *("/", "/login", "/register", "/chat", "/tickets", "/tickets?status=open", "/agent/tickets", "/api/docs"),
        *(f"/chat/{n}" for n in talks),
        *(f"/chat/conversations/{n}" for n in talks),
        *(f"/tickets/review?conversation_id={n}" for n in talks),
        *("/tickets/review", "/tickets/review?draft=" + "0" * 32, "/tickets/review?conversation_id=999"),
        *(
            "/tickets/review?draft=%00",
            "/tickets/review?conversation_id=nonsense",
            *(f"/tickets/{ticket}{more}" for more in ("", "/edit", "/earlier?before=1", "/comments/1/edit", "?list=x")),
            "/tickets/999",
        ),
        *("/auth/me", "/chat/conversations", "/chat/tickets", "/chat/tickets?q=export&sort=priority"),
        *(f"/chat/tickets/{ticket}", f"/chat/tickets/{ticket}/events", "/chat/tickets/999", "/healthz", "/readyz"),
        *("/openapi.json", "/confirm/x", "/no/such/place"),
    ]


def test_reading_writes_nothing(
    app: Flask,
    browser: FlaskClient,
    browser_of: Callable[[str], FlaskClient],
    caller: Callable[[str], Caller],
    paths: list[str],
) -> None:
    readers = [browser, browser_of("bob"), browser_of("charlie"), app.test_client()]
    programs = [caller(name) for name in ("alice", "bob")]
    for program in programs:
        assert program.header
    before = all_rows(app)
    for path in paths:
        for reader in readers:
            assert reader.get(path).status_code < 500, path
        for program in programs:
            assert program.get(path).status_code < 500, path
        assert browser.head(path).status_code < 500, path
        assert all_rows(app) == before, path
