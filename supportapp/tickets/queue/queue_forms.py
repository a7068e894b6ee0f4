"""The forms of the agents' queue: a saved view, and a change of several tickets."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from marshmallow import Schema, fields
from wtforms import BooleanField, HiddenField, StringField

from supportapp.accounts.service import Person
from supportapp.errors import Invalid
from supportapp.fields import Text
from supportapp.forms import SchemaForm
from supportapp.tickets.handling.change_schemas import BulkSchema
from supportapp.tickets.queue.queue_filters import LONGEST_QUERY
from supportapp.web import row_id

_bulk_schema = BulkSchema()


class ViewSchema(Schema):
    """What a saved view is made of."""

    name = Text(longest=60, required=True, metadata={"blank_message": "Give the view a name, such as: Bugs of today."})
    query = Text(longest=LONGEST_QUERY, blank=True, load_default="")
    shared = fields.Boolean(load_default=False)


class ViewForm(SchemaForm):
    """A view to be saved or changed."""

    schema: ClassVar[Schema] = ViewSchema()
    name = StringField("Name")
    shared = BooleanField("For everybody who works on tickets")
    query = HiddenField()


def bulk_change(person: Person, numbers: Sequence[str], typed: Mapping[str, str]) -> tuple[list[int], dict[str, Any]]:
    """Read the tickets and the change a form asks for: Invalid, by the form's names, where it makes no sense."""
    wanted: dict[str, Any] = {name: typed[name] for name in ("status", "priority", "category") if typed.get(name)}
    assignee = typed.get("assignee")
    if assignee:
        wanted["assignee_id"] = {"me": person.id, "none": None}.get(assignee, row_id(assignee) or 0)
    ids = [number for number in map(row_id, numbers) if number]
    errors: Any = _bulk_schema.validate({"ids": ids, "changes": wanted})
    if not wanted:
        raise Invalid("Choose what to change: the status, the priority, the category or who works on them.")
    if errors:
        raise Invalid(errors=errors.get("changes") or errors)
    return ids, wanted
