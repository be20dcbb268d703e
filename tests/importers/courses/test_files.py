"""The files of a pack, from folders and zips that people make, and from those made to do harm."""

import errno
import io
import os
import stat
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import NotReadable
from companion.importers.courses.course import read_pack
from companion.importers.courses.files import LARGEST_FILE, MOST_FILES, pack_files
from tests.importers.courses.pack_texts import GOOD, MANIFEST
from tests.thorough import many

FILES = {"pack.toml": MANIFEST.encode(), "a.md": GOOD.encode()}


def folder(path: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def zipped(files: Mapping[str, bytes], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = options.get("packing", zipfile.ZIP_DEFLATED)
            info.external_attr = options.get("mode", 0) << 16
            made.writestr(info, data)
    return out.getvalue()


def as_zip(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "pack.zip"
    path.write_bytes(data)
    return path


def refused(path: Path, words: str) -> None:
    with pytest.raises(NotReadable, match=words):
        pack_files(path)


def test_a_folder_and_a_zip_of_it_are_the_same(tmp_path: Path) -> None:
    files = FILES | {"photo.jpg": b"\xff" * (LARGEST_FILE + 1), "sub/b.md": b"x"}
    expected = FILES | {"photo.jpg": b"", "sub/": b""}
    assert pack_files(folder(tmp_path / "pack", files)).files == expected
    assert pack_files(as_zip(tmp_path, zipped(files))).files == expected


def test_a_pack_inside_one_folder_with_what_computers_leave(tmp_path: Path) -> None:
    files = {f"North Shore/{name}": data for name, data in FILES.items()}
    left = {
        "__MACOSX/._a.md": b"x",
        ".DS_Store": b"x",
        "North Shore/Thumbs.db": b"x",
        "North Shore/~$a.md": b"x",
    }
    assert pack_files(as_zip(tmp_path, zipped(files | left))).files == FILES
    assert pack_files(folder(tmp_path / "pack", files | left)).files == FILES


@pytest.mark.parametrize("name", ["../a.md", "x/../../a.md", "/etc/a.md", "C:\\a.md", "..\\a.md", "/a.md"])
def test_names_that_lead_out_of_a_zip_are_passed_over(tmp_path: Path, name: str) -> None:
    found = pack_files(as_zip(tmp_path, zipped(FILES | {name: b"x"})))
    assert found.files == FILES
    ((told, why),) = found.passed_over.items()
    assert told.endswith("a.md") and "leads out of the zip" in why
    assert read_pack(found.files, passed_over=found.passed_over).pack


@pytest.mark.parametrize(
    "name",
    [
        "Q: how are you.md",
        "c:a.md",
        "a|b?.md",
        "..md.md",
        "-v.md",
        "a\tb.md",
        "con.md",
        "💚.md",
        "x" * 200 + ".md",
    ],
)
def test_an_odd_name_keeps_no_course_out(tmp_path: Path, name: str) -> None:
    found = pack_files(as_zip(tmp_path, zipped(FILES | {name: GOOD.encode()})))
    made = read_pack(found.files, passed_over=found.passed_over).pack
    assert made and len(made.exercises) == (1 if name.startswith("..") else 2)


def test_a_file_beside_the_folder_of_the_course_keeps_it_out_of_nothing(tmp_path: Path) -> None:
    files = {f"North Shore/{name}": data for name, data in FILES.items()} | {"a.md": b"x", "old/b.md": b"y"}
    for found in (pack_files(as_zip(tmp_path, zipped(files))), pack_files(folder(tmp_path / "pack", files))):
        assert found.files == FILES
        assert all("beside the folder" in why for why in found.passed_over.values())
        assert "a.md" in found.passed_over


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_a_zip_or_a_folder_is_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link.zip").symlink_to(as_zip(tmp_path, zipped(FILES)))
    (tmp_path / "link").symlink_to(folder(tmp_path / "pack", FILES))
    assert pack_files(tmp_path / "link.zip") == pack_files(tmp_path / "link")


def test_links_in_a_zip(tmp_path: Path) -> None:
    link = pack_files(as_zip(tmp_path, zipped({"a.md": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777)))
    assert not link.files and "is a link" in link.passed_over["a.md"]
    pipe = pack_files(as_zip(tmp_path, zipped({"a.md": b""}, mode=stat.S_IFIFO | 0o666)))
    assert not pipe.files and "no ordinary file" in pipe.passed_over["a.md"]


def test_a_bomb_that_says_so_and_one_that_does_not(tmp_path: Path) -> None:
    honest = zipped(FILES | {"b.md": b"\0" * (LARGEST_FILE + 1)})
    refused(as_zip(tmp_path, honest), "“b.md” is larger than 256 KB")
    size = (LARGEST_FILE + 1).to_bytes(4, "little")
    refused(as_zip(tmp_path, honest.replace(size, (9).to_bytes(4, "little"))), "no zip, or a broken one")
    many = {f"{n}.md": b"\0" * (LARGEST_FILE - 1) for n in range(20)}
    refused(as_zip(tmp_path, zipped(many)), "larger than 2 MB together")
    inner = zipped({"c.md": b"\0" * 100_000_000})
    assert pack_files(as_zip(tmp_path, zipped(FILES | {"more.zip": inner}))).files == FILES | {
        "more.zip": b""
    }


def test_too_many_files(tmp_path: Path) -> None:
    many = {f"{n}.md": b"x" for n in range(MOST_FILES + 1)}
    refused(as_zip(tmp_path, zipped(many)), "more than 200 files")
    refused(folder(tmp_path / "many", many), "more than 200 files")


def test_zips_that_cannot_be_read(tmp_path: Path) -> None:
    whole = zipped(FILES)
    refused(as_zip(tmp_path, whole[:-30]), "no zip, or a broken one")
    locked = bytearray(whole)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := whole.find(mark, start + 1)) >= 0:
            locked[start + at] |= 1
    refused(as_zip(tmp_path, bytes(locked)), "has a password")
    refused(as_zip(tmp_path, zipped(FILES, packing=zipfile.ZIP_LZMA)), "packed in a way")
    refused(as_zip(tmp_path, zipped({"word/document.xml": b"x"})), "is a Word document")


def test_one_name_twice_in_a_zip(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, pytest.warns(UserWarning):
        made.writestr("a.md", b"x")
        made.writestr("a.md", b"y")
    found = pack_files(as_zip(tmp_path, out.getvalue()))
    assert found.files == {"a.md": b"x"}
    assert "two files of this name" in found.passed_over["a.md"]


def test_links_and_pipes_in_a_folder_are_never_opened(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes with names, and asks for a right to make links")
    made = folder(tmp_path / "pack", FILES)
    (made / "b.md").symlink_to(tmp_path / "elsewhere.md")
    (made / "b").symlink_to(tmp_path)
    os.mkfifo(made / "c.md")
    found = pack_files(made)
    assert found.files == FILES
    assert {name: why.partition(",")[0] for name, why in found.passed_over.items()} == {
        "b": "This is a link to somewhere else",
        "b.md": "This is a link to somewhere else",
        "c.md": "This is no ordinary file",
    }


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    refused(tmp_path / "none", "There is no folder or zip")
    folder(tmp_path, FILES)
    refused(tmp_path / "a.md", "is one file")
    refused(Path("/dev/null"), "is one file")
    (tmp_path / "big.md").write_bytes(b"x" * (LARGEST_FILE + 1))
    refused(tmp_path, "“big.md” is larger than 256 KB")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = folder(tmp_path / "pack", FILES)

    def refuse(path: str, flags: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "open", refuse)  # root may read everything
    refused(made, r"“a.md” could not be read \(Permission denied\)")


def test_names_that_are_not_utf8_or_hold_controls(tmp_path: Path) -> None:
    made = folder(tmp_path / "pack", {"pack.toml": MANIFEST.encode()})
    with open(os.path.join(os.fsencode(made), b"caf\xe9.md"), "wb") as file:  # noqa: PTH118, PTH123
        file.write(GOOD.encode())
    (made / "a\x1b[31m\nb.md").write_bytes(GOOD.encode())
    files = pack_files(made).files
    assert set(files) == {"pack.toml", "café.md", "a[31m b.md"}
    found = read_pack(files)
    assert found.pack and [exercise.id for exercise in found.pack.exercises] == ["a-31m-b", "cafe"]


@many(100)
@given(st.data())
def test_a_zip_with_any_bytes_changed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(zipped(FILES))
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=6)
    ):
        whole[at] = byte
    path = as_zip(tmp_path_factory.getbasetemp(), bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    try:
        found = read_pack(pack_files(path).files)
    except NotReadable as error:
        assert str(error).isprintable()
    else:
        assert found.pack or found.problems
