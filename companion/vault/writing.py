"""How an open vault is written: a change is added at the end of its file, or everything is written anew."""

import hashlib
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from companion import __version__
from companion.errors import CompanionError, DamagedContents, DamagedHeader, NotReadable, NotSaved
from companion.vault.access import (
    Opened,
    VaultInfo,
    WriteAccess,
    describe,
    moment,
    open_bytes,
    own_key,
    prove_bytes,
)
from companion.vault.disk import backups
from companion.vault.disk.atomic_file import Proof, VaultFile, not_saved
from companion.vault.disk.backups import keep_torn
from companion.vault.disk.last_seen import LastSeen, Relation, SeenState, relation
from companion.vault.format.contents import Contents, Meta, Op
from companion.vault.format.frames import BLOCK, TAG_LEN, Key, seal_delta
from companion.vault.format.header import HEADER_LEN, Header, begins_a_save, read_header
from companion.vault.format.merging import merge
from companion.vault.format.replay import MOST_TAIL
from companion.vault.format.snapshot import (
    PIECE,
    SCRATCH,
    encode_delta,
    prove_snapshot,
    seal_snapshot,
    snapshot_length,
)
from companion.vault.records.transactions import MemoryVault, new_writer
from companion.vault.rescue import Taken, mended
from companion.vault.secrets.keys import Profile

__all__ = ["Next", "StoredVault"]


MOST_DELTAS = 256
"""Saves that are added one by one before everything is written again."""
MOST_DELTA_BYTES = 1024 * 1024
"""Bytes of them."""

_STEPPED_ASIDE = (
    "Another program changed your file while it was open. From here on this is saved as {}, beside it. "
    "You can put the two together: `companion vault merge`, or Settings."
)
MOST_ELSEWHERE = 32
"""Copies in other folders that are remembered."""

_PUT_THERE = (
    "Another program put a file in the place of yours while yours was being saved. That file is kept as {}, beside "
    "it. You can put the two together: `companion vault merge`, or Settings."
)
_UNFINISHED = (
    "A file from a save that was not finished may hold what is not in your vault. It is kept as {}, beside it. "
    "You can put the two together: `companion vault merge`, or Settings."
)
_NO_BACKUP = "The copy that is made once a day could not be made. Your file itself is not touched by that."
_NEWER = "This vault was made by a newer Companion. Here it can be read and not changed."
_TORN = (
    "The last save did not reach the disk whole, so what was written in that moment may be missing. "
    "Everything before it is here. The file as it was found is kept as {}."
)


@dataclass(slots=True, repr=False)
class Buffers:
    """Memory of a save, kept for the next one because fresh memory is slow. Its repr shows none of it."""

    json: bytearray = field(default_factory=bytearray)
    first: bytearray = field(default_factory=lambda: bytearray(SCRATCH))
    second: bytearray = field(default_factory=lambda: bytearray(SCRATCH))


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What is to be written as a whole, where it is other than what is there. Its repr shows none of it."""

    contents: Contents | None = None
    header: Header | None = None
    key: Key | None = None
    vv: dict[str, int] | None = None
    parted: dict[str, int] | None = None
    seq: int = 0
    """The least seq it gets."""
    saved_at: str = ""
    """Empty for now."""

    def __repr__(self) -> str:
        return "Next"


_CLOSED = "The vault is closed, so nothing in it can be changed."
TORN_READING = (
    "The last save in this file is not whole: it may be going on just now. Everything before it is here."
)
"""Said to whoever opened it for reading, and so does not put it right."""


class StoredVault(MemoryVault):
    """A vault with a file under it: what is changed in memory is on disk before anybody is told so."""

    def __init__(
        self, home: Path, file: VaultFile, opened: Opened, profile: Profile, now: datetime, held: WriteAccess
    ) -> None:
        super().__init__(opened.contents, seq=opened.seq)
        self.opened_with = "passphrase"
        """Or "recovery"."""
        self.taken: Taken | None = None
        """The copy that this was opened from, where the vault itself was gone or damaged."""
        self.relation = Relation.NEW_HERE
        """How the file that was opened stands to what this computer saw last."""
        self.last_seen_at: datetime | None = None
        """When that had been saved."""
        self.home, self.file, self.profile, self._lock = home, file, profile, held.lock
        self._named = home
        self.opened_as_of = moment(opened.contents.meta.saved_at)
        """When what was opened had been saved; None where that cannot be told."""
        self.header, self.key, self._tag = opened.header, opened.key, opened.tag
        self._header_hash = hashlib.sha256(opened.header.pack(opened.key.root)).digest()
        self._deltas, self._tail = opened.deltas, opened.tail
        self._must_rewrite = self._wrote = False
        self.seen: LastSeen | None = None
        self._now, self._now_was_at = now, time.time()
        self._notices = list(held.notices)
        self.why_read_only = held.why_read_only
        self._old_schema = self._backup_due = opened.upgraded
        self._prune_due = False
        self._torn = opened.torn
        self.elsewhere: list[str] = []
        """Paths of copies that were made in other folders, as this computer knows them."""
        self._buffers = Buffers()
        if opened.header.is_newer:
            self.why_read_only = _NEWER
            self._notices.append(_NEWER)

    @property
    def read_only(self) -> bool:
        """True when nothing can be changed; `notices` say why."""
        return bool(self.why_read_only)

    def header_of(self, raw: bytes) -> Header:
        """Return the header of a vault file that begins with `raw`. Raises NotReadable, DamagedHeader, NewerVersion."""
        return read_header(raw, self.profile.least_kib, self.profile.most_kib)

    def need_writing(self) -> None:
        """Raise NotSaved when nothing can be changed."""
        if self.read_only:
            raise NotSaved(self.why_read_only)

    def _state(self) -> SeenState:
        at, vv, mark = self.contents.meta.saved_at, self.contents.meta.vv, self.file.mark()
        copies = list(self.elsewhere)
        return SeenState(
            seq=self.seq, tip=self._tag.hex(), vv=vv, w=self.writer, at=at, mark=mark, copies=copies
        )

    def made_elsewhere(self, copy: Path) -> None:
        """Remember on this computer where a copy was made, so that erasing can name it."""
        self.elsewhere = [*(path for path in self.elsewhere if path != str(copy)), str(copy)][
            -MOST_ELSEWHERE:
        ]
        self._note_seen()

    def _note_seen(self) -> None:
        if self.seen is not None:
            with suppress(OSError):  # a computer that cannot keep it does not notice an older copy, no more
                self.seen.write(self._state())

    def _time(self) -> datetime:
        return self._now + timedelta(seconds=time.time() - self._now_was_at)

    def _gave_way(self) -> bool:
        """Step aside for a file that was put in the place of ours; its writer may be the one we were."""
        if self.read_only or self.file.is_ours():
            return False
        self._step_quarantine(self._time())
        return True

    def _keep(self, ops: list[Op]) -> None:
        if self.read_only:
            raise NotSaved(self.why_read_only)
        now = self._time()
        at = now.isoformat(timespec="seconds")
        dot = {self.writer: self.seq + 1}  # what the records in `ops` carry, whoever writes them in the end
        json = encode_delta(self.writer, at, ops)
        self.make_way(now)
        full = self._deltas >= MOST_DELTAS or self._tail >= MOST_DELTA_BYTES or len(json) > MOST_TAIL - BLOCK
        full = full or not self.file.has_room(len(json) + 2 * BLOCK)
        if self._must_rewrite or self._old_schema or full or not self._append(json):
            changed = replace(self.contents, tables=self.contents.tables_with(ops))
            self.save(Next(contents=changed, vv=self.contents.meta.vv | dot), self.prove, now)
            return
        self.contents.apply(ops)
        meta = self.contents.meta
        meta.app, meta.w, meta.saved_at = __version__, self.writer, at
        meta.vv[self.writer] = self.seq
        self._saved()

    def _append(self, json: bytes) -> bool:
        """Add one delta; return False when the file is not where it was, and everything is to be written."""
        frame = seal_delta(self.key, self._header_hash, self.seq + 1, self._tag, json)
        try:
            added = self.file.append(frame)
        except BaseException:
            self._lose_track()
            raise
        if not added:
            self._lose_track()
            if not self.file.is_ours():
                self._step_quarantine(self._time())
            return False
        self.seq, self._tag = self.seq + 1, frame[-TAG_LEN:]
        self.contents.frames.append((self.seq, self._tag.hex()[:16]))
        self._deltas, self._tail = self._deltas + 1, self._tail + len(frame)
        return True

    def _lose_track(self) -> None:
        """What the disk holds is not certain now, so nothing may be taken for a continuation of it."""
        self._must_rewrite = True
        self.writer = new_writer()
        self.seq += 1

    def save(self, wanted: Next, proof: Proof, now: datetime, *, first: bool = False) -> None:
        """Write everything, with what is `wanted` in place of ours, then make it ours."""
        if self.read_only:
            raise NotSaved(self.why_read_only)
        header, key = wanted.header or self.header, wanted.key or self.key
        old = self.contents.meta
        if not first:
            self.make_way(now)
        seq = max(self.seq, wanted.seq) + 1
        meta = Meta(
            schema=(wanted.contents or self.contents).meta.schema,
            app=__version__,
            saved_at=wanted.saved_at or now.isoformat(timespec="seconds"),
            w=self.writer,
            vv=(old.vv if wanted.vv is None else wanted.vv) | {self.writer: seq},
            past=self.contents.past_for(self.writer),
            parted=old.parted if wanted.parted is None else msgspec.Raw(msgspec.json.encode(wanted.parted)),
        )
        contents = replace(wanted.contents or self.contents, meta=meta)
        self._encode(contents)
        self._must_rewrite = True  # from the start: the sync of the folder can fail after the file is swapped
        raw = header.pack(key.root)
        try:
            pieces = seal_snapshot(key, raw, seq, self._buffers.json, self._buffers.first, self._most())
            kept = self.file.write(pieces, proof, now, self._may_go, first=first)
        except CompanionError:
            self._lose_track()
            self.seq = max(self.seq, seq)
            # The error's traceback may hold views of the old ones, which cannot be filled anew then.
            self._buffers = Buffers()
            raise
        self.contents, self.header, self.key, self.seq = contents, header, key, seq
        self._header_hash, self._tag = hashlib.sha256(raw).digest(), self.file.tip[-TAG_LEN:]
        contents.frames = [(seq, self._tag.hex()[:16])]
        self._deltas = self._tail = 0
        self._must_rewrite = self._torn = self._old_schema = False
        for words, path in ((_UNFINISHED, kept.unfinished), (_PUT_THERE, kept.stranger)):
            if path:
                self._notices.append(words.format(path.name))
        self._saved(first=first)

    def _may_go(self, raw: bytes) -> bool:
        """True for a save of this vault that was not finished, and for a state that holds nothing that is not here.

        A save that was cut short was told to nobody, and what it was to follow is here.
        """
        vault_id = self.key.vault_id
        if not begins_a_save(raw, vault_id):
            return False
        if len(raw) < HEADER_LEN:
            return True
        raw = mended(raw, self.profile) or raw
        try:
            header = self.header_of(raw)
            other = open_bytes(raw, own_key(self.key, raw, header), self.profile, earlier=True)
        except (DamagedHeader, DamagedContents):
            return True
        except CompanionError:
            return False
        return not merge(self.contents, other.contents).changes_something

    def _saved(self, *, first: bool = False) -> None:
        """After a save that is sure: note it, and let copies go that nobody needs any more."""
        self._wrote = True
        self._note_seen()
        if not first and self._prune_due:
            self._prune_due = False
            backups.prune(self.home, self.file.fs)

    def _encode(self, contents: Contents) -> None:
        try:
            contents.encode_into(self._buffers.json)
        except MemoryError:
            raise NotSaved("There is not enough free memory to save. Close another program first.") from None
        if snapshot_length(len(self._buffers.json), self._most()) > self._most():
            raise NotSaved(
                "That is more than a vault can hold. Your last saved file is unchanged. Deleting something makes room."
            )

    def _most(self) -> int:
        """Return how many bytes a snapshot may have: whole blocks, as much as a reader takes."""
        return (self.file.fs.largest - HEADER_LEN) // BLOCK * BLOCK

    def prove(self, new: Path) -> None:
        raw = self.header.pack(self.key.root)
        pieces = self.file.fs.read_pieces(new, memoryview(self._buffers.first)[:PIECE])
        prove_snapshot(self.key, raw, pieces, self._buffers.second)

    def make_way(self, now: datetime) -> None:
        """Before the file is changed: never a stranger, and once a day only after a copy of it."""
        if not self.file.is_ours():
            self._step_quarantine(now)
            return
        if self._torn:
            try:
                kept = keep_torn(self.home, self.file.path, f"{now:%Y-%m-%d}", self.file.fs)
            except OSError as error:
                raise not_saved(error) from error
            self._notices.append(_TORN.format(kept.name))
            self._torn = False
        saved_at = moment(self.contents.meta.saved_at) or now
        if not (self._backup_due or saved_at.date() != now.date()):
            return
        self._backup_due = True
        try:
            raw = self.file.fs.read(self.file.path)
            prove_bytes(raw, self.key)
            backups.back_up(self.home, raw, saved_at.date(), self.file.fs)
            self._backup_due, self._prune_due = False, True
        except (OSError, CompanionError):
            self._notices.append(_NO_BACKUP)

    def _step_quarantine(self, now: datetime) -> None:
        self.file.step_quarantine(now)
        self.writer = new_writer()
        self._must_rewrite = True
        self._notices.append(_STEPPED_ASIDE.format(self.file.path.name))

    # What is asked of it as a file.

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences the person is to be shown, in the order they came up."""
        return tuple(dict.fromkeys(self._notices))

    @property
    def path(self) -> Path:
        """Where it is saved, links followed."""
        return self.file.path

    def info(self) -> VaultInfo:
        """Return what can be said about the vault without showing a word of it. Raises NotReadable."""
        with self.lock:
            try:
                identity = self.file.fs.identity(self.file.path)
                size = identity[2] if identity else 0
                copies = len(backups.list_backups(self.home, self.file.fs))
            except OSError:
                raise NotReadable(f"The disk could not read {self.file.path}.") from None
            found = describe(self.file.path, size, self.header, self.contents, copies)
            return replace(found, torn=self._torn)

    def compact(self) -> None:
        """Write everything as one snapshot if saves were added since; else nothing. Raises NotSaved."""
        with self.lock:
            if (self._deltas or self._must_rewrite) and not self.read_only:
                self.save(Next(saved_at=self.contents.meta.saved_at), self.prove, self._time())

    def close(self) -> None:
        """Let go of the file, the key and the words. What was changed was saved then; here it is tidied."""
        with self.lock:
            # Saves that somebody else added are left as they are: two computers that look, no more, at copies of
            # one vault would else make two of it.
            if self._wrote or self._must_rewrite:
                with suppress(CompanionError):  # the saves that were added are as good as one that holds all
                    self.compact()
            self.file.let_go()
            if self.seen is not None:
                with suppress(OSError):
                    self.seen.close()
                self.seen = None
            self.contents, self.key, self._buffers = Contents(), Key(b"", b""), Buffers()
            self.why_read_only = _CLOSED
            if self._lock:
                self._lock.release()

    def compare_with(self, seen: LastSeen) -> None:
        """Find out how this file stands to what this computer saw last, and go on from there."""
        was = seen.read()
        now = self._state()
        self.relation = relation(now, was)
        self.last_seen_at = moment(was.at) if was else None
        self.elsewhere = was.copies[-MOST_ELSEWHERE:] if was else []
        # A save that was stopped may have used the next numbers of that writer, and its words are kept.
        left_over = self.file.has_unfinished()
        if was and was.is_followed_by(now) and not self._torn and not left_over:
            self.writer = was.w
        if self.read_only:
            return
        self.seen = seen
        if self.relation in (Relation.NEW_HERE, Relation.ELSEWHERE):
            self._note_seen()

    def accept(self) -> None:
        """Take what was opened, older or apart from what was seen last, for what is seen from now on."""
        with self.lock:
            self._note_seen()

    def settle_tail(self) -> None:
        """Say that the last save was cut short and, when this session may write, put the file right."""
        if not self._torn:
            return
        if self.read_only:
            self._notices.append(TORN_READING)
            return
        self._must_rewrite = True
        with suppress(CompanionError):  # said again at the next save, which tries again
            self.compact()
