"""A disk that fills up or fails at every single step: old or new, never half. `faults` holds the larger suite."""

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from companion.errors import CompanionError, NotSaved
from companion.vault.disk.fs import Fs
from companion.vault.vault import Vault
from tests.thorough import is_whole, sample
from tests.vault.conftest import NOW, PASSPHRASE, make, reopen
from tests.vault.test_vault import lines, names, put

STEPS = [
    name
    for name, value in vars(Fs).items()
    if callable(value) and name not in ("real", "exists", "can_write")
]
NEW_PASSPHRASE = "words I will remember"


class FaultyFs(Fs):
    """A disk on which something happens at the `at`-th step (from 1); at 0 it counts the steps."""

    def __init__(self) -> None:
        self.at, self.count = 0, 0
        self.lasting = False
        self.happen: Callable[[str, tuple[Any, ...]], None] = lambda name, args: None

    def step(self, name: str, args: tuple[Any, ...]) -> None:
        self.count += 1
        if self.at and (self.count == self.at or (self.lasting and self.count > self.at)):
            self.happen(name, args)


def _watched(name: str) -> Callable[..., Any]:
    real = getattr(Fs, name)

    def call(self: FaultyFs, *args: Any) -> Any:
        self.step(name, args)
        return real(self, *args)

    return call


for _name in STEPS:
    setattr(FaultyFs, _name, _watched(_name))


def error(number: int) -> Callable[[str, tuple[Any, ...]], None]:
    """Return a fault that the system reports as `number`; a write gets half of it done first."""

    def happen(name: str, args: tuple[Any, ...]) -> None:
        if name == "write":
            os.write(args[0], bytes(args[1])[: len(args[1]) // 2])
        raise OSError(number, os.strerror(number))

    return happen


def change(vault: Vault) -> None:
    """Change two records in one save."""
    with vault.transaction():
        put(vault, "one", text="new")
        put(vault, "two", text="new")


def renew(vault: Vault) -> None:
    """Give the vault another passphrase."""
    vault.keys.set_passphrase(NEW_PASSPHRASE, now=NOW)


OLD = {"one": {"text": "old"}}
NEW = {"one": {"text": "new"}, "two": {"text": "new"}}


def prepared(path: Path, fs: Fs) -> Vault:
    """Return an open vault that holds `OLD`, on a day on which no copy was made yet."""
    vault, _ = make(path)
    put(vault, "one", text="old")
    vault.close()
    return reopen(path, now=NOW + timedelta(days=1), fs=fs)


def count_steps(path: Path, action: Callable[[Vault], None]) -> int:
    """Return how many steps on disk `action` takes."""
    fs = FaultyFs()
    vault = prepared(path, fs)
    fs.count = 0
    action(vault)
    steps = fs.count
    vault.erase()
    return steps


@pytest.mark.thorough
@pytest.mark.parametrize("action", [change, renew])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_a_fault_at_any_step_leaves_old_or_new(
    tmp_path: Path, number: int, lasting: bool, action: Callable[[Vault], None]
) -> None:
    steps = count_steps(tmp_path / "count.vault", action)
    assert steps > 10
    refused = 0
    for at in sample(range(1, steps + 1)):
        path = tmp_path / f"{at}" / "v.vault"
        fs = FaultyFs()
        vault = prepared(path, fs)
        fs.count, fs.at, fs.lasting, fs.happen = 0, at, lasting, error(number)
        try:
            action(vault)
            stored = True
        except NotSaved as said:
            assert str(said).endswith((".", "?"))
            stored, refused = False, refused + 1
        fs.at = 0
        if action is change:
            assert lines(vault) == (NEW if stored else OLD)
        on_disk = check_disk(path, renewed=action is renew and stored, unsure=action is renew and not stored)
        assert on_disk in ((NEW,) if stored and action is change else (OLD, NEW))
        # Whoever comes through this can save again.
        put(vault, "three", text="later")
        assert lines(vault)["three"] == {"text": "later"}
        vault.close()
        assert "three" in check_disk(vault.path, renewed=False, unsure=True)
        assert not any(name.endswith(".new") for name in names(path.parent))
    assert refused > 5 or not is_whole()


def check_disk(path: Path, *, renewed: bool, unsure: bool) -> dict[str, dict[str, object]]:
    """Return what another program reads at `path` now."""
    try:
        reader = reopen(path, NEW_PASSPHRASE if renewed else PASSPHRASE, read_only=True)
    except CompanionError:
        if not unsure:
            raise
        reader = reopen(path, NEW_PASSPHRASE, read_only=True)
    found = lines(reader)
    reader.close()
    return found


def test_a_save_after_a_refused_one_fills_fresh_memory(path: Path) -> None:
    """What held the error of the refused save may still look into the memory it used."""

    class Full(Fs):
        is_full = False

        def write(self, fd: int, data: bytes | bytearray | memoryview) -> None:
            if self.is_full:
                raise OSError(errno.ENOSPC, "full")
            super().write(fd, data)

    disk = Full()
    vault, _ = make(path, disk)
    put(vault, text="before")
    before = vault._buffers
    vault._must_rewrite = disk.is_full = True
    with pytest.raises(NotSaved):
        put(vault, text="refused")
    disk.is_full = False
    views = [memoryview(before.json), memoryview(before.first), memoryview(before.second)]
    put(vault, text="a text that is a good deal longer than anything before it " * 2000)
    fresh = {id(vault._buffers.json), id(vault._buffers.first), id(vault._buffers.second)}
    assert not fresh & {id(view.obj) for view in views}
    vault.close()
    again = reopen(path)
    assert str(lines(again)["one"]["text"]).startswith("a text that is")
    again.close()


def test_a_write_that_reads_back_wrong_never_takes_the_place(path: Path) -> None:
    class Forgetful(Fs):
        def write(self, fd: int, data: bytes | bytearray | memoryview) -> None:
            spoilt = bytearray(data)
            spoilt[len(spoilt) // 2] ^= 1
            super().write(fd, spoilt)

    make(path)[0].close()
    before = path.read_bytes()
    vault = reopen(path, fs=Forgetful())
    with pytest.raises(NotSaved, match="read back"):
        vault.keys.set_passphrase("words I will remember", now=NOW)
    assert path.read_bytes() == before
    vault.close()
    assert path.read_bytes() == before


def test_a_folder_sync_that_fails_after_the_swap_is_told_and_healed(path: Path) -> None:
    class Unsure(Fs):
        broken = False

        def sync_folder(self, folder: Path) -> None:
            if self.broken:
                raise OSError(errno.EIO, "I/O error")
            super().sync_folder(folder)

    fs = Unsure()
    vault, _ = make(path, fs)
    put(vault, "one", text="old")
    vault._must_rewrite = True
    fs.broken = True
    with pytest.raises(NotSaved):
        change(vault)
    assert lines(vault) == OLD
    writer, seq = vault.writer, vault.seq
    fs.broken = False
    put(vault, "three", text="later")
    assert (vault.path, vault.notices) == (path, ())
    assert vault.seq == seq + 1 and vault.writer == writer
    assert check_disk(path, renewed=False, unsure=False) == OLD | {"three": {"text": "later"}}
    vault.close()


def test_a_stick_pulled_out_is_said_so(path: Path) -> None:
    vault, _ = make(path)
    moved = path.parent.rename(path.parent.with_name("elsewhere"))
    with pytest.raises(NotSaved, match="folder"):
        put(vault, "one", text="new")
    moved.rename(path.parent)
    put(vault, "one", text="new")
    assert check_disk(path, renewed=False, unsure=False) == {"one": {"text": "new"}}
    vault.close()
