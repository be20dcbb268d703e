"""``companion vault repair``, and what the other commands say of a vault that one wrong bit keeps from opening."""

from collections.abc import Callable
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.cli import command_of
from companion.commands.parser import parse
from companion.commands.request import Request
from companion.errors import DamagedHeader, NothingThere, WrongPassphrase
from tests.commands.conftest import Run
from tests.conftest import CHEAP, NOW, PASSPHRASE


@pytest.fixture
def ask(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., str]:
    """Run a command on the vault; return what it tells."""

    def call(deed: str, *words: str) -> str:
        args = parse(["vault", deed, *words])
        request = Request(
            args=args, make_backend=lambda paths: LocalBackend(paths, profile=CHEAP, clock=lambda: NOW)
        )
        assert command_of(args)(request) == 0
        return capfdbinary.readouterr().err.decode()

    return call


def spoil(path: Path, mask: int) -> bytes:
    """Turn bits at the start of a file; return it."""
    raw = bytearray(path.read_bytes())
    raw[100] ^= mask
    path.write_bytes(raw)
    return bytes(raw)


@pytest.mark.parametrize("deed", ["repair", "restore"])
def test_one_wrong_bit_is_put_right(
    backend: LocalBackend, code: str, run: Run, ask: Callable[..., str], passphrase_file: str, deed: str
) -> None:
    spoilt = spoil(backend.vault_path, 1)
    ended = run("plan", "--passphrase-file", passphrase_file)
    assert ended.code == 4
    assert (
        "Companion can put it right. Nothing is lost by it. `companion vault repair` does that." in ended.err
    )
    said = ask(deed, "--passphrase-file", passphrase_file)
    assert "all of it is here" in said
    assert "open in another window" not in said
    aside = next(backend.vault_path.parent.glob("*.torn-*"))
    assert aside.name in said and aside.read_bytes() == spoilt
    ended = run("plan", "--passphrase-file", passphrase_file)
    assert ended.code == 0
    assert "The kettle" in ended.out


def test_the_recovery_code_does_it_too(
    backend: LocalBackend, code: str, ask: Callable[..., str], tmp_path: Path
) -> None:
    spoil(backend.vault_path, 1)
    sheet = tmp_path / "code"
    sheet.write_text(code, "utf-8")
    assert "all of it is here" in ask("repair", "--recovery-code-file", str(sheet))
    backend.open(PASSPHRASE).close()


def test_a_copy_is_restored_into_a_vault_that_was_put_right(
    backend: LocalBackend, code: str, ask: Callable[..., str], passphrase_file: str
) -> None:
    copy = next(backend.vault_path.parent.glob("*.backups/*.vault"))
    whole = backend.vault_path.read_bytes()
    spoil(backend.vault_path, 1)
    ask("restore", str(copy), "--passphrase-file", passphrase_file)
    assert whole in [each.read_bytes() for each in copy.parent.iterdir()]
    session = backend.open(PASSPHRASE)
    assert session.services.plan.lines("toolbox") == ()
    session.close()


def test_a_wrong_passphrase_changes_nothing(
    backend: LocalBackend, code: str, ask: Callable[..., str], tmp_path: Path
) -> None:
    spoilt = spoil(backend.vault_path, 1)
    wrong = tmp_path / "wrong"
    wrong.write_text("something else again", "utf-8")
    with pytest.raises(WrongPassphrase):
        ask("repair", "--passphrase-file", str(wrong))
    assert backend.vault_path.read_bytes() == spoilt


def test_a_vault_that_opens_or_cannot_be_put_right_is_left_alone(
    backend: LocalBackend, code: str, ask: Callable[..., str], passphrase_file: str
) -> None:
    before = backend.vault_path.read_bytes()
    assert "Nothing was changed." in ask("repair", "--passphrase-file", passphrase_file)
    assert backend.vault_path.read_bytes() == before
    spoilt = spoil(backend.vault_path, 3)
    with pytest.raises(DamagedHeader, match="`companion vault restore` puts the copy in its place"):
        ask("repair", "--passphrase-file", passphrase_file)
    assert backend.vault_path.read_bytes() == spoilt


def test_with_nothing_at_all(ask: Callable[..., str], passphrase_file: str) -> None:
    with pytest.raises(NothingThere, match="`companion` makes one"):
        ask("repair", "--passphrase-file", passphrase_file)
