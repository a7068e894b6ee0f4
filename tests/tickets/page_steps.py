"""What people do on the ticket page in a browser: each function is used by several tests."""

from flask.testing import FlaskClient
from tickets.callers import Fields, form_in
from werkzeug.test import TestResponse


def box(browser: FlaskClient, place: str) -> Fields:
    """Return what the reply box would send."""
    return form_in(browser.get(place).text, f"{place}/comments")


def say(browser: FlaskClient, place: str, body: str, **more: str) -> TestResponse:
    """Send a reply, or with internal="true" a note."""
    return browser.post(f"{place}/comments", data={**box(browser, place), "action": "send", "body": body, **more})


def said(browser: FlaskClient, place: str) -> list[str]:
    """Return the comments this person may read."""
    return [comment["body"] for comment in browser.get(f"/chat{place}/comments").json["comments"]]


def status(browser: FlaskClient, place: str) -> str:
    """Return the ticket's status."""
    return str(browser.get(f"/chat{place}").json["status"])


def fields_of(browser: FlaskClient, place: str, what: str) -> Fields:
    """Return what a form of the ticket page, or its edit page, would send."""
    path = f"{place}/{what}"
    return form_in(browser.get(path if what == "edit" else place).text, path)


def ticket(browser: FlaskClient, place: str) -> dict[str, object]:
    """Return the ticket as its JSON endpoint tells it."""
    return dict(browser.get(f"/chat{place}").json)


def change(browser: FlaskClient, place: str, fields: Fields, **chosen: str) -> TestResponse:
    """Send the selects, some of them chosen anew."""
    return browser.post(f"{place}/change", data={**fields, **chosen})
