"""The page as plain text: 78 columns, `-` lists, no tabs; nothing is lost when it is pasted into a record."""

from collections.abc import Iterator

from companion.domain.summary import Block, Item, ItemKind, Summary
from companion.domain.wrapping import wrap

COLUMNS = 78


def render(summary: Summary) -> bytes:
    """Return the page as UTF-8 text with plain newlines."""
    lines = [*wrap(summary.title, COLUMNS)]
    for line in summary.byline:
        lines += wrap(line, COLUMNS)
    for block in summary.page_one:
        lines += ["", *_block(block)]
    if summary.page_two:
        lines += ["", "", *wrap(summary.page_two_title, COLUMNS)]
    for block in summary.page_two:
        lines += ["", *_block(block)]
    return ("\n".join(lines) + "\n").encode()


def _block(block: Block) -> Iterator[str]:
    yield from wrap(block.full_heading, COLUMNS)
    for item in block.items:
        yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    mark = {ItemKind.BULLET: "- ", ItemKind.NUMBERED: f"{item.number}. "}.get(item.kind, "")
    indent = " " * len(mark)
    for n, line in enumerate(wrap(item.text, COLUMNS - len(mark)) or ("",)):
        yield (mark if n == 0 else indent) + line
    for line in wrap(item.detail, COLUMNS - len(mark)):
        yield indent + line
