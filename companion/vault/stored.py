"""An open vault over its file: what can be said of it, what this computer saw of it last, and closing it."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from companion.errors import CompanionError, NotReadable
from companion.vault import backups
from companion.vault.access import VaultInfo, describe, moment
from companion.vault.contents import Contents
from companion.vault.frames import Key
from companion.vault.last_seen import LastSeen, Standing, standing
from companion.vault.writing import Buffers, Next, WritingVault

__all__ = ["Next", "StoredVault"]

_CLOSED = "The vault is closed, so nothing in it can be changed."
TORN_READING = (
    "The last save in this file is not whole: it may be going on just now. Everything before it is here."
)
"""Said to whoever opened it for reading, and so does not put it right."""


class StoredVault(WritingVault):
    """A vault with a file under it, whichever way it was opened."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences the person is to be shown, in the order they came up."""
        return tuple(dict.fromkeys(self._notices))

    @property
    def path(self) -> Path:
        """Where it is saved, links followed."""
        return self._file.path

    def info(self) -> VaultInfo:
        """Return what can be said about the vault without showing a word of it. Raises NotReadable."""
        with self.lock:
            try:
                identity = self._file.fs.identity(self._file.path)
                size = identity[2] if identity else 0
                copies = len(backups.list_backups(self._home, self._file.fs))
            except OSError:
                raise NotReadable(f"The disk could not read {self._file.path}.") from None
            found = describe(self._file.path, size, self._header, self._contents, copies)
            return replace(found, torn=self._torn)

    def compact(self) -> None:
        """Write everything as one snapshot if saves were added since; else nothing. Raises NotSaved."""
        with self.lock:
            if (self._deltas or self._must_rewrite) and not self.read_only:
                self._save(Next(saved_at=self._contents.meta.saved_at), self._prove, self._time())

    def close(self) -> None:
        """Let go of the file, the key and the words. What was changed was saved then; here it is tidied."""
        with self.lock:
            # Saves that somebody else added are left as they are: two computers that look, no more, at copies of
            # one vault would else make two of it.
            if self._wrote or self._must_rewrite:
                with suppress(CompanionError):  # the saves that were added are as good as one that holds all
                    self.compact()
            self._file.let_go()
            if self._seen is not None:
                with suppress(OSError):
                    self._seen.close()
                self._seen = None
            self._contents, self._key, self._buffers = Contents(), Key(b"", b""), Buffers()
            self._why_read_only = _CLOSED
            if self._lock:
                self._lock.release()

    def compare_with(self, seen: LastSeen) -> None:
        """Find out how this file stands to what this computer saw last, and go on from there."""
        was = seen.read()
        now = self._state()
        self.standing = standing(now, was)
        self.last_seen_at = moment(was.at) if was else None
        if was and was.is_followed_by(now) and not self._torn:
            self._writer = was.w
        if self.read_only:
            return
        self._seen = seen
        if self.standing in (Standing.NEW_HERE, Standing.ELSEWHERE):
            self._note_seen()

    def accept(self) -> None:
        """Take what was opened, older or apart from what was seen last, for what is seen from now on."""
        with self.lock:
            self._note_seen()

    def settle_tail(self) -> None:
        """Say that the last save was cut short and, when this sitting may write, put the file right."""
        if not self._torn:
            return
        if self.read_only:
            self._notices.append(TORN_READING)
            return
        self._must_rewrite = True
        with suppress(CompanionError):  # said again at the next save, which tries again
            self.compact()
