"""The vault: one encrypted file, opened with a passphrase or the recovery code, saved whole or not at all."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from companion.domain.conflict import ConflictCopy
from companion.errors import (
    AlreadyThere,
    CompanionError,
    DamagedContents,
    InvalidEntry,
    NothingThere,
    NotReadable,
    NotSaved,
    NotUnlocked,
    NotWritten,
)
from companion.vault.access import (
    NO_LOCKS,
    GetKey,
    Opened,
    VaultInfo,
    WriteAccess,
    hold,
    open_bytes,
    prove_bytes,
    read_file,
    way_in,
)
from companion.vault.disk import backups
from companion.vault.disk.atomic_file import Proof, VaultFile, new_path, not_made, not_saved
from companion.vault.disk.backups import erase_files, list_backups, quarantine_path, write_copy
from companion.vault.disk.fs import Fs
from companion.vault.disk.last_seen import LastSeen
from companion.vault.disk.lock import NotLocked, VaultLock, lock_path
from companion.vault.format.contents import Contents
from companion.vault.format.frames import Key
from companion.vault.format.header import HEADER_LEN, PASSPHRASE, Header, Slot, check_seal, read_header
from companion.vault.format.merging import Merged, has_all_of, merge, redotted, seen_by_both
from companion.vault.records.transactions import MemoryVault, new_writer
from companion.vault.rescue import open_first, settle
from companion.vault.secrets.keys import (
    STANDARD,
    Cost,
    Profile,
    new_key,
    new_root,
    normalise_passphrase,
    open_with_code,
    open_with_passphrase,
    passphrase_slot,
    recovery_slot,
    strongest_slot,
)
from companion.vault.secrets.recovery_code import new_code
from companion.vault.writing import Next, StoredVault

__all__ = ["MemoryVault", "Vault", "VaultInfo", "verify"]


class KeyedVault(StoredVault):
    """A stored vault whose keys can be changed. Everything here is slow: each way in is proved by opening."""

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        """Replace the passphrase; the recovery code stays. Raises InvalidEntry, NotSaved.

        Copies made earlier still open with the old one, and whoever has one and knows the old passphrase
        can read what is saved later too: `renew_keys` puts an end to that.
        """
        normalise_passphrase(new)
        with self.lock:
            self._may_write()
            header = self._header.with_slot(self._slot_for(self._key, new))
            self._save(Next(header=header), self._proof(self._key, new), now)

    def check_passphrase(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless this is the one that opens the vault now."""
        with self.lock:
            open_with_passphrase(self._header, passphrase)

    def raise_cost(self, passphrase: str, cost: Cost, *, now: datetime) -> None:
        """Make one guess at the passphrase cost `cost`. Raises WrongPassphrase, NotReadable, NotSaved."""
        with self.lock:
            self._may_write()
            open_with_passphrase(self._header, passphrase)
            header = self._header.with_slot(passphrase_slot(self._key, passphrase, cost))
            self._save(Next(header=header), self._proof(self._key, passphrase), now)

    def renew_keys(self, passphrase: str, *, now: datetime) -> str:
        """Give the vault a new root key, opened by `passphrase` and by the new recovery code returned.

        The old code, and an old passphrase, open nothing that is saved from now on; copies made earlier
        they still open. Raises InvalidEntry, NotSaved.
        """
        normalise_passphrase(passphrase)
        with self.lock:
            self._may_write()
            key, code = new_root(self._key), new_code()
            header = Header(vault_id=key.vault_id, generation=self._header.generation)
            header = header.with_slot(self._slot_for(key, passphrase))
            header = replace(
                header.with_slot(recovery_slot(key, code)), generation=self._header.generation + 1
            )
            before = self._seen
            if before is not None:
                self._seen = LastSeen(before.folder, key, before.fs)
            try:
                self._save(Next(header=header, key=key), self._proof(key, passphrase, code), now)
            except BaseException:
                self._seen = before
                raise
            if before is not None:
                with suppress(
                    OSError
                ):  # the code must reach the person: it is the one that opens the vault now
                    before.remove()
            return code

    def _slot_for(self, key: Key, passphrase: str) -> Slot:
        """Return a slot as strong as this machine bears in the time, and no weaker than the one that was."""
        chosen = strongest_slot(key, passphrase, self._profile)
        for slot in self._header.having(PASSPHRASE):
            if slot.m_kib * slot.t > chosen.m_kib * chosen.t:
                with suppress(NotReadable):  # it was made where there was more memory
                    return passphrase_slot(key, passphrase, Cost(slot.m_kib, slot.t, slot.p))
        return chosen

    def _may_write(self) -> None:
        if self.read_only:
            raise NotSaved(self._why_read_only)

    def _proof(self, key: Key, passphrase: str, code: str | None = None) -> Proof:
        """Return what opens a written file with each secret, and looks that both give `key`."""

        def prove(new: Path) -> None:
            raw = self._file.fs.read(new)
            opened = [open_bytes(raw, lambda header: open_with_passphrase(header, passphrase), self._profile)]
            if code is not None:
                opened.append(open_bytes(raw, lambda header: open_with_code(header, code), self._profile))
            if any(found.key != key for found in opened):
                raise NotSaved(self._why_read_only)

        return prove


_ANOTHER = (
    "That file is a vault of its own, not a copy of this one, so the two cannot be put together. "
    "Nothing was changed."
)
_OTHER_KEYS = "That copy was made under other keys, so it needs the passphrase it had then."


MOST_BESIDE = 8
"""Files beside the vault that are opened to see what they hold."""


def _own_key(key: Key, raw: bytes, header: Header) -> GetKey:
    """Return what opens a file that was sealed under `key`. Raises NotUnlocked for one under other keys."""
    try:
        check_seal(raw[:HEADER_LEN], header, key.root)
    except DamagedContents:
        raise NotUnlocked(_OTHER_KEYS) from None
    return lambda header: key


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

    def conflict_copies(self) -> tuple[ConflictCopy, ...]:
        """Return the files beside the vault that are this vault too and hold, or may hold, what is not here.

        No key is made for it: what was sealed under other keys may hold more. At most `MOST_BESIDE` files of its
        name and ending are opened. The state that is open has seen what was put together with it before.
        They are read without the lock: a file that a sync program has still to fetch may take its time, and no save
        is to wait for it.
        """
        with self.lock:
            key, seen = self._key, dict(self._contents.meta.vv)
        found = []
        for path in [path for path in self.other_copies() if self._is_of_this_vault(path)][:MOST_BESIDE]:
            try:
                raw = read_file(VaultFile(self._file.fs.real(path), self._file.fs))
                header = read_header(raw, self._profile.least_kib, self._profile.most_kib)
                other = open_bytes(raw, _own_key(key, raw, header), self._profile)
            except NotUnlocked:
                found.append(ConflictCopy(path=path, is_sure=False))
            except CompanionError:
                continue  # it cannot be read, and the list of copies says so when it is asked
            else:
                if not has_all_of(seen, other.contents.meta.vv):
                    found.append(ConflictCopy(path=path, is_sure=True))
        return tuple(found)

    def _is_of_this_vault(self, path: Path) -> bool:
        """True for a file that a sync program may have named after this one, and that has its id."""
        if not path.name.casefold().startswith(self._home.stem.casefold()):
            return False
        try:
            start = self._file.fs.read_start(path, HEADER_LEN)
            header = read_header(start, self._profile.least_kib, self._profile.most_kib)
            return header.vault_id == self._header.vault_id
        except (OSError, CompanionError):
            return False

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
                unlock = _own_key(self._key, raw, header)
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


class Vault(JoinedVault):
    """An open vault file. Made by `create` and `open`."""

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        now: datetime,
        profile: Profile | None = None,
        fs: Fs | None = None,
        seen: Path | None = None,
    ) -> "tuple[Vault, str]":
        """Make an empty vault and return it, open, with its recovery code, which is kept nowhere else.

        The written file is opened with both before it gets its name. Raises InvalidEntry for a passphrase
        that cannot be one, AlreadyThere, OpenElsewhere, NotSaved.
        """
        normalise_passphrase(passphrase)
        profile, fs = profile or STANDARD, fs or Fs()
        home = fs.real(path)
        if fs.exists(home):
            raise AlreadyThere(f"There is a file at {path} already. Nothing was changed.")
        with _clean_start(home, fs, now) as held:
            key, code = new_key(), new_code()
            header = Header(vault_id=key.vault_id).with_slot(strongest_slot(key, passphrase, profile))
            header = replace(header.with_slot(recovery_slot(key, code)), generation=1)
            opened = Opened(header=header, key=key, contents=Contents(), seq=0)
            vault = cls(home, VaultFile(home, fs), opened, profile, now, held)
            vault._save(Next(), vault._proof(key, passphrase, code), now, first=True)
            vault._compare(seen)
        return vault, code

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        passphrase: str | None = None,
        recovery_code: str | None = None,
        now: datetime,
        read_only: bool = False,
        earlier: bool = False,
        profile: Profile | None = None,
        fs: Fs | None = None,
        seen: Path | None = None,
    ) -> "Vault":
        """Open a vault with one of the two secrets; a recovery code typed as passphrase is taken as one.

        `seen` is the folder in which this computer keeps what it saw last; `standing` says how the file stands
        to that. With `earlier`, what was saved before a damage in the middle is opened, for reading.

        Raises NothingThere, NotReadable, OpenElsewhere (a reader never does), WrongPassphrase,
        WrongRecoveryCode, DamagedHeader, DamagedContents, NewerVersion.
        """
        profile, fs = profile or STANDARD, fs or Fs()
        home = fs.real(path)
        if not fs.exists(home):
            raise NothingThere(f"There is no vault at {home}.")
        file = VaultFile(home, fs)
        unlock, opened_with = way_in(passphrase, recovery_code)
        held = hold(home, fs, read_only=read_only or earlier)
        try:
            opened = open_bytes(read_file(file), unlock, profile, earlier=earlier)
        except BaseException:
            if held.lock:
                held.lock.release()
            raise
        vault = cls(home, file, opened, profile, now, held)
        vault.opened_with, vault._named = opened_with, path
        vault._compare(seen)
        vault.settle_tail()
        return vault

    @classmethod
    def open_rescue_copy(
        cls,
        path: Path,
        *,
        passphrase: str | None = None,
        recovery_code: str | None = None,
        now: datetime,
        rescue_copy: Path | None = None,
        rescue_copy_passphrase: str | None = None,
        profile: Profile | None = None,
        fs: Fs | None = None,
        seen: Path | None = None,
    ) -> "Vault":
        """Open the newest whole copy beside a vault that is gone or damaged, or `spare`; it becomes the vault.

        `spare_passphrase` is what opens the copy, where that is not what opens the vault.
        A damaged vault is set aside, never deleted; one that opens after all is opened as it is, and one whose
        header has one wrong bit comes before any copy, mended, for nothing is lost by that. In a
        folder that cannot be written to, the copy is opened where it lies, for reading. `taken` says which.
        Raises as `open`, and NotSaved.
        """
        profile, fs = profile or STANDARD, fs or Fs()
        home = fs.real(path)
        unlock, opened_with = way_in(passphrase, recovery_code)
        held = hold(home, fs, read_only=False)
        try:
            rescue = (fs.real(rescue_copy),) if rescue_copy else None
            other = way_in(rescue_copy_passphrase, None)[0] if rescue_copy_passphrase else None
            found = open_first(home, fs, unlock, profile, rescue, other)
            may_write = not (held.why_read_only or found.opened.header.is_newer)
            taken = settle(found, home, f"{now:%Y-%m-%d}", fs, may_write=may_write)
            file = VaultFile(home if may_write else found.path, fs)
            read_file(file)  # so that it knows the very file it saves over
        except BaseException as error:
            if held.lock:
                held.lock.release()
            if isinstance(error, OSError):
                raise not_saved(error) from error
            raise
        vault = cls(home, file, found.opened, profile, now, held)
        vault.opened_with, vault._named, vault.taken = opened_with, path, taken
        vault._compare(seen)
        if taken is None or taken.mended:
            vault.settle_tail()
        return vault

    def _compare(self, folder: Path | None) -> None:
        if folder is not None:
            self.compare_with(LastSeen(folder, self._key, self._file.fs))

    def erase(self) -> tuple[Path, ...]:
        """Delete the vault, its copies and all that lies beside it, close it, and return what was deleted.

        Raises NotSaved when it is open for reading, NotWritten naming what could not be deleted.
        """
        with self.lock:
            if self.read_only:
                raise NotSaved(self._why_read_only)
            self._deltas, self._wrote, self._must_rewrite = 0, False, False  # or closing would write it anew
            if self._seen is not None:
                with suppress(OSError):
                    self._seen.remove()
                self._seen = None
            gone = erase_files(self._home, self._named, self._file.fs)
            self.close()
            with suppress(OSError):  # an empty lock file holds no word of anybody's
                self._file.fs.remove(lock_path(self._home))
            return (*gone, lock_path(self._home))


@contextmanager
def _clean_start(home: Path, fs: Fs, now: datetime) -> Iterator[WriteAccess]:
    """Take the lock of a vault that is to be made, and leave all as it was when none was made.

    What lies under the name of an unfinished save is perhaps the one copy of somebody's vault: it is kept,
    under a name that no save removes. Raises OpenElsewhere, and NotSaved for what the disk says.
    """
    lock, new = VaultLock(home), new_path(home)
    folders = [step for step in (home.parent, *home.parent.parents) if not step.exists()]
    aside = locked = None
    try:
        fs.make_folder(home.parent)
        locked = lock.acquire()
        if fs.exists(new):
            aside = quarantine_path(home, f"{now:%Y-%m-%d}", fs)
            fs.replace(new, aside)
        yield WriteAccess(lock=lock, notices=() if locked else (NO_LOCKS,))
        with suppress(OSError):
            for copy in list_backups(home, fs):
                # Of a vault that was here before; as copies of this one they would go as they grow old.
                fs.replace(copy, home.with_name(f"{home.name}.torn-{copy.stem}"))
    except BaseException as error:
        with suppress(OSError):
            if locked is not None and not fs.exists(home):
                if aside:
                    fs.replace(aside, new)
                fs.remove(lock_path(home))
        lock.release()
        with suppress(OSError):
            for folder in folders:
                fs.remove_folder(folder)
        if isinstance(error, NotLocked):
            raise NotSaved(f"{error}, so no vault was made.") from error
        if isinstance(error, OSError | NotSaved) and not fs.exists(home):
            raise not_made(error) from error
        if isinstance(error, OSError):
            raise not_saved(error) from error
        raise


def verify(
    path: Path,
    *,
    passphrase: str | None = None,
    recovery_code: str | None = None,
    now: datetime,
    profile: Profile | None = None,
    fs: Fs | None = None,
) -> VaultInfo:
    """Open a vault for reading, check every byte and record, and return what it holds. Raises as `open`."""
    vault = Vault.open(
        path,
        passphrase=passphrase,
        recovery_code=recovery_code,
        now=now,
        read_only=True,
        profile=profile,
        fs=fs,
    )
    try:
        return vault.info()
    finally:
        vault.close()
