"""What can be said about a vault's file, and about another file of it, without a word of what is in them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultFacts:
    """What may be said about the file without showing a word of what is in it."""

    path: Path
    size: int
    """Bytes."""
    format: int
    saved_at: datetime | None
    argon_mib: int
    """Memory the passphrase costs to try, MiB."""
    has_recovery_code: bool
    counts: dict[str, int]
    """Records by table."""
    backups: int
    unreadable: int
    """Records kept as they are because this version could not read them."""
    torn: bool = False
    """True when its last save is not whole: it was cut short, or is going on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """Another file of the same vault, looked into and not used yet."""

    path: Path
    saved_at: datetime | None
    counts: dict[str, int]
    """Records by table."""
    torn: bool = False
    """True when its last save is not whole: what is here was saved before that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What merging another file brought."""

    came: int
    """Records that are new here, or other than they were."""
    went: int
    """Records that had been deleted there."""
    clashes: int
    """Records edited in both: the person chooses."""
    kept: Path | None = None
    """Where what was here before is kept as a copy; None when everything was here already."""
