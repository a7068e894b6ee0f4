"""The one table of who may do what: action x role -> whose things. What isn't named here is refused."""

from enum import Enum
from types import MappingProxyType


class Whose(Enum):
    """Whose things a role may do something with."""

    NOBODYS = "nobody's"
    OWN = "own"
    ANYBODYS = "anybody's"


NO, OWN, ANY = Whose.NOBODYS, Whose.OWN, Whose.ANYBODYS

ANYONE = "anyone"  # the action of routes that need no sign-in

POLICY = MappingProxyType(
    {
        #                       user agent admin
        "account.self":        (OWN, OWN, OWN),
        "conversation.create": (OWN, OWN, OWN),
        "conversation.read":   (OWN, OWN, OWN),
        "conversation.write":  (OWN, OWN, OWN),
        "draft.write":         (OWN, OWN, OWN),
        "ticket.submit":       (OWN, OWN, OWN),
        "ticket.read":         (OWN, ANY, ANY),
        "ticket.change":       (OWN, ANY, ANY),
        "ticket.withdraw":     (OWN, OWN, OWN),
        "ticket.purge":        (NO, NO, ANY),
        "ticket.queue":        (NO, ANY, ANY),
        "ticket.export":       (NO, ANY, ANY),
        "ticket.comment":      (OWN, ANY, ANY),
        "comment.edit":        (OWN, OWN, OWN),
        "comment.delete":      (OWN, OWN, ANY),
        "view.write":          (NO, OWN, OWN),
        "view.manage":         (NO, NO, ANY),
        "rotation.write":      (NO, NO, ANY),
    }
)  # fmt: skip

COLUMNS = {"user": 0, "agent": 1, "admin": 2}


def whose(role: str, action: str) -> Whose:
    """Say whose things `role` may do `action` with."""
    return POLICY[action][COLUMNS[role]]
