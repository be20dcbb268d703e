"""One copy of the last good file a day, in a folder beside the vault."""

import contextlib
import re
from datetime import date
from pathlib import Path

from companion.vault.aside import write_copy
from companion.vault.fs import Fs

NEWEST = 10
"""How many of the newest copies are kept."""
MONTHS = 12
"""For how many months, beside those, the last copy of the month is kept."""

_NAME = re.compile(r"(\d{4}-\d\d)-\d\d-[0-9a-f]{4}\.vault")
_LEFT_OVER = re.compile(_NAME.pattern + r"\.new")


def backups_folder(vault: Path) -> Path:
    """Return the folder that holds the copies of `vault`."""
    return vault.with_name(vault.name + ".backups")


def list_backups(vault: Path, fs: Fs) -> tuple[Path, ...]:
    """Return the copies of `vault`, newest first."""
    folder = backups_folder(vault)
    return tuple(folder / name for name in reversed(fs.listing(folder)) if _NAME.fullmatch(name))


def back_up(vault: Path, raw: bytes, saved_on: date, fs: Fs) -> Path:
    """Keep `raw`, the whole file as it was saved on that day, and return where.

    A copy, not a second link: a link would go on changing with the file. Raises OSError.
    """
    folder = backups_folder(vault)
    target = folder / f"{saved_on.isoformat()}-{raw[-2:].hex()}.vault"
    if fs.exists(target) and fs.read(target) == raw:
        return target
    fs.make_folder(folder)
    write_copy(raw, target, fs)
    return target


def surplus(names: list[str]) -> list[str]:
    """Return which of these copies' file names, in any order, can go."""
    newest_first = sorted((name for name in names if _NAME.fullmatch(name)), reverse=True)
    kept = set(newest_first[:NEWEST])
    months: set[str] = set()
    for name in newest_first:
        month = name[:7]
        if month not in months and len(months) < MONTHS:
            months.add(month)
            kept.add(name)
    return [name for name in newest_first if name not in kept]


def prune(vault: Path, fs: Fs) -> None:
    """Delete the copies nobody needs any more. To be called once the newest state is proved to be on disk."""
    folder = backups_folder(vault)
    with contextlib.suppress(OSError):  # a copy too many does no harm
        names = fs.listing(folder)
        for name in [*surplus(names), *(name for name in names if _LEFT_OVER.fullmatch(name))]:
            fs.remove(folder / name)
