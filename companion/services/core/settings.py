"""What the person says about themselves: all of it optional."""

from dataclasses import replace
from datetime import datetime

from companion.domain.settings import SETTINGS_ID, Settings
from companion.services.core.store import Store
from companion.services.core.undo import Undo


class PersonalSettings:
    """Name, how to reach me, who else is involved, an identifier if they want one on the page."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def get(self) -> Settings:
        """Return the settings. Raises LookupError on a vault that was never prepared (a bug)."""
        settings = self._store.settings.get(SETTINGS_ID)
        if settings is None:
            raise LookupError("the vault has no settings record")
        return settings

    def change(
        self,
        *,
        now: datetime,
        name: str | None = None,
        reach_me: str | None = None,
        involved: str | None = None,
        identifier: str | None = None,
    ) -> Settings:
        """Change what is given and leave the rest."""
        old = self.get()
        settings = replace(
            old,
            name=old.name if name is None else name,
            reach_me=old.reach_me if reach_me is None else reach_me,
            involved=old.involved if involved is None else involved,
            identifier=old.identifier if identifier is None else identifier,
            changed_at=now,
        )
        with self._undo.change("a setting"):
            self._store.settings.put(settings)
        return settings
