"""The measures, against values worked out by hand."""

import random

import pytest

from supportapp.drafting.metrics import (
    Share,
    calibration,
    f1,
    labels,
    longest_common,
    percentile,
    rouge,
    rouge_l,
    spread,
)

CLASSES = ("bug", "feature", "question", "other")


def test_labels_are_counted_by_class() -> None:
    pairs = [("bug", "bug")] * 3 + [("bug", "question"), ("question", "question"), ("question", "bug")]
    found = labels(pairs, CLASSES)
    assert found.confusion == {"bug": {"bug": 3, "question": 1}, "question": {"bug": 1, "question": 1}}
    bug, question = found.classes["bug"], found.classes["question"]
    assert (bug.precision, bug.recall, bug.rows) == (3 / 4, 3 / 4, 4)
    assert (question.precision, question.recall, question.rows) == (1 / 2, 1 / 2, 2)
    assert found.macro_f1 == pytest.approx((0.75 + 0.5) / 2)
    assert found.right == Share(4, 6)


def test_a_class_that_is_never_right_costs_others_but_has_no_score_of_its_own() -> None:
    found = labels([("bug", "other"), ("bug", "bug"), ("feature", "none")], CLASSES)
    assert list(found.classes) == ["bug", "feature"]
    assert found.classes["bug"].f1 == pytest.approx(2 / 3)
    assert found.classes["feature"].f1 == 0
    assert found.macro_f1 == pytest.approx(1 / 3)
    assert found.confusion["feature"] == {"none": 1}


def test_f1_of_nothing_is_nothing() -> None:
    assert f1(0, 0) == 0
    assert f1(1, 0.5) == pytest.approx(2 / 3)
    assert labels([], CLASSES).macro_f1 == 0


def test_rouge_counts_words_pairs_and_order() -> None:
    found = rouge("Export stops with error 504", "The EXPORT stops: error 504!")
    assert found.one == pytest.approx(4 / 5)  # export stops error 504, of 5 and 5
    assert found.two == pytest.approx(2 / 4)  # "export stops", "error 504", of 4 and 4
    assert found.longest == pytest.approx(4 / 5)


def test_rouge_l_minds_the_order_and_repeated_words_count_once_each() -> None:
    assert rouge_l("a b c d", "d c b a") == pytest.approx(1 / 4)
    found = rouge("no no no", "no")
    assert found.one == pytest.approx(1 / 2)  # precision 1, recall 1/3
    assert found.two == 0
    assert found.longest == pytest.approx(1 / 2)


@pytest.mark.parametrize(("right", "given"), [("", ""), ("", "a"), ("a", ""), ("?", "!")])
def test_rouge_of_no_words_is_nothing(right: str, given: str) -> None:
    assert rouge(right, given) == rouge("a", "b")


def test_words_of_all_scripts_count() -> None:
    assert rouge_l("Größe ändern", "größe Ändern") == 1
    assert rouge_l("ошибка входа", "Ошибка входа") == 1


def test_the_longest_common_order_agrees_with_the_whole_table() -> None:
    def whole(first: list[str], second: list[str]) -> int:
        table = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
        for i, word in enumerate(first):
            for j, other in enumerate(second):
                table[i + 1][j + 1] = table[i][j] + 1 if word == other else max(table[i][j + 1], table[i + 1][j])
        return table[-1][-1]

    chance = random.Random(7)  # noqa: S311 (any sequence does)
    for _ in range(200):
        first, second = (["abc"[chance.randrange(3)] for _ in range(chance.randrange(9))] for _ in range(2))
        assert longest_common(first, second) == whole(first, second), (first, second)


def test_calibration_says_how_often_each_word_was_right() -> None:
    answers = [("sure", True)] * 3 + [("sure", False), ("please check", False), ("please check", True)]
    found = calibration(answers)
    assert found.words == {"sure": Share(3, 4), "fairly sure": Share(0, 0), "please check": Share(1, 2)}
    promised = {"sure": 0.95, "fairly sure": 0.75, "please check": 0.5}
    assert found.error(promised) == pytest.approx(4 * 0.2 / 6)
    assert calibration([]).error(promised) == 0


def test_percentiles_are_figures_that_occurred() -> None:
    figures = [5, 1, 4, 2, 3]
    assert [percentile(figures, percent) for percent in (0, 20, 21, 50, 95, 100)] == [1, 1, 2, 3, 5, 5]
    assert percentile([], 50) == 0
    found = spread(range(1, 101))
    assert (found.p50, found.p95, found.most) == (50, 95, 100)
