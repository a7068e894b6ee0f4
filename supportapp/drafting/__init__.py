"""Drafting: a conversation in, a draft ticket with evidence out; pure Python, no framework, no network."""

from supportapp.drafting.evidence import check_evidence, fingerprint
from supportapp.drafting.rules import draft, template
from supportapp.drafting.types import (
    CATEGORIES,
    PRIORITIES,
    Confidence,
    Draft,
    Evidence,
    Message,
    NothingToDraft,
    Sentence,
)

__all__ = [
    "CATEGORIES",
    "PRIORITIES",
    "Confidence",
    "Draft",
    "Evidence",
    "Message",
    "NothingToDraft",
    "Sentence",
    "check_evidence",
    "draft",
    "fingerprint",
    "template",
]
