"""What demo tickets say: composed from the parts in texts.json, each time with other products, figures and words."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from random import Random
from typing import Any

SHORTEST, LONGEST = 310, 950  # characters of a description
USUALLY_AT_MOST = 850
LONGEST_TITLE = 110
PRIORITIES = ("low", "medium", "high")
PRIORITIES_OF = {"bug": (20, 58, 22), "feature": (40, 57, 3), "question": (35, 60, 5), "other": (22, 65, 13)}
CODES = ("EX", "NET", "DB", "UI", "AUTH", "SYNC")


@dataclass(frozen=True)
class Said:
    """A ticket's own words, and what later comments on it are made of."""

    title: str
    description: str
    priority: str
    category: str
    language: dict[str, Any]
    facts: dict[str, str]


def write(rng: Random) -> Said:
    """Compose a ticket."""
    parts = _parts()
    language = _by_share(rng, list(parts["languages"].values()))
    topic = _by_share(rng, language["topics"])
    facts = _facts(rng, parts, language)
    (priority,) = rng.choices(PRIORITIES, PRIORITIES_OF[topic["category"]])
    title = rng.choice(topic["titles"]).format_map(facts)[:LONGEST_TITLE]
    description = _description(rng, language, topic, priority).format_map(facts)
    return Said(title, _within_limits(description), priority, topic["category"], language, facts)


def comment(rng: Random, said: Said, kind: str) -> str:
    """Compose a comment on a ticket. kind: replies, answers, solutions, notes or reasons."""
    return str(rng.choice(said.language[kind]).format_map(said.facts))


@cache
def _parts() -> dict[str, Any]:
    text = resources.files("supportapp.demo").joinpath("texts.json").read_text(encoding="utf-8")
    parts: dict[str, Any] = json.loads(text)
    return parts


def _by_share(rng: Random, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return rng.choices(choices, cum_weights=list(accumulate(choice["share"] for choice in choices)))[0]


def _facts(rng: Random, parts: dict[str, Any], language: dict[str, Any]) -> dict[str, str]:
    product = rng.choice(list(parts["products"]))
    version = f"{rng.randint(2, 9)}.{rng.randint(0, 14)}"
    return {
        "product": product,
        "place": rng.choice(parts["products"][product]),
        "version": version,
        "device": rng.choice(parts["devices"]).replace("{version}", version),
        "company": rng.choice(parts["companies"]),
        "oddity": f"{rng.choice(parts['oddities'])} {rng.randint(1, 99)}",
        "status": rng.choice(parts["statuses"]),
        "since": rng.choice(language["moments"]),
        "code": f"{rng.choice(CODES)}-{rng.randint(1000, 99999)}",
        "n": str(rng.choice((500, 999, 1000, 1024, 2000, 5000, rng.randint(120, 9000)))),
        "few": str(rng.randint(3, 9)),
        "seconds": str(rng.randint(15, 90)),
        "cents": str(rng.randint(1, 40)),
    }


def _description(rng: Random, language: dict[str, Any], topic: dict[str, Any], priority: str) -> str:
    """Put a description together, its figures and names not filled in yet."""
    broken = topic["category"] == "bug"
    first, *others = topic["problems"]
    second = others.pop(rng.randrange(len(others)))
    since = f" {rng.choice(language['since'])}" if broken else ""
    begin = f"{rng.choice(language['openers'])}\n\n{first} {second}{since}"
    end = f"\n\n{rng.choice(language['impact'][priority])}\n\n{rng.choice(language['closings'])}"
    asides = [rng.choice(language["tried"]), *rng.sample(language["details"], 3)] if broken else language["asides"]
    more = [*others[:1], rng.choice(language["context"]), *rng.sample(asides, len(asides)), *others[1:]]
    wanted, length, count = rng.randint(SHORTEST, USUALLY_AT_MOST), len(begin) + len(end), 0
    while count < len(more) and (length < wanted or not count):
        length += len(more[count]) + 1
        count += 1
    return f"{begin}\n\n{' '.join(more[:count])}{end}"


def _within_limits(text: str) -> str:
    """Leave whole sentences away where filled-in names made a text too long."""
    while len(text) > LONGEST:
        text = text.rstrip(".").rpartition(". ")[0] + "."
    return text
