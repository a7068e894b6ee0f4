"""Drawing the ticket page: the talk in one column, the facts and what can be done in the other."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict, Unpack

from flask import current_app, render_template, request, url_for

from supportapp.accounts.service import Person
from supportapp.chat import service as chat
from supportapp.errors import Invalid, NotFound
from supportapp.tickets import reading, rules
from supportapp.tickets.draft_form import CATEGORY_WORDS, PRIORITY_WORDS, STATUS_WORDS
from supportapp.tickets.handling import comments, readers, ticket_forms, timeline
from supportapp.tickets.handling.ticket_forms import ChangeForm, ReopenForm, ReplyForm
from supportapp.tickets.lists import listing
from supportapp.tickets.queue import assigning, queue_filters
from supportapp.tickets.review import drafts, joining
from supportapp.tickets.review.review import as_agents_see

Row = Mapping[str, Any]
LAST_MESSAGES = 200  # of a transcript


class NotAdded(NotFound):
    """This conversation does not belong to the ticket, or was taken away again. Open the ticket to see what does."""


class Told(TypedDict):
    """What a page says that was not opened but sent back."""

    problem: NotRequired[str]
    meanwhile: NotRequired[Sequence[str]]  # what happened since the page was drawn
    reply: NotRequired[ReplyForm]
    reopen: NotRequired[ReopenForm]
    change: NotRequired[ChangeForm]


def draw(person: Person, ticket_id: int, **told: Unpack[Told]) -> str:
    """Draw a ticket for somebody who may read it; `told` where a form comes back."""
    ticket, kept = reading.get(person, ticket_id), readers.mine(person, ticket_id)
    talk = _talk(person, ticket_id)
    beside: dict[str, Any] = {}
    if rules.is_agent(person):
        beside = _for_agents(person, ticket, kept, told.get("change") or change_form(ticket, talk["seen"]))
    return render_template(
        "tickets/ticket.html",
        ticket=ticket,
        reply=told.get("reply") or ticket_forms.of(person, ReplyForm, body=kept.unsent, internal=_flag(kept.internal)),
        reopen=told.get("reopen") or ticket_forms.of(person, ReopenForm),
        brought_back=bool(kept.unsent) and "reply" not in told,
        messages=_transcript(ticket),
        reply_promise=current_app.config["REPLY_PROMISE"],
        problem=told.get("problem", ""),
        meanwhile=told.get("meanwhile", []),
        **_may(person, ticket),
        **talk,
        **beside,
    )


def draw_earlier(person: Person, ticket_id: int, before: int | None) -> str:
    """Draw the part of the timeline before a comment."""
    ticket = reading.get(person, ticket_id)
    said, more = timeline.newest_comments(person, ticket_id, before)
    until = comments.one(person, ticket_id, before) if before else None
    events = timeline.between(reading.timeline(ticket_id), said[0] if more else None, until)
    return render_template(
        "tickets/earlier.html",
        ticket=ticket,
        mine=ticket["user_id"] == person.id,
        list=list_asked(),
        entries=timeline.entries(person, events, said),
        earlier=said[0]["id"] if more else None,
    )


def draw_conversation(person: Person, ticket_id: int, conversation_id: int) -> str:
    """Draw a conversation that was added to a ticket, as agents see it, for them and for who added it."""
    ticket = reading.get(person, ticket_id)
    comment_id = dict(joining.conversations_of(ticket_id)).get(conversation_id)
    comment = comments.one(person, ticket_id, comment_id) if comment_id else {}
    if not (comment and timeline.may_read_conversation(person, comment)):
        raise NotAdded
    messages = chat.messages_of(conversation_id, limit=LAST_MESSAGES)
    return render_template(
        "tickets/added_conversation.html",
        ticket=ticket,
        who="You" if comment["author_id"] == person.id else comment["author"],
        messages=as_agents_see(joining.draft_of(comment["id"]), messages),
        list=list_asked(),
    )


def change_form(ticket: Row, seen: str) -> ChangeForm:
    """Return the selects as the ticket is now."""
    values = {name: ticket[name] for name in ("status", "priority", "category", "version")}
    return ChangeForm(data={**values, "assignee_id": ticket["assignee_id"] or "", "seen": seen})


def list_asked() -> str:
    """Return the queue a ticket was reached from, as its address says it; empty where there is none."""
    text = request.values.get("list", "")
    return text if len(text) <= queue_filters.LONGEST_QUERY and text.isprintable() else ""


def place(ticket_id: int, anchor: str | None = None) -> str:
    """Return the address of a ticket, in the queue it was reached from."""
    return url_for("tickets.ticket", ticket_id=ticket_id, list=list_asked() or None, _anchor=anchor)


def _may(person: Person, ticket: Row) -> dict[str, Any]:
    """Return whose ticket it is, and what this person may do with it."""
    mine, is_agent = ticket["user_id"] == person.id, rules.is_agent(person)
    return {
        "mine": mine,
        "is_agent": is_agent,
        "allowed": rules.allowed_statuses(person, ticket),
        "may_edit": rules.may_edit(person, ticket),
        "may_withdraw": rules.may_withdraw(person, ticket),
        "reopens": ticket["status"] in rules.ENDED and (mine or not is_agent),
    }


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _talk(person: Person, ticket_id: int) -> dict[str, Any]:
    events = reading.timeline(ticket_id)
    said, more = timeline.newest_comments(person, ticket_id)
    return {
        "entries": timeline.entries(person, timeline.between(events, said[0] if more else None), said),
        "earlier": said[0]["id"] if more else None,
        "seen": timeline.seen(events, said),
    }


def _for_agents(person: Person, ticket: Row, kept: readers.Mine, form: ChangeForm) -> dict[str, Any]:
    """Return what only agents see: the selects, who else is writing, where the ticket stands in the queue."""
    form.status.choices = [(s, STATUS_WORDS[s]) for s in (ticket["status"], *rules.NEXT_STATUSES[ticket["status"]])]
    form.priority.choices = [(name, words[0]) for name, words in PRIORITY_WORDS.items()]
    form.category.choices = [(name, words[0]) for name, words in CATEGORY_WORDS.items()]
    form.assignee_id.choices = _assignees(ticket)
    return {
        "change": form,
        "writing": readers.others_writing(person, ticket["id"]),
        "unread": readers.is_unread(ticket, kept.seen_at),
        **_in_the_queue(person, ticket),
    }


def _assignees(ticket: Row) -> list[tuple[str, str]]:
    agents = [(str(agent.id), f"{agent.name} ({_load(agent.load)} open)") for agent in assigning.agents()]
    has_it = str(ticket["assignee_id"] or "")
    gone = [(has_it, f"{ticket['assignee_name']} (takes no tickets now)")] if has_it not in {"", *dict(agents)} else []
    return [("", "Nobody"), *gone, *agents]


def _load(load: int) -> str:
    return f"{assigning.COUNTED:,}+" if load > assigning.COUNTED else f"{load:,}"


def _in_the_queue(person: Person, ticket: Row) -> dict[str, Any]:
    """Return the tickets before and after this one in the list it was reached from."""
    asked = list_asked()
    if not asked:
        return {"list": ""}
    try:
        previous, following = listing.neighbours(person, queue_filters.from_query(asked, person), ticket)
    except Invalid:  # an address somebody made up: the ticket is shown all the same
        return {"list": ""}
    return {"list": asked, "previous": previous, "following": following}


def _transcript(ticket: Row) -> list[dict[str, Any]]:
    if ticket["conversation_id"] is None:
        return []
    messages = chat.messages_of(ticket["conversation_id"], limit=LAST_MESSAGES)
    return as_agents_see(drafts.of_ticket(ticket["draft_id"]), messages)
