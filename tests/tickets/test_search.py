"""`q` of GET /chat/tickets: full text, the same on both databases, whatever people type."""

import pytest
from fixtures.people import MakeTicket
from tickets.callers import Caller

from supportapp.extensions import db
from supportapp.tickets.models import Ticket

TEXTS = {
    "export": ("The CSV export stops", "At row 1000 it stops, or so it seems; error E42."),
    "crash": ("Crash on start", "The app crashes - not always. See the log-file, user@example.com"),
    "login": ("Cannot sign in", 'It says "wrong password" AND nothing else'),
    "umlaut": ("Größe der Datei", "Die Straße heißt Rosenweg; naïve 漢字"),
}


@pytest.fixture
def found(alice: Caller, make_ticket: MakeTicket) -> object:
    """Give a function from words to the names of alice's tickets that have them."""
    make_ticket("charlie", title="The CSV export stops", description="charlie's secret")
    names = {make_ticket("alice", title=t, description=d): name for name, (t, d) in TEXTS.items()}

    def search(words: str) -> set[str]:
        answer = alice.get("/chat/tickets", q=words)
        assert answer.status_code == 200, (words, answer.text)
        return {names[ticket["id"]] for ticket in answer.json["tickets"]}

    return search


@pytest.mark.parametrize(
    ("words", "names"),
    [
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
    ],
)
def test_tickets_with_all_the_words_are_found(found: object, words: str, names: set[str]) -> None:
    assert found(words) == names  # type: ignore[operator]


@pytest.mark.parametrize(
    "words",
    [
        *('"', '""', "'", "*", "export*", "-export", "!export", "NOT export", "NEAR(a b)", "title:export", "(", ")"),
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
            "x" * 200,
        ),
    ],
)
def test_what_looks_like_an_operator_does_no_harm(found: object, words: str) -> None:
    assert found(words) <= set(TEXTS)  # type: ignore[operator]


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
