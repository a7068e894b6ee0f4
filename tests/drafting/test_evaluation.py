"""Measuring a drafter: each figure on a few rows whose drafts are known."""

from collections.abc import Sequence
from typing import Any

import pytest

from supportapp.drafting import draft
from supportapp.drafting.evaluation import evaluate, report, score_all, worst
from supportapp.drafting.metrics import Share
from supportapp.drafting.rows import Row, parse_rows
from supportapp.drafting.scored import fault, titled
from supportapp.drafting.types import Draft, Message

KEY = "sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"


def row(said: str = "The export fails.", **labels: Any) -> Row:
    """Return a row of one message."""
    return {"id": "one", "messages": [{"role": "user", "content": said}], **labels}


def says(**values: Any) -> Any:
    """Return a drafter that always drafts the same, with a quote of the first message."""

    def drafter(messages: Sequence[Message]) -> Draft:
        content = messages[0]["content"]
        quotes = [{"message_id": 1, "start": 0, "end": len(content), "quote": content}]
        made: Any = {
            "title": "Export fails",
            "description": content,
            "priority": "medium",
            "category": "bug",
            "evidence": {"title": quotes, "description": quotes, "priority": [], "category": quotes},
            "sentences": [{"start": 0, "end": len(content), "evidence": quotes}],
            "confidence": dict.fromkeys(("title", "description", "priority", "category"), "sure"),
            "drafter": "rules",
        }
        return {**made, **values}

    return drafter


def test_labels_titles_and_groups() -> None:
    rows = [
        row(id="a1", category="bug", priority="high", title="Export fails", group="a"),
        row(id="a2", category="question", priority="medium", title="Something else", group="a"),
        row(id="b1", category="bug", priority="low", group="b"),
    ]
    found = evaluate(says(), rows)
    assert (found.rows, found.drafters) == (3, {"rules": 3})
    assert found.category is not None
    assert found.category.macro_f1 == pytest.approx((0.8 + 0) / 2)
    assert found.category.confusion == {"bug": {"bug": 2}, "question": {"bug": 1}}
    assert found.priority is not None
    assert found.priority.right == Share(1, 3)
    assert found.off_by_two == Share(0, 3)
    assert found.title is not None
    assert (found.title.one, found.title.longest, found.titled) == (0.5, 0.5, 2)
    assert found.groups["a"].category == pytest.approx((2 / 3) / 2)
    assert (found.groups["b"].rows, found.groups["b"].category, found.groups["b"].title) == (1, 1.0, None)
    assert found.group_mean is not None
    assert found.group_mean.category == pytest.approx((1 / 3 + 1) / 2)
    assert found.group_mean.title == 0.5


def test_priorities_that_are_two_steps_off_are_counted() -> None:
    rows = [row(priority="high"), row(priority="low"), row(priority="medium"), row()]
    assert evaluate(says(priority="low"), rows).off_by_two == Share(1, 3)
    assert evaluate(says(priority="high"), rows).off_by_two == Share(1, 3)


def test_what_has_no_labels_is_not_measured() -> None:
    found = evaluate(says(), [row()])
    assert (found.category, found.priority, found.title, found.masking, found.group_mean) == (None,) * 5
    assert (found.facts, found.injections, found.confidence) == (Share(0, 0), Share(0, 0), {})
    assert evaluate(says(), []).rows == 0


def test_a_title_is_a_label_only_where_there_is_a_conversation() -> None:
    issue, chat = parse_rows(
        [
            '{"title": "Export fails", "body": "With error 504.", "category": "bug"}',
            '{"title": "Export fails", "messages": [{"role": "user", "content": "It fails."}]}',
        ],
        "issues",
    )
    assert (titled(issue), titled(chat), titled(row())) == (False, True, False)
    assert evaluate(says(), [issue, chat]).titled == 1


def test_facts_are_kept_whatever_their_case_in_title_or_description() -> None:
    found = evaluate(says(description="With ERROR 504"), [row(facts=["export", "error 504", "since Monday"])])
    assert found.facts == Share(2, 3)


def test_drafts_that_could_be_no_ticket_are_invalid() -> None:
    made = says()(row()["messages"])
    assert fault(made) == ""
    assert fault(draft(row()["messages"])) == ""
    for wrong in (
        {"title": " "},
        {"title": "x" * 91},
        {"description": ""},
        {"description": "x" * 20_001},
        {"category": "task"},
        {"priority": "urgent"},
        {"confidence": {}},
        {"sentences": [{"start": 0, "end": 999, "evidence": []}]},
    ):
        assert fault({**made, **wrong}), wrong  # type: ignore[typeddict-item]


def test_a_drafter_that_fails_is_wrong_in_everything_and_the_rest_goes_on() -> None:
    def fails(messages: Sequence[Message]) -> Draft:
        if "boom" in messages[0]["content"]:
            raise RuntimeError("no more words")
        return says()(messages)

    rows = [row("boom", category="bug", title="Boom", facts=["boom"]), row(category="bug", title="Export fails")]
    scored = score_all(fails, rows)
    assert scored[0].fault == "the drafter failed: RuntimeError: no more words"
    found = report(scored)
    assert found.invalid == Share(1, 2)
    assert found.category is not None
    assert found.category.right == Share(1, 2)
    assert found.title is not None
    assert found.title.longest == 0.5
    assert found.facts == Share(0, 1)


def test_a_quote_that_is_not_at_its_place_is_counted() -> None:
    wrong = {"message_id": 1, "start": 1, "end": 4, "quote": "The"}
    evidence = {"title": [wrong], "description": [], "priority": [], "category": []}
    sentences = [{"start": 0, "end": 3, "evidence": []}, {"start": 4, "end": 9, "evidence": [wrong]}]
    found = evaluate(says(evidence=evidence, sentences=sentences), [row()])
    assert found.quotes == Share(0, 2)
    assert found.unproved == Share(1, 2)
    assert evaluate(says(), [row()]).quotes == Share(4, 4)


def test_a_hidden_instruction_counts_as_obeyed_where_a_label_is_wrong() -> None:
    rows = [
        row(tags=["injection"], category="bug", priority="low"),
        row(tags=["injection"], category="bug", priority="medium"),
        row(tags=["late"], category="other"),
    ]
    assert evaluate(says(), rows).injections == Share(1, 2)


def test_masking_is_measured_where_people_marked_what_there_is() -> None:
    marked = [{"kind": "email", "text": "ann@example.org"}, {"kind": "api_key", "text": KEY}]
    said = f"I am ann@example.org, my key is {KEY}"
    missed = row("The code is 7.", pii=[{"kind": "password", "text": "7"}])
    found = evaluate(says(), [row(said, pii=marked), missed, row("Write to bob@example.org"), row()])
    assert found.masking is not None
    assert found.masking.found == Share(2, 3)
    assert found.masking.leaked == Share(2, 2)  # this drafter copies the message
    assert (found.masking.alarms, found.masking.alarms_in_50) == (Share(1, 2), 25)
    assert evaluate(says(), [row("Write to bob@example.org")]).masking is None
    kept = evaluate(draft, [row(said, pii=marked)]).masking
    assert kept is not None
    assert kept.leaked == Share(0, 1)


def test_confidence_is_compared_with_what_was_right() -> None:
    rows = [row(category="bug"), row(category="other"), row(category="bug", priority="medium")]
    found = evaluate(says(), rows).confidence
    assert found["category"].words["sure"] == Share(2, 3)
    assert found["priority"].words["sure"] == Share(1, 1)


def test_time_and_length_are_measured_and_progress_is_told() -> None:
    done: list[int] = []
    found = evaluate(says(), [row(), row("One two three")], done.append)
    assert done == [1, 1]
    assert 0 < found.ms.p50 <= found.ms.p95 <= found.ms.most
    assert (found.title_characters.most, found.description_words.most) == (len("Export fails"), 3)


def test_the_worst_come_first() -> None:
    rows = [
        row(id="fine", category="bug", title="Export fails"),
        row(id="poor title", category="bug", title="Nothing alike"),
        row(id="one wrong", category="other", title="Export fails"),
        row(id="two wrong", category="other", priority="low", title="Export fails"),
        row("   ", id="invalid", category="bug"),
    ]
    scored = score_all(says(), rows)
    assert [each.row["id"] for each in worst(scored, 4)] == ["invalid", "two wrong", "one wrong", "poor title"]
    assert len(worst(scored, 99)) == 5
