"""The page as one HTML file that needs nothing else: no script, no picture, no font, no network."""

import base64
import hashlib
from importlib.resources import files

from companion.domain.summary import Summary
from companion.export.shape import environment, shape


def render(summary: Summary) -> bytes:
    """Return the page as UTF-8 HTML. Its content policy allows its own style sheet and nothing else."""
    from markupsafe import Markup

    css = files("companion.export").joinpath("templates/page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    template = environment(autoescape=True).get_template("page.html.j2")
    text: str = template.render(
        page=shape(summary),
        css=Markup(css),  # noqa: S704  (our own file, no word of the person's)
        css_hash=f"sha256-{digest}",
    )
    return text.encode()
