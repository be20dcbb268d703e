"""Disks on which something happens: one that is watched, one on which the program dies, one that refuses."""

import os
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from companion.vault.disk.fs import Fs

# What asks the disk nothing, and what is made of other operations.
_NO_STEP = {"real", "write_at"}
STEPS = [name for name, value in vars(Fs).items() if callable(value) and name not in _NO_STEP]


@dataclass(frozen=True)
class Step:
    """One operation that was asked for."""

    name: str
    size: int
    """Bytes, of a write."""


@dataclass(frozen=True)
class Point:
    """A moment: before the `at`-th operation (from 0), after it, or with that share of a write done."""

    at: int
    share: float | None = None
    """None is after the operation; 0 is before it."""

    def __str__(self) -> str:
        return f"{'after' if self.share is None else f'at {self.share:.0%} of'} operation {self.at}"


class WatchedFs(Fs):
    """A disk that says of each operation when it begins and when it is done."""

    def __init__(self) -> None:
        self.watched = True

    def begins(self, name: str, args: tuple[Any, ...]) -> None:
        """Called before."""

    def done(self, name: str, args: tuple[Any, ...], result: Any) -> None:
        """Called after, with None when it raised."""


def _watched(name: str) -> Callable[..., Any]:
    real = getattr(Fs, name)

    def call(self: WatchedFs, *args: Any) -> Any:
        if not self.watched:
            return real(self, *args)
        self.begins(name, args)
        # What an operation is made of is part of it.
        self.watched, result = False, None
        try:
            result = real(self, *args)
            return result
        finally:
            self.watched = True
            self.done(name, args, result)

    return call


for _name in STEPS:
    setattr(WatchedFs, _name, _watched(_name))


def size_of(name: str, args: tuple[Any, ...]) -> int:
    """Return how many bytes are to be written."""
    return len(args[1]) if name == "write" else 0


class CountingFs(WatchedFs):
    """A disk that lists what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []

    def begins(self, name: str, args: tuple[Any, ...]) -> None:
        self.steps.append(Step(name, size_of(name, args)))


class KillingFs(WatchedFs):
    """A disk in whose middle the program is killed as by kill -9."""

    def __init__(self, point: Point) -> None:
        super().__init__()
        self._point, self._count = point, 0

    def begins(self, name: str, args: tuple[Any, ...]) -> None:
        if sys.platform == "win32":
            pytest.skip("Windows has none of this")
        self._count += 1
        if self._count - 1 == self._point.at and self._point.share is not None:
            if name == "write":
                os.write(args[0], bytes(args[1])[: int(len(args[1]) * self._point.share)])
            os.kill(os.getpid(), signal.SIGKILL)

    def done(self, name: str, args: tuple[Any, ...], result: Any) -> None:
        if sys.platform == "win32":
            pytest.skip("Windows has none of this")
        if self._count - 1 == self._point.at:
            os.kill(os.getpid(), signal.SIGKILL)


class RefusingFs(WatchedFs):
    """A disk that answers the `at`-th operation (from 0), and with `lasting` all after it, with an error."""

    def __init__(self) -> None:
        super().__init__()
        self.at = -1
        self.error, self.lasting, self.count = 0, False, 0

    def begins(self, name: str, args: tuple[Any, ...]) -> None:
        at, self.count = self.count, self.count + 1
        if self.at < 0 or at < self.at or (at > self.at and not self.lasting):
            return
        if name == "write":
            os.write(args[0], bytes(args[1])[: len(args[1]) // 2])
        if name not in ("exists", "can_write"):  # these two never raise
            raise OSError(self.error, os.strerror(self.error))


def points(steps: Iterable[Step]) -> list[Point]:
    """Return every moment in which a program that takes these steps can be killed."""
    found = []
    for at, step in enumerate(steps):
        shares = (0.0, 0.01, 0.5, 0.99, None) if step.size else (0.0, None)
        found += [Point(at, share) for share in shares]
    return found


class HookedFs(Fs):
    """A disk on which something happens before one kind of sync, once."""

    def __init__(self, name: str, happens: Callable[[], None]) -> None:
        self.name, self._happens = name, happens
        """The operation; empty while nothing is to happen."""

    def sync_data(self, fd: int) -> None:
        self._once("sync_data")
        super().sync_data(fd)

    def sync_folder(self, folder: Path) -> None:
        self._once("sync_folder")
        super().sync_folder(folder)

    def _once(self, name: str) -> None:
        if self.name == name:
            self.name = ""
            self._happens()
