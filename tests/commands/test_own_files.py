"""No command writes over the program's own files, with --force or without."""

from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from tests.commands.conftest import Ask, Run
from tests.conftest import PASSPHRASE
from tests.own_paths import contents, own_paths

WRITING = (
    ("share", "--for", "me", "--out"),
    ("safety", "--out"),
    ("export", "--format", "json", "--out"),
    ("learn", "print", "sorting", "--out"),
    ("vault", "recovery-code", "--recovery-code-out"),
    ("learn", "new"),
)


@pytest.mark.parametrize("command", WRITING, ids=lambda words: " ".join(words[:2]))
def test_what_is_its_own_is_refused_and_left_as_it_is(
    ask: Ask, backend: LocalBackend, tmp_path: Path, command: tuple[str, ...]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    paths = own_paths(backend, elsewhere)
    assert len(paths) == 20
    folders = (backend.vault_path.parent, elsewhere)
    before = contents(*folders)
    for path in paths:
        for force in ((), ("--force",)) if command[-1] == "--out" else ((),):
            ended = ask(*command, str(path), *force)
            assert (ended.code, ended.out) == (1, ""), (path, ended.err)
            assert f"Companion keeps {path} for itself" in ended.err
    assert contents(*folders) == before


@pytest.mark.parametrize("ending", ["", ".new", ".lock"])
def test_the_code_of_a_new_vault_does_not_go_where_the_vault_is_to_be(
    run: Run, backend: LocalBackend, passphrase_file: str, ending: str
) -> None:
    """The first save takes what lies under the name of an unfinished one away: the code would be lost."""
    sheet = backend.vault_path.with_name(backend.vault_path.name + ending)
    sheet.parent.mkdir(parents=True, exist_ok=True)
    ended = run("vault", "create", "--passphrase-file", passphrase_file, "--recovery-code-out", str(sheet))
    assert ended.code == 1 and "for itself" in ended.err
    assert not backend.vault_exists() and not sheet.exists()


def test_the_vault_in_use_is_kept_from_the_commands_of_another(
    ask: Ask, backend: LocalBackend, tmp_path: Path
) -> None:
    other = tmp_path / "other.vault"
    session = backend.open(PASSPHRASE)
    other.write_bytes(session.back_up(now=backend.now()).read_bytes())
    session.close()
    before = backend.vault_path.read_bytes()
    ended = ask("share", "--for", "me", "--vault", str(other), "--out", str(backend.vault_path), "--force")
    assert (ended.code, backend.vault_path.read_bytes()) == (1, before)
