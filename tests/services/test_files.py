"""A page is written whole or not at all, and never over another file unasked."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from companion.errors import AlreadyThere, NotWritten
from companion.services.files import free_path, is_folder, is_there, write_page
from companion.services.own_files import NO_FILES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    path = tmp_path / "pages"
    path.mkdir()
    return path


posix = pytest.mark.skipif(sys.platform == "win32", reason="asks the system for things Windows has not got")


def test_it_is_written_for_its_owner_alone_and_the_full_path_comes_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    path = write_page(Path("page.txt"), b"words", own=NO_FILES)
    assert path == folder / "page.txt"
    assert path.read_bytes() == b"words"
    assert sorted(folder.iterdir()) == [path]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_home_is_understood(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    assert write_page(Path("~/page.txt"), b"x", own=NO_FILES) == folder / "page.txt"


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(folder: Path) -> None:
    path = folder / "page.txt"
    path.write_bytes(b"theirs")
    with pytest.raises(AlreadyThere, match=r"page\.txt"):
        write_page(path, b"ours", own=NO_FILES)
    assert path.read_bytes() == b"theirs"
    assert write_page(path, b"ours", force=True, own=NO_FILES).read_bytes() == b"ours"
    assert sorted(folder.iterdir()) == [path]


@posix
def test_a_link_counts_as_a_file_that_is_there(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "nowhere.txt")
    with pytest.raises(AlreadyThere):
        write_page(folder / "link.txt", b"x", own=NO_FILES)
    assert not (folder / "nowhere.txt").exists()


def test_a_place_that_is_no_place_is_one_sentence(folder: Path) -> None:
    with pytest.raises(NotWritten, match="is a folder"):
        write_page(folder, b"x", own=NO_FILES)
    with pytest.raises(NotWritten, match="There is no folder"):
        write_page(folder / "not" / "there.txt", b"x", own=NO_FILES)
    with pytest.raises(NotWritten):
        write_page(folder / ("n" * 300), b"x", own=NO_FILES)
    with pytest.raises(NotWritten):
        write_page(Path("a\0b"), b"x", own=NO_FILES)
    assert list(folder.iterdir()) == []


@posix
def test_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    if sys.platform == "win32":
        return
    import resource

    path = folder / "page.txt"
    path.write_bytes(b"theirs")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(NotWritten) as caught:
            write_page(path, b"x" * 5000, force=True, own=NO_FILES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "could not be written" in str(caught.value)
    assert sorted(folder.iterdir()) == [path]
    assert path.read_bytes() == b"theirs"


@posix
def test_a_folder_one_may_not_write_to_is_one_sentence() -> None:
    if sys.platform == "win32":
        return
    with tempfile.TemporaryDirectory() as name:
        closed = Path(name)
        closed.chmod(0o555)
        root = os.geteuid() == 0
        if root:  # nothing is read-only to root, so be nobody for a moment
            os.seteuid(65534)
        try:
            with pytest.raises(NotWritten, match="could not be written"):
                write_page(closed / "page.txt", b"x", own=NO_FILES)
        finally:
            if root:
                os.seteuid(0)
            closed.chmod(0o755)
        assert list(closed.iterdir()) == []


@posix
def test_a_memory_stick_without_second_names_works_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = write_page(folder / "page.txt", b"x", own=NO_FILES)
    assert path.read_bytes() == b"x"
    with pytest.raises(AlreadyThere):
        write_page(path, b"y", own=NO_FILES)
    assert path.read_bytes() == b"x"
    assert sorted(folder.iterdir()) == [path]


def test_a_name_that_is_taken_gets_a_number(folder: Path) -> None:
    assert free_path(folder, "my-page", ".txt").name == "my-page.txt"
    (folder / "my-page.txt").touch()
    (folder / "my-page-2.txt").touch()
    assert free_path(folder, "my-page", ".txt").name == "my-page-3.txt"


@posix
def test_a_device_or_a_pipe_is_never_replaced(folder: Path) -> None:
    if sys.platform == "win32":
        return
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/null")):
        for force in (False, True):
            with pytest.raises(NotWritten, match="not a file that can be replaced"):
                write_page(path, b"words", force=force, own=NO_FILES)
    assert pipe.is_fifo()
    assert Path("/dev/null").is_char_device()


@posix
def test_a_folder_nobody_may_look_into_is_told_when_it_is_used(folder: Path) -> None:
    long = folder / ("a" * 300)
    assert not is_there(long)
    assert not is_folder(long)
    with pytest.raises(NotWritten):
        write_page(long, b"words", own=NO_FILES)
