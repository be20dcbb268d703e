"""The card that may be read without a passphrase: chosen line by line, shown exactly, written, checked, deleted.

It is off until the person makes it. The file lies beside the vault and is not locked; the vault remembers what was
ticked and the SHA-256 of what was written, so that a card somebody changed or put there is told of at unlocking.
None of it is undone with u: a file that others may have read cannot be taken back.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from companion.domain.conflict import Conflict
from companion.domain.lock_card import CARD_ID, LockCard
from companion.domain.safety import Contact, SafetyLine
from companion.domain.text import clean_line
from companion.domain.wrapping import wrap
from companion.errors import InvalidEntry, NothingThere, NotSaved, NotWritten
from companion.services.core.store import Store
from companion.services.safety import lock_card_file
from companion.services.safety.safety import SafetyPlans, StepView
from companion.words import say_date


class CardState(StrEnum):
    """How the file stands to what the vault remembers."""

    OFF = "off"
    GOOD = "good"
    BEHIND = "behind"
    """As it was written, but what it shows was changed since."""
    OLDER = "older"
    """One written before: another computer wrote a newer one, or the last one did not get there."""
    MISSING = "missing"
    CHANGED = "changed"
    """Not as this plan wrote it."""
    PLANTED = "planted"
    """There, though the plan has none: somebody put it there, or it was deleted on another computer."""


FACTS = {
    CardState.OFF: "There is no card.",
    CardState.GOOD: "Your card is on the lock screen.",
    CardState.BEHIND: "The card on the lock screen still shows your old words.",
    CardState.OLDER: "The card on the lock screen is an older one.",
    CardState.MISSING: "Your card for the lock screen is not there any more.",
    CardState.CHANGED: "The card on the lock screen is not as you wrote it, so a number in it may be wrong.",
    CardState.PLANTED: "There is a card on the lock screen, and your plan has none: do not trust it.",
}

WAYS = {
    CardState.BEHIND: "Settings, My card, renews it.",
    CardState.OLDER: "Settings, My card, renews it.",
    CardState.MISSING: "Settings, My card, makes it again.",
    CardState.CHANGED: "Settings, My card, writes it anew.",
    CardState.PLANTED: "Settings, My card, deletes it.",
}

STATES = {
    CardState.OFF: "off",
    CardState.GOOD: "on",
    CardState.BEHIND: "on, with old words",
    CardState.OLDER: "on, an older one",
    CardState.MISSING: "not there any more",
    CardState.CHANGED: "not as you wrote it",
    CardState.PLANTED: "there, but not from your plan",
}

ALARMING = frozenset((CardState.CHANGED, CardState.PLANTED))
"""Said even to who opens the vault for looking alone."""


WIDTH = 78
"""Columns of a line of the card."""

TRADE_OFF = (
    "Anyone at this computer can read a card, and it cannot be checked while your plan is locked: somebody could "
    "change a number in it. At unlocking you are told if it was changed."
)
"""What a card costs, said before one is made."""

_NO_FILE = "This is a made-up person, kept in no file, so there is no card."
_NOTHING_TICKED = "Nothing is ticked yet. Tick what may be read without your passphrase."
_TOO_LONG = "That is more than a card can hold. Untick a line or two."
_READING = "This window is open for reading, so nothing can be changed from here."


@dataclass(frozen=True, slots=True, kw_only=True)
class CardItem:
    """One thing that can be ticked."""

    id: str
    words: str
    """The person's own; it may have several lines."""
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """What can be ticked of one step."""

    title: str
    items: tuple[CardItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """A card as it would be written, to the letter."""

    ticked: tuple[str, ...]
    text: str


class Cards:
    """The one card of a vault. `path` is None for the made-up person, who has none."""

    def __init__(self, store: Store, safety: SafetyPlans, path: Path | None) -> None:
        self._store, self._safety, self._path = store, safety, path

    @property
    def path(self) -> Path | None:
        """Where the card is, or would be."""
        return self._path

    def chosen(self) -> frozenset[str]:
        """Return the ids of what was ticked for the card that was made; nothing while there is none."""
        kept = self._kept()
        return frozenset(kept.ticked) if kept else frozenset()

    def groups(self, ticked: Collection[str]) -> tuple[CardGroup, ...]:
        """Return everything that can be on a card, step by step; empty steps are left out."""
        return tuple(
            CardGroup(
                title=view.title,
                items=tuple(
                    CardItem(id=item.id, words=_words(item), ticked=item.id in ticked)
                    for item in _items(view)
                ),
            )
            for view in self._safety.steps()
            if not view.is_empty
        )

    def page(self, ticked: Collection[str], *, on: date) -> CardPage:
        """Return the card as it would be written on that day.

        Raises InvalidEntry when nothing is ticked, or more than a card holds.
        """
        text, used = self._text(ticked, on)
        if not used:
            raise InvalidEntry("card", _NOTHING_TICKED)
        if len(text.encode()) > lock_card_file.MOST:
            raise InvalidEntry("card", _TOO_LONG)
        return CardPage(ticked=used, text=text)

    def state(self) -> CardState:
        """Return how the file stands to what the vault remembers."""
        raw = lock_card_file.raw_card(self._path) if self._path else None
        if raw is None:
            return CardState.MISSING if self._path and self._kept() else CardState.OFF
        seal, known = lock_card_file.seal_of(raw), self._versions()
        for card in known:
            if card.seal == seal:
                now = self._text(card.ticked, card.changed_at.date())[0]
                return CardState.GOOD if now.encode() == raw else CardState.BEHIND
        if any(seal in card.seals for card in known):
            return CardState.OLDER
        return CardState.CHANGED if known else CardState.PLANTED

    def notice(self, *, looking: bool = False) -> str:
        """Return the sentence to say at unlocking, or an empty one. `looking`: nothing can be changed there."""
        state = self.state()
        quiet = state not in (ALARMING if looking else WAYS)
        return "" if quiet else f"{FACTS[state]} {WAYS[state]}"

    def behind(self) -> str:
        """Return a sentence when the card shows words that were changed since, or an empty one."""
        return self.notice() if self.state() is CardState.BEHIND else ""

    def fact(self) -> str:
        """Return in a sentence how it stands."""
        return FACTS[self.state()]

    def state_words(self) -> str:
        """Return in a word or two how it stands, for a line of the settings."""
        return STATES[self.state()]

    def shown(self) -> str:
        """Return what the card on the disk says now, as whoever has no passphrase reads it."""
        return lock_card_file.card_words(self._path) if self._path else ""

    def make(self, page: CardPage, *, now: datetime) -> None:
        """Write the card, and remember it in the vault. Raises NotSaved, NotWritten; then all is as before."""
        path, before = self._place(), self._kept()
        data = page.text.encode()
        card = LockCard(
            ticked=page.ticked,
            seal=lock_card_file.seal_of(data),
            created_at=before.created_at if before else now,
            changed_at=now,
        )
        if before:
            card = replace(card, earlier=before.seal if before.seal != card.seal else before.earlier)
        card = card.knowing(self._versions())
        if self._store.read_only:
            raise NotSaved(_READING)
        lock_card_file.stage(path, data)
        try:
            # In this order: cut short in between, the file is an older card or none, never one not known of.
            self._store.lock_cards.put(card)
        except NotSaved:
            lock_card_file.drop_staged(path)
            raise
        try:
            lock_card_file.put_in_place(path)
        except NotWritten:
            self._put_back(before)
            raise
        with suppress(NotSaved):  # the card is made; what waits for a choice waits on
            for conflict in self._conflicts():
                self._store.settle(
                    conflict.table, conflict.id, next(v.key for v in conflict.versions if v.shown)
                )

    def turn_off(self) -> None:
        """Delete the card, whoever wrote it, and forget what was ticked. Raises NotSaved, NotWritten."""
        path, kept = self._place(), self._kept()
        if kept and self._store.read_only:
            raise NotSaved(_READING)
        lock_card_file.remove(path)
        if kept:
            self._store.lock_cards.remove(CARD_ID)

    def _put_back(self, before: LockCard | None) -> None:
        if before:
            self._store.lock_cards.put(before)
        else:
            self._store.lock_cards.remove(CARD_ID)

    def _kept(self) -> LockCard | None:
        return self._store.lock_cards.get(CARD_ID)

    def _conflicts(self) -> tuple[Conflict, ...]:
        found = self._store.conflicts()
        return tuple(c for c in found if (c.table, c.id) == ("lock_cards", CARD_ID))

    def _versions(self) -> tuple[LockCard, ...]:
        """Return what is remembered of the card, first the version that is shown, then those that wait for a choice.

        Each computer has a card of its own beside its vault.
        """
        kept = self._kept()
        waiting = (version.record for conflict in self._conflicts() for version in conflict.versions)
        others = tuple(card for card in waiting if isinstance(card, LockCard) and card != kept)
        return (kept, *others) if kept else others

    def _place(self) -> Path:
        if self._path is None:
            raise NothingThere(_NO_FILE)
        return self._path

    def _text(self, ticked: Collection[str], on: date) -> tuple[str, tuple[str, ...]]:
        """Return the text of a card, and the ids of what is on it."""
        lines, used = [f"My card, written on {say_date(on)}."], []
        for group in self.groups(ticked):
            items = [item for item in group.items if item.ticked]
            if items:
                lines += ["", group.title]
            for item in items:
                used.append(item.id)
                wrapped = wrap(item.words, WIDTH - 2)
                lines += [f"{'  ' if n else '- '}{line}" for n, line in enumerate(wrapped)]
        return "\n".join(lines) + "\n", tuple(used)


def _items(view: StepView) -> tuple[SafetyLine | Contact, ...]:
    return (*view.contacts, *view.lines)


def _words(item: SafetyLine | Contact) -> str:
    if isinstance(item, SafetyLine):
        return item.text
    name, who, number, hours = map(clean_line, (item.name, item.who, item.number, item.hours))
    named = f"{name}, {who}" if who else name
    said = ", ".join(filter(None, (f"{named}: {number}" if number else named, hours)))
    return f"{said} (checked on {say_date(item.checked_on)})" if item.checked_on else said
