"""How the card on the disk stands to what the vault remembers of it, and the sentences for each."""

from enum import StrEnum


class CardStanding(StrEnum):
    """How the file stands to what the vault remembers."""

    OFF = "off"
    GOOD = "good"
    BEHIND = "behind"
    """As it was written, but what it shows was changed since."""
    OLDER = "older"
    """The one written before: another computer wrote a newer one, or the last one did not get there."""
    MISSING = "missing"
    CHANGED = "changed"
    """Not as this plan wrote it."""
    PLANTED = "planted"
    """There, though the plan has none."""


FACTS = {
    CardStanding.OFF: "There is no card.",
    CardStanding.GOOD: "Your card is on the lock screen.",
    CardStanding.BEHIND: "The card on the lock screen still shows your old words.",
    CardStanding.OLDER: "The card on the lock screen is an older one.",
    CardStanding.MISSING: "Your card for the lock screen is not there any more.",
    CardStanding.CHANGED: "The card on the lock screen is not as you wrote it, so a number in it may be wrong.",
    CardStanding.PLANTED: "There is a card on the lock screen that your plan did not write: do not trust it.",
}

WAYS = {
    CardStanding.BEHIND: "Settings, My card, renews it.",
    CardStanding.OLDER: "Settings, My card, renews it.",
    CardStanding.MISSING: "Settings, My card, makes it again.",
    CardStanding.CHANGED: "Settings, My card, writes it anew.",
    CardStanding.PLANTED: "Settings, My card, deletes it.",
}

STATES = {
    CardStanding.OFF: "off",
    CardStanding.GOOD: "on",
    CardStanding.BEHIND: "on, with old words",
    CardStanding.OLDER: "on, an older one",
    CardStanding.MISSING: "not there any more",
    CardStanding.CHANGED: "not as you wrote it",
    CardStanding.PLANTED: "not written by you",
}

ALARMING = frozenset((CardStanding.CHANGED, CardStanding.PLANTED))
"""Said even to who opens the vault for looking alone."""
