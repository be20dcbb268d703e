"""One copy a day of the last good file, the right ones kept."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from companion.errors import CompanionError
from companion.vault.disk.backups import (
    MONTHS,
    NEWEST,
    backups_folder,
    list_backups,
    prune,
    surplus,
    write_copy,
)
from companion.vault.disk.fs import Fs
from companion.vault.vault import Vault
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, reopen
from tests.vault.test_vault import lines, names, put


def test_the_first_save_of_a_day_keeps_the_last_state_of_the_day_before(path: Path) -> None:
    vault, code = make(path)
    put(vault, text="monday")
    put(vault, text="monday evening")
    assert list_backups(path, Fs()) == ()
    vault.close()
    last_of_monday = path.read_bytes()
    later = reopen(path, now=NOW + timedelta(days=1))
    put(later, text="tuesday")
    put(later, text="tuesday evening")
    later.close()
    (kept,) = list_backups(path, Fs())
    assert kept.name.startswith("2026-11-23-")
    assert kept.read_bytes() == last_of_monday
    copy = reopen(kept, code, read_only=True)
    assert lines(copy) == {"one": {"text": "monday evening"}}
    copy.close()


def test_looking_on_a_new_day_makes_no_copy(path: Path) -> None:
    make(path)[0].close()
    reopen(path, now=NOW + timedelta(days=3)).close()
    assert not backups_folder(path).exists()


def test_a_long_sitting_makes_a_copy_a_day(path: Path) -> None:
    vault, _ = make(path)
    for day in range(15):
        vault._now = NOW + timedelta(days=day)
        put(vault, text=f"day {day}")
        put(vault, text=f"day {day}, again")
    kept = [each.name[:10] for each in list_backups(path, Fs())]
    days = [(NOW + timedelta(days=day)).date().isoformat() for day in range(14)]
    assert kept[:NEWEST] == days[: -NEWEST - 1 : -1]
    assert "2026-11-30" in kept  # the last of its month
    vault.close()


def test_a_copy_that_cannot_be_made_does_not_stand_in_the_way_and_is_made_later(path: Path) -> None:
    class NoBackups(Fs):
        broken = True

        def make_folder(self, folder: Path) -> None:
            if self.broken and folder.name.endswith(".backups"):
                raise OSError(28, "No space left on device")
            super().make_folder(folder)

    make(path)[0].close()
    fs = NoBackups()
    vault = reopen(path, now=NOW + timedelta(days=1), fs=fs)
    put(vault, text="x")
    assert lines(vault) == {"one": {"text": "x"}}
    assert len(vault.notices) == 1
    fs.broken = False
    put(vault, text="y")
    assert len(list_backups(path, fs)) == 1
    vault.close()


def test_a_file_that_went_bad_is_neither_copied_nor_are_good_copies_dropped(path: Path) -> None:
    vault, _ = make(path)
    folder = backups_folder(path)
    folder.mkdir()
    for day in range(1, 31):
        (folder / f"2026-01-{day:02}-aaaa.vault").write_bytes(b"x")
    raw = bytearray(path.read_bytes())
    raw[5000] ^= 1
    stamp = path.stat().st_mtime_ns
    with path.open("r+b") as file:
        file.write(raw)
    import os

    os.utime(path, ns=(stamp, stamp))
    vault._now = NOW + timedelta(days=1)
    put(vault, text="x")
    assert len(names(folder)) == 30
    vault.close()
    again = reopen(path)
    assert lines(again) == {"one": {"text": "x"}}
    again.close()


def test_other_files_in_the_folder_are_left_alone(path: Path) -> None:
    folder = backups_folder(path)
    folder.mkdir(parents=True)
    others = ["notes.txt", "2026-01-01.vault", "2026-01-01-aaaa.vault.bak", "2026-01-01-AAAA.vault"]
    for name in others:
        (folder / name).write_bytes(b"x")
    for day in range(1, 29):
        (folder / f"2026-02-{day:02}-aaaa.vault").write_bytes(b"x")
    (folder / "2026-02-03-bbbb.vault.new").write_bytes(b"half")
    prune(path, Fs())
    assert names(folder) == sorted([*others, *(f"2026-02-{day:02}-aaaa.vault" for day in range(19, 29))])


@given(st.sets(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=200))
def test_pruning_keeps_the_newest_and_the_last_of_each_month(days: set[date]) -> None:
    files = [f"{day.isoformat()}-{day.toordinal() % 65536:04x}.vault" for day in days]
    dropped = set(surplus(sorted(files, reverse=True)))
    kept = sorted(set(files) - dropped, reverse=True)
    newest_first = sorted(files, reverse=True)
    assert kept[:NEWEST] == newest_first[:NEWEST]
    months = sorted({name[:7] for name in files}, reverse=True)[:MONTHS]
    for month in months:
        assert max(name for name in files if name.startswith(month)) in kept
    assert len(kept) <= NEWEST + MONTHS
    assert set(surplus(kept)) == set()


def days_of(path: Path) -> list[str]:
    """Return the days in the names of the copies, the one that holds most first."""
    return [copy.name[:10] for copy in list_backups(path, Fs())]


def test_a_clock_that_was_a_year_ahead_leaves_the_copies_made_after_it(path: Path) -> None:
    vault, _ = make(path)
    days = [NOW + timedelta(days=n) for n in (*range(1, 4), *range(366, 380), *range(4, 15))]
    for number, day in enumerate(days):
        vault._now = day
        put(vault, text=f"{number}")
        put(vault, text=f"{number}, again")
    vault.close()
    kept = days_of(path)
    assert kept[:NEWEST] == [(NOW + timedelta(days=n)).date().isoformat() for n in range(13, 3, -1)]
    assert len([day for day in kept if day.startswith("2027-12")]) == 1
    path.unlink()
    opened = Vault.open_rescue_copy(path, passphrase=PASSPHRASE, now=NOW, profile=CHEAP)
    assert lines(opened) == {"one": {"text": f"{len(days) - 2}, again"}}
    opened.close()


def test_of_many_copies_of_one_day_the_last_ones_are_kept(path: Path) -> None:
    vault, _ = make(path)
    made = []
    for number in range(14):
        put(vault, text=f"{number}")
        made.append(vault.copies.back_up(now=NOW))
    prune(path, Fs())
    assert list(list_backups(path, Fs())) == made[: -NEWEST - 1 : -1]
    vault.close()


def test_a_copy_opens_only_with_a_key_of_its_own(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="x")
    vault._now = NOW + timedelta(days=1)
    vault.keys.set_passphrase("words I will remember", now=NOW + timedelta(days=1))
    vault.close()
    (copy,) = list_backups(path, Fs())
    reopen(copy, read_only=True).close()
    try:
        reopen(copy, "words I will remember", read_only=True)
    except CompanionError as error:
        assert error.exit_code == 3
    else:
        raise AssertionError("an older copy opened with a newer passphrase")


def test_a_copy_that_was_left_half_written_does_not_stand_in_the_way(tmp_path: Path) -> None:
    target = tmp_path / "2026-02-03-bbbb.vault"
    target.with_name(f"{target.name}.new").write_bytes(b"half")
    write_copy(b"whole", target, Fs())
    assert target.read_bytes() == b"whole" and not target.with_name(f"{target.name}.new").exists()
