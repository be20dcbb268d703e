"""The page as a tagged PDF: a screen reader finds its headings and lists."""

from dataclasses import asdict

from companion.domain.summary import Summary
from companion.export.shape import shape
from companion.export.typesetting import typeset


def render(summary: Summary) -> bytes:
    """Return the page as PDF bytes. Raises ToolMissing when Typst is not installed."""
    day = summary.day
    return typeset("page.typ", {**asdict(shape(summary)), "day": [day.year, day.month, day.day]})
