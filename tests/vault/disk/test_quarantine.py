"""Copies of a file whose last save was cut short."""

from datetime import timedelta
from pathlib import Path

from companion.vault.disk.backups import keep_torn
from companion.vault.disk.fs import Fs
from tests.vault.conftest import NOW, make, reopen
from tests.vault.test_vault import names


def test_a_copy_that_a_kill_cut_short_is_gone_after_the_next(path: Path) -> None:
    make(path)[0].close()
    whole = path.read_bytes()
    path.write_bytes(whole + b"CVfr")
    path.with_name("companion.vault.torn-2026-11-23.new").write_bytes(whole[:5000])
    others = ("companion.vault.torn-2026-11-20", "companion.vaults.torn-2026-11-20.new", "torn.new")
    for name in others:
        path.with_name(name).write_bytes(b"x")
    vault = reopen(path, now=NOW + timedelta(days=1))
    vault.close()
    kept = [name for name in names(path.parent) if "torn" in name]
    assert kept == sorted([*others, "companion.vault.torn-2026-11-24"])
    assert path.with_name("companion.vault.torn-2026-11-24").read_bytes() == whole + b"CVfr"


def test_two_copies_of_a_day_have_two_names(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"one")
    first = keep_torn(path, path, "2026-11-23", Fs())
    path.write_bytes(b"two")
    second = keep_torn(path, path, "2026-11-23", Fs())
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
