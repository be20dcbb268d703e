"""Whether the recovery code is on paper: asked on Today, once, on a later day than the vault was made."""

from datetime import date, datetime

from companion.domain.code_paper import CodePaper
from companion.services.core.drafts import CODE_DRAFT
from companion.services.core.settings import PersonalSettings
from companion.services.core.store import Store

ASKED = "Is your recovery code on paper?"
IS_WRITTEN, NOT_YET = "Yes, it is", "Not yet"
_NOTED = "Noted. You are not asked again."
_MAKE_ONE = (
    "It cannot be read again. Settings, Passphrase and recovery code, makes a new one when you like. "
    "You are not asked again."
)


class OnPaper:
    """The question, and its answer."""

    def __init__(self, store: Store, settings: PersonalSettings) -> None:
        self._store, self._settings = store, settings

    def is_asked(self, today: date) -> bool:
        """Return True when it is to be asked on that day.

        Not while a code can still be read: in set-up, and while a new one waits to be written down.
        """
        settings = self._settings.get()
        is_free = settings.is_set_up and not self._store.read_only
        is_later = settings.created_at.date() < today
        answered = self._store.code_papers.all() or self._store.drafts.get(CODE_DRAFT)
        return is_free and is_later and not answered

    def answer(self, is_written: bool, *, new_id: str, now: datetime) -> str:
        """Keep the answer, and return what is said to it. Raises NotSaved."""
        self._store.code_papers.put(
            CodePaper(id=new_id, is_written=is_written, created_at=now, changed_at=now)
        )
        return _NOTED if is_written else _MAKE_ONE
