"""What the services ask of a store. The vault's repository satisfies it; so does one in memory."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from companion.domain.conflict import Conflict
from companion.domain.edit import Edit as Edit
from companion.domain.edit import Record as Record
from companion.domain.kinds import Kinds, Tables


class Store(Tables, Protocol):
    """Everything the person keeps."""

    kinds: Kinds
    """The kinds of record it has a table for."""

    @property
    def read_only(self) -> bool:
        """True when nothing can be changed: a second reader beside a writer."""
        ...

    def transaction(self) -> AbstractContextManager[list[Edit]]:
        """Group changes into one save, done when the outermost block ends.

        The list holds each changed record once, as it was before and is after, when the block ends.
        A block that raises leaves neither memory nor file changed. Raises NotSaved when the disk refuses;
        then memory is as before, too. A put or remove outside a block is a transaction of its own.
        """
        ...

    def put_back(self, edits: Sequence[Edit], /) -> None:
        """Make every edited record what `before` says, in one save: the one way to undo."""
        ...

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return every record that was changed in two copies and waits for a choice."""
        ...

    def settle(self, table: str, id: str, key: str, record: Record | None = None) -> None:
        """Make the version of that key the record, and let the others go, in one save.

        `record`: what it becomes with all that could be put together; its own words when None.
        An empty key deletes the record, where that is one of the choices. Raises NothingThere, NotSaved.
        """
        ...

    def take_in(
        self,
        tables: Mapping[str, Mapping[str, dict[str, Any]]],
        waiting: Sequence[tuple[str, str, dict[str, Any]]],
        /,
    ) -> None:
        """Make each of these records what it says, in one save; fields and tables of later versions too.

        `tables`: as `everything` returns them; `waiting`: table, id and words of versions that wait for a choice.
        """
        ...

    def everything(self) -> dict[str, dict[str, Any]]:
        """Return every record as plain values: table -> id -> fields, versions that wait for a choice too."""
        ...
