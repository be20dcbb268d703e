"""The card that may be read without a passphrase: which lines are on it, and how it was written last."""

from dataclasses import dataclass
from datetime import datetime

CARD_ID = "card"


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
    created_at: datetime
    changed_at: datetime
    """When it was written."""
