"""Who is told of what: event -> functions. Each gets a row of its own in the outbox, and its own tries."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from supportapp.events import AddressToConfirm, KnownAddressRegistered, TicketSubmitted
from supportapp.notifications.email import mail_confirmation, mail_known_address, mail_requester
from supportapp.outbox import Handler

HANDLERS: Mapping[type, Sequence[Handler]] = MappingProxyType(
    {
        TicketSubmitted: (mail_requester,),
        AddressToConfirm: (mail_confirmation,),
        KnownAddressRegistered: (mail_known_address,),
    }
)
