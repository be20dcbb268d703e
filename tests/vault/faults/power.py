"""What a disk may hold after the power went: a model of files and folders, synced or not.

What was not synced may be there or not, in part, or as zeros; each folder has its names as they were after
any of the changes since it was last synced. A file that was synced is whole, but not necessarily its name.
After Pillai and others, "All File Systems Are Not Created Equal" (2014).
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from companion.vault.disk.fs import Fs
from tests.vault.faults.disk import WatchedFs

BLOCK = 4096
Tree = dict[Path, bytes]
"""Every file by its path."""
FOLDER = -1
"""Stands for a folder where else the number of a file is."""


@dataclass
class File:
    """One file, under whichever name: what is on the disk for sure, and what was written since."""

    synced: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Where, and the bytes written there; None is a cut to that length."""

    def whole(self) -> bytes:
        """Return what a program that reads it sees."""
        return _written(self.synced, self.since)

    def may_be(self, rng: random.Random) -> dict[str, bytes]:
        """Return what it may be after the power went, by the name of the case."""
        if not self.since:
            return {"synced": self.synced}
        whole = self.whole()
        half = len(self.synced) + (len(whole) - len(self.synced)) // 2
        return {
            "none": self.synced,
            "half": whole[:half]
            if len(whole) > len(self.synced)
            else _mixed(self.synced, whole, [True, False]),
            "zeros": bytes(a if a == b else 0 for a, b in zip(whole, self.synced, strict=False))
            + bytes(max(0, len(whole) - len(self.synced))),
            "whole": whole,
            "blocks": _mixed(self.synced, whole, [rng.random() < 0.5 for _ in range(99)]),
            "other blocks": _mixed(self.synced, whole, [rng.random() < 0.5 for _ in range(99)]),
        }


def _written(raw: bytes, since: list[tuple[int, bytes | None]]) -> bytes:
    now = bytearray(raw)
    for at, data in since:
        if data is None:
            now[at:] = bytes(max(0, at - len(now)))
        else:
            now.extend(bytes(max(0, at - len(now))))
            now[at : at + len(data)] = data
    return bytes(now)


def _mixed(old: bytes, new: bytes, takes: list[bool]) -> bytes:
    """Return the new file with some of its blocks as they were before; zeros where there was nothing."""
    blocks = range(0, len(new), BLOCK)
    return b"".join(
        new[at : at + BLOCK]
        if takes[n % len(takes)]
        else old[at : at + BLOCK].ljust(len(new[at : at + BLOCK]), b"\0")
        for n, at in enumerate(blocks)
    )


@dataclass
class Folder:
    """One folder: the names that are on the disk for sure, and each change since."""

    synced: dict[str, int] = field(default_factory=dict)
    """Name -> number of the file; `FOLDER` for a folder."""
    since: list[dict[str, int | None]] = field(default_factory=list)
    """Changes: names and the file each has now, None when it is gone."""

    def names(self, changes: int | None = None) -> dict[str, int]:
        """Return the names after so many changes; after all by default."""
        names: dict[str, int | None] = dict(self.synced)
        for change in self.since[:changes]:
            names |= change
        return {name: number for name, number in names.items() if number is not None}

    def may_be(self) -> list[dict[str, int]]:
        """Return the names it may have after the power went."""
        many = len(self.since)
        return [self.names(n) for n in (range(many + 1) if many < 4 else (0, 1, many // 2, many))]


class PowerFs(WatchedFs):
    """A disk that says at each moment what would be left if the power went now.

    `crash` is called with the name of the moment and every state that was not there before since the last
    `deed_is_done`. What is in `ignores` is done and, in the model, never happened.
    """

    def __init__(self, root: Path, crash: Callable[[str, Tree], None], *, ignores: str = "") -> None:
        super().__init__()
        self._root, self._crash, self._ignores = root, crash, ignores
        self._files: list[File] = []
        self._folders: dict[Path, Folder] = {root: Folder()}
        self._open: dict[int, tuple[int, bool]] = {}
        """Descriptor -> the file, and whether it is written at its end."""
        self._at = 0
        self._rng = random.Random(4)
        self._known: set[int] = set()
        for path in sorted(root.rglob("*")):
            if path.is_dir():
                self._folder(path.parent).synced[path.name] = FOLDER
            else:
                self._folder(path.parent).synced[path.name] = len(self._files)
                self._files.append(File(path.read_bytes()))

    def put(self, path: Path, raw: bytes) -> None:
        """Know a whole file that another program put there and synced."""
        self._folder(path.parent).synced = self._folder(path.parent).names() | {path.name: len(self._files)}
        self._folder(path.parent).since = []
        self._files.append(File(raw))

    def deed_is_done(self) -> None:
        """From now on the state before is no longer good enough."""
        self._known.clear()
        self._crashes("a deed")

    def make_folder(self, folder: Path) -> None:
        for step in (folder, *folder.parents):
            if not step.exists():
                self._folder(step.parent).since.append({step.name: FOLDER})
        self._crashes("make_folder")
        Fs.make_folder(self, folder)

    def begins(self, name: str, args: tuple[Any, ...]) -> None:
        if name == "write":
            appends = self._open[args[0]][1]
            self._at = os.fstat(args[0]).st_size if appends else os.lseek(args[0], 0, os.SEEK_CUR)
        elif name == "open_new" or (name == "open_update" and not args[0].exists()):
            self._folder(args[0].parent).since.append({args[0].name: len(self._files)})
            self._files.append(File())

    def done(self, name: str, args: tuple[Any, ...], result: Any) -> None:
        if name == self._ignores:
            return
        if name in ("open_new", "open_append", "open_update"):
            number = self._folder(args[0].parent).names()[args[0].name]
            self._open[result] = (number, name == "open_append")
            if name == "open_update" and len(self._files[number].whole()) != args[1]:
                self._files[number].since.append((args[1], None))
        elif name in ("write", "truncate"):
            step = (self._at, bytes(args[1])) if name == "write" else (args[1], None)
            self._files[self._open[args[0]][0]].since.append(step)
        elif name in ("sync", "sync_data"):
            file = self._files[self._open[args[0]][0]]
            file.synced, file.since = file.whole(), []
        elif name in ("replace", "put_new"):
            folder = self._folder(args[1].parent)
            folder.since.append({args[1].name: folder.names()[args[0].name], args[0].name: None})
        elif name == "exchange" and result:
            folder = self._folder(args[1].parent)
            names = folder.names()
            folder.since.append({args[0].name: names[args[1].name], args[1].name: names[args[0].name]})
        elif name == "remove" and args[0].name in self._folder(args[0].parent).names():
            self._folder(args[0].parent).since.append({args[0].name: None})
        elif name == "sync_folder":
            folder = self._folder(args[0])
            folder.synced, folder.since = folder.names(), []
        else:
            return
        self._crashes(name)

    def _folder(self, path: Path) -> Folder:
        return self._folders.setdefault(path, Folder())

    def _crashes(self, moment: str) -> None:
        may_be = [file.may_be(self._rng) for file in self._files]
        cases = {case for cases in may_be for case in cases} - {"synced"} or {"synced"}
        choices = [folder.may_be() for folder in self._folders.values()]
        for names, case in product(product(*choices), sorted(cases)):
            tree = self._tree(dict(zip(self._folders, names, strict=True)), may_be, case)
            mark = hash(frozenset(tree.items()))
            if mark not in self._known:
                self._known.add(mark)
                self._crash(f"{moment}, {case}", tree)

    def _tree(self, names: dict[Path, dict[str, int]], may_be: list[dict[str, bytes]], case: str) -> Tree:
        there = {self._root}
        tree: Tree = {}
        for folder in sorted(names):
            if folder not in there:
                continue
            for name, number in names[folder].items():
                if number == FOLDER:
                    there.add(folder / name)
                else:
                    cases = may_be[number]
                    tree[(folder / name).relative_to(self._root)] = cases.get(case) or next(
                        iter(cases.values())
                    )
        return tree


def laid_out(tree: Tree, folder: Path) -> None:
    """Write what is left after the power went into a new folder."""
    folder.mkdir()
    for path, raw in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)
