"""A table kept as text: which letters its bytes stand for, and its records, whatever is broken in it.

The standard ``csv`` module reads the fields. Around it: a quotation mark that is never closed costs its own
row and no row after it, which no CSV package offers.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row that could not be read, and why."""

    line: int
    """Where it starts in the file, from 1."""
    reason: str


class Unread(Exception):
    """A row cannot be read; the message is the reason, worded to follow "Line 7 could not be read:"."""


SEPARATORS = ",;\t"
"""What may stand between fields: a comma, or what spreadsheets in much of Europe write, or a tab."""

_BROKEN, _BEYOND_ASCII = re.compile("[\udc80-\udcff]"), re.compile("[^\x00-\x7f]")
_UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DATED = r'^\s*"?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"?\s*'
_PATIENCE = 300_000
"""How many more lines than the file has are read, where reading has to start again and again."""


def decoded(data: bytes) -> str:
    """Return the text: UTF-16 with a byte order mark or an ASCII first letter, UTF-8, else Windows-1252.

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
    return data.decode("cp1252", errors="replace")


def raw_lines(text: str) -> list[str]:
    """Return the lines with their ends, which may be of any kind, even several in one file."""
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
        self._dated = re.compile(_DATED + separator)
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
        return bool(self._dated.match(line)) and len(fields_of(line, self._separator)) == self._parts

    def next_dated(self) -> int:
        """Return the place of the next line after `start` that begins like a row, else the end."""
        later = range(self.start + 1, len(self._lines))
        return next((n for n in later if self._dated.match(self._lines[n])), len(self._lines))


def records(
    lines: Sequence[str], start: int, *, separator: str, parts: int, problems: list[RowProblem]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield (line it starts on, fields) for each record from `start` on with anything in it.

    A whole row begins with a date and has `parts` fields. A record that is never closed goes to `problems`,
    and reading goes on at the next line that starts like a row.
    """
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines))))  # no note is too long
    source, patience = _Source(lines, start, separator, parts), _PATIENCE + len(lines)
    reader = csv.reader(source, delimiter=separator)
    while source.taken < len(lines):
        source.start = source.taken
        fields = next(reader)
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
        source.ran_out = False
        reader = csv.reader(source, delimiter=separator)
