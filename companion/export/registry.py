"""The formats a page can be saved in. A new format is one module and one row here."""

from collections.abc import Callable
from dataclasses import dataclass

from companion.domain.summary import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file. `render` is pure: the same summary gives the same bytes."""

    id: str
    label: str
    suffix: str
    """With its dot."""
    render: Callable[[Summary], bytes]


def _text(summary: Summary) -> bytes:
    from companion.export.text import render

    return render(summary)


def _markdown(summary: Summary) -> bytes:
    from companion.export.markdown import render

    return render(summary)


def _html(summary: Summary) -> bytes:
    from companion.export.html import render

    return render(summary)


def _pdf(summary: Summary) -> bytes:
    from companion.export.pdf import render

    return render(summary)


FORMATS: tuple[Format, ...] = (
    Format(id="text", label="Plain text", suffix=".txt", render=_text),
    Format(id="markdown", label="Markdown", suffix=".md", render=_markdown),
    Format(id="html", label="Web page, to read or print", suffix=".html", render=_html),
    Format(id="pdf", label="PDF", suffix=".pdf", render=_pdf),
)
"""In the order they are offered. Each exporter is imported when it is used."""
