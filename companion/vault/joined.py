"""What another file of the same vault can give this one: all it holds, merged or put in place of ours."""

import contextlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from companion.errors import DamagedContents, InvalidEntry, NotReadable, NotUnlocked, NotWritten
from companion.vault import backups
from companion.vault.access import read_file, way_in
from companion.vault.aside import write_copy
from companion.vault.header import HEADER_LEN, Header, check_seal, read_header
from companion.vault.keyed import KeyedVault
from companion.vault.merging import Merged, merge, redotted, seen_by_both
from companion.vault.opening import Opened, Unlock, open_bytes, prove_bytes
from companion.vault.saving import VaultFile, not_saved
from companion.vault.stored import Next
from companion.vault.transactions import new_writer

_ANOTHER = (
    "That file is a vault of its own, not a copy of this one, so the two cannot be put together. "
    "Nothing was changed."
)
_OTHER_KEYS = "That copy was made under other keys, so it needs the passphrase it had then."


class JoinedVault(KeyedVault):
    """A vault that can take in another file of itself."""

    def copies(self) -> tuple[Path, ...]:
        """Return the copies made beside the vault, newest first; none when the folder cannot be read."""
        try:
            return backups.list_backups(self._home, self._file.fs)
        except OSError:
            return ()

    def other_copies(self) -> tuple[Path, ...]:
        """Return files beside the vault that hold a vault and are not this one: conflict copies, mostly."""
        fs, found = self._file.fs, []
        with contextlib.suppress(OSError):
            for name in fs.listing(self._home.parent):
                path = self._home.with_name(name)
                if path.suffix == self._home.suffix and path not in (self._home, self._file.path):
                    found.append(path)
        return tuple(found)

    def look_into(
        self, path: Path, *, passphrase: str | None = None, recovery_code: str | None = None
    ) -> Opened:
        """Open another file of this vault, for reading: with the key of this one, else with a secret of its own.

        Raises as `Vault.open`, NotUnlocked when it needs a secret and none was given, and InvalidEntry when it
        is another vault's.
        """
        with self.lock:
            raw = read_file(VaultFile(self._file.fs.real(path), self._file.fs))
            header = read_header(raw, self._profile.least_kib, self._profile.most_kib)
            if header.vault_id != self._header.vault_id:
                raise InvalidEntry("file", _ANOTHER)
            if passphrase is not None or recovery_code is not None:
                unlock, _ = way_in(passphrase, recovery_code)
            else:
                unlock = self._own_key(raw, header)
            return open_bytes(raw, unlock, self._profile)

    def merge(self, other: Opened, *, now: datetime) -> Merged:
        """Take in everything that `other` holds, in one save, after a copy of what is there now.

        No copy is made when all was here already. Raises NotSaved.
        """
        with self.lock:
            self._may_write()
            merged = merge(self._contents, other.contents)
            if merged.changes_something or merged.vv != self._contents.meta.vv:
                kept = self._copy_first(now) if merged.changes_something else None
                unknown = other.contents.unknown | self._contents.unknown
                contents = replace(self._contents, tables=merged.tables, unknown=unknown)
                vv = seen_by_both(self._contents.meta.vv, merged.vv)
                self._save(Next(contents=contents, vv=vv, seq=other.seq), self._prove, now)
                merged = replace(merged, kept=kept)
            return merged

    def restore(self, other: Opened, *, now: datetime) -> Path:
        """Make everything as `other` has it, after a copy of what is there now; return where that copy is.

        What differs is written as an edit made now: other copies then follow it. Raises NotSaved.
        """
        with self.lock:
            self._may_write()
            kept = self._copy_first(now)
            self._writer = new_writer()
            seq = max(self._seq, other.seq)
            tables = redotted(other.contents.tables, self._contents.tables, (self._writer, seq + 1))
            contents = replace(other.contents, tables=tables)
            vv = seen_by_both(self._contents.meta.vv, other.contents.meta.vv)
            self._save(Next(contents=contents, vv=vv, seq=seq), self._prove, now)
            return kept

    def back_up(self, folder: Path | None = None, *, now: datetime) -> Path:
        """Copy the vault as it is now into `folder`, or beside it, read the copy back, and return where it is.

        Raises NotSaved for a copy beside the vault, NotWritten for one in a folder that was named.
        """
        with self.lock:
            if folder is None:
                return self._back_up(now)
            raw = self._whole()
            target = self._file.fs.real(folder) / f"companion-{now:%Y-%m-%d}-{raw[-2:].hex()}.vault"
            try:
                self._file.fs.make_folder(target.parent)
                write_copy(raw, target, self._file.fs)
            except OSError as error:
                raise NotWritten(f"The copy could not be written to {target.parent}.") from error
            return target

    def _copy_first(self, now: datetime) -> Path:
        """Copy what is ours, wherever it is saved now, before much of it changes at once."""
        self._make_way(now)
        return self._back_up(now)

    def _back_up(self, now: datetime) -> Path:
        try:
            return backups.back_up(self._home, self._whole(), now.date(), self._file.fs)
        except OSError as error:
            raise not_saved(error) from error

    def _whole(self) -> bytes:
        """Return the file as it is. Raises NotSaved, NotReadable."""
        if not self.read_only:
            self.compact()
        try:
            raw = self._file.fs.read(self._file.path)
        except OSError:
            raise NotReadable(f"The disk could not read {self._file.path}.") from None
        prove_bytes(raw, self._key)
        return raw

    def _own_key(self, raw: bytes, header: Header) -> Unlock:
        key = self._key
        try:
            check_seal(raw[:HEADER_LEN], header, key.root)
        except DamagedContents:
            raise NotUnlocked(_OTHER_KEYS) from None
        return lambda header: key
