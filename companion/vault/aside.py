"""Files beside the vault that must not be lost and are not the vault."""

import errno
import re
from contextlib import suppress
from pathlib import Path

from companion.vault.fs import Fs


def set_aside_path(vault: Path, day: str, fs: Fs) -> Path:
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
    target = set_aside_path(vault, day, fs)
    write_copy(fs.read(file), target, fs)
    return target
