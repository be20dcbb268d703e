"""The program at a screen, in a real window: ``python -m tests.pty.visited VISIT FOLDER``.

Once the keys that lead to the screen have done all they do, it makes ``FOLDER/there``.
"""

import sys
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from companion import process
from companion.tui.app import ERASED, LOCK, PLAIN, QUIT
from tests.tui.screens import press, settle
from tests.tui.visits import VISITS, program


def main(name: str, folder: Path) -> int:
    """Open the screen and stay there; return 0 where the program ended by a way of its own."""
    visit = next(visit for visit in VISITS if str(visit) == name)

    async def drive(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        await press(pilot, *visit.keys)
        (folder / "there").touch()

    process.tell_no_words()
    ended = program(visit, folder).run(auto_pilot=drive)
    return 0 if ended in (LOCK, QUIT, PLAIN, ERASED) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
