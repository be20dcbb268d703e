"""A vault's passphrase, recovery code and root key, changed: in one save, and proved before it counts."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from companion.errors import (
    NotReadable,
    NotSaved,
)
from companion.vault.access import (
    open_bytes,
)
from companion.vault.disk.atomic_file import Proof
from companion.vault.disk.last_seen import LastSeen
from companion.vault.format.frames import Key
from companion.vault.format.header import PASSPHRASE, Header, Slot
from companion.vault.secrets.keys import (
    Cost,
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


class KeyChange:
    """What opens a vault, changed. Everything here is slow: each way in is proved by opening."""

    def __init__(self, vault: StoredVault) -> None:
        self._vault = vault

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        """Replace the passphrase; the recovery code stays. Raises InvalidEntry, NotSaved.

        Copies made earlier still open with the old one, and whoever has one and knows the old passphrase
        can read what is saved later too: `renew_keys` puts an end to that.
        """
        normalise_passphrase(new)
        with self._vault.lock:
            self._vault.need_writing()
            header = self._vault.header.with_slot(self._slot_for(self._vault.key, new))
            self._vault.save(Next(header=header), self.proof(self._vault.key, new), now)

    def check_passphrase(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless this is the one that opens the vault now."""
        with self._vault.lock:
            open_with_passphrase(self._vault.header, passphrase)

    def raise_cost(self, passphrase: str, cost: Cost, *, now: datetime) -> None:
        """Make one guess at the passphrase cost `cost`. Raises WrongPassphrase, NotReadable, NotSaved."""
        with self._vault.lock:
            self._vault.need_writing()
            open_with_passphrase(self._vault.header, passphrase)
            header = self._vault.header.with_slot(passphrase_slot(self._vault.key, passphrase, cost))
            self._vault.save(Next(header=header), self.proof(self._vault.key, passphrase), now)

    def renew_keys(self, passphrase: str, *, now: datetime) -> str:
        """Give the vault a new root key, opened by `passphrase` and by the new recovery code returned.

        The old code, and an old passphrase, open nothing that is saved from now on; copies made earlier
        they still open. Raises InvalidEntry, NotSaved.
        """
        normalise_passphrase(passphrase)
        with self._vault.lock:
            self._vault.need_writing()
            key, code = new_root(self._vault.key), new_code()
            header = Header(vault_id=key.vault_id, generation=self._vault.header.generation)
            header = header.with_slot(self._slot_for(key, passphrase))
            header = replace(
                header.with_slot(recovery_slot(key, code)), generation=self._vault.header.generation + 1
            )
            before = self._vault.seen
            if before is not None:
                self._vault.seen = LastSeen(before.folder, key, before.fs)
            try:
                self._vault.save(Next(header=header, key=key), self.proof(key, passphrase, code), now)
            except BaseException:
                self._vault.seen = before
                raise
            if before is not None:
                with suppress(
                    OSError
                ):  # the code must reach the person: it is the one that opens the vault now
                    before.remove()
            return code

    def _slot_for(self, key: Key, passphrase: str) -> Slot:
        """Return a slot as strong as this machine bears in the time, and no weaker than the one that was."""
        chosen = strongest_slot(key, passphrase, self._vault.profile)
        for slot in self._vault.header.having(PASSPHRASE):
            if slot.m_kib * slot.t > chosen.m_kib * chosen.t:
                with suppress(NotReadable):  # it was made where there was more memory
                    return passphrase_slot(key, passphrase, Cost(slot.m_kib, slot.t, slot.p))
        return chosen

    def proof(self, key: Key, passphrase: str, code: str | None = None) -> Proof:
        """Return what opens a written file with each secret, and looks that both give `key`."""

        def prove(new: Path) -> None:
            raw = self._vault.file.fs.read(new)
            opened = [
                open_bytes(raw, lambda header: open_with_passphrase(header, passphrase), self._vault.profile)
            ]
            if code is not None:
                opened.append(
                    open_bytes(raw, lambda header: open_with_code(header, code), self._vault.profile)
                )
            if any(found.key != key for found in opened):
                raise NotSaved(self._vault.why_read_only)

        return prove
