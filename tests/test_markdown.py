"""Markdown of comments: what people mean is shown, nothing of it can act, and no text takes long."""

import time
from html.parser import HTMLParser

import pytest

from supportapp.markdown import ALLOWED, to_html

LONGEST = 20_000
REL = 'rel="nofollow noopener noreferrer"'


class Found(HTMLParser):
    """Collects the tags and addresses a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


def read(text: str) -> Found:
    found = Found()
    found.feed(str(to_html(text)))
    return found


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and `code`", "<p><strong>bold</strong> and <code>code</code></p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("# Loud", "<p><strong>Loud</strong></p>\n"),
        ("<b>x</b> &amp; y", "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>\n"),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>\n"),
        ("[log](https://example.com/a)", f'<p><a href="https://example.com/a" {REL}>log</a></p>\n'),
        ("![shot](https://example.com/a.png)", f'<p><a href="https://example.com/a.png" {REL}>shot</a></p>\n'),
        ("![](https://e.org/a.png)", f'<p><a href="https://e.org/a.png" {REL}>https://e.org/a.png</a></p>\n'),
    ],
)  # fmt: skip
def test_what_people_mean_is_shown(text: str, html: str) -> None:
    assert to_html(text) == html


def test_table_scrolls_by_itself() -> None:
    html = str(to_html("a|b\n-|-\n1|2"))
    assert html.startswith('<div class="table-wrap" tabindex="0" role="region" aria-label="Table"><table>')
    assert html.endswith("</table></div>\n")


TRICKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![x](javascript:alert(1))",
    "![x](data:image/png;base64,AAAA)",
    '![x" onerror="alert(1)](https://e.org/)',
    '[x](https://e.org "t\\" onclick=\\"alert(1)")',
    '[x](https://e.org/"onclick="alert(1))',
    "<https://e.org/?<script>>",
    "[![a](https://e.org/i)](javascript:alert(1))",
    "[<b onclick=alert(1)>](https://e.org)",
    "```<img src=x>\n</code></pre><script>x</script>\n```",
    '``` "><script>x</script>\nx\n```',
    "a|b\n-|-\n<script>|<img src=x onerror=y>",
    "> <iframe src=https://e.org></iframe>",
    "[x]: javascript:alert(1)\n\n[x]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>*{display:none}</style><form action=//e.org><input name=password>",
    "\u202etxt.exe <!-- <script> --> <![CDATA[<script>]]>",
]


@pytest.mark.parametrize("text", TRICKS)
def test_nothing_in_a_comment_can_act(text: str) -> None:
    found = read(text)
    assert found.tags <= ALLOWED
    assert not {"script", "img", "svg", "iframe", "style", "form", "input"} & found.tags
    assert found.attributes <= {"href", "rel", "start", "class", "tabindex", "role", "aria-label"}
    for address in found.addresses:
        assert address.partition(":")[0] in {"https", "http", "mailto"}, address


HEAVY = [
    "[",
    "*",
    ">",
    "`",
    "![",
    "[](",
    "<",
    "&",
    "|",
    "- ",
    "*a ",
    "_a_ ",
    "**a",
    "~~a",
    "[x][",
    "[a](<b",
    "*_",
    "\\[",
]


@pytest.mark.parametrize("piece", HEAVY)
def test_heavy_text_takes_no_time(piece: str) -> None:
    begin = time.process_time()
    html = to_html((piece * LONGEST)[:LONGEST])
    assert time.process_time() - begin < 0.5
    assert len(html) < 20 * LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "a|b\n-|-\n" + "|\n" * 9_000,
        "\n".join(">" * n + " x" for n in range(190)),
        "\n".join("  " * n + "- x" for n in range(130)),
        "".join(f"[a{n}]: b\n" for n in range(1_800)),
        "".join("`" * n + " " for n in range(1, 199)),
    ],
)
def test_deep_text_takes_no_time(text: str) -> None:
    begin = time.process_time()
    html = to_html(text)
    assert time.process_time() - begin < 0.5
    assert html.count("<blockquote>") + html.count("<ul>") <= 100


def test_text_that_is_too_costly_is_shown_as_typed() -> None:
    assert to_html("[<b>" * 500) == f'<p class="as-typed">{"[&lt;b&gt;" * 500}</p>'
