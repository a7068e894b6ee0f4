"""A language model of the test's own: an OpenAI-compatible endpoint on loopback that says what it is told to say."""

import json
from typing import Any

from fixtures.web_server import Asked, Reply, WebServer

TALK = (
    ("user", "The CSV export of invoices fails with error EXP-4012 since Tuesday's update. It worked fine before."),
    ("assistant", "You can export invoices under Billing > Export. Have you tried another browser?"),
    ("user", "Yes, Firefox 128 and Edge, same error in both. Our whole finance team is blocked."),
)
GOOD: dict[str, Any] = {
    "category": "bug",
    "priority": "high",
    "category_quote": "The CSV export of invoices fails",
    "priority_quote": "Our whole finance team is blocked",
    "title_quote": "The CSV export of invoices fails with error EXP-4012",
    "title": "Invoice CSV export fails with EXP-4012 since Tuesday's update",
    "parts": [
        {
            "part": "problem",
            "quote": "The CSV export  of invoices fails\nwith error EXP-4012",
            "text": "The CSV export of invoices has failed with error EXP-4012 since Tuesday's update.",
        },
        {"part": "tried", "quote": "Firefox 128 and Edge, same error", "text": "Same error in Firefox 128 and Edge."},
        {"part": "impact", "quote": "finance team is blocked", "text": "The whole finance team is blocked."},
    ],
}


def completion(answer: Any, **more: Any) -> Reply:
    """Return the answer of a model: text, or what its JSON is of."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    body = {
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 420, "completion_tokens": 120},
        **more,
    }
    return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json"})


def says(server: WebServer, **changed: Any) -> None:
    """Let the model answer well from now on, with some values changed."""
    server.usual = lambda _: completion({**GOOD, **changed})


def prompts(server: WebServer) -> list[str]:
    """Return what the model was asked, everything together, call by call."""
    return ["\n".join(m["content"] for m in asked.json["messages"]) for asked in server.asked]


def form_of(asked: Asked) -> str:
    """Return which form of answers was asked for."""
    return str(asked.json.get("response_format", {}).get("type", "none"))
