"""The vault: one encrypted file, opened with a passphrase or the recovery code, saved whole or not at all."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from companion.errors import AlreadyThere, NotSaved
from companion.vault.access import (
    NO_LOCKS,
    Held,
    VaultInfo,
    find_source,
    hold,
    read_file,
    way_in,
)
from companion.vault.contents import Contents
from companion.vault.erasing import erase_files, set_aside_path
from companion.vault.fs import Fs
from companion.vault.header import Header
from companion.vault.keys import (
    STANDARD,
    Profile,
    new_key,
    normalise_passphrase,
    open_with_code,
    open_with_passphrase,
    recovery_slot,
    strongest_slot,
)
from companion.vault.lock import VaultLock, lock_path
from companion.vault.opening import Opened, open_bytes
from companion.vault.recovery_code import new_code
from companion.vault.saving import Proof, VaultFile, new_path, not_saved
from companion.vault.stored import StoredVault
from companion.vault.transactions import MemoryVault

__all__ = ["MemoryVault", "Vault", "VaultInfo", "verify"]


class Vault(StoredVault):
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
        lock = VaultLock(home)
        try:
            fs.make_folder(home.parent)
            locked = lock.acquire()
            if fs.exists(new_path(home)):
                # Perhaps the one copy of somebody's vault: kept, under a name that no save removes.
                fs.replace(new_path(home), set_aside_path(home, f"{now:%Y-%m-%d}", fs))
            key, code = new_key(), new_code()
            header = Header(vault_id=key.vault_id).with_slot(strongest_slot(key, passphrase, profile))
            header = replace(header.with_slot(recovery_slot(key, code)), generation=1)
            opened = Opened(header=header, key=key, contents=Contents(), seq=0)
            held = Held(lock=lock, notices=() if locked else (NO_LOCKS,))
            vault = cls(home, VaultFile(home, fs), opened, profile, now, held)
            vault._save({}, header, vault._proof(passphrase, code), now, first=True)
        except OSError as error:
            lock.release()
            raise not_saved(error) from error
        except BaseException:
            lock.release()
            raise
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
        use_leftover: bool = False,
        profile: Profile | None = None,
        fs: Fs | None = None,
    ) -> "Vault":
        """Open a vault with one of the two secrets; a recovery code typed as passphrase is taken as one.

        With `use_leftover`, where the vault is missing but its unfinished successor lies beside it and
        opens, that becomes the vault. Raises NothingThere, NotReadable, OpenElsewhere (a reader never does),
        WrongPassphrase, WrongRecoveryCode, DamagedHeader, DamagedContents, NewerVersion.
        """
        profile, fs = profile or STANDARD, fs or Fs()
        home = fs.real(path)
        file = VaultFile(find_source(home, fs, use_leftover=use_leftover and not read_only), fs)
        unlock, opened_with = way_in(passphrase, recovery_code)
        held = hold(home, fs, read_only=read_only)
        try:
            opened = open_bytes(read_file(file), unlock, profile)
            if file.path != home:
                file.become(home)
        except BaseException:
            if held.lock:
                held.lock.release()
            raise
        vault = cls(home, file, opened, profile, now, held)
        vault.opened_with, vault._named = opened_with, path
        return vault

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        """Replace the passphrase; the recovery code stays. Raises InvalidEntry, NotSaved.

        Copies made earlier still open with the old one. Slow: two key derivations.
        """
        normalise_passphrase(new)
        with self.lock:
            header = self._header.with_slot(strongest_slot(self._key, new, self._profile))
            self._save(self._contents.tables, header, self._proof(new), now)

    def erase(self) -> tuple[Path, ...]:
        """Delete the vault, its copies and all that lies beside it, close it, and return what was deleted.

        Raises NotSaved when it is open for reading, NotWritten naming what could not be deleted.
        """
        with self.lock:
            if self.read_only:
                raise NotSaved(self._why_read_only)
            gone = erase_files(self._home, self._file.fs)
            if self._named.is_symlink():
                self._file.fs.remove(self._named)
            self.close()
            with suppress(OSError):  # an empty lock file holds no word of anybody's
                self._file.fs.remove(lock_path(self._home))
            return (*gone, lock_path(self._home))

    def _proof(self, passphrase: str, code: str | None = None) -> Proof:
        def prove(new: Path) -> None:
            raw = self._file.fs.read(new)
            if code is not None:
                open_bytes(raw, lambda header: open_with_code(header, code), self._profile)
            open_bytes(raw, lambda header: open_with_passphrase(header, passphrase), self._profile)

        return prove


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
