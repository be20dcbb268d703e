"""What we ask of the terminal around the screens: a neutral title, and no stray environment."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

NEUTRAL_TITLE = "notes"
"""What the window and the task bar say: neither the program's name nor the person's."""

# XTWINOPS: put the window title on the terminal's own stack, set ours, and take theirs back.
_PUSH_TITLE = "\x1b[22;0t"
_SET_TITLE = f"\x1b]0;{NEUTRAL_TITLE}\x07"
_CLEAR = "\x1b[m\x1b[2J"
_ALTERNATE_SCREEN = "\x1b[?1049h"
_POP_TITLE = "\x1b[23;0t"


def drop_textual_environment(environment: MutableMapping[str, str] = os.environ) -> None:
    """Remove every ``TEXTUAL*`` variable; call it before Textual is imported.

    Some of them write the screen or every key press to a file.
    """
    for name in [name for name in environment if name.upper().startswith("TEXTUAL")]:
        del environment[name]


@contextmanager
def neutral_title(write: Callable[[str], object], flush: Callable[[], object]) -> Iterator[None]:
    """Show the neutral window title while the block runs, then give the old one back."""
    write(_PUSH_TITLE + _SET_TITLE)
    flush()
    try:
        yield
    finally:
        with suppress(OSError):  # a window that was closed has no title to give back
            write(_POP_TITLE)
            flush()


def wipe(driver: Driver | None) -> None:
    """Clear the window at once, behind whatever `driver` has still to write."""
    if driver is not None:
        driver.write(_CLEAR)
        driver.flush()


def stay_blank() -> None:
    """Keep the window empty until the fresh program draws on it, as it does for a third of a second.

    Textual gives the window back when its app ends, and the shell with what was done there would show.
    The fresh program takes this same other screen and gives it back at its own end.
    """
    stream = sys.__stderr__
    with suppress(AttributeError, OSError, ValueError):  # None, closed, or a window that is gone
        stream.write(_ALTERNATE_SCREEN + _CLEAR)  # type: ignore[union-attr]
        stream.flush()  # type: ignore[union-attr]


def let_go(driver: object) -> None:
    """Write to nowhere from now on: the window was closed, and `driver`, Textual's, must not write to it.

    Its writing thread ends at the first write to a closed window, and then whoever writes waits for ever.
    The system says "go on" after "the window is gone", upon which the driver would take the window anew.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(AttributeError, OSError, ValueError):  # None, or not a file
            os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
    if hasattr(signal, "SIGCONT"):
        signal.signal(signal.SIGCONT, signal.SIG_IGN)
    vars(driver).update(write=lambda data: None, _writer_thread=None)
