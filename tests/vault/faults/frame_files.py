"""A real vault as bytes: its frames one by one, what each save of it held, and opening it again without a disk."""

from dataclasses import dataclass
from pathlib import Path

from companion.vault.access import Opened, open_bytes
from companion.vault.disk.last_seen import SeenState
from companion.vault.format.frames import BODY_AT, PREFIX, Key
from companion.vault.format.header import HEADER_LEN
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.records.transactions import MemoryVault
from companion.vault.vault import Vault
from tests.vault.faults.homes import CHEAP, NOW, PASSPHRASE, save, words

Words = dict[str, str]


@dataclass(frozen=True)
class Saved:
    """One save of a vault that was never compacted since: its last frame, and what the vault held then."""

    frame: bytes
    words: Words
    seen: SeenState
    """What the computer keeps of it."""


@dataclass(frozen=True)
class FrameFile:
    """The bytes of a vault: a header, a snapshot, and deltas."""

    header: bytes
    key: Key
    saves: tuple[Saved, ...]
    """The first is the snapshot."""

    @property
    def raw(self) -> bytes:
        """The whole file."""
        return self.upto(len(self.saves))

    def upto(self, saves: int) -> bytes:
        """Return the file after so many of its saves."""
        return self.header + b"".join(saved.frame for saved in self.saves[:saves])

    def opened(self, raw: bytes) -> Opened:
        """Open some bytes with this vault's key, without the work of deriving it."""
        return open_bytes(raw, lambda header: self.key, CHEAP)


def held(opened: Opened) -> Words:
    """Return what was opened holds, by id."""
    return words(MemoryVault(opened.contents))


def seen_of(opened: Opened) -> SeenState:
    """Return what a computer keeps of it."""
    meta = opened.contents.meta
    return SeenState(seq=opened.seq, tip=opened.tag.hex(), vv=dict(meta.vv), w=meta.w, at=meta.saved_at)


def frames_of(raw: bytes) -> list[bytes]:
    """Return the frames of a sound file."""
    found, at = [], HEADER_LEN
    while at < len(raw):
        end = at + BODY_AT + PREFIX.unpack_from(raw, at)[5]
        found.append(raw[at:end])
        at = end
    return found


def frame_file(raw: bytes, key: Key) -> FrameFile:
    """Take a sound file apart."""
    header, saves = raw[:HEADER_LEN], list[Saved]()
    for frame in frames_of(raw):
        so_far = header + b"".join(saved.frame for saved in saves) + frame
        opened = open_bytes(so_far, lambda _: key, CHEAP)
        saves.append(Saved(frame, held(opened), seen_of(opened)))
    return FrameFile(header, key, tuple(saves))


def add_deltas(path: Path, ids: tuple[str, ...]) -> FrameFile:
    """Save once for each id in the vault at `path`, drop it without closing, and return the file."""
    vault = Vault.open(path, passphrase=PASSPHRASE, now=NOW, profile=CHEAP)
    for id in ids:
        save(vault, id, "x" * 9000 if id == "long" else "")
    raw, key = path.read_bytes(), vault.key
    drop(vault)
    return frame_file(raw, key)


def drop(vault: Vault) -> None:
    """Let go of a vault as a killed program does: nothing is tidied."""
    vault.file.let_go()
    if vault.seen is not None:
        vault.seen.close(sync=False)
    if vault._lock:
        vault._lock.release()


def new_file(path: Path, ids: tuple[str, ...]) -> FrameFile:
    """Make a vault with a snapshot that holds something, and one delta for each id."""
    vault, _ = Vault.create(path, PASSPHRASE, now=NOW, profile=CHEAP)
    VaultDB(vault).records("lines").keep("start", {"text": "walk by the river"})
    vault.close()
    return add_deltas(path, ids)
