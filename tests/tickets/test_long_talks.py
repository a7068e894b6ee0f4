"""Conversations of 5,000 messages and of 200,000 characters, from the chat to the ticket."""

import time

import pytest
from fixtures.people import MakeConversation
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, form_in, press

MANY = [("user" if n % 2 else "assistant", f"Line {n}: the import of order {n} fails") for n in range(5_000)]
LONG = [("user", "The import fails. " + "And then it goes on and on. " * 7_140)]


@pytest.mark.parametrize("said", [MANY, LONG], ids=["5,000 messages", "200,000 characters"])
def test_long_conversation_becomes_a_ticket(
    browser: FlaskClient, alice: Caller, make_conversation: MakeConversation, said: list[tuple[str, str]]
) -> None:
    talk = make_conversation("alice", said)
    began = time.perf_counter()
    drafted = alice.post("/chat/generate-ticket", {"conversation_id": talk})
    page = browser.get(f"{REVIEW}?conversation_id={talk}")
    assert time.perf_counter() - began < 20
    assert (drafted.status_code, page.status_code) == (200, 200)
    assert len(page.data) < 400_000, "a page shows the end of a talk and what is quoted"
    assert {**form_in(page.text), **drafted.json["ticket"]} == form_in(page.text)
    for name, quotes in drafted.json["draft"]["evidence"].items():
        for quote in quotes:
            assert f'id="m{quote["message_id"]}"' in page.text, name
    place = press(browser, form_in(page.text), "send").location
    shown = browser.get(place or "")
    assert shown.status_code == 200
    assert len(shown.data) < 1_000_000
