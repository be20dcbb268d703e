"""Which files are the program's own: what a person saves is never written over one, whatever they answer."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from companion.errors import OwnFile

_LOOKED_AT = 8
"""Bytes of a file's beginning that tell a vault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder, and the names in it that are the program's own, there or not, with all that is below them."""

    folder: Path
    names: re.Pattern[str]
    """Matches whole names in small letters: to some systems `X.NEW` and `x.new` are one file."""

    def has(self, path: Path) -> bool:
        """True when `path`, or a folder it is in, has such a name here."""
        steps = (path, *path.parents)
        return any(self._is_own(step.name) and _is_same(step.parent, self.folder) for step in steps)

    def there(self) -> Iterator[Path]:
        """Yield what is there now under such names. A folder that may not be listed yields nothing."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if self._is_own(path.name):
                    yield path
                    for folder, _, files in os.walk(path):
                        yield from (Path(folder, file) for file in files)

    def _is_own(self, name: str) -> bool:
        return self.names.fullmatch(name.casefold()) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFiles:
    """What `refuse` refuses; as it is made without arguments, nothing."""

    places: tuple[Place, ...] = ()
    is_vault: Callable[[bytes], bool] = lambda start: False
    """Told the first 8 bytes of a file, says whether it is a vault, a spoilt one too."""

    def refuse(self, path: Path) -> None:
        """Raise OwnFile when a file at `path` would take the place of one of them, or of anybody's vault.

        By name, where it is not there yet; through links of either kind, where it is. An empty file is no
        vault here: there is nothing in it to lose. Raises OSError, ValueError when that cannot be told.
        """
        real = Path(os.path.realpath(path))
        if self._is_own(path, real):
            raise OwnFile(
                f"Companion keeps {path} for itself, so nothing else is saved there. Choose another place."
            )

    def _is_own(self, path: Path, real: Path) -> bool:
        if any(place.has(each) for place in self.places for each in (path, real)):
            return True
        try:
            found = real.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        if any(_is_same(real, own) for place in self.places for own in place.there()):
            return True
        if not stat.S_ISREG(found.st_mode):
            return False
        with real.open("rb") as file:
            start = file.read(_LOOKED_AT)
        return bool(start) and self.is_vault(start)


NO_FILES = OwnFiles()
"""For a store that lies in no file, on a computer where nothing else of the program's is."""


def _is_same(one: Path, other: Path) -> bool:
    if one == other:
        return True
    with suppress(OSError):
        return one.samefile(other)
    return False
