"""POST /chat/submit-ticket: a ticket is made, together with all that follows from it."""

from typing import Any

import pytest
from fixtures.people import MakeConversation, People
from flask import Flask
from tickets.callers import Caller, all_rows, count

from supportapp.accounts.models import User
from supportapp.extensions import db
from supportapp.tickets import service

PATH = "/chat/submit-ticket"
GENERATE = "/chat/generate-ticket"
TICKET = {
    "title": "The export stops at row 1000",
    "description": "With more than 1000 rows the file is cut off.",
    "priority": "high",
    "category": "bug",
}


def test_ticket_is_made(alice: Caller, talk: int, people: People) -> None:
    answer = alice.post(PATH, {"conversation_id": talk, "ticket": TICKET})
    assert answer.status_code == 201, answer.text
    assert set(answer.json) == {"success", "ticket_id", "ticket_url", "message"}
    assert answer.json["success"] is True
    number = answer.json["ticket_id"]
    assert answer.json["ticket_url"] == f"http://localhost/tickets/{number}"
    assert answer.json["ticket_url"] in answer.json["message"]
    assert answer.location == f"/chat/tickets/{number}"
    ticket = alice.get(answer.location).json
    assert {name: ticket[name] for name in TICKET} == TICKET
    assert (ticket["status"], ticket["user_id"], ticket["conversation_id"]) == ("open", people["alice"].id, talk)


def test_ticket_its_event_its_draft_and_its_announcement_stand_together(app: Flask, alice: Caller, talk: int) -> None:
    draft = alice.post(GENERATE, {"conversation_id": talk}).json["draft"]["id"]
    number = alice.post(PATH, {"draft_id": draft, "ticket": TICKET}).json["ticket_id"]
    rows = all_rows(app)
    assert [len(rows[name]) for name in ("ticket", "ticket_event", "outbox")] == [1, 1, 1]
    assert "'submitted'" in rows["draft"][0]
    assert f"'ticket_id': {number}" in rows["outbox"][0]
    assert "'TicketSubmitted'" in rows["outbox"][0]
    assert "alice@example.com" in rows["outbox"][0]
    events = alice.get(f"/chat/tickets/{number}/events").json["events"]
    assert [(e["kind"], e["actor"]) for e in events] == [("created", "Alice")]


def test_when_the_announcement_fails_nothing_is_left(
    app: Flask, alice: Caller, talk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = alice.post(GENERATE, {"conversation_id": talk}).json["draft"]["id"]
    before = all_rows(app)

    def fail(_event: object) -> None:
        raise RuntimeError("the outbox has a secret problem")

    with monkeypatch.context() as patch:
        patch.setattr(service.outbox, "add", fail)
        answer = alice.post(PATH, {"draft_id": draft, "ticket": TICKET}, Idempotency_Key="k")
    assert answer.status_code == 500
    assert answer.json == {
        "success": False,
        "message": "We encountered an error while creating your ticket. Please try again or contact help@example.com",
    }
    assert all_rows(app) == before
    assert alice.post(PATH, {"draft_id": draft, "ticket": TICKET}, Idempotency_Key="k").status_code == 201


def test_mail_is_promised_to_confirmed_addresses_only(app: Flask, people: People, caller: Any) -> None:
    with app.app_context():
        db.session.get_one(User, people["alice"].id).verified_at = None
        db.session.commit()
    assert caller("alice").post(PATH, {"ticket": TICKET}).status_code == 201
    assert "'requester_email': ''" in all_rows(app)["outbox"][0]


def test_with_neither_key_nor_draft_each_request_is_a_new_ticket(app: Flask, alice: Caller, talk: int) -> None:
    body = {"conversation_id": talk, "ticket": TICKET}
    others = {"conversation_id": talk, "ticket": {**TICKET, "title": "Another matter"}}
    numbers = [alice.post(PATH, sent).json["ticket_id"] for sent in (body, body, others)]
    assert len(set(numbers)) == 3
    assert count(app, "outbox") == 3


def test_texts_are_trimmed_and_kept_as_text(alice: Caller) -> None:
    odd = {**TICKET, "title": "  <b>naïve</b> 漢字 🚀 ", "description": " one\r\ntwo\n\n"}
    ticket = alice.get(alice.post(PATH, {"ticket": odd}).location).json
    assert (ticket["title"], ticket["description"]) == ("<b>naïve</b> 漢字 🚀", "one\ntwo")


@pytest.mark.parametrize("length", [1, 200])
def test_titles_of_1_to_200_characters_fit(alice: Caller, length: int) -> None:
    assert alice.post(PATH, {"ticket": {**TICKET, "title": "🚀" * length}}).status_code == 201


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": " \t "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "txt.exe\u202egpj"}, "title"),
        ({"title": None}, "title"),
        ({"title": 5}, "title"),
        ({"description": "  "}, "description"),
        ({"description": "x" * 20_001}, "description"),
        ({"description": "x\0y"}, "description"),
        ({"priority": "urgent"}, "priority"),
        ({"priority": "High"}, "priority"),
        ({"priority": ["high"]}, "priority"),
        ({"category": ""}, "category"),
        ({"category": None}, "category"),
        ({"status": "closed"}, "status"),
        ({"user_id": 2}, "user_id"),
        ({"id": 7}, "id"),
        ({"created_at": "2020-01-01T00:00:00Z"}, "created_at"),
    ],
)
def test_wrong_value_is_refused_by_name(app: Flask, alice: Caller, values: dict[str, object], field: str) -> None:
    answer = alice.post(PATH, {"ticket": {**TICKET, **values}})
    assert answer.status_code == 400
    assert list(answer.json["errors"]) == ["ticket"]
    assert list(answer.json["errors"]["ticket"]) == [field]
    assert answer.json["errors"]["ticket"][field][0].strip()
    assert count(app, "ticket") == 0


def test_all_that_is_wrong_is_told_at_once(alice: Caller) -> None:
    errors = alice.post(PATH, {"ticket": {"priority": "urgent"}, "draft": 1}).json["errors"]
    assert set(errors) == {"ticket", "draft"}
    assert set(errors["ticket"]) == {"title", "description", "priority", "category"}
    assert errors["ticket"]["priority"] == ["Choose one of: low, medium, high."]


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("body", [{}, {"ticket": None}, {"ticket": []}, {"ticket": "x"}, [], "x", 5, None])
def test_body_without_a_ticket_is_refused(app: Flask, alice: Caller, body: object) -> None:
    answer = alice.post(PATH, body)
    assert (answer.status_code, answer.json["success"]) == (400, False)
    assert count(app, "ticket") == 0


def test_unknown_conversation_is_404_and_a_foreign_one_403(app: Flask, charlie: Caller, talk: int) -> None:
    answers = [charlie.post(PATH, {"conversation_id": n, "ticket": TICKET}) for n in (999, talk)]
    assert [a.status_code for a in answers] == [404, 403]
    assert count(app, "ticket") == 0


def test_conversation_has_to_be_that_of_the_draft(
    app: Flask, alice: Caller, talk: int, make_conversation: MakeConversation
) -> None:
    other = make_conversation("alice", [("user", "something else")])
    draft = alice.post(GENERATE, {"conversation_id": talk}).json["draft"]["id"]
    answer = alice.post(PATH, {"conversation_id": other, "draft_id": draft, "ticket": TICKET})
    assert answer.status_code == 400
    assert list(answer.json["errors"]) == ["draft_id"]
    assert count(app, "ticket") == 0
