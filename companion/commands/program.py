"""Opening the program itself: full screen, or line by line."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from companion import process
from companion.commands.request import Request
from companion.commands.streams import has_screen, tell
from companion.errors import NothingThere

if TYPE_CHECKING:
    from companion.services.backend import Door, Sitting

NO_TERMINAL = (
    "The program needs a terminal to open in. `companion --plain` reads lines, "
    "and `companion --help` lists the commands."
)


def open_program(request: Request) -> int:
    """``companion``."""
    door = request.door()
    if request.wants_plain or (has_screen() and door.config.plain_at_start):
        return _plain(door, sitting=_opened(request, door))
    if not has_screen():
        raise NothingThere(NO_TERMINAL)
    sitting = _opened(request, door)
    if sys.platform == "win32" and not sitting and not request.args.child:
        return _children(door, locked=request.args.locked)
    return _full_screen(request, door, sitting=sitting)


def open_demo(request: Request) -> int:
    """``companion demo``: with no terminal, the made-up person's page."""
    door = request.door()
    if request.wants_plain or (has_screen() and door.config.plain_at_start):
        return _plain(door, demo=True)
    if not has_screen():
        from companion.commands.sharing import demo_page

        return demo_page(door)
    return _full_screen(request, door, demo=True)


def _opened(request: Request, door: Door) -> Sitting | None:
    """Return the vault opened with the words in a file, where one was given; None to ask on a screen."""
    if not (request.args.passphrase_file or request.args.recovery_code_file):
        return None
    from companion.commands.opening import need_vault, unlock

    need_vault(door)
    return unlock(request, door, writing=True)


def _plain(door: Door, *, demo: bool = False, sitting: Sitting | None = None) -> int:
    from companion.plain.run import run

    gc.enable()
    return run(door, demo=demo, sitting=sitting)


def _full_screen(request: Request, door: Door, *, demo: bool = False, sitting: Sitting | None = None) -> int:
    from companion.tui.shell.terminal import drop_textual_environment, stay_blank, unechoed

    drop_textual_environment()
    from companion.tui import app

    hidden = bool(request.args.locked)
    with unechoed(already=hidden):
        while (result := app.run(door, demo=demo, hidden=hidden, sitting=sitting)) == app.LOCK:
            if request.args.child:
                process.drop_typed_ahead()
                return process.LOCK_CODE
            if sys.platform == "win32":
                return _children(door, locked=True)
            if sys.executable:
                stay_blank()
                process.start_over_locked(door.vault_path)
            # There is no program to start afresh with: at least the screens and the key are gone.
            hidden, sitting = True, None
    if result == app.PLAIN:
        return _plain(door, demo=demo)
    if result == app.ERASED:
        tell("Everything was erased from this computer, apart from pages you saved yourself.")
    return 1 if result is None else 0


def _children(door: Door, *, locked: bool) -> int:
    import subprocess

    return process.keep_children(door.vault_path, locked=locked, run=subprocess.call)
