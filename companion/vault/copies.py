"""Other files of a vault: copies made beside it or elsewhere, and those that went on by themselves."""

import contextlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from companion.domain.conflict import ConflictCopy
from companion.errors import (
    CompanionError,
    InvalidEntry,
    NotReadable,
    NotUnlocked,
    NotWritten,
)
from companion.vault.access import (
    Opened,
    open_bytes,
    own_key,
    prove_bytes,
    read_file,
    way_in,
)
from companion.vault.disk import backups
from companion.vault.disk.atomic_file import VaultFile, not_saved
from companion.vault.disk.backups import write_copy
from companion.vault.disk.own_files import own_names
from companion.vault.format.frames import SEQ_END, seq_of
from companion.vault.format.header import HEADER_LEN
from companion.vault.format.merging import Merged, has_all_of, merge, redotted, seen_by_both
from companion.vault.records.transactions import new_writer
from companion.vault.writing import Next, StoredVault

_ANOTHER = (
    "That file is a vault of its own, not a copy of this one, so the two cannot be put together. "
    "Nothing was changed."
)


MOST_BESIDE = 8
"""Files beside the vault that are opened to see what they hold."""


class Copies:
    """Other files of a vault: looked into, taken in, put in its place, made."""

    def __init__(self, vault: StoredVault) -> None:
        self._vault = vault

    def listed(self) -> tuple[Path, ...]:
        """Return the copies made beside the vault, newest first; none when the folder cannot be read."""
        try:
            return backups.list_backups(self._vault.home, self._vault.file.fs)
        except OSError:
            return ()

    def others(self) -> tuple[Path, ...]:
        """Return files beside the vault that hold a vault and are not this one: conflict copies, mostly."""
        fs, found = self._vault.file.fs, []
        with contextlib.suppress(OSError):
            for name in fs.listing(self._vault.home.parent):
                path = self._vault.home.with_name(name)
                if path.suffix == self._vault.home.suffix and path not in (
                    self._vault.home,
                    self._vault.file.path,
                ):
                    found.append(path)
        return tuple(found)

    def conflicting(self) -> tuple[ConflictCopy, ...]:
        """Return the files beside the vault that are this vault too and hold, or may hold, what is not here.

        No key is made for it: what was sealed under other keys may hold more. At most `MOST_BESIDE` files of its
        name and ending are opened. The state that is open has seen what was put together with it before.
        They are read without the lock: a file that a sync program has still to fetch may take its time, and no save
        is to wait for it.
        """
        with self._vault.lock:
            key, seen = self._vault.key, dict(self._vault.contents.meta.vv)
            here = replace(
                self._vault.contents,
                tables={name: dict(table) for name, table in self._vault.contents.tables.items()},
            )
        found = []
        beside = [path for path in self.others() if self._is_of_this_vault(path)]
        # What was put together with this one before is older than what came since.
        for path in sorted(beside, key=self._saves, reverse=True)[:MOST_BESIDE]:
            try:
                raw = read_file(VaultFile(self._vault.file.fs.real(path), self._vault.file.fs))
                header = self._vault.header_of(raw)
                other = open_bytes(raw, own_key(key, raw, header), self._vault.profile)
            except NotUnlocked:
                found.append(ConflictCopy(path=path, is_sure=False))
            except CompanionError:
                continue  # it cannot be read, and the list of copies says so when it is asked
            else:
                if not has_all_of(seen, other.contents.meta.vv) or merge(here, other.contents).came_apart:
                    found.append(ConflictCopy(path=path, is_sure=True))
        return tuple(found)

    def _saves(self, path: Path) -> int:
        """Return how many saves a file is from its vault's beginning, as it says itself."""
        try:
            return seq_of(self._vault.file.fs.read_start(path, SEQ_END))
        except OSError:
            return -1

    def _is_of_this_vault(self, path: Path) -> bool:
        """True for a file that a sync program may have named after this one, and that has its id."""
        if not path.name.casefold().startswith(self._vault.home.stem.casefold()):
            return False
        try:
            start = self._vault.file.fs.read_start(path, HEADER_LEN)
            header = self._vault.header_of(start)
            return header.vault_id == self._vault.header.vault_id
        except (OSError, CompanionError):
            return False

    def look_into(
        self, path: Path, *, passphrase: str | None = None, recovery_code: str | None = None
    ) -> Opened:
        """Open another file of this vault, for reading: with the key of this one, else with a secret of its own.

        Raises as `Vault.open`, NotUnlocked when it needs a secret and none was given, and InvalidEntry when it
        is another vault's.
        """
        with self._vault.lock:
            raw = read_file(VaultFile(self._vault.file.fs.real(path), self._vault.file.fs))
            header = self._vault.header_of(raw)
            if header.vault_id != self._vault.header.vault_id:
                raise InvalidEntry("file", _ANOTHER)
            if passphrase is not None or recovery_code is not None:
                unlock, _ = way_in(passphrase, recovery_code)
            else:
                unlock = own_key(self._vault.key, raw, header)
            return open_bytes(raw, unlock, self._vault.profile)

    def merge(self, other: Opened, *, now: datetime) -> Merged:
        """Take in everything that `other` holds, in one save, after a copy of what is there now.

        No copy is made when all was here already. Raises NotSaved.
        """
        with self._vault.lock:
            self._vault.need_writing()
            merged = merge(self._vault.contents, other.contents)
            if merged.changes_something or merged.vv != self._vault.contents.meta.vv:
                kept = self._copy_first(now) if merged.changes_something else None
                unknown = other.contents.unknown | self._vault.contents.unknown
                contents = replace(self._vault.contents, tables=merged.tables, unknown=unknown)
                vv = seen_by_both(self._vault.contents.meta.vv, merged.vv)
                if merged.came_apart:
                    self._vault.writer = new_writer()
                wanted = Next(contents=contents, vv=vv, seq=other.seq, parted=merged.parted)
                self._vault.save(wanted, self._vault.prove, now)
                merged = replace(merged, kept=kept)
            return merged

    def restore(self, other: Opened, *, now: datetime) -> Path:
        """Make everything as `other` has it, after a copy of what is there now; return where that copy is.

        What differs is written as an edit made now: other copies then follow it. Raises NotSaved.
        """
        with self._vault.lock:
            self._vault.need_writing()
            kept = self._copy_first(now)
            self._vault.writer = new_writer()
            seq = max(self._vault.seq, other.seq)
            tables = redotted(
                other.contents.tables, self._vault.contents.tables, (self._vault.writer, seq + 1)
            )
            contents = replace(other.contents, tables=tables)
            vv = seen_by_both(self._vault.contents.meta.vv, other.contents.meta.vv)
            self._vault.save(Next(contents=contents, vv=vv, seq=seq), self._vault.prove, now)
            return kept

    def back_up(self, folder: Path | None = None, *, now: datetime) -> Path:
        """Copy the vault as it is now into `folder`, or beside it, read the copy back, and return where it is.

        Raises NotSaved for a copy beside the vault, NotWritten for one in a folder that was named.
        """
        with self._vault.lock:
            if folder is None:
                return self._back_up(now)
            raw = self._whole()
            target = self._vault.file.fs.real(folder) / f"companion-{now:%Y-%m-%d}-{raw[-2:].hex()}.vault"
            try:
                self._vault.file.fs.make_folder(target.parent)
                write_copy(raw, target, self._vault.file.fs)
            except OSError as error:
                raise NotWritten(f"The copy could not be written to {target.parent}.") from error
            self._vault.made_elsewhere(target)
            return target

    def _copy_first(self, now: datetime) -> Path:
        """Copy what is ours, wherever it is saved now, before much of it changes at once."""
        self._vault.make_way(now)
        return self._back_up(now)

    def _back_up(self, now: datetime) -> Path:
        try:
            return backups.back_up(self._vault.home, self._whole(), now.date(), self._vault.file.fs)
        except OSError as error:
            raise not_saved(error) from error

    def _whole(self) -> bytes:
        """Return the file as it is. Raises NotSaved, NotReadable."""
        if not self._vault.read_only:
            self._vault.compact()
        try:
            raw = self._vault.file.fs.read(self._vault.file.path)
        except OSError:
            raise NotReadable(f"The disk could not read {self._vault.file.path}.") from None
        prove_bytes(raw, self._vault.key)
        return raw

    def also_open(self) -> tuple[Path, ...]:
        """Return files that erasing leaves and that open with what opens this vault now.

        Those beside it under names that others gave them, and copies made elsewhere that this computer knows of.
        """
        own, found = own_names(self._vault.home), []
        with self._vault.lock:
            beside = [path for path in self.others() if not own.fullmatch(path.name.casefold())]
            for path in dict.fromkeys([*beside, *map(Path, self._vault.elsewhere)]):
                try:
                    start = self._vault.file.fs.read_start(path, HEADER_LEN)
                    header = self._vault.header_of(start)
                    own_key(self._vault.key, start, header)
                except (OSError, CompanionError):
                    continue
                found.append(path)
        return tuple(found)
