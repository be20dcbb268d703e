"""What two copies of one vault come to: a record edited in both, and a copy that holds what is not here."""

from dataclasses import dataclass
from pathlib import Path

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
    """One record with its versions, the shown one first; none is shown where the record is not there."""

    table: str
    id: str
    versions: tuple[Version, ...]
    deleted: bool = False
    """True when it was deleted in one of the copies: that it is gone is one of the choices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictCopy:
    """A file beside the vault that is the same vault, and went on by itself: mostly put there by a sync program."""

    path: Path
    is_sure: bool
    """True when it holds what is not here; False when that cannot be seen, as it has a passphrase of its own."""
