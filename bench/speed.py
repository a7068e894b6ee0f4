"""How fast the application answers, as shares of a bare route's requests a second, at N tickets.

    make bench-speed TICKETS=200000 [SUPPORTAPP_DATABASE_URL=postgresql://...]

Needs `wrk` (apt install wrk). Each operation is measured three times for three seconds on four connections, the bare
route for a second before and after each; told are medians. The database is filled by `flask demo --tickets N` in a
folder below instance/, and kept, so that a second run starts at once.
"""  # noqa: INP001 (a script)

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

HOST = "127.0.0.1"
REPEATS, SECONDS = 3, 3
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
P99 = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
FAILED = re.compile(r"Non-2xx or 3xx responses: (\d+)")
MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
CHANGE = """
local n = 0
wrk.headers["Content-Type"] = "application/json"
request = function()
  n = n + 1
  local id = {first} + n % 400
  local status = (math.floor(n / 400) % 2 == 0) and "in_progress" or "open"
  return wrk.format("PATCH", "/chat/tickets/" .. id, nil, '{{"status": "' .. status .. '"}}')
end
"""
SAY = """
local n = 0
wrk.headers["Content-Type"] = "application/json"
request = function()
  n = n + 1
  local id = {first} + n % 400
  return wrk.format("POST", "/chat/tickets/" .. id .. "/comments", nil, '{{"body": "We look into it."}}')
end
"""
SUBMIT = """
local n = 0
local run = tostring(os.time())
wrk.headers["Content-Type"] = "application/json"
request = function()
  n = n + 1
  wrk.headers["Idempotency-Key"] = run .. "-" .. n .. "-" .. tostring(math.random(1e9))
  return wrk.format("POST", "/chat/submit-ticket", nil, '{body}')
end
"""


@click.command()
@click.argument("tickets", type=click.IntRange(1_000, 5_000_000))
@click.option(
    "--keep", type=click.Path(path_type=Path), help="Folder of the filled database; instance/bench-TICKETS if left out."
)
def main(tickets: int, keep: Path | None) -> None:
    """Fill a database with TICKETS demo tickets and measure."""
    if not shutil.which("wrk"):
        raise click.ClickException("This needs wrk. On Debian and Ubuntu: apt install wrk")
    folder = (keep or Path("instance") / f"bench-{tickets}").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "SUPPORTAPP_INSTANCE_PATH": str(folder), "SUPPORTAPP_REGISTRATION": "closed"}
    flask = [str(Path(sys.executable).with_name("flask"))]
    subprocess.run([*flask, "db", "upgrade"], env=environment, check=True, capture_output=True)
    subprocess.run([*flask, "demo", "--tickets", str(tickets)], env=environment, check=True, stdout=subprocess.DEVNULL)
    with serving("bench.bare:app", environment) as bare, serving("wsgi:app", environment) as ours:
        measure(bare, ours, folder)


@contextmanager
def serving(application: str, environment: dict[str, str]) -> Iterator[str]:
    """Serve an application with two sync workers; give its address."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "/dev/null",
        "-w",
        "2",
        "-k",
        "sync",
        "-b",
        f"{HOST}:{port}",
        application,
    ]
    environment = environment | {"SUPPORTAPP_PUBLIC_URL": f"http://{HOST}:{port}"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as server:
        try:
            wait(port)
            yield f"http://{HOST}:{port}"
        finally:
            server.terminate()


def wait(port: int) -> None:
    """Return as soon as something listens."""
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise click.ClickException("The server did not start. Run `flask doctor` to see why.")


def ask(address: str, body: Any = None, token: str = "") -> Any:
    """Return the JSON an endpoint answers with."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(address, data, headers), timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def sign_in(address: str, email: str) -> str:
    """Return an access token of a demo person."""
    body = {"email": email, "password": "try-the-demo"}
    return str(ask(f"{address}/auth/token", body)["access_token"])


def load(url: str, seconds: int, token: str = "", script: Path | None = None) -> tuple[float, float, int]:
    """Return requests a second, the 99th percentile in ms, and how many failed."""
    command = ["wrk", "-t1", "-c4", f"-d{seconds}s", "--latency", url]
    command += ["-H", f"Authorization: Bearer {token}"] if token else []
    command += ["-s", str(script)] if script else []
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    p99, failed = P99.search(told), FAILED.search(told)
    rate = float(RATE.search(told)[1])  # type: ignore[index]
    return rate, float(p99[1]) * MS[p99[2]] if p99 else 0.0, int(failed[1]) if failed else 0


def measure(bare: str, ours: str, folder: Path) -> None:
    """Measure each operation and print a line for it."""
    agent, alice = sign_in(ours, "bob@example.com"), sign_in(ours, "alice@example.com")
    newest = ask(f"{ours}/chat/admin/tickets?limit=1", token=agent)["tickets"][0]
    owner = newest["user_id"]
    first = newest["id"] - 500
    deep = f"{ours}/chat/admin/tickets?limit=20"
    for _ in range(100):
        cursor = ask(f"{ours}/chat/admin/tickets?limit=100" + deep.partition("limit=20")[2], token=agent)["next_cursor"]
        deep = f"{ours}/chat/admin/tickets?limit=20&cursor={cursor}"
    ticket = {
        "title": "Export fails with error 504",
        "description": "word " * 190,
        "priority": "low",
        "category": "bug",
    }
    scripts = {
        "change status": CHANGE.format(first=first),
        "comment": SAY.format(first=first),
        "submit": SUBMIT.format(body=json.dumps({"ticket": ticket})),
    }
    reads = {
        "get a ticket": f"{ours}/chat/tickets/{first}",
        "comments of a ticket": f"{ours}/chat/tickets/{first}/comments",
        "one requester's open, newest 20": f"{ours}/chat/admin/tickets?user_id={owner}&status=open",
        "everybody's, newest 20": f"{ours}/chat/admin/tickets",
        "everybody's, 10,000 deep": deep,
        "two filters, by priority": f"{ours}/chat/admin/tickets?status=open&category=bug&sort=-priority",
        "search a rare word": f"{ours}/chat/admin/tickets?q=zeppelin",
        "search a common word": f"{ours}/chat/admin/tickets?q=export",
    }
    click.echo(f"{'':36}share of the bare route   requests/s   p99 ms   failed")
    for name, url in reads.items():
        report(name, bare, url, agent)
    for name, text in scripts.items():
        path = folder / "load.lua"
        path.write_text(text)
        report(name, bare, ours, alice if name == "submit" else agent, path)


def report(name: str, bare: str, url: str, token: str, script: Path | None = None) -> None:
    """Measure one operation beside the bare route and print its line."""
    shares, rates, p99s, failures = [], [], [], 0
    for _ in range(REPEATS):
        before = load(bare, 1)[0]
        rate, p99, failed = load(url, SECONDS, token, script)
        shares.append(rate / statistics.mean([before, load(bare, 1)[0]]))
        rates.append(rate)
        p99s.append(p99)
        failures += failed
    share, rate, p99 = (statistics.median(values) for values in (shares, rates, p99s))
    click.echo(f"{name:<36}{share:>10.1%}{rate:>28,.0f}{p99:>9.1f}{failures:>9}")


if __name__ == "__main__":
    main()
