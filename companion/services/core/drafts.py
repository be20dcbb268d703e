"""Words being typed, kept in the vault every few seconds, so that nothing typed is ever lost."""

from datetime import datetime

from companion.domain.settings import Draft
from companion.services.core.store import Store

EVERY = 0.5
"""Seconds between two savings of what is being typed."""

CODE_DRAFT = "keys/new-code"
"""Where a new recovery code is kept, in the vault, until the person says that they have it on paper."""


class Drafts:
    """Drafts by place. They are not part of undo: the editor has its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, id: str, text: str, caret: int, *, now: datetime) -> None:
        """Store `text` and the caret (characters before it) for a place; nothing when nothing changed.

        A blank text is no draft: what was kept for the place goes.
        """
        if not text.strip():
            self.drop(id)
            return
        draft = Draft(id=id, text=text, caret=caret, changed_at=now)
        old = self._store.drafts.get(id)
        if old is None or (old.text, old.caret) != (draft.text, draft.caret):
            self._store.drafts.put(draft)

    def of(self, id: str) -> Draft | None:
        """Return the draft of a place, if there is one."""
        return self._store.drafts.get(id)

    def all(self) -> tuple[Draft, ...]:
        """Return every draft, newest first."""
        return tuple(sorted(self._store.drafts.all(), key=lambda d: d.changed_at, reverse=True))

    def drop(self, id: str) -> None:
        """Forget the draft of a place: its words were stored where they belong."""
        if self._store.drafts.get(id) is not None:
            self._store.drafts.remove(id)
