"""Secrets of a conversation: not in the draft, listed on the page, shown or hidden at a button, never lost."""

import re
from html import unescape

import pytest
from fixtures.people import MakeConversation
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, all_rows, form_in, press, review

CARD, PASSWORD, KEY = "4111 1111 1111 1111", "Sommer-2024!x", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"
MAIL, PHONE = "ann.lee@example.org", "+49 170 1234567"
SECRETS = (CARD, PASSWORD, KEY)
TALK = [
    ("user", f"The payment page fails with error 500. My card is {CARD} and my password is {PASSWORD}"),
    ("assistant", "Which key do you use?"),
    ("user", f"{KEY} of course. {PASSWORD} works on the old page. Mail me at {MAIL} or call {PHONE}."),
]


@pytest.fixture
def talk(make_conversation: MakeConversation) -> int:
    """Return the id of a conversation in which alice told secrets."""
    return make_conversation("alice", TALK)


def page_of(browser: FlaskClient, talk: int) -> str:
    return unescape(browser.get(f"{REVIEW}?conversation_id={talk}").text)


def button(page: str, start: str) -> str:
    """Return the value of the first button of this kind."""
    found = re.search(rf'name="action" value="({start}[^"]*)"', page)
    assert found, f"no button {start}"
    return found[1]


def said_aside(page: str) -> str:
    return page[page.index('id="talk-title"') :]


def test_nothing_raw_is_stored_with_a_draft(app: Flask, alice: Caller, browser: FlaskClient, talk: int) -> None:
    answer = alice.post("/chat/generate-ticket", {"conversation_id": talk})
    press(browser, review(browser, talk), "save", title="Something else")
    for secret in SECRETS:
        assert secret not in answer.text
        assert all(secret not in row for row in all_rows(app)["draft"])
    found = answer.json["draft"]["findings"]
    assert {f["kind"]: f["masked"] for f in found} == {
        "card": True, "password": True, "api_key": True, "email": False, "phone": False,
    }  # fmt: skip
    said = {m["id"]: m["content"] for m in alice.get(f"/chat/conversations/{talk}").json["messages"]}
    assert {said[f["message_id"]][f["start"] : f["end"]] for f in found} == {*SECRETS, MAIL, PHONE}
    for quote in [q for quotes in answer.json["draft"]["evidence"].values() for q in quotes]:
        assert said[quote["message_id"]][quote["start"] : quote["end"]] == quote["quote"]


def test_page_lists_what_was_hidden_and_shows_no_secret(browser: FlaskClient, talk: int) -> None:
    page = page_of(browser, talk)
    assert "We hid 3 things before sending" in page
    for placeholder in ("[card number ending 1111]", "[password hidden]", "[API key hidden]"):
        assert placeholder in page
        assert f'<span class="masked">{placeholder}</span>' in said_aside(page)
    assert all(secret not in page for secret in SECRETS)
    assert MAIL in page
    assert "Not hidden: e-mail address, phone number" in page


def test_a_page_without_secrets_says_nothing_of_hiding(
    browser: FlaskClient, make_conversation: MakeConversation
) -> None:
    page = page_of(browser, make_conversation("alice", [("user", "The export fails with error 500.")]))
    assert 'id="masking"' not in page
    assert "We hid" not in page


def test_showing_puts_the_value_into_the_text_and_masking_takes_it_out(browser: FlaskClient, talk: int) -> None:
    drafted = review(browser, talk)["description"]
    assert "[password hidden]" in drafted
    edited = drafted + "\nMy own words, with [password hidden] in them."
    answer = press(browser, review(browser, talk), "show:password-1", description=edited, title="Mine")
    assert answer.status_code == 303
    fields = review(browser, talk)
    assert fields["description"] == edited.replace("[password hidden]", PASSWORD)
    assert fields["title"] == "Mine"
    assert PASSWORD in said_aside(page_of(browser, talk))
    press(browser, fields, "mask:password-1", description=fields["description"] + "\nMore.")
    assert review(browser, talk)["description"] == edited + "\nMore."


def test_mask_all_hides_addresses_too_and_undo_brings_them_back(browser: FlaskClient, talk: int) -> None:
    before = review(browser, talk)
    press(browser, before, "mask_all")
    page = page_of(browser, talk)
    assert "We hid 5 things before sending" in page
    assert MAIL not in form_in(page)["description"] + said_aside(page)
    assert "[e-mail address hidden]" in page
    press(browser, review(browser, talk), "undo_masking")
    page = page_of(browser, talk)
    assert "We hid 3 things before sending" in page
    assert form_in(page)["description"] == before["description"]


def test_undo_returns_to_what_was_shown_before(browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "show:card-1")
    press(browser, review(browser, talk), "show:password-1")
    press(browser, review(browser, talk), "undo_masking")
    page = page_of(browser, talk)
    assert CARD in said_aside(page)
    assert PASSWORD not in page


def test_what_was_shown_is_no_edit(browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "show:password-1")
    assert page_of(browser, talk).count("data-suggested-tag>") == 4


def test_a_name_nobody_listed_changes_nothing(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    press(browser, fields, "save", title="Mine")
    fields = review(browser, talk)
    before = all_rows(app)
    assert press(browser, fields, "show:password-9").status_code == 303
    assert press(browser, fields, "show:undo").status_code == 303
    assert all_rows(app) == before


def test_another_window_is_not_overwritten(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    press(browser, fields, "save", title="From the other window")
    before = all_rows(app)
    late = press(browser, fields, "show:password-1", title="Typed here")
    assert late.status_code == 409
    assert form_in(late.text)["title"] == "Typed here"
    assert all_rows(app) == before


def test_what_was_decided_stays_when_the_conversation_goes_on(alice: Caller, browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "show:card-1", title="Mine")
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "It is urgent! The pin is 4821."})
    alice.post("/chat/generate-ticket", {"conversation_id": talk})
    page = page_of(browser, talk)
    fields = form_in(page)
    assert CARD in fields["description"]
    assert fields["title"] == "Mine"
    assert PASSWORD not in page
    assert "4821" not in page


def test_agents_read_a_masked_conversation(alice: Caller, browser: FlaskClient, browser_of: object, talk: int) -> None:
    press(browser, review(browser, talk), "show:card-1")
    sent = press(browser, review(browser, talk), "send_as_is")
    assert sent.status_code == 303
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "By the way, my pin is 4821"})
    page = unescape(browser_of("bob").get(sent.location).text)  # type: ignore[operator]
    assert CARD in page
    assert PASSWORD not in page
    assert KEY not in page
    assert "my pin is 4821" not in page
    assert '<span class="masked">[API key hidden]</span>' in page
    assert PASSWORD in unescape(browser.get(f"/chat/{talk}").text), "the owner's own chat stays as it was"


def test_a_ticket_without_a_draft_has_its_conversation_masked_too(alice: Caller, browser_of: object, talk: int) -> None:
    ticket = {"title": "Help", "description": "Please.", "priority": "low", "category": "bug"}
    sent = alice.post("/chat/submit-ticket", {"conversation_id": talk, "ticket": ticket}).json
    page = browser_of("bob").get(f"/tickets/{sent['ticket_id']}").text  # type: ignore[operator]
    assert "[password hidden]" in page
    assert PASSWORD not in page


def test_a_typed_secret_is_asked_about_before_it_is_sent(alice: Caller, browser: FlaskClient, talk: int) -> None:
    typed = "Try it with 5500 0000 0000 0004 please. The password is NeuesJahr#25"
    answer = press(browser, review(browser, talk), "send", description=typed)
    assert answer.status_code == 400
    page = unescape(answer.text)
    assert "Your text contains a card number and a password" in page
    assert form_in(page)["description"] == typed
    assert alice.get("/chat/tickets").json["tickets"] == []
    sent = press(browser, form_in(answer.text), "send_masked")
    ticket = alice.get("/chat/tickets/1").json
    assert sent.status_code == 303
    assert ticket["description"] == "Try it with [card number ending 0004] please. The password is [password 2 hidden]"


def test_a_typed_secret_is_sent_as_it_is_when_the_person_says_so(alice: Caller, browser: FlaskClient) -> None:
    fields = form_in(browser.get(REVIEW).text)
    typed = {"title": "Card refused", "description": f"This one: {CARD}", "priority": "low", "category": "bug"}
    answer = press(browser, fields, "send", **typed)
    assert "Your text contains a card number" in answer.text
    press(browser, form_in(answer.text), "send_as_is")
    assert alice.get("/chat/tickets/1").json["description"] == f"This one: {CARD}"


def test_a_secret_of_the_conversation_typed_by_hand_counts_as_typed(browser: FlaskClient, talk: int) -> None:
    answer = press(browser, review(browser, talk), "send", description=f"I used {PASSWORD} there.")
    assert "Your text contains a password" in answer.text


def test_what_was_shown_on_purpose_is_not_asked_about(browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "show:password-1")
    assert press(browser, review(browser, talk), "send").status_code == 303


def test_the_untouched_draft_is_sent_without_a_question(alice: Caller, browser: FlaskClient, talk: int) -> None:
    assert press(browser, review(browser, talk), "send").status_code == 303
    ticket = alice.get("/chat/tickets/1").json
    assert "[password hidden]" in ticket["description"]


def test_json_stores_what_the_client_sends(alice: Caller) -> None:
    ticket = {"title": "Help", "description": f"password: {PASSWORD}", "priority": "low", "category": "bug"}
    sent = alice.post("/chat/submit-ticket", {"ticket": ticket}).json
    assert alice.get(f"/chat/tickets/{sent['ticket_id']}").json["description"] == ticket["description"]


def test_a_sent_ticket_keeps_which_kinds_were_masked(
    app: Flask, alice: Caller, browser: FlaskClient, talk: int
) -> None:
    press(browser, review(browser, talk), "send")
    kept = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json["draft"]
    assert kept["state"] == "submitted"
    assert {f["kind"] for f in kept["findings"] if f["masked"]} == {"card", "password", "api_key"}
    assert all(secret not in row for row in all_rows(app)["draft"] for secret in SECRETS)


def test_discarding_erases_what_was_decided_and_answered(app: Flask, browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "show:password-1", answer_since="since my birthday")
    press(browser, review(browser, talk), "discard", confirmed="1")
    [row] = all_rows(app)["draft"]
    assert PASSWORD not in row
    assert "birthday" not in row
    assert "password-1" not in row
