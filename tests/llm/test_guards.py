"""A slow or broken model slows nothing else down: breaker, cache, limits."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fixtures.people import Auth, MakeConversation
from fixtures.web_server import Reply, WebServer
from flask import Flask
from flask.testing import FlaskClient
from llm.model_server import GOOD, TALK, completion
from tickets.callers import Caller, press, review

from supportapp.drafting.llm.guards import FAILURES, PAUSE, Breaker, Cache

PATH = "/chat/generate-ticket"
Notes = Callable[[], str]


@pytest.fixture
def note(alice: Caller, make_conversation: MakeConversation) -> Notes:
    """Give a function that drafts a conversation nobody had before, and returns the note on its drafter."""
    numbers = iter(range(1000))

    def draft() -> str:
        talk = make_conversation("alice", [*TALK, ("user", f"And once more, {next(numbers)}.")])
        return str(alice.post(PATH, {"conversation_id": talk}).json["draft"]["drafter_note"])

    return draft


def model_of(app: Flask) -> Any:
    return app.extensions["supportapp-language-model"]


def test_model_that_fails_is_left_alone_for_a_minute(app: Flask, note: Notes, model: WebServer) -> None:
    model.usual = lambda _: Reply(500)
    now = [1000.0]
    model_of(app).breaker = Breaker(lambda: now[0])
    for _ in range(FAILURES):
        assert "had a failure" in note()
    assert "left alone for a minute" in note()
    assert len(model.asked) == FAILURES

    now[0] += PAUSE
    assert "had a failure" in note()
    assert "left alone" in note(), "one more failure is enough"
    assert len(model.asked) == FAILURES + 1

    now[0] += PAUSE
    model.usual = lambda _: completion(GOOD)
    assert note() == ""
    model.usual = lambda _: Reply(500)
    assert "had a failure" in note(), "what worked once is forgiven the failures before"


def test_answers_that_make_no_draft_do_not_stop_others(note: Notes, model: WebServer) -> None:
    model.usual = lambda _: completion("I would rather talk about something else.")
    for _ in range(FAILURES + 1):
        assert "could not be read" in note()
    assert len(model.asked) == FAILURES + 1


def test_bad_answer_is_not_kept(alice: Caller, make_conversation: MakeConversation, model: WebServer) -> None:
    model.replies = [completion({**GOOD, "priority": "urgent"})]
    drafts = [alice.post(PATH, {"conversation_id": make_conversation("alice", TALK)}).json["draft"] for _ in range(3)]
    assert [draft["drafter"] for draft in drafts] == ["rules", "llm", "llm"]
    assert len(model.asked) == 2


def test_cache_forgets_the_oldest() -> None:
    cache = Cache(2)
    for key in "ab":
        cache.put(key, key.upper())
    assert cache.get("a") == "A"
    cache.put("c", "C")
    assert [cache.get(key) for key in "abc"] == ["A", None, "C"]


def test_two_at_a_time_and_nobody_waits_for_them(
    app: Flask, auth: Auth, make_conversation: MakeConversation, model: WebServer
) -> None:
    model_of(app).seconds = 5
    release = threading.Event()

    def slow(_: Any) -> Reply:
        release.wait(5)
        return completion(GOOD)

    model.usual = slow
    talks = [make_conversation("alice", [*TALK, ("user", f"Number {n}.")]) for n in range(3)]
    header = auth("alice")

    def draft(talk: int) -> Any:
        return Caller(app.test_client(), header).post(PATH, {"conversation_id": talk}).json["draft"]

    with ThreadPoolExecutor(2) as pool:
        slow_ones = [pool.submit(draft, talk) for talk in talks[:2]]
        while len(model.asked) < 2:
            time.sleep(0.01)
        began = time.monotonic()
        third = draft(talks[2])
        took = time.monotonic() - began
        release.set()
        assert [future.result()["drafter"] for future in slow_ones] == ["llm", "llm"]
    assert third["drafter"] == "rules"
    assert "busy with other drafts" in third["drafter_note"]
    assert took < 1


def test_no_connection_to_the_database_is_held_while_the_model_thinks(
    app: Flask, alice: Caller, make_conversation: MakeConversation, model: WebServer
) -> None:
    checked_out: list[int] = []

    def look(_: Any) -> Reply:
        with app.app_context():
            checked_out.append(app.extensions["sqlalchemy"].engine.pool.checkedout())
        return completion(GOOD)

    model.usual = look
    assert alice.post(PATH, {"conversation_id": make_conversation("alice", TALK)}).json["draft"]["drafter"] == "llm"
    assert checked_out == [0]


def test_one_person_may_not_ask_without_end(
    app: Flask, note: Notes, auth: Auth, make_conversation: MakeConversation, model: WebServer
) -> None:
    app.config["LLM_LIMIT"] = "2 per hour"
    assert [note(), note()] == ["", ""]
    assert "asked the language model very often" in note()
    assert len(model.asked) == 2
    charlies = make_conversation("charlie", [("user", "Mine fails as well.")])
    draft = Caller(app.test_client(), auth("charlie")).post(PATH, {"conversation_id": charlies}).json["draft"]
    assert "very often" not in draft["drafter_note"]
    assert len(model.asked) == 3


def test_edits_saved_while_the_model_thinks_are_kept(
    alice: Caller, browser: FlaskClient, talk: int, model: WebServer
) -> None:
    fields = review(browser, talk)
    press(browser, fields, "save", title="First words")
    alice.post(f"/chat/conversations/{talk}/messages", {"content": "One more thing."})
    saved = review(browser, talk)

    def meanwhile(_: Any) -> Reply:
        press(browser, saved, "save", title="Saved while the model was thinking")
        return completion(GOOD)

    model.usual = meanwhile
    answer = alice.post(PATH, {"conversation_id": talk}).json
    assert answer["draft"]["drafter"] == "llm"
    assert answer["ticket"]["title"] == "Saved while the model was thinking"
