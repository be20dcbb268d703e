"""The card that may be read without a passphrase: which lines are on it, and how it was written last."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

CARD_ID = "card"

MOST_OLDER = 50
"""How many seals of older cards are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockCard:
    """Kept in the vault while there is a card; the card itself is a plain file beside the vault."""

    id: str = CARD_ID
    ticked: tuple[str, ...]
    """Ids of the safety lines and people that are on it."""
    seal: str
    """SHA-256 of the file as it was written last, in hexadecimal."""
    earlier: str = ""
    """The same of the one before it; empty when this is the first."""
    older: tuple[str, ...] = ()
    """The same of those before, and of those that other computers wrote, the newest first."""
    created_at: datetime
    changed_at: datetime
    """When it was written."""

    @property
    def seals(self) -> tuple[str, ...]:
        """Every seal it knows of, its own first."""
        return tuple(dict.fromkeys(filter(None, (self.seal, self.earlier, *self.older))))

    def knowing(self, others: Iterable["LockCard"]) -> "LockCard":
        """Return it with the seals of the `others` among the older ones."""
        known = (*self.seals, *(seal for other in others for seal in other.seals))
        older = tuple(seal for seal in dict.fromkeys(known) if seal not in (self.seal, self.earlier))
        return replace(self, older=older[:MOST_OLDER])
