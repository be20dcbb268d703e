"""What cannot be read is named, never guessed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row that could not be read, and why."""

    line: int
    """Where it starts in the file, from 1."""
    reason: str


class Unread(Exception):
    """A row cannot be read; the message is the reason, worded to follow "Line 7 could not be read:"."""
