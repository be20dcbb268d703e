"""The line-by-line program from its first sentence to its last."""

import io
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TextIO

import companion
from companion.domain.typed_bytes import AS_TYPED
from companion.errors import CompanionError
from companion.plain.access.setup import carry_on, first_page
from companion.plain.access.unlock import after_waiting, unlock
from companion.plain.backup.copies import ask_about_standing
from companion.plain.check_in import check_in as ask_check_in
from companion.plain.console.context import Visit
from companion.plain.console.flow import Back, EndOfInput, Leave
from companion.plain.console.input import Interruptions, source_of
from companion.plain.console.output import Voice
from companion.plain.console.prompter import Talker
from companion.plain.safety.safety import open_safety
from companion.plain.today import today_page
from companion.services.backend import Door, Sitting

CLOSED = "Closed. Everything so far is kept."
CLOSED_UNKEPT = "Closed."
CRASHED = (
    "Something in the program went wrong, and it has closed. Your vault is as it was last saved. "
    "The helplines need no program: Samaritans 116 123. Life in danger 999."
)


def run(
    door: Door,
    *,
    demo: bool = False,
    sitting: Sitting | None = None,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Run the program line by line and return the exit code; `demo` opens the made-up person.

    A `sitting` is a vault that was opened already.
    """

    def whole(visit: Visit) -> None:
        visit.talk.say(*filter(None, (door.closed_on_its_own(),)))
        visit.sitting = sitting
        if sitting is None:
            _open_something(visit, demo)
        else:
            visit.talk.say(*sitting.notices)
            ask_about_standing(visit, sitting)
        if not visit.is_demo and not visit.services.settings.get().is_set_up:
            carry_on(visit)
        today_page(visit)

    return _converse(door, whole, stdin or sys.stdin, stdout or sys.stdout, stderr or sys.stderr)


def check_in(door: Door, sitting: Sitting, day: date) -> int:
    """Ask one check-in over a vault that is open, and return the exit code. The sitting stays open."""

    def one(visit: Visit) -> None:
        visit.sitting = sitting
        with suppress(Back):
            ask_check_in(visit, day)

    return _converse(door, one, sys.stdin, sys.stdout, sys.stderr, lent=sitting)


def _open_something(visit: Visit, demo: bool) -> None:
    if demo:
        visit.sitting = visit.door.demo()
    elif visit.door.vault_exists():
        unlock(visit)
    else:
        first_page(visit)


def _converse(
    door: Door,
    act: Callable[[Visit], None],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    *,
    lent: Sitting | None = None,
) -> int:
    interruptions = Interruptions()
    if isinstance(stdin, io.TextIOWrapper):
        with suppress(OSError, ValueError):  # something was read from it already
            if stdin.isatty():
                stdin.reconfigure(errors=AS_TYPED)
            else:
                stdin.reconfigure(encoding="utf-8", errors=AS_TYPED, newline="\n")
    voice, aside = Voice(stdout), Voice(stderr)
    visit = Visit(door=door, talk=Talker(source_of(stdin, stdout, interruptions), voice, door.now))
    visit.talk.on_safety = lambda: open_safety(visit)
    visit.talk.on_wait = lambda waited, word, written: after_waiting(visit, waited, word, written)
    with interruptions.heeded():
        try:
            act(visit)
        except (Leave, EndOfInput) as end:
            # At a terminal the line with the question, and what was typed there, has no end yet.
            broken_off = isinstance(end, EndOfInput) and visit.talk.at_terminal
            with suppress(EndOfInput):
                voice.say(*[""] * broken_off, CLOSED if visit.is_kept else CLOSED_UNKEPT)
        except CompanionError as error:
            visit.exit_code = error.exit_code
            with suppress(EndOfInput):
                aside.say(str(error))
        except Exception as error:  # a bug: no word of the person's may reach the terminal with it
            visit.exit_code = 1
            door.note_crash(_where(error))
            with suppress(EndOfInput):
                aside.say(CRASHED)
        finally:
            if visit.sitting is not lent:
                visit.close()
    return visit.exit_code


def _where(error: Exception) -> str:
    """Return the place in our own code where it happened, and no value of anything."""
    home = Path(companion.__file__).parent
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(home)]
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).relative_to(home)}:{last.lineno}"
