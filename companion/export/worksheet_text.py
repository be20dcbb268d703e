"""The worksheet as plain text: 78 columns, rules of `_` and boxes of `[ ]`, to print from anything."""

from collections.abc import Iterable, Iterator

from companion.domain.worksheet import DATE, NAME, SCALE, WHY, YOURS, Ends, Grid, Question, Room, Worksheet
from companion.domain.wrapping import columns, wrap

COLUMNS = 78

_BOX = "[ ] "
_BETWEEN = " " * 4
"""Between boxes beside each other."""
_NUMBERS = (" " * 5).join(map(str, SCALE))
_DATE_ROOM = 20
NEW_PAGE = "\f"
"""What begins a new page for a printer."""


def render(*sheets: Worksheet) -> bytes:
    """Return the sheets as UTF-8 text with plain newlines, each on a page of its own."""
    return NEW_PAGE.join(map(_sheet, sheets)).encode()


def _sheet(sheet: Worksheet) -> str:
    lines = [*_wrapped((sheet.title, *sheet.byline)), "", _to_fill_in(), ""]
    lines += [*_labelled(WHY, sheet.why), *wrap(sheet.how, COLUMNS)]
    for block in sheet.blocks:
        if isinstance(block, Grid):
            lines += ["", "", *_grid(block)]
        else:
            lines += ["", *_question(block)] if block.room.in_a_row else ["", "", *_question(block)]
    if sheet.score_is_not:
        lines += ["", "", *_wrapped(sheet.score_is_not)]
    lines += ["", "", YOURS]
    return "\n".join(lines) + "\n"


def _to_fill_in() -> str:
    date = f"{DATE} {'_' * _DATE_ROOM}"
    return f"{NAME} {'_' * (COLUMNS - len(NAME) - len(date) - 3)}  {date}"


def _question(question: Question) -> Iterator[str]:
    mark = f"{question.number}. "
    indent = " " * len(mark)
    width = COLUMNS - len(mark)
    heading = wrap(question.heading, width) or ("",)
    yield (mark + heading[0]).rstrip()
    rest = (
        *heading[1:],
        *_wrapped(question.text, width),
        *_labelled(WHY, question.why, width),
        *_room(question.room, width),
    )
    yield from ((indent + line).rstrip() for line in rest)


def _grid(grid: Grid) -> Iterator[str]:
    """Yield what each number means, the numbers over their columns, and a line of boxes for each question."""
    yield from _side_by_side(f"{number} {words}".rstrip() for number, words in grid.heads)
    wide = max(len(_BOX), *(columns(number) + 1 for number, _ in grid.heads)) + 1
    beside = COLUMNS - wide * len(grid.heads)
    boxes = "".join("[ ]".center(wide) for _ in grid.heads).rstrip()
    yield ""
    yield " " * beside + "".join(number.center(wide) for number, _ in grid.heads).rstrip()
    for question in grid.questions:
        mark = f"{question.number}. "
        indent, room = " " * len(mark), beside - len(mark) - 1
        said = wrap(question.heading, room) or ("",)
        yield ""
        yield (mark + said[0]).ljust(beside + len(said[0]) - columns(said[0])) + boxes
        rest = (*said[1:], *_wrapped(question.text, room), *_labelled(WHY, question.why, room))
        yield from ((indent + line).rstrip() for line in rest)


def _side_by_side(words: Iterable[str]) -> Iterator[str]:
    """Yield as many as fit on a line."""
    row = ""
    for each in words:
        longer = f"{row}{_BETWEEN}{each}" if row else each
        if columns(longer) > COLUMNS and row:
            yield row
            longer = each
        row = longer
    yield from wrap(row, COLUMNS) if columns(row) > COLUMNS else (row,)


def _room(room: Room, width: int) -> Iterator[str]:
    yield from wrap(room.ask, width)
    for _ in range(room.rules):
        yield from ("", "_" * width)
    if room.boxes:
        yield from _in_a_row(room.boxes, width) if room.in_a_row else _boxes(room.boxes, width)
    if room.scale:
        yield from ("", _NUMBERS, *_ends(room.scale, width))


def _boxes(labels: Iterable[str], width: int) -> Iterator[str]:
    for label in labels:
        lines = wrap(label, width - len(_BOX)) or ("",)
        yield _BOX + lines[0]
        yield from (" " * len(_BOX) + line for line in lines[1:])


def _in_a_row(labels: Iterable[str], width: int) -> Iterator[str]:
    """Yield as many boxes on a line as fit."""
    row = ""
    for box in _boxes(labels, width):
        longer = f"{row}{_BETWEEN}{box}" if row else box
        if columns(longer) > width:
            yield row
            longer = box
        row = longer
    yield row


def _ends(ends: Ends, width: int) -> Iterator[str]:
    low = f"{SCALE[0]}: {ends.low}" if ends.low else ""
    high = f"{SCALE[-1]}: {ends.high}" if ends.high else ""
    between = len(_NUMBERS) - columns(low) - columns(high)
    if low and high and between > len(_BETWEEN):
        yield f"{low}{' ' * between}{high}"
    else:
        yield from _wrapped((low, high), width)


def _labelled(label: str, lines: tuple[str, ...], width: int = COLUMNS) -> tuple[str, ...]:
    return _wrapped((f"{label} {lines[0]}", *lines[1:]), width) if lines else ()


def _wrapped(lines: Iterable[str], width: int = COLUMNS) -> tuple[str, ...]:
    return tuple(piece for line in lines for piece in wrap(line, width))
