"""The first few minutes: where set-up stands, and the recovery code while it lasts."""

from dataclasses import dataclass, replace
from datetime import datetime

from companion.content import starter
from companion.domain.settings import SETTINGS_ID, SETUP_STEPS, Draft, Settings
from companion.services.core.drafts import CODE_DRAFT
from companion.services.core.settings import PersonalSettings
from companion.services.core.store import Store


class Setup:
    """Set-up can be left at any point; the next start carries on where it stood."""

    def __init__(self, store: Store, settings: PersonalSettings) -> None:
        self._store = store
        self._settings = settings

    def step(self) -> int:
        """Return the step to carry on with, 1-5, or 6 when set-up is done."""
        return self._settings.get().setup_step

    def recovery_code(self) -> str:
        """Return the recovery code while set-up lasts, else an empty string."""
        return self._settings.get().recovery_code

    def ideas(self) -> tuple[str, ...]:
        """Return things many people find help, for someone who is stuck."""
        return starter.IDEAS

    def reached(self, step: int, *, now: datetime) -> None:
        """Note that the person is at `step` (1-5)."""
        settings = self._settings.get()
        if settings.setup_step != step and not settings.is_set_up:
            self._store.settings.put(replace(settings, setup_step=step, changed_at=now))

    def finish(self, *, now: datetime) -> None:
        """End set-up and forget the recovery code: from now on it is with the person alone."""
        settings = self._settings.get()
        self._store.settings.put(
            replace(settings, setup_step=SETUP_STEPS + 1, recovery_code="", changed_at=now)
        )


def prepare(store: Store, *, recovery_code: str = "", setup_step: int = 2, now: datetime) -> None:
    """Give a new vault its built-in sections, starting scales and settings, in one save.

    `setup_step` is 6 for a vault made from the command line, where there is no set-up to carry on.
    """
    with store.transaction():
        for section in starter.sections(now):
            if store.sections.get(section.id) is None:
                store.sections.put(section)
        for scale in starter.scales(now):
            if store.scales.get(scale.id) is None:
                store.scales.put(scale)
        store.settings.put(
            Settings(setup_step=setup_step, recovery_code=recovery_code, created_at=now, changed_at=now)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCode:
    """The recovery code as it is kept for reading again, in set-up or until it is on paper."""

    in_settings: str
    draft: Draft | None


def kept_code(store: Store) -> KeptCode:
    """Return what is kept of the recovery code."""
    settings = store.settings.get(SETTINGS_ID)
    return KeptCode(
        in_settings=settings.recovery_code if settings else "", draft=store.drafts.get(CODE_DRAFT)
    )


def put_code_back(store: Store, kept: KeptCode, *, now: datetime) -> None:
    """Keep the code as it was kept: another file of the vault may hold one that opens nothing any more.

    Raises NotSaved.
    """
    with store.transaction():
        for conflict in store.conflicts():
            if (conflict.table, conflict.id) == ("drafts", CODE_DRAFT):
                store.settle(conflict.table, conflict.id, conflict.versions[0].key)
        settings, draft = store.settings.get(SETTINGS_ID), store.drafts.get(CODE_DRAFT)
        if settings is not None and settings.recovery_code != kept.in_settings:
            store.settings.put(replace(settings, recovery_code=kept.in_settings, changed_at=now))
        if kept.draft is None:
            store.drafts.remove(CODE_DRAFT)
        elif draft != kept.draft:
            store.drafts.put(kept.draft)


def renew_kept_code(store: Store, code: str, *, now: datetime) -> None:
    """Put `code` where the recovery code before it was kept for reading again, if it was. Raises NotSaved."""
    with store.transaction():
        settings = store.settings.get(SETTINGS_ID)
        if settings is not None and settings.recovery_code:
            store.settings.put(replace(settings, recovery_code=code, changed_at=now))
        draft = store.drafts.get(CODE_DRAFT)
        if draft is not None:
            store.drafts.put(replace(draft, text=code, changed_at=now))
