"""The demo conversations, and, where it is at hand, the shared benchmark: every draft valid and short."""

import gzip
import json
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from supportapp.drafting import CATEGORIES, PRIORITIES, draft

DEMO = [
    json.loads(line)
    for line in files("supportapp.demo").joinpath("conversations.jsonl").read_text(encoding="utf-8").splitlines()
]
BENCH = Path(os.environ.get("SUPPORTAPP_SHARED", "../shared")) / "bench"
EXPECTED = {
    "demo-csv-export": ("bug", "high"),
    "demo-timer": ("bug", "medium"),
    "demo-calendar-share": ("question", "low"),
    "demo-multi-select": ("feature", "low"),
    "demo-charged-twice": ("other", "medium"),
    "demo-umlaute": ("bug", "medium"),
    "demo-connexion": ("bug", "medium"),
    "demo-contrasena": ("question", "low"),
    "demo-late-problem": ("bug", "medium"),
    "demo-wrong-guess": ("bug", "medium"),
    "demo-leak": ("bug", "high"),
    "demo-stack-trace": ("bug", "medium"),
    "demo-pasted-text": ("bug", "medium"),
    "demo-long": ("bug", "medium"),
}


def rows(name: str, most: int) -> list[dict[str, Any]]:
    """Return rows of a benchmark file, evenly chosen; skips the test where there is none."""
    path = BENCH / f"{name}.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"the shared benchmark is not here: {path} (set SUPPORTAPP_SHARED)")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return found[:: max(1, len(found) // most)]


@pytest.mark.parametrize("conversation", DEMO, ids=lambda conversation: conversation["external_id"])
def test_a_demo_conversation_becomes_a_short_draft(conversation: dict[str, Any]) -> None:
    messages = conversation["messages"]
    made = draft(messages)
    transcript = "\n".join(message["content"] for message in messages)
    assert made["title"] != messages[0]["content"]
    assert len(made["title"]) <= 90
    assert len(made["description"].split()) <= 190
    assert len(made["description"]) < len(transcript)
    assert made["category"] == EXPECTED[conversation["external_id"]][0]
    assert all(sentence["evidence"] for sentence in made["sentences"])


def test_hardly_a_demo_conversation_gets_another_priority_than_an_engineer_gave() -> None:
    drafted = {conversation["external_id"]: draft(conversation["messages"])["priority"] for conversation in DEMO}
    missed = {name for name, (_, priority) in EXPECTED.items() if drafted[name] != priority}
    assert len(missed) <= 3, missed


def test_the_demo_conversations_are_told_apart_by_an_id() -> None:
    assert sorted(conversation["external_id"] for conversation in DEMO) == sorted(EXPECTED)


@pytest.mark.parametrize("name", ["golden_dev", "chat_feature_train", "chat_service_train", "chat_abcd_sample"])
def test_every_benchmark_chat_gives_a_valid_draft(name: str) -> None:
    for row in rows(name, 150):
        made = draft(row["messages"])
        assert 1 <= len(made["title"]) <= 90, row["id"]
        assert made["description"], row["id"]
        assert made["category"] in CATEGORIES, row["id"]
        assert made["priority"] in PRIORITIES, row["id"]
        quotes = [q for found in made["evidence"].values() for q in found]
        contents = {position + 1: message["content"] for position, message in enumerate(row["messages"])}
        assert all(contents[q["message_id"]][q["start"] : q["end"]] == q["quote"] for q in quotes), row["id"]


def test_the_benchmark_s_facts_survive_and_its_labels_are_mostly_met() -> None:
    golden = rows("golden_dev", 1000)
    drafts = [draft(row["messages"]) for row in golden]
    for row, made in zip(golden, drafts, strict=True):
        written = f"{made['title']}\n{made['description']}".lower()
        assert [fact for fact in row["facts"] if fact.lower() not in written] == [], row["id"]
    right = sum(made["category"] == row["category"] for row, made in zip(golden, drafts, strict=True))
    assert right / len(golden) > 0.9
