"""What the conversation did not say: asked on the page, optional, kept as typed, sent at the end of the description."""

from html import unescape

import pytest
from fixtures.people import MakeConversation
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, form_in, press, review

TALK = [("user", "The tooltip of the chart is cut off.")]


@pytest.fixture
def talk(make_conversation: MakeConversation) -> int:
    """Return the id of a conversation in which little was said."""
    return make_conversation("alice", TALK)


def test_questions_are_in_the_draft_and_on_the_page(alice: Caller, browser: FlaskClient, talk: int) -> None:
    asked = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json["draft"]["missing"]
    assert 1 <= len(asked) <= 3
    page = unescape(browser.get(f"{REVIEW}?conversation_id={talk}").text)
    assert "Could not tell from the chat (optional)" in page
    for one in asked:
        assert one["question"] in page
        assert form_in(page)[f"answer_{one['name']}"] == ""


def test_nothing_is_asked_of_a_ticket_from_nothing(browser: FlaskClient) -> None:
    assert "Could not tell from the chat" not in browser.get(REVIEW).text


def test_answers_are_sent_at_the_end_of_the_description(alice: Caller, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    sent = press(browser, fields, "send", answer_since="  Tuesday ", answer_environment="", answer_steps="I hover")
    assert sent.status_code == 303
    description = alice.get("/chat/tickets/1").json["description"]
    assert description == fields["description"].rstrip() + "\n\nAdded by me:\nSteps: I hover\nSince when: Tuesday"


def test_no_answer_leaves_the_description_alone(alice: Caller, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    press(browser, fields, "send")
    assert alice.get("/chat/tickets/1").json["description"] == fields["description"]


@pytest.mark.parametrize("button", ["save", "autosave", "undo:title", "edit"])
def test_answers_are_kept(browser: FlaskClient, talk: int, button: str) -> None:
    answer = press(browser, review(browser, talk), button, answer_since="Tuesday")
    kept = form_in(answer.text) if button == "edit" else review(browser, talk)
    assert kept["answer_since"] == "Tuesday"


def test_answers_are_kept_with_an_error(browser: FlaskClient, talk: int) -> None:
    answer = press(browser, review(browser, talk), "send", title="", answer_since='"Tuesday" <b>')
    assert answer.status_code == 400
    assert form_in(answer.text)["answer_since"] == '"Tuesday" <b>'
    assert review(browser, talk)["answer_since"] == '"Tuesday" <b>'


def test_an_answer_taken_back_is_gone(browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "save", answer_since="Tuesday")
    press(browser, review(browser, talk), "save", answer_since="")
    assert review(browser, talk)["answer_since"] == ""


def test_too_long_a_whole_is_explained_and_nothing_is_lost(alice: Caller, browser: FlaskClient, talk: int) -> None:
    long = "x " * 9_990
    answer = press(browser, review(browser, talk), "send", description=long, answer_since="y" * 300)
    assert answer.status_code == 400
    assert "Together with your answers below: " in answer.text
    fields = form_in(answer.text)
    assert (fields["description"], fields["answer_since"]) == (long, "y" * 300)
    assert alice.get("/chat/tickets").json["tickets"] == []


def test_a_secret_in_an_answer_is_asked_about(browser: FlaskClient, talk: int) -> None:
    answer = press(browser, review(browser, talk), "send", answer_steps="I pay by 4111 1111 1111 1111")
    assert "Your text contains a card number" in answer.text
    assert form_in(answer.text)["answer_steps"] == "I pay by 4111 1111 1111 1111"


def test_answers_survive_a_lapsed_sign_in(browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    browser.delete_cookie("access_token_cookie")
    browser.delete_cookie("refresh_token_cookie")
    lapsed = press(browser, fields, "send", answer_since="Tuesday")
    assert lapsed.status_code == 401
    again = form_in(lapsed.text, "/login")
    signed_in = browser.post(
        "/login", data={**again, "email": "alice@example.com", "password": "correct horse battery"}
    )
    assert signed_in.status_code in {302, 303}, signed_in.text
    assert review(browser, talk)["answer_since"] == "Tuesday"
