"""A vault that opens at once, in a folder of its own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion.vault.disk.fs import Fs
from companion.vault.secrets.keys import Cost, Profile
from companion.vault.vault import Vault

CHEAP = Profile(costs=(Cost(32, 1),), least_kib=32, most_kib=1024 * 1024, seconds=0.5)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PASSPHRASE = "a quiet place by the river"


def make(path: Path, fs: Fs | None = None, now: datetime = NOW) -> tuple[Vault, str]:
    """Make a vault whose passphrase is `PASSPHRASE`."""
    return Vault.create(path, PASSPHRASE, now=now, profile=CHEAP, fs=fs)


def reopen(
    path: Path,
    secret: str = PASSPHRASE,
    *,
    now: datetime = NOW,
    read_only: bool = False,
    fs: Fs | None = None,
) -> Vault:
    """Open the vault at `path`."""
    return Vault.open(
        path,
        passphrase=secret,
        now=now,
        read_only=read_only,
        profile=CHEAP,
        fs=fs,
    )


def open_rescue_copy(
    path: Path, secret: str = PASSPHRASE, *, now: datetime = NOW, fs: Fs | None = None
) -> Vault:
    """Open the newest whole copy of the vault at `path`, which is gone or damaged."""
    return Vault.open_rescue_copy(path, passphrase=secret, now=now, profile=CHEAP, fs=fs)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the vault of this test is."""
    return tmp_path / "folder" / "companion.vault"
