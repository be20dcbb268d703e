"""Every screen there is, and how a person comes to it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from textual.dom import DOMNode
from textual.screen import Screen

import companion.tui
from companion.content.sam import write_sam
from companion.services.spares import Spares
from companion.tui.app import CompanionApp
from companion.tui.screens.held import Held
from tests.tui.fake_door import CODE, NOW, PASSPHRASE, FakeDoor, OpenApp

WAY_IN = ("f3", *CODE, "enter")
TWICE = (*PASSPHRASE, "enter", *PASSPHRASE, "enter")


class HeldApp(CompanionApp):
    """Hidden, with words behind it that the disk would not take."""

    def get_default_screen(self) -> Screen[Any]:
        return Held("The disk is full, so this is not saved yet.")


class Visit(NamedTuple):
    """Where the program starts, and the keys.

    "locked", "new", "copy" (the vault is gone, a copy is there), "held" (hidden, with words that the disk would
    not take), or a place and what it is opened at.
    """

    screen: str
    """The class that is shown then."""
    start: str
    keys: tuple[str, ...] = ()
    name: str = ""
    """What to call it where one screen is visited twice."""

    def __str__(self) -> str:
        return self.name or self.screen


VISITS = (
    Visit("Welcome", "new"),
    Visit("SetUp", "new", ("1",), "SetUp, passphrase"),
    Visit("SetUp", "new", ("1", *TWICE), "SetUp, the code"),
    Visit("SetUp", "new", ("1", *TWICE, "enter", *"Sa"), "SetUp, a name"),
    Visit("RecoveryCode", "new", ("1", *TWICE, "enter", "ctrl+o")),
    Visit("Unlock", "locked", (*"blue",)),
    Visit("Forgot", "locked", ("f3", *"AAAA")),
    Visit("NewPassphrase", "locked", (*WAY_IN, *"green")),
    Visit("Helplines", "locked", ("f2",), "Helplines, locked"),
    Visit("Blank", "locked", ("ctrl+l",)),
    Visit("SpareCopy", "copy", (*"blue",)),
    Visit("Held", "held", (*"blue",)),
    Visit("Today", "today"),
    Visit("CheckInPage", "check-in", ("6", "enter", "3")),
    Visit("CheckInPage", "check-in", ("tab", "tab", "tab", *"slept"), "CheckInPage, a note"),
    Visit("OtherDay", "check-in", ("y",)),
    Visit("PlanPage", "plan"),
    Visit("PlanPage", "plan early", ("a", *"up late", "left", "left"), "PlanPage, a line"),
    Visit("LineCard", "plan early", ("enter",)),
    Visit("ArchivedLine", "plan early", ("d", "end", "enter", "enter")),
    Visit("Confirm", "plan early", ("d", "end", "enter", "enter", "down", "enter")),
    Visit("TalkPage", "talk"),
    Visit("TalkPage", "talk", ("a", *"the letter"), "TalkPage, a point"),
    Visit("TalkForm", "talk", ("shift+tab", "enter", *"x")),
    Visit("StarterQuestions", "talk", ("w",)),
    Visit("TalkArchive", "talk", ("d", "o")),
    Visit("SharePage", "share"),
    Visit("ShareWhole", "share", ("v",)),
    Visit("SavePage", "share", ("ctrl+e",)),
    Visit("AskLine", "share", ("y", *"1 Oct")),
    Visit("SettingsPage", "settings"),
    Visit("Erase", "settings", ("tab", "tab", "end", "enter", *"er")),
    Visit("SearchPage", "search", (*"sea",)),
    Visit("OldNote", "search", (*"sea wall and back", "enter", "enter")),
    Visit("BringInPage", "import", (*"a.csv",)),
    Visit("Safety", "today", ("f2", "4", "down")),
    Visit("SafetyWhole", "today", ("f2", "v")),
    Visit("SafetyEdit", "today", ("f2", "e", "a", *"one")),
    Visit("ContactForm", "today", ("f2", "4", "e", "e", *"x")),
    Visit("Helplines", "today", ("f2", "o")),
    Visit("Help", "plan", ("question_mark",)),
    Visit("Palette", "plan", ("ctrl+p", *"un")),
)


def program(visit: Visit, folder: Path) -> CompanionApp:
    """Return the program at the start of a visit; the vault is the made-up person's."""
    door = FakeDoor(folder=folder, exists=visit.start not in {"new", "copy"})
    write_sam(door.store, NOW)
    if visit.start == "copy":
        door.beside = Spares(newest=NOW.date())
    if visit.start == "held":
        return HeldApp(door)
    if visit.start in {"new", "locked", "copy"}:
        return CompanionApp(door)
    place, _, at = visit.start.partition(" ")
    return OpenApp(door, place, at)


def classes() -> Iterator[type[DOMNode]]:
    """Yield every class of ours that can be shown: the app, screens, widgets."""
    for module in pkgutil.walk_packages(companion.tui.__path__, "companion.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, DOMNode) and thing.__module__ == module.name:
                yield thing


def screens() -> list[type[DOMNode]]:
    """Return every screen that is shown: those that no other is built on."""
    ours = [each for each in classes() if issubclass(each, Screen)]
    return [each for each in ours if not any(issubclass(other, each) for other in ours if other is not each)]
