"""A ticket that is sent again: by Idempotency-Key, by draft, at the same moment, after a restart."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from tickets.callers import Caller, all_rows, count

from supportapp import create_app
from supportapp.extensions import db
from supportapp.tickets import service

PATH = "/chat/submit-ticket"
GENERATE = "/chat/generate-ticket"
TICKET = {"title": "It stops", "description": "At row 1000.", "priority": "high", "category": "bug"}
OTHER = {**TICKET, "title": "It stops elsewhere"}


def draft_of(program: Caller, talk: int) -> int:
    return int(program.post(GENERATE, {"conversation_id": talk}).json["draft"]["id"])


def test_same_key_and_body_give_the_first_ticket(app: Flask, alice: Caller) -> None:
    first = alice.post(PATH, {"ticket": TICKET}, Idempotency_Key="a-b-c")
    before = all_rows(app)
    again = alice.post(PATH, {"ticket": {**TICKET, "title": " It stops "}}, Idempotency_Key="a-b-c")
    assert (again.status_code, again.json) == (201, first.json)
    assert again.location == first.location
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert all_rows(app) == before


def test_same_key_with_another_body_is_409(app: Flask, alice: Caller, talk: int) -> None:
    alice.post(PATH, {"ticket": TICKET}, Idempotency_Key="k")
    for body in ({"ticket": OTHER}, {"ticket": TICKET, "conversation_id": talk}):
        answer = alice.post(PATH, body, Idempotency_Key="k")
        assert answer.status_code == 409
        assert "new key" in answer.json["message"]
    assert count(app, "ticket") == 1


def test_key_is_compared_exactly_and_belongs_to_one_person(alice: Caller, charlie: Caller) -> None:
    sent = [
        program.post(PATH, {"ticket": TICKET}, Idempotency_Key=key).json["ticket_id"]
        for program, key in ((alice, "k"), (charlie, "k"), (alice, "K"), (alice, "k2"))
    ]
    assert len(set(sent)) == 4
    assert charlie.post(PATH, {"ticket": OTHER}, Idempotency_Key="k2").status_code == 201


def test_key_is_known_after_a_restart(app: Flask, alice: Caller, settings: dict[str, Any]) -> None:
    first = alice.post(PATH, {"ticket": TICKET}, Idempotency_Key="k").json
    restarted = create_app(settings)
    again = Caller(restarted.test_client(), alice.header).post(PATH, {"ticket": TICKET}, Idempotency_Key="k")
    with restarted.app_context():
        db.engine.dispose()
    assert again.json == first
    assert count(app, "ticket") == 1


def test_refused_request_does_not_use_up_its_key(alice: Caller) -> None:
    assert alice.post(PATH, {"ticket": {}}, Idempotency_Key="k").status_code == 400
    assert alice.post(PATH, {"ticket": TICKET}, Idempotency_Key="k").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "naïve", "tab\there", "\x7f"])
def test_key_no_one_can_rely_on_is_refused(app: Flask, alice: Caller, key: str) -> None:
    answer = alice.post(PATH, {"ticket": TICKET}, Idempotency_Key=key)
    assert answer.status_code == 400
    assert list(answer.json["errors"]) == ["Idempotency-Key"]
    assert count(app, "ticket") == 0


def test_longest_key_is_taken(alice: Caller) -> None:
    first = alice.post(PATH, {"ticket": TICKET}, Idempotency_Key="x" * 255).json
    assert alice.post(PATH, {"ticket": TICKET}, Idempotency_Key="x" * 255).json == first


def test_one_draft_makes_one_ticket(app: Flask, alice: Caller, talk: int) -> None:
    draft = draft_of(alice, talk)
    first = alice.post(PATH, {"draft_id": draft, "ticket": TICKET}).json
    before = all_rows(app)
    for again in ({"ticket": TICKET}, {"ticket": OTHER}, {"ticket": TICKET, "conversation_id": talk}):
        answer = alice.post(PATH, {"draft_id": draft, **again})
        assert (answer.status_code, answer.json) == (201, first)
    assert all_rows(app) == before
    assert alice.get(f"/chat/tickets/{first['ticket_id']}").json["title"] == TICKET["title"]


def test_draft_brings_its_conversation_along(alice: Caller, talk: int) -> None:
    sent = alice.post(PATH, {"draft_id": draft_of(alice, talk), "ticket": TICKET})
    assert alice.get(sent.location).json["conversation_id"] == talk


def test_draft_of_somebody_else_is_403_and_an_unknown_one_404(
    app: Flask, alice: Caller, charlie: Caller, talk: int
) -> None:
    draft = draft_of(alice, talk)
    answers = [charlie.post(PATH, {"draft_id": n, "ticket": TICKET}) for n in (draft, 999)]
    assert [a.status_code for a in answers] == [403, 404]
    alice.post(PATH, {"draft_id": draft, "ticket": TICKET})
    after = charlie.post(PATH, {"draft_id": draft, "ticket": TICKET})
    assert (after.status_code, "ticket_id" in after.json) == (403, False)
    assert count(app, "ticket") == 1


def test_replaced_draft_is_409(app: Flask, alice: Caller, talk: int) -> None:
    draft = draft_of(alice, talk)
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "And it is urgent."})
    assert draft_of(alice, talk) != draft
    answer = alice.post(PATH, {"draft_id": draft, "ticket": TICKET})
    assert answer.status_code == 409
    assert "Make a new one" in answer.json["message"]
    assert count(app, "ticket") == 0


def test_key_and_draft_together_are_no_obstacle(app: Flask, alice: Caller, talk: int) -> None:
    body = {"draft_id": draft_of(alice, talk), "ticket": TICKET}
    first = alice.post(PATH, body, Idempotency_Key="k").json
    assert alice.post(PATH, body, Idempotency_Key="k").json == first
    assert alice.post(PATH, body, Idempotency_Key="another").json == first
    assert alice.post(PATH, body).json == first
    assert alice.post(PATH, {"ticket": OTHER}, Idempotency_Key="k").status_code == 409
    assert count(app, "ticket") == 1


WAYS = pytest.mark.parametrize(
    ("with_draft", "key"), [(False, "k"), (True, None), (True, "k")], ids=["key", "draft", "key and draft"]
)


@WAYS
def test_sent_eight_times_at_once_it_is_one_ticket(
    app: Flask, alice: Caller, talk: int, with_draft: bool, key: str | None
) -> None:
    body = {"ticket": TICKET, **({"draft_id": draft_of(alice, talk)} if with_draft else {"conversation_id": talk})}

    def send(_: int) -> tuple[int, int]:
        program = Caller(app.test_client(), alice.header)
        answer = program.post(PATH, body, **({"Idempotency_Key": key} if key else {}))
        return answer.status_code, answer.json.get("ticket_id", 0)

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(16)))
    assert answers == {(201, 1)}
    rows = all_rows(app)
    assert [len(rows[name]) for name in ("ticket", "ticket_event", "outbox")] == [1, 1, 1]


@WAYS
def test_the_same_sent_between_looking_and_writing_is_found(
    app: Flask, alice: Caller, talk: int, monkeypatch: pytest.MonkeyPatch, *, with_draft: bool, key: str | None
) -> None:
    body = {"ticket": TICKET, **({"draft_id": draft_of(alice, talk)} if with_draft else {})}
    quicker: list[int] = []

    def send() -> int:
        program = Caller(app.test_client(), alice.header)
        return program.post(PATH, body, **({"Idempotency_Key": key} if key else {})).json["ticket_id"]

    def let_another_in(*args: Any) -> None:
        check(*args)
        if not quicker:
            quicker.append(0)
            with ThreadPoolExecutor(1) as pool:
                quicker.append(pool.submit(send).result())

    check = service._check  # noqa: SLF001 (there is no other way to stand between the two)
    monkeypatch.setattr(service, "_check", let_another_in)
    assert send() == quicker[1]
    assert [count(app, name) for name in ("ticket", "ticket_event", "outbox")] == [1, 1, 1]
