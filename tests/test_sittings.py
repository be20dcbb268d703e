"""What a sitting does beside the vault itself: the settings and the state folder of this computer."""

from pathlib import Path

import pytest

from companion.errors import NotWritten
from companion.wiring import FrontDoor
from tests.conftest import PASSPHRASE


def test_erasing_takes_the_settings_too(door: FrontDoor) -> None:
    sitting, _ = door.create(PASSPHRASE)
    door.change_config(theme="calm-dark")
    door.note_crash("a place")
    gone = sitting.erase()
    assert door.paths.config in gone
    assert [path for path in door.paths.vault.parent.rglob("*") if path.is_file()] == []


def test_settings_that_cannot_be_deleted_are_named(door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting, _ = door.create(PASSPHRASE)
    door.change_config(theme="calm-dark")
    unlink = Path.unlink

    def stuck(path: Path, missing_ok: bool = False) -> None:
        if path == door.paths.config:
            raise PermissionError(13, "no")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", stuck)
    with pytest.raises(NotWritten, match=r"config\.toml"):
        sitting.erase()
    assert not door.vault_path.exists()
