"""Undo over confirm: every change of this session can be taken back, by name."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from companion.domain.text import clean_line
from companion.services.core.store import Edit, Store

KEPT = 50
"""How many changes of a session can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change as the person would name it ("archived “Up past 2am”"), and what it did."""

    label: str
    edits: tuple[Edit, ...]
    about: str = ""
    """What it answers; "" for what is never gone on with."""

    def with_next(self, label: str, edits: Iterable[Edit]) -> "Change":
        """Return this change and the one after it as one."""
        both = {(edit.table, edit.id): edit for edit in self.edits}
        for edit in edits:
            first = both.get((edit.table, edit.id), edit)
            both[edit.table, edit.id] = replace(edit, before=first.before)
        return Change(label=label, edits=tuple(both.values()), about=self.about)


class Undo:
    """The changes of this session, newest last. Nothing of it outlives the session."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._depth = 0

    @property
    def can_undo(self) -> bool:
        """True when there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """True when a change was taken back and can be brought back."""
        return bool(self._undone)

    @contextmanager
    def change(self, label: str, *, about: str = "", goes_on: bool = False) -> Iterator[None]:
        """Group what happens inside into one save and one undo step named `label`.

        Inside another change it joins that one, under the outer name. With `goes_on` it is one step with the last
        change, if that was `about` the same: an answer typed with two keys. Raises NotSaved.
        """
        self._depth += 1
        try:
            with self._store.transaction() as edits:
                yield
        finally:
            self._depth -= 1
        if self._depth == 0 and edits:
            if goes_on and self._done and self._done[-1].about == about:
                self._done.append(self._done.pop().with_next(label, edits))
            else:
                self._done.append(Change(label=label, edits=tuple(edits), about=about))
            del self._done[:-KEPT]
            self._undone.clear()

    def forget(self) -> None:
        """Let go of what could be undone: the store is in another state than these changes left it."""
        self._done.clear()
        self._undone.clear()

    def undo(self) -> str | None:
        """Take back the newest change and return the sentence that names it; None when there is none."""
        if not self._done:
            return None
        change = self._done[-1]
        self._store.put_back(change.edits)
        self._undone.append(self._done.pop())
        return f"Undone: {change.label}. U brings it back."

    def redo(self) -> str | None:
        """Bring back the change undone last; None when there is none."""
        if not self._undone:
            return None
        change = self._undone[-1]
        self._store.put_back([replace(e, before=e.after, after=e.before) for e in change.edits])
        self._done.append(self._undone.pop())
        return f"Back again: {change.label}."


def quoted(words: str, limit: int = 40) -> str:
    """Return the beginning of the person's words in quotation marks, for naming a change."""
    line = clean_line(words)
    return f"“{line if len(line) <= limit else line[: limit - 1].rstrip() + '…'}”"
