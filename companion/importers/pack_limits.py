"""How large a pack may be, and which of its files are read at all."""

import re

from companion.domain.text import clean_line

LARGEST_FILE = 256 * 1024
"""Bytes of one file."""

LARGEST_PACK = 2 * 1024 * 1024
"""Bytes of all the files that are read."""

MOST_FILES = 200
"""Files in a pack, without those that computers leave there by themselves."""

_READ = re.compile(r"[^/]+\.(?:md|markdown|txt|text|toml)", re.IGNORECASE)


def is_read(name: str) -> bool:
    """Return True for a file that can be part of a pack; of all others the name is enough."""
    return bool(_READ.fullmatch(name))


def is_hidden(name: str) -> bool:
    """Return True for what computers leave in folders by themselves."""
    return any(
        part.startswith((".", "~$", "__macosx")) or part in ("thumbs.db", "desktop.ini")
        for part in name.casefold().split("/")
    )


def shown(name: str) -> str:
    """Return the name of a file as it is told: on one line, cut where it is long."""
    line = clean_line(name[:300])
    return f"{line[:60]}…" if len(line) > 60 else line or "a file without a name"


def too_large(name: str) -> str:
    """Return the sentence for a file that is larger than a file may be."""
    return f"“{shown(name)}” is larger than {LARGEST_FILE // 1024} KB, so nothing was read. Make two files of it."


def too_much() -> str:
    """Return the sentence for files that are too large together."""
    return f"The files of this pack are larger than {LARGEST_PACK // 1024 // 1024} MB together, so nothing was read."


def too_many() -> str:
    """Return the sentence for too many files."""
    return (
        f"There are more than {MOST_FILES} files there, so nothing was read. "
        "Put the exercises and pack.toml in a folder of their own."
    )


def two_called(name: str) -> str:
    """Return the sentence for two files of one name."""
    return f"Two files there are called “{shown(name)}”, so nothing was read. Give one another name."


def not_ordinary(name: str, *, is_link: bool) -> str:
    """Return the sentence for a link, a pipe or a device."""
    what = "is a link to somewhere else" if is_link else "is no ordinary file"
    return f"“{shown(name)}” {what}, so nothing was read. Put the file itself there, or take it out."
