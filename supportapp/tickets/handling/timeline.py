"""What happened to a ticket, in the words of its page: events as single lines, comments and notes between them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup

from supportapp.accounts.service import Person
from supportapp.database import MAX_ID
from supportapp.markdown import to_html
from supportapp.tickets import rules
from supportapp.tickets.draft_form import CATEGORY_WORDS, PRIORITY_WORDS, STATUS_WORDS
from supportapp.tickets.handling import comments
from supportapp.tickets.queue import assigning

Row = Mapping[str, Any]
SHOWN_COMMENTS = 100
SHOWN_CHARACTERS = 60_000
"""Of all comments on a page together: longer talks are shown in more pages."""


@dataclass(frozen=True)
class Entry:
    """One line or card of the timeline."""

    id: int
    at: datetime
    words: str  # "Bob made it In progress", "Bob deleted a comment"; of a comment, who wrote it
    earlier: str = ""  # a long text as it was before
    comment: Row = field(default_factory=dict)  # empty: an event
    html: Markup | str = ""  # what it says
    may_edit: bool = False
    may_delete: bool = False
    conversation_id: int | None = None  # one that came with it and may be read


def newest_comments(person: Person, ticket_id: int, before: int | None = None) -> tuple[list[dict[str, Any]], bool]:
    """Return the comments of one page, oldest first, and whether there are older ones: bounded in number and length."""
    rows, more = comments.newest(person, ticket_id, SHOWN_COMMENTS, before)
    length, shown = 0, len(rows)
    for row in reversed(rows):
        length += len(row["body"])
        if length > SHOWN_CHARACTERS and shown < len(rows):
            break
        shown -= 1
    return rows[shown:], more or shown > 0


def entries(person: Person, events: Iterable[Row], said: Iterable[Row]) -> list[Entry]:
    """Put events and comments in order of time; a comment comes before what came of it."""
    lines = [_line(person, event) for event in events]
    cards = [_card(person, comment) for comment in said]
    return sorted([*cards, *lines], key=lambda entry: (entry.at, not entry.comment, entry.id))


def between(events: Iterable[Row], since: Row | None, until: Row | None = None) -> list[Row]:
    """Return the events from one comment on and up to another; None: from the beginning, up to now."""
    return [
        event
        for event in events
        if (since is None or event["created_at"] >= since["created_at"])
        and (until is None or event["created_at"] < until["created_at"])
    ]


def seen(events: Sequence[Row], said: Sequence[Row]) -> str:
    """Name the newest event and comment of a page, so that it can be told later what came after them."""
    return "-".join(str(rows[-1]["id"] if rows else 0) for rows in (events, said))


def newer(rows: Iterable[Row], last: str) -> list[Row]:
    """Return what came after the row with this id; nothing where it is no id."""
    is_id = last.isascii() and last.isdecimal() and len(last) <= len(str(MAX_ID))
    return [row for row in rows if row["id"] > int(last)] if is_id else []


def meanwhile(person: Person, events: Iterable[Row], said: Iterable[Row], page_seen: str) -> list[str]:
    """Say what happened since a page was drawn that had `page_seen`."""
    last_event, _, last_comment = page_seen.partition("-")
    told = [sentence(person, event) for event in newer(events, last_event)]
    for comment in newer(said, last_comment):
        what = "a note" if comment["internal"] else "a comment"
        told.append(f"{_name(person, comment['author_id'], comment['author'], 'Somebody')} wrote {what}")
    return told


def sentence(person: Person, event: Row) -> str:
    """Say what happened in one line, to this person."""
    who = _who(person, event)
    words = _WORDS.get(event["kind"])
    return words(person, who, event) if words else f"{who} changed {event['kind']}: {event['old']} → {event['new']}"


def may_read_conversation(person: Person, comment: Row) -> bool:
    """Tell whether somebody may read the conversation a comment brought: agents, and whose conversation it is."""
    return comment["author_id"] == person.id or rules.is_agent(person)


def _line(person: Person, event: Row) -> Entry:
    earlier = str(event["old"] or "") if event["kind"] == "description" else ""
    return Entry(event["id"], event["created_at"], sentence(person, event), earlier)


def _card(person: Person, comment: Row) -> Entry:
    who = _name(person, comment["author_id"], comment["author"], "Somebody")
    if comment["deleted_at"]:
        what = "an internal note" if comment["internal"] else "a comment"
        return Entry(comment["id"], comment["created_at"], f"{who} deleted {what}", comment=comment)
    return Entry(
        comment["id"],
        comment["created_at"],
        who,
        comment=comment,
        html=to_html(comment["body"]),
        may_edit=comments.may_edit(person, comment),
        may_delete=comments.may_delete(person, comment),
        conversation_id=comment["conversation_id"] if may_read_conversation(person, comment) else None,
    )


def _who(person: Person, event: Row) -> str:
    source = event["source"]
    if event["actor_id"] is None and source:
        return "The team's rotation" if source == assigning.SOURCE else str(source)
    return _name(person, event["actor_id"], event["actor"], "The system")


def _name(person: Person, user_id: int | None, name: str | None, nobody: str) -> str:
    return "You" if user_id == person.id else name or nobody


def _created(_: Person, who: str, __: Row) -> str:
    return f"{who} sent the ticket"


def _withdrawn(_: Person, who: str, __: Row) -> str:
    return f"{who} withdrew the ticket"


def _status(_: Person, who: str, event: Row) -> str:
    if event["old"] in rules.ENDED and event["new"] == "open":
        return f"{who} reopened it"
    return f"{who} made it {STATUS_WORDS.get(event['new'], event['new'])}"


def _assignee(person: Person, who: str, event: Row) -> str:
    old, new = (_person_of(person, event, side) for side in ("old", "new"))
    if event["new"] is None:
        how = "gave it back" if event["old"] == str(event["actor_id"]) else f"took it off {old}"
        return f"{who} {how}: nobody has it now"
    if event["new"] == str(event["actor_id"]):
        return f"{who} took it over from {old}" if event["old"] else f"{who} took it"
    return f"{who} gave it to {new}"


def _person_of(person: Person, event: Row, side: str) -> str:
    return "you" if event[side] == str(person.id) else event[f"{side}_name"] or "somebody who is no longer here"


def _choice(what: str, words: Mapping[str, Sequence[str]]) -> Callable[[Person, str, Row], str]:
    def say(_: Person, who: str, event: Row) -> str:
        old, new = (words[value][0] if value in words else value for value in (event["old"], event["new"]))
        return f"{who} changed the {what} from {old} to {new}"

    return say


def _title(_: Person, who: str, event: Row) -> str:
    return f"{who} changed the title from “{event['old']}” to “{event['new']}”"


def _description(_: Person, who: str, __: Row) -> str:
    return f"{who} changed the description"


_WORDS: Mapping[str, Callable[[Person, str, Row], str]] = {
    "created": _created,
    "withdrawn": _withdrawn,
    "status": _status,
    "assignee_id": _assignee,
    "priority": _choice("priority", PRIORITY_WORDS),
    "category": _choice("category", CATEGORY_WORDS),
    "title": _title,
    "description": _description,
}
