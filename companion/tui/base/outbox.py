"""What is on its way to the vault: by what it is about, the newest counts, and nothing is let go unstored."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from companion.errors import CompanionError

if TYPE_CHECKING:
    from companion.services.services import Services

I = TypeVar("I")  # noqa: E741

Do = Callable[["Services"], object]
Then = Callable[[Any], object]
Problem = Callable[[CompanionError], object]


class Typing(NamedTuple):
    """Words being typed in some place, to be kept as a draft."""

    id: str
    text: str
    caret: int
    """Characters before the caret."""


class Ask(Protocol):
    """Has something done in the vault's thread, after all that was asked before; then calls one of the two."""

    def __call__(self, do: Do, then: Then, problem: Problem, /) -> None: ...


class _Pending:
    """One change that is under way or was refused."""

    def __init__(
        self, key: str, do: Do, then: Then | None, problem: Problem, item: object, draft: Typing | None
    ) -> None:
        self.key, self.then, self.problem, self.item, self.draft = key, then, problem, item, draft
        self.before: _Pending | None = None
        """The change whose place it took."""
        self._do = do
        self._result: object = None
        self._is_stored = self.is_void = False
        self.was_refused = False

    def store(self, services: Services) -> object:
        """Do it, once: what is asked for again while the program ends may have been done by then.

        An older one that comes after it is not done any more.
        """
        if not (self._is_stored or self.is_void):
            self._result = self._do(services)
            self._is_stored = True
            older, self.before = self.before, None
            while older is not None:
                older.let_go()
                older = older.before
        return self._result

    def let_go(self) -> None:
        """See that it is not done any more, if it was not done yet."""
        self.is_void = not self._is_stored

    @property
    def is_held(self) -> bool:
        """True when it is nowhere but here."""
        return self.was_refused and not self._is_stored


class Outbox:
    """The changes one screen asked for, until they are stored. All of it runs in the screen's own thread.

    What the disk refused is asked for again after the next change that is stored, and by `refused` when the
    screen or the program goes. A change of the same key takes the place of the one before it.
    """

    def __init__(self, ask: Ask, tell: Problem) -> None:
        """`tell` says what did not work, where a change does not say it itself."""
        self._ask, self._tell = ask, tell
        self._pending: dict[str, _Pending] = {}
        self._afterwards: list[Callable[[], object]] = []

    def put(
        self,
        key: str,
        do: Do,
        then: Then | None = None,
        problem: Problem | None = None,
        *,
        item: object = None,
        draft: Typing | None = None,
    ) -> None:
        """Have `do` done; then call `then` with its result, or `problem` when the vault did not take it.

        `item`: what it stands for on the screen; `draft`: its words, kept as a draft while they are refused.
        A `problem` that gives the words back to a box calls `take`. One whose place was taken is told of only,
        so `do` has to bring the whole of what `key` is about, and not what is other than a change before it.
        """
        pending = _Pending(key, do, then, problem or self._tell, item, draft)
        pending.before = self._pending.pop(key, None)
        self._pending[key] = pending
        self._send(pending)

    def take(self, key: str) -> None:
        """Let go of what `key` is about: its words are in a box again, or are not to be kept."""
        pending = self._pending.pop(key, None)
        if pending is not None:
            pending.let_go()

    def retry(self) -> None:
        """Ask again for all that was refused."""
        for pending in tuple(self._pending.values()):
            if pending.was_refused:
                self._send(pending)

    def _send(self, pending: _Pending) -> None:
        pending.was_refused = False

        def stored(result: object) -> None:
            if self._pending.get(pending.key) is pending:
                del self._pending[pending.key]
            if pending.then is not None and not pending.is_void:
                pending.then(result)
            self.retry()
            self._look_whether_quiet()

        def refused(error: CompanionError) -> None:
            if self._pending.get(pending.key) is pending:
                pending.was_refused = True
                pending.problem(error)
            else:
                self._tell(error)
            self._look_whether_quiet()

        self._ask(pending.store, stored, refused)

    # What there is.

    @property
    def is_busy(self) -> bool:
        """True while something is under way."""
        return any(not pending.was_refused for pending in self._pending.values())

    def is_under_way(self, key: str) -> bool:
        """True while the newest change of that key is neither stored nor refused."""
        return key in self._pending and not self._pending[key].was_refused

    @property
    def holds(self) -> bool:
        """True while something that was refused is nowhere but here."""
        return any(pending.is_held for pending in self._pending.values())

    def item(self, key: str, kind: type[I]) -> I | None:
        """Return what the newest change of that key stands for, under way or refused, if it is of that kind."""
        pending = self._pending.get(key)
        return pending.item if pending is not None and isinstance(pending.item, kind) else None

    def items(self, kind: type[I]) -> tuple[I, ...]:
        """Return what the changes of that kind stand for, under way or refused, the oldest first."""
        return tuple(p.item for p in self._pending.values() if isinstance(p.item, kind))

    def held(self, kind: type[I]) -> tuple[I, ...]:
        """Return what the refused changes of that kind stand for, the oldest first."""
        return tuple(p.item for p in self._pending.values() if p.is_held and isinstance(p.item, kind))

    # Waiting, and going.

    def when_quiet(self, do: Callable[[], object]) -> None:
        """Call `do` once nothing is under way: at once, or when the last of it is stored or refused."""
        if not self.is_busy:
            do()
        elif do not in self._afterwards:
            self._afterwards.append(do)

    def _look_whether_quiet(self) -> None:
        while self._afterwards and not self.is_busy:
            self._afterwards.pop(0)()

    def drafts(self, boxes: Collection[str] = ()) -> tuple[Typing, ...]:
        """Return the words that were refused: the disk may take those as drafts. Without those of `boxes`."""
        drafts = [p.draft for key, p in self._pending.items() if p.is_held and key not in boxes]
        return tuple(draft for draft in drafts if draft is not None and draft.text.strip())

    def refused(self, boxes: Collection[str] = ()) -> tuple[Do, ...]:
        """Return what is not known to be stored, to be done before the screen goes; done twice is done once.

        `boxes`: keys of the boxes on the screen: their words are newer, and are drafts.
        """
        return tuple(pending.store for key, pending in self._pending.items() if key not in boxes)
