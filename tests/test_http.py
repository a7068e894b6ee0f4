"""The one way out by HTTP: what it refuses, and that nothing holds it longer or costs it more than it allows."""

import socket
import time
from collections.abc import Iterator

import pytest
from fixtures.web_server import MEGABYTE, Reply, WebServer, serving

from supportapp import http, targets

OURS = http.Limits(seconds=5, private=True)


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as server:
        yield server


def get(url: str, limits: http.Limits = OURS) -> http.Answer:
    return http.send("GET", url, limits=limits)


def test_request_and_answer_arrive_whole(server: WebServer) -> None:
    body = b"x" * 300_000
    server.replies = [Reply(201, b'{"made": true}', {"X-Id": "7"})]
    answer = http.send("POST", f"{server.url}/v1/things?x=1", headers={"X-Key": "k"}, content=body, limits=OURS)
    assert (answer.status, answer.json(), answer.headers["x-id"]) == (201, {"made": True}, "7")
    [asked] = server.asked
    assert (asked.method, asked.path, asked.body) == ("POST", "/v1/things?x=1", body)
    assert (asked.headers["X-Key"], asked.headers["Host"]) == ("k", f"127.0.0.1:{server.port}")


def test_redirect_is_not_followed(server: WebServer) -> None:
    server.replies = [Reply(302, headers={"Location": f"{server.url}/elsewhere"})]
    assert get(server.url).status == 302
    assert len(server.asked) == 1


@pytest.mark.parametrize("how", ["hang", "drip"])
def test_server_that_never_ends_is_left_when_the_time_is_over(server: WebServer, how: str) -> None:
    server.replies = [Reply(how=how)]
    began = time.monotonic()
    with pytest.raises(http.TooSlow, match=r"within 0\.5 seconds"):
        get(server.url, http.Limits(seconds=0.5, private=True))
    assert 0.4 < time.monotonic() - began < 1.5


def test_body_that_stops_coming_is_left_when_the_time_is_over(server: WebServer) -> None:
    server.replies = [Reply(body=b"x" * 10, headers={"Content-Length": "100"}, how="stop")]
    with pytest.raises(http.TooSlow):
        get(server.url, http.Limits(seconds=0.3, private=True))


def test_thirty_megabytes_are_not_read(server: WebServer) -> None:
    server.replies = [Reply(body=b"x" * 30 * MEGABYTE)]
    with pytest.raises(http.TooLarge, match="1,048,576 bytes"):
        get(server.url)


def test_compressed_answer_is_refused(server: WebServer) -> None:
    server.replies = [Reply(body=b"\x1f\x8b", headers={"Content-Encoding": "gzip"})]
    with pytest.raises(http.Broken, match="compressed"):
        get(server.url)
    assert server.asked[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("how", ["drop", "cut"])
def test_connection_that_ends_in_the_middle(server: WebServer, how: str) -> None:
    server.replies = [Reply(body=b"x" * 100, how=how)]
    with pytest.raises(http.Broken):
        get(server.url)


def test_what_is_no_http_is_told(server: WebServer) -> None:
    server.replies = [Reply(body=b"220 mail.example.com ready\r\n" * 10, how="raw")]
    with pytest.raises(http.Broken, match="no HTTP"):
        get(server.url)


def test_nobody_there_is_told_and_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(http.NotReached, match="Connection refused"):
        get(f"http://127.0.0.1:{port}")


def test_unknown_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(http.NotReached, match=r"model\.example could not be resolved"):
        get("https://model.example")


def test_resolver_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3) or [])
    began = time.monotonic()
    with pytest.raises(http.NotReached, match="within"):
        get("https://model.example", http.Limits(connect=0.2))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "[::1]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"),  # noqa: S104
        *("[2002:7f00:1::]", "[::]", "localhost"),
    ],
)
def test_private_address_is_refused(server: WebServer, host: str) -> None:
    with pytest.raises(http.TargetRefused):
        get(f"http://{host}:{server.port}", http.Limits(seconds=2))
    assert server.asked == []


def test_refusal_says_what_to_set(server: WebServer) -> None:
    with pytest.raises(http.TargetRefused, match="SUPPORTAPP_ALLOW_PRIVATE_TARGETS"):
        get(server.url, http.Limits())


def test_name_with_one_private_address_is_refused(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, server.port)) for ip in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(http.TargetRefused):
        get("https://two-faced.example", http.Limits(seconds=2))


def test_connection_goes_to_the_address_that_was_checked(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))]

    def resolver(host: str, *_: object, **__: object) -> object:
        asked.append(host)
        return found if host == "rebinding.example" else real(host, *_, **__)  # type: ignore[arg-type]

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    assert get(f"http://rebinding.example:{server.port}").status == 200
    assert asked.count("rebinding.example") == 1, "resolved once: a second answer could be another address"
    assert server.asked[0].headers["Host"] == f"rebinding.example:{server.port}"


def test_public_address_is_called_by_https_only() -> None:
    with pytest.raises(http.TargetRefused, match="https"):
        targets.check("93.184.216.34", private=True, encrypted=False)
    targets.check("93.184.216.34", private=False, encrypted=True)


@pytest.mark.parametrize("url", ["", "model", "ftp://example.com", "file:///etc/passwd", "https://", "http://[::"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(http.TargetRefused, match="Write it like"):
        get(url)


def test_proxy_of_the_environment_is_not_used(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert get(server.url).status == 200
