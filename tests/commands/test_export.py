"""``companion export``: everything, in a form any program can read, and said to be unlocked."""

import json
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from tests.commands.conftest import Ask
from tests.conftest import PASSPHRASE

NOT_LOCKED = "not locked. Anyone who has it can read it."


@pytest.mark.parametrize("options", [(), ("--format", "json")])
def test_everything_is_printed(ask: Ask, options: tuple[str, ...]) -> None:
    ended = ask("export", *options)
    assert ended.code == 0
    everything = json.loads(ended.out)
    assert (everything["format"], everything["version"]) == ("companion-export", 1)
    words = ended.out
    for kept in ("A bath with the radio on", "Phone out of the bedroom", "07700 900123", "Room 3"):
        assert kept in words
    assert everything["tables"]["check_ins"]["2026-11-22"]["answers"] == {"mood": 4}
    assert NOT_LOCKED in ended.err
    assert ask("export").out == words


def test_words_come_out_as_they_are_kept(ask: Ask, backend: LocalBackend) -> None:
    words = "“Ünï” 🙂 \u2067שלום\u2069 \t{\n}"
    session = backend.open(PASSPHRASE)
    session.services.check_ins.write_note(backend.now().date(), words, now=backend.now())
    session.close()
    assert json.loads(ask("export").out)["tables"]["check_ins"]["2026-11-22"]["note"] == words


def test_a_file_is_written_and_never_over_another_unasked(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "everything.json"
    ended = ask("export", "--out", str(out))
    assert (ended.code, ended.out) == (0, "")
    assert f"Written to {out}\n" in ended.err and NOT_LOCKED in ended.err
    assert json.loads(out.read_bytes())["version"] == 1
    out.write_text("mine")
    refused = ask("export", "--out", str(out))
    assert (refused.code, out.read_text()) == (1, "mine")
    assert ask("export", "--out", str(out), "--force").code == 0
    assert out.read_text() != "mine"


@pytest.mark.parametrize("options", [("--force",), ("--format", "csv"), ("--format", "pdf")])
def test_what_it_does_not_take_is_a_usage_error(ask: Ask, options: tuple[str, ...]) -> None:
    ended = ask("export", *options)
    assert (ended.code, ended.out) == (2, "")


def test_an_export_beside_the_open_program_says_so(ask: Ask, backend: LocalBackend) -> None:
    session = backend.open(PASSPHRASE)
    try:
        ended = ask("export")
    finally:
        session.close()
    assert ended.code == 0
    assert "open in another window" in ended.err
