"""Markdown written by officers → clean HTML: text markup only, no script, style, picture or frame."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {
    *{"p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "code"},
    *{"table", "thead", "tbody", "tr", "th", "td", "a"},
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"https", "http", "mailto"}

_reader = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=64)
def render_markdown(text: str) -> Markup:
    """Return the text as HTML that may stand in a page as it is."""
    clean = nh3.clean(
        _reader.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 -- nh3 let through nothing but the tags above


def with_places(text: Markup) -> Markup:
    """Return the HTML with an id on every second-level heading: ``muc-1`` is the first."""
    numbers = count(1)
    return Markup(re.sub("<h2>", lambda _: f'<h2 id="muc-{next(numbers)}">', text))  # noqa: S704 -- clean as it came
