"""Adding a draft to a ticket is refused or held back: the words for it, and nothing typed is lost."""

import pytest
import sqlalchemy as sa
from fixtures.people import MakeConversation, MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, all_rows, count, form_in, press, review

from supportapp.extensions import db
from supportapp.tickets.models import Ticket
from supportapp.tickets.review import joining

TALK = "Me again: the CSV export still stops at row 1000, error E42."


@pytest.fixture
def number(make_ticket: MakeTicket) -> int:
    """Return the id of alice's ticket that the talk is about too."""
    return make_ticket("alice", title="The CSV export stops with error E42")


@pytest.fixture
def follow_up(make_conversation: MakeConversation) -> int:
    """Return the id of alice's second conversation about it."""
    return make_conversation("alice", [("user", TALK)])


@pytest.mark.parametrize("which", ["charlies", "unknown", "nonsense", "-1", str(2**63)])
def test_a_ticket_of_others_looks_like_none_and_the_text_stays(
    app: Flask, browser: FlaskClient, make_ticket: MakeTicket, follow_up: int, which: str
) -> None:
    named = {"charlies": str(make_ticket("charlie")), "unknown": "999"}.get(which, which)
    answer = press(browser, review(browser, follow_up), f"join:{named}", title="Wombats")
    assert answer.status_code == 404
    assert "There is no such ticket." in answer.text
    assert form_in(answer.text)["title"] == "Wombats"
    assert count(app, "comment") == 0
    assert "'edited'" in all_rows(app)["draft"][0]
    assert press(browser, form_in(answer.text), "send").status_code == 303


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_a_ticket_that_ended_meanwhile_takes_nothing_and_the_text_stays(
    app: Flask, browser: FlaskClient, number: int, follow_up: int, status: str
) -> None:
    fields = review(browser, follow_up)
    with app.app_context():
        db.session.execute(sa.update(Ticket).values(status=status))
        db.session.commit()
    answer = press(browser, fields, f"join:{number}", title="Wombats")
    assert answer.status_code == 409
    assert "This ticket was resolved or closed meanwhile." in answer.text
    assert form_in(answer.text)["title"] == "Wombats"
    assert count(app, "comment") == 0
    assert "'edited'" in all_rows(app)["draft"][0]


def test_what_two_windows_typed_is_shown_before_anything_is_added(
    app: Flask, browser: FlaskClient, number: int, follow_up: int
) -> None:
    fields = review(browser, follow_up)
    press(browser, fields, "save", title="Theirs")
    answer = press(browser, fields, f"join:{number}", title="Ours")
    assert answer.status_code == 409
    assert form_in(answer.text)["theirs_title"] == "Theirs"
    assert count(app, "comment") == 0


def test_a_text_is_needed_and_nothing_else(app: Flask, browser: FlaskClient, number: int) -> None:
    fields = form_in(browser.get(REVIEW).text)
    empty = press(browser, fields, f"join:{number}", title="CSV export E42")
    assert empty.status_code == 400
    assert "Describe what happened" in empty.text
    fields = form_in(empty.text)
    assert "priority" not in fields
    assert press(browser, fields, f"join:{number}", description="As before").status_code == 303
    assert count(app, "comment") == 1
    gone = browser.get(REVIEW, query_string={"draft": fields["key"]}).text
    assert f"You added this to ticket #{number}" in gone


def test_secrets_that_were_typed_are_asked_for_first(
    app: Flask, browser: FlaskClient, number: int, follow_up: int
) -> None:
    secret = "My password: Rabbit-77-Hole"
    asked = press(browser, review(browser, follow_up), f"join:{number}", description=secret)
    assert asked.status_code == 400
    assert f'value="join_masked:{number}"' in asked.text
    assert f'value="join_as_is:{number}"' in asked.text
    assert 'value="send_masked"' not in asked.text
    assert count(app, "comment") == 0
    press(browser, form_in(asked.text), f"join_masked:{number}")
    [said] = all_rows(app)["comment"]
    assert "Rabbit" not in said
    assert "[password hidden]" in said


def test_what_is_sent_as_it_is_is_added_as_it_is(app: Flask, browser: FlaskClient, number: int, follow_up: int) -> None:
    press(browser, review(browser, follow_up), f"join_as_is:{number}", description="password: Rabbit-77-Hole")
    assert "Rabbit" in all_rows(app)["comment"][0]


def test_nothing_half_done_is_left_when_the_comment_cannot_be_said(
    app: Flask, browser: FlaskClient, number: int, follow_up: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = review(browser, follow_up)
    press(browser, fields, "save")
    fields, before = review(browser, follow_up), all_rows(app)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(joining.comments, "write", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert press(browser, fields, f"join:{number}").status_code == 500
    assert all_rows(app) == before
