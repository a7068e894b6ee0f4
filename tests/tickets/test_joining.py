"""Adding a draft to a ticket there is: one comment, the draft's end, and nothing of it lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.people import MakeConversation, MakeTicket, People
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, Fields, count, form_in, press, review

from supportapp.accounts.service import Person
from supportapp.extensions import db
from supportapp.tickets.models import Comment, Draft, Ticket
from supportapp.tickets.review import joining
from supportapp.tickets.review.drafts import AlreadySent, ForeignDraft

GENERATE, SUBMIT = "/chat/generate-ticket", "/chat/submit-ticket"
TALK = "Me again: the CSV export still stops at row 1000, error E42."


@pytest.fixture
def number(make_ticket: MakeTicket) -> int:
    """Return the id of alice's ticket that the talk is about too."""
    return make_ticket("alice", title="The CSV export stops with error E42")


@pytest.fixture
def follow_up(make_conversation: MakeConversation) -> int:
    """Return the id of alice's second conversation about it."""
    return make_conversation("alice", [("user", TALK)])


def comments(app: Flask) -> list[dict[str, Any]]:
    """Return all comments."""
    with app.app_context():
        return [dict(row._mapping) for row in db.session.execute(sa.select(Comment.__table__).order_by(Comment.id))]


def draft(app: Flask) -> Draft:
    """Return the only draft."""
    with app.app_context():
        return db.session.scalars(sa.select(Draft)).one()


def without(fields: Fields, name: str) -> Fields:
    """Return a form with a box unticked."""
    return {key: value for key, value in fields.items() if key != name}


def test_the_button_adds_the_conversation_as_a_comment(
    app: Flask, browser: FlaskClient, people: People, number: int, follow_up: int
) -> None:
    page = browser.get(REVIEW, query_string={"conversation_id": follow_up}).text
    assert f'value="join:{number}"' in page
    answer = press(browser, form_in(page), f"join:{number}", title="Still *stops*", description="At row 1000.")
    assert (answer.status_code, answer.location) == (303, f"/tickets/{number}")
    assert f"Added to ticket #{number}. You follow it here." in browser.get(answer.location).text
    [said] = comments(app)
    assert said["body"] == "**Still \\*stops\\***\n\nAt row 1000."
    told = {name: said[name] for name in ("ticket_id", "author_id", "internal", "by_agent", "conversation_id", "key")}
    assert told == {
        "ticket_id": number,
        "author_id": people["alice"].id,
        "internal": False,
        "by_agent": False,
        "conversation_id": follow_up,
        "key": draft(app).key,
    }
    with app.app_context():
        ticket = db.session.get_one(Ticket, number)
        assert (ticket.last_reply_by, ticket.version, ticket.status) == ("requester", 2, "open")
        assert joining.conversations_of(number) == [(follow_up, said["id"])]
        behind = joining.draft_of(said["id"])
        assert behind is not None
        assert behind.conversation_id == follow_up
    assert count(app, "ticket") == 1


def test_the_transcript_stays_with_the_person_who_does_not_share_it(
    app: Flask, browser: FlaskClient, number: int, follow_up: int
) -> None:
    press(browser, without(review(browser, follow_up), "share_conversation"), f"join:{number}")
    [said] = comments(app)
    assert said["conversation_id"] is None
    with app.app_context():
        assert joining.conversations_of(number) == []


def test_the_draft_ends_as_joined_and_the_ledger_counts_it(
    app: Flask, browser: FlaskClient, number: int, follow_up: int
) -> None:
    press(browser, review(browser, follow_up), f"join:{number}")
    ended = draft(app)
    assert ended.state == "joined"
    assert ended.outcome
    assert (ended.outcome["outcome"], ended.outcome["ticket_id"]) == ("joined", number)
    assert ended.outcome["fields"]["title"]["result"] == "kept"
    printed = app.test_cli_runner().invoke(args=["drafts", "ledger", "--json"])
    assert '"joined": 1' in printed.output


def test_six_times_is_one_comment(app: Flask, browser: FlaskClient, number: int, follow_up: int) -> None:
    fields = review(browser, follow_up)
    answers = [press(browser, fields, f"join:{number}", title=f"Title {n}") for n in range(6)]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, f"/tickets/{number}")}
    [said] = comments(app)
    assert "Title 0" in said["body"]


def test_eight_at_once_are_one_comment(app: Flask, browser: FlaskClient, number: int, follow_up: int) -> None:
    fields = review(browser, follow_up)
    press(browser, fields, "save")
    fields = review(browser, follow_up)
    cookies = [browser.get_cookie(name) for name in ("access_token_cookie", "csrf_access_token")]

    def join(_: int) -> tuple[int, str | None]:
        window = app.test_client()
        for cookie in cookies:
            assert cookie
            window.set_cookie(cookie.key, cookie.value)
        answer = press(window, fields, f"join:{number}")
        return answer.status_code, answer.location

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(join, range(8))) == {(303, f"/tickets/{number}")}
    assert len(comments(app)) == 1


def test_coming_back_says_where_it_went_and_offers_a_draft_anew(
    app: Flask, browser: FlaskClient, number: int, follow_up: int
) -> None:
    fields = review(browser, follow_up)
    press(browser, fields, f"join:{number}")
    page = browser.get(REVIEW, query_string={"conversation_id": follow_up}).text
    assert f"You added this to ticket #{number}" in page
    for button in ("send", "save"):
        assert press(browser, fields, button).location == f"/tickets/{number}"
    again = browser.post("/tickets/drafts", data=form_in(page, "/tickets/drafts"))
    assert again.status_code == 303
    assert press(browser, review(browser, follow_up), "send").location == f"/tickets/{number + 1}"
    assert count(app, "ticket") == 2


def test_programs_learn_where_it_went(
    app: Flask, alice: Caller, browser: FlaskClient, number: int, follow_up: int
) -> None:
    made = alice.post(GENERATE, {"conversation_id": follow_up}).json
    press(browser, review(browser, follow_up), f"join:{number}")
    again = alice.post(GENERATE, {"conversation_id": follow_up}).json["draft"]
    assert (again["id"], again["state"], again["ticket_id"]) == (made["draft"]["id"], "joined", number)
    assert again["similar"] == []
    assert alice.post(SUBMIT, {"draft_id": again["id"], "ticket": made["ticket"]}).status_code == 409
    assert count(app, "ticket") == 1


def test_answers_come_with_it(app: Flask, browser: FlaskClient, number: int, make_conversation: Any) -> None:
    talk = make_conversation("alice", [("user", "The tooltip of the chart is cut off.")])
    press(browser, review(browser, talk), f"join:{number}", answer_since="Since Tuesday noon")
    assert "Since Tuesday noon" in comments(app)[0]["body"]


def test_agents_add_to_any_ticket(
    app: Flask, browser_of: Callable[[str], FlaskClient], make_conversation: MakeConversation, number: int
) -> None:
    talk = make_conversation("bob", [("user", TALK)])
    browser = browser_of("bob")
    page = browser.get(REVIEW, query_string={"conversation_id": talk}).text
    assert "from Alice" in page
    assert press(browser, form_in(page), f"join:{number}").location == f"/tickets/{number}"
    assert comments(app)[0]["by_agent"]


def person(people: People, name: str) -> Person:
    """Return somebody as services know them."""
    user = people[name]
    return Person(id=user.id, email=user.email, name=user.name, role=user.role, verified=True, sign_in_id="")


def test_the_service_gives_the_first_comment_again(
    app: Flask, alice: Caller, people: People, make_ticket: MakeTicket, follow_up: int
) -> None:
    number, other = make_ticket("alice"), make_ticket("alice")
    made = alice.post(GENERATE, {"conversation_id": follow_up}).json
    with app.app_context():
        row = db.session.get_one(Draft, made["draft"]["id"])
        values = (person(people, "alice"), number, row, made["ticket"], follow_up)
        first, again = joining.join(*values), joining.join(*values)
        assert (first.repeated, again.repeated, again.comment_id) == (False, True, first.comment_id)
        with pytest.raises(AlreadySent) as sent:
            joining.join(person(people, "alice"), other, row, made["ticket"], None)
        assert sent.value.ticket_id == number
        with pytest.raises(ForeignDraft):
            joining.join(person(people, "charlie"), number, row, made["ticket"], None)
    assert len(comments(app)) == 1
