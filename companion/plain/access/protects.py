"""What the program can and cannot protect, read out in one go. Needs no vault."""

from companion.plain.console import wording
from companion.plain.console.prompter import Prompter
from companion.services.access.protects import FIRST, TITLE, parts


def read_protects(prompter: Prompter) -> None:
    """Read everything there is to say."""
    prompter.say("", wording.stop(TITLE), FIRST)
    for part in parts():
        prompter.say("", wording.stop(part.heading))
        prompter.say(*(f"{label}: {words}" if label else words for label, words in part.lines))
