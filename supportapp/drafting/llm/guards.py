"""What keeps a slow or broken model from slowing everything down; each holds for one process."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

FAILURES, PAUSE = 5, 60.0  # so many failures one after the other, so many seconds without asking
AT_ONCE = 2  # calls at a time: with four threads a process, two are always left for pages
REMEMBERED = 256  # answers


class Breaker:
    """Stops asking for a while after several failures in a row; then one more failure is enough to stop again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin closed."""
        self._clock, self._lock = clock, threading.Lock()
        self._failures, self._until = 0, 0.0

    def is_open(self) -> bool:
        """Tell whether nothing may be asked now."""
        with self._lock:
            return self._clock() < self._until

    def failed(self) -> None:
        """Count a failure."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._until = self._clock() + PAUSE

    def worked(self) -> None:
        """Forget the failures before."""
        with self._lock:
            self._failures, self._until = 0, 0.0


class Cache:
    """The last answers, by what was asked."""

    def __init__(self, size: int = REMEMBERED) -> None:
        """Begin empty."""
        self._size, self._lock = size, threading.Lock()
        self._kept: OrderedDict[str, str] = OrderedDict()

    def get(self, key: str) -> str | None:
        """Return an answer that is kept, which makes it one of the last again."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: str, answer: str) -> None:
        """Keep an answer, and forget the oldest where there are too many."""
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
