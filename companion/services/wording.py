"""Words that every front end says the same: who may see a line, themes, what a guess costs, a code that waits."""

from dataclasses import dataclass

from companion.domain.plan import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibilityWords:
    """How it is said who may see a line."""

    note: str
    """Beside the line in a list."""
    meaning: str
    """What it means for a page, where it is chosen on a screen."""
    choice: str
    """The same as a sentence to choose, line by line."""
    spoken: str
    """A sentence behind the line, where it is read out whole."""


VISIBILITY: dict[Visibility, VisibilityWords] = {
    Visibility.ME: VisibilityWords(
        note="only me",
        meaning="on no page but your own; hidden while sitting together",
        choice="Me and nobody else.",
        spoken="For me alone.",
    ),
    Visibility.ASK: VisibilityWords(
        note="ask me first",
        meaning="listed in Share, not ticked until you tick it",
        choice="Ask me. It is listed in Share, and not ticked.",
        spoken="Ask me before it is shared.",
    ),
    Visibility.TEAM: VisibilityWords(
        note="my team",
        meaning="ticked in Share; you can untick it there",
        choice="My team. It is ticked in Share.",
        spoken="For my team.",
    ),
}


def marked_apart(visibility: Visibility) -> str:
    """Return the sentence behind a line that is read out in a list: empty for what most lines are."""
    return "" if visibility is Visibility.ASK else VISIBILITY[visibility].spoken


THEME_LABELS = {
    "calm-light": "Calm, light",
    "calm-dark": "Calm, dark",
    "high-contrast": "High contrast",
    "terminal": "My terminal's colours",
}
"""By the name that the config file keeps."""

COSTS = (64, 128, 256, 512, 1024)
"""MiB of memory that one guess at the passphrase may be made to take."""

CODE_WAITS = "Your new recovery code waits to be written down: Settings, Passphrase and recovery code."
"""Said until the person has seen it on paper."""
