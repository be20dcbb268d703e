"""A passphrase made for a person who wants one: six words, drawn at random.

The words are the EFF's long list (Electronic Frontier Foundation, CC BY 3.0 US), as the package xkcdpass ships
it; its code is not loaded, and the draw is ours, from the system's generator. Words with a hyphen are left
out, so that what is read out can be typed. Where the package is not installed, nothing is offered.
"""

import secrets
from contextlib import suppress

WORDS = 6
"""Words of a passphrase: 77 bits with the long list."""
_PACKAGE, _LIST = "xkcdpass", "static/eff-long"

HOW_KEPT = (
    "Write these six words on paper, in this order, before you go on. Keep the paper away from this "
    "computer until you know them."
)
HOW_TYPED = "Small letters, one space between the words."


def is_offered() -> bool:
    """Return True when a passphrase can be made here."""
    from importlib.resources import files

    with suppress(OSError, ImportError):
        return files(_PACKAGE).joinpath(_LIST).is_file()
    return False


def make_passphrase() -> str:
    """Return a new passphrase of six words with one space between; an empty string where none can be made."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(WORDS)) if words else ""


def _words() -> tuple[str, ...]:
    from importlib.resources import files

    with suppress(OSError, ImportError, UnicodeDecodeError):
        lines = files(_PACKAGE).joinpath(_LIST).read_text("ascii").split()
        return tuple(sorted({line for line in lines if line.isalpha()}))
    return ()
