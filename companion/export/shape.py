"""What the template formats share: a summary as plain lists of lines, ready for a template."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from companion.domain.summary import Block, Item, ItemKind, Summary
from companion.domain.wrapping import lines_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item as lines without a line break in them."""

    number: int
    lines: tuple[str, ...]
    detail: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Items of one kind beside each other: paragraphs, or one list."""

    kind: str
    start: int
    """The number of its first item."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSection:
    """A heading and what stands under it."""

    heading: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapedPage:
    """A summary, ready for a template. Every string is one line of the person's words or of ours."""

    title: str
    day: str
    """ISO 8601."""
    byline: tuple[str, ...]
    page_one: tuple[PageSection, ...]
    page_two: tuple[PageSection, ...]
    page_two_title: str


def shape(summary: Summary) -> ShapedPage:
    """Return the summary as lines and runs of items."""
    return ShapedPage(
        title=" ".join(lines_of(summary.title)),
        day=summary.day.isoformat(),
        byline=tuple(" ".join(lines_of(line)) for line in summary.byline),
        page_one=tuple(map(_section, summary.page_one)),
        page_two=tuple(map(_section, summary.page_two)),
        page_two_title=" ".join(lines_of(summary.page_two_title)),
    )


def environment(**options: Any) -> Any:
    """Return a Jinja environment over our own templates; no template of the person's is ever run."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(  # noqa: S701  (each caller says whether its format needs escaping, and which)
        loader=PackageLoader("companion.export"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **options,
    )


def _section(block: Block) -> PageSection:
    runs = tuple(_run(list(items)) for _, items in groupby(block.items, key=lambda item: item.kind))
    return PageSection(heading=" ".join(lines_of(block.full_heading)), runs=runs)


def _run(items: list[Item]) -> Run:
    kind = items[0].kind
    entries = tuple(
        Entry(
            number=item.number if kind is ItemKind.NUMBERED else 0,
            lines=lines_of(item.text),
            detail=lines_of(item.detail),
        )
        for item in items
    )
    return Run(kind=kind.value, start=entries[0].number, entries=entries)
