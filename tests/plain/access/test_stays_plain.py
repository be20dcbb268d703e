"""Started by `--plain` it stays line by line: who cannot use the full screen is never put into it."""

import io
import sys
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.cli import main
from companion.paths import find_paths
from companion.plain.run import STAYS, run
from tests.conftest import PASSPHRASE
from tests.memory_backend import MemoryBackend

SETUP = ["1", PASSPHRASE, PASSPHRASE, *[""] * 7, "", "", "Alex", "2", "", "", "", ""]


def _said(backend: MemoryBackend, *script: str, demo: bool = False) -> str:
    out = io.StringIO()
    stdin = io.StringIO("".join(f"{line}\n" for line in script))
    run(backend, demo=demo, stays=True, stdin=stdin, stdout=out, stderr=io.StringIO())
    return " ".join(out.getvalue().split())


def test_set_up_asks_nothing_about_the_full_screen(empty_backend: MemoryBackend) -> None:
    said = _said(empty_backend, *SETUP, "q")
    assert "Good evening, Alex." in said
    assert "full-screen" not in said and "Colours" not in said
    assert empty_backend.config.plain_at_start
    assert said.count(STAYS) == 1


def test_it_is_said_once_and_settings_change_it(memory_backend: MemoryBackend) -> None:
    assert STAYS in _said(memory_backend, PASSPHRASE, "q")
    assert STAYS not in _said(memory_backend, PASSPHRASE, "q")
    assert "It starts full-screen." in _said(memory_backend, PASSPHRASE, "10", "9", "2", "q")
    assert not memory_backend.config.plain_at_start


def test_the_made_up_person_changes_nothing_of_this_computer(empty_backend: MemoryBackend) -> None:
    assert STAYS not in _said(empty_backend, "q", demo=True)
    assert not empty_backend.config.plain_at_start


@pytest.mark.parametrize(("words", "stays"), [(["--plain"], True), ([], False)])
def test_the_option_is_what_makes_it_stay(
    backend: LocalBackend, monkeypatch: pytest.MonkeyPatch, words: list[str], stays: bool
) -> None:
    monkeypatch.setenv("TERM", "dumb")  # line by line, whether it was asked for or not
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    assert main(words, make_backend=lambda paths: LocalBackend(paths)) == 0
    assert LocalBackend(find_paths()).config.plain_at_start is stays


def test_a_folder_that_takes_no_choice_stops_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = find_paths()
    paths.config.parent.parent.mkdir(parents=True, exist_ok=True)
    paths.config.parent.write_text("in the way", "utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    assert main(["--plain"], make_backend=lambda paths: LocalBackend(paths)) == 0
