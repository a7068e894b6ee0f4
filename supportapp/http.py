"""The one way out by HTTP: limited in time and size, never redirected, only to addresses that were checked.

`send()` takes a time for everything together, so that a server that sends a byte now and then can't hold a request.
A name is resolved once, and the connection goes to one of the addresses that were looked at. Proxies named by the
environment are not used: behind one, nobody could say where a connection goes.
"""

import logging
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpcore2
import httpx2
import orjson

from supportapp.targets import HttpFailure, NotReached, TargetRefused, check, resolve

__all__ = [
    "Answer",
    "Broken",
    "HttpFailure",
    "Limits",
    "NotReached",
    "TargetRefused",
    "TooLarge",
    "TooSlow",
    "send",
]

logging.getLogger("httpx2").setLevel(logging.WARNING)  # its line for each request carries the whole address

PLAIN = {"identity", ""}  # content encodings: a small compressed answer could unpack to a huge one
PIECE = 16_384
AGENT = "supportapp"


class TooSlow(HttpFailure):
    """The answer did not come in time."""


class TooLarge(HttpFailure):
    """The answer is larger than allowed."""


class Broken(HttpFailure):
    """The connection ended in the middle, or what came is no HTTP."""


@dataclass(frozen=True)
class Limits:
    """What a call may take: seconds altogether, seconds to connect, bytes of the answer; which addresses."""

    seconds: float = 10.0
    connect: float = 3.0
    size: int = 1024 * 1024
    private: bool = False  # ALLOW_PRIVATE_TARGETS: also loopback and private addresses, and those without https


@dataclass(frozen=True)
class Answer:
    """What came back; a redirect comes back as it is."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        """Return the body as JSON; a ValueError where it is none."""
        return orjson.loads(self.body)


def send(
    method: str, url: str, *, headers: Mapping[str, str] | None = None, content: bytes = b"", limits: Limits
) -> Answer:
    """Send a request and return the answer, whatever its status.

    Raises one of TargetRefused, NotReached, TooSlow, TooLarge, Broken, each with words for an operator.
    """
    _check_url(url)
    network = _Network(limits)
    sent = {"User-Agent": AGENT, "Accept-Encoding": "identity", **(headers or {})}
    try:
        with (
            httpx2.Client(transport=_Transport(network), timeout=limits.seconds, trust_env=False) as client,
            client.stream(method, url, headers=sent, content=content) as answer,
        ):
            return Answer(answer.status_code, _body(answer, limits.size), dict(answer.headers))
    except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
        network.left()
        raise NotReached(f"No connection to {network.host}: {_why(error)}.") from error
    except httpcore2.TimeoutException as error:
        raise TooSlow(f"No whole answer came within {limits.seconds:g} seconds.") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        network.left()
        raise Broken(f"{network.host} ended the connection, or sent what is no HTTP.") from error


def _check_url(url: str) -> None:
    try:
        parts = httpx2.URL(url)
    except httpx2.InvalidURL as error:
        raise TargetRefused("This is no web address. Write it like https://api.example.com/v1") from error
    if parts.scheme not in {"http", "https"} or not parts.host:
        raise TargetRefused("This is no web address. Write it like https://api.example.com/v1")


def _body(answer: httpx2.Response, size: int) -> bytes:
    if answer.headers.get("Content-Encoding", "").strip().lower() not in PLAIN:
        raise Broken("The answer is compressed, which was not asked for.")
    body = bytearray()
    for piece in answer.iter_raw():
        body += piece
        if len(body) > size:
            raise TooLarge(f"The answer is larger than {size:,} bytes.")
    return bytes(body)


def _why(error: BaseException) -> str:
    """Say in a few words why no connection was made, by the operating system's own words."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, TimeoutError | httpcore2.ConnectTimeout):
            return "nobody answers"
        if isinstance(found, OSError):
            return found.strerror or str(found)
        found = found.__cause__ or found.__context__
    return str(error)


class _Transport(httpx2.BaseTransport):
    """Hands a request of httpx2 to a connection of the network below."""

    def __init__(self, network: "_Network") -> None:
        self.network = network
        self.pool = httpcore2.ConnectionPool(ssl_context=_certificates(), network_backend=network)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; plain http only leads to private addresses."""
        self.network.encrypted = request.url.scheme == "https"
        url = httpcore2.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        made = httpcore2.Request(
            request.method, url, headers=request.headers.raw, content=request.read(), extensions=request.extensions
        )
        answer = self.pool.handle_request(made)
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close what is open."""
        self.pool.close()


class _Body(httpx2.SyncByteStream):
    """The body of an answer, piece by piece."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self.answer.iter_stream()

    def close(self) -> None:
        """Let the connection go."""
        self.answer.close()


class _Network(httpcore2.NetworkBackend):
    """Connects to checked addresses only; all waiting ends when the time of the call is over."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.ends = time.monotonic() + limits.seconds
        self.encrypted = True
        self.host = ""

    def left(self) -> float:
        """Return the seconds left; TooSlow when there are none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TooSlow(f"No whole answer came within {self.limits.seconds:g} seconds.")
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (the call's own limits apply)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Resolve a name, look at each address, connect to the first that answers."""
        self.host = host
        ends = min(time.monotonic() + self.limits.connect, self.ends)
        addresses = resolve(host, port, self.limits.connect)
        for address in addresses:
            check(address, private=self.limits.private, encrypted=self.encrypted)
        failure: Exception = httpcore2.ConnectTimeout()
        for address in addresses:
            wait = ends - time.monotonic()
            if wait > 0:
                try:
                    made = httpcore2.SyncBackend().connect_tcp(address, port, wait, local_address, socket_options)
                    return _Stream(made, self)
                except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                    failure = error
        raise failure


class _Stream(httpcore2.NetworkStream):
    """A connection on which nothing waits longer than the call may take."""

    def __init__(self, inner: httpcore2.NetworkStream, network: _Network) -> None:
        self.inner, self.network = inner, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self.inner.read(max_bytes, self.network.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        for start in range(0, len(buffer), PIECE):
            self.inner.write(buffer[start : start + PIECE], self.network.left())

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        limit = min(self.network.left(), self.network.limits.connect)
        return _Stream(self.inner.start_tls(ssl_context, server_hostname, limit), self.network)

    def close(self) -> None:
        self.inner.close()

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


@cache
def _certificates() -> ssl.SSLContext:
    return httpx2.create_ssl_context()
