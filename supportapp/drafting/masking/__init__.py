"""Masking: finding personal data and secrets in a conversation, and hiding them under words a person understands."""

from supportapp.drafting.masking.find import find
from supportapp.drafting.masking.kinds import KINDS, POLICY, SECRETS, Destination, Finding
from supportapp.drafting.masking.mask import Mask, recalled
from supportapp.drafting.masking.naming import Masked
from supportapp.drafting.masking.protect import draft_masked, protect

__all__ = [
    "KINDS",
    "POLICY",
    "SECRETS",
    "Destination",
    "Finding",
    "Mask",
    "Masked",
    "draft_masked",
    "find",
    "protect",
    "recalled",
]
