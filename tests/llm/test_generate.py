"""POST /chat/generate-ticket with a language model: a valid draft within the time, whatever the model does."""

import json
import logging
import re
import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from fixtures.people import MakeConversation
from fixtures.web_server import MEGABYTE, Reply, WebServer
from flask import Flask
from llm.model_server import GOOD, TALK, completion, form_of, prompts
from tickets.callers import Caller

from supportapp import create_app
from supportapp.drafting.llm import prompt
from supportapp.tickets.draft_form import DraftSchema

PATH = "/chat/generate-ticket"
Generate = Callable[[], Any]


def test_draft_is_the_models_and_says_so(generate: Generate, model: WebServer) -> None:
    answer = generate().json
    ticket, draft = answer["ticket"], answer["draft"]
    assert ticket["title"] == GOOD["title"]
    assert (ticket["priority"], ticket["category"]) == ("high", "bug")
    assert "EXP-4012" in ticket["description"]
    assert "What was tried:\nSame error in Firefox 128 and Edge." in ticket["description"]
    assert (draft["drafter"], draft["drafter_note"]) == ("llm", "")
    assert draft["drafters"] == dict.fromkeys(("title", "description", "priority", "category"), "llm")
    assert draft["drafter_version"] == f"{prompt.PROMPT_VERSION} test-model"
    [asked] = model.asked
    assert (asked.path, asked.headers["Authorization"]) == ("/v1/chat/completions", "Bearer key-of-the-operator")
    assert (asked.json["model"], asked.json["temperature"], form_of(asked)) == ("test-model", 0, "json_schema")
    keys = list(asked.json["response_format"]["json_schema"]["schema"]["properties"])
    assert keys.index("priority") < keys.index("title") < keys.index("parts")


def test_quotes_stand_where_the_draft_says(generate: Generate, alice: Caller) -> None:
    answer = generate().json
    messages = alice.get(f"/chat/conversations/{answer['draft']['conversation_id']}").json["messages"]
    said = {m["id"]: m["content"] for m in messages}
    quotes = [q for found in answer["draft"]["evidence"].values() for q in found]
    assert len(quotes) == 6
    for quote in quotes:
        assert said[quote["message_id"]][quote["start"] : quote["end"]] == quote["quote"]
    sentences = answer["draft"]["sentences"]
    assert [bool(sentence["evidence"]) for sentence in sentences] == [True, True, True]
    assert answer["ticket"]["description"][sentences[1]["start"] : sentences[1]["end"]].startswith("Same error")


def test_same_conversation_is_not_asked_about_again(generate: Generate, model: WebServer) -> None:
    first, second = generate().json, generate().json
    assert first["ticket"] == second["ticket"]
    assert len(model.asked) == 1, "the second conversation has the same words"
    assert second["draft"]["drafter"] == "llm"


BRANCHES: dict[str, tuple[Reply, str]] = {
    "hang": (Reply(how="hang"), "did not answer within 2 s"),
    "drip": (Reply(how="drip"), "did not answer within 2 s"),
    "dropped": (Reply(how="drop"), "connection to the language model broke"),
    "cut off": (Reply(body=b"x" * 100, how="cut"), "connection to the language model broke"),
    "401": (Reply(401, b'{"error": "no such key"}'), "did not accept the request"),
    "404": (Reply(404, b"no such model"), "did not accept the request"),
    "429": (Reply(429), "has too much to do"),
    "500": (Reply(500, b"oops"), "had a failure of its own"),
    "redirect": (Reply(302, headers={"Location": "http://127.0.0.1:1/"}), "did not accept the request"),
    "30 MB": (Reply(body=b" " * 30 * MEGABYTE), "answered far too much"),
    "no JSON around it": (Reply(200, b"<html>Bad gateway</html>"), "answer could not be read"),
    "nested deeply": (Reply(200, b"[" * 100_000), "answer could not be read"),
    "other JSON": (Reply(200, b'{"choices": []}'), "answer could not be read"),
    "no text": (completion(GOOD, choices=[{"message": {"content": None}}]), "answer could not be read"),
    "prose": (completion("I am sorry, I can't help with that."), "answer could not be read"),
    "truncated": (completion(json.dumps(GOOD)[:-40]), "answer could not be read"),
    "brackets": (completion('{"a":' * 100_000), "answer could not be read"),
    "priority of its own": (completion({**GOOD, "priority": "urgent"}), "answer could not be used"),
    "category of its own": (completion({**GOOD, "category": "Bug"}), "answer could not be used"),
    "empty title": (completion({**GOOD, "title": " \u200b "}), "answer could not be used"),
    "long title": (completion({**GOOD, "title": "long " * 60}), "answer could not be used"),
    "no parts": (completion({**GOOD, "parts": []}), "answer could not be used"),
    "parts of another kind": (completion({**GOOD, "parts": [1, 2]}), "answer could not be used"),
    "numbers for texts": (completion({**GOOD, "title": 7}), "answer could not be used"),
    "another language": (
        completion(
            {
                **GOOD,
                "title": "Der Export der Rechnungen bricht mit einem Fehler ab",
                "parts": [{"part": "problem", "quote": "", "text": "Seit dem Update ist der Export nicht möglich."}],
            }
        ),
        "answered in another language",
    ),
}


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("branch", BRANCHES)
def test_whatever_goes_wrong_there_is_a_draft_in_time(generate: Generate, model: WebServer, branch: str) -> None:
    reply, words = BRANCHES[branch]
    model.usual = lambda _: reply
    began = time.monotonic()
    answer = generate()
    assert time.monotonic() - began < 2 * 2.0 + 1
    assert answer.status_code == 200
    draft = answer.json["draft"]
    assert draft["drafter"] == "rules"
    assert set(draft["drafters"].values()) == {"rules"}
    assert words in draft["drafter_note"]
    assert draft["drafter_note"].endswith("so this is the embedded draft.")
    assert DraftSchema().validate(answer.json["ticket"]) == {}
    assert "EXP-4012" in answer.json["ticket"]["title"]


def test_nobody_there_is_tried_twice(generate: Generate, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    app.config["LLM_BASE_URL"] = f"http://127.0.0.1:{port}"
    calls: list[Any] = []
    connect = socket.create_connection

    def counted(address: Any, *args: Any, **kwargs: Any) -> Any:
        calls.append(address)
        return connect(address, *args, **kwargs)

    monkeypatch.setattr(socket, "create_connection", counted)
    assert "could not be reached" in generate().json["draft"]["drafter_note"]
    assert calls.count(("127.0.0.1", port)) == 2


def test_failure_of_the_model_is_not_tried_again(generate: Generate, model: WebServer) -> None:
    model.replies = [Reply(500)]
    generate()
    assert len(model.asked) == 1


def test_unknown_host_falls_back(generate: Generate, app: Flask) -> None:
    app.config["LLM_BASE_URL"] = "https://no-such-host.invalid/v1"
    assert "could not be reached" in generate().json["draft"]["drafter_note"]


def test_private_address_needs_the_setting(generate: Generate, app: Flask, model: WebServer) -> None:
    app.config["ALLOW_PRIVATE_TARGETS"] = False
    draft = generate().json["draft"]
    assert (draft["drafter"], model.asked) == ("rules", [])
    assert "may not be called" in draft["drafter_note"]


def test_without_a_setting_nothing_is_asked(settings: dict[str, Any], model: WebServer) -> None:
    assert create_app({**settings, "LLM_BASE_URL": ""}).extensions["supportapp-language-model"] is None
    assert model.asked == []


def test_simpler_form_is_asked_for_and_remembered(generate: Generate, alice: Caller, model: WebServer) -> None:
    def knows_no_schema(asked: Any) -> Reply:
        return Reply(400, b"response_format") if form_of(asked) == "json_schema" else completion(GOOD)

    model.usual = knows_no_schema
    assert generate().json["draft"]["drafter"] == "llm"
    ask_again(alice, "Another talk.")
    assert [form_of(asked) for asked in model.asked] == ["json_schema", "json_object", "json_object"]


def ask_again(alice: Caller, text: str) -> None:
    made = alice.post("/chat/conversations", {"messages": [{"role": "user", "content": text}]}).json
    assert alice.post(PATH, {"conversation_id": made["id"]}).status_code == 200


def test_model_that_knows_no_form_is_read_from_its_text(generate: Generate, model: WebServer) -> None:
    fenced = f"Here you are:\n```json\n{json.dumps(GOOD)}\n```\nAnything {{else}}?"
    model.usual = lambda asked: Reply(400) if form_of(asked) != "none" else completion(fenced)
    assert generate().json["ticket"]["title"] == GOOD["title"]
    assert [form_of(asked) for asked in model.asked] == ["json_schema", "json_object", "none"]


def test_parameter_a_model_refuses_is_left_out(generate: Generate, model: WebServer) -> None:
    def strict(asked: Any) -> Reply:
        refused = next((name for name in ("max_tokens", "temperature") if name in asked.json), "")
        return Reply(400, f"Unsupported parameter: {refused}".encode()) if refused else completion(GOOD)

    model.usual = strict
    assert generate().json["draft"]["drafter"] == "llm"
    assert form_of(model.asked[-1]) == "json_schema"


def test_description_as_one_text_is_taken_too(generate: Generate, model: WebServer) -> None:
    plain = {**{k: v for k, v in GOOD.items() if k != "parts"}, "description": f"{TALK[0][1]}\nIt is a mystery to all."}
    model.usual = lambda _: completion(plain)
    answer = generate().json
    assert answer["draft"]["drafters"]["description"] == "llm"
    assert [bool(s["evidence"]) for s in answer["draft"]["sentences"]] == [True, False]


def test_secrets_never_leave_and_come_back_masked(
    alice: Caller, model: WebServer, make_conversation: MakeConversation
) -> None:
    said = "Sign-in fails. My password is hunter2-Blue! and my address is zoe@example.org, please fix it."
    talk = make_conversation("alice", [("user", said)])

    def repeats(asked: Any) -> Reply:
        shown = re.search(r"my address is (\[[^\]]+\])", prompts(model)[-1])
        assert shown, asked
        parts = [{"part": "problem", "quote": said, "text": f"Sign-in fails for {shown[1]}."}]
        return completion({**GOOD, "title": "Sign-in fails", "title_quote": "Sign-in fails", "parts": parts})

    model.usual = repeats
    answer = alice.post(PATH, {"conversation_id": talk}).json
    assert answer["draft"]["drafters"]["description"] == "llm"
    assert "zoe@example.org" in answer["ticket"]["description"], "restored: the agent has to answer somewhere"
    for prompt_text in prompts(model):
        assert "hunter2" not in prompt_text
        assert "zoe@" not in prompt_text
    assert "hunter2" not in json.dumps(answer["ticket"])


def test_long_conversation_is_cut_for_the_model(
    alice: Caller, model: WebServer, make_conversation: MakeConversation
) -> None:
    lines = [("user", "The first words matter."), *[("user", f"line {n} " + "x" * 300) for n in range(300)]]
    alice.post(PATH, {"conversation_id": make_conversation("alice", [*lines, ("user", "And the last.")])})
    [asked] = prompts(model)
    assert len(asked) < prompt.LONGEST + 2_500
    assert "The first words matter." in asked
    assert "And the last." in asked


def test_tokens_time_and_outcome_are_logged_without_a_word_of_the_chat(
    generate: Generate, model: WebServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "supportapp.drafting.llm.drafter")
    generate()
    model.usual = lambda _: Reply(500)
    app_lines = [record for record in caplog.records if record.name == "supportapp.drafting.llm.drafter"]
    [line] = app_lines
    told = vars(line)
    assert (told["drafter"], told["outcome"], told["tokens_in"], told["tokens_out"]) == ("llm", "ok", 420, 120)
    assert told["ms"] >= 0
    assert "EXP-4012" not in str(told)


def test_rubric_is_short(app: Flask) -> None:
    assert app
    words = re.findall(r"\w+|[^\w\s]", prompt.RUBRIC)
    assert len(words) < 250
