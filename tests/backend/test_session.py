"""What a session does beside the vault itself: the settings and the state folder of this computer."""

import errno
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.domain.talk import PointKind
from companion.errors import NotSaved, NotWritten, OwnFile
from companion.vault.disk.fs import Fs
from tests.conftest import NOW, PASSPHRASE
from tests.own_paths import contents, own_paths


def test_erasing_takes_the_settings_too(backend: LocalBackend) -> None:
    session, _ = backend.create(PASSPHRASE)
    backend.change_config(theme="calm-dark")
    backend.note_crash("a place")
    gone = session.erase()
    assert backend.paths.config in gone
    assert [path for path in backend.paths.vault.parent.rglob("*") if path.is_file()] == []


def test_settings_that_cannot_be_deleted_are_named(
    backend: LocalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = backend.create(PASSPHRASE)
    backend.change_config(theme="calm-dark")
    unlink = Path.unlink

    def stuck(path: Path, missing_ok: bool = False) -> None:
        if path == backend.paths.config:
            raise PermissionError(13, "no")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", stuck)
    with pytest.raises(NotWritten, match=r"config\.toml"):
        session.erase()
    assert not backend.vault_path.exists()


def test_pages_are_offered_a_folder_that_is_there(backend: LocalBackend) -> None:
    wanted = backend.paths.documents
    assert not wanted.exists()
    assert backend.documents == next(folder for folder in wanted.parents if folder.is_dir())
    wanted.parent.mkdir(parents=True)
    assert backend.documents == wanted.parent
    wanted.write_text("a file of that name")
    assert backend.documents == wanted.parent
    wanted.unlink()
    wanted.mkdir()
    assert backend.documents == wanted


def test_a_vault_whose_first_words_are_not_taken_is_not_made(
    backend: LocalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, times = Fs.write, iter(range(1000))

    def full(fs: Fs, fd: int, data: bytes | bytearray | memoryview) -> None:
        if next(times) > 4:
            raise OSError(errno.ENOSPC, "full")
        write(fs, fd, data)

    monkeypatch.setattr(Fs, "write", full)
    with pytest.raises(NotSaved, match=r"^The disk is full, so no vault was made\.$"):
        backend.create(PASSPHRASE)
    assert [path for path in backend.vault_path.parent.rglob("*") if path.is_file()] == []


def test_beginning_anew_keeps_the_copies_of_the_vault_before(backend: LocalBackend) -> None:
    backend.create(PASSPHRASE)[0].close()
    copies = backend.vault_path.with_name(backend.vault_path.name + ".backups")
    copies.mkdir()
    copy = backend.vault_path.replace(copies / "2026-11-01-abcd.vault").read_bytes()
    session, _ = backend.create(PASSPHRASE)
    assert list(copies.iterdir()) == []
    kept = [path for path in backend.vault_path.parent.iterdir() if ".torn-2026-11-01" in path.name]
    assert [path.read_bytes() for path in kept] == [copy]
    session.erase()
    assert not kept[0].exists()


def test_no_service_writes_over_what_is_its_own(backend: LocalBackend, tmp_path: Path) -> None:
    backend.create(PASSPHRASE)[0].close()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    paths = own_paths(backend, elsewhere)
    before = contents(backend.vault_path.parent, elsewhere)
    session = backend.open(PASSPHRASE)
    saving: list[Callable[[Path], Path]] = [lambda path: backend.save_recovery_sheet(path, "a code")]
    for services in (session.services, backend.demo().services):
        for save in (services.sharing.save, services.worksheets.save):
            saving += [partial(save, data=b"a page"), partial(save, data=b"a page", force=True)]
    for path in paths:
        for save_there in saving:
            with pytest.raises(OwnFile, match="for itself"):
                save_there(path)
    session.close()
    assert contents(backend.vault_path.parent, elsewhere) == before


def test_beside_what_is_its_own_a_page_can_be_saved(backend: LocalBackend) -> None:
    session, _ = backend.create(PASSPHRASE)
    page = backend.vault_path.with_name("my-page.txt")
    assert session.services.sharing.save(page, b"a page").read_bytes() == b"a page"
    assert session.services.sharing.save(page, b"mine", force=True).read_bytes() == b"mine"
    session.close()


def test_what_was_taken_out_of_a_page_stays_out_over_a_lock(backend: LocalBackend) -> None:
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    session.services.talks.add_point(PointKind.SAY, "Mornings", new_id="1" * 32, now=NOW)
    sharing = session.services.sharing
    begun = sharing.begun("care-coordinator", nation=None, now=NOW)
    chosen = sharing.choose(begun.with_part("say", not begun.has_part("say")), now=NOW)
    session.close()
    again = backend.open(PASSPHRASE)
    assert again.services.sharing.begun("care-coordinator", nation=None, now=NOW) == chosen
    again.close()
