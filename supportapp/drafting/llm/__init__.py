"""The drafter that asks a language model: what it is asked, and what of its answer is believed."""

from supportapp.drafting.llm.client import Asked, Endpoint
from supportapp.drafting.llm.drafter import LanguageModel
from supportapp.drafting.llm.outcomes import NoDraft

__all__ = ["Asked", "Endpoint", "LanguageModel", "NoDraft"]
