"""`q` of GET /chat/tickets: full text, the same on both databases, whatever people type."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.people import MakeTicket
from flask import Flask
from tickets.callers import Caller

from supportapp.database import utcnow
from supportapp.extensions import db
from supportapp.tickets.models import Comment, Ticket

TEXTS = {
    "export": ("The CSV export stops", "At row 1000 it stops, or so it seems; error E42."),
    "crash": ("Crash on start", "The app crashes - not always. See the log-file, user@example.com"),
    "login": ("Cannot sign in", 'It says "wrong password" AND nothing else'),
    "umlaut": ("Größe der Datei", "Die Straße heißt Rosenweg; naïve 漢字"),
}


Say = Callable[..., None]


@pytest.fixture
def say(app: Flask) -> Say:
    """Give a function that puts a comment, or a note, on a ticket."""

    def say(number: int, body: str, *, internal: bool) -> None:
        with app.app_context():
            db.session.add(Comment(ticket_id=number, author_id=2, by_agent=True, internal=internal, body=body))
            db.session.commit()

    return say


@pytest.fixture
def found(alice: Caller, make_ticket: MakeTicket) -> Callable[[str], set[str]]:
    """Give a function from words to the names of alice's tickets that have them."""
    make_ticket("charlie", title="The CSV export stops", description="charlie's secret")
    names = {make_ticket("alice", title=t, description=d): name for name, (t, d) in TEXTS.items()}

    def search(words: str) -> set[str]:
        answer = alice.get("/chat/tickets", q=words)
        assert answer.status_code == 200, (words, answer.text)
        return {names[ticket["id"]] for ticket in answer.json["tickets"]}

    return search


ALL_WORDS = [
    ("export", {"export"}),
    ("EXPORT", {"export"}),
    ("e42", {"export"}),
    ("the", {"export", "crash"}),
    ("the export", {"export"}),
    ("export the", {"export"}),
    ("row   1000", {"export"}),
    ("größe", {"umlaut"}),
    ("rosenweg straße", {"umlaut"}),
    ("漢字", {"umlaut"}),
    ("log-file", {"crash"}),
    ("user@example.com", {"crash"}),
    ("password", {"login"}),
    ('"wrong password"', {"login"}),
    ('"wrong', {"login"}),
    ("wrong AND nothing", {"login"}),
    ("stops or seems", {"export"}),
    ("export OR crash", set()),
    ("export crash", set()),
    ("secret", set()),
    ("nosuchword", set()),
    ("the -crash", {"export"}),
    ("-crash the", {"export"}),
    ('the -"not always"', {"export"}),
    ('the -"always not"', {"export", "crash"}),
    ("export -nosuchword", {"export"}),
    ("export -export", set()),
    ("“wrong password”", {"login"}),
    ('"nothing else"', {"login"}),
    ('"else nothing"', set()),
    ('"sign in it says"', set()),
    ("sign password", {"login"}),
    ("--export", {"export"}),
    ("the ... !", {"export", "crash"}),
    ("u1", set()),
]

HARMLESS = [
    *(
        '"',
        '""',
        "'",
        "*",
        "export*",
        "--export",
        "- export",
        "!export",
        "NOT export",
        "NEAR(a b)",
        "title:export",
        "(",
        ")",
    ),
    *(
        "a & b",
        "a | b",
        "<->",
        ":*",
        "^x",
        "%",
        "\\",
        "a:*&b",
        "{title}: x",
        "' OR 1=1 --",
        "+",
        "🚀",
        "...",
        "-...",
        '-"',
        "“",
        "x" * 200,
    ),
]


def test_tickets_with_all_the_words_are_found(found: Callable[[str], set[str]]) -> None:
    assert {words: found(words) for words, _ in ALL_WORDS} == dict(ALL_WORDS)


def test_what_looks_like_an_operator_does_no_harm(found: Callable[[str], set[str]]) -> None:
    for words in HARMLESS:
        assert found(words) <= set(TEXTS), words


@pytest.mark.parametrize("words", ["-export", '-"the export"', "-a -b", " -export ..."])
def test_search_that_only_leaves_out_is_refused_with_what_to_do(alice: Caller, words: str) -> None:
    answer = alice.get("/chat/tickets", q=words)
    assert answer.status_code == 400
    assert "Add a word to look for" in answer.json["errors"]["q"][0]


def test_relevance_goes_with_a_search_only(alice: Caller) -> None:
    for query in ({}, {"q": ""}):
        assert list(alice.get("/chat/tickets", sort="relevance", **query).json["errors"]) == ["sort"]


def test_relevance_title_before_description_before_comments_newest_first(
    alice: Caller, make_ticket: MakeTicket, say: Say
) -> None:
    title, other_title = (make_ticket("alice", title="Broken export now", description="x") for _ in range(2))
    both = make_ticket("alice", title="Broken", description="the export")
    said = make_ticket("alice", title="Broken", description="x")
    say(said, "export", internal=False)
    make_ticket("alice", title="Broken", description="x")
    expected = [other_title, title, both, said]
    found, cursor = [], None
    while not found or cursor:
        more = {"cursor": cursor} if cursor else {}
        answer = alice.get("/chat/tickets", q="broken export", sort="relevance", limit=2, **more).json
        found += [ticket["id"] for ticket in answer["tickets"]]
        cursor = answer["next_cursor"]
    assert found == expected


def test_words_may_be_spread_over_title_description_and_comments(
    alice: Caller, make_ticket: MakeTicket, say: Say
) -> None:
    number = make_ticket("alice", title="one", description="two")
    say(number, "three", internal=False)
    assert [t["id"] for t in alice.get("/chat/tickets", q="three two one").json["tickets"]] == [number]


def test_note_is_found_by_agents_only(caller: Any, make_ticket: MakeTicket, say: Say) -> None:
    mine, bobs = (make_ticket(name, title="export") for name in ("alice", "bob"))
    for number in (mine, bobs):
        say(number, "fraud suspected", internal=True)
    for name, path, query, found in (
        ("alice", "/chat/tickets", "fraud", []),
        ("alice", "/chat/tickets", "export fraud", []),
        ("alice", "/chat/tickets", "export -fraud", [mine]),
        ("alice", "/chat/tickets", '"fraud suspected"', []),
        ("bob", "/chat/tickets", "fraud", []),
        ("bob", "/chat/tickets", "export -fraud", [bobs]),
        ("bob", "/chat/admin/tickets", "fraud", [bobs, mine]),
        ("bob", "/chat/admin/tickets", '"fraud suspected"', [bobs, mine]),
        ("bob", "/chat/admin/tickets", "export -fraud", []),
    ):
        answer = caller(name).get(path, q=query)
        assert [ticket["id"] for ticket in answer.json["tickets"]] == found, (name, path, query)


@pytest.mark.parametrize("sort", ["-created_at", "created_at"])
def test_common_word_with_a_rare_filter_is_gone_through_to_the_end(
    app: Flask, alice: Caller, make_ticket: MakeTicket, sort: str
) -> None:
    first = make_ticket("alice", title="export", priority="high")
    with app.app_context():
        now = utcnow()
        row = {"user_id": 1, "title": "export", "description": "x", "category": "bug", "priority": "low"}
        row |= {"status": "open", "version": 1, "created_at": now, "updated_at": now}
        db.session.execute(sa.insert(Ticket), [row] * 2_100)
        db.session.commit()
    last = make_ticket("alice", title="export", priority="high")
    found: list[int] = []
    asked, cursor = 0, ""
    while cursor is not None:
        query = {"q": "export", "priority": "high", "sort": sort, **({"cursor": cursor} if cursor else {})}
        answer = alice.get("/chat/tickets", **query).json
        found += [ticket["id"] for ticket in answer["tickets"]]
        cursor, asked = answer["next_cursor"], asked + 1
    assert found == ([last, first] if sort == "-created_at" else [first, last])
    assert asked == 3


def test_search_follows_changes(alice: Caller, make_ticket: MakeTicket, app: object) -> None:
    number = make_ticket("alice", title="before")
    with app.app_context():  # type: ignore[attr-defined]
        db.session.get_one(Ticket, number).title = "after"
        db.session.commit()
    assert alice.get("/chat/tickets", q="before").json["tickets"] == []
    assert [t["id"] for t in alice.get("/chat/tickets", q="after").json["tickets"]] == [number]


def test_search_goes_with_filters_and_pages(alice: Caller, make_ticket: MakeTicket) -> None:
    made = [make_ticket("alice", title=f"export {n}", priority="high" if n % 2 else "low") for n in range(6)]
    make_ticket("alice", title="something else", priority="high")
    first = alice.get("/chat/tickets", q="export", priority="high", limit=2)
    assert [t["id"] for t in first.json["tickets"]] == [made[5], made[3]]
    second = alice.get(first.headers["Link"].partition(">")[0].removeprefix("<"))
    assert [t["id"] for t in second.json["tickets"]] == [made[1]]


@pytest.mark.parametrize("sort", ["-created_at", "created_at"])
def test_search_alone_is_gone_through_to_the_end(alice: Caller, make_ticket: MakeTicket, sort: str) -> None:
    made = [make_ticket("alice", title=f"export {n}") for n in range(7)]
    make_ticket("charlie", title="export of somebody else")
    found: list[int] = []
    pages, cursor = 0, ""
    while cursor is not None:
        more = {"cursor": cursor} if cursor else {}
        answer = alice.get("/chat/tickets", q="export", sort=sort, limit=3, **more).json
        assert len(answer["tickets"]) == min(3, 7 - len(found))
        found += [ticket["id"] for ticket in answer["tickets"]]
        pages, cursor = pages + 1, answer["next_cursor"]
    assert found == (made if sort == "created_at" else made[::-1])
    assert pages == 3
