"""Whatever four people do to tickets, in whatever order: statuses, versions and who sees what are as they should be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test
from tickets.callers import Caller
from werkzeug.test import TestResponse

from supportapp.extensions import db

STATUSES = ("open", "in_progress", "resolved", "closed")
NEXT = {
    "open": {"in_progress", "resolved", "closed"},
    "in_progress": {"open", "resolved", "closed"},
    "resolved": {"closed", "in_progress", "open"},
    "closed": {"open"},
}
OWNERS = {"open": {"closed"}, "in_progress": {"closed"}, "resolved": {"closed", "open"}, "closed": {"open"}}
OWNER, STRANGER, AGENTS = "alice", "charlie", ("bob", "dora")
TABLES = ("outbox", "comment", "ticket_reader", "ticket_event", "ticket", "draft")
NOTE, SAID = "Zanzibar", "Timbuktu"  # a word in each note, a word in each public comment
people = st.sampled_from([OWNER, STRANGER, *AGENTS])
statuses = st.sampled_from(STATUSES)


@dataclass
class Comment:
    """Who said it, to whom, and whether it was taken back."""

    author: str
    internal: bool
    deleted: bool = False


@dataclass
class Expected:
    """What a ticket has to be after what was done to it."""

    status: str = "open"
    version: int = 1
    resolved: bool = False
    replied: bool = False
    events: list[tuple[str, str | None, str | None]] = field(default_factory=lambda: [("created", None, None)])
    comments: dict[int, Comment] = field(default_factory=dict)

    def becomes(self, status: str) -> None:
        if status == self.status:
            return
        self.events.append(("status", self.status, status))
        self.status, self.version = status, self.version + 1
        if status != "closed":
            self.resolved = status == "resolved"


class FourPeople(RuleBasedStateMachine):
    """The tickets as they have to be, beside the tickets as they are."""

    tickets = Bundle("tickets")

    def __init__(self, app: Flask, callers: dict[str, Caller]) -> None:
        super().__init__()
        self.callers = callers
        self.expected: dict[int, Expected] = {}
        self.tags: dict[int, list[str]] = {}
        with app.app_context():
            for name in TABLES:
                db.session.execute(db.metadata.tables[name].delete())
            db.session.commit()

    def seen(self, who: str, answer: TestResponse) -> TestResponse:
        """Check that an answer is no failure of ours, and shows nobody what is not theirs."""
        assert answer.status_code < 500, answer.text
        assert who in AGENTS or NOTE not in answer.text
        assert who != STRANGER or SAID not in answer.text
        return answer

    def may_become(self, who: str, number: int) -> set[str]:
        return (OWNERS if who == OWNER else NEXT)[self.expected[number].status]

    @rule(target=tickets)
    def submit(self) -> Any:
        ticket = {"title": SAID, "description": "x", "priority": "low", "category": "bug"}
        number = self.callers[OWNER].post("/chat/submit-ticket", {"ticket": ticket}).json["ticket_id"]
        self.expected[number] = Expected()
        return multiple(number)

    @rule(number=tickets, who=people, status=statuses, tag=st.sampled_from(["", "newest", "older"]))
    def change_status(self, number: int, who: str, status: str, tag: str) -> None:
        found, tags = self.expected[number], self.tags.get(number, ['"0"'])
        asked = {"": {}, "newest": {"If_Match": f'"{found.version}"'}, "older": {"If_Match": tags[0]}}[tag]
        answer = self.seen(who, self.callers[who].patch(f"/chat/tickets/{number}", {"status": status}, **asked))
        if who == STRANGER:
            assert answer.status_code == 404
        elif tag == "older" and tags[0] != f'"{found.version}"':
            assert answer.status_code == 412
        elif status != found.status and status not in self.may_become(who, number):
            assert answer.status_code == 409
        else:
            assert answer.status_code == 200
            found.becomes(status)

    @rule(number=tickets, who=people, title=st.sampled_from([f"{SAID} 1", f"{SAID} 2"]))
    def change_title(self, number: int, who: str, title: str) -> None:
        found = self.expected[number]
        before = self.callers["bob"].get(f"/chat/tickets/{number}").json["title"]
        answer = self.seen(who, self.callers[who].patch(f"/chat/tickets/{number}", {"title": title}))
        if who == STRANGER:
            assert answer.status_code == 404
        elif who == OWNER and found.status != "open" and title != before:
            assert answer.status_code == 409
        else:
            assert answer.status_code == 200
            if title != before:
                found.version += 1
                found.events.append(("title", before, title))

    @rule(number=tickets, who=people, internal=st.booleans(), status=st.sampled_from([None, None, *STATUSES]))
    def comment(self, number: int, who: str, internal: bool, status: str | None) -> None:
        found = self.expected[number]
        body = {"body": NOTE if internal else SAID, "internal": internal, "status": status}
        body = {name: value for name, value in body.items() if value is not None}
        answer = self.seen(who, self.callers[who].post(f"/chat/tickets/{number}/comments", body))
        if who == STRANGER:
            assert answer.status_code == 404
        elif internal and who == OWNER:
            assert answer.status_code == 400
        elif status not in {None, found.status} and status not in self.may_become(who, number):
            assert answer.status_code == 409
        else:
            assert answer.status_code == 201
            found.comments[answer.json["id"]] = Comment(who, internal)
            if not internal:
                found.version += 1
                found.replied |= who in AGENTS
            found.becomes(status or self.after(who, found.status, internal=internal))

    def after(self, who: str, status: str, *, internal: bool) -> str:
        if internal:
            return status
        if who == OWNER:
            return "open" if status in {"resolved", "closed"} else status
        return "in_progress" if status == "open" else status

    @rule(number=tickets, who=people, data=st.data())
    def take_a_comment_back(self, number: int, who: str, data: Any) -> None:
        found = self.expected[number].comments
        if not found:
            return
        comment_id = data.draw(st.sampled_from(sorted(found)))
        comment = found[comment_id]
        answer = self.seen(who, self.callers[who].delete(f"/chat/tickets/{number}/comments/{comment_id}"))
        if who == STRANGER or (who == OWNER and comment.internal):
            assert answer.status_code == 404
        elif who in {comment.author, "dora"}:
            assert answer.status_code == 204
            comment.deleted = True
        else:
            assert answer.status_code == (204 if comment.deleted else 403)

    @rule(number=tickets, who=people)
    def close(self, number: int, who: str) -> None:
        answer = self.seen(who, self.callers[who].delete(f"/chat/tickets/{number}"))
        assert answer.status_code == (404 if who == STRANGER else 204)
        if who != STRANGER:
            self.expected[number].becomes("closed")

    @rule(number=tickets)
    def remember_the_version(self, number: int) -> None:
        tag = self.callers[OWNER].get(f"/chat/tickets/{number}").headers["ETag"]
        self.tags.setdefault(number, []).append(tag)

    @invariant()
    def all_is_as_it_has_to_be(self) -> None:
        for number, found in list(self.expected.items())[-2:]:
            path = f"/chat/tickets/{number}"
            ticket = self.seen(OWNER, self.callers[OWNER].get(path)).json
            assert (ticket["status"], ticket["version"]) == (found.status, found.version)
            assert (ticket["resolved_at"] is not None) == found.resolved
            events = self.callers[OWNER].get(f"{path}/events").json["events"]
            assert [(e["kind"], e["old"], e["new"]) for e in events] == found.events
            for who in (OWNER, "bob"):
                comments = self.seen(who, self.callers[who].get(f"{path}/comments")).json["comments"]
                visible = [n for n, c in found.comments.items() if who in AGENTS or not c.internal]
                assert [c["id"] for c in comments] == visible
                assert all((c["body"] == "") == found.comments[c["id"]].deleted for c in comments)
            assert self.callers[STRANGER].get(path).status_code == 404

    @invariant()
    def search_finds_what_each_may_find(self) -> None:
        own = {t["id"] for t in self.seen(OWNER, self.callers[OWNER].get("/chat/tickets", q=NOTE)).json["tickets"]}
        assert own == set()
        noted = {
            number
            for number, found in self.expected.items()
            if any(c.internal and not c.deleted for c in found.comments.values())
        }
        found = self.callers["bob"].get("/chat/admin/tickets", q=NOTE, limit=100).json["tickets"]
        assert {ticket["id"] for ticket in found} == noted


def test_any_sequence(app: Flask, caller: Callable[[str], Caller]) -> None:
    callers = {name: caller(name) for name in (OWNER, STRANGER, *AGENTS)}
    run_state_machine_as_test(
        lambda: FourPeople(app, callers),
        settings=settings(
            max_examples=6,
            stateful_step_count=15,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
