"""What the address of the agents' queue asks for: read for listing.py, and written back in one canonical form.

`status=open&status=in_progress&assignee=me` names the same tickets in an address, a saved view, an export and the
`list` that a ticket's page was reached from. "me" is whoever looks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from marshmallow import ValidationError

from supportapp.accounts.service import Person
from supportapp.errors import Invalid
from supportapp.tickets.lists.listing import DEFAULT_SORT
from supportapp.tickets.models import CATEGORIES, PRIORITIES, STATUSES
from supportapp.tickets.schemas import AdminFilters

Pairs = Iterable[tuple[str, str]]

PAGE_SIZE = 40
CHOICES: Mapping[str, tuple[str, ...]] = {"status": STATUSES, "priority": PRIORITIES, "category": CATEGORIES}
SINGLE = ("assignee", "user_id", "created_from", "created_to", "q", "sort")
NAMES = (*CHOICES, *SINGLE)
OF_A_PAGE = frozenset({"cursor", "done"})  # where somebody is in the list, not which list it is
ANY = "any"
STATUS = "status"
ALL_TICKETS = f"{STATUS}={ANY}"
OPEN_TICKETS = "status=open&status=in_progress"
LONGEST_QUERY = 8_000  # characters of a list's address, as it is kept or handed on

_schema = AdminFilters()


@dataclass(frozen=True)
class Asked:
    """The filters of an address: those that were understood, and what is wrong with the others."""

    given: Mapping[str, list[str]]  # as written, by the names above
    filters: Mapping[str, Any]  # as listing.py takes them
    errors: Mapping[str, list[str]]

    @property
    def query(self) -> str:
        """Return the canonical address: the same for the same filters, in whatever order they were given."""
        return self.without("")

    def without(self, left_out: str) -> str:
        """Return the canonical address without one of its filters."""
        pairs = [(name, value) for name in NAMES for value in self.given.get(name, ()) if name != left_out]
        filters = [pair for pair in pairs if pair != ("sort", DEFAULT_SORT)]
        nothing = all(name == "sort" for name, _ in filters)
        return urlencode([*([(STATUS, ANY)] if nothing else []), *filters])

    def one(self, name: str) -> str:
        """Return the value of a filter as a form shows it; several are joined by commas."""
        return ",".join(self.given.get(name, ()))


def understand(pairs: Pairs, person: Person) -> Asked:
    """Read the filters of an address for this person; where nothing at all is asked, what is open is meant."""
    given, errors = _sort_out(pairs)
    asked_all = given.pop(ANY, None)
    if not (asked_all or errors or set(given) - {"sort"}):
        given["status"] = ["open", "in_progress"]
    while True:  # each turn leaves out what the one before did not understand
        try:
            return Asked(given, _schema.load(_for_listing(given, person)), errors)
        except ValidationError as error:
            wrong = _by_name(error.normalized_messages())
        errors |= wrong
        given = {name: values for name, values in given.items() if name not in wrong}


def canonical(text: str, person: Person) -> str:
    """Return the canonical form of a query string, without what makes no sense in it."""
    return understand(split(text), person).query


def from_query(text: str, person: Person) -> Mapping[str, Any]:
    """Read the query string of a queue into filters for listing.py; Invalid, by name, where it makes no sense."""
    asked = understand(split(text), person)
    if asked.errors:
        raise Invalid(errors=dict(asked.errors))
    return asked.filters


def split(text: str) -> list[tuple[str, str]]:
    """Take a query string apart; one that is far too long asks for nothing anybody could read."""
    if len(text) > LONGEST_QUERY:
        raise Invalid(errors={"list": ["This address is too long. Open the queue again and choose fewer filters."]})
    return parse_qsl(text.removeprefix("?"), keep_blank_values=True)


def _sort_out(pairs: Pairs) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Gather values by name: without blanks and repeats, in one order; `any` among the names: all was asked for."""
    found: dict[str, list[str]] = {}
    errors: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in CHOICES:
            found.setdefault(name, []).extend(value.split(","))
        elif name in SINGLE:
            found.setdefault(name, []).append(value.strip())
        elif name not in OF_A_PAGE:
            errors[name] = ["The queue has no filter of this name. Leave it out."]
    given = {name: _ordered(name, values) for name, values in found.items()}
    for name in SINGLE:
        if len(given.get(name, ())) > 1:
            errors[name] = ["Give this filter only once."]
            del given[name]
    everything = {ANY: [ANY]} if any(ANY in found.get(name, ()) for name in CHOICES) else {}
    return {name: values for name, values in given.items() if values} | everything, errors


def _ordered(name: str, values: Iterable[str]) -> list[str]:
    known = CHOICES.get(name, ())
    wanted = {value for value in values if value and not (name in CHOICES and value == ANY)}
    return sorted(wanted, key=lambda value: (known.index(value) if value in known else len(known), value))


def _for_listing(given: Mapping[str, list[str]], person: Person) -> dict[str, Any]:
    data: dict[str, Any] = {name: given[name] for name in CHOICES if name in given}
    data |= {name: given[name][0] for name in SINGLE if name in given and name != "assignee"}
    assignee = given.get("assignee", [""])[0]
    if assignee == "none":
        data["unassigned"] = True
    elif assignee:
        data["assignee_id"] = person.id if assignee == "me" else assignee
    return {**data, "limit": PAGE_SIZE}


def _by_name(messages: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return messages by our names of the filters, those of a list's members once each."""
    errors = {}
    for name, told in messages.items():
        words = [one for some in told.values() for one in some] if isinstance(told, dict) else list(told)
        errors["assignee" if name in {"assignee_id", "unassigned"} else name] = list(dict.fromkeys(words))
    if "assignee" in errors:
        errors["assignee"] = ["Give me, none, or the number of an agent."]
    return errors
