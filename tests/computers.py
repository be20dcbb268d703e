"""Computers that have copies of one vault, in memory, each with all that a person can do there."""

from pathlib import Path

from companion.services.services import Services, services_over
from companion.vault.format.contents import Contents, Meta, Op
from companion.vault.format.merging import Merged, merge
from companion.vault.records.repository import Repository
from companion.vault.records.transactions import MemoryVault


class Computer(MemoryVault):
    """A vault that says what it has seen, as the real one does when it saves."""

    def __init__(
        self, writer: str, contents: Contents | None = None, *, seq: int = 0, card_path: Path | None = None
    ) -> None:
        """`card_path`: where this computer has its card for the lock screen, if it has one."""
        super().__init__(contents, seq=seq)
        self.writer = writer
        self.store = Repository(self)
        self.services: Services = services_over(self.store, card_path=card_path)

    def copied(self) -> Contents:
        """Return what it holds, to go on with elsewhere."""
        meta = Meta(vv=dict(self.contents.meta.vv))
        tables = {name: dict(records) for name, records in self.contents.tables.items()}
        return Contents(meta=meta, tables=tables)

    def fork(self, writer: str, card_path: Path | None = None) -> "Computer":
        """Return the same on another computer."""
        return Computer(writer, self.copied(), seq=self.seq, card_path=card_path)

    def take(self, other: "Computer") -> Merged:
        """Merge the other into this one."""
        merged = merge(self.contents, other.contents)
        self.contents = Contents(meta=Meta(vv=merged.vv), tables=merged.tables)
        self.seq = max(self.seq, other.seq)
        self.store.reload()
        self.services.undo.forget()
        return merged

    def _keep(self, ops: list[Op]) -> None:
        super()._keep(ops)
        self.contents.meta.vv = self.contents.meta.vv | {self.writer: self.seq}
