"""Deleting a vault with everything that was ever written beside it."""

import re
from pathlib import Path

from companion.errors import NotWritten
from companion.vault.backups import backups_folder
from companion.vault.fs import Fs
from companion.vault.saving import new_path


def erase_files(vault: Path, named: Path, fs: Fs) -> tuple[Path, ...]:
    """Delete the vault, its copies and what was set aside, copies first; return what was deleted.

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

    paths = [folder / name for name in names_in(folder)]
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
