"""A part of a page sent alone: the same block of the same template, never a second one.

A script that refreshes a list sends ``X-Fragment: <block>``; everybody else gets the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from flask import Response, current_app, make_response, render_template, request
from markupsafe import Markup

if TYPE_CHECKING:
    from flask import Flask

HEADER = "X-Fragment"


def render_page_or_block(template: str, *, blocks: tuple[str, ...], **context: Any) -> Response:
    """Render the block the request names, when it is one of ``blocks``; else the whole page."""
    wanted = request.headers.get(HEADER)
    if wanted in blocks:
        response = make_response(_render_block(template, wanted, context))
    else:
        response = make_response(render_template(template, **context))
    response.vary.add(HEADER)
    return response


def _render_block(name: str, block: str, context: dict[str, Any]) -> str:
    """Render one block with everything the head of its template imports and sets.

    Ours and not jinja2-fragments: that leaves the head out, so a page whose imports stand where
    they usually do works as a page and fails as a part.
    """
    template = current_app.jinja_env.get_template(name)
    current_app.update_template_context(context)
    scope = template.new_context(context)
    next(template.root_render_func(scope), None)  # the head runs before the first words come out
    return current_app.jinja_env.concat(template.blocks[block](scope))


class Part(Protocol):
    """A card or panel that another feature offered: its template and what it shows."""

    @property
    def template(self) -> str: ...

    @property
    def context(self) -> dict[str, object]: ...


def draw_part(part: Part) -> Markup:
    """Return a card or panel of another feature; its template sees the keys of its context."""
    return Markup(render_template(part.template, **part.context))  # noqa: S704 -- a template escapes what it shows


def init_app(app: Flask) -> None:
    app.jinja_env.filters["draw_part"] = draw_part
