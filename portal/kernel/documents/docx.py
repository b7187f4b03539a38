"""Word documents from templates: editable letters and forms (templates/documents/*.docx)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from jinja2.sandbox import SandboxedEnvironment

from portal.kernel.config import PROJECT_ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = PROJECT_ROOT / "templates" / "documents"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_docx(template: str, context: Mapping[str, Any]) -> bytes:
    """Return the document made of a template and what it shows.

    The template runs in a sandbox and every value is escaped: a name with a "<" stays a name.
    """
    from docxtpl import DocxTemplate

    document = DocxTemplate(str(FOLDER / template))
    document.render(dict(context), jinja_env=SandboxedEnvironment(autoescape=True))
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()
