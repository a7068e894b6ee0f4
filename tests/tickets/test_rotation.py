"""Round robin: new tickets of a category go to its agents in turn."""

from collections.abc import Callable

import pytest
from fixtures.people import People
from flask import Flask
from tickets.callers import Caller

from supportapp.accounts import service as accounts
from supportapp.tickets.queue import assigning

TICKET = {"title": "x", "description": "y", "priority": "low", "category": "bug"}


@pytest.fixture
def send(alice: Caller) -> Callable[..., int | None]:
    """Give a function that sends a ticket and returns whose it is."""

    def submit(category: str = "bug") -> int | None:
        sent = alice.post("/chat/submit-ticket", {"ticket": {**TICKET, "category": category}})
        assert sent.status_code == 201, sent.text
        return alice.get(sent.location).json["assignee_id"]  # type: ignore[no-any-return]

    return submit


def rotate(app: Flask, **members: list[int]) -> None:
    with app.app_context():
        assigning.set_rotation(members)


def test_agents_take_turns(app: Flask, people: People, send: Callable[..., int | None]) -> None:
    bob, dora = people["bob"].id, people["dora"].id
    assert send() is None
    rotate(app, bug=[bob, dora])
    turns = [send() for _ in range(4)]
    assert turns[:2] == turns[2:]
    assert set(turns) == {bob, dora}
    assert send("question") is None


def test_timeline_says_that_the_rotation_did_it(app: Flask, people: People, alice: Caller) -> None:
    rotate(app, bug=[people["bob"].id])
    place = alice.post("/chat/submit-ticket", {"ticket": TICKET}).location
    created, given = alice.get(f"{place}/events").json["events"]
    assert (created["kind"], created["actor"]) == ("created", "Alice")
    assert (given["kind"], given["new_name"], given["actor"], given["source"]) == (
        *("assignee_id", "Bob", None),
        "rotation",
    )


def test_who_left_gets_nothing(app: Flask, people: People, send: Callable[..., int | None]) -> None:
    bob, dora = people["bob"].id, people["dora"].id
    rotate(app, bug=[bob, dora])
    with app.app_context():
        accounts.deactivate(bob)
    assert [send(), send()] == [dora, dora]
    with app.app_context():
        accounts.set_role(dora, "user")
    assert send() is None
    rotate(app)
    assert send() is None


def test_staying_keeps_the_place_in_the_turn(app: Flask, people: People, send: Callable[..., int | None]) -> None:
    bob, dora = people["bob"].id, people["dora"].id
    rotate(app, bug=[bob, dora])
    first = send()
    rotate(app, bug=[bob, dora], question=[bob])
    assert send() != first


def test_only_who_takes_tickets_is_in_the_rotation(app: Flask, people: People) -> None:
    with app.app_context(), pytest.raises(assigning.NotAnAgent):
        assigning.set_rotation({"bug": [people["alice"].id]})


def test_load_counts_what_is_in_hand(app: Flask, people: People, make_ticket: Callable[..., int]) -> None:
    bob = people["bob"].id
    for status in ("open", "in_progress", "resolved", "closed"):
        make_ticket("alice", status=status, assignee_id=bob)
    with app.app_context():
        assert [(agent.name, agent.load) for agent in assigning.agents()] == [("Bob", 2), ("Dora", 0)]
