"""How tests call the application: a signed-in API client, a page's form filled in, all rows of the database."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from supportapp.extensions import db

Fields = dict[str, str]
REVIEW = "/tickets/review"


@dataclass(frozen=True)
class Caller:
    """Somebody's program: each call carries their token."""

    client: FlaskClient
    header: dict[str, str]

    def get(self, path: str, **query: Any) -> TestResponse:
        """GET with a query."""
        return self.client.get(path, query_string=query or None, headers=self.header)

    def post(self, path: str, json: Any, **headers: str) -> TestResponse:
        """POST JSON; `Idempotency_Key="x"` becomes the header Idempotency-Key."""
        return self.client.post(path, json=json, headers=self._headers(headers))

    def patch(self, path: str, json: Any, **headers: str) -> TestResponse:
        """PATCH JSON, headers as in post()."""
        return self.client.patch(path, json=json, headers=self._headers(headers))

    def delete(self, path: str, **headers: str) -> TestResponse:
        """DELETE, headers as in post()."""
        return self.client.delete(path, headers=self._headers(headers))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {**self.header, **{name.replace("_", "-"): value for name, value in more.items()}}


class _Forms(HTMLParser):
    """Collects each form's action and what it would send, buttons left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Fields]] = []
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", ""), {}))
        if tag == "textarea":
            self.area = given["name"]
            self.found[-1][1][self.area] = ""
        if tag == "select":
            self.select = given["name"]
        if tag == "option" and ("selected" in given or self.select not in self.found[-1][1]):
            self.found[-1][1][self.select] = given.get("value", "")
        picked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
        if tag == "input" and picked and "name" in given:
            self.found[-1][1][given["name"]] = given.get("value", "on")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[-1][1][self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            fields = self.found[-1][1]
            fields[self.area] = fields[self.area].removeprefix("\n")
            self.area = ""


def form_in(html: str, action: str = REVIEW) -> Fields:
    """Return what the last form with this action would send."""
    parser = _Forms()
    parser.feed(html)
    return next(fields for found, fields in reversed(parser.found) if found == action)


def all_rows(app: Flask) -> dict[str, list[str]]:
    """Return every row of every table, written out and sorted: equal before and after means nothing was written."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(sa.select(table)))
            for table in db.metadata.sorted_tables
        }


def ticket_row(app: Flask, number: int) -> dict[str, Any]:
    """Return a ticket as it is stored."""
    table = db.metadata.tables["ticket"]
    with app.app_context():
        return dict(db.session.execute(sa.select(table).where(table.c.id == number)).one()._mapping)


def count(app: Flask, table: str) -> int:
    """Return how many rows a table has."""
    return len(all_rows(app)[table])


def press(browser: FlaskClient, fields: Fields, button: str, **typed: str) -> TestResponse:
    """Press a button of the review page, with some fields typed anew."""
    return browser.post(REVIEW, data={**fields, **typed, "action": button})


def review(browser: FlaskClient, conversation_id: int) -> Fields:
    """Open the review page of a conversation and return its form."""
    answer = browser.get(REVIEW, query_string={"conversation_id": conversation_id})
    assert answer.status_code == 200, answer.text
    return form_in(answer.text)
