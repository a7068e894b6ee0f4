"""What `flask doctor` says about the language model: is it set, does it answer, does it have that model."""

from collections.abc import Iterator, Mapping
from typing import Any

from limits import parse

from supportapp import http

SECONDS = 5.0
REFUSED = frozenset((401, 403))
UNKNOWN = frozenset((404, 405, 501))  # endpoints that do not list their models
MOST_NAMES = 5
OK = 200
Told = tuple[str, str]
"""What was found, and how to mend it; empty where nothing is wrong."""


def findings(config: Mapping[str, Any]) -> Iterator[Told]:
    """Look at the settings and ask the endpoint which models it has."""
    if not config["LLM_BASE_URL"]:
        yield "no language model is set (SUPPORTAPP_LLM_BASE_URL): drafts are the embedded drafter's", ""
        return
    if not config["LLM_MODEL"]:
        yield "LLM_BASE_URL is set and LLM_MODEL is not", "Set SUPPORTAPP_LLM_MODEL to the name of a model."
    try:
        parse(str(config["LLM_LIMIT"]))
    except ValueError:
        yield "LLM_LIMIT can't be read", "Write SUPPORTAPP_LLM_LIMIT like: 60 per hour"
    yield _reached(config)


def _reached(config: Mapping[str, Any]) -> Told:
    address = f"{str(config['LLM_BASE_URL']).rstrip('/')}/models"
    headers = {"Authorization": f"Bearer {config['LLM_API_KEY']}"} if config["LLM_API_KEY"] else {}
    limits = http.Limits(seconds=SECONDS, private=bool(config["ALLOW_PRIVATE_TARGETS"]))
    try:
        answer = http.send("GET", address, headers=headers, limits=limits)
    except http.TargetRefused as error:
        return f"the language model may not be called: {error}", "Correct SUPPORTAPP_LLM_BASE_URL, or do as it says."
    except http.HttpFailure as error:
        return f"the language model can't be reached: {error}", "Check SUPPORTAPP_LLM_BASE_URL, or start the server."
    if answer.status in REFUSED:
        return f"the language model refuses us (status {answer.status})", "Correct SUPPORTAPP_LLM_API_KEY."
    if answer.status != OK and answer.status not in UNKNOWN:
        return f"the language model answers with status {answer.status}", "Check SUPPORTAPP_LLM_BASE_URL."
    names = _names(answer) if answer.status == OK else []
    if names and str(config["LLM_MODEL"]) not in names:
        known = ", ".join(names[:MOST_NAMES])
        return f"the endpoint has no model {config['LLM_MODEL']}", f"Set SUPPORTAPP_LLM_MODEL. It has: {known}"
    return f"the language model answers: {config['LLM_MODEL']}", ""


def _names(answer: http.Answer) -> list[str]:
    """Return the models an endpoint lists; nothing where it lists them in a form of its own."""
    try:
        return [str(entry["id"]) for entry in answer.json()["data"]]
    except (ValueError, LookupError, TypeError):
        return []
