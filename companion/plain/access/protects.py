"""What the program can and cannot protect, read out in one go. Needs no vault."""

from companion.plain.console import wording
from companion.plain.console.prompter import Talker
from companion.services.access.protects import FIRST, TITLE, parts


def read_protects(talk: Talker) -> None:
    """Read everything there is to say."""
    talk.say("", wording.stop(TITLE), FIRST)
    for part in parts():
        talk.say("", wording.stop(part.heading))
        talk.say(*(f"{label}: {words}" if label else words for label, words in part.lines))
