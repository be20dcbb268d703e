"""A command beside a window that has the vault open: reading works and says so in one line, writing ends with 5."""

from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from tests.commands.conftest import Ask
from tests.conftest import PASSPHRASE

READING = (
    ["plan"],
    ["plan", "--json"],
    ["safety"],
    ["safety", "--json"],
    ["talk"],
    ["share", "--for", "me"],
    ["export", "--format", "json"],
    ["vault", "info"],
    ["vault", "verify"],
)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_says_so_in_one_line_on_standard_error(
    ask: Ask, backend: LocalBackend, words: list[str]
) -> None:
    alone = ask(*words)
    assert alone.code == 0
    writer = backend.open(PASSPHRASE)
    ended = ask(*words)
    writer.close()
    assert (ended.code, ended.out) == (0, alone.out)
    said = "Your vault is open in another window too. This is how it was last saved.\n"
    assert ended.err.count(said) == 1
    assert ended.err.replace(said, "") == alone.err


@pytest.mark.parametrize(
    "words", [["check-in", "--set", "mood=3"], ["check-in", "--note", "x"]], ids=" ".join
)
def test_writing_ends_with_5_and_changes_nothing(ask: Ask, backend: LocalBackend, words: list[str]) -> None:
    writer = backend.open(PASSPHRASE)
    before = backend.vault_path.read_bytes()
    ended = ask(*words)
    assert (ended.code, ended.out) == (5, "")
    assert "another Companion window" in ended.err
    assert backend.vault_path.read_bytes() == before
    writer.close()


def test_a_reader_leaves_no_lock_and_the_writer_goes_on(ask: Ask, backend: LocalBackend, home: Path) -> None:
    writer = backend.open(PASSPHRASE)
    assert ask("plan").code == 0
    writer.services.settings.change(name="Sam", now=backend.now())
    assert writer.services.settings.get().name == "Sam"
    writer.close()
    again = backend.open(PASSPHRASE)
    assert again.services.settings.get().name == "Sam"
    again.close()
