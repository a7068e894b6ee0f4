"""A mail server on loopback that does as the test says: takes, refuses, hangs, drips, drops."""

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from fixtures.loopback import QuietServer, running

USUAL = {
    "GREETING": "220 ready",
    "EHLO": "250-here\r\n250-AUTH PLAIN\r\n250 8BITMIME",
    "AUTH": "235 welcome",
    "MAIL": "250 go on",
    "RCPT": "250 go on",
    "DATA": "354 go on",
    "TAKEN": "250 taken",
    "NOOP": "250 here",
    "RSET": "250 done",
    "QUIT": "221 bye",
}


class SmtpServer:
    """What the server was told, and what it answers: `replies[stage]` holds its next answers at that stage.

    Besides an SMTP reply an answer may be `drop` (the connection), `hang` (until the test ends) or `drip`
    (a byte now and then, never a whole line).
    """

    def __init__(self) -> None:
        """Begin with nothing told."""
        self.port = 0
        self.replies: dict[str, list[str]] = {}
        self.commands: list[str] = []
        self.taken: list[bytes] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        """Return the setting SMTP_URL for this server."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def messages(self) -> list[EmailMessage]:
        """Return the messages that came in whole, whatever was answered then."""
        return [cast("EmailMessage", message_from_bytes(raw, policy=policy.default)) for raw in self.taken]

    def credentials(self) -> tuple[str, str]:
        """Return user and password of the last sign-in."""
        given = [line.split()[2] for line in self.commands if line.startswith("AUTH PLAIN")][-1]
        _, user, password = base64.b64decode(given).decode().split("\0")
        return user, password

    def next_reply(self, stage: str) -> str:
        """Take the next answer of a stage: the test's, then the usual one."""
        waiting = self.replies.get(stage)
        return waiting.pop(0) if waiting else USUAL.get(stage, "502 not here")


class _Conversation(socketserver.StreamRequestHandler):
    @property
    def told(self) -> SmtpServer:
        return cast("SmtpServer", self.server.told)  # type: ignore[attr-defined]

    def handle(self) -> None:
        with suppress(ConnectionError):
            self._converse()

    def _converse(self) -> None:
        if not self._answer("GREETING"):
            return
        while line := self.rfile.readline().decode("latin-1"):  # a TLS greeting is no text
            self.told.commands.append(line.strip())
            stage = line[:4].strip().upper()
            if not self._answer(stage) or stage == "QUIT":
                return
            if stage == "DATA" and not self._take():
                return

    def _take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.told.taken.append(b"".join(lines))
        return self._answer("TAKEN")

    def _answer(self, stage: str) -> bool:
        reply = self.told.next_reply(stage)
        if reply == "drop":
            return False
        if reply == "hang":
            self.told.over.wait(30)
            return False
        while reply == "drip" and not self.told.over.wait(0.1):
            self.wfile.write(b"2")
        self.wfile.write(f"{reply}\r\n".encode())
        return True


@contextmanager
def serving() -> Iterator[SmtpServer]:
    """Run a server on a free port of loopback."""
    told = SmtpServer()
    with running(QuietServer(("127.0.0.1", 0), _Conversation), told):
        yield told
