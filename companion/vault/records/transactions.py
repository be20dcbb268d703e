"""Transactions over what a vault holds: kept whole or not at all, in memory as on disk."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from companion.errors import NotSaved
from companion.vault.format.contents import MALFORMED, Contents, Document, Layer, Op, TableView
from companion.vault.format.merging import conflicting, undotted
from companion.vault.format.noting import with_notes
from companion.vault.format.versions import version_key


def new_writer() -> str:
    """Return a random writer id, 16 hex digits."""
    return os.urandom(8).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A record that waits for a choice."""

    table: str
    id: str
    shown: str
    """The key of the version that is shown; "" for none."""
    deleted: bool
    """True when it was deleted in one of the copies."""
    versions: dict[str, Document]
    """Its versions by a key that names them, the shown one first."""


class MemoryVault:
    """A vault that keeps nothing once it is let go of. The real one builds on it and adds the file.

    One thread may write while others read: all of it happens under `lock`, which a transaction holds.
    """

    def __init__(self, contents: Contents | None = None, *, seq: int = 0) -> None:
        self.lock = threading.RLock()
        self.contents = contents or Contents()
        self._layers: list[Layer] = []
        self.writer = new_writer()
        self.seq = seq

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    @property
    def read_only(self) -> bool:
        """True when nothing can be changed."""
        return False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Group changes into one save, at the end of the outermost block.

        A block that raises leaves neither memory nor file changed, an inner one likewise its own part.
        Raises NotSaved when the changes cannot be kept; then memory is as before the outermost block.
        """
        with self.lock:
            layer: Layer = {}
            self._layers.append(layer)
            try:
                yield
            except BaseException:
                self._layers.pop()
                raise
            self._layers.pop()
            if self._layers:
                below = self._layers[-1]
                for name, documents in layer.items():
                    below.setdefault(name, {}).update(documents)
            else:
                self._commit(layer)

    def view(self, name: str, *, writable: bool = False) -> TableView:
        """Return a table. One that is `writable` is for use inside the transaction under way alone."""
        with self.lock:
            return TableView(name, self.contents.tables, self._layers, writable)

    def text_of(self, name: str, id: str) -> str | None:
        """Return the saved JSON of one record, whatever it says; None when there is none."""
        with self.lock:
            raw = self.contents.tables.get(name, {}).get(id)
            return None if raw is None else bytes(raw).decode("utf-8", "replace")

    def conflicting(self) -> list[Waiting]:
        """Return each record that waits for a choice."""
        with self.lock:
            return [
                Waiting(
                    table=found.place[0],
                    id=found.place[1],
                    shown="" if found.shown is None else version_key(found.shown),
                    deleted=found.deleted,
                    versions={version_key(dot): undotted(each) for dot, each in found.versions.items()},
                )
                for found in conflicting(self.contents.tables)
            ]

    def table_names(self) -> list[str]:
        """Return the names of all tables, those of later versions too."""
        with self.lock:
            return list(dict.fromkeys([*self.contents.tables, *(n for layer in self._layers for n in layer)]))

    def _commit(self, layer: Layer) -> None:
        # Bytes first: what cannot become bytes must not reach memory, or no later save would work.
        ops = self._ops(layer)
        if ops and self._gave_way():
            ops = self._ops(layer)
        if ops:
            self._keep(ops)

    def _ops(self, layer: Layer) -> list[Op]:
        """Return the changes as they are written now. Raises NotSaved."""
        try:
            dot = self.writer, self.seq + 1
            return self.contents.changes(with_notes(layer, self.contents.tables, dot), dot)
        except MALFORMED:
            raise NotSaved(
                "Something in this cannot be stored. What was there before is unchanged."
            ) from None

    def _gave_way(self) -> bool:
        """Return True when it goes on as another writer from here."""
        return False

    def _keep(self, ops: list[Op]) -> None:
        """Make the changes."""
        self.contents.apply(ops)
        self.seq += 1
