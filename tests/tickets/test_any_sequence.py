"""Whatever two people do in whatever order: one draft one ticket, one key one ticket, to each what is theirs."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tickets.callers import REVIEW, Caller, all_rows, form_in, press
from werkzeug.test import TestResponse

from supportapp.extensions import db

WORDS = {"alice": "Zanzibar", "charlie": "Timbuktu"}  # each one's texts carry their word
people = st.sampled_from(sorted(WORDS))
TABLES = ("outbox", "ticket_event", "ticket", "draft", "message", "conversation")


class TwoPeople(RuleBasedStateMachine):
    """What was answered so far: which ticket a draft and a key became, and whose each ticket is."""

    def __init__(self, app: Flask, callers: dict[str, Caller], browsers: dict[str, FlaskClient]) -> None:
        super().__init__()
        self.app, self.callers, self.browsers = app, callers, browsers
        self.of_draft: dict[int, int] = {}
        self.of_key: dict[tuple[str, str], int] = {}
        self.owner: dict[int, str] = {}
        self.drafts: list[tuple[str, int]] = []
        with app.app_context():
            for name in TABLES:
                db.session.execute(db.metadata.tables[name].delete())
            db.session.commit()
        self.talks = {
            name: callers[name]
            .post("/chat/conversations", {"messages": [{"role": "user", "content": f"The export of {word} stops"}]})
            .json["id"]
            for name, word in WORDS.items()
        }

    def seen(self, who: str, answer: TestResponse) -> TestResponse:
        """Check that an answer is no failure of ours and shows nothing of the other one."""
        assert answer.status_code < 500, answer.text
        for name, word in WORDS.items():
            assert name == who or word not in answer.text
        return answer

    def sent(self, who: str, number: int, draft: int | None = None, key: str | None = None) -> None:
        """Note which ticket came of a submission; it must be the one that came of it before."""
        assert self.owner.setdefault(number, who) == who
        if draft is not None:
            assert self.of_draft.setdefault(draft, number) == number
        if key is not None:
            assert self.of_key.setdefault((who, key), number) == number

    @rule(who=people)
    def generate(self, who: str) -> None:
        body = {"conversation_id": self.talks[who]}
        answer = self.seen(who, self.callers[who].post("/chat/generate-ticket", body))
        assert answer.status_code == 200
        draft = answer.json["draft"]
        if draft["ticket_id"] is None:
            assert draft["id"] not in self.of_draft
        else:
            self.sent(who, draft["ticket_id"], draft["id"])
        self.drafts.append((who, draft["id"]))

    @rule(who=people)
    def add_message(self, who: str) -> None:
        path = f"/chat/conversations/{self.talks[who]}/messages"
        assert self.callers[who].post(path, {"content": f"{WORDS[who]}, it is urgent"}).status_code == 201

    @rule(who=people, button=st.sampled_from(["save", "send", "send", "undo:title", "discard"]), n=st.integers(0, 2))
    def use_the_page(self, who: str, button: str, n: int) -> None:
        page = self.seen(who, self.browsers[who].get(REVIEW, query_string={"conversation_id": self.talks[who]}))
        if "You have already sent" in page.text:
            self.browsers[who].post("/tickets/drafts", data=form_in(page.text, "/tickets/drafts"))
            return
        fields = {**form_in(page.text), "title": f"{WORDS[who]} {n}", "confirmed": "yes"}
        places = {self.seen(who, press(self.browsers[who], fields, button)).location for _ in range(2)}
        if button == "send":
            [place] = places
            self.sent(who, int((place or "").rpartition("/")[2]))

    @rule(who=people, data=st.data(), key=st.sampled_from([None, None, "k", "l"]), n=st.integers(0, 1))
    def submit(self, who: str, data: Any, key: str | None, n: int) -> None:
        draft = data.draw(st.sampled_from([None, *(d for _, d in self.drafts[-4:])]))
        ticket = {"title": f"{WORDS[who]} {n}", "description": "x", "priority": "low", "category": "bug"}
        headers = {"Idempotency_Key": key} if key else {}
        body = {"draft_id": draft, "ticket": ticket}
        answer = self.seen(who, self.callers[who].post("/chat/submit-ticket", body, **headers))
        foreign = draft is not None and (who, draft) not in self.drafts
        assert answer.status_code in ({403, 409} if foreign else {201, 409})
        if answer.status_code == 201:
            repeated = "Idempotent-Replayed" in answer.headers
            known = (who, key) in self.of_key
            assert repeated or (answer.json["ticket_id"] not in self.owner and not known)
            self.sent(who, answer.json["ticket_id"], draft, key if known or not repeated else None)

    @rule(who=people)
    def read(self, who: str) -> None:
        listed = self.seen(who, self.callers[who].get("/chat/tickets", limit=100)).json["tickets"]
        assert {t["id"] for t in listed} == {number for number, name in self.owner.items() if name == who}
        for number, name in self.owner.items():
            answer = self.seen(who, self.callers[who].get(f"/chat/tickets/{number}"))
            assert answer.status_code == (200 if name == who else 404)
        self.seen(who, self.browsers[who].get("/tickets"))

    @invariant()
    def each_ticket_has_one_event_and_one_announcement(self) -> None:
        rows = all_rows(self.app)
        assert len(rows["ticket"]) == len(self.owner)
        assert len(rows["ticket_event"]) == len(rows["outbox"]) == len(self.owner)
        for number in self.owner:
            assert sum(f"'ticket_id': {number}," in row for row in rows["outbox"]) == 1


def test_any_sequence(app: Flask, caller: Callable[[str], Caller], browser_of: Callable[[str], FlaskClient]) -> None:
    callers = {name: caller(name) for name in WORDS}
    browsers = {name: browser_of(name) for name in WORDS}
    run_state_machine_as_test(
        lambda: TwoPeople(app, callers, browsers),
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
