"""An open vault over its file: what is changed in memory is on disk before anybody is told so."""

import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from companion import __version__
from companion.errors import CompanionError, NotReadable, NotSaved
from companion.vault import backups
from companion.vault.access import Held, VaultInfo, describe, moment
from companion.vault.contents import Contents, Meta, Tables
from companion.vault.frames import PIECE, SCRATCH, Key, prove_snapshot, seal_snapshot, snapshot_length
from companion.vault.fs import LARGEST
from companion.vault.header import HEADER_LEN, Header
from companion.vault.keys import Profile
from companion.vault.opening import Opened, prove_bytes
from companion.vault.saving import Proof, VaultFile
from companion.vault.spares import Taken
from companion.vault.transactions import MemoryVault, new_writer

_STEPPED_ASIDE = (
    "Another program changed your file while it was open. From here on this is saved as {}, beside it."
)
_NO_BACKUP = "The copy that is made once a day could not be made. Your file itself is not touched by that."
_NEWER = "This vault was made by a newer Companion. Here it can be read and not changed."
_CLOSED = "The vault is closed, so nothing in it can be changed."


@dataclass(slots=True, repr=False)
class _Buffers:
    """Memory of a save, kept for the next one because fresh memory is slow. Its repr shows none of it."""

    json: bytearray = field(default_factory=bytearray)
    first: bytearray = field(default_factory=lambda: bytearray(SCRATCH))
    second: bytearray = field(default_factory=lambda: bytearray(SCRATCH))


class StoredVault(MemoryVault):
    """A vault with a file under it, whichever way it was opened."""

    def __init__(
        self, home: Path, file: VaultFile, opened: Opened, profile: Profile, now: datetime, held: Held
    ) -> None:
        super().__init__(opened.contents, seq=opened.seq)
        self.opened_with = "passphrase"
        """Or "recovery"."""
        self.taken: Taken | None = None
        """The copy that this was opened from, where the vault itself was gone or damaged."""
        self._home, self._file, self._profile, self._lock = home, file, profile, held.lock
        self._named = home
        self.opened_as_of = moment(opened.contents.meta.saved_at)
        """When what was opened had been saved; None where that cannot be told."""
        self._header, self._key = opened.header, opened.key
        self._now, self._now_was_at = now, time.time()
        self._notices = list(held.notices)
        self._why_read_only = held.why_read_only
        self._backup_due = False
        self._buffers = _Buffers()
        if opened.header.is_newer:
            self._why_read_only = _NEWER
            self._notices.append(_NEWER)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences the person is to be shown, in the order they came up."""
        return tuple(dict.fromkeys(self._notices))

    @property
    def path(self) -> Path:
        """Where it is saved, links followed."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """True when nothing can be changed; `notices` say why."""
        return bool(self._why_read_only)

    def info(self) -> VaultInfo:
        """Return what can be said about the vault without showing a word of it. Raises NotReadable."""
        with self.lock:
            try:
                identity = self._file.fs.identity(self._file.path)
                size = identity[2] if identity else 0
                copies = len(backups.list_backups(self._home, self._file.fs))
            except OSError:
                raise NotReadable(f"The disk could not read {self._file.path}.") from None
            return describe(self._file.path, size, self._header, self._contents, copies)

    def close(self) -> None:
        """Let go of the file, the key and the words. Nothing is written: all was saved when it changed."""
        with self.lock:
            self._contents, self._key, self._buffers = Contents(), Key(b"", b""), _Buffers()
            self._why_read_only = _CLOSED
            if self._lock:
                self._lock.release()

    def _keep(self, tables: Tables) -> None:
        now = self._now + timedelta(seconds=time.time() - self._now_was_at)
        self._save(tables, self._header, self._prove, now)

    def _save(
        self, tables: Tables, header: Header, proof: Proof, now: datetime, *, first: bool = False
    ) -> None:
        """Write everything with `tables` and `header` in place of ours, then make them ours."""
        if self.read_only:
            raise NotSaved(self._why_read_only)
        seq = self._seq + 1
        old = self._contents.meta
        meta = Meta(
            app=__version__,
            saved_at=now.isoformat(timespec="seconds"),
            w=self._writer,
            vv=old.vv | {self._writer: seq},
        )
        contents = replace(self._contents, meta=meta, tables=tables)
        self._encode(contents)
        if not first:
            self._make_way(now)
        tip = self._file.tip
        try:
            raw, buffers = header.pack(self._key.root), self._buffers
            pieces = seal_snapshot(self._key, raw, seq, buffers.json, buffers.first)
            self._file.write(pieces, proof, first=first)
        except CompanionError:
            # What the disk holds is not certain now, so nothing may be taken for a continuation of it.
            self._writer = new_writer()
            self._seq = seq if self._file.tip != tip else self._seq
            # The error's traceback may hold views of the old ones, which cannot be filled anew then.
            self._buffers = _Buffers()
            raise
        self._contents, self._header, self._seq = contents, header, seq
        if not (first or self._backup_due):
            backups.prune(self._home, self._file.fs)

    def _encode(self, contents: Contents) -> None:
        try:
            contents.encode_into(self._buffers.json)
        except MemoryError:
            raise NotSaved("There is not enough free memory to save. Close another program first.") from None
        if HEADER_LEN + snapshot_length(len(self._buffers.json)) > LARGEST:
            raise NotSaved("That is more than a vault can hold. Your last saved file is unchanged.")

    def _prove(self, new: Path) -> None:
        raw = self._header.pack(self._key.root)
        pieces = self._file.fs.read_pieces(new, memoryview(self._buffers.first)[:PIECE])
        prove_snapshot(self._key, raw, pieces, self._buffers.second)

    def _make_way(self, now: datetime) -> None:
        """Before the file is replaced: never over a stranger, and once a day only after a copy of it."""
        if not self._file.is_ours():
            self._file.step_aside(now)
            self._notices.append(_STEPPED_ASIDE.format(self._file.path.name))
            return
        saved_at = moment(self._contents.meta.saved_at) or now
        if not (self._backup_due or saved_at.date() != now.date()):
            return
        self._backup_due = True
        try:
            raw = self._file.fs.read(self._file.path)
            prove_bytes(raw, self._key)
            backups.back_up(self._home, raw, saved_at.date(), self._file.fs)
            self._backup_due = False
        except (OSError, CompanionError):
            self._notices.append(_NO_BACKUP)
