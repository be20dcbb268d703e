"""One HTML file that needs nothing else: no script, no picture, no font, no network."""

import base64
import hashlib
from importlib.resources import files
from typing import Any

from companion.export.shape import environment


def web_page(name: str, *styles: str, **data: Any) -> bytes:
    """Return the template `name` filled with `data`, as UTF-8 HTML with our own `styles` inside it.

    All of `data` is escaped. The template writes `css_hash` in its content policy, which then allows these
    style sheets and nothing else.
    """
    from markupsafe import Markup

    templates = files("companion.export").joinpath("templates")
    css = "".join(templates.joinpath(style).read_text("utf-8") for style in styles)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    text: str = (
        environment(autoescape=True)
        .get_template(name)
        .render(
            css=Markup(css),  # noqa: S704  (our own files, no word of the person's)
            css_hash=f"sha256-{digest}",
            **data,
        )
    )
    return text.encode()
