"""What may become of a ticket, and who may do what to it: plain rules on plain values."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from supportapp.accounts.policy import Whose, whose
from supportapp.accounts.service import Person

Row = Mapping[str, Any]

NEXT_STATUSES: Mapping[str, tuple[str, ...]] = {
    "open": ("in_progress", "resolved", "closed"),
    "in_progress": ("open", "resolved", "closed"),
    "resolved": ("closed", "in_progress", "open"),
    "closed": ("open",),
}
REQUESTERS_NEXT: Mapping[str, tuple[str, ...]] = {  # they may close, withdraw and reopen their own
    "open": ("closed",),
    "in_progress": ("closed",),
    "resolved": ("closed", "open"),
    "closed": ("open",),
}
ENDED = ("resolved", "closed")
REQUESTERS_FIELDS = ("title", "description", "priority", "category")


def is_agent(person: Person) -> bool:
    """Tell whether somebody works on everybody's tickets, and so may see notes."""
    return whose(person.role, "ticket.queue") is Whose.ANYBODYS


def allowed_statuses(person: Person, ticket: Row) -> list[str]:
    """Return what this person may make of the ticket's status."""
    if is_agent(person):
        return list(NEXT_STATUSES[ticket["status"]])
    return list(REQUESTERS_NEXT[ticket["status"]]) if ticket["user_id"] == person.id else []


def may_edit(person: Person, ticket: Row) -> bool:
    """Tell whether this person may change title, description, priority and category now."""
    return is_agent(person) or (ticket["user_id"] == person.id and ticket["status"] == "open")


def may_withdraw(person: Person, ticket: Row) -> bool:
    """Tell whether this person may take the ticket back: it is theirs, and nobody works on it yet."""
    return ticket["user_id"] == person.id and ticket["status"] == "open" and ticket["assignee_id"] is None


def after_reply(ticket: Row, *, by_agent: bool) -> str:
    """Return the status after a public comment: agents take up an open ticket, requesters reopen an ended one."""
    if by_agent:
        return "in_progress" if ticket["status"] == "open" else str(ticket["status"])
    return "open" if ticket["status"] in ENDED else str(ticket["status"])


def when_resolved(new_status: str, now: datetime) -> dict[str, datetime | None]:
    """Return the columns that a change of status brings along: closing keeps when it was resolved."""
    return {} if new_status == "closed" else {"resolved_at": now if new_status == "resolved" else None}
