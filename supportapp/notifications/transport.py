"""How a mail travels: by SMTP within ten seconds, or as text on the console.

A refusal of this message (5xx) is permanent. Everything else may pass, also a refused sign-in: that is
a setting to mend, and no message should be lost over it.
"""

import smtplib
import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

from supportapp.outbox import PermanentFailure, TemporaryFailure

TOTAL = 10.0  # seconds from connect to end
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PERMANENT = 500


@dataclass(frozen=True)
class Server:
    """A mail server as SMTP_URL describes it."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


class _Bounded(smtplib.SMTP):
    """SMTP that ends `TOTAL` seconds after it began, whatever the other side does."""

    def __init__(self, host: str, port: int, **more: Any) -> None:
        self._ends = time.monotonic() + TOTAL
        # A socket's timeout starts again with each byte that drips in; this doesn't.
        self._guard = threading.Timer(TOTAL, self._cut)
        self._guard.daemon = True
        self._guard.start()
        try:
            super().__init__(host, port, timeout=TOTAL, **more)
        except BaseException:
            self._guard.cancel()
            raise

    def send(self, s: Any) -> None:
        self._tighten()
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        self._tighten()
        return super().getreply()

    def close(self) -> None:
        self._guard.cancel()
        super().close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Connect to the first address that answers; the time left is for all of them together."""
        problem: OSError = TimeoutError(f"no answer within {timeout:.0f} seconds")
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(self._left())
                connection.connect(address)
            except OSError as error:
                connection.close()
                problem = error
            else:
                return connection
        raise problem

    def _left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"not done within {TOTAL:.0f} seconds")
        return left

    def _tighten(self) -> None:
        if self.sock:
            self.sock.settimeout(self._left())

    def _cut(self) -> None:
        if self.sock:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class _BoundedSsl(_Bounded, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self.context.wrap_socket(super()._get_socket(host, port, timeout), server_hostname=host)


def parse(url: str) -> Server:
    """Read SMTP_URL; a ValueError says what is wrong with it, without repeating it: it holds a password."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS:
        raise ValueError(f"SMTP_URL must begin with one of {', '.join(f'{scheme}://' for scheme in PORTS)}")
    if not parts.hostname:
        raise ValueError("SMTP_URL names no host, as in smtp://mail.example.com:25")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise ValueError("The port in SMTP_URL is not a number up to 65535") from None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.scheme, parts.hostname, port, user, password)


def send(message: EmailMessage, url: str) -> None:
    """Send `message`; returns once the server has taken it. Raises PermanentFailure or TemporaryFailure."""
    with _session(url, message["From"].addresses[0].domain) as client:
        try:
            client.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            _refused(code, words, error)
        except smtplib.SMTPResponseException as error:
            _refused(error.smtp_code, error.smtp_error, error)
        except (smtplib.SMTPNotSupportedError, ValueError) as error:
            raise PermanentFailure(f"The mail server can't carry this message: {error}") from error
        except OSError as error:  # also a connection that was lost: SMTPException is one
            raise TemporaryFailure(f"The mail server broke off: {_words(error)}") from error


def probe(url: str) -> None:
    """Connect, sign in and say NOOP, without sending anything. Raises TemporaryFailure with what is wrong."""
    with _session(url, None) as client:
        try:
            code, words = client.noop()
        except OSError as error:
            raise TemporaryFailure(f"The mail server broke off: {_words(error)}") from error
        if code != 250:  # noqa: PLR2004 (SMTP's "done")
            raise TemporaryFailure(f"The mail server answered NOOP with {code} {_decoded(words)}")


def show(message: EmailMessage) -> None:
    """Print the message as a person reads it, in one piece, so that two never mix."""
    text = message.get_body(("plain",))
    head = [f"{name}: {message[name]}" for name in ("From", "To", "Subject", "Date", "Message-ID")]
    body = text.get_content().rstrip().splitlines() if text else []
    lines = ["+-- mail (not sent: SUPPORTAPP_SMTP_URL is not set)", *head, "", *body]
    sys.stdout.write("\n| ".join(lines) + "\n+--\n")
    sys.stdout.flush()


@contextmanager
def _session(url: str, own_name: str | None) -> Iterator[smtplib.SMTP]:
    """Open a connection that is ready for a message; whatever is wrong before that may pass."""
    client: smtplib.SMTP | None = None
    try:
        try:
            server = parse(url)
            client = _connect(server, own_name or "localhost")
        except (OSError, ValueError) as error:
            raise TemporaryFailure(f"The mail server can't be used: {_words(error)}") from error
        yield client
        with suppress(OSError):  # the message is taken; how the goodbye goes doesn't matter
            client.quit()
    finally:
        if client is not None:
            client.close()


def _connect(server: Server, own_name: str) -> smtplib.SMTP:
    client: smtplib.SMTP
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        client = _BoundedSsl(server.host, server.port, local_hostname=own_name, context=context)
    else:
        client = _Bounded(server.host, server.port, local_hostname=own_name)
    try:
        client.ehlo_or_helo_if_needed()
        if server.scheme == "smtp+starttls":
            client.starttls(context=ssl.create_default_context())
            client.ehlo_or_helo_if_needed()
        if server.user:
            client.login(server.user, server.password)
    except BaseException:
        client.close()
        raise
    return client


def _refused(code: int, words: bytes | str, error: Exception) -> None:
    reason = f"The mail server answered {code} {_decoded(words)}"
    raise (PermanentFailure if code >= PERMANENT else TemporaryFailure)(reason) from error


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _decoded(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
