"""A record that was edited in two copies of the vault: both versions stay until the person chooses."""

from dataclasses import dataclass

from companion.domain.edit import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the versions."""

    key: str
    """Names it among the versions of its record."""
    record: Record | None
    """None when this version of the program cannot read it."""
    shown: bool
    """True for the one that is shown everywhere until a choice is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One record with its versions, the shown one first.

    A single version that is not shown: the record was deleted here, and edited in the other copy.
    """

    table: str
    id: str
    versions: tuple[Version, ...]
