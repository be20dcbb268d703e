"""The vault: one encrypted file, opened with a passphrase or the recovery code, saved whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from companion.errors import (
    AlreadyThere,
    NothingThere,
    NotSaved,
)
from companion.vault.access import (
    NO_LOCKS,
    Opened,
    VaultInfo,
    WriteAccess,
    hold,
    open_bytes,
    read_file,
    way_in,
)
from companion.vault.copies import Copies
from companion.vault.disk.atomic_file import VaultFile, new_path, not_made, not_saved
from companion.vault.disk.backups import erase_files, list_backups, quarantine_path
from companion.vault.disk.fs import Fs
from companion.vault.disk.last_seen import LastSeen
from companion.vault.disk.lock import NotLocked, VaultLock, lock_path
from companion.vault.format.contents import Contents
from companion.vault.format.header import Header
from companion.vault.key_change import KeyChange
from companion.vault.records.transactions import MemoryVault
from companion.vault.rescue import open_first, settle
from companion.vault.secrets.keys import (
    STANDARD,
    Profile,
    new_key,
    normalise_passphrase,
    recovery_slot,
    strongest_slot,
)
from companion.vault.secrets.recovery_code import new_code
from companion.vault.writing import Next, StoredVault

__all__ = ["MemoryVault", "Vault", "VaultInfo", "verify"]


class Vault(StoredVault):
    """An open vault file. Made by `create` and `open`."""

    def __init__(
        self, home: Path, file: VaultFile, opened: Opened, profile: Profile, now: datetime, held: WriteAccess
    ) -> None:
        super().__init__(home, file, opened, profile, now, held)
        self.keys, self.copies = KeyChange(self), Copies(self)

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
            vault.save(Next(), vault.keys.proof(key, passphrase, code), now, first=True)
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
            self.compare_with(LastSeen(folder, self.key, self.file.fs))

    def erase(self, also: Sequence[Path] = ()) -> tuple[Path, ...]:
        """Delete the vault, its copies, all that lies beside it and `also`, close it, and return what was deleted.

        Raises NotSaved when it is open for reading, NotWritten naming what could not be deleted.
        """
        with self.lock:
            if self.read_only:
                raise NotSaved(self.why_read_only)
            self._deltas, self._wrote, self._must_rewrite = 0, False, False  # or closing would write it anew
            if self.seen is not None:
                with suppress(OSError):
                    self.seen.remove()
                self.seen = None
            gone = erase_files(self.home, self._named, self.file.fs, also)
            self.close()
            with suppress(OSError):  # an empty lock file holds no word of anybody's
                self.file.fs.remove(lock_path(self.home))
            return (*gone, lock_path(self.home))


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
