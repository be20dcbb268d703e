"""The page as one HTML file, to read on a screen or to print."""

from companion.domain.summary import Summary
from companion.export.shape import shape
from companion.export.web import web_page


def render(summary: Summary) -> bytes:
    """Return the page as UTF-8 HTML. Its content policy allows its own style sheet and nothing else."""
    return web_page("page.html.j2", "page.css", page=shape(summary))
