"""The shared wording of the line-by-line program, and how a person's words stand in a sentence."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from companion.domain.helpline import Helpline
from companion.domain.plan import PlanLine, Visibility
from companion.domain.safety import Contact
from companion.domain.text import clean_line, clean_text, folded
from companion.domain.wrapping import columns, wrap
from companion.services.wording import VISIBILITY, marked_apart

HIDE = ("lock", "hide")
"""Words that lock at any question but one for a passphrase."""
COMMON = ("s", "?", "again", "back", "q", *HIDE)
"""Words that every question takes. An = before one makes it the person's own word."""
MORE = "more"
"""Typed at a long menu to hear the second part of it."""

PICK = "A number or letter, or Enter to go back:"
PICK_SAFE = "A number, or Enter for 1:"
NOTE_PROMPT = "Your words, then an empty line. Enter to skip:"
NOTE_MORE = "More, or Enter to end:"
SO_FAR = "Carry on, or end with an empty line. So far:"
STANDS_THERE = "The words you have stand in the line, to be changed. Ctrl+U empties it."
LOCKED = "Locked. s is for help now."
HIDDEN = "Nothing is open here, so there is nothing to lock. The window is cleared."
STAYS_THERE = "What stands above stays in this window until you close it."
NOT_THERE = "That is not one of the choices. Nothing changed. Type again to hear them."
ONCE_MORE = "Here is the question again."
BACK_TO_QUESTION = "Back to where you were."
NOTHING_CHANGED = "Nothing changed."
SAVED = "Saved."
LINE_CUT = (
    "That line is longer than this terminal lets through, so its end is missing. None of it was kept. "
    "Please type it as several shorter lines."
)
TEXT_HELP = (
    "Type your words and press Enter. To write a word that does something here as your own, put = before it, "
    "for example =back."
)
MENU_HELP = "Type the number or letter of what you want. again reads the choices once more."
TICKS_HELP = "Several numbers at once, with spaces between them, do one after the other."
NUMBERS_HELP = "Type the numbers with spaces between them."
ANY_HELP = "? once more says what every question takes."
COMMON_HELP = (
    "At every question: a number or letter chooses. Enter alone skips. back goes back. again repeats. "
    "s reads your safety plan and comes back here. lock, or hide, locks your plan and clears this window; so does "
    "Ctrl+L where lines can be edited. q closes the program, and everything so far is kept.",
    "In a list, u undoes the last change, and U or redo brings it back.",
    "What stands above stays in this window until you close it or lock. "
    "In Settings, w reads what this program can and cannot protect.",
)
_COMMANDS = frozenset(
    (
        *COMMON,
        MORE,
        *(
            "blank",
            "cancel",
            "check in",
            "close",
            "code",
            "delete",
            "done",
            "end",
            "enter",
            "example",
            "exit",
        ),
        *(
            "help",
            "home",
            "learn",
            "main menu",
            "menu",
            "next",
            "no",
            "only me",
            "out",
            "plan",
            "previous",
            "quit",
        ),
        *("redo", "return", "safety", "save", "search", "settings", "share", "skip", "stop", "today", "undo"),
        *("up", "yes"),
    )
)
_LONGEST_PLACE = 40
"""Columns of what says where one is, before a question."""

AUDIENCES: dict[Visibility, str] = {who: words.choice for who, words in VISIBILITY.items()}

_BIDI = frozenset(("R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"))
_OPENS, _CLOSE = "\u2066\u2067\u2068", "\u2069"


def place_of(head: Sequence[str]) -> str:
    """Return where one is, from what is read out there: its first sentence, shortened where it is long."""
    first = next((line for line in head if line.strip()), "")
    sentence = re.split(r"(?<=[.?!]) |; |: ", first, maxsplit=1)[0]
    if columns(sentence) > _LONGEST_PLACE:
        sentence = f"{wrap(sentence, _LONGEST_PLACE)[0].rstrip(',')}…"
    unclosed = sum((letter in _OPENS) - (letter == _CLOSE) for letter in sentence)
    return f"{sentence.rstrip(':')}{_CLOSE * unclosed}"


def asked_again(question: str) -> str:
    """Return the question of a menu that is not read out again, with the word that reads it."""
    return question.replace(", or ", ", again, or ", 1)


def looks_like_a_command(words: str) -> bool:
    """True for words that somebody may have meant for the program, and not to be kept."""
    bare = folded(words).rstrip(".!:;")
    return len(bare) < 2 or (bare.isdecimal() and len(bare) < 3) or bare in _COMMANDS


def kept_as_words(words: str) -> str:
    """Return what is said when such words were kept."""
    return f"Kept as your own words: {stop(own(words))}"


def number_help(low: int, high: int) -> str:
    """Return the help of a question for a number that has none of its own."""
    return f"Type a whole number from {low} to {high}. Enter leaves it as it is."


def no_such_number(low: int, high: int) -> str:
    """Return what is said to an answer that is not a number in range."""
    return f"That is not a number from {low} to {high}. Nothing changed."


def own(words: str) -> str:
    """Return a person's words for the middle of our line: one line, and right-to-left kept to itself."""
    line = clean_line(words)
    if not any(unicodedata.bidirectional(letter) in _BIDI for letter in line):
        return line
    open_ones, kept = 0, []
    for letter in line:
        if letter == _CLOSE and not open_ones:
            continue  # it would close the isolation put around these words
        open_ones += (letter in _OPENS) - (letter == _CLOSE)
        kept.append(letter)
    return f"\u2068{''.join(kept)}{_CLOSE * open_ones}{_CLOSE}"


def own_lines(words: str) -> tuple[str, ...]:
    """Return a person's words line by line; lines without words are left out."""
    return tuple(own(line) for line in clean_text(words).split("\n") if line.strip())


def whole(words: str) -> tuple[str, ...]:
    """Return a person's words line by line, with a full stop after the last line where it has no end."""
    lines = own_lines(words)
    return (*lines[:-1], stop(lines[-1])) if lines else ()


def stop(sentence: str) -> str:
    """Return `sentence` with a full stop at its end, where it has no end of its own."""
    bare = sentence.rstrip("\u2069”\"')")
    return sentence if not bare or bare[-1] in ".!?…:;" else f"{sentence}."


def sentences(*parts: str) -> str:
    """Return the parts that have words as sentences, one after the other."""
    return " ".join(stop(part) for part in parts if part)


def line_words(line: PlanLine) -> str:
    """Return a plan line as it is read out in a list."""
    helps = f"What helps: {own(line.what_helps)}" if line.what_helps.strip() else ""
    return sentences(own(line.text), helps, marked_apart(line.audience))


def contact_words(contact: Contact) -> str:
    """Return a person or service as read out: name first, then number, who they are, hours."""
    who = own(contact.who)
    name = f"{own(contact.name)}, {who}" if who else own(contact.name)
    first = f"{name}: {own(contact.number)}" if contact.number.strip() else name
    return stop(f"{first}, {own(contact.hours)}" if contact.hours.strip() else first)


def name_and_number(line: Contact | Helpline, apart: str = " ") -> str:
    """Return who a line is and its number, which is said once."""
    names_it = isinstance(line, Helpline) and line.names_its_number
    return own(line.name) if names_it else f"{own(line.name)}{apart}{own(line.number)}"


def helpline_words(line: Helpline) -> str:
    """Return a national line in full: name, number, what to do, when, cost, for whom, when it was read."""
    checked = line.checked_on
    read_on = f"Checked {checked.day}/{checked.month}/{checked.year}" if checked else ""
    whom = f"For {own(line.for_whom)}" if line.for_whom else ""
    how = own(line.how)
    first = name_and_number(line, ": ")
    return sentences(
        f"{first}, {how}" if how else first,
        capital(own(line.hours)),
        capital(own(line.cost)),
        whom,
        read_on,
    )


def helpline_short(line: Helpline) -> str:
    """Return a national line in one breath: name, number, what to do, when."""
    return stop(", ".join(p for p in (name_and_number(line), own(line.how), own(line.hours)) if p))


def clock(at: datetime) -> str:
    """Return a time of day, ``21:02``."""
    return f"{at:%H:%M}"


def capital(words: str) -> str:
    """Return `words` with a capital letter at the beginning."""
    return words[:1].upper() + words[1:]
