"""The groups of a recovery code while they are typed: which one has a slip in it, and two asked back at set-up."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from companion.errors import AlreadyThere, NotWritten, OwnFile
from companion.services.files import write_page
from companion.services.own_files import OwnFiles

FILE_NAME = "recovery-sheet.txt"


def offered_sheet(documents: Path, vault: Path) -> Path | None:
    """Return the place offered for the sheet; None where it would lie beside the very file that it opens."""
    own_folder = os.path.realpath(vault.parent)
    return None if os.path.realpath(documents) == own_folder else documents / FILE_NAME


def write_sheet(path: Path, code: str, *, own: OwnFiles) -> Path:
    """Write the sheet to a new file and return where it is. Raises OwnFile, AlreadyThere, NotWritten."""
    words = (
        "Keep this sheet somewhere safe, away from the computer.\n"
        "It opens what it belongs to when the passphrase is forgotten.\n\n"
        f"{code}\n"
    )
    try:
        return write_page(path, words.encode(), own=own)
    except OwnFile:
        raise
    except AlreadyThere as error:
        raise AlreadyThere(f"There is a file called {path.name} already. Choose another name.") from error
    except NotWritten as error:
        raise NotWritten(f"The sheet could not be written to {path}. Choose another place.") from error


GROUPS = 7
"""Groups of a code."""
GROUP_LENGTH = 5
"""Symbols of a group."""
ASKED_BACK = 2
"""Groups asked back at set-up: enough to know that the paper is there and can be read."""

UNTIL_THE_END = "When set-up ends this program forgets the recovery code: from then on you alone have it."
"""The one thing that is said of how long it can be read again."""
SKIPPED = "That is fine. Until set-up ends you can read the code again, and write it down."
ALL_RIGHT = "Both are right. Your paper has your code."


class CodeReader(Protocol):
    """Looks at what is typed of a code. ``companion.backend.session`` has the real one."""

    def wrong_group(self, typed: str) -> int:
        """Return the number (1-7) of the first finished group that does not look right, else 0."""
        ...

    def same_group(self, typed: str, group: str) -> bool:
        """Return True when `typed` is `group`, in whatever case, spaces or look-alikes."""
        ...


def groups_to_ask() -> tuple[int, ...]:
    """Return the numbers (1-7) of the groups to ask back, in order."""
    import secrets  # not while the way in is drawn

    return tuple(sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), ASKED_BACK)))


def which_groups(numbers: Sequence[int]) -> str:
    """Return the sentence that asks for the groups of those numbers."""
    named = " and ".join(f"group {number}" for number in numbers)
    return f"Look at your paper and type {named}. So you know that it can be read."


def wrong_words(number: int) -> str:
    """Return what is said of a group that does not look right."""
    return f"Group {number} does not look right. Look at it again on your paper."


_SOUNDS = (
    *(
        "Alfa",
        "Bravo",
        "Charlie",
        "Delta",
        "Echo",
        "Foxtrot",
        "Golf",
        "Hotel",
        "India",
        "Juliett",
        "Kilo",
        "Lima",
    ),
    *(
        "Mike",
        "November",
        "Oscar",
        "Papa",
        "Quebec",
        "Romeo",
        "Sierra",
        "Tango",
        "Uniform",
        "Victor",
        "Whiskey",
    ),
    *("X-ray", "Yankee", "Zulu"),
)
"""The letters by sound, as they are said over a bad line (the ICAO spelling alphabet)."""


def by_sound(group: str) -> str:
    """Return a group of a code for the ear: each letter by its word, each number as it is (``Alfa 7 Kilo``)."""
    sounds = {word[0]: word for word in _SOUNDS}
    return " ".join(sounds.get(symbol, symbol) for symbol in group.upper())


def symbols(typed: str) -> int:
    """Return how many letters and numbers were typed."""
    return sum(letter.isalnum() for letter in typed)


def is_whole(typed: str) -> bool:
    """Return True when so many symbols were typed that a group is finished."""
    return symbols(typed) >= GROUP_LENGTH
