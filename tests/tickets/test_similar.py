"""Before sending: tickets in hand that say much the same as a draft."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from fixtures.application import Statements
from fixtures.people import MakeConversation, MakeTicket, People
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import REVIEW, Caller, all_rows, form_in, press

from supportapp.extensions import db
from supportapp.tickets.models import Comment, Ticket
from supportapp.tickets.review import likeness

GENERATE = "/chat/generate-ticket"
EXPORT = {
    "title": "CSV export fails with error 504 above 10,000 rows",
    "description": "What happened:\nWhen I export the invoices of a year from Reports it stops, and I see error 504.",
}
SSO = {"title": "Nobody can sign in with Okta", "description": "Since the SAML certificate was rotated."}
CLOSED = {"description": "An export", "priority": "low", "category": "feature", "status": "closed", "version": 1}
AGAIN = "Me again: the CSV export of the invoices still gives me 504. Any news?"
Similar = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def similar(caller: Callable[[str], Caller], make_conversation: MakeConversation) -> Similar:
    """Give a function that tells what somebody's new conversation resembles."""

    def ask(name: str, said: str = AGAIN) -> list[dict[str, Any]]:
        talk = make_conversation(name, [("user", said)])
        answer = caller(name).post(GENERATE, {"conversation_id": talk})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json["draft"]["similar"]
        return found

    return ask


def test_the_ticket_it_follows_comes_with_the_words_they_share(similar: Similar, make_ticket: MakeTicket) -> None:
    make_ticket("alice", **SSO)
    number = make_ticket("alice", **EXPORT, status="in_progress")
    [found] = similar("alice")
    words = found.pop("words")
    assert found == {
        "ticket_id": number,
        "title": EXPORT["title"],
        "status": "in_progress",
        "strong": True,
        "ticket_url": f"http://localhost/tickets/{number}",
    }
    assert words[0] == "504"
    assert {"csv", "invoices", "export"} <= {word.lower() for word in words}


def test_one_word_in_common_is_not_enough_unless_it_is_a_code_in_both_titles(
    similar: Similar, make_ticket: MakeTicket
) -> None:
    make_ticket("alice", title="The invoices are blue", description="I wish they were green.")
    assert similar("alice", "My invoices are printed without a logo") == []
    coded = make_ticket("alice", title="Code RSG-4410X", description="Please look.")
    assert [one["ticket_id"] for one in similar("alice", "Where is RSG-4410X?")] == [coded]
    make_ticket("alice", title="Please look", description="Code E7781")
    assert similar("alice", "Where is E7781?") == []


def test_everyday_words_lead_to_no_ticket(similar: Similar, make_ticket: MakeTicket) -> None:
    make_ticket("alice", title="The page shows an error message", description="The button on the screen does not work.")
    assert similar("alice", "There is an error message on the page when I press the button. Please help.") == []


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_what_has_ended_is_left_out(similar: Similar, make_ticket: MakeTicket, status: str) -> None:
    make_ticket("alice", **EXPORT, status=status)
    assert similar("alice") == []


def test_each_sees_their_own_and_agents_everybodys(similar: Similar, make_ticket: MakeTicket) -> None:
    theirs = make_ticket("charlie", **EXPORT)
    assert similar("alice") == []
    assert [one["ticket_id"] for one in similar("charlie")] == [theirs]
    assert [one["ticket_id"] for one in similar("bob")] == [theirs]
    assert [one["ticket_id"] for one in similar("dora")] == [theirs]


@pytest.mark.parametrize("internal", [True, False])
def test_comments_and_notes_make_no_ticket_similar(
    app: Flask, similar: Similar, make_ticket: MakeTicket, *, internal: bool
) -> None:
    number = make_ticket("alice", title="It is odd", description="Please look.")
    with app.app_context():
        said = {"ticket_id": number, "body": AGAIN, "by_agent": True, "internal": internal}
        db.session.execute(sa.insert(Comment).values(said))
        db.session.commit()
    assert [similar(name) for name in ("alice", "bob")] == [[], []]


def test_at_most_three_the_most_alike_first(similar: Similar, make_ticket: MakeTicket) -> None:
    best = make_ticket("alice", **EXPORT)
    for n in range(5):
        make_ticket("alice", title=f"Invoices as CSV, wish {n}", description="An export of the invoices would be nice.")
    found = similar("alice")
    assert len(found) == 3
    assert found[0]["ticket_id"] == best


def test_an_old_ticket_is_found_by_its_rare_words_behind_many_with_the_common_ones(
    app: Flask, people: People, similar: Similar, make_ticket: MakeTicket
) -> None:
    old = make_ticket("alice", **EXPORT)
    rows = [{**CLOSED, "title": f"Invoices as CSV {n}", "user_id": people["alice"].id} for n in range(300)]
    with app.app_context():
        db.session.execute(sa.insert(Ticket), rows)
        db.session.commit()
    assert [one["ticket_id"] for one in similar("alice")] == [old]


@pytest.mark.parametrize(
    ("ticket", "said"),
    [
        ("Étiquettes grisées après validation", "Toujours des étiquettes grisées après la validation"),
        ("Größenänderung löscht Übersicht", "Die Größenänderung löscht wieder meine Übersicht"),
        (
            "Übersicht 'quoted' \"export\" fehlt: a & b | c <-> !d",
            "Die Übersicht: 'quoted' \"export\" a & b | c <-> !d",
        ),
        ("Import of 3.2.1 and v4.2 archives", "The import of v4.2 archives, 3.2.1 too"),
    ],
)
def test_accents_signs_and_versions_on_both_databases(
    similar: Similar, make_ticket: MakeTicket, ticket: str, said: str
) -> None:
    number = make_ticket("alice", title=ticket, description="-")
    assert [one["ticket_id"] for one in similar("alice", said)] == [number]


ODD = "⓵⓶⓷ ②² ٣٤٥ 漢字漢字漢字 ŉ'' ﬁﬂ ½ Ⅷ 🙈 e\u0301te\u0301 \u0661.\u0662 x'y\" -- a*b:AB & | ! ( ) ^ NEAR NOT {title}"


def test_odd_signs_break_neither_database(similar: Similar, make_ticket: MakeTicket) -> None:
    make_ticket("alice", title=ODD, description=ODD)
    similar("alice", ODD)
    assert similar("bob", " ".join(ODD)) is not None


def test_what_was_hidden_is_no_word(similar: Similar, make_ticket: MakeTicket) -> None:
    make_ticket(
        "alice", title="My login: [password hidden]", description="[e-mail address hidden] and [password hidden]"
    )
    assert similar("alice", "password: Rabbit-77-Hole, mail anna.kern@example.org") == []
    assert likeness.stems("[password hidden] [Kartennummer endet auf 1111] [mot de passe masqué]") == set()


def test_a_template_and_a_draft_that_was_sent_resemble_nothing(
    alice: Caller, make_ticket: MakeTicket, make_conversation: MakeConversation
) -> None:
    make_ticket("alice", title="Support request", description="Describe what happened, and what you expected.")
    assert alice.post(GENERATE, {"conversation_id": None}).json["draft"]["similar"] == []
    talk = make_conversation("alice", [("user", AGAIN)])
    made = alice.post(GENERATE, {"conversation_id": talk}).json
    alice.post("/chat/submit-ticket", {"draft_id": made["draft"]["id"], "ticket": made["ticket"]})
    again = alice.post(GENERATE, {"conversation_id": talk}).json["draft"]
    assert (again["state"], again["similar"]) == ("submitted", [])


def page(browser: FlaskClient, make_conversation: MakeConversation, said: str = AGAIN) -> str:
    talk = make_conversation("alice", [("user", said)])
    return browser.get(REVIEW, query_string={"conversation_id": talk}).text


def test_the_page_shows_a_strong_match_openly_and_others_on_demand(
    browser: FlaskClient, make_ticket: MakeTicket, make_conversation: MakeConversation
) -> None:
    assert 'id="similar"' not in page(browser, make_conversation)
    number = make_ticket("alice", title="CSV with <b>tags</b> in the invoices", description="Wrong signs.")
    weak = page(browser, make_conversation)
    assert '<details class="field similar" id="similar">' in weak
    assert "&lt;b&gt;tags" in weak
    assert f'name="action" value="join:{number}"' in weak
    make_ticket("alice", **EXPORT)
    strong = page(browser, make_conversation)
    assert '<details class="field similar" id="similar" open>' in strong
    assert strong.index('id="similar"') < strong.rindex('value="send"')


def test_the_page_compares_what_is_typed_now(
    browser: FlaskClient, make_ticket: MakeTicket, make_conversation: MakeConversation
) -> None:
    make_ticket("alice", **EXPORT)
    fields = form_in(page(browser, make_conversation, "The tooltip is cut off."))
    answer = press(browser, fields, "edit", title=EXPORT["title"])
    assert 'id="similar"' in answer.text


def test_what_a_machine_pasted_says_nothing() -> None:
    assert [word.seen for word in likeness.telling("Zm9v" * 900, f"Wombats {'a1' * 40}")] == ["Wombats"]


def test_looking_takes_one_statement_and_writes_nothing(
    app: Flask, browser: FlaskClient, make_ticket: MakeTicket, talk: int, statements: Statements
) -> None:
    make_ticket("alice", **EXPORT)
    browser.get(REVIEW)  # which model drafts is looked up once a minute
    before = all_rows(app)
    with statements() as sent:
        browser.get(REVIEW, query_string={"conversation_id": talk})
    assert len([one for one in sent if "substr(ticket.description" in one]) == 1
    assert len([one for one in sent if "ticket_search" in one or "tsquery" in one]) == 1
    assert len(sent) <= 9
    assert all_rows(app) == before
