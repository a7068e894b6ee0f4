"""How long a delivery that failed waits for its next try."""

from typing import Any

import pytest

from supportapp.outbox import TemporaryFailure, delivering


def test_ten_tries_take_about_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering.random, "uniform", lambda low, high: (low + high) / 2)
    waits = [delivering._after(OSError(), tries).wait for tries in range(1, 10)]  # noqa: SLF001
    assert waits == sorted(waits)
    assert 20 * 3600 < sum(waits) < 28 * 3600
    assert max(waits) <= 86_400


def test_jitter_is_full() -> None:
    waits = [delivering._after(OSError(), 5).wait for _ in range(500)]  # noqa: SLF001
    assert min(waits) < 0.1 * 2430
    assert max(waits) > 0.9 * 2430
    assert max(waits) <= 2430


@pytest.mark.parametrize(("asked", "least"), [(3600, 3600), (10**9, 86_400), (-5, 0), ("soon", 0), (float("nan"), 0)])
def test_what_the_other_side_asked_is_kept_within_a_day(asked: Any, least: float) -> None:
    wait = delivering._after(TemporaryFailure("busy", retry_after=asked), 1).wait  # noqa: SLF001
    assert least <= wait <= 86_400
