"""``companion vault restore``, and what the other commands say of a vault that is gone or damaged."""

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.cli import command_of
from companion.commands.parser import parse
from companion.commands.request import Request
from companion.errors import DamagedContents, NothingThere
from tests.commands.conftest import Run
from tests.conftest import CHEAP, NOW, PASSPHRASE

FROM = "A copy of it is here, from Sunday 22 November 2026."
HOW = "`companion vault restore` puts the copy in its place."


@pytest.fixture
def restore(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., str]:
    """Run the command; return what it tells."""

    def call(*words: str) -> str:
        args: argparse.Namespace = parse(["vault", "restore", *words])
        request = Request(
            args=args, make_backend=lambda paths: LocalBackend(paths, profile=CHEAP, clock=lambda: NOW)
        )
        assert command_of(args)(request) == 0
        return capfdbinary.readouterr().err.decode()

    return call


def spoil(path: Path) -> None:
    """Change a bit at the end of a file."""
    raw = bytearray(path.read_bytes())
    raw[-100] ^= 1
    path.write_bytes(raw)


def test_a_vault_that_is_gone(
    backend: LocalBackend, code: str, run: Run, restore: Callable[..., str], passphrase_file: str
) -> None:
    backend.vault_path.unlink()
    ended = run("plan", "--passphrase-file", passphrase_file)
    assert ended.code == 1
    assert "not in its place, but a copy of it is here, from Sunday 22 November 2026." in ended.err
    assert HOW in ended.err
    said = restore("--passphrase-file", passphrase_file)
    assert "as it was saved on Sunday 22 November 2026" in said
    assert run("plan", "--passphrase-file", passphrase_file).code == 0


def test_a_damaged_vault(
    backend: LocalBackend,
    code: str,
    run: Run,
    restore: Callable[..., str],
    tmp_path: Path,
    passphrase_file: str,
) -> None:
    spoil(backend.vault_path)
    ended = run("plan", "--passphrase-file", passphrase_file)
    assert ended.code == 4
    assert f"{FROM} {HOW}" in ended.err
    sheet = tmp_path / "code"
    sheet.write_text(code, "utf-8")
    assert "The damaged file is kept beside it" in restore("--recovery-code-file", str(sheet))
    assert run("plan", "--passphrase-file", passphrase_file).code == 0


def test_a_vault_that_opens_is_left_alone(
    backend: LocalBackend, code: str, restore: Callable[..., str], passphrase_file: str
) -> None:
    before = backend.vault_path.read_bytes()
    assert "Nothing was changed." in restore("--passphrase-file", passphrase_file)
    assert backend.vault_path.read_bytes() == before


def test_with_nothing_to_use(
    backend: LocalBackend, code: str, run: Run, restore: Callable[..., str], passphrase_file: str
) -> None:
    for path in backend.vault_path.parent.rglob("*.vault"):
        path.write_bytes(path.read_bytes()[:4000])
    ended = run("plan", "--passphrase-file", passphrase_file)
    assert (ended.code, HOW in ended.err) == (4, False)
    assert "no copy beside it that can be opened" in ended.err
    with pytest.raises(DamagedContents):
        restore("--passphrase-file", passphrase_file)
    backend.vault_path.unlink()
    with pytest.raises(NothingThere, match="What lies beside it is damaged"):
        restore("--passphrase-file", passphrase_file)


def test_with_nothing_at_all(restore: Callable[..., str], passphrase_file: str) -> None:
    with pytest.raises(NothingThere, match="`companion` makes one"):
        restore("--passphrase-file", passphrase_file)


def test_a_copy_of_a_day_on_which_the_clock_was_wrong_is_not_the_latest(
    backend: LocalBackend, code: str, restore: Callable[..., str], passphrase_file: str
) -> None:
    copies = backend.vault_path.with_name(f"{backend.vault_path.name}.backups")
    earlier = next(copies.iterdir())
    earlier.rename(copies / "2099-01-01-abcd.vault")
    (copies / "2026-11-23-abcd.vault").write_bytes(backend.vault_path.read_bytes())
    spoil(backend.vault_path)
    told = restore("--passphrase-file", passphrase_file)
    assert "open in another window" not in told, "it is this very command that has it open"
    session = backend.open(PASSPHRASE)
    assert [line.text for line in session.services.plan.lines("toolbox")] == ["The kettle"]
    session.close()
