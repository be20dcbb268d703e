"""What the program knows about the person: only what they chose to write, and where set-up stands."""

from dataclasses import dataclass
from datetime import datetime

from companion.domain.text import clean_text

SETTINGS_ID = "settings"

SETUP_STEPS = 5
"""Passphrase; name, nation and theme; one thing that helps; one person; one thing to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Kept in the vault. Theme, nation and idle minutes are no secret and live in the config file."""

    id: str = SETTINGS_ID
    name: str = ""
    """The name they want to be greeted and known by."""
    reach_me: str = ""
    involved: str = ""
    """Who else is involved, in their words."""
    identifier: str = ""
    """A number or date of birth, if they want one on the page."""
    setup_step: int = 1
    """The set-up step to carry on with, 1-5; 6 when set-up is done."""
    recovery_code: str = ""
    """Kept only while set-up lasts, so that it can be read again; empty afterwards."""
    created_at: datetime
    changed_at: datetime

    def __post_init__(self) -> None:
        for name in ("name", "reach_me", "involved", "identifier"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))

    @property
    def is_set_up(self) -> bool:
        """True when set-up was finished or left."""
        return self.setup_step > SETUP_STEPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words being typed, and where the caret stood, so that they are there again after anything."""

    id: str
    """Names the place, such as ``check-in/2026-11-22/note``."""
    text: str
    caret: int = 0
    """Characters before the caret."""
    changed_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))
        object.__setattr__(self, "caret", max(0, min(self.caret, len(self.text))))
