"""Putting a new vault file in the place of the old one: old or new, never half."""

import contextlib
import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from companion.errors import AlreadyThere, CompanionError, NotSaved
from companion.vault.disk.fs import Fs, Identity, Place
from companion.vault.format.frames import TAG_LEN
from companion.vault.format.header import HEADER_LEN

Pieces = Iterable[bytes | memoryview]
"""A whole vault file; the first piece begins with the header, the last ends with the last frame's tag."""
Proof = Callable[[Path], object]
"""Opens a vault file; raises when it does not open."""
MayGo = Callable[[bytes], bool]
"""Says of a whole file, found under the name of an unfinished save, whether nothing is lost without it."""

_NO_ROOM = "The disk is full"
_NOT_ALLOWED = "Companion may not write in this folder"
_GONE = "The folder of your vault is not there any more"
_DISK = "The disk did not take it"
_REASONS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOENT: _GONE,
}
_ENDINGS = {
    _NOT_ALLOWED: "so this is not saved. Your last saved file is unchanged.",
    _GONE: "so this is not saved. Is a stick unplugged?",
}
_UNSAVED = "so this is not saved yet. Your last saved file is unchanged."
_NOT_PROVED = (
    "What was written did not read back right, so it was thrown away. Your last saved file is unchanged."
)
_NOT_MADE = "so no vault was made."


def new_path(vault: Path) -> Path:
    """Return the path at which the next state of `vault` is written before it takes its place."""
    return vault.with_name(vault.name + ".new")


def tip_of(raw: bytes | bytearray) -> bytes:
    """Return what tells this saved state from every other: the header's checksum and the last frame's tag."""
    return bytes(raw[HEADER_LEN - 32 : HEADER_LEN] + raw[-TAG_LEN:])


def not_saved(error: OSError) -> NotSaved:
    """Return the sentence for what the disk said."""
    why = _REASONS.get(error.errno or 0, _DISK)
    return NotSaved(f"{why}, {_ENDINGS.get(why, _UNSAVED)}")


def not_made(error: NotSaved | OSError) -> NotSaved:
    """Return the sentence for a vault that could not be made: there is no last saved file then."""
    disk = error if isinstance(error, OSError) else error.__cause__
    if isinstance(disk, OSError):
        why = _REASONS.get(disk.errno or 0, _DISK)
        return NotSaved(f"{'That folder is not there' if why == _GONE else why}, {_NOT_MADE}")
    if str(error) == _NOT_PROVED:
        return NotSaved(f"What was written did not read back right, {_NOT_MADE}")
    return NotSaved(str(error))


_TURNS = 8
"""How often a file that comes and goes while its name is taken is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Files that a save found in its way and did not write over, under the names they have now."""

    unfinished: Path | None = None
    """It had the name under which the next state is written."""
    stranger: Path | None = None
    """Another program put it in the file's place meanwhile."""


class VaultFile:
    """The vault's file as this session knows it, so that one put in its place is never overwritten."""

    def __init__(self, path: Path, fs: Fs) -> None:
        self.path = path
        """Where saves go. Changes once, when another program replaced the file meanwhile."""
        self.tip = b""
        self.fs = fs
        self._identity: Identity | None = None
        self._place: Place | None = None
        """The folder it was found or put in; None before that."""
        self._unsure = (0, b"")
        """Where the last frame that could not be added began, and the frame: a part of it may be left there."""
        self._fd: int | None = None
        """Open for adding at the end; kept from one save to the next."""

    def read(self) -> bytes:
        """Return the file's bytes and remember them as what is there."""
        self._identity, self._place = self.fs.identity(self.path), self.fs.place(self.path.parent)
        raw = self.fs.read(self.path)
        self.tip = tip_of(raw)
        return raw

    def has_unfinished(self) -> bool:
        """Return True when something has the name under which the next state is written."""
        return self.fs.exists(new_path(self.path))

    def mark(self) -> str:
        """Return what no copy of the file has; empty when the disk will not say."""
        try:
            return self.fs.mark(self.path)
        except OSError:
            return ""

    def is_ours(self) -> bool:
        """Return True unless the path now leads to a state that this session did not read or write.

        Raises NotSaved when the disk will not say, and when the folder is another one now that has no such
        state in it: a stick was pulled, and what was below its place shows. Nothing of ours belongs there.
        """
        try:
            found = self.fs.identity(self.path)
        except OSError as error:
            raise not_saved(error) from error
        if found is None:
            self._need_same_place()
            return True
        if found == self._identity:
            return True
        try:
            # A sync program may touch a file, or put it there anew, without changing a byte of it.
            ours = self._is_known(self.fs.read(self.path), self.tip)
            place = self.fs.place(self.path.parent)
        except (OSError, CompanionError):
            ours, place = False, None
        if not ours:
            self._need_same_place()
            return False
        self.let_go()
        self._identity, self._place = found, place
        return True

    def _look_again(self) -> None:
        """Before the first byte is written: `is_ours` may have been a large vault's time ago. Raises NotSaved."""
        try:
            found = self.fs.identity(self.path)
        except OSError as error:
            raise not_saved(error) from error
        if found is None:
            self._need_same_place()

    def _need_same_place(self) -> None:
        """Raise NotSaved unless the folder is the one the file was known in."""
        try:
            place = self.fs.place(self.path.parent)
        except OSError as error:
            raise not_saved(error) from error
        if self._place not in (None, place):
            raise NotSaved(f"{_GONE}, {_ENDINGS[_GONE]}")

    def _is_known(self, raw: bytes, tip: bytes) -> bool:
        size, frame = self._unsure
        left_by_us = size and frame.startswith(raw[size:])
        return tip_of(raw[:size] if left_by_us else raw) == tip

    def step_quarantine(self, now: datetime) -> None:
        """Go on in a file of another name, and leave the one that was put here as it is."""
        target = self._conflict_path(now)
        self.let_go()
        self.path, self._identity = target, None

    def _conflict_path(self, now: datetime) -> Path:
        """Return a free name for one of two files that want this one's."""
        name, number = self.path.name, 1
        target = self.path.with_name(f"{name}.conflict-{now:%Y%m%d-%H%M%S}.vault")
        while self.fs.exists(target):
            number += 1
            target = self.path.with_name(f"{name}.conflict-{now:%Y%m%d-%H%M%S}-{number}.vault")
        return target

    def append(self, frame: bytes) -> bool:
        """Add `frame` at the end and wait until it is on the disk.

        Return False when it may not be added to, or it went where nobody will look for it: the file was deleted, or
        another was put in its place meanwhile. Raises NotSaved; the file is then cut back to what it was, where the
        disk lets it.
        """
        if self._identity is None:
            return False
        size = self._identity[2]
        try:
            if self._fd is None:
                try:
                    self._fd = self.fs.open_append(self.path)
                except (
                    PermissionError
                ):  # made read-only meanwhile: all of it is written, or refused for its folder
                    return False
                if self.fs.identity_of(self._fd)[:3] != self._identity[:3]:
                    self.let_go()
                    return False
            self.fs.write(self._fd, frame)
            self.fs.sync_data(self._fd)
            written, there = self.fs.identity_of(self._fd), self.fs.identity(self.path)
        except BaseException as error:
            self._cut_back(size, frame)
            if isinstance(error, OSError):
                raise not_saved(error) from error
            raise
        if there is None:
            # A folder that is moved, or unplugged, may come back: then with the file as it was known.
            self._cut_back(size, frame)
            return False
        if there[:3] != written[:3] or written[2] != size + len(frame):
            self.let_go()
            return False
        self._identity, self.tip = written, self.tip[:-TAG_LEN] + frame[-TAG_LEN:]
        return True

    def has_room(self, size: int) -> bool:
        """Return True when the file may grow by `size` bytes and still be read."""
        return self._identity is None or self._identity[2] + size <= self.fs.largest

    def let_go(self) -> None:
        """Close the file; a later save opens it again."""
        if self._fd is not None:
            fd, self._fd = self._fd, None
            with contextlib.suppress(OSError):  # every byte was synced already, or nobody was told it was
                self.fs.close(fd)

    def _cut_back(self, size: int, frame: bytes) -> None:
        """Take back what was added after byte `size`. What a disk that fails leaves there is known as ours."""
        self._unsure = size, frame
        if self._fd is None:
            return
        with contextlib.suppress(OSError):
            try:
                self.fs.truncate(self._fd, size)
                self.fs.sync(self._fd)
            finally:
                self._identity = self.fs.identity_of(self._fd)
        self.let_go()

    def write(
        self, pieces: Pieces, proof: Proof, now: datetime, may_go: MayGo, *, first: bool = False
    ) -> Kept:
        """Put `pieces` in the file's place: written beside it, read back, proved, swapped, synced.

        What is found where it is written, unless it `may_go`, and what another program put in the file's place
        while it was written, are kept under names of their own: those are returned. With `first`, nothing may be
        there yet, nor is there after a fault. Raises NotSaved, and AlreadyThere with `first`; the file is then as
        it was (or, when only the very last sync of the folder went wrong, `tip` says the new one is).
        """
        new, was, known = new_path(self.path), self._identity, self.tip
        is_in_place = False
        self.let_go()
        if not first:
            self._look_again()
        try:
            unfinished = self._clear(new, may_go, now)
            tip = self._write_new(new, pieces)
            self._prove(new, proof)
            identity, place = self.fs.identity(new), self.fs.place(self.path.parent)
            came_out = self._swap(new, now, first=first)
            is_in_place = True
            self.tip, self._identity, self._place = tip, identity, place
            self.fs.sync_folder(self.path.parent)
        except (OSError, CompanionError) as error:
            if not is_in_place:  # else it is the file that was there before that has the name now
                self._discard(new)
            elif first:
                self._discard(self.path)  # nobody was told of it, so it is not left behind
            if isinstance(error, OSError):
                raise not_saved(error) from error
            raise
        return Kept(unfinished=unfinished, stranger=self._stranger(came_out, was, known, now))

    def _clear(self, new: Path, may_go: MayGo, now: datetime) -> Path | None:
        """Make way where the next state is written; return where what was there is kept. Raises OSError."""
        if not self.fs.exists(new):
            return None
        try:
            goes = may_go(self.fs.read(new))
        except (OSError, CompanionError):
            goes = False
        if goes:
            self.fs.remove(new)
            return None
        target = self._conflict_path(now)
        self.fs.replace(new, target)
        return target

    def _swap(self, new: Path, now: datetime, *, first: bool) -> Path | None:
        """Give the next state the file's name; return the name that what had it has now. Raises OSError.

        Where two files can change names in one step, what was there comes out whole, however late it came. Else it
        gets a second name just before it is replaced; where no file has two, it is looked at once more.
        """
        if first:
            try:
                self.fs.put_new(new, self.path)
            except FileExistsError:
                raise AlreadyThere(f"There is a file at {self.path} already. Nothing was changed.") from None
            return None
        for _ in range(_TURNS):
            try:
                if self.fs.exchange(new, self.path):
                    return new
                if self.fs.exists(self.path):
                    break
                raise FileNotFoundError(errno.ENOENT, "it is gone", str(self.path))
            except FileNotFoundError:
                with contextlib.suppress(FileExistsError):  # it came back this instant
                    self.fs.put_new(new, self.path)
                    return None
        aside = self._conflict_path(now)
        if self.fs.link(self.path, aside):
            try:
                self.fs.replace(new, self.path)
            except OSError:
                self._discard(aside)  # the file itself has its name still
                raise
            return aside
        is_ours = self.is_ours()
        if not is_ours:
            self.fs.replace(self.path, aside)
        self.fs.replace(new, self.path)
        return None if is_ours else aside

    def _stranger(
        self, came_out: Path | None, was: Identity | None, known: bytes, now: datetime
    ) -> Path | None:
        """Look at what had the file's name before, delete it if it was ours, and return where it is if not."""
        if came_out is None:
            return None
        # What goes wrong here costs nothing: all is saved, and what has the name of an unfinished save is read
        # before the next one.
        with contextlib.suppress(OSError):
            found = self.fs.identity(came_out)
            if found == was or self._is_known_at(came_out, known):
                self.fs.remove(came_out)
                return None
            if came_out != new_path(self.path):
                return came_out
            target = self._conflict_path(now)
            self.fs.replace(came_out, target)
            self.fs.sync_folder(target.parent)
            return target
        return None

    def _is_known_at(self, path: Path, tip: bytes) -> bool:
        try:
            return self._is_known(self.fs.read(path), tip)
        except (OSError, CompanionError):
            return False

    def _write_new(self, new: Path, pieces: Pieces) -> bytes:
        """Write `pieces` to the disk itself and return their tip."""
        fd = self.fs.open_new(new)
        try:
            checksum = last = b""
            for piece in pieces:
                self.fs.write(fd, piece)
                checksum = checksum or bytes(piece[HEADER_LEN - 32 : HEADER_LEN])
                last = bytes(piece[-TAG_LEN:])
            self.fs.sync(fd)
        finally:
            self.fs.close(fd)
        return checksum + last

    def _prove(self, new: Path, proof: Proof) -> None:
        try:
            proof(new)
        except CompanionError:
            raise NotSaved(_NOT_PROVED) from None

    def _discard(self, new: Path) -> None:
        with contextlib.suppress(OSError):
            self.fs.remove(new)
