"""What the person says about themselves: all of it optional."""

from datetime import datetime

from companion.domain.settings import SETTINGS_ID, Settings
from companion.services.core.collection import UNSET, Unset, changed
from companion.services.core.forms import Field, Form
from companion.services.core.store import Store
from companion.services.core.undo import Undo

_AGAIN = "Your words. Enter keeps them, blank empties them:"

ABOUT_ME_FORM = Form(
    (
        Field(
            key="name",
            label="Name",
            hint="",
            title="What would you like to be called?",
            ask="The name you want to be called.",
            change="My name",
            again=_AGAIN,
        ),
        Field(
            key="reach_me",
            label="How to reach me",
            hint="on the page when ticked",
            title="How would you like to be reached?",
            ask="How and when people can best reach you.",
            change="How to reach me",
            again=_AGAIN,
        ),
        Field(
            key="involved",
            label="Who else is involved",
            hint="on the page when ticked",
            title="Who else is involved?",
            ask="Who else is involved, in your own words.",
            change="Who else is involved",
            again=_AGAIN,
        ),
        Field(
            key="identifier",
            label="A number on the page",
            hint="such as an NHS number",
            title="Which number, if any?",
            ask="A number or date of birth, if you want one on the page.",
            change="An identifier",
            again=_AGAIN,
        ),
    )
)


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
        name: str | Unset = UNSET,
        reach_me: str | Unset = UNSET,
        involved: str | Unset = UNSET,
        identifier: str | Unset = UNSET,
    ) -> Settings:
        """Change what is given and leave the rest."""
        settings = changed(
            self.get(), name=name, reach_me=reach_me, involved=involved, identifier=identifier, changed_at=now
        )
        with self._undo.change("a setting"):
            self._store.settings.put(settings)
        return settings
