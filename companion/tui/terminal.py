"""What we ask of the terminal around the screens: a neutral title, and no stray environment."""

import os
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager

NEUTRAL_TITLE = "notes"
"""What the window and the task bar say: neither the program's name nor the person's."""

# XTWINOPS: put the window title on the terminal's own stack, set ours, and take theirs back.
_PUSH_TITLE = "\x1b[22;0t"
_SET_TITLE = f"\x1b]0;{NEUTRAL_TITLE}\x07"
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
        write(_POP_TITLE)
        flush()
