"""A program that is made to fall over: ``python -m tests.tui.shell.crashing WHERE``, in the home that is set."""

from __future__ import annotations

import shutil
import sys
from threading import Thread
from typing import Any

from textual.pilot import Pilot

from companion.backend.local import LocalBackend
from companion.paths import find_paths
from companion.tui.app import CompanionApp
from companion.tui.base.screen import WorkPage
from companion.tui.widgets.pick_list import PickList
from tests.conftest import CHEAP, NOW, PASSPHRASE

SECRET = "zebrafinch"
"""Stands in a local variable, in the error's message, in the vault, and on the screen."""

COPY = "as-last-saved"


def fall_over(*_: object, **__: object) -> Any:
    """Raise, with the secret close by."""
    note = f"what {SECRET} wrote"
    raise RuntimeError(f"about {note}")


async def _in_a_key(app: CompanionApp, pilot: Pilot[Any]) -> None:
    type(app.screen).action_add = fall_over  # type: ignore[attr-defined]
    await pilot.press("a")


async def _in_what_was_asked(app: CompanionApp, pilot: Pilot[Any]) -> None:
    _page(app).ask(fall_over)


async def _in_the_answer(app: CompanionApp, pilot: Pilot[Any]) -> None:
    _page(app).ask(lambda services: services.settings.get(), fall_over)


async def _in_a_thread(app: CompanionApp, pilot: Pilot[Any]) -> None:
    app.run_worker(fall_over, thread=True)


async def _in_drawing(app: CompanionApp, pilot: Pilot[Any]) -> None:
    PickList.draw_row = fall_over  # type: ignore[method-assign]
    rows = app.screen.query(PickList).first()
    rows.call_later(rows.redraw)


async def _on_a_timer(app: CompanionApp, pilot: Pilot[Any]) -> None:
    app.set_timer(0.01, fall_over)


async def _while_drafts_are_kept(app: CompanionApp, pilot: Pilot[Any]) -> None:
    type(_page(app)).typing = fall_over  # type: ignore[method-assign]
    await pilot.press("t")


async def _in_the_thread_that_reads_keys(app: CompanionApp, pilot: Pilot[Any]) -> None:
    from companion.tui.shell.driver import TypedDriver

    TypedDriver.run_input_thread = fall_over  # type: ignore[method-assign]
    Thread(target=TypedDriver(app)._run_input_thread).start()


PLACES = {
    "a key": _in_a_key,
    "what was asked": _in_what_was_asked,
    "the answer": _in_the_answer,
    "a thread": _in_a_thread,
    "drawing": _in_drawing,
    "a timer": _on_a_timer,
    "drafts": _while_drafts_are_kept,
} | ({} if sys.platform == "win32" else {"the keyboard": _in_the_thread_that_reads_keys})


def _page(app: CompanionApp) -> WorkPage:
    assert isinstance(app.screen, WorkPage)
    return app.screen


def main(place: str) -> int:
    """Open a new vault, write the secret in it, copy the file, and fall over."""
    backend = LocalBackend(find_paths(), profile=CHEAP, clock=lambda: NOW)
    session, _ = backend.create(PASSPHRASE, setup_step=6)

    async def drive(pilot: Pilot[Any]) -> None:
        await pilot.press("p", "right", "a", *SECRET, "enter", "escape")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        shutil.copy(backend.vault_path, backend.vault_path.with_name(COPY))
        await PLACES[place](app, pilot)

    app = CompanionApp(backend, session=session)
    result = app.run(headless=True, size=(80, 24), auto_pilot=drive)
    return 1 if result is None else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
