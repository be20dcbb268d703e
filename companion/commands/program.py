"""Opening the program itself: full screen, or line by line."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from companion import process, unseen
from companion.commands.request import Request
from companion.commands.streams import has_screen, tell
from companion.errors import NothingThere

if TYPE_CHECKING:
    from companion.domain.exercise import CoursePack
    from companion.services.backend import Backend, Session

NO_TERMINAL = (
    "The program needs a terminal to open in. `companion --plain` reads lines, "
    "and `companion --help` lists the commands."
)


def open_program(request: Request) -> int:
    """``companion``."""
    backend = request.backend()
    if request.wants_plain or (has_screen() and backend.config.plain_at_start):
        return _plain(backend, stays=request.args.plain, session=_opened(request, backend))
    if not has_screen():
        raise NothingThere(NO_TERMINAL)
    session = _opened(request, backend)
    if sys.platform == "win32" and not session and not request.args.child:
        return _children(backend, locked=request.args.locked)
    return _full_screen(request, backend, session=session)


def open_demo(request: Request) -> int:
    """``companion demo``: with no terminal, the made-up person's page; with ``--write``, the vault as a file."""
    if request.args.write:
        from companion.commands.vault_file import create_demo

        return create_demo(request)
    backend = request.backend()
    if request.wants_plain or (has_screen() and backend.config.plain_at_start):
        return _plain(backend, demo=True)
    if not has_screen():
        from companion.commands.sharing import demo_page

        return demo_page(backend)
    return _full_screen(request, backend, demo=True)


def open_trial(request: Request, course: CoursePack) -> int:
    """Open a course with the made-up person, in memory: full screen, or line by line."""
    backend = request.backend()
    if request.wants_plain or not has_screen() or backend.config.plain_at_start:
        return _plain(backend, demo=True, course=course)
    return _full_screen(request, backend, demo=True, course=course)


def _opened(request: Request, backend: Backend) -> Session | None:
    """Return the vault opened with the words in a file, where one was given; None to ask on a screen."""
    if not (request.args.passphrase_file or request.args.recovery_code_file):
        return None
    from companion.commands.opening import need_vault, unlock

    need_vault(backend)
    return unlock(request, backend, writing=True)


def _plain(
    backend: Backend,
    *,
    demo: bool = False,
    stays: bool = False,
    session: Session | None = None,
    course: CoursePack | None = None,
) -> int:
    from companion.plain.run import run

    gc.enable()
    return run(backend, demo=demo, stays=stays, session=session, course=course)


def _full_screen(
    request: Request,
    backend: Backend,
    *,
    demo: bool = False,
    session: Session | None = None,
    course: CoursePack | None = None,
) -> int:
    from companion.tui.shell.terminal import drop_textual_environment, stay_blank

    drop_textual_environment()
    from companion.tui import app

    hidden, alone = bool(request.args.locked), bool(request.args.alone)
    while (
        result := app.run(
            backend, say=tell, demo=demo, hidden=hidden, alone=alone, session=session, course=course
        )
    ) in (app.LOCK, app.ALONE):
        alone = result == app.ALONE
        if request.args.child:
            unseen.forget()
            return process.ALONE_CODE if alone else process.LOCK_CODE
        if sys.platform == "win32":
            return _children(backend, locked=True)
        if sys.executable:
            stay_blank()
            process.start_over_locked(backend.vault_path, alone=alone)
        # There is no program to start afresh with: at least the screens and the key are gone.
        hidden, session = True, None
    unseen.watch()
    if result == app.PLAIN:
        return _plain(backend, demo=demo, course=course)
    if result == app.ERASED:
        tell("Everything was erased from this computer, apart from pages and copies that you keep yourself.")
    return 1 if result is None else 0


def _children(backend: Backend, *, locked: bool) -> int:
    import subprocess

    return process.keep_children(backend.vault_path, locked=locked, run=subprocess.call)
