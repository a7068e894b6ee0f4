"""The ledger of drafts: how each ended, in figures and without a text."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from fixtures.application import Statements
from fixtures.people import MakeConversation, MakeTicket
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, form_in, press, review, ticket_row

from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.tickets.learn import ledger
from supportapp.tickets.models import Correction, Draft, Ticket

GENERATE, SUBMIT = "/chat/generate-ticket", "/chat/submit-ticket"
Outcomes = Callable[[], list[dict[str, Any] | None]]


@pytest.fixture
def outcomes(app: Flask) -> Outcomes:
    """Give a function that reads how every draft ended, in the order in which they were made."""

    def read() -> list[dict[str, Any] | None]:
        with app.app_context():
            return list(db.session.scalars(sa.select(Draft.outcome).order_by(Draft.id)))

    return read


@pytest.fixture
def secret_talk(make_conversation: MakeConversation) -> int:
    """Return a conversation with an e-mail address and a password in it."""
    said = "The export stops for anna.kern@example.org, password: Rabbit-77-Hole. It must work today."
    return make_conversation("alice", [("user", said)])


def only(outcomes: Outcomes) -> dict[str, Any]:
    """Return the outcome of the only draft."""
    (outcome,) = outcomes()
    assert outcome is not None
    return outcome


def test_by_field_what_became_of_the_suggestion(alice: Caller, talk: int, outcomes: Outcomes) -> None:
    made = alice.post(GENERATE, {"conversation_id": talk}).json
    assert outcomes() == [None]
    values = {
        **made["ticket"],
        "title": f"Urgent: {made['ticket']['title']}",
        "description": "Something else altogether, written from nothing by hand: 47 11",
        "priority": "low",
    }
    sent = alice.post(SUBMIT, {"draft_id": made["draft"]["id"], "ticket": values})
    assert sent.status_code == 201
    outcome = only(outcomes)
    fields = outcome["fields"]
    assert [fields[name]["result"] for name in ledger.FIELDS] == ["edited", "replaced", "replaced", "kept"]
    assert 0 < fields["title"]["distance"] < 0.3 < ledger.ANOTHER_TEXT < fields["description"]["distance"] <= 1
    assert {field["drafter"] for field in fields.values()} == {"rules"}
    assert {field["version"] for field in fields.values()} == {made["draft"]["drafter_version"]}
    assert {name: field["confidence"] for name, field in fields.items()} == made["draft"]["confidence"]
    assert (outcome["outcome"], outcome["language"], outcome["seconds"]) == ("submitted", "en", None)
    assert outcome["covered"] == 1


def test_no_text_is_in_it(app: Flask, alice: Caller, secret_talk: int, outcomes: Outcomes) -> None:
    made = alice.post(GENERATE, {"conversation_id": secret_talk}).json
    alice.post(SUBMIT, {"draft_id": made["draft"]["id"], "ticket": {**made["ticket"], "title": "Wombat"}})
    told = str(only(outcomes))
    assert not [word for word in ("export", "Wombat", "anna", "Rabbit", "password") if word in told]
    assert only(outcomes)["masked"] == sum(f["masked"] for f in made["draft"]["findings"])
    assert only(outcomes)["masked"] >= 1
    assert app


def test_the_page_sends_what_was_suggested(browser: FlaskClient, talk: int, outcomes: Outcomes) -> None:
    press(browser, review(browser, talk), "send")
    outcome = only(outcomes)
    assert {field["result"] for field in outcome["fields"].values()} == {"kept"}
    assert outcome["fields"]["description"]["distance"] == 0
    assert 0 <= outcome["seconds"] < 60


def test_answers_below_the_description_are_no_edit(
    browser: FlaskClient, make_conversation: MakeConversation, outcomes: Outcomes
) -> None:
    talk = make_conversation("alice", [("user", "The tooltip of the chart is cut off.")])
    press(browser, review(browser, talk), "send", answer_since="Tuesday")
    assert only(outcomes)["fields"]["description"]["result"] == "kept"


def test_showing_what_was_hidden_is_no_edit(browser: FlaskClient, secret_talk: int, outcomes: Outcomes) -> None:
    fields = review(browser, secret_talk)
    assert "Rabbit" not in fields["description"]
    press(browser, fields, "show:password-1")
    fields = review(browser, secret_talk)
    assert "Rabbit" in fields["description"]
    press(browser, fields, "send_as_is")
    assert only(outcomes)["fields"]["description"]["result"] == "kept"


@pytest.mark.parametrize(("hours", "seconds"), [(0.5, 1800), (30, ledger.LONGEST_ON_FORM)])
def test_seconds_on_the_form_have_a_cap(
    browser_of: Callable[[str], FlaskClient], talk: int, outcomes: Outcomes, hours: float, seconds: int
) -> None:
    with time_machine.travel(utcnow() - timedelta(hours=hours)):
        fields = review(browser_of("alice"), talk)
    browser = browser_of("alice")
    press(browser, {**review(browser, talk), "shown_at": fields["shown_at"]}, "send")
    assert only(outcomes)["seconds"] == pytest.approx(seconds, abs=60)


def test_discarding_keeps_figures_and_no_text(
    alice: Caller, browser: FlaskClient, talk: int, outcomes: Outcomes
) -> None:
    alice.post(GENERATE, {"conversation_id": talk})
    alice.post(f"/chat/conversations/{talk}/messages", {"role": "user", "content": "And it is slow."})
    fields = review(browser, talk)
    alice.post(GENERATE, {"conversation_id": talk})
    fields = review(browser, talk)
    press(browser, fields, "save", title="Wombats")
    press(browser, review(browser, talk), "discard", confirmed="1")
    earlier, last = outcomes()
    assert earlier
    assert last
    assert (earlier["outcome"], last["outcome"]) == ("expired", "discarded")
    assert last["language"] == "en"
    assert last["fields"]["title"]["result"] == "replaced"
    assert "Wombats" not in str(last)


def test_a_ticket_from_nothing_has_no_field_to_judge(browser: FlaskClient, outcomes: Outcomes) -> None:
    page = form_in(browser.get(REVIEW).text)
    press(browser, page, "send", title="It stops", description="At row 7", priority="low", category="bug")
    assert only(outcomes)["fields"] == {}


@pytest.fixture
def number(alice: Caller, talk: int) -> int:
    """Return the number of a ticket that came from a draft."""
    made = alice.post(GENERATE, {"conversation_id": talk}).json
    sent = alice.post(SUBMIT, {"draft_id": made["draft"]["id"], "ticket": made["ticket"]}).json
    return int(sent["ticket_id"])


def corrections(app: Flask) -> list[tuple[Any, ...]]:
    """Return what was noted of corrections."""
    with app.app_context():
        columns = (Correction.ticket_id, Correction.field, Correction.old, Correction.new, Correction.distance)
        return [tuple(row) for row in db.session.execute(sa.select(*columns).order_by(Correction.id))]


def test_corrections_within_a_day(app: Flask, number: int, statements: Statements) -> None:
    ticket = {**ticket_row(app, number), "priority": "low", "title": "It stops"}
    with app.app_context(), statements() as sent:
        ledger.corrected([ticket], {"priority": "high", "title": "It stops now"}, utcnow() + timedelta(hours=23))
        db.session.commit()
    assert len(sent) == 1
    assert sorted(corrections(app), key=str) == [
        (number, "priority", "low", "high", 1.0),
        (number, "title", None, None, 0.333),
    ]


def test_what_is_no_correction(app: Flask, number: int, make_ticket: MakeTicket) -> None:
    ticket, by_hand = ({**ticket_row(app, n), "priority": "low"} for n in (number, make_ticket("alice")))
    with app.app_context():
        ledger.corrected([ticket], {"priority": "high"}, utcnow() + timedelta(hours=25))
        ledger.corrected([ticket], {"priority": "low", "status": "closed"}, utcnow())
        ledger.corrected([by_hand], {"priority": "high"}, utcnow())
        db.session.commit()
    assert corrections(app) == []


def test_a_correction_goes_with_its_ticket(app: Flask, number: int) -> None:
    ticket = {**ticket_row(app, number), "priority": "low"}
    with app.app_context():
        ledger.corrected([ticket], {"priority": "high"}, utcnow())
        db.session.commit()
        db.session.execute(sa.delete(Ticket))
        db.session.commit()
    assert corrections(app) == []
