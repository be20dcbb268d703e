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
from companion.domain.exercise import CoursePack
from companion.domain.typed_bytes import AS_TYPED
from companion.errors import CompanionError, NotWritten
from companion.plain.access.setup import carry_on, first_page
from companion.plain.access.unlock import after_waiting, hide, unlock
from companion.plain.backup.copies import ask_about_relation
from companion.plain.check_in import check_in as ask_check_in
from companion.plain.console.context import Context
from companion.plain.console.flow import Back, EndOfInput, Leave
from companion.plain.console.input import Interruptions, source_of
from companion.plain.console.output import Output
from companion.plain.console.prompter import Prompter
from companion.plain.learn.courses import pack_page
from companion.plain.safety.safety import open_safety
from companion.plain.today import today_page
from companion.services.backend import Backend, Session

STAYS = "Companion starts line by line from now on, however you start it. Settings, At start, changes that."
CLOSED = "Closed. Everything so far is kept."
CLOSED_UNKEPT = "Closed."
TRYING = "You try this course with a made-up person. What you write is kept in no file."
CRASHED = (
    "Something in the program went wrong, and it has closed. Your vault is as it was last saved. "
    "The helplines need no program: Samaritans 116 123. Life in danger 999."
)


def run(
    backend: Backend,
    *,
    demo: bool = False,
    stays: bool = False,
    session: Session | None = None,
    course: CoursePack | None = None,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Run the program line by line and return the exit code; `demo` opens the made-up person.

    `stays`: line by line was asked for, and it is what starts from now on. A `session` is a vault that was opened
    already. A `course` is tried by the made-up person, and nothing else shown.
    """

    def whole(context: Context) -> None:
        context.prompter.say(*filter(None, (backend.closed_on_its_own(),)))
        if stays and not demo:
            _stay(context)
        context.session = session
        if course is not None:
            _try_course(context, course)
            return
        if session is None:
            _open_something(context, demo)
        else:
            context.prompter.say(*session.notices)
            ask_about_relation(context, session)
        if not context.is_demo and not context.services.settings.get().is_set_up:
            carry_on(context)
        today_page(context)

    return _converse(backend, whole, stdin or sys.stdin, stdout or sys.stdout, stderr or sys.stderr)


def _try_course(context: Context, course: CoursePack) -> None:
    context.session = context.backend.demo(course)
    context.prompter.say(TRYING)
    with suppress(Back):
        pack_page(context, course.id)


def check_in(backend: Backend, session: Session, day: date) -> int:
    """Ask one check-in over a vault that is open, and return the exit code. The session stays open."""

    def one(context: Context) -> None:
        context.session = session
        with suppress(Back):
            ask_check_in(context, day)

    return _converse(backend, one, sys.stdin, sys.stdout, sys.stderr, lent=session)


def _stay(context: Context) -> None:
    """Make line by line what starts from now on: who cannot use the full screen is never put into it."""
    context.stays = True
    if not context.backend.config.plain_at_start:
        with suppress(NotWritten):  # it is asked for again the next time
            context.backend.change_config(plain_at_start=True)
            context.prompter.say(STAYS)


def _open_something(context: Context, demo: bool) -> None:
    if demo:
        context.session = context.backend.demo()
    elif context.backend.vault_exists():
        unlock(context)
    else:
        first_page(context)


def _converse(
    backend: Backend,
    act: Callable[[Context], None],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    *,
    lent: Session | None = None,
) -> int:
    interruptions = Interruptions()
    if isinstance(stdin, io.TextIOWrapper):
        with suppress(OSError, ValueError):  # something was read from it already
            if stdin.isatty():
                stdin.reconfigure(errors=AS_TYPED)
            else:
                stdin.reconfigure(encoding="utf-8", errors=AS_TYPED, newline="\n")
    output, aside = Output(stdout), Output(stderr)
    context = Context(
        backend=backend, prompter=Prompter(source_of(stdin, stdout, interruptions), output, backend.now)
    )
    context.prompter.on_ask = context.untold
    context.prompter.on_safety = lambda: open_safety(context)
    context.prompter.on_hide = lambda half: hide(context, half)
    context.prompter.on_wait = lambda waited, word, written: after_waiting(context, waited, word, written)
    with interruptions.heeded():
        try:
            act(context)
        except (Leave, EndOfInput) as end:
            # At a terminal the line with the question, and what was typed there, has no end yet.
            broken_off = isinstance(end, EndOfInput) and context.prompter.at_terminal
            with suppress(EndOfInput):
                output.say(*[""] * broken_off, CLOSED if context.is_kept else CLOSED_UNKEPT)
        except CompanionError as error:
            context.exit_code = error.exit_code
            with suppress(EndOfInput):
                aside.say(str(error))
        except Exception as error:  # a bug: no word of the person's may reach the terminal with it
            context.exit_code = 1
            backend.note_crash(_where(error))
            with suppress(EndOfInput):
                aside.say(CRASHED)
        finally:
            if context.session is not lent:
                with suppress(EndOfInput):
                    aside.say(*context.close())
    return context.exit_code


def _where(error: Exception) -> str:
    """Return the place in our own code where it happened, and no value of anything."""
    home = Path(companion.__file__).parent
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(home)]
    if not frames:
        return type(error).__name__
    last = frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).relative_to(home)}:{last.lineno}"
