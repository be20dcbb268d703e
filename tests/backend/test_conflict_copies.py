"""What a sync program put beside the vault is told, when it holds what is not here, and only then."""

import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.cli import main
from companion.paths import find_paths
from companion.plain.run import run
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.tui.backup.two_computers import ONLY_THERE, THERE, Computer, two_computers
from tests.tui.screens import flat, press, settle

SYNCED = (
    "companion (Sam's conflicted copy 2026-11-20).vault",
    "companion-LAPTOP.vault",
    "companion (1).vault",
    "companion 2.vault",
    "companion.sync-conflict-20261120-101010-ABCDEFG.vault",
    "companion (conflicted copy 2026-11-20 101010).vault",
    "companion_conf(1).vault",
    "Companion.Conflict.vault",
    "companion.vault.conflict-20261120-101010.vault",
)
"""Names that Dropbox, OneDrive, Google Drive, iCloud, Syncthing, Nextcloud and others give, and our own."""


@pytest.fixture
def computers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Computer, Computer]:
    """Two computers of one person; the second has a line that the first has not."""
    here, there = two_computers(tmp_path, monkeypatch)
    there.write(ONLY_THERE, at=NOW, id="b" * 32)
    return here, there


def found(computer: Computer) -> list[tuple[str, bool]]:
    """Return what is told after opening, by name."""
    session = computer.backend.open(PASSPHRASE)
    try:
        return [(copy.path.name, copy.is_sure) for copy in session.conflict_copies()]
    finally:
        session.close()


@pytest.mark.parametrize("name", SYNCED)
def test_it_is_told_by_whatever_name_until_it_was_put_together(
    computers: tuple[Computer, Computer], name: str
) -> None:
    here, there = computers
    beside = here.vault.with_name(name)
    shutil.copy(there.vault, beside)
    assert found(here) == [(name, True)]
    session = here.backend.open(PASSPHRASE)
    session.merge(beside, now=NOW)
    assert session.conflict_copies() == ()
    session.close()
    assert found(here) == []


def test_what_holds_nothing_more_is_not_told(computers: tuple[Computer, Computer]) -> None:
    here, _ = computers
    shutil.copy(here.vault, here.vault.with_name(SYNCED[0]))
    here.write(THERE, at=NOW)
    assert found(here) == []


def test_with_a_passphrase_of_its_own_it_may_hold_more(computers: tuple[Computer, Computer]) -> None:
    here, there = computers
    session = there.backend.open(PASSPHRASE)
    session.renew_keys("tide tables in a drawer", now=NOW)
    session.close()
    shutil.copy(there.vault, here.vault.with_name(SYNCED[0]))
    assert found(here) == [(SYNCED[0], False)]


def test_strangers_are_left_alone(computers: tuple[Computer, Computer], tmp_path: Path) -> None:
    here, there = computers
    other = LocalBackend(find_paths(tmp_path / "other" / "other.vault"), profile=CHEAP, clock=lambda: NOW)
    other.create(PASSPHRASE)[0].close()
    shutil.copy(other.vault_path, here.vault.with_name(SYNCED[0]))
    whole = there.vault.read_bytes()
    here.vault.with_name(SYNCED[1]).write_bytes(whole[: len(whole) // 2])
    here.vault.with_name(SYNCED[2]).write_bytes(b"")
    here.vault.with_name("a letter.vault").write_bytes(whole)
    here.vault.with_name("companion 3.vault").mkdir()
    if sys.platform != "win32":
        os.mkfifo(here.vault.with_name("companion 4.vault"))
        here.vault.with_name("companion 5.vault").symlink_to("/dev/zero")
    assert found(here) == []


async def test_on_the_full_screen_one_key_leads_to_putting_it_together(
    computers: tuple[Computer, Computer],
) -> None:
    here, there = computers
    shutil.copy(here.vault, here.vault.with_name("a copy made by hand.vault"))  # listed before it
    shutil.copy(there.vault, here.vault.with_name(SYNCED[0]))
    app = here.app()
    async with app.run_test(notifications=True, size=(100, 40)) as pilot:
        for _ in range(100):  # it is read in a thread that nothing waits for
            await settle(pilot)
            if "Another copy" in flat(app):
                break
        assert f"Another copy of your vault lies beside it, “{SYNCED[0]}”." in flat(app)
        assert "It holds what is not here. o shows it." in flat(app)
        await press(pilot, "o", "enter", "down", "enter")
        assert "1 thing came in." in flat(app)
        for _ in range(100):
            await settle(pilot)
            if not app.unlocking.lies_beside:
                break
        await press(pilot, "escape", "t", "o")
        assert "How is today?" in flat(app) and "Another copy" not in flat(app)
        await press(pilot, "ctrl+q")
    assert ONLY_THERE in here.lines()


def test_line_by_line_one_letter_leads_to_it(computers: tuple[Computer, Computer]) -> None:
    here, there = computers
    shutil.copy(there.vault, here.vault.with_name(SYNCED[0]))
    out = io.StringIO()
    typed = io.StringIO("\n".join([PASSPHRASE, "o", "1", "back", "q", ""]))
    assert run(here.backend, stdin=typed, stdout=out, stderr=io.StringIO()) == 0
    assert "It holds what is not here. o on Today looks into it." in " ".join(out.getvalue().split())
    assert ONLY_THERE in here.lines()


def test_on_the_command_line(
    computers: tuple[Computer, Computer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = computers
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, "utf-8")
    for words in (("vault", "info"), ("plan",)):
        beside = here.vault.with_name(SYNCED[0])
        beside.unlink(missing_ok=True)
        for is_told in (False, True):
            code = main(
                [*words, "--vault", str(here.vault), "--passphrase-file", str(secret)],
                make_backend=lambda paths: LocalBackend(paths, profile=CHEAP, clock=lambda: NOW),
            )
            assert code == 0
            assert ("Another copy of your vault" in capsys.readouterr().err) is is_told
            shutil.copy(there.vault, beside)
