"""How a handler says that a delivery failed. Any other exception counts as temporary."""


class PermanentFailure(Exception):
    """Trying again can't help; the message is the reason an administrator reads."""


class TemporaryFailure(Exception):
    """It may work later; the message is the reason an administrator reads."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        """Keep the reason and how many seconds the other side asked us to wait."""
        super().__init__(reason)
        self.retry_after = retry_after
