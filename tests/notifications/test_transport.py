"""How mail travels: what the server says decides, and nothing takes longer than it may."""

import socket
import time
from email.message import EmailMessage
from typing import Any

import pytest
from notifications.smtp_server import SmtpServer

from supportapp.notifications import transport
from supportapp.outbox import PermanentFailure, TemporaryFailure

SHORT = 0.6  # seconds, in place of the ten
BUSY = 5.0  # seconds a busy machine may add; what hangs here hangs for thirty


@pytest.fixture
def message() -> EmailMessage:
    """Return a message with what makes trouble: a lone dot, a long line, letters beyond ASCII."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "Grüße"
    message["Message-ID"] = "<one@example.com>"
    message.set_content("Grüße\n.\n..two\n" + "long " * 400 + "\n")
    return message


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Don't let tests wait ten seconds."""
    assert transport.TOTAL == 10
    monkeypatch.setattr(transport, "TOTAL", SHORT)


def test_the_message_arrives_whole(smtp: SmtpServer, message: EmailMessage) -> None:
    transport.send(message, smtp.url)
    (arrived,) = smtp.messages
    assert arrived["Subject"] == "Grüße"
    assert arrived.get_content().replace("\r\n", "\n") == message.get_content()
    assert smtp.commands[0] == "ehlo example.com"
    assert smtp.commands[-1] == "quit"


def test_user_and_password_are_percent_decoded(smtp: SmtpServer, message: EmailMessage) -> None:
    transport.send(message, f"smtp://me%40example.com:p%2Fss%3Aw%20rd@127.0.0.1:{smtp.port}")
    assert smtp.credentials() == ("me@example.com", "p/ss:w rd")


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "TAKEN"])
def test_5xx_is_permanent_and_4xx_passes(smtp: SmtpServer, message: EmailMessage, stage: str) -> None:
    smtp.replies[stage] = ["450 come back", "550 never"]
    with pytest.raises(TemporaryFailure, match="450 come back"):
        transport.send(message, smtp.url)
    with pytest.raises(PermanentFailure, match="550 never"):
        transport.send(message, smtp.url)
    transport.send(message, smtp.url)


@pytest.mark.parametrize(
    ("stage", "reply"), [("GREETING", "554 closed"), ("HELO", "550 who"), ("AUTH", "535 wrong password")]
)
def test_a_refused_connection_or_sign_in_loses_no_message(
    smtp: SmtpServer, message: EmailMessage, stage: str, reply: str
) -> None:
    smtp.replies[stage] = [reply]
    smtp.replies["EHLO"] = ["502 not here"] if stage == "HELO" else []
    with pytest.raises(TemporaryFailure, match=reply) as failure:
        transport.send(message, f"smtp://me:secret@127.0.0.1:{smtp.port}")
    assert "secret" not in str(failure.value)


@pytest.mark.parametrize("stage", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "TAKEN"])
@pytest.mark.parametrize("how", ["drop", "hang", "drip"])
@pytest.mark.usefixtures("hurry")
def test_a_server_that_breaks_off_is_tried_again_soon_enough(
    smtp: SmtpServer, message: EmailMessage, stage: str, how: str
) -> None:
    smtp.replies[stage] = [how]
    began = time.monotonic()
    if (stage, how) == ("EHLO", "drop"):
        smtp.replies["HELO"] = ["drop"]
    with pytest.raises(TemporaryFailure):
        transport.send(message, smtp.url)
    assert time.monotonic() - began < SHORT + BUSY


@pytest.mark.parametrize("how", ["drop", "500 what"])
def test_a_rude_goodbye_changes_nothing(smtp: SmtpServer, message: EmailMessage, how: str) -> None:
    smtp.replies["QUIT"] = [how]
    transport.send(message, smtp.url)
    assert len(smtp.taken) == 1


def test_nobody_listens(message: EmailMessage) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
        with pytest.raises(TemporaryFailure, match="ConnectionRefusedError"):
            transport.send(message, f"smtp://127.0.0.1:{port}")


@pytest.mark.usefixtures("hurry")
def test_a_full_backlog_counts_against_the_time(message: EmailMessage) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
        began = time.monotonic()
        with pytest.raises(TemporaryFailure):
            transport.send(message, f"smtp://127.0.0.1:{port}")
        for filler in fillers:
            filler.close()
    assert time.monotonic() - began < SHORT + BUSY


def test_starttls_is_insisted_upon(smtp: SmtpServer, message: EmailMessage) -> None:
    with pytest.raises(TemporaryFailure, match="STARTTLS"):
        transport.send(message, f"smtp+starttls://me:secret@127.0.0.1:{smtp.port}")
    assert not any(line.startswith(("AUTH", "MAIL", "mail")) for line in smtp.commands)


@pytest.mark.usefixtures("hurry")
@pytest.mark.parametrize("reply", ["220 plain text, no TLS", "hang", "drip"])
def test_smtps_speaks_tls_or_not_at_all(smtp: SmtpServer, message: EmailMessage, reply: str) -> None:
    smtp.replies["GREETING"] = [reply]
    began = time.monotonic()
    with pytest.raises(TemporaryFailure):
        transport.send(message, f"smtps://127.0.0.1:{smtp.port}")
    assert time.monotonic() - began < SHORT + BUSY
    assert not any(line.isascii() and line[:4].upper() == "EHLO" for line in smtp.commands)


def test_a_recipient_the_server_cannot_spell_is_given_up(smtp: SmtpServer, message: EmailMessage) -> None:
    del message["To"]
    message["To"] = "zoë@example.com"
    with pytest.raises(PermanentFailure):
        transport.send(message, smtp.url)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", transport.Server("smtp", "mail.example.com", 25)),
        ("smtps://a:b@mail.example.com", transport.Server("smtps", "mail.example.com", 465, "a", "b")),
        ("smtp+starttls://m", transport.Server("smtp+starttls", "m", 587)),
        ("smtp://[::1]:2525", transport.Server("smtp", "::1", 2525)),
    ],
)
def test_addresses_of_servers(url: str, server: transport.Server) -> None:
    assert transport.parse(url) == server


@pytest.mark.parametrize(
    "url", ["mail.example.com", "http://x", "smtp://", "smtp://u:hidden@x:99999", "smtp://u:hidden@x:abc"]
)
def test_a_wrong_address_is_told_without_its_password(url: str, message: EmailMessage) -> None:
    with pytest.raises(TemporaryFailure, match="SMTP_URL") as failure:
        transport.send(message, url)
    assert "hidden" not in str(failure.value)


def test_probing_sends_nothing(smtp: SmtpServer) -> None:
    transport.probe(smtp.url)
    assert [line.split()[0].upper() for line in smtp.commands] == ["EHLO", "NOOP", "QUIT"]
    smtp.replies["NOOP"] = ["421 going down"]
    with pytest.raises(TemporaryFailure, match="421 going down"):
        transport.probe(smtp.url)


def test_without_a_server_the_console_shows_the_text(message: EmailMessage, capsys: pytest.CaptureFixture[str]) -> None:
    transport.show(message)
    shown: Any = capsys.readouterr().out
    assert "To: b@example.com" in shown
    assert "Message-ID: <one@example.com>" in shown
    assert "| Grüße\n| .\n| ..two\n| long long" in shown
    assert shown.count("+--") == 2
