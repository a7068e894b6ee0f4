"""The ledger of drafts where a language model had a hand in them: each field counts for who wrote it."""

import json
import re

from flask import Flask
from flask.testing import FlaskClient
from llm.model_server import GOOD
from tickets.callers import REVIEW, Caller, press, review

from supportapp.extensions import db
from supportapp.tickets.models import Draft

MODEL = "test-model"


def outcome(app: Flask) -> dict[str, dict[str, dict[str, object]]]:
    """Return how the only draft ended."""
    with app.app_context():
        ended = db.session.scalars(db.select(Draft)).one().outcome
    assert ended
    return ended


def test_a_suggestion_that_was_taken_counts_for_the_model(app: Flask, browser: FlaskClient, talk: int) -> None:
    press(browser, review(browser, talk), "suggest")
    page = browser.get(REVIEW, query_string={"conversation_id": talk}).text
    button = re.search(r'value="(take_offer:title:[0-9a-f]+)"', page)
    assert button
    press(browser, review(browser, talk), button[1])
    fields = review(browser, talk)
    assert fields["title"] == GOOD["title"]
    press(browser, fields, "send", title=f"{fields['title']} again")
    title, category = (outcome(app)["fields"][name] for name in ("title", "category"))
    assert (title["drafter"], title["result"]) == ("llm", "edited")
    assert str(title["version"]).endswith(MODEL)
    assert category["drafter"] == "rules"
    assert str(category["version"]).startswith("rules-")


def test_a_model_draft_that_is_sent_as_it_is(app: Flask, alice: Caller, talk: int) -> None:
    made = alice.post("/chat/generate-ticket", {"conversation_id": talk}).json
    assert made["draft"]["drafter"] == "llm"
    alice.post("/chat/submit-ticket", {"draft_id": made["draft"]["id"], "ticket": made["ticket"]})
    fields = outcome(app)["fields"]
    assert {name: field["drafter"] for name, field in fields.items()} == made["draft"]["drafters"]
    assert {field["result"] for field in fields.values()} == {"kept"}
    said = app.test_cli_runner().invoke(args=["drafts", "ledger", "--json"]).stdout
    assert {json.loads(line)["drafter"] for line in said.splitlines()} >= {"llm"}
