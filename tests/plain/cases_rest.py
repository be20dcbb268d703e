"""Use cases of settings and search."""

from datetime import date
from pathlib import Path

from companion.domain.checkin import Moment
from companion.services.services import Services
from tests.plain.cases import TODAY, Case

_FILES = Path(__file__).parent / "files"
DAYS, TWO_DAYS, TABLE = (str(_FILES / name) for name in ("days.csv", "two-days.csv", "table.csv"))
TO_IMPORT = (",", "tab", "tab", "down", "enter")
"""From Today to the page that brings a file in."""


def moments(services: Services) -> list[Moment]:
    """Return what was brought in and is here."""
    return [moment for record in services.imports.history() for moment in services.imports.moments_of(record)]


def has(services: Services, day: date, **answers: int) -> bool:
    """True when a moment of that day has these answers."""
    return any(moment.day == day and moment.answers == answers for moment in moments(services))


SETTINGS = (
    Case(
        "name",
        ("10", "1", "Lee"),
        ("1 My name: Lee.",),
        lambda s: s.settings.get().name == "Lee",
        keys=(",", "enter", "ctrl+u", "Lee", "enter"),
        seen=("Lee",),
    ),
    Case(
        "empty the name",
        ("10", "1", "blank"),
        ("1 My name: not said.",),
        lambda s: s.settings.get().name == "",
        keys=(",", "enter", "ctrl+u", "enter"),
    ),
    Case(
        "how to reach me",
        ("10", "2", "Text first"),
        ("Saved.",),
        lambda s: s.settings.get().reach_me == "Text first",
        keys=(",", "down", "enter", "Text first", "enter"),
        seen=("Text first",),
    ),
    Case(
        "who else",
        ("10", "3", "My aunt"),
        ("Saved.",),
        lambda s: s.settings.get().involved == "My aunt",
        keys=(",", "down", "down", "enter", "My aunt", "enter"),
        seen=("My aunt",),
    ),
    Case(
        "identifier",
        ("10", "4", "A 123"),
        ("Saved.",),
        lambda s: s.settings.get().identifier == "A 123",
        keys=(",", *["down"] * 3, "enter", "A 123", "enter"),
        seen=("A 123",),
    ),
    Case(
        "nation",
        ("10", "5", "4"),
        ("5 Where I live: Northern Ireland.",),
        keys=(",", "tab", *["enter"] * 4),
        seen=("Where I live Northern Ireland",),
    ),
    Case(
        "helplines",
        ("10", "6", "1"),
        ("NHS 111, choose the mental health option",),
        keys=("s", "o", "right", "down"),
        seen=("NHS 111", "Choose the mental health option"),
    ),
    Case(
        "theme",
        ("10", "7", "3"),
        ("7 Colours: High contrast.",),
        keys=(",", "tab", "down", "enter", "enter"),
        seen=("Colours High contrast",),
    ),
    Case(
        "idle minutes",
        ("10", "8", "61", "30"),
        ("That is not a number from 1 to 60.", "8 Lock after 30 minutes"),
        keys=(",", "tab", "down", "down", "enter", "ctrl+u", "61", "enter", "ctrl+u", "30", "enter"),
        seen=("Lock after 30 minutes",),
    ),
    Case(
        "plain at start",
        ("10", "9", "1"),
        ("9 At start: line by line.",),
        keys=(",", "tab", "end", "up", "enter"),
        seen=("Start line by line yes",),
    ),
    Case(
        "where the file is",
        ("10", "10"),
        ("Your vault is this file:", "companion.vault", "It is locked"),
        keys=(",",),
        seen=("companion.vault",),
    ),
    Case(
        "erase asks for the word",
        ("10", "11", "yes"),
        ("Type erase to erase everything.", "Nothing was erased."),
        keys=(",", "tab", "tab", "end", "enter", "yes", "enter"),
        seen=("That is not the word. Nothing was erased.",),
    ),
)

PAPER = (
    Case(
        "say that the recovery code is on paper, once",
        ("13", "1"),
        (
            "Is your recovery code on paper? It is among the choices below, after more.",
            "Noted. You are not asked again.",
        ),
        lambda s: not s.on_paper.is_asked(TODAY),
        keys=("tab", "enter"),
        seen=("Noted. You are not asked again.",),
    ),
    Case(
        "say that it is not yet",
        ("13", "2"),
        ("It cannot be read again. Settings, Passphrase and recovery code, makes a new one when you like.",),
        lambda s: not s.on_paper.is_asked(TODAY),
        keys=("tab", "tab", "enter"),
        seen=("It cannot be read again.",),
    ),
)
SEARCH = (
    Case(
        "a section",
        ("/", "early", "1"),
        ("Early warning signs, and what helps. 2 lines.",),
        keys=("/", "early", "enter", "enter"),
        seen=("My plan", "Up past two"),
    ),
    Case(
        "a line, by what helps",
        ("/", "kitchen", "1"),
        ("Found in 1 place. 1 Up past two Phone in the kitchen.", "e Change"),
        keys=("/", "kitchen", "enter", "enter"),
        seen=("My plan", "▸ Up past two", "Phone in the kitchen"),
    ),
    Case(
        "a point",
        ("/", "what next", "1"),
        ("1 What next. To ask.", "t Tick it as said."),
        keys=("/", "what next", "enter", "enter"),
        seen=("I want to ask ▸ [ ] What next",),
    ),
    Case(
        "a safety line",
        ("/", "cold", "1"),
        ("Changing step 2.",),
        keys=("/", "cold", "enter", "enter", "2", "e"),
        seen=("Step ○ 1 ● 2", "▸ Cold water"),
    ),
    Case(
        "a person",
        ("/", "robin", "2"),
        ("Digit by digit",),
        keys=("/", "robin", "enter", "down", "enter", "4"),
        seen=("Robin (brother)",),
    ),
    Case(
        "a note",
        ("/", "river", "1"),
        ("Saturday 21 November 2026. Added later. A slow day by the river",),
        keys=("/", "river", "enter", "enter"),
        seen=("A slow day by the river",),
    ),
    Case(
        "a note that can be changed",
        ("/", "river", "1", "e"),
        ("Check-in for Saturday 21 November 2026.",),
        keys=("/", "river", "enter", "enter", "e"),
        seen=("How was Saturday 21 November?", "A few words", "A slow day by the river"),
    ),
    Case(
        "nothing",
        ("/", "zebra"),
        ("Found nowhere.",),
        keys=("/", "zebra"),
        seen=("Nothing with these words.",),
    ),
)

IMPORTS = (
    Case(
        "bring in a file, with a number for a word",
        ("9", DAYS, "4", "2"),
        ("2 moments on 2 days came in, 19 to 20 November 2026.",),
        lambda s: has(s, date(2026, 11, 19), mood=4) and has(s, date(2026, 11, 20), mood=8),
        keys=(*TO_IMPORT, DAYS, "enter", "shift+tab", "enter", "4", "enter", "enter"),
    ),
    Case(
        "look and leave it",
        ("9", DAYS, "", ""),
        ("2 moments on 2 days would come in", "Nothing was brought in."),
        lambda s: not s.imports.history(),
        keys=(*TO_IMPORT, DAYS, "enter", "escape"),
        seen=("Good evening",),
    ),
    Case(
        "a date that could be two days",
        ("9", TWO_DAYS, "2", "2"),
        ("Line 2 has the date “03/04/2026”. Which day is that?", "1 moment on 1 day came in, 4 March 2026."),
        lambda s: has(s, date(2026, 3, 4), mood=8),
        keys=(*TO_IMPORT, TWO_DAYS, "enter", "down", "enter", "enter"),
    ),
    Case(
        "a table, column by column",
        ("9", TABLE, "2", "3", "4", "2"),
        (
            "Column 1 of 3, “When”: “2026-05-03”; “2026-05-04”. What is in it?",
            "Mood numbers were taken as 0 to 10.",
        ),
        lambda s: has(s, date(2026, 5, 3), mood=7) and has(s, date(2026, 5, 4), mood=2),
        keys=(
            *TO_IMPORT,
            TABLE,
            "enter",
            "down",
            "enter",
            *["down"] * 2,
            "enter",
            *["down"] * 3,
            "enter",
            "enter",
        ),
    ),
    Case(
        "what was brought in before is taken back",
        ("9", DAYS, "4", "2", "9", "before", "1", "2", "2"),
        ("What was brought in, the newest first.", "7.10 pm: good. Windy.", "2 moments from Daylio went."),
        lambda s: not s.imports.history() and not moments(s),
        keys=(*TO_IMPORT, DAYS, "enter", "enter", "enter", "enter", "right", "enter"),
        seen=("Taken back. It may come in again.",),
    ),
)
