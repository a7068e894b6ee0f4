"""POST /chat/generate-ticket: a conversation becomes a draft."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fixtures.people import MakeConversation
from flask import Flask
from tickets.callers import Caller, all_rows, count

from supportapp.tickets.models import Draft
from supportapp.tickets.review import fresh

PATH = "/chat/generate-ticket"
VALUES = {"title", "description", "priority", "category"}
DRAFT_KEYS = {
    *("id", "state", "version", "conversation_id", "ticket_id", "drafter", "drafter_version", "created_at"),
    *("drafters", "drafter_note", "updated_at", "language", "evidence", "sentences", "confidence", "reasons"),
    *("findings", "missing", "similar"),
}


def test_draft_has_the_four_values_and_says_where_they_come_from(alice: Caller, talk: int) -> None:
    answer = alice.post(PATH, {"conversation_id": talk})
    assert answer.status_code == 200, answer.text
    assert set(answer.json) == {"ticket", "draft"}
    assert set(answer.json["ticket"]) == VALUES
    assert answer.json["ticket"]["priority"] in {"low", "medium", "high"}
    assert answer.json["ticket"]["category"] in {"bug", "feature", "question", "other"}
    draft = answer.json["draft"]
    assert set(draft) == DRAFT_KEYS
    assert (draft["state"], draft["conversation_id"], draft["ticket_id"]) == ("generated", talk, None)
    assert set(draft["confidence"]) == VALUES
    assert set(draft["reasons"]) == VALUES


def test_each_quote_stands_at_its_place_in_its_message(alice: Caller, talk: int) -> None:
    answer = alice.post(PATH, {"conversation_id": talk}).json
    messages = alice.get(f"/chat/conversations/{talk}").json["messages"]
    said = {m["id"]: m["content"] for m in messages}
    quotes = [q for found in answer["draft"]["evidence"].values() for q in found]
    quotes += [q for sentence in answer["draft"]["sentences"] for q in sentence["evidence"]]
    assert quotes
    for quote in quotes:
        assert said[quote["message_id"]][quote["start"] : quote["end"]] == quote["quote"] != ""
    for sentence in answer["draft"]["sentences"]:
        assert answer["ticket"]["description"][sentence["start"] : sentence["end"]].strip()


def test_draft_passes_as_a_ticket(alice: Caller, talk: int) -> None:
    drafted = alice.post(PATH, {"conversation_id": talk}).json
    sent = alice.post("/chat/submit-ticket", {"draft_id": drafted["draft"]["id"], "ticket": drafted["ticket"]})
    assert sent.status_code == 201, sent.text


def test_unchanged_conversation_gives_the_same_draft(app: Flask, alice: Caller, talk: int) -> None:
    first = alice.post(PATH, {"conversation_id": talk}).json
    before = all_rows(app)
    assert alice.post(PATH, {"conversation_id": talk}).json == first
    assert all_rows(app) == before


def test_draft_of_a_sent_ticket_names_the_ticket(alice: Caller, talk: int) -> None:
    drafted = alice.post(PATH, {"conversation_id": talk}).json
    sent = alice.post("/chat/submit-ticket", {"draft_id": drafted["draft"]["id"], "ticket": drafted["ticket"]})
    again = alice.post(PATH, {"conversation_id": talk}).json["draft"]
    assert (again["id"], again["state"]) == (drafted["draft"]["id"], "submitted")
    assert again["ticket_id"] == sent.json["ticket_id"]


def test_new_message_makes_a_new_draft(alice: Caller, talk: int) -> None:
    first = alice.post(PATH, {"conversation_id": talk}).json
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "Nobody here can work now. It is urgent!"})
    second = alice.post(PATH, {"conversation_id": talk}).json
    assert second["draft"]["id"] != first["draft"]["id"]
    assert second["draft"]["state"] == "generated"
    assert second["ticket"]["description"] != first["ticket"]["description"]


def test_no_conversation_gives_a_template(app: Flask, alice: Caller) -> None:
    answer = alice.post(PATH, {"conversation_id": None})
    assert answer.status_code == 200
    assert set(answer.json["ticket"]) == VALUES
    assert answer.json["draft"]["conversation_id"] is None
    assert answer.json["draft"]["evidence"] == {} or not any(answer.json["draft"]["evidence"].values())
    assert count(app, "draft") == 1


def test_unknown_conversation_is_404_and_a_foreign_one_403(app: Flask, charlie: Caller, talk: int) -> None:
    unknown = charlie.post(PATH, {"conversation_id": 999})
    foreign = charlie.post(PATH, {"conversation_id": talk})
    assert (unknown.status_code, foreign.status_code) == (404, 403)
    for answer in (unknown, foreign):
        assert set(answer.json) == {"success", "message"}
        assert answer.json["success"] is False
        assert "GET /chat/conversations" in answer.json["message"]
    assert "E42" not in foreign.text
    assert count(app, "draft") == 0


def test_agent_gets_no_draft_of_somebody_elses_conversation(caller: object, talk: int) -> None:
    assert caller("bob").post(PATH, {"conversation_id": talk}).status_code == 403  # type: ignore[operator]


def test_conversation_without_messages_is_400(app: Flask, alice: Caller, make_conversation: MakeConversation) -> None:
    answer = alice.post(PATH, {"conversation_id": make_conversation("alice", [])})
    assert answer.status_code == 400
    assert "Add a message first" in answer.json["message"]
    assert count(app, "draft") == 0


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "body",
    [
        *({}, {"conversation_id": "1"}, {"conversation_id": True}, {"conversation_id": 1.5}, {"conversation_id": 0}),
        *({"conversation_id": 2**63}, {"conversation_id": [1]}, {"conversation_id": None, "user_id": 2}),
    ],
)
def test_wrong_body_is_refused_by_name(app: Flask, alice: Caller, body: dict[str, object]) -> None:
    answer = alice.post(PATH, body)
    assert answer.status_code == 400
    assert set(answer.json["errors"]) <= {"conversation_id", "user_id"}
    assert count(app, "draft") == 0


@pytest.mark.parametrize(
    "talk_of", [[("user", "x" * 200_000)], [("user", f"line {n}") for n in range(5_000)], [("user", " ")]]
)
def test_any_conversation_can_be_drafted(
    alice: Caller, make_conversation: MakeConversation, talk_of: list[tuple[str, str]]
) -> None:
    answer = alice.post(PATH, {"conversation_id": make_conversation("alice", talk_of)})
    assert answer.status_code == 200
    assert 1 <= len(answer.json["ticket"]["title"]) <= 200
    assert 1 <= len(answer.json["ticket"]["description"]) <= 20_000


def test_two_requests_at_the_same_moment_get_the_same_draft(
    app: Flask, alice: Caller, talk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    quicker: list[int] = []

    def draft() -> int:
        return int(Caller(app.test_client(), alice.header).post(PATH, {"conversation_id": talk}).json["draft"]["id"])

    def let_another_in(*args: object) -> Draft:
        if not quicker:
            quicker.append(0)
            with ThreadPoolExecutor(1) as pool:
                quicker.append(pool.submit(draft).result())
        return drafted(*args)  # type: ignore[arg-type]

    drafted = fresh.drafted
    monkeypatch.setattr(fresh, "drafted", let_another_in)
    assert draft() == quicker[1]
    assert count(app, "draft") == 1
