"""What the ticket endpoints answer with, and how they say which version it is."""

from collections.abc import Mapping
from typing import Any

from flask import Response, g, jsonify, request

from supportapp.accounts.service import Person
from supportapp.tickets import reading, rules
from supportapp.tickets.handling import comments
from supportapp.tickets.handling.change_schemas import CommentOut
from supportapp.tickets.handling.changes import Versions
from supportapp.tickets.schemas import TicketAlone
from supportapp.web import public_url

_TICKET = tuple(TicketAlone().fields)
_COMMENT = tuple(CommentOut().fields)


def ticket_url(ticket_id: int) -> str:
    """Return the full address of a ticket's page."""
    if "ticket_address" not in g:  # a list has a hundred of them
        g.ticket_address = public_url("tickets.ticket", ticket_id=1).removesuffix("1")
    return f"{g.ticket_address}{ticket_id}"


def ticket_out(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be told of a ticket: the fields of the schema that are there, and no other column."""
    told = {name: row[name] for name in _TICKET if name in row}
    return {**told, "ticket_url": ticket_url(row["id"])}


def ticket_answer(person: Person, ticket_id: int) -> Response:
    """Answer with one ticket, its ETag, and what this person may make of its status."""
    row = reading.get(person, ticket_id)
    response = jsonify({**ticket_out(row), "allowed_statuses": rules.allowed_statuses(person, row)})
    response.set_etag(str(row["version"]))
    return response


def comment_out(person: Person, comment: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of a comment."""
    told = {name: comment[name] for name in _COMMENT if name in comment}
    return {**told, "editable": comments.may_edit(person, comment)}


def versions_asked() -> Versions:
    """Return the versions that If-Match names; None where any will do."""
    asked = request.if_match
    if not asked or asked.star_tag:
        return None
    return frozenset(int(tag) for tag in asked.as_set() if tag and tag.isascii() and tag.isdecimal())
