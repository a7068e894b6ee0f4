"""The review page sent twice, from two windows, at the same moment; nothing is lost and one ticket is made."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import time_machine
from fixtures.people import MakeConversation, SignIn
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, all_rows, count, form_in, press, review

from supportapp.database import utcnow

WISH = {"title": "A wish", "description": "More colours", "priority": "low", "category": "feature"}
THEIRS, OURS = "Typed in the other window", "Typed in this window"


def test_page_sent_six_times_makes_one_ticket(app: Flask, browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    answers = [press(browser, fields, "send", title="x" if n else "first") for n in range(6)]
    assert {(a.status_code, a.location) for a in answers} == {(303, "/tickets/1")}
    assert [count(app, name) for name in ("ticket", "ticket_event", "outbox")] == [1, 1, 1]
    assert "first" in all_rows(app)["ticket"][0]


def test_empty_ticket_sent_six_times_is_one(app: Flask, browser: FlaskClient) -> None:
    fields = form_in(browser.get(REVIEW).text)
    assert {press(browser, fields, "send", **WISH).location for _ in range(6)} == {"/tickets/1"}
    assert count(app, "ticket") == 1


def send_from_nothing(browser: FlaskClient, **typed: str) -> str | None:
    return press(browser, form_in(browser.get(REVIEW).text), "send", **{**WISH, **typed}).location


def test_the_same_words_in_a_new_empty_form_are_one_ticket_for_ten_minutes(
    browser: FlaskClient, browser_of: Callable[[str], FlaskClient]
) -> None:
    assert send_from_nothing(browser) == "/tickets/1"
    assert send_from_nothing(browser) == "/tickets/1"
    assert send_from_nothing(browser, description="More music") == "/tickets/2"
    assert send_from_nothing(browser_of("charlie")) == "/tickets/3"
    with time_machine.travel(utcnow() + timedelta(minutes=11), tick=False):
        assert send_from_nothing(browser) == "/tickets/4"


def test_what_was_withdrawn_may_be_sent_again_at_once(browser: FlaskClient) -> None:
    place = send_from_nothing(browser) or ""
    browser.post(f"{place}/withdraw", data=form_in(browser.get(place).text, f"{place}/withdraw"))
    assert send_from_nothing(browser) == "/tickets/2"


def test_page_sent_again_after_the_conversation_went_on_is_still_one_ticket(
    app: Flask, alice: Caller, browser: FlaskClient, talk: int
) -> None:
    fields = review(browser, talk)
    press(browser, fields, "send")
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "One thing more: it is urgent."})
    assert press(browser, fields, "send").location == "/tickets/1"
    assert count(app, "ticket") == 1


def test_page_sent_by_eight_presses_at_once_makes_one_ticket(
    app: Flask, browser: FlaskClient, talk: int, sign_in: SignIn
) -> None:
    fields = review(browser, talk)
    cookies = [browser.get_cookie(name) for name in ("access_token_cookie", "csrf_access_token")]

    def send(_: int) -> tuple[int, str | None]:
        window = app.test_client()
        for cookie in cookies:
            assert cookie
            window.set_cookie(cookie.key, cookie.value)
        answer = press(window, fields, "send")
        return answer.status_code, answer.location

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, range(16))) == {(303, "/tickets/1")}
    assert [count(app, name) for name in ("ticket", "ticket_event", "outbox", "draft")] == [1, 1, 1, 1]
    assert sign_in


def test_text_of_both_windows_is_shown_when_they_differ(app: Flask, browser: FlaskClient, talk: int) -> None:
    page = review(browser, talk)
    press(browser, page, "save", title=THEIRS, priority="low")
    before = all_rows(app)
    for button in ("save", "send", "undo:category"):
        answer = press(browser, page, button, title=OURS)
        assert answer.status_code == 409
        assert "This ticket was changed in another window" in answer.text
        fields = form_in(answer.text)
        assert (fields["title"], fields["theirs_title"], fields["theirs_priority"]) == (OURS, THEIRS, "low")
        assert fields["version"] == "2"
        assert "theirs_description" not in fields
    assert all_rows(app) == before
    sent = press(browser, fields, "send")
    assert sent.status_code == 303
    assert OURS in all_rows(app)["ticket"][0]


def test_text_of_the_other_window_can_be_taken(app: Flask, browser: FlaskClient, talk: int) -> None:
    page = review(browser, talk)
    press(browser, page, "save", title=THEIRS, description="other words")
    fields = form_in(press(browser, page, "send", title=OURS).text)
    press(browser, fields, "send", take_title="1")
    [ticket] = all_rows(app)["ticket"]
    assert THEIRS in ticket
    assert "other words" not in ticket


def test_window_that_is_behind_but_says_the_same_is_no_obstacle(app: Flask, browser: FlaskClient, talk: int) -> None:
    page = review(browser, talk)
    press(browser, page, "save", title=OURS)
    assert press(browser, page, "send", title=OURS).location == "/tickets/1"
    assert count(app, "ticket") == 1


def test_ticket_sent_in_the_other_window_is_shown(app: Flask, browser: FlaskClient, talk: int) -> None:
    page = review(browser, talk)
    press(browser, page, "send")
    for button in ("save", "send", "undo:title"):
        answer = press(browser, page, button, title=OURS)
        assert (answer.status_code, answer.location) == (303, "/tickets/1")
    assert press(browser, page, "autosave", title=OURS).status_code == 409
    assert OURS not in repr(all_rows(app))


def test_two_people_send_the_same_words_as_two_tickets(
    app: Flask, browser: FlaskClient, browser_of: Callable[[str], FlaskClient], make_conversation: MakeConversation
) -> None:
    talks = {name: make_conversation(name, [("user", "The export stops")]) for name in ("alice", "charlie")}
    charlie = browser_of("charlie")
    places = [
        press(window, review(window, talks[name]), "send").location
        for window, name in ((browser, "alice"), (charlie, "charlie"))
    ]
    assert places == ["/tickets/1", "/tickets/2"]
    assert charlie.get("/tickets/1").status_code == 404
    assert count(app, "ticket") == 2
