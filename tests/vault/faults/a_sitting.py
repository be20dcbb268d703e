"""One sitting in a process of its own, for real system calls to fail in. Not a test: `test_system_calls` starts it.

`python -m tests.vault.faults.a_sitting FOLDER NAME` says one line for each deed of the session of that name:
"done", with a new recovery code if there is one, or "refused".
"""

import sys
from pathlib import Path

from companion.errors import CompanionError
from companion.vault.disk.fs import Fs
from tests.vault.faults.homes import PASSPHRASE, Home
from tests.vault.faults.sittings import SITTINGS


def main(folder: Path, name: str) -> None:
    """Have the session."""
    home, session = Home(folder), SITTINGS[name]
    try:
        vault = home.open(PASSPHRASE, fs=Fs(), day=session.day, rescue_copy=session.rescue_copy)
    except CompanionError:
        print("not opened", flush=True)
        return
    for deed in session.deeds:
        try:
            print("done", deed.act(vault, home) or "", flush=True)
        except CompanionError:
            print("refused", flush=True)
    vault.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
