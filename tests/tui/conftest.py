"""What several screens' tests share."""

import pytest

from companion.backend.local import LocalBackend
from tests.conftest import PASSPHRASE
from tests.tui.full_disk import Disk


@pytest.fixture
def disk(backend: LocalBackend, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk under a closed vault."""
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    return Disk(monkeypatch)
