"""How far one text is from another."""

import random
import time

import pytest

from supportapp.drafting.distance import distance, levenshtein


def by_the_table(before: str, after: str) -> int:
    """Compute the edit distance as every textbook does."""
    row = list(range(len(after) + 1))
    for at, one in enumerate(before, 1):
        following = [at]
        for place, other in enumerate(after, 1):
            following.append(min(row[place] + 1, following[-1] + 1, row[place - 1] + (one != other)))
        row = following
    return row[-1]


def test_it_is_the_edit_distance() -> None:
    chance = random.Random(7)  # noqa: S311 (nothing secret)
    for _ in range(2_000):
        before, after = ("".join(chance.choices("abc", k=chance.randrange(16))) for _ in range(2))
        assert levenshtein(before, after) == by_the_table(before, after), (before, after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It stops", "It stops", 0.0),
        ("It  stops\n", "It stops", 0.0),
        ("", "", 0.0),
        ("", "It stops", 1.0),
        ("It stops", "", 1.0),
        ("abcd", "wxyz", 1.0),
        ("The export stops", "The CSV export stops", 0.2),
        ("ä🙂" * 5, "ä🙂" * 4 + "äx", 0.1),
    ],
)
def test_it_is_a_share_of_the_longer_text(before: str, after: str, expected: float) -> None:
    assert distance(before, after) == expected


def test_a_long_text_takes_no_longer() -> None:
    chance = random.Random(7)  # noqa: S311 (nothing secret)
    before, after = ("".join(chance.choices("abcde ", k=20_000)) for _ in range(2))
    began = time.process_time()
    assert 0.5 < distance(before, after) < 1
    assert time.process_time() - began < 0.1
    assert distance(before, before + "x" * 20_000) == pytest.approx(0.5, abs=0.01)
