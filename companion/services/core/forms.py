"""A form said once: what it asks for, in the words of the full screen and in those of plain mode."""

from dataclasses import dataclass
from enum import Enum, auto


class FieldKind(Enum):
    """What is written in a field."""

    LINE = auto()
    """A line of words."""
    WHEN = auto()
    """A day that is to come as a rule, and perhaps a time: `day` and `at` of the record."""
    DAY = auto()
    """A day gone by as a rule: `day` of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a record, as it is asked for."""

    key: str
    """The record's field."""
    kind: FieldKind = FieldKind.LINE
    label: str
    """What the full screen writes above it, or on its row."""
    hint: str = ""
    """What the full screen says at the right of its row."""
    title: str = ""
    """What the full screen asks over a line of its own."""
    example: str = ""
    """What the full screen shows in the empty line; days in it are places (`dates.with_days`)."""
    ask: str
    """What plain mode asks when there are no words yet; what Enter does is said after it."""
    change: str
    """What plain mode calls the choice to change it."""
    again: str = ""
    """What plain mode asks when it is changed, with what Enter does. Not for a day: that is asked as at first."""
    required: str = ""
    """What the full screen says when it is empty; empty where it may be left out."""
    line_id: str = ""
    """What the full screen calls its line, also in drafts; empty where that is `key`."""

    @property
    def id(self) -> str:
        """What the full screen calls its line."""
        return self.line_id or self.key


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a record, in the order in which they stand on the full screen."""

    fields: tuple[Field, ...]

    def field(self, key: str) -> Field:
        """Return the field of that key. Raises LookupError where there is none (a bug)."""
        for field in self.fields:
            if field.key == key:
                return field
        raise LookupError(key)

    def in_order(self, *keys: str) -> "Form":
        """Return the form with its fields in another order."""
        return Form(tuple(self.field(key) for key in keys))
