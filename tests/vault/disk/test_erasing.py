"""Erasing where the disk lets some of it go and some not: it is said what stayed, and nothing comes back."""

import errno
from pathlib import Path

import pytest

from companion.errors import NotWritten
from companion.vault.disk.fs import Fs
from tests.vault.conftest import make, reopen
from tests.vault.test_vault import names, put


class Stuck(Fs):
    """A disk on which one name cannot be deleted, or one folder not be looked into."""

    def __init__(self, name: str) -> None:
        self.name = name

    def remove(self, path: Path) -> None:
        if path.name == self.name:
            raise PermissionError(errno.EACCES, "not allowed")
        super().remove(path)

    def listing(self, folder: Path) -> list[str]:
        if folder.name == self.name:
            raise PermissionError(errno.EACCES, "not allowed")
        return super().listing(folder)


def test_a_link_that_cannot_be_deleted_is_named_and_asked_for_again(tmp_path: Path) -> None:
    desk, real = tmp_path / "desk", tmp_path / "stick" / "real.vault"
    desk.mkdir()
    make(real)[0].close()
    (desk / "link.vault").symlink_to(real)
    fs = Stuck("link.vault")
    vault = reopen(desk / "link.vault", fs=fs)
    with pytest.raises(NotWritten, match=r"link\.vault"):
        vault.erase()
    assert not real.exists()
    fs.name = ""
    gone = vault.erase()
    assert desk / "link.vault" in gone
    assert names(desk) == names(tmp_path / "stick") == []


@pytest.mark.parametrize("name", ["companion.vault.torn-x", "companion.vault.backups"])
def test_what_is_stuck_does_not_bring_the_rest_back(path: Path, name: str) -> None:
    make(path)[0].close()
    backups = path.with_name("companion.vault.backups")
    backups.mkdir()
    (backups / "2026-11-22-abcd.vault").write_bytes(b"x")
    path.with_name("companion.vault.torn-x").write_bytes(b"x")
    vault = reopen(path, fs=Stuck(name))
    put(vault, text="x")
    with pytest.raises(NotWritten, match=name):
        vault.erase()
    vault.close()
    assert not path.exists()
