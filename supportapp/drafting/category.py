"""Which of the four categories, from the person's own words only: a linear model over words and rules."""

from supportapp.drafting.judgement import Judgement
from supportapp.drafting.linear import Verdict
from supportapp.drafting.reading import Reading

_WHY = {
    "bug": "Bug because you describe something that does not work",
    "feature": "Feature because you ask for something that is not there yet",
    "question": "Question because you ask how, where or whether",
    "other": "Other because it is about orders, billing, the account or your opinion of us",
}
NOTHING_SAID = "Nothing in the conversation says what kind it is"


def judge_category(reading: Reading, verdict: Verdict) -> Judgement:
    """Return the category the model found likeliest, with the lines that speak most for it."""
    if not any(reading.content_words(line) for line in reading.user if line.kind != "instruction"):
        return Judgement("other", reading.told[:1], "please check", NOTHING_SAID)
    lines = verdict.lines or reading.told[:1]
    return Judgement(verdict.value, lines, verdict.confidence, _WHY[verdict.value])
