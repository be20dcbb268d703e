"""The worksheet as plain text: 78 columns, rules of `_` and boxes of `[ ]`, to print from anything."""

from collections.abc import Iterable, Iterator

from companion.domain.worksheet import DATE, NAME, SCALE, WHY, YOURS, Ends, Question, Room, Worksheet
from companion.domain.wrapping import columns, wrap

COLUMNS = 78

_BOX = "[ ] "
_BETWEEN = " " * 4
"""Between boxes beside each other."""
_NUMBERS = (" " * 5).join(map(str, SCALE))
_DATE_ROOM = 20


def render(sheet: Worksheet) -> bytes:
    """Return the sheet as UTF-8 text with plain newlines."""
    lines = [*_wrapped((sheet.title, *sheet.byline)), "", _to_fill_in(), ""]
    lines += [*_labelled(WHY, sheet.why), *wrap(sheet.how, COLUMNS)]
    for question in sheet.questions:
        lines += ["", *_question(question)] if question.room.in_a_row else ["", "", *_question(question)]
    if sheet.score_is_not:
        lines += ["", "", *_wrapped(sheet.score_is_not)]
    lines += ["", "", YOURS]
    return ("\n".join(lines) + "\n").encode()


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
