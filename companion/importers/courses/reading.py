"""Lines like ``Title: Sleep well`` read against a table of fields: the top, a step and the manifest alike."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from companion.domain.text import clean_line
from companion.importers.courses.lines import Keyed
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.values import Said

_MOST_OTHER = 50
"""Words of later versions that are kept of one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something that can be said in one place, and how."""

    name: str
    ways: tuple[str, ...] = ()
    """Other ways people write the name, in small letters."""
    like: str = ""
    """How its line can look."""
    called: str = ""
    """What is reported to be missing, where that is not the name."""
    is_required: bool = False
    wants_value: bool = False
    """True where nothing after the name is a mistake; else it is a note."""
    may_be_empty: bool = False
    """True where what is said may stand in lines of its own."""
    goes_on: bool = False
    """True for a sentence, which may go on in the next line."""
    means: Callable[[str], object | None] | None = None
    """Returns what a value means, None for one that means nothing; None where any words will do."""


class Fields:
    """A table of the fields that one place can have."""

    def __init__(self, *fields: Field, where: str = "", joined: re.Pattern[str] | None = None) -> None:
        """`where` is how the place is named in sentences; `joined` finds a field inside what another says."""
        self.where = where
        self.joined = joined
        self._fields = {field.name: field for field in fields}
        self.ways = {name.casefold(): name for name in self._fields}
        """The name of a field by each way it is written, the names themselves first."""
        self.ways |= {way: field.name for field in fields for way in field.ways}

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def __iter__(self) -> Iterator[Field]:
        """Go through the fields in order."""
        return iter(self._fields.values())

    def named(self, found: Keyed | None) -> str | None:
        """Return the name of the field that a line is about, if it is one of these."""
        return self.ways.get(found.key) if found else None

    def fits(self, name: str, value: str) -> bool:
        """Return True when `value` is one of the things that can be said of a field that takes no other words."""
        means = self._fields[name].means
        return means is not None and means(value) is not None


@dataclass(kw_only=True)
class Reading:
    """What the lines of one place say, while they are read, and the sentences on what they do not."""

    fields: Fields
    reporter: Reporter
    said: dict[str, Said] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    """Words of later versions."""
    near: set[str] = field(default_factory=set)
    """Fields that were reported already, so that they are not reported to be missing as well."""
    going_on: str = ""
    """The field whose sentence may go on in the next line."""
    in_run: bool = False
    """True after a line that was reported to be no field, until one is."""

    def value(self, name: str) -> str:
        """Return what was said on one line, or nothing."""
        return clean_line(self.said[name].value) if name in self.said else ""

    def line(self, *names: str) -> int:
        """Return where the first of these fields that is there stands, else the first line."""
        return next((self.said[name].line for name in names if name in self.said), 1)

    def take(self, name: str, value: str, number: int) -> bool:
        """Take what a line says of a field. False where it was said before."""
        self.going_on = ""
        if name in self.said:
            return False
        self.in_run = False
        self.said[name] = Said(value=value, line=number)
        self.going_on = name if self.fields[name].goes_on else ""
        return True

    def join(self, name: str, words: str, *, by: str = " ") -> None:
        """Take a line as the rest of what was said of a field."""
        said = self.said[name]
        self.said[name] = Said(value=f"{said.value}{by}{words}".strip(), line=said.line)

    def take_unknown(self, found: Keyed, value: str, number: int) -> None:
        """Tell which field a word was meant to be; else keep it for a later version."""
        if near := self.reporter.nearest(found.key, self.fields.ways):
            self.report_near(near, found, number)
            return
        self.going_on = ""
        where = self.fields.where
        if len(self.other) >= _MOST_OTHER:
            self.reporter.mistake(
                number, f"There are more than {_MOST_OTHER} words{where or ' here'} that I do not know."
            )
            return
        self.other[clean_line(found.word)] = clean_line(value)
        self.reporter.note(
            number, f"I do not know the word {quoted_line(found.word)}{where}. It is kept, and does nothing."
        )

    def report_near(self, way: str, found: Keyed, number: int) -> None:
        """Report a word that is nearly one way to write a field."""
        name = self.fields.ways[way]
        self.near.add(name)
        self.reporter.mistake(
            number,
            f"I do not know the word {quoted_line(found.word)}{self.fields.where}. Did you mean “{name}”?",
        )

    def report_no_field(self, like: str, found: str, number: int, then: str = "") -> None:
        """Report a line that is about no field, where the one above it was not reported for that."""
        if not self.in_run:
            self.in_run = True
            self.reporter.mistake(
                number, f"I expected something like “{like}”, and found {quoted_line(found)}.{then}"
            )

    def report_twice(self, name: str, number: int) -> None:
        """Report a field that was said before."""
        self.reporter.mistake(number, f"“{name}” comes twice{self.fields.where}. Keep one.")

    def report_colon(self, name: str, rest: str, number: int) -> None:
        """Report a colon that was left out."""
        self.reporter.mistake(number, f"Put a colon after “{name}”, like {quoted_line(f'{name}: {rest}')}.")

    def report_value(self, name: str, wants: str, then: str = "") -> None:
        """Report what was said of a field and is nothing it can be."""
        found = quoted_line(self.value(name))
        self.reporter.mistake(self.line(name), f"“{name}” {wants}, and found {found}.{then}")

    def report_missing(self, number: int) -> None:
        """Report fields that have to be there and are not."""
        for one in self.fields:
            if one.is_required and one.name not in self.said and one.name not in self.near:
                how = f"Add a line like “{one.like}”{self.fields.where}."
                self.reporter.mistake(number, f"There is no {one.called or one.name.casefold()}. {how}")

    def report_empty(self) -> None:
        """Report fields with nothing after their name."""
        for name, said in self.said.items():
            one = self.fields[name]
            if said.value or one.may_be_empty:
                continue
            how = f"like “{one.like}”" if one.like else "or take the line out"
            reason = f"There is nothing after “{name}”. Write it on the same line, {how}."
            if one.wants_value:
                self.near.add(name)
                self.reporter.mistake(said.line, reason)
            else:
                self.reporter.note(said.line, reason)

    def report_joined(self, *before: Said, also: Iterable[str] = ()) -> None:
        """Report a line, or what stands `before` the lines, that goes on with a field that is nowhere else.

        `also` are fields that it may take the place of.
        """
        for said in (*before, *self.said.values()):
            match = self.fields.joined.search(said.value[:500]) if self.fields.joined else None
            if match and match[1] not in self.said and match[1] not in self.near:
                self.near |= {match[1], *also}
                self.reporter.mistake(said.line, f"Put “{match[1]}: ...” on a line of its own.")
