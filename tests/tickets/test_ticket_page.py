"""/tickets, /tickets/ID, /agent/tickets in a browser; withdrawing, rating the draft, sharing the conversation."""

from collections.abc import Callable

import pytest
from fixtures.application import Statements
from fixtures.people import MakeTicket, People
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller, Fields, all_rows, form_in, press, review

from supportapp.extensions import db
from supportapp.tickets.models import Draft

Browsers = Callable[[str], FlaskClient]


@pytest.fixture
def sent(browser: FlaskClient, talk: int) -> str:
    """Return the place of a ticket alice sent from her conversation."""
    place = press(browser, review(browser, talk), "send").location
    assert place == "/tickets/1"
    return place


def test_agent_reads_the_shared_conversation(browser_of: Browsers, sent: str) -> None:
    page = browser_of("bob").get(sent).text
    assert "Have you tried a smaller date range?" in page
    assert "alice@example.com" in page


def test_conversation_that_is_not_shared_stays_with_its_owner(
    app: Flask, browser: FlaskClient, browser_of: Browsers, talk: int
) -> None:
    fields = review(browser, talk)
    del fields["share_conversation"]
    place = press(browser, fields, "send", title="Export", description="It stops.").location or ""
    bob = browser_of("bob")
    for path in (place, f"/chat{place}", f"/chat{place}/events", "/agent/tickets"):
        page = bob.get(path).text
        assert "smaller date range" not in page
        assert "row 1000" not in page
    assert bob.get(f"/chat{place}").json["conversation_id"] is None
    assert bob.get(f"/chat/{talk}").status_code == 404
    assert "row 1000" in browser.get(f"/chat/{talk}").text
    assert press(browser, fields, "send").location == place, "the draft is still known as sent"
    assert len(all_rows(app)["ticket"]) == 1


def test_choice_not_to_share_survives_a_mistake(browser: FlaskClient, talk: int) -> None:
    fields = review(browser, talk)
    del fields["share_conversation"]
    again = form_in(press(browser, fields, "send", title="").text)
    assert "share_conversation" not in again


def test_stranger_gets_nothing(app: Flask, browser_of: Browsers, sent: str) -> None:
    charlie = browser_of("charlie")
    token = form_in(charlie.get("/chat").text, "/chat")["csrf_token"]
    before = all_rows(app)
    answers = [charlie.get(sent)]
    answers += [charlie.post(f"{sent}/{word}", data={"csrf_token": token}) for word in ("withdraw", "draft-rating")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert charlie.get("/agent/tickets").status_code == 403
    assert all_rows(app) == before
    assert "row 1000" not in charlie.get("/tickets").text


def withdraw_form(browser: FlaskClient, place: str) -> Fields:
    return form_in(browser.get(place).text, f"{place}/withdraw")


def test_ticket_nobody_works_on_is_taken_back(browser: FlaskClient, sent: str) -> None:
    fields = withdraw_form(browser, sent)
    answer = browser.post(f"{sent}/withdraw", data=fields)
    assert (answer.status_code, answer.location) == (303, sent)
    page = browser.get(sent).text
    assert "withdrew the ticket" in page
    assert "Sent by mistake?" not in page
    again = browser.post(f"{sent}/withdraw", data=fields)
    assert again.status_code == 409
    ticket = browser.get(f"/chat{sent}").json
    assert (ticket["status"], ticket["version"]) == ("closed", 2)
    assert [e["kind"] for e in browser.get(f"/chat{sent}/events").json["events"]] == ["created", "withdrawn"]


@pytest.mark.parametrize("state", [{"status": "in_progress"}, {"assignee_id": 2}, {"status": "closed"}])
def test_ticket_somebody_works_on_is_not_taken_back(
    app: Flask, browser: FlaskClient, make_ticket: MakeTicket, state: dict[str, object]
) -> None:
    place = f"/tickets/{make_ticket('alice', **state)}"
    page = browser.get(place).text
    assert "Sent by mistake?" not in page
    token = form_in(page, "/logout")["csrf_token"]
    before = all_rows(app)
    assert browser.post(f"{place}/withdraw", data={"csrf_token": token}).status_code == 409
    assert all_rows(app) == before


@pytest.mark.parametrize("name", ["bob", "dora"])
def test_agent_does_not_withdraw_for_the_requester(app: Flask, browser_of: Browsers, sent: str, name: str) -> None:
    agent = browser_of(name)
    page = agent.get(sent).text
    assert "Sent by mistake?" not in page
    before = all_rows(app)
    answer = agent.post(f"{sent}/withdraw", data={"csrf_token": form_in(page, "/logout")["csrf_token"]})
    assert answer.status_code == 403
    assert all_rows(app) == before


def test_requester_says_whether_the_draft_was_useful(app: Flask, browser: FlaskClient, sent: str) -> None:
    fields = form_in(browser.get(sent).text, f"{sent}/draft-rating")
    answer = browser.post(f"{sent}/draft-rating", data={**fields, "useful": "yes"})
    assert (answer.status_code, answer.location) == (303, sent)
    with app.app_context():
        assert db.session.scalars(db.select(Draft.useful)).one() is True


def test_list_shows_own_tickets_by_status(browser: FlaskClient, make_ticket: MakeTicket) -> None:
    for name, title, status in (
        ("alice", "Mine open", "open"),
        ("alice", "Mine shut", "closed"),
        ("bob", "His", "open"),
    ):
        make_ticket(name, title=title, status=status)
    page = browser.get("/tickets").text
    assert ("Mine open" in page, "Mine shut" in page, ">His<" in page) == (True, True, False)
    page = browser.get("/tickets?status=closed&status=nonsense").text
    assert ("Mine open" in page, "Mine shut" in page) == (False, True)


def test_queue_shows_everybodys_to_agents_only(browser_of: Browsers, make_ticket: MakeTicket, people: People) -> None:
    make_ticket("alice", title="Of alice")
    make_ticket("charlie", title="Of charlie")
    for name in ("bob", "dora"):
        page = browser_of(name).get("/agent/tickets").text
        assert "Of alice" in page
        assert "Of charlie" in page
        assert people["charlie"].name in page


def test_pages_of_the_list_lead_on(browser: FlaskClient, make_ticket: MakeTicket) -> None:
    for n in range(23):
        make_ticket("alice", title=f"number {n}.")
    first = browser.get("/tickets").text
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = browser.get(older).text
    assert "number 22." in first
    assert "number 2." not in first
    assert "number 2." in second
    assert "number 22." not in second
    assert browser.get("/tickets?cursor=wrong").status_code == 400
    assert browser.get(older.replace("/tickets", "/chat")).status_code == 400


def test_titles_are_shown_as_text(browser: FlaskClient, make_ticket: MakeTicket) -> None:
    place = f"/tickets/{make_ticket('alice', title='<script>x</script>', description='<img src=x onerror=y>')}"
    for path in ("/tickets", place):
        page = browser.get(path).text
        assert "<script>x" not in page
        assert "<img" not in page


@pytest.mark.parametrize("comments", [2, 60])
def test_page_takes_as_many_statements_however_long_the_talk(
    caller: Callable[[str], Caller], sent: str, statements: Statements, make_ticket: MakeTicket, comments: int
) -> None:
    alice, bob = caller("alice"), caller("bob")
    make_ticket("alice")
    for number in range(comments):
        (alice, bob)[number % 2].post(f"/chat{sent}/comments", {"body": "More of it.", "internal": False})
    bob.post(f"/chat{sent}/comments", {"body": "A note.", "internal": True})
    for person, query, most in ((alice, {}, 8), (bob, {"list": "status=open"}, 12), (bob, {"list": "q=export"}, 12)):
        with statements() as told:
            assert "More of it." in person.get(sent, **query).text
        assert len(told) <= most, told


def test_search_and_filters_of_my_tickets(browser: FlaskClient, make_ticket: MakeTicket) -> None:
    for title, status in (("Printer hums", "open"), ("Printer burns", "closed"), ("Export", "open")):
        make_ticket("alice", title=title, description="-", status=status)
    make_ticket("bob", title="Printer of bob")
    page = browser.get("/tickets?q=printer&status=open").text
    assert [title in page for title in ("Printer hums", "Printer burns", "Export<", "of bob")] == [True, *[False] * 3]
    assert 'value="printer"' in page
    assert "No ticket of yours is here" in browser.get("/tickets?q=nothing").text
    for n in range(21):
        make_ticket("alice", title=f"Printer {n}.")
    page = browser.get("/tickets?q=printer").text
    older = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "q=printer" in older
    assert "Printer hums" in browser.get(older).text


@pytest.mark.parametrize("words", ["-printer", "x" * 201, "a%00b", "%E2%80%AEx"])
def test_search_for_nonsense_is_answered_beside_the_box(
    browser: FlaskClient, make_ticket: MakeTicket, words: str
) -> None:
    make_ticket("alice")
    answer = browser.get(f"/tickets?q={words}&status=open")
    assert answer.status_code == 400
    assert 'id="q-error"' in answer.text
    assert 'value="open" checked' in answer.text


def test_new_answer_is_marked_until_the_ticket_ends(
    browser: FlaskClient, caller: Callable[[str], Caller], sent: str
) -> None:
    alice, bob = caller("alice"), caller("bob")
    seen = []
    for step in (
        lambda: None,
        lambda: bob.post(f"/chat{sent}/comments", {"body": "Try again."}),
        lambda: alice.post(f"/chat{sent}/comments", {"body": "Still broken."}),
        lambda: bob.post(f"/chat{sent}/comments", {"body": "Now?"}),
        lambda: alice.patch(f"/chat{sent}", {"status": "closed"}),
    ):
        step()
        seen.append("New answer" in browser.get("/tickets").text)
    assert seen == [False, True, False, True, False]
