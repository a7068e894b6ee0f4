"""Which addresses on the network may be called: public ones by https, private ones where the operator says so."""

import ipaddress
import queue
import socket
import threading

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # IPv6 addresses that stand for IPv4 ones, given by their last bits
IPV4 = 0xFFFFFFFF
SET_PRIVATE = "Set SUPPORTAPP_ALLOW_PRIVATE_TARGETS=true if it is meant."


class HttpFailure(Exception):
    """The other server could not be asked."""

    def __init__(self, message: str = "") -> None:
        """Keep what to tell: `message`, else the class's docstring."""
        super().__init__(message or (type(self).__doc__ or "").strip())


class TargetRefused(HttpFailure):
    """This address may not be called."""


class NotReached(HttpFailure):
    """No connection could be made: nothing was sent."""


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of a host, each once; NotReached where it has none, or nobody says within `seconds`.

    The system's resolver knows no time limit, so it is asked by a thread that may be left behind.
    """
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise NotReached(f"The name {host} could not be resolved within {seconds:g} seconds.") from None
    if isinstance(answer, OSError):
        raise NotReached(f"The name {host} could not be resolved.") from answer
    return answer


def check(address: str, *, private: bool, encrypted: bool) -> None:
    """Raise TargetRefused for an address that may not be called; `private`: loopback and the like may be."""
    found = _meant(ipaddress.ip_address(address.partition("%")[0]))
    if found.is_multicast or found.is_unspecified:
        raise TargetRefused(f"{address} is no address of a server.")
    if found.is_global:
        if not encrypted:
            raise TargetRefused("This address is called without protection. Begin it with https://")
    elif not private:
        raise TargetRefused(f"{address} is a loopback or private address. {SET_PRIVATE}")


def _meant(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, else itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & IPV4)
    return address.ipv4_mapped or address.sixtofour or address
