"""Making, opening, changing and erasing a vault, as a person meets it."""

import os
import shutil
import stat
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from companion.errors import (
    AlreadyThere,
    CompanionError,
    DamagedContents,
    InvalidEntry,
    NothingThere,
    NotSaved,
    OpenElsewhere,
    WrongPassphrase,
)
from companion.vault.disk.atomic_file import new_path
from companion.vault.disk.lock import VaultLock
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.vault import MemoryVault, Vault
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, open_rescue_copy, reopen
from tests.vault.faults.disk import HookedFs

CANARY = "canary-9f3e-words-of-the-person"


def put(vault: MemoryVault, id: str = "one", **values: object) -> None:
    """Store one record in the table `lines`."""
    VaultDB(vault).records("lines").keep(id, values)


def lines(vault: MemoryVault) -> dict[str, dict[str, object]]:
    """Return the records of the table `lines`, without their dots."""
    return {
        str(d.doc_id): {key: value for key, value in d.items() if key != "dot"}
        for d in VaultDB(vault).table("lines")
    }


def names(folder: Path) -> list[str]:
    """Return the names in `folder`, sorted."""
    return sorted(each.name for each in folder.iterdir())


def test_what_was_stored_is_there_again(path: Path) -> None:
    vault, code = make(path)
    put(vault, text="[b] Dŵr 🌊\n" * 500)
    vault.close()
    for secret, with_ in (
        (PASSPHRASE, "passphrase"),
        (code, "recovery"),
        (code.lower().replace("-", " "), "recovery"),
    ):
        again = reopen(path, secret)
        assert again.opened_with == with_
        assert lines(again) == {"one": {"text": "[b] Dŵr 🌊\n" * 500}}
        again.close()


def test_an_existing_file_is_never_written_over(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("somebody's file")
    with pytest.raises(AlreadyThere):
        make(path)
    assert path.read_text() == "somebody's file"
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("passphrase", ["", "short", "\ud800 lone surrogate"])
def test_a_passphrase_that_cannot_be_one_leaves_nothing_behind(path: Path, passphrase: str) -> None:
    with pytest.raises(InvalidEntry):
        Vault.create(path, passphrase, now=NOW, profile=CHEAP)
    assert not path.parent.exists()


def test_files_and_folders_are_for_this_person_alone(path: Path) -> None:
    old = os.umask(0)
    try:
        vault, _ = make(path)
        vault.close()
        later = reopen(path, now=NOW + timedelta(days=1))
        put(later, text="x")
        later.close()
    finally:
        os.umask(old)
    found = [path.parent, *path.parent.rglob("*")]
    assert len(found) == 5  # folder, vault, lock, backups, one backup
    for each in found:
        wanted = 0o700 if each.is_dir() else 0o600
        assert stat.S_IMODE(each.stat().st_mode) == wanted, each


def test_no_word_and_no_secret_is_readable_on_disk(path: Path) -> None:
    vault, code = make(path)
    put(vault, id=CANARY, text=CANARY)
    vault.close()
    later = reopen(path, now=NOW + timedelta(days=1))
    put(later, text=CANARY + "!")
    later.keys.set_passphrase(CANARY + " as a passphrase", now=NOW)
    later.close()
    for each in path.parent.rglob("*"):
        if each.is_file():
            raw = each.read_bytes()
            for secret in (CANARY, PASSPHRASE, code, code.replace("-", ""), "lines"):
                assert secret.encode() not in raw
                assert secret.encode("utf-16-le") not in raw


def test_keys_and_words_are_in_no_repr(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text=CANARY)
    shown = repr(vault) + repr(VaultDB(vault)) + repr(VaultDB(vault).table("lines")) + repr(vault.__dict__)
    assert CANARY not in shown
    assert repr(vault.key.root) not in shown


def test_a_second_writer_is_refused_and_a_reader_is_not(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="first")
    with pytest.raises(OpenElsewhere) as caught:
        reopen(path)
    assert caught.value.exit_code == 5
    reader = reopen(path, read_only=True)
    before = path.stat()
    assert lines(reader) == {"one": {"text": "first"}}
    with pytest.raises(NotSaved):
        put(reader, text="second")
    assert lines(reader) == {"one": {"text": "first"}}
    assert path.stat() == before
    put(vault, text="third")
    reader.close()
    vault.close()
    again = reopen(path)
    assert lines(again) == {"one": {"text": "third"}}
    again.close()


def test_a_lock_held_for_an_instant_is_waited_for(path: Path) -> None:
    make(path)[0].close()
    looking = VaultLock(path.resolve())
    assert looking.acquire()
    threading.Timer(0.05, looking.release).start()
    vault = reopen(path)
    assert not vault.read_only
    vault.close()


def test_the_lock_of_a_killed_program_is_free_at_once(path: Path) -> None:
    make(path)[0].close()
    code = (
        "import sys, os; from pathlib import Path; from tests.vault.conftest import reopen;"
        "reopen(Path(sys.argv[1])); os.write(1, b'open'); os.kill(os.getpid(), 9)"
    )
    child = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False)
    assert child.stdout == b"open", child.stderr
    reopen(path).close()


def test_a_wrong_passphrase_lets_go_of_the_lock(path: Path) -> None:
    make(path)[0].close()
    with pytest.raises(WrongPassphrase):
        reopen(path, "something else again")
    reopen(path).close()


def test_the_recovery_code_opens_and_a_new_passphrase_takes_over(path: Path) -> None:
    vault, code = make(path)
    put(vault, text="mine")
    vault.close()
    opened = reopen(path, code)
    opened.keys.set_passphrase("words I will remember", now=NOW)
    put(opened, "two", text="after")
    opened.close()
    with pytest.raises(WrongPassphrase):
        reopen(path)
    for secret in ("words I will remember", code):
        again = reopen(path, secret)
        assert set(lines(again)) == {"one", "two"}
        again.close()


@pytest.mark.parametrize("new", ["", "short", "tab\tin the middle"])
def test_a_new_passphrase_that_cannot_be_one_changes_nothing(path: Path, new: str) -> None:
    vault, _ = make(path)
    before = path.read_bytes()
    with pytest.raises(InvalidEntry):
        vault.keys.set_passphrase(new, now=NOW)
    assert path.read_bytes() == before
    vault.close()


def test_a_linked_vault_is_saved_where_it_lies(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    real, link = tmp_path / "stick" / "real.vault", desk / "link.vault"
    make(real)[0].close()
    link.symlink_to(real)
    vault = reopen(link)
    put(vault, text="x")
    assert link.is_symlink()
    with pytest.raises(OpenElsewhere):
        reopen(real)
    vault.close()
    assert names(desk) == ["link.vault"]
    again = reopen(real)
    assert lines(again) == {"one": {"text": "x"}}
    again.close()
    erased = reopen(link)
    erased.erase()
    assert names(desk) == []
    assert names(tmp_path / "stick") == []


def test_a_link_that_leads_nowhere_or_in_a_ring(tmp_path: Path) -> None:
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    with pytest.raises(NothingThere):
        reopen(tmp_path / "nowhere")


def test_info_says_what_is_there_and_no_word_of_it(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text=CANARY)
    info = vault.info()
    assert (info.path, info.size, info.format) == (path, path.stat().st_size, 1)
    assert info.counts == {"lines": 1}
    assert info.has_recovery_code
    assert info.saved_at is not None and abs(info.saved_at - NOW) < timedelta(minutes=5)
    assert CANARY not in repr(info)
    vault.close()


def test_looking_and_changing_nothing_write_nothing(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="x")
    vault.compact()
    before = path.read_bytes()
    put(vault, text="x")
    VaultDB(vault).records("lines").drop("none")
    with vault.transaction():
        put(vault, text="y")
        put(vault, text="x")
    lines(vault)
    vault.info()
    vault.close()
    assert path.read_bytes() == before


def test_every_edit_carries_its_writer_and_number(path: Path) -> None:
    vault, _ = make(path)
    put(vault, "one", text="x")
    put(vault, "two", text="x")
    vault.close()
    again = reopen(path)
    put(again, "two", text="y")
    table = VaultDB(again).table("lines")
    dots = {d.doc_id: tuple(d["dot"]) for d in table}
    (first_w, first_seq), (second_w, second_seq) = dots["one"], dots["two"]  # type: ignore[index]
    # Between the two lies one more frame: the snapshot written at closing.
    assert first_w != second_w and second_seq == first_seq + 3
    assert again.contents.meta.vv == {first_w: first_seq + 2, second_w: second_seq}
    assert again.contents.meta.w == second_w
    again.close()


def test_a_file_put_in_its_place_meanwhile_is_not_written_over(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="here")
    older = path.read_bytes()
    put(vault, text="here, newer")
    (path.parent / "synced").write_bytes(older)
    (path.parent / "synced").replace(path)
    put(vault, text="here, newest")
    assert path.read_bytes() == older
    assert ".conflict-" in vault.path.name
    assert any(vault.path.name in notice for notice in vault.notices)
    put(vault, text="and on")
    vault.close()
    aside = reopen(vault.path)
    assert lines(aside) == {"one": {"text": "and on"}}
    aside.close()


def test_a_file_touched_and_not_changed_is_no_stranger(path: Path) -> None:
    vault, _ = make(path)
    path.with_name("copy").write_bytes(path.read_bytes())
    path.with_name("copy").replace(path)
    put(vault, text="x")
    assert (vault.path, vault.notices) == (path, ())
    vault.close()


def test_an_unfinished_successor_can_be_used(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="x")
    vault.close()
    path.replace(new_path(path))
    with pytest.raises(NothingThere):
        reopen(path)
    with pytest.raises(WrongPassphrase):
        open_rescue_copy(path, "something else again")
    assert not path.exists()
    again = open_rescue_copy(path)
    assert lines(again) == {"one": {"text": "x"}}
    put(again, text="y")
    again.close()
    assert path.exists() and not new_path(path).exists()


def test_a_spoilt_successor_does_not_become_the_vault(path: Path) -> None:
    make(path)[0].close()
    new_path(path).write_bytes(path.read_bytes()[:-10])
    path.unlink()
    with pytest.raises(DamagedContents):
        open_rescue_copy(path)
    assert not path.exists() and new_path(path).exists()


def test_making_a_vault_keeps_an_unfinished_one_that_lies_there(path: Path) -> None:
    make(path)[0].close()
    path.replace(new_path(path))
    left = new_path(path).read_bytes()
    vault, _ = make(path)
    kept = [each for each in path.parent.iterdir() if ".torn-" in each.name]
    assert [each.read_bytes() for each in kept] == [left]
    put(vault, text="x")
    vault.erase()
    assert names(path.parent) == []


def test_erasing_leaves_nothing_of_it_and_nothing_else_gone(path: Path) -> None:
    vault, _ = make(path)
    vault.close()
    later = reopen(path, now=NOW + timedelta(days=1))
    put(later, text="x")
    other = path.parent / "other.vault"
    make(other)[0].close()
    for name in (".torn-2026-11-23", ".conflict-20261123-093000.vault", ".new"):
        path.with_name(path.name + name).write_bytes(b"x")
    gone = later.erase()
    assert names(path.parent) == ["other.vault", "other.vault.lock"]
    assert path in gone and len(gone) == 6
    with pytest.raises(NotSaved):
        put(later, text="y")
    assert not path.exists()


def test_a_reader_cannot_erase(path: Path) -> None:
    make(path)[0].close()
    reader = reopen(path, read_only=True)
    with pytest.raises(NotSaved):
        reader.erase()
    assert path.exists()


def test_one_thread_writes_while_another_reads(path: Path) -> None:
    vault, _ = make(path)
    put(vault, "a", n=0)
    put(vault, "b", n=0)
    seen: set[tuple[object, object]] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            with vault.lock:
                found = lines(vault)
            seen.add((found["a"]["n"], found["b"]["n"]))

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for n in range(1, 20):
            with vault.transaction():
                put(vault, "a", n=n)
                put(vault, "b", n=n)
    finally:
        done.set()
        reader.join()
    assert all(a == b for a, b in seen)
    vault.close()


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permission on Windows")
def test_a_folder_that_cannot_be_written_opens_for_reading(path: Path, tmp_path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="x")
    vault.close()
    code = (
        "import os, sys; from pathlib import Path\n"
        "from tests.vault.test_vault import lines, put, reopen\n"
        "from companion.errors import NotSaved\n"
        "if os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "vault = reopen(Path(sys.argv[1])); assert vault.read_only; print(*vault.notices)\n"
        "assert lines(vault) == {'one': {'text': 'x'}}\n"
        "try: put(vault, text='y')\n"
        "except NotSaved as error: print(error, lines(vault))\n"
    )
    reachable = [
        path.parent,
        *(p for p in path.parent.parents if p.stat().st_uid == path.stat().st_uid and p != Path("/")),
    ]
    modes = {each: each.stat().st_mode for each in reachable}
    path.chmod(0o644)
    for each in reachable:
        each.chmod(modes[each] | 0o055)
    path.parent.chmod(0o555)
    try:
        child = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
        )
    finally:
        for each, mode in modes.items():
            each.chmod(mode)
    if "Permission denied" in child.stderr or "ModuleNotFoundError" in child.stderr:
        pytest.skip("another account cannot reach this checkout")
    assert child.returncode == 0, child.stderr
    assert "may not write" in child.stdout.splitlines()[0]
    assert "{'one': {'text': 'x'}}" in child.stdout.splitlines()[1]


def pulled(path: Path) -> Path:
    """Take the folder of the vault away, as pulling a stick does; return where it is. An empty one shows."""
    away = path.parent.with_name("away")
    path.parent.rename(away)
    path.parent.mkdir()
    return away


def put_back(path: Path, away: Path) -> None:
    """Plug the stick in again."""
    shutil.rmtree(path.parent)
    away.rename(path.parent)


def test_no_vault_is_made_in_a_folder_that_took_the_place_of_its_own(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="here")
    away = pulled(path)
    for text in ("gone", "still gone"):
        with pytest.raises(NotSaved, match="Is a stick unplugged"):
            put(vault, text=text)
    with pytest.raises(NotSaved):
        vault.compact()
    with pytest.raises(NotSaved):
        vault.keys.set_passphrase("another quiet place", now=NOW)
    assert names(path.parent) == []
    assert lines(vault) == {"one": {"text": "here"}}
    put_back(path, away)
    put(vault, text="back")
    assert (vault.path, vault.notices) == (path, ())
    vault.close()
    again = reopen(path)
    assert lines(again) == {"one": {"text": "back"}}
    again.close()


def test_closing_makes_nothing_in_a_folder_that_is_not_its_own(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="here")
    away = pulled(path)
    vault.close()
    assert names(path.parent) == []
    put_back(path, away)
    again = reopen(path)
    assert lines(again) == {"one": {"text": "here"}}
    again.close()


def test_a_stick_is_pulled_while_a_save_is_on_its_way(path: Path) -> None:
    make(path)[0].close()

    def pull() -> None:
        pulled(path)

    vault = reopen(path, fs=HookedFs("sync_data", pull))
    with pytest.raises(NotSaved, match="Is a stick unplugged"):
        put(vault, text="gone")
    assert names(path.parent) == []
    put_back(path, path.parent.with_name("away"))
    put(vault, text="back")
    assert lines(vault) == {"one": {"text": "back"}} and vault.path == path
    vault.close()


def test_a_strangers_file_in_a_folder_that_is_not_its_own_is_left_alone(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="here")
    away = pulled(path)
    path.write_bytes(b"another stick's")
    with pytest.raises(NotSaved, match="Is a stick unplugged"):
        put(vault, text="gone")
    assert (names(path.parent), path.read_bytes()) == ([path.name], b"another stick's")
    put_back(path, away)
    put(vault, text="back")
    assert (vault.path, vault.notices) == (path, ())
    vault.close()


def test_its_own_file_in_another_folder_is_gone_on_with(path: Path) -> None:
    """Plugged in again, a stick may be another device, and its folder have another number."""
    vault, _ = make(path)
    put(vault, text="here")
    away = pulled(path)
    shutil.copy(away / path.name, path)
    put(vault, text="on")
    assert (vault.path, vault.notices) == (path, ())
    path.unlink()
    put(vault, text="and on")  # missing in the same folder: written again
    vault.close()
    again = reopen(path)
    assert lines(again) == {"one": {"text": "and on"}}
    again.close()


def test_a_copy_of_another_day_is_not_made_in_a_folder_that_is_not_its_own(path: Path) -> None:
    make(path)[0].close()
    vault = reopen(path, now=NOW + timedelta(days=1))
    away = pulled(path)
    with pytest.raises(NotSaved):
        put(vault, text="gone")
    with pytest.raises(CompanionError):
        vault.copies.restore(vault.copies.look_into(away / path.name), now=NOW)
    assert names(path.parent) == []
    vault.close()
