"""Facts that somebody may have to be told. Each carries a snapshot, so that a delivery needs no other table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TicketSubmitted:
    """A requester sent a ticket."""

    ticket_id: int
    title: str
    priority: str
    category: str
    url: str
    requester_id: int
    requester_name: str
    requester_email: str  # empty: the address isn't confirmed, so nothing is mailed to it


@dataclass(frozen=True)
class AddressToConfirm:
    """Somebody registered, or asked again for the link that confirms their address."""

    email: str
    name: str
    url: str


@dataclass(frozen=True)
class KnownAddressRegistered:
    """Somebody tried to register an address that has an account; only its owner is told."""

    email: str
    name: str
    url: str
