"""The steps before a vault is open: which file, which key, who else has it, and what it says of itself."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from companion.errors import DamagedContents, NothingThere, NotReadable, NotUnlocked
from companion.vault.disk.atomic_file import VaultFile
from companion.vault.disk.fs import Fs
from companion.vault.disk.lock import NotLocked, VaultLock
from companion.vault.format.contents import Contents, decode_contents, document_of
from companion.vault.format.frames import NO_TAG, Key
from companion.vault.format.header import (
    ALTERED,
    HEADER_LEN,
    PASSPHRASE,
    RECOVERY,
    Header,
    check_seal,
    read_header,
)
from companion.vault.format.migrations import LADDER, Ladder, newest_schema, upgrade
from companion.vault.format.replay import replay
from companion.vault.format.snapshot import apply_delta
from companion.vault.secrets import recovery_code as codes
from companion.vault.secrets.keys import Profile, open_with_code, open_with_passphrase

GetKey = Callable[[Header], Key]
"""Turns a header into the root key, or raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A vault file that opened. Its repr holds neither key nor words."""

    header: Header
    key: Key
    contents: Contents
    seq: int
    tag: bytes = NO_TAG
    """Of the last frame."""
    deltas: int = 0
    """How many saves were added since everything was written."""
    tail: int = 0
    """Bytes of them."""
    torn: bool = False
    """True when bytes follow that are no part of it: a save that was cut short."""
    upgraded: bool = False
    """True when its records were of an older schema: the file still holds those, `contents` the newest."""

    def __repr__(self) -> str:
        return f"Opened({self.seq})"


def open_bytes(
    raw: bytes, unlock: GetKey, profile: Profile, *, earlier: bool = False, ladder: Ladder = LADDER
) -> Opened:
    """Return what a whole vault file holds; with `earlier`, what it held before a damage in its middle.

    Records of an older schema are brought up to the one that `ladder` leads to.

    In this order raises NotReadable (never a vault), DamagedHeader, NewerVersion, what `unlock` raises
    (WrongPassphrase, WrongRecoveryCode), and DamagedContents for anything behind the header.
    """
    header = read_header(raw, profile.least_kib, profile.most_kib)
    key = unlock(header)
    check_seal(raw[:HEADER_LEN], header, key.root)
    read = replay(key, raw, earlier=earlier)
    contents = decode_contents(read.snapshot.json, newest_schema(ladder))
    contents.frames = [(frame.seq, frame.tag.hex()[:16]) for frame in (read.snapshot, *read.deltas)]
    for delta in read.deltas:
        apply_delta(contents, delta.json, delta.seq)
    return Opened(
        header=header,
        key=key,
        contents=contents,
        seq=read.last.seq,
        tag=read.last.tag,
        deltas=len(read.deltas),
        tail=read.end - read.snapshot_end,
        torn=read.torn,
        upgraded=upgrade(contents, ladder),
    )


_OTHER_KEYS = "That copy was made under other keys, so it needs the passphrase it had then."


def own_key(key: Key, raw: bytes, header: Header) -> GetKey:
    """Return what opens a file that was sealed under `key`. Raises NotUnlocked for one under other keys."""
    try:
        check_seal(raw[:HEADER_LEN], header, key.root)
    except DamagedContents:
        raise NotUnlocked(_OTHER_KEYS) from None
    return lambda header: key


def prove_bytes(raw: bytes, key: Key) -> None:
    """Raise DamagedContents or NewerVersion unless every byte of `raw` is part of a frame that opens."""
    if replay(key, raw).torn:
        raise DamagedContents(ALTERED)


NO_LOCKS = "Files cannot be locked in this folder. Please open your vault in one window at a time."
_NOT_WRITABLE = (
    "Companion may not write in this folder, so the vault is open for reading. Nothing can be changed."
)
_READ_ONLY_FILE = "The file of your vault can be read and not written"
_SO = "so it is open for reading. Nothing can be changed."
_FOR_READING = "The vault is open for reading, so nothing in it can be changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultInfo:
    """What can be said about a vault without showing a word of it."""

    path: Path
    size: int
    """Bytes."""
    format: int
    schema: int
    app: str
    """The version that saved it."""
    saved_at: datetime | None
    argon_mib: int
    """Memory that one guess at the passphrase costs."""
    has_recovery_code: bool
    counts: dict[str, int]
    """Records by table."""
    unreadable: int
    """Records that are kept but are no documents."""
    backups: int
    torn: bool = False
    """True when bytes follow its last whole save: one that was cut short, or is going on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteAccess:
    """Whether this session may write, and what is to be said about that."""

    lock: VaultLock | None = None
    why_read_only: str = ""
    """Empty when it may write."""
    notices: tuple[str, ...] = ()


def hold(home: Path, fs: Fs, *, read_only: bool) -> WriteAccess:
    """Take the writer's lock, unless only reading is wanted or possible. Raises OpenElsewhere."""
    if read_only:
        return WriteAccess(why_read_only=_FOR_READING)
    if not fs.can_write(home.parent):
        return _only(_NOT_WRITABLE)
    with suppress(OSError):  # it is gone, or the disk will not say: that is told when it is read
        if fs.is_read_only(home):
            return _only(f"{_READ_ONLY_FILE}, {_SO}")
    lock = VaultLock(home)
    try:
        locked = lock.acquire()
    except NotLocked as error:
        return _only(f"{error}, {_SO}")
    except OSError:
        return _only(_NOT_WRITABLE)
    return WriteAccess(lock=lock, notices=() if locked else (NO_LOCKS,))


def _only(why: str) -> WriteAccess:
    return WriteAccess(why_read_only=why, notices=(why,))


def way_in(passphrase: str | None, code: str | None) -> tuple[GetKey, str]:
    """Return what turns a header into the key, and "passphrase" or "recovery".

    A recovery code typed as passphrase is tried as a code alone.
    """
    if code is None and passphrase is not None and codes.is_code(passphrase):
        code = passphrase
    if code is not None:
        said = code
        return (lambda header: open_with_code(header, said)), "recovery"
    if passphrase is None:
        raise TypeError("a passphrase or a recovery code is needed")
    words = passphrase
    return (lambda header: open_with_passphrase(header, words)), "passphrase"


def read_file(file: VaultFile) -> bytes:
    """Return the file's bytes. Raises NothingThere, NotReadable."""
    try:
        return file.read()
    except FileNotFoundError:
        raise NothingThere(f"There is no vault at {file.path}.") from None
    except PermissionError:
        raise NotReadable(f"Companion may not read {file.path}.") from None
    except OSError:
        raise NotReadable(f"The disk could not read {file.path}. Try again.") from None


def moment(text: str) -> datetime | None:
    """Return the time that `text` (ISO 8601) says, or None."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def describe(path: Path, size: int, header: Header, contents: Contents, backups: int) -> VaultInfo:
    """Return what can be said about an open vault. Every record is read once."""
    tables = contents.tables
    return VaultInfo(
        path=path,
        size=size,
        format=header.format,
        schema=contents.meta.schema,
        app=contents.meta.app,
        saved_at=moment(contents.meta.saved_at),
        argon_mib=max((slot.m_kib // 1024 for slot in header.having(PASSPHRASE)), default=0),
        has_recovery_code=any(header.having(RECOVERY)),
        counts={name: len(records) for name, records in tables.items()},
        unreadable=sum(document_of(raw) is None for table in tables.values() for raw in table.values()),
        backups=backups,
    )
