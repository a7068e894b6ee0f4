"""What the rules need to know of one language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """The words of one language; `phrases` as in drafting.phrases, the patterns are regular expressions.

    courtesy: words a sentence of nothing but politeness is made of. greeting: what may open a sentence and
    says nothing. lead_ins: what a title drops from its start. rewrites: (start of a sentence, what a title
    says instead). tails: what a title drops from its end. inner: what it replaces anywhere.
    headings: the parts of a description. fillers: words no title needs. statement_fillers: words a statement
    does without and a question doesn't. narrators: who tells it, dropped at its start. interrogatives: what a
    question opens with.
    """

    stopwords: str
    courtesy: str
    phrases: dict[str, str]
    greeting: str
    lead_ins: tuple[str, ...]
    rewrites: tuple[tuple[str, str], ...]
    tails: tuple[str, ...]
    headings: dict[str, str]
    inner: tuple[tuple[str, str], ...] = ()
    fillers: str = ""
    statement_fillers: str = ""
    narrators: str = ""
    interrogatives: str = ""
