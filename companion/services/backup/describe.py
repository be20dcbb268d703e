"""Any record said in words, whole, so that two versions of it can be told apart."""

from collections.abc import Sequence

from companion.domain.edit import Record
from companion.services.core.store import Store
from companion.services.kinds import WORDS, Words


class RecordWords:
    """Says records. What a record points at by id (a scale, a line, a talk) is named as the store has it."""

    def __init__(self, store: Store, words: Words = WORDS) -> None:
        self._store = store
        self._words = {kind.record: words[table] for table, kind in store.kinds.items()}

    def title(self, record: Record) -> str:
        """Return what kind of thing it is, and which one."""
        return self._words[type(record)].title(record, self._store)

    def lines(self, record: Record, beside: Sequence[Record] = ()) -> tuple[str, ...]:
        """Return what it says, line by line; its place in a list where those `beside` it have another."""
        said = [line for line in self._words[type(record)].said(record, self._store) if line]
        places = {getattr(other, "position", None) for other in (record, *beside)}
        if len(places) > 1:
            said.append(f"Place {getattr(record, 'position', 0) + 1} in its list.")
        if getattr(record, "archived_at", None) is not None:
            said.append("In the archive.")
        return tuple(said) or ("Nothing is written in it.",)
