"""TinyDB over the vault: its tables are views of what the vault holds, and its writes are transactions."""

from collections.abc import Callable, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from companion.vault.contents import Document
from companion.vault.transactions import MemoryVault


class VaultStorage(Storage):
    """What TinyDB reads from and writes to."""

    def __init__(self, vault: MemoryVault) -> None:
        self.vault = vault

    def __repr__(self) -> str:
        return "VaultStorage"

    def read(self) -> dict[str, dict[str, Any]]:
        """Return every table as a view; nothing is copied or read before it is asked for."""
        views: dict[str, Any] = {name: self.vault.view(name) for name in self.vault.table_names()}
        return views

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables what `data` says. TinyDB comes this way to drop tables; its edits do not."""
        with self.vault.transaction():
            for name in self.vault.table_names():
                if name not in data:
                    self.vault.view(name, writable=True).clear()
            for name, documents in data.items():
                wanted = {str(id): dict(document) for id, document in documents.items()}
                table = self.vault.view(name, writable=True)
                table.clear()
                table.update(wanted)


class VaultTable(Table):
    """A table whose ids are text and whose edits touch the records they name, not the whole table."""

    document_id_class = str  # type: ignore[assignment]
    # A result kept for next time would be shared with whoever was given it first.
    default_query_cache_capacity = 0

    def _read_table(self) -> Mapping[str, Document]:  # type: ignore[override]
        return self._vault.view(self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._vault.transaction():
            updater(self._vault.view(self.name, writable=True))

    def _get_next_id(self) -> int:
        raise TypeError("a record comes with its own id: insert a Document")

    @property
    def _vault(self) -> MemoryVault:
        storage = self._storage
        if not isinstance(storage, VaultStorage):
            raise TypeError("a VaultTable needs a VaultStorage")
        return storage.vault


class VaultDB(TinyDB):
    """TinyDB with the vault behind it."""

    table_class = VaultTable

    def __init__(self, vault: MemoryVault) -> None:
        super().__init__(storage=lambda: VaultStorage(vault))
