"""The formats a page or a worksheet can be saved in. A new format is one module and one row here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from companion.domain.summary import Summary
from companion.domain.worksheet import Worksheet

Document = TypeVar("Document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format(Generic[Document]):
    """One kind of file. `render` is pure: the same document gives the same bytes."""

    id: str
    label: str
    suffix: str
    """With its dot."""
    render: Callable[[Document], bytes]


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


FORMATS: tuple[Format[Summary], ...] = (
    Format(id="text", label="Plain text", suffix=".txt", render=_text),
    Format(id="markdown", label="Markdown", suffix=".md", render=_markdown),
    Format(id="html", label="Web page, to read or print", suffix=".html", render=_html),
    Format(id="pdf", label="PDF", suffix=".pdf", render=_pdf),
)
"""In the order they are offered. Each exporter is imported when it is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheets:
    """Sheets for one file, one or more."""

    title: str
    sheets: tuple[Worksheet, ...]


def _sheet_text(all_of_it: Worksheets) -> bytes:
    from companion.export.worksheet_text import render

    return render(*all_of_it.sheets)


def _sheet_html(all_of_it: Worksheets) -> bytes:
    from companion.export.worksheet import render_html

    return render_html(*all_of_it.sheets, title=all_of_it.title)


def _sheet_pdf(all_of_it: Worksheets) -> bytes:
    from companion.export.worksheet import render_pdf

    return render_pdf(*all_of_it.sheets, title=all_of_it.title)


WORKSHEET_FORMATS: tuple[Format[Worksheets], ...] = (
    Format(id="text", label="Plain text", suffix=".txt", render=_sheet_text),
    Format(id="html", label="Web page, to print", suffix=".html", render=_sheet_html),
    Format(id="pdf", label="PDF", suffix=".pdf", render=_sheet_pdf),
)
"""In the order they are offered."""
