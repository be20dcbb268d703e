"""The real program, held where it begins to load one of its modules, as a slow disk would hold it.

``python held.py FOLDER MODULE [ARGUMENT...]``: it writes its number to ``FOLDER/held`` there, and goes on at a
word in the pipe ``FOLDER/go``. The word ``fall`` makes it fall over instead.
"""

import importlib.abc
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType


class Door(importlib.abc.MetaPathFinder):
    """Stands before one module, and finds none."""

    def __init__(self, folder: Path, module: str) -> None:
        self._folder, self._module = folder, module

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Hold whoever asks for that module, the first time."""
        if fullname == self._module:
            self._module = ""
            (self._folder / "held").write_text(str(os.getpid()), "utf-8")
            if (self._folder / "go").read_text("utf-8") == "fall":
                raise ValueError("a bug at the start")
        return None


if __name__ == "__main__":
    where, what, *words = sys.argv[1:]
    sys.meta_path.insert(0, Door(Path(where), what))
    from companion.cli import main

    sys.exit(main(words))
