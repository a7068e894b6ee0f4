"""Markdown that people typed, made into HTML that is safe to show: the only place that marks a text as HTML."""

from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

ALLOWED = {
    *("a", "blockquote", "br", "code", "del", "div", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
ATTRIBUTES = {"*": set[str](), "a": {"href"}, "ol": {"start"}, "div": {"class", "tabindex", "role", "aria-label"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow noopener noreferrer"
MOST_OF = {"[": 400, **dict.fromkeys("|*_~", 2_000)}
"""More of these and a text is shown as typed: what they may begin is looked for up to the end, each time."""

_TABLE = '<div class="table-wrap" tabindex="0" role="region" aria-label="Table"><table>\n'


def to_html(text: str) -> Markup:
    """Return a text of any origin as HTML: no raw HTML, no script, nothing loaded from elsewhere, bounded time."""
    if any(text.count(sign) > most for sign, most in MOST_OF.items()):
        return Markup('<p class="as-typed">%s</p>') % escape(text)
    clean = nh3.clean(
        _markdown.render(text),
        tags=ALLOWED,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=REL,
    )
    return Markup(clean)  # noqa: S704 (cleaned in the line above)


class _Renderer(RendererHTML):
    """Draws headings as strong lines, images as links, and tables in a box that scrolls."""

    def heading_open(self, *_: Any) -> str:
        """Draw a strong line: a comment's headings are none of the page's."""
        return "<p><strong>"

    def heading_close(self, *_: Any) -> str:
        """End the strong line."""
        return "</strong></p>\n"

    def table_open(self, *_: Any) -> str:
        """Let a table that is too wide for the page scroll by itself."""
        return _TABLE

    def table_close(self, *_: Any) -> str:
        """End the box."""
        return "</table></div>\n"

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Draw a link: nothing is loaded from another server, who wants to see the image follows it."""
        token = tokens[idx]
        source = str(token.attrs.get("src", ""))
        words = self.renderInlineAsText(token.children or [], options, env) or source
        return str(Markup('<a href="%s">%s</a>') % (source, words))


_markdown = MarkdownIt("js-default", {"breaks": True, "langPrefix": ""}, renderer_cls=_Renderer)
