"""What a draft says: title, category, priority, description, from the person's own words."""

import pytest

from supportapp.drafting import CATEGORIES, PRIORITIES, Message, NothingToDraft, draft, template


def said(*contents: str) -> list[Message]:
    """Return a conversation: the person first, then the assistant, in turn."""
    return [
        {"role": "assistant" if position % 2 else "user", "content": content}
        for position, content in enumerate(contents)
    ]


def part(description: str, heading: str) -> str:
    """Return the lines under a heading of a description."""
    parts = dict(block.split(":\n", 1) for block in description.split("\n\n"))
    return parts[heading]


def test_no_messages_is_nothing_to_draft() -> None:
    with pytest.raises(NothingToDraft):
        draft([])


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Hi, the export fails with error 500!", "Export fails with error 500"),
        ("I have a problem: the map stays white.", "Map stays white"),
        ("How do I change the language of my account?", "How to change language of account"),
        ("what are the rate limits of the REST api?", "Rate limits of REST api"),
        ("It would be nice to have a dark mode in the app.", "Dark mode in app"),
        ("I can't open the report since yesterday", "Cannot open report"),
        ("When I save a form, the page freezes.", "Page freezes when I save form"),
        ("Hello, ¿cómo puedo cambiar mi correo?", "Cómo cambiar mi correo"),
        ("Ich möchte mein Abo zum Monatsende kündigen", "Mein Abo zum Monatsende kündigen"),
        ("Bonjour, comment puis-je exporter mes contacts ?", "Comment exporter mes contacts"),
    ],
)
def test_the_title_is_the_sentence_without_what_says_nothing(sentence: str, title: str) -> None:
    assert draft(said(sentence))["title"] == title


def test_the_title_passes_over_greetings_and_thanks() -> None:
    conversation = said("hi", "Hello!", "thanks", "What is it?", "the tooltip of the chart is cut off")
    assert draft(conversation)["title"] == "Tooltip of chart cut off"


def test_the_title_joins_a_sentence_typed_over_several_turns() -> None:
    made = draft(said("When I rotate the phone", "Yes?", "it crashes", "Where?", "in the map view"))
    assert made["title"] == "When I rotate phone it crashes in map view"
    assert [quote["quote"] for quote in made["evidence"]["title"]] == [
        "When I rotate the phone",
        "it crashes",
        "in the map view",
    ]


def test_the_title_names_the_error_of_a_pasted_trace() -> None:
    trace = "I get this when I open the report:\n```\nTypeError: rows is undefined\n    at Table (t.js:4)\n```"
    assert draft(said(trace))["title"] == "TypeError: rows is undefined when I open the report"


def test_a_long_sentence_is_cut_at_a_word() -> None:
    title = draft(said("The big search engine " + "nearly " * 30 + "fails"))["title"]
    assert len(title) <= 90
    assert title.endswith("nearly")


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("The calendar crashes when I open it", "bug"),
        ("Why does the dashboard show 0 visitors?", "bug"),
        ("Is it normal that the timer keeps running?", "bug"),
        ("Why can't I sort the list by due date?", "feature"),
        ("Please add a bulk edit", "feature"),
        ("Does the Pro plan include SSO?", "question"),
        ("where can I download my old invoices?", "question"),
        ("I was charged twice, please refund one", "other"),
        ("just wanted to say that Maria was super helpful", "other"),
        ("Die App stürzt beim Öffnen ab", "bug"),
        ("Ce serait bien de pouvoir trier par date", "feature"),
        ("¿Dónde puedo ver mis pedidos?", "question"),
    ],
)
def test_the_category_follows_from_what_is_said(sentence: str, category: str) -> None:
    assert draft(said(sentence))["category"] == category


def test_the_words_of_the_assistant_do_not_count() -> None:
    plain = "where can I find old invoices?"
    loud = "It crashed! Error 500, data loss, urgent outage for all customers. I was refunded twice."
    quiet, noisy = draft(said(plain, "In Billing.")), draft(said(plain, loud))
    for field in ("title", "category", "priority"):
        assert noisy[field] == quiet[field]


@pytest.mark.parametrize(
    ("sentence", "priority"),
    [
        ("The export button does not work", "medium"),
        ("The whole finance team is blocked, the export fails", "high"),
        ("All our files are gone, the sync lost them", "high"),
        ("I can see the orders of some other customer", "high"),
        ("There is a typo on the pricing page", "low"),
        ("The export fails, no hurry", "low"),
        ("The export fails for the whole team, in Firefox it works so we use that meanwhile", "medium"),
        ("How can I restore a project? We have an audit on Friday", "medium"),
        ("Please add a dark mode", "low"),
        ("My account was hacked, someone changed my password", "high"),
        ("The upload fails but it is not urgent and no data was lost", "low"),
    ],
)
def test_the_priority_follows_from_harm_and_ways_around(sentence: str, priority: str) -> None:
    assert draft(said(sentence))["priority"] == priority


@pytest.mark.parametrize("sentence", ["URGENT!! please add a dark mode", "Urgent: how do I change my name?"])
def test_the_word_urgent_alone_raises_nothing(sentence: str) -> None:
    made = draft(said(sentence))
    assert made["priority"] == "low"
    assert "urgent" in made["reasons"]["priority"]


def test_the_reason_for_a_priority_is_given_in_words() -> None:
    made = draft(said("The login page is down. Nobody in our company can work."))
    assert made["reasons"]["priority"] == "High because many people are affected and a service people depend on is down"
    assert [quote["quote"] for quote in made["evidence"]["priority"]] == [
        "Nobody in our company can work.",
        "The login page is down.",
    ]


def test_the_description_sorts_what_was_said_into_parts() -> None:
    made = draft(
        said(
            "The CSV export fails with error 500.",
            "Have you tried another browser?",
            "Yes, Firefox and Chrome. We are on version 4.2.1. Our whole team is blocked.",
            "Go to Settings > Export and check the format.",
            "I have restarted the computer, no change.",
        )
    )["description"]
    assert part(made, "What happened") == "The CSV export fails with error 500."
    assert part(made, "What was tried").split("\n") == [
        "Have you tried another browser? Yes, Firefox and Chrome.",
        "I have restarted the computer, no change.",
    ]
    assert part(made, "Environment") == "We are on version 4.2.1."
    assert part(made, "Impact") == "Our whole team is blocked."
    assert part(made, "Suggested by the assistant").startswith("Go to Settings")


def test_headings_are_in_the_language_of_the_person() -> None:
    assert draft(said("Die Suche findet keine Kunden mehr"))["description"].startswith("Was passiert ist:")
    assert draft(said("L'application plante quand j'ouvre la carte"))["description"].startswith("Ce qui s'est")
    assert draft(said("La aplicación se cierra cuando abro el mapa"))["description"].startswith("Qué ha pasado:")


def test_a_long_trace_is_shortened_to_the_telling_lines() -> None:
    trace = "It fails:\n" + "    at a.b.C(C.java:1)\n" * 500 + "Caused by: java.io.IOException: disk full"
    error = part(draft(said(trace))["description"], "Error text")
    assert "Caused by: java.io.IOException: disk full" in error
    assert error.count("\n") < 4


def test_of_many_errors_in_a_log_the_first_and_the_last_are_kept() -> None:
    log = "".join(f"2024-05-01 10:00:{second:02} ERROR step {second} failed\n" for second in range(40))
    error = part(draft(said("The import stops.\n" + log))["description"], "Error text").split("\n")
    assert len(error) == 4
    assert error[0].endswith("step 0 failed")
    assert error[-1].endswith("step 39 failed")


def test_a_long_conversation_gives_a_short_description_that_keeps_the_facts() -> None:
    turns = [text for n in range(40) for text in (f"The import of file A-{n:03} fails in step {n}.", "I see.")]
    description = draft(said(*turns, "The code is ZX-9917 and the page is https://a.example/b"))["description"]
    assert len(description.split()) < 190
    assert "ZX-9917" in description
    assert "https://a.example/b" in description


@pytest.mark.parametrize("content", ["", "\U0001f642", "hi", "   ", "???"])
def test_where_nothing_is_said_the_draft_says_so(content: str) -> None:
    made = draft(said(content))
    assert made["title"] == "Support request"
    assert made["description"].startswith("The conversation does not say yet what the problem is.")
    assert set(made["confidence"].values()) == {"please check"}


def test_only_the_assistant_spoke() -> None:
    made = draft([{"role": "assistant", "content": "Hello! The export fails sometimes."}])
    assert made["title"] == "Support request"
    assert "export" not in made["title"]


def test_the_template_has_headings_to_fill_in() -> None:
    blank = template()
    assert blank["title"] == ""
    assert "What happened:\n" in blank["description"]
    assert (blank["priority"], blank["category"]) == ("medium", "question")
    assert blank["priority"] in PRIORITIES
    assert blank["category"] in CATEGORIES
