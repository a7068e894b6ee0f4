"""What is recognised as personal data or a secret, and what only looks like it. The values stand between « and »."""

import time

import pytest
from fixtures.masking_samples import FALSE_ALARMS, TO_FIND

from supportapp.drafting.masking import find

CASES = [
    (kind, line.strip())
    for kind, lines in TO_FIND.items()
    for line in lines.strip().splitlines()
]  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), CASES)
def test_it_is_found_exactly(kind: str, line: str) -> None:
    text = line.replace("«", "").replace("»", "")
    wanted = [piece.split("»")[0] for piece in line.split("«")[1:]]
    found = [text[f.start : f.end] for f in find(text) if f.kind == kind]
    assert [value for value in found if value in wanted] == wanted


@pytest.mark.parametrize("line", [line.strip() for line in FALSE_ALARMS.strip().splitlines()])
def test_it_is_no_false_alarm(line: str) -> None:
    assert [(line[f.start : f.end], f.kind) for f in find(line)] == []


PEM = """-----BEGIN RSA PRIVATE KEY-----
MIIEowIBAAKCAQEAy8Dbv8prpJ/0kKhlGeJYozo2t60EG8L0561g13R29LvMR5hy
vGZlGJpmn65+A4xHXInJYiPuKzrKUnApeLZ+vw1HocOAZtWK0z3r26uA8kQYOKX9
-----END RSA PRIVATE KEY-----"""


@pytest.mark.parametrize(
    "block",
    [
        PEM,
        PEM.rsplit("\n", 1)[0],
        PEM.split("\n", 1)[1],
        PEM.replace("\n", "\\n"),
        PEM.replace("RSA ", "").replace("\n", "\r\n"),
    ],
)
def test_a_private_key_is_found_as_a_whole(block: str) -> None:
    text = f"My key:\n{block}\n\nIt does not work."
    [found] = find(text)
    assert (text[found.start : found.end], found.kind) == (block, "private_key")


@pytest.mark.parametrize(
    ("asked", "text", "kind"),
    [
        ("Which number can we call you on?", "5551234567", "phone"),
        ("What is your password?", "Sommer99!", "password"),
        ("What is your order number?", "0171-2345678", None),
        ("What is your password?", "I do not remember", None),
        ("What is your password?", "admin", "password"),
        ("What is your password?", "unknown", None),
        ("Did you reset your password?", "yesterday", None),
        ("I'll pass it on. May I have your order number?", "RB-5512", None),
        ("Please reset your password.", "it was Bl4ckpudding! but it fails", "password"),
        ("Could you give me a phone number in case we have a question?", "(02) 5550 1482 after 3", "phone"),
    ],
)
def test_a_bare_answer_is_what_was_asked_for(asked: str, text: str, kind: str | None) -> None:
    assert [found.kind for found in find(text, asked)] == ([kind] if kind else [])


def test_of_two_that_overlap_the_more_specific_stays() -> None:
    text = "api_key=sk_live_4eC39HqLyjWDarjtT1zdp7dc, token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"
    assert [found.kind for found in find(text)] == ["api_key", "jwt"]
    assert [found.kind for found in find("https://bob:s3cret@example.com/")] == ["password"]


HOSTILE = (
    *("1 ", "1", "12 34 ", "a", "a@", "a.", "password is ", "pw ", "eyJa", "eyJaaaaaa.", "-----BEGIN PRIVATE KEY-----"),
    *("AKIA", "DE12 ", "+4 ", "(1", "0171-", "4111 ", "://a:", "api_key=", "token ", "é", "İ", "a(at)", "curl -u "),
    *(
        "password for a a a a ",
        "-----END PRIVATE KEY-----",
        "AAAAAAAAAAAAAAAAAAAA\n",
        "\\n",
        "?key=a",
        "login ",
        "<pwd>a",
        "pw is ",
        "token AKIA0",
        "mysql -p",
        "cookie: a=b; ",
        "Verano2024 password ",
        "4",
    ),
)


@pytest.mark.parametrize("piece", [*HOSTILE, "The export of 1,000 rows failed for a.b@example.com on 2024-05-06. "])
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    text = (piece * (200_000 // len(piece) + 1))[:200_000]

    def seconds(length: int) -> float:
        best = 60.0
        for _ in range(2):
            start = time.process_time()
            find(text[:length])
            best = min(best, time.process_time() - start)
        return best

    whole = seconds(200_000)
    assert whole < 1, "0.1 s on an idle machine"
    assert whole < 0.05 or whole < 12 * seconds(50_000)
