"""The life of a draft: edited, kept while the conversation goes on, discarded, made again."""

from collections.abc import Callable

import pytest
from fixtures.people import MakeConversation
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, Fields, all_rows, count, form_in, press, review

GENERATE = "/chat/generate-ticket"
MINE = "Something only I could have typed"


@pytest.fixture
def edited(browser: FlaskClient, talk: int) -> Fields:
    """Save a draft whose title was typed anew; return the form as it is then."""
    saved = press(browser, review(browser, talk), "save", title=MINE)
    assert (saved.status_code, saved.location) == (303, f"{REVIEW}?conversation_id={talk}")
    return review(browser, talk)


def test_saved_draft_is_there_again(app: Flask, browser: FlaskClient, edited: Fields) -> None:
    assert (edited["title"], edited["version"]) == (MINE, "2")
    assert count(app, "draft") == 1
    listed = browser.get("/tickets").text
    assert MINE in listed
    assert "Saved, not sent yet" in listed


def test_program_sees_what_the_person_has_typed(alice: Caller, talk: int, edited: Fields) -> None:
    assert edited
    drafted = alice.post(GENERATE, {"conversation_id": talk}).json
    assert (drafted["ticket"]["title"], drafted["draft"]["state"]) == (MINE, "edited")


def test_what_a_person_typed_is_kept_when_the_conversation_goes_on(
    app: Flask, alice: Caller, browser: FlaskClient, talk: int, edited: Fields
) -> None:
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "The invoice of March is wrong, too."})
    shown = browser.get(f"{REVIEW}?conversation_id={talk}").text
    assert "The conversation has gone on" in shown
    assert form_in(shown) == {**form_in(shown), "title": MINE, "description": edited["description"]}
    assert press(browser, form_in(shown), "again").status_code == 303
    fields = review(browser, talk)
    assert fields["title"] == MINE
    assert "March" in fields["description"]
    assert fields["key"] == edited["key"]
    assert count(app, "draft") == 1
    press(browser, fields, "earlier")
    assert review(browser, talk)["description"] == edited["description"]


def discard(browser: FlaskClient, fields: Fields) -> None:
    asked = press(browser, fields, "discard")
    assert asked.status_code == 200
    assert "Discard this draft?" in asked.text
    done = press(browser, form_in(asked.text), "discard")
    assert (done.status_code, done.location) == (303, "/chat")


def test_discarding_asks_first_and_does_nothing_by_itself(app: Flask, browser: FlaskClient, edited: Fields) -> None:
    before = all_rows(app)
    asked = press(browser, edited, "discard", description="typed just now")
    assert all_rows(app) == before
    back = press(browser, form_in(asked.text), "edit")
    assert back.status_code == 200
    assert form_in(back.text)["description"] == "typed just now"
    assert form_in(back.text)["title"] == MINE


def test_discarded_text_is_nowhere_in_the_database(
    app: Flask, browser: FlaskClient, alice: Caller, talk: int, edited: Fields
) -> None:
    discard(browser, edited)
    assert MINE not in repr(all_rows(app))
    assert "row 1000" not in repr(all_rows(app)["draft"])
    fresh = alice.post(GENERATE, {"conversation_id": talk}).json
    assert fresh["ticket"]["title"] not in {"", MINE}
    assert fresh["draft"]["state"] == "generated"
    assert review(browser, talk)["title"] == fresh["ticket"]["title"]


def test_discarding_erases_what_older_versions_of_the_draft_held(
    app: Flask, browser: FlaskClient, alice: Caller, talk: int, edited: Fields
) -> None:
    assert edited
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "It is urgent."})
    alice.post(GENERATE, {"conversation_id": talk})
    discard(browser, review(browser, talk))
    assert MINE not in repr(all_rows(app))
    assert "row 1000" not in repr(all_rows(app)["draft"])


def test_discarding_keeps_other_drafts(
    app: Flask, browser: FlaskClient, make_conversation: MakeConversation, edited: Fields
) -> None:
    other = make_conversation("alice", [("user", "The printer is on fire")])
    press(browser, review(browser, other), "save", title="Fire, fire")
    discard(browser, edited)
    assert "Fire, fire" in repr(all_rows(app)["draft"])


def test_draft_that_was_never_saved_is_discarded_without_a_trace(app: Flask, browser: FlaskClient, talk: int) -> None:
    before = all_rows(app)
    discard(browser, review(browser, talk))
    assert all_rows(app) == before


def test_discarded_draft_is_not_sent(
    app: Flask, alice: Caller, browser: FlaskClient, talk: int, edited: Fields
) -> None:
    number = alice.post(GENERATE, {"conversation_id": talk}).json["draft"]["id"]
    discard(browser, edited)
    ticket = {"title": "x", "description": "x", "priority": "low", "category": "bug"}
    assert alice.post("/chat/submit-ticket", {"draft_id": number, "ticket": ticket}).status_code == 409
    answer = press(browser, edited, "send", description="typed in the other window")
    assert answer.status_code == 409
    assert "nothing was sent" in answer.text
    offered = form_in(answer.text)
    assert (offered["title"], offered["description"]) == (MINE, "typed in the other window")
    assert count(app, "ticket") == 0
    assert press(browser, offered, "send").status_code == 303


def test_key_of_somebody_else_opens_nothing(
    app: Flask, browser_of: Callable[[str], FlaskClient], talk: int, edited: Fields
) -> None:
    charlie = browser_of("charlie")
    assert charlie.get(REVIEW, query_string={"draft": edited["key"]}).status_code == 404
    assert charlie.get(REVIEW, query_string={"conversation_id": talk}).status_code == 404
    token = form_in(charlie.get(REVIEW).text)["csrf_token"]
    before = [row for row in all_rows(app)["draft"] if MINE in row]
    for button in ("save", "send", "autosave", "undo:title", "discard", "edit"):
        answer = press(charlie, {**edited, "csrf_token": token, "confirmed": "yes"}, button, title="charlie's")
        assert MINE not in answer.text
        assert "row 1000" not in answer.text or answer.status_code == 303
    assert [row for row in all_rows(app)["draft"] if MINE in row] == before
    assert count(app, "ticket") == 0


def test_empty_ticket_is_saved_and_found_again(app: Flask, browser: FlaskClient) -> None:
    fields = form_in(browser.get(REVIEW).text)
    assert {fields.get(name, "") for name in ("title", "description", "priority", "category")} == {""}
    saved = press(browser, fields, "save", title="A wish", priority="low")
    assert saved.location == f"{REVIEW}?draft={fields['key']}"
    again = form_in(browser.get(saved.location).text)
    assert (again["title"], again["priority"], again["key"]) == ("A wish", "low", fields["key"])
    assert saved.location in browser.get("/tickets").text
    assert count(app, "draft") == 1


def test_ticket_of_an_empty_conversation_is_saved_and_found_again(
    browser: FlaskClient, alice: Caller, make_conversation: MakeConversation
) -> None:
    conversation = make_conversation("alice", [])
    saved = press(browser, review(browser, conversation), "save", title=MINE)
    assert form_in(browser.get(saved.location).text)["title"] == MINE
    assert review(browser, conversation)["title"] == MINE
    alice.post(f"/chat/conversations/{conversation}/messages", {"content": "The export stops at row 1000"})
    drafted = alice.post(GENERATE, {"conversation_id": conversation}).json["ticket"]
    assert drafted["title"] == MINE
    assert "row 1000" in drafted["description"]


def test_another_ticket_is_drafted_from_the_same_conversation_when_asked_for(
    app: Flask, browser: FlaskClient, talk: int
) -> None:
    press(browser, review(browser, talk), "send")
    sent = browser.get(f"{REVIEW}?conversation_id={talk}").text
    assert "You have already sent this ticket" in sent
    assert "/tickets/1" in sent
    browser.post("/tickets/drafts", data=form_in(sent, "/tickets/drafts"))
    answer = press(browser, review(browser, talk), "send")
    assert answer.location == "/tickets/2"
    assert count(app, "ticket") == 2
