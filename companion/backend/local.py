"""The one place that knows every layer: it joins vault, services and paths, and hands out the backend."""

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from companion import open_files
from companion.backend.session import CRASH_NOTE, CodesOfVaults, VaultSession, own_files, whole_or_gone
from companion.config import Config, load_config, save_config
from companion.domain.helpline import Nation
from companion.errors import NotReadable
from companion.paths import Paths

if TYPE_CHECKING:
    from companion.domain.exercise import CoursePack
    from companion.services.backend import Backend, Session
    from companion.services.backup.copies import Rescue
    from companion.services.own_files import OwnFiles
    from companion.services.share.parts import Difference
    from companion.vault.secrets.keys import Profile


def local_now() -> datetime:
    """Return the local time with its offset."""
    return datetime.now().astimezone()


def new_id() -> str:
    """Return a random 32-digit hexadecimal id."""
    return uuid.uuid4().hex


@dataclass(slots=True)
class LocalBackend(CodesOfVaults):
    """The real backend: this computer's paths, clock and vault."""

    paths: Paths
    profile: "Profile | None" = None
    """Key derivation cost; None means the strongest this machine can bear. Tests pass a cheap one."""
    clock: Callable[[], datetime] = local_now
    _config: Config | None = None
    _chosen: "dict[str, Difference]" = field(default_factory=dict)
    """What was chosen for pages since the program started: it outlives a lock."""

    @property
    def vault_path(self) -> Path:
        """Where the vault is, or will be."""
        return self.paths.vault

    @property
    def documents(self) -> Path:
        """The folder offered for pages: Documents, or the nearest one above where there is none."""
        from companion.services.files import is_folder

        wanted = self.paths.documents
        return next((folder for folder in (wanted, *wanted.parents) if is_folder(folder)), wanted)

    @property
    def config(self) -> Config:
        """The preferences of this computer."""
        if self._config is None:
            self._config = load_config(self.paths.config)
        return self._config

    def vault_exists(self) -> bool:
        """True when there is a file to open. Raises NotReadable when that cannot be told."""
        try:
            return self.paths.vault.exists()
        except OSError as error:
            why = error.strerror or "it cannot be looked at"
            raise NotReadable(f"Companion cannot look for a vault at {self.paths.vault} ({why}).") from error

    def change_config(
        self,
        *,
        theme: str | None = None,
        nation: str | None = None,
        plain_at_start: bool | None = None,
        idle_minutes: int | None = None,
        one_column: bool | None = None,
    ) -> Config:
        """Change what is given and keep it; an empty nation is none in particular."""
        old = self.config
        self._config = replace(
            old,
            theme=old.theme if theme is None else theme,
            nation=old.nation if nation is None else Nation(nation) if nation else None,
            plain_at_start=old.plain_at_start if plain_at_start is None else plain_at_start,
            idle_minutes=old.idle_minutes if idle_minutes is None else idle_minutes,
            one_column=old.one_column if one_column is None else one_column,
        )
        save_config(self.paths.config, self._config)
        return self._config

    def open(self, secret: str, *, read_only: bool = False) -> VaultSession:
        """Open the vault with a passphrase, or with a recovery code typed in its place."""
        return self._open(passphrase=secret, read_only=read_only)

    def open_with_code(self, code: str, *, read_only: bool = False) -> VaultSession:
        """Open the vault with the recovery code alone."""
        return self._open(recovery_code=code, read_only=read_only)

    def _open(
        self, *, passphrase: str | None = None, recovery_code: str | None = None, read_only: bool
    ) -> VaultSession:
        from companion.services.backup.copies import DAMAGED, damaged_words
        from companion.vault.vault import Vault

        try:
            vault = Vault.open(
                self.paths.vault,
                passphrase=passphrase,
                recovery_code=recovery_code,
                read_only=read_only,
                now=self.now(),
                profile=self.profile,
                seen=self.paths.state,
            )
        except DAMAGED as error:
            raise type(error)(damaged_words(error, self.rescue())) from error
        return VaultSession(vault, self.paths, self.now(), looking=read_only, chosen=self._chosen)

    def rescue(self) -> "Rescue":
        """Return what lies beside a vault that is gone or damaged and can stand in for it."""
        from companion.services.backup.copies import Rescue
        from companion.vault.disk.fs import Fs
        from companion.vault.rescue import can_be_mended, look_at_rescue
        from companion.vault.secrets.keys import STANDARD

        fs, profile = Fs(), self.profile or STANDARD
        home = fs.real(self.paths.vault)
        newest, spoilt = look_at_rescue(home, fs, profile)
        return Rescue(newest=newest, spoilt=spoilt, mendable=can_be_mended(home, fs, profile))

    def open_rescue_copy(
        self, secret: str, *, rescue_copy: Path | None = None, rescue_copy_secret: str = ""
    ) -> VaultSession:
        """Open the newest whole copy, or `spare`, which has the vault's place from now on."""
        from companion.vault.vault import Vault

        vault = Vault.open_rescue_copy(
            self.paths.vault,
            passphrase=secret,
            now=self.now(),
            rescue_copy=rescue_copy,
            rescue_copy_passphrase=rescue_copy_secret or None,
            profile=self.profile,
            seen=self.paths.state,
        )
        return VaultSession(vault, self.paths, self.now(), chosen=self._chosen)

    def is_open_elsewhere(self) -> bool:
        """True when another Companion holds the vault for writing. Leaves no file that was not there."""
        from companion.vault.disk.lock import is_held

        return is_held(Path(os.path.realpath(self.paths.vault)))

    def create(self, passphrase: str, *, setup_step: int = 2) -> tuple[VaultSession, str]:
        """Make a vault with the built-in sections and starting scales."""
        from companion.domain.settings import SETUP_STEPS
        from companion.services.access.setup import prepare
        from companion.vault.records.repository import Repository
        from companion.vault.vault import Vault

        now = self.now()
        vault, code = Vault.create(
            self.paths.vault, passphrase, now=now, profile=self.profile, seen=self.paths.state
        )
        with whole_or_gone(vault):
            kept = code if setup_step <= SETUP_STEPS else ""
            prepare(Repository(vault), recovery_code=kept, setup_step=setup_step, now=now)
        return VaultSession(vault, self.paths, now, chosen=self._chosen), code

    def create_demo(self, passphrase: str) -> tuple[VaultSession, str]:
        """Make the made-up person's vault as a file."""
        from companion.content.sam import write_sam
        from companion.vault.records.repository import Repository
        from companion.vault.vault import Vault

        now = self.now()
        vault, code = Vault.create(self.paths.vault, passphrase, now=now, profile=self.profile)
        with whole_or_gone(vault):
            write_sam(Repository(vault), now)
        return VaultSession(vault, self.paths, now, chosen=self._chosen), code

    def own_files(self) -> "OwnFiles":
        """Return what no file that a person saves is written over."""
        return own_files(self.paths)

    def check_passphrase(self, passphrase: str) -> None:
        """Raise InvalidEntry when this cannot be a passphrase."""
        from companion.vault.secrets.keys import normalise_passphrase

        normalise_passphrase(passphrase)

    def demo(self, course: "CoursePack | None" = None) -> "Session":
        """Open the made-up person, in memory; with a `course`, that one added."""
        from companion.backend.demo import DemoSession

        session = DemoSession(self.now(), self.own_files())
        if course is not None:
            session.services.packs.add(course, now=self.now())
        return session

    def save_recovery_sheet(self, path: Path, code: str) -> Path:
        """Write the recovery code, and nothing that names the person or the vault, to a file."""
        from companion.services.access.recovery_code import write_sheet

        return write_sheet(path, code, own=self.own_files())

    def closed_on_its_own(self) -> str:
        """Return a sentence when the last session ended in a crash; said once."""
        note = self.paths.state / CRASH_NOTE
        try:
            note.unlink()
        except OSError:
            return ""
        return "Last time the program closed on its own. Your vault is as it was last saved."

    def note_crash(self, where: str) -> None:
        """Keep the place in our own code where it happened, and no word of the person's."""
        try:
            open_files.write(self.paths.state / CRASH_NOTE, f"{where}\n".encode())
        except OSError:
            return  # the crash message has been shown; there is nowhere to keep it

    def read_card(self) -> str:
        """Return what the card says that may be read without a passphrase; empty where there is none."""
        path = self.paths.card
        if not os.path.lexists(path):
            return ""
        from companion.services.safety.lock_card_file import card_words

        return card_words(path)

    def now(self) -> datetime:
        """Return the local time with its offset."""
        return self.clock()

    def new_id(self) -> str:
        """Return a new record id."""
        return new_id()


def local_backend(paths: Paths) -> "Backend":
    """Return the backend of this computer."""
    return LocalBackend(paths)


def passphrase_in_file(data: bytes) -> str:
    """Return the passphrase that a file's bytes hold. Raises NotReadable."""
    from companion.vault.secrets import keys

    return keys.passphrase_in_file(data)


def is_recovery_code(text: str) -> bool:
    """True when `text` is a whole, well-formed recovery code."""
    from companion.vault.secrets import recovery_code

    return recovery_code.is_code(text)
