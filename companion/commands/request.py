"""What was asked on the command line, and the backend to do it with."""

import os
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from companion.backend.local import LocalBackend
from companion.domain.dragged import paths_in
from companion.errors import AlreadyThere
from companion.paths import Paths, find_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call of the command line."""

    args: Namespace
    make_backend: Callable[[Paths], LocalBackend] = LocalBackend

    @property
    def paths(self) -> Paths:
        """The places in use, with ``--vault`` where it was given."""
        return find_paths(file_named(self.args.vault) if self.args.vault else None)

    def backend(self, vault: Path | None = None) -> LocalBackend:
        """Return the backend to the vault in use, or to the file `vault`."""
        return self.make_backend(find_paths(vault) if vault else self.paths)

    def need_free(self, out: Path) -> None:
        """Look at a file that is to be written before anybody is asked for a passphrase.

        Raises OwnFile for what is the program's own, AlreadyThere for another that is there, unless it is to
        be replaced.
        """
        from companion.services.files import is_there

        with suppress(OSError, ValueError):  # what cannot be looked at is told when it is written
            self.backend().own_files().refuse(out.absolute())
        if not self.args.force and is_there(out):
            raise AlreadyThere(
                f"There is a file {out} already. Name another one, or say --force to replace it."
            )

    @property
    def wants_plain(self) -> bool:
        """True when plain mode was asked for by an option or by the computer's settings."""
        env = os.environ
        return bool(
            self.args.plain
            or env.get("COMPANION_PLAIN", "").strip() not in ("", "0")
            or env.get("ACCESSIBLE", "").strip() not in ("", "0")
            or env.get("TERM") == "dumb"
        )


def file_to_write(given: str | None) -> Path | None:
    """Return where something is to be written; None for standard output, when nothing was given or ``-``."""
    return file_named(given) if given and given != "-" else None


def file_named(given: str) -> Path:
    """Return the path a person typed, as the shell passed it on; ``~`` is their home folder, ``file://`` is read."""
    from companion.services.files import is_there

    path = _at_home(given)
    if is_there(path):
        return path
    return next((found for said in paths_in(given) if is_there(found := _at_home(said))), path)


def _at_home(said: str) -> Path:
    try:
        return Path(said).expanduser()
    except RuntimeError:  # nobody of that name on this computer
        return Path(said)
