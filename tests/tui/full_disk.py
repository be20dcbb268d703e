"""A disk that a test fills and empties while the program runs."""

import errno
import os

import pytest

from companion.vault.disk.fs import Fs


class Disk:
    """A disk that can be filled and emptied."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        real = Fs.write

        def write(fs: Fs, fd: int, data: bytes | bytearray | memoryview) -> None:
            if self.is_full:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(fs, fd, data)

        monkeypatch.setattr(Fs, "write", write)
