"""What this computer saw last: an older copy is told from one that went on elsewhere, and from a fork."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from companion.vault.disk.fs import Fs
from companion.vault.disk.last_seen import MOST, RECORD, LastSeen, Relation, SeenState
from companion.vault.vault import Vault
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE
from tests.vault.test_vault import lines, put


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A computer: its vault's folder and its state folder."""
    vault, _ = Vault.create(
        tmp_path / "one" / "companion.vault",
        PASSPHRASE,
        now=NOW,
        profile=CHEAP,
        seen=tmp_path / "one" / "state",
    )
    put(vault, "first", text="x")
    vault.close()
    return tmp_path / "one"


def opened(home: Path, *, read_only: bool = False, state: Path | None = None) -> Vault:
    """Open the vault of that computer."""
    return Vault.open(
        home / "companion.vault",
        passphrase=PASSPHRASE,
        now=NOW + timedelta(days=1),
        profile=CHEAP,
        read_only=read_only,
        seen=state or home / "state",
    )


def edited(home: Path, id: str) -> None:
    """Add a record on that computer."""
    vault = opened(home)
    put(vault, id, text=id)
    vault.close()


def carried(source: Path, target: Path) -> None:
    """Carry the vault from one computer to the other."""
    target.mkdir(exist_ok=True)
    shutil.copy(source / "companion.vault", target / "companion.vault")


def test_from_one_sitting_to_the_next_it_is_the_same(home: Path) -> None:
    for day in range(3):
        vault = opened(home)
        assert vault.relation is Relation.SAME
        put(vault, f"day {day}", text="x")
        writers = set(vault.contents.meta.vv)
        vault.close()
    assert len(writers) == 1, "a clean continuation goes on under the same writer"


def test_on_a_computer_that_never_saw_it_nothing_is_said(home: Path, tmp_path: Path) -> None:
    carried(home, tmp_path / "two")
    vault = opened(tmp_path / "two")
    assert vault.relation is Relation.NEW_HERE
    vault.close()
    vault = opened(tmp_path / "two")
    assert vault.relation is Relation.SAME
    vault.close()


def test_one_that_went_on_elsewhere_is_simply_opened(home: Path, tmp_path: Path) -> None:
    carried(home, tmp_path / "two")
    edited(tmp_path / "two", "there")
    carried(tmp_path / "two", home)
    vault = opened(home)
    assert vault.relation is Relation.ELSEWHERE
    vault.close()
    vault = opened(home)
    assert vault.relation is Relation.SAME
    vault.close()


def test_an_older_copy_is_named_with_its_date(home: Path, tmp_path: Path) -> None:
    carried(home, tmp_path / "old")
    edited(home, "newer")
    carried(tmp_path / "old", home)
    vault = opened(home)
    assert vault.relation is Relation.OLDER
    assert vault.opened_as_of is not None and vault.last_seen_at is not None
    assert vault.opened_as_of < vault.last_seen_at
    vault.close()
    vault = opened(home)
    assert vault.relation is Relation.OLDER, "looking accepts nothing"
    vault.accept()
    vault.close()
    vault = opened(home)
    assert vault.relation is Relation.SAME
    put(vault, "after", text="x")
    vault.close()


def test_a_fork_swapped_in_is_named_though_it_has_more_saves(home: Path, tmp_path: Path) -> None:
    carried(home, tmp_path / "two")
    edited(home, "here")
    for n in range(5):
        edited(tmp_path / "two", f"there {n}")
    carried(tmp_path / "two", home)
    vault = opened(home)
    assert vault.relation is Relation.APART
    assert "here" not in lines(vault)
    vault.close()


def test_whoever_only_reads_leaves_no_trace(home: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in (home / "state").iterdir()}
    vault = opened(home, read_only=True)
    assert vault.relation is Relation.SAME
    vault.close()
    assert {path.name: path.read_bytes() for path in (home / "state").iterdir()} == before
    carried(home, tmp_path / "two")
    opened(tmp_path / "two", read_only=True).close()
    assert not (tmp_path / "two" / "state").exists()


@pytest.mark.parametrize("spoilt", [0, 40, RECORD - 1, RECORD, RECORD + 40, 2 * RECORD - 1])
def test_one_spoilt_record_leaves_the_other(home: Path, spoilt: int) -> None:
    (path,) = (home / "state").iterdir()
    raw = bytearray(path.read_bytes())
    assert len(raw) == 2 * RECORD
    raw[spoilt] ^= 1
    path.write_bytes(raw)
    vault = opened(home)
    assert vault.relation in (Relation.SAME, Relation.ELSEWHERE)
    vault.close()


@pytest.mark.parametrize("raw", [b"", b"x", bytes(2 * RECORD), bytes(3 * RECORD)])
def test_what_cannot_be_read_is_as_if_nothing_was_kept(home: Path, raw: bytes) -> None:
    (path,) = (home / "state").iterdir()
    path.write_bytes(raw)
    vault = opened(home)
    assert vault.relation is Relation.NEW_HERE
    vault.close()
    vault = opened(home)
    assert vault.relation is Relation.SAME
    vault.close()


def test_it_says_nothing_of_the_vault_or_its_words(home: Path) -> None:
    edited(home, "canary")
    (path,) = (home / "state").iterdir()
    raw = path.read_bytes()
    assert b"canary" not in raw and b'"vv"' not in raw
    assert "companion" not in path.name
    assert path.stat().st_mode & 0o777 == 0o600


def test_hundreds_of_writers_fit(home: Path, tmp_path: Path) -> None:
    vault = opened(home)
    seen = LastSeen(tmp_path / "state", vault.key, Fs())
    many = {f"{n:016x}": n for n in range(500)}
    for n in range(3):
        seen.write(SeenState(seq=n, tip="00", vv=many, w="w", at=""))
    seen.close()
    again = LastSeen(tmp_path / "state", vault.key, Fs()).read()
    assert again is not None and (again.seq, again.vv) == (2, many)
    vault.close()


class Counted(Fs):
    """Notes how many bytes were read and written for what was seen last."""

    def __init__(self) -> None:
        self.read_bytes, self.written = 0, list[int]()

    def read_start(self, path: Path, most: int) -> bytes:
        found = super().read_start(path, most)
        self.read_bytes += len(found)
        return found

    def write_at(self, fd: int, data: bytes, at: int) -> None:
        self.written.append(len(data))
        super().write_at(fd, data, at)


@pytest.mark.parametrize("writers", [1, 500])
def test_ballast_costs_neither_the_start_nor_a_save(home: Path, tmp_path: Path, writers: int) -> None:
    vault = opened(home)
    state = tmp_path / "state"
    vv = {f"{n:016x}": n for n in range(writers)}
    seen = LastSeen(state, vault.key, Fs())
    seen.write(SeenState(seq=1, tip="00", vv=vv, w="w", at=""))
    seen.close()
    needed = seen.path.stat().st_size // 2
    with seen.path.open("r+b") as file:
        file.truncate(64 * 1024 * 1024)  # a hole, which costs the one who puts it there nothing
    fs = Counted()
    seen = LastSeen(state, vault.key, fs)
    assert seen.read() is None
    assert fs.read_bytes <= MOST + 1
    for n in range(2, 5):
        seen.write(SeenState(seq=n, tip="00", vv=vv, w="w", at=""))
    seen.close()
    assert max(fs.written) <= 2 * needed
    assert (again := LastSeen(state, vault.key, Fs()).read()) and again.seq == 4
    vault.close()


def test_a_vector_that_became_short_is_kept_in_a_short_record(home: Path, tmp_path: Path) -> None:
    vault = opened(home)
    fs = Counted()
    seen = LastSeen(tmp_path / "state", vault.key, fs)
    seen.write(SeenState(seq=1, tip="00", vv={f"{n:016x}": n for n in range(3650)}, w="w", at=""))
    seen.close()
    assert seen.read()
    seen.write(SeenState(seq=2, tip="00", vv={"a": 1}, w="w", at=""))
    seen.close()
    assert fs.written[-1] <= 2 * RECORD
    assert (again := seen.read()) and again.seq == 2
    vault.close()


def test_a_state_folder_that_cannot_be_made_stops_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    vault = opened(home, state=tmp_path / "file" / "state")
    put(vault, "kept", text="x")
    vault.close()
    vault = opened(home)
    assert "kept" in lines(vault)
    vault.close()


@pytest.mark.parametrize("over", [False, True], ids=["a second computer", "put back over the first"])
def test_a_home_copied_whole_goes_on_under_another_writer(home: Path, tmp_path: Path, *, over: bool) -> None:
    """Vault, state folder and dates: merged either way, what was written on both sides is there."""
    two = tmp_path / "two"
    shutil.copytree(home, two)
    edited(home, "there")
    ahead = tmp_path / "ahead.vault"
    shutil.copy2(home / "companion.vault", ahead)
    if over:  # a backup of the whole home is put back, into the very files
        shutil.copytree(two, home, dirs_exist_ok=True)
    edited(home if over else two, "here")
    for mine, theirs in ((home if over else two, ahead), (home, (home if over else two) / "companion.vault")):
        vault = opened(mine)
        vault.copies.merge(vault.copies.look_into(theirs), now=NOW + timedelta(days=1))
        assert set(lines(vault)) == {"first", "here", "there"}
        vault.close()
