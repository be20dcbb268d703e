"""A vault that cannot be made: said in a sentence, and what was there is as it was."""

import errno
from pathlib import Path

import pytest

from companion.errors import NotSaved
from companion.vault.disk.atomic_file import new_path
from companion.vault.disk.fs import Fs
from tests.vault.conftest import make, reopen
from tests.vault.faults.disk import CountingFs, RefusingFs
from tests.vault.test_vault import names


def test_a_fault_while_making_a_vault_leaves_none_and_it_can_be_made_again(disk: Path) -> None:
    fs = CountingFs()
    make(disk / "count" / "v.vault", fs)[0].close()
    for at, step in enumerate(fs.steps):
        path = disk / f"{at} {step.name}" / "v.vault"
        broken = RefusingFs()
        broken.at, broken.error = at, errno.ENOSPC
        try:
            make(path, broken)[0].close()
        except NotSaved as problem:
            assert str(problem) == "The disk is full, so no vault was made."
            assert not path.parent.exists()
            broken.at = -1
            make(path, broken)[0].close()
        reopen(path).close()


def test_a_vault_that_cannot_be_made_leaves_what_was_there(path: Path) -> None:
    make(path)[0].close()
    left = path.replace(new_path(path)).read_bytes()
    path.with_name("companion.vault.lock").unlink()

    class Full(Fs):
        def write(self, fd: int, data: bytes | bytearray | memoryview) -> None:
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(NotSaved, match="no vault was made"):
        make(path, Full())
    assert names(path.parent) == ["companion.vault.new"]
    assert new_path(path).read_bytes() == left


def test_a_vault_that_reads_back_wrong_is_not_made(path: Path) -> None:
    class Forgetful(Fs):
        def write(self, fd: int, data: bytes | bytearray | memoryview) -> None:
            super().write(fd, bytes(len(data)))

    with pytest.raises(NotSaved, match=r"^What was written did not read back right, so no vault was made\.$"):
        make(path, Forgetful())
    assert not path.parent.exists()
