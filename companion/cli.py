"""The ``companion`` command: it says what was asked, does it, and ends with the right number."""

from __future__ import annotations

import gc
import sys

from companion import __version__

TYPE_CHECKING = False
"""As in ``typing``, which takes longer to load than ``--version`` takes to run."""

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from companion.backend.local import LocalBackend
    from companion.commands.request import Request
    from companion.paths import Paths

ASK_NOTHING = ["helplines"], ["where"]
"""Commands that never ask for a passphrase; what is quick stays so."""

INTERRUPTED = 130
"""What a shell expects of a program ended with Ctrl+C."""


def main(
    argv: Sequence[str] | None = None, *, make_backend: Callable[[Paths], LocalBackend] | None = None
) -> int:
    """Do what `argv` asks and return the exit code.

    `make_backend` stands in for the real backend: a test's clock, or a cheap key.
    """
    # Nothing made while starting is garbage; looking for some takes a twelfth of the time until Unlock stands.
    # The full screen turns it on again once there is something to read, every other command at once.
    gc.disable()
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"] or words[:1] in ASK_NOTHING:
        return _ending(words, make_backend)
    from companion import unseen

    code = 1
    try:
        unseen.begin(already=unseen.LOCKED in words)
        code = _ending(words, make_backend)
        return code
    finally:
        if code:  # a passphrase that nobody came to ask for is not for the shell
            unseen.forget()
        unseen.end()


def _ending(words: list[str], make_backend: Callable[[Paths], LocalBackend] | None) -> int:
    try:
        return _main(words, make_backend)
    finally:
        gc.enable()


def _main(words: list[str], make_backend: Callable[[Paths], LocalBackend] | None) -> int:
    if words == ["--version"]:
        return _say_version()
    from companion.commands import streams

    streams.make_ready()
    args: Namespace | None = None
    try:
        from companion.commands.parser import parse

        args = parse(words)
        code = _run(args, make_backend)
        streams.finish()
        return code
    except SystemExit as ending:  # argparse, after --help and --version
        return ending.code if isinstance(ending.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        streams.silence(sys.stdout)  # the reader of a pipe has seen enough
        return 0
    except Exception as error:
        return _told(error, args)


def _say_version() -> int:
    try:
        if sys.stdout is None:
            return 1
        print(f"companion {__version__}", flush=True)
    except (OSError, ValueError) as error:
        from companion.commands import streams

        streams.silence(sys.stdout)
        return 0 if isinstance(error, BrokenPipeError) else 1
    return 0


def _run(args: Namespace, make_backend: Callable[[Paths], LocalBackend] | None) -> int:
    if args.command == "helplines":
        from companion.commands.helplines import show_helplines

        return show_helplines(args)
    from companion.commands.request import Request

    if args.command != "where":
        from companion.process import harden, tell_no_words

        harden()
        tell_no_words()
    request = Request(args=args, make_backend=make_backend) if make_backend else Request(args=args)
    do = command_of(args)
    if args.command not in (None, "demo"):
        gc.enable()
    return do(request)


def command_of(args: Namespace) -> Callable[[Request], int]:
    """Return what does the command, as the parser names it, importing no other."""
    from importlib import import_module

    module, _, name = args.does.partition(":")
    does: Callable[[Request], int] = getattr(import_module(f"companion.commands.{module}"), name)
    return does


def _told(error: Exception, args: Namespace | None) -> int:
    """Tell what went wrong in one sentence and return the exit code.

    A bug is told by its kind and place alone: its message and the variables around it may hold a
    person's words.
    """
    from companion.commands.streams import tell
    from companion.errors import CompanionError, kind_and_place

    if isinstance(error, CompanionError):
        tell(str(error))
        return error.exit_code
    place = kind_and_place(error)
    tell("Something went wrong in the program. Your vault is as it was last saved.")
    tell(f"For whoever mends it: {place}")
    if args is not None:
        from contextlib import suppress

        from companion.commands.request import Request

        with suppress(Exception):  # the bug may be in finding the place to note it
            Request(args=args).backend().note_crash(place)
    return 1
