"""One copy of the last good file a day, in a folder beside the vault."""

import contextlib
import errno
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from companion.errors import NotWritten
from companion.vault.disk.atomic_file import new_path
from companion.vault.disk.fs import Fs
from companion.vault.format.frames import SEQ_END, seq_of


def quarantine_path(vault: Path, day: str, fs: Fs) -> Path:
    """Return a free name beside `vault` for a file that must not be lost but is not the vault."""
    target, number = vault.with_name(f"{vault.name}.torn-{day}"), 1
    while fs.exists(target):
        number += 1
        target = vault.with_name(f"{vault.name}.torn-{day}-{number}")
    return target


def write_copy(raw: bytes, target: Path, fs: Fs) -> None:
    """Write `raw` to `target`, on the disk and read back alike, or not at all. Raises OSError."""
    new = target.with_name(target.name + ".new")
    fs.remove(new)
    try:
        fd = fs.open_new(new)
        try:
            fs.write(fd, raw)
            fs.sync(fd)
        finally:
            fs.close(fd)
        if fs.read(new) != raw:
            raise OSError(errno.EIO, "it did not read back as it was written")
        fs.replace(new, target)
        fs.sync_folder(target.parent)
    except OSError:
        with suppress(OSError):
            fs.remove(new)
        raise


def keep_torn(vault: Path, file: Path, day: str, fs: Fs) -> Path:
    """Copy the whole of `file`, whose last save was cut short, and return where. Raises OSError.

    What a copy that was itself cut short left behind goes: `file`, of which it is a part, is still here.
    """
    unfinished = re.compile(re.escape(vault.name) + r"\.torn-.*\.new")
    for name in fs.listing(vault.parent):
        if unfinished.fullmatch(name):
            fs.remove(vault.with_name(name))
    target = quarantine_path(vault, day, fs)
    write_copy(fs.read(file), target, fs)
    return target


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
    """Return the copies of `vault`, newest first.

    By the number of the save they hold, which never falls, and not by the day in their name: that is what a clock said,
    which may have been wrong. One that has no such number comes after all others.
    """
    folder = backups_folder(vault)
    names = [name for name in fs.listing(folder) if _NAME.fullmatch(name)]
    return tuple(
        folder / name for _, name in sorted(((_age(folder / n, fs), n) for n in names), reverse=True)
    )


def _age(path: Path, fs: Fs) -> tuple[int, int]:
    """Return the seq of a copy's snapshot, as it stands in the clear, and its bytes; saves added to it come after."""
    try:
        identity = fs.identity(path)
        return seq_of(fs.read_start(path, SEQ_END)), identity[2] if identity else 0
    except OSError:
        return -1, 0


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


def surplus(newest_first: Sequence[str]) -> list[str]:
    """Return which of these copies' file names can go."""
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
        surplus_names = surplus([path.name for path in list_backups(vault, fs)])
        for name in [*surplus_names, *(name for name in fs.listing(folder) if _LEFT_OVER.fullmatch(name))]:
            fs.remove(folder / name)


def erase_files(vault: Path, named: Path, fs: Fs, also: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Delete `also`, the copies of the vault, what was set aside, and it; return what was deleted.

    `named` is where the vault was opened: a link that leads to it goes too. The lock file is left to the
    caller, who still holds it. Raises NotWritten naming what would not go.
    """
    folder = backups_folder(vault)
    aside = re.compile(re.escape(vault.name) + r"\.(torn-|conflict-).*")
    stuck: list[Path] = []

    def names_in(where: Path) -> list[str]:
        try:
            return fs.listing(where)
        except OSError:
            stuck.append(where)
            return []

    paths = [*also, *(folder / name for name in names_in(folder))]
    paths += [vault.parent / name for name in names_in(vault.parent) if aside.fullmatch(name)]
    paths += [path for path in (new_path(vault), vault) if fs.exists(path)]
    try:
        paths += [named] if named.is_symlink() else []
    except OSError:
        stuck.append(named)
    for path in paths:
        try:
            fs.remove(path)
        except OSError:
            stuck.append(path)
    try:
        fs.remove_folder(folder)
        fs.sync_folder(vault.parent)
    except OSError:
        stuck.append(folder)
    if stuck:
        raise NotWritten("These could not be deleted: " + ", ".join(map(str, dict.fromkeys(stuck))))
    return tuple(paths)
