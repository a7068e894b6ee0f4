"""When demo tickets come in: over a year, on weekdays and in office hours above all, a little more each month."""

from bisect import bisect_left
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

YEAR = timedelta(days=365)
HOUR = timedelta(hours=1)
HOURS = YEAR // HOUR
GROWTH = 0.6  # the last day has so much more than the first
OPENS, CLOSES = 7, 18
BUSIEST = (9, 10, 11, 14)
SATURDAY = 5


class Year:
    """The year up to `end`, hour by hour, with how much of its tickets each hour gets."""

    def __init__(self, end: datetime) -> None:
        self.start = end - YEAR
        self.shares = list(accumulate(self._share(hour) for hour in range(HOURS)))

    def moment(self, number: int, count: int, rng: Random) -> datetime:
        """Return when the ticket with this number (0 is the first) of `count` comes in: never before the one before."""
        wanted = (number + rng.random()) / count * self.shares[-1]
        hour = min(bisect_left(self.shares, wanted), HOURS - 1)
        before = self.shares[hour - 1] if hour else 0.0
        return self.start + (hour + (wanted - before) / (self.shares[hour] - before)) * HOUR

    def _share(self, hour: int) -> float:
        moment = self.start + hour * HOUR
        if moment.weekday() >= SATURDAY:
            share = 0.1
        elif OPENS <= moment.hour < CLOSES:
            share = 1.4 if moment.hour in BUSIEST else 1.0
        else:
            share = 0.12
        return share * (1 + GROWTH * hour / HOURS)


def at_work(moment: datetime, rng: Random) -> datetime:
    """Return this moment, or the next morning where nobody is in the office."""
    shifted = moment
    if shifted.hour >= CLOSES:
        shifted = _morning(shifted + timedelta(days=1), rng)
    elif shifted.hour < OPENS:
        shifted = _morning(shifted, rng)
    while shifted.weekday() >= SATURDAY:
        shifted = _morning(shifted + timedelta(days=1), rng)
    return shifted


def _morning(day: datetime, rng: Random) -> datetime:
    return day.replace(hour=OPENS, minute=0, second=0) + rng.random() * 3 * HOUR
