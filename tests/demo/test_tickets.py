"""The tickets of `flask demo --tickets N`: each agrees with its timeline, and all together look like a year."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from demo.rows import Row, by_ticket, rows
from flask import Flask

from supportapp.database import utcnow
from supportapp.tickets.draft_form import DraftSchema
from supportapp.tickets.models import Comment, Event, Ticket
from supportapp.tickets.rules import ENDED, NEXT_STATUSES

Demo = Callable[..., str]
STATUS_EVENTS = ("status", "withdrawn")


def wrong_events(ticket: Row, events: list[Row]) -> Iterator[str]:
    """Tell what of a ticket is not what its timeline says."""
    if events[0]["kind"] != "created" or events[0]["created_at"] != ticket["created_at"]:
        yield "does not begin with its creation"
    if any(a["created_at"] > b["created_at"] for a, b in pairwise(events)):
        yield "timeline out of order"
    statuses = ["open", *(e["new"] for e in events if e["kind"] in STATUS_EVENTS)]
    if [e["old"] for e in events if e["kind"] in STATUS_EVENTS] != statuses[:-1]:
        yield "status events do not follow each other"
    if any(new not in NEXT_STATUSES[old] for old, new in pairwise(statuses)):
        yield f"forbidden change of status: {statuses}"
    resolved = None
    for event in events:
        if event["kind"] == "status" and event["new"] != "closed":
            resolved = event["created_at"] if event["new"] == "resolved" else None
    last = {e["kind"]: e["new"] for e in events}
    now = {
        "status": statuses[-1],
        "resolved_at": resolved,
        "assignee_id": int(last["assignee_id"]) if "assignee_id" in last else None,
        "priority": last.get("priority", ticket["priority"]),
        "category": last.get("category", ticket["category"]),
    }
    yield from (f"{name} is {ticket[name]}, not {value}" for name, value in now.items() if ticket[name] != value)


def wrong_talk(ticket: Row, events: list[Row], comments: list[Row]) -> Iterator[str]:
    """Tell what of a ticket is not what its comments and notes say."""
    public = [c for c in comments if not c["internal"]]
    replies = [c["created_at"] for c in public if c["by_agent"]]
    noted = [c["created_at"] for c in comments if c["internal"]]
    seen = [row["created_at"] for row in (*events, *public)]
    by = {True: "agent", False: "requester"}
    told = {
        "updated_at": max(seen),
        "first_reply_at": min(replies, default=None),
        "last_reply_by": by[public[-1]["by_agent"]] if public else None,
        "noted_at": max(noted, default=None),
        "version": len(set(seen)),
    }
    yield from (f"{name} is {ticket[name]}, not {value}" for name, value in told.items() if ticket[name] != value)
    if any(c["author_id"] != (ticket["assignee_id"] if c["by_agent"] else ticket["user_id"]) for c in comments):
        yield "somebody else talks"
    if not ticket["created_at"] <= max([*seen, *noted]) <= utcnow():
        yield "happens before it was sent, or is still to come"


def test_each_ticket_is_what_its_timeline_and_comments_say(app: Flask, demo: Demo) -> None:
    demo(2_000)
    events, comments = by_ticket(rows(app, Event)), by_ticket(rows(app, Comment))
    tickets = rows(app, Ticket)
    assert len(tickets) == 2_000
    wrong = {
        ticket["id"]: found
        for ticket in tickets
        if (found := [*wrong_events(ticket, events[ticket["id"]])])
        or (found := [*wrong_talk(ticket, events[ticket["id"]], comments[ticket["id"]])])
    }
    assert wrong == {}
    schema = DraftSchema()
    for ticket in tickets:
        values = {name: ticket[name] for name in schema.fields}
        assert schema.load(values) == values


def test_the_desk_looks_like_one_of_a_year(app: Flask, demo: Demo) -> None:
    demo(2_000)
    tickets, talks, events = rows(app, Ticket), by_ticket(rows(app, Comment)), rows(app, Event)
    moments = [ticket["created_at"] for ticket in tickets]
    assert moments == sorted(moments)
    assert timedelta(days=362) < moments[-1] - moments[0] < timedelta(days=365)
    assert sum(m.weekday() < 5 and 7 <= m.hour < 18 for m in moments) > 1_500
    half = moments[0] + (moments[-1] - moments[0]) / 2
    assert 850 < sum(m < half for m in moments) < 970
    shares = {name: count / 2_000 for name, count in Counter(t["priority"] for t in tickets).items()}
    assert shares == pytest.approx({"low": 0.25, "medium": 0.6, "high": 0.15}, abs=0.04)
    assert 0.15 < sum("export" in f"{t['title']} {t['description']}".lower() for t in tickets) / 2_000 < 0.25
    assert min(len(t["description"]) for t in tickets) >= 300
    assert max(len(t["description"]) for t in tickets) <= 950
    assert len({t["description"] for t in tickets}) == 2_000
    day, month = utcnow() - timedelta(days=1), utcnow() - timedelta(days=60)
    assert sum(t["status"] in ENDED for t in tickets if t["created_at"] < month) / sum(m < month for m in moments) > 0.9
    assert {t["status"] for t in tickets if t["created_at"] < month} == {"open", "in_progress", "resolved", "closed"}
    assert "open" in {t["status"] for t in tickets if t["created_at"] > day}
    assert 150 < len(talks) <= 200
    assert {2, 3, 4} <= {len(talk) for talk in talks.values()} <= {1, 2, 3, 4}
    assert 70 < len({e["ticket_id"] for e in events if e["kind"] == "status" and e["new"] == "open"}) < 140
    assert {e["source"] for e in events} == {None, "rotation"}
