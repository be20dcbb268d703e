"""Settings and the note of a crash, as somebody may have left them: nothing keeps the lock screen from showing."""

import os
import sys
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.backend.session import CRASH_NOTE
from companion.config import Config, load_config, save_config
from companion.open_files import MOST
from companion.paths import find_paths

DARK = Config(theme="calm-dark", idle_minutes=5)


@pytest.mark.parametrize(
    "left",
    [
        b"x = " + b"[" * 4000,
        b"a" + b".a" * 4000 + b" = 1",
        b"theme = 'calm-dark' #" + b" " * MOST,
        b"theme = 'calm-dark'\n\xff\xfe",
        b"theme = ['calm-dark']\nidle_minutes = 1e400\nnation = {a = 1}",
        b"\x00" * 100,
    ],
    ids=["brackets", "dots", "too long", "no text", "other kinds", "zeros"],
)
def test_odd_settings_are_the_defaults(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(left)
    assert load_config(path) == Config()


@pytest.mark.parametrize("what", ["a pipe", "a folder", "a device", "an endless device", "nothing"])
def test_what_is_no_file_is_never_waited_for(tmp_path: Path, what: str) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no such files")
    path = tmp_path / "config.toml"
    if what == "a pipe":
        os.mkfifo(path)
    elif what == "a folder":
        path.mkdir()
    elif what != "nothing":
        path.symlink_to("/dev/tty" if what == "a device" else "/dev/zero")
    assert load_config(path) == Config()


@pytest.mark.parametrize("planted", ["config.toml", "config.toml.new", CRASH_NOTE, f"{CRASH_NOTE}.new"])
def test_nothing_is_written_through_a_planted_link(tmp_path: Path, home: Path, planted: str) -> None:
    paths = find_paths(None)
    folder = paths.state if CRASH_NOTE in planted else paths.config.parent
    folder.mkdir(parents=True, exist_ok=True)
    theirs = tmp_path / "theirs"
    theirs.write_text("a letter", "utf-8")
    (folder / planted).symlink_to(theirs)
    save_config(paths.config, DARK)
    LocalBackend(paths).note_crash("ValueError at plan.py:1")
    assert theirs.read_text("utf-8") == "a letter"
    assert load_config(paths.config) == DARK
    assert LocalBackend(paths).closed_on_its_own()
    assert LocalBackend(paths).closed_on_its_own() == ""
