"""A table kept as text: which letters its bytes stand for, and its records, whatever is broken in it.

The standard ``csv`` module reads the fields. Around it: a quotation mark that is never closed costs its own
row and no row after it, which no CSV package offers.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from companion.domain.imported import RowProblem
from companion.domain.text import clean_line, folded
from companion.errors import NotReadable


class Unread(Exception):
    """A row cannot be read; the message is the reason, worded to follow "Line 7 could not be read:"."""


SEPARATORS = ",;\t"
"""What stands between fields as a rule: a comma, or what spreadsheets in much of Europe write, or a tab."""

MOST_LINES = 1_000_000
"""Of a file: a note may have many. More would fill the memory before it says anything."""

MOST_ROWS = 200_000
"""Rows of a file: ten a day for fifty years."""

LONGEST_HEADING = 10_000
"""Characters of the first line; Daylio's has about 70."""

_BROKEN, _BEYOND_ASCII = re.compile("[\udc80-\udcff]"), re.compile("[^\x00-\x7f]")
_UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DATED = r'^\s*"?(?:\d{1,4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,4}[^"]{0,12}|(?:19|20)\d\d)"?\s*'
_SAYS_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_PATIENCE = 300_000
"""How many more lines than the file has are read, where reading has to start again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The lines of a file, and how its fields are found."""

    lines: Sequence[str]
    after: int
    """How many lines are taken once the heading was read."""
    separator: str
    headings: tuple[str, ...]
    """As written."""

    places: dict[str, int] = field(init=False)
    """Heading as compared, its words joined by ``_`` -> which column it stands over, from 0."""

    def __post_init__(self) -> None:
        names = _compared(self.headings)
        object.__setattr__(self, "places", {name: names.index(name) for name in names})

    def column(self, name: str) -> int | None:
        """Return which column stands under a heading, in whatever case; None where none does."""
        return self.places.get(name.replace(" ", "_"))


def _compared(headings: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded(heading).replace(" ", "_") for heading in headings)


def table_of(
    text: str,
    fits: Callable[[Sequence[str]], bool],
    *,
    unnamed: Callable[[Sequence[str]], Sequence[str]] = lambda fields: (),
) -> Table | None:
    """Return the table of which the heading `fits`, or whose first row has the columns that `unnamed` says.

    A first line ``sep=;`` says the separator; else it is the one that makes a heading of the first line with anything
    in it, be it any sign at all. Rows that are quoted whole are taken out of their quotation marks.
    """
    lines = raw_lines(text)
    at, said = _first_line(lines, 0), ""
    if at is not None and (match := _SAYS_SEPARATOR.fullmatch(lines[at].strip())):
        said, at = match[1], _first_line(lines, at + 1)
    if at is None or len(lines[at]) > LONGEST_HEADING:
        return None
    first = lines[at]
    signs = dict.fromkeys(
        c for c in f"{said}{SEPARATORS}{first}" if c == "\t" or not (c.isalnum() or c in '_" \r\n')
    )
    for sign in signs:
        fields = fields_of(first, sign)
        names = _compared(fields)
        if fits(names):
            return Table(lines=lines, after=at + 1, separator=sign, headings=tuple(map(clean_line, fields)))
        if len(fields) == 1 and fields[0] != first.strip() and fits(_compared(fields_of(fields[0], sign))):
            whole = fields_of_each(lines[at:], sign)
            return table_of("\n".join(whole), fits, unnamed=unnamed)
    for sign in signs:
        if names := tuple(unnamed(fields_of(first, sign))):
            return Table(lines=lines, after=at, separator=sign, headings=names)
    return None


def fields_of_each(lines: Sequence[str], separator: str) -> list[str]:
    """Return the first field of each record."""
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines))))
    return [record[0] if record else "" for record in csv.reader(iter(lines), delimiter=separator)]


def _first_line(lines: Sequence[str], start: int) -> int | None:
    empty = f'{SEPARATORS}" \r\n'
    return next((n for n in range(start, len(lines)) if lines[n].strip(empty)), None)


def decoded(data: bytes) -> str:
    """Return the text: UTF-16 with a byte order mark or an ASCII first letter, UTF-8, else a page of Windows.

    Lone surrogates, and a few broken bytes among good UTF-8, become U+FFFD once the words are cleaned, and
    spoil no other word.
    """
    for mark, encoding in (*_UTF_16, (b"\0", "utf-16-be")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if data[1:2] == b"\0":
        return data.decode("utf-16-le", errors="replace")
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig", errors="surrogatepass")
    text = data.decode("utf-8-sig", errors="surrogateescape")
    broken = len(_BROKEN.findall(text))
    sound = len(_BEYOND_ASCII.findall(text)) - broken
    if sound >= broken or data.startswith(codecs.BOM_UTF8):
        return text
    return data.decode(_code_page(data), errors="replace")


CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254")
"""What a spreadsheet writes on Windows, by where it was bought; the first where nothing tells."""

_LOOKED_AT = 200_000
"""Bytes in which names of days are looked for."""


def _code_page(data: bytes) -> str:
    """Return the page in which most words with letters beyond ASCII are names of months or weekdays."""
    from companion.importers.names_of_days import all_names, as_compared

    names = {**all_names().months, **all_names().weekdays}

    def found(page: str) -> int:
        text = data[:_LOOKED_AT].decode(page, errors="replace")
        return sum(
            as_compared(word) in names for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()
        )

    return max(CODE_PAGES, key=found)


def raw_lines(text: str) -> list[str]:
    """Return the lines with their ends, which may be of any kind, even several in one file.

    Raises NotReadable for more than a million.
    """
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise NotReadable("This file has more lines than a diary can have.")
    return list(io.StringIO(text, newline=""))


def fields_of(line: str, separator: str) -> list[str]:
    """Return the fields of one line."""
    csv.field_size_limit(max(csv.field_size_limit(), len(line)))  # no field is too long
    return next(csv.reader([line], delimiter=separator), [])


class _Source:
    """The lines of a file, from one on, so that a quotation mark never closed is noticed.

    It is at the end of the file, or before the next line that is a whole row in itself: a note may have
    many lines, but the rows after it are none of them.
    """

    def __init__(self, lines: Sequence[str], start: int, separator: str, parts: int) -> None:
        self._lines = lines
        self._separator = separator
        self._parts = parts
        self._dated = re.compile(_DATED + re.escape(separator))
        self.start = self.taken = start
        self.ran_out = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.taken >= len(self._lines) or (self.taken > self.start and self._is_row(self.taken)):
            self.ran_out = True
            raise StopIteration
        self.taken += 1
        return self._lines[self.taken - 1]

    def _is_row(self, at: int) -> bool:
        line = self._lines[at]
        if not self._dated.match(line):
            return False
        return max(2, self._parts // 2) <= len(fields_of(line, self._separator))

    def next_dated(self) -> int:
        """Return the place of the next line after `start` that begins like a row, else the end."""
        later = range(self.start + 1, len(self._lines))
        return next((n for n in later if self._dated.match(self._lines[n])), len(self._lines))


def records(table: Table, *, problems: list[RowProblem]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line it starts on, fields) for each record of a table with anything in it.

    A record whose quotation marks are as they should be is read so, whatever stands inside of them. Of others, a whole
    row begins with a date and has at least half of the fields: one that is never closed goes to `problems`, and reading
    goes on at the next line that starts like a row. Raises NotReadable for more than 200,000 records.
    """
    lines, separator, parts = table.lines, table.separator, len(table.headings)
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines))))  # no note is too long
    found = 0
    source, patience = _Source(lines, table.after, separator, parts), _PATIENCE + len(lines)
    while source.taken < len(lines):
        source.start = source.taken
        if (found := found + 1) > MOST_ROWS:
            raise NotReadable("This file has more rows than a diary can have.")
        if patience > 0:
            fields, used = _as_it_should_be(lines, source.start, separator, parts)
            patience -= used
            if fields is not None:
                source.taken = source.start + used
                if any(field.strip() for field in fields):
                    yield source.start + 1, fields
                continue
        source.ran_out = False
        fields = next(csv.reader(source, delimiter=separator))
        patience -= source.taken - source.start
        if not source.ran_out:
            if any(field.strip() for field in fields):
                yield source.start + 1, fields
            continue
        reason = "it has a quotation mark that is never closed"
        problems.append(RowProblem(line=source.start + 1, reason=reason))
        source.taken = source.next_dated()
        if patience < 0 and source.taken < len(lines):
            reason = "too much before it is broken; it ends the reading"
            problems.append(RowProblem(line=source.taken + 1, reason=reason))
            return


def _as_it_should_be(
    lines: Sequence[str], start: int, separator: str, parts: int
) -> tuple[list[str] | None, int]:
    """Return the record that begins at a line and how many lines it has, or None and how many were looked at.

    None where a quotation mark is not closed, or is followed by anything but a separator; and where a record of several
    lines has more fields than there are columns: it is more than one.
    """
    reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=separator, strict=True)
    try:
        fields = next(reader)
    except (csv.Error, StopIteration):
        return None, max(1, reader.line_num)
    while len(fields) > parts and not fields[-1].strip():
        fields.pop()
    if reader.line_num > 1 and len(fields) > parts:
        return None, reader.line_num
    return fields, reader.line_num
