"""Every screen there is, and how a person comes to it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from textual.dom import DOMNode
from textual.screen import Screen

import companion.tui
from companion.content.sam import write_sam
from companion.domain.checkin import CheckIn, Moment
from companion.domain.conflict import Conflict, Version
from companion.services.backup.copies import Rescue
from companion.services.learn.courses import PackReport
from companion.tui.access.keys import GuessCost, MightSomeoneKnow, NewCode, NewPassphraseTwice
from companion.tui.access.rescue import PutRight
from companion.tui.access.unsaved import UnsavedWords
from companion.tui.app import CompanionApp
from companion.tui.base.file_page import Working
from companion.tui.learn.add_course import CourseFound, CourseMistakes
from tests.conftest import NOW, PASSPHRASE
from tests.made_up_pack import ADDED, ASKED, PACK
from tests.memory_backend import CODE, MemoryBackend
from tests.tui.learn.sheets import keep_all, written
from tests.tui.screens import OpenApp

CARD = "My card, written on 22 November 2026.\n\nPeople I can ask\n- Dee, sister: 07700 900123, [b] evenings"
WAY_IN = ("f3", *CODE, "enter")
TWICE = (*PASSPHRASE, "enter", *PASSPHRASE, "enter")


QUESTIONNAIRE = ("enter", *("space", "enter") * 3, "enter")


A_MOMENT = Moment(
    id="gulls",
    day=NOW.date(),
    at=time(9),
    word="meh [b]",
    answers={"mood": 4},
    note="Gulls on the roof",
    created_at=NOW,
    changed_at=NOW,
)
BESIDE = Path("beside/companion.conflict-20261121.vault").absolute()
COPY = Path("copies/2026-11-21-0a0b.vault").absolute()


def two_versions(backend: MemoryBackend) -> Conflict:
    """Return a line of the plan that was changed in two copies."""
    line = backend.services.plan.lines("toolbox")[0]
    there = replace(line, text="Walk to the lighthouse, [b] and back", changed_at=NOW)
    backend.store.lines.put(line)
    return Conflict(
        table="lines",
        id=line.id,
        versions=(
            Version(key="here-1", record=line, shown=True),
            Version(key="there-1", record=there, shown=False),
        ),
    )


def done_twice(backend: MemoryBackend) -> None:
    """Have an exercise done on two days."""
    for day in (2, 1):
        at = NOW - timedelta(days=day)
        sheet = backend.services.sheets.begin(PACK.id, ASKED.id, new_id=backend.new_id(), now=at)
        backend.services.sheets.finish(sheet.id, now=at)


class BeginsAt(CompanionApp):
    """The program with a screen that only a fault of the disk leads to."""

    def __init__(self, backend: MemoryBackend, screen: Screen[Any]) -> None:
        super().__init__(backend)
        self._begins_at = screen

    def get_default_screen(self) -> Screen[Any]:
        return self._begins_at


class OverApp(OpenApp):
    """The vault is open at a place, and a question lies over it."""

    def __init__(self, backend: MemoryBackend, place: str, over: Screen[Any]) -> None:
        super().__init__(backend, place)
        self._over = over

    async def show_start(self) -> None:
        await super().show_start()
        await self.push_screen(self._over)


OVER: dict[str, Callable[[MemoryBackend], Screen[Any]]] = {
    "NewPassphraseTwice": lambda backend: NewPassphraseTwice(backend.check_passphrase),
    "MightSomeoneKnow": lambda _: MightSomeoneKnow(),
    "NewCode": lambda backend: NewCode(CODE, backend),
    "GuessCost": lambda _: GuessCost(64, 0.5),
    "CourseFound": lambda _: CourseFound(PACK, ("photo.png is no exercise, and was passed over.",)),
    "CourseMistakes": lambda _: CourseMistakes(
        PackReport(pack=None, mistakes=("1.md, line 2: ?",), notes=())
    ),
}
"""Screens that come after a wait, or of what lies in a folder: no burst of keys leads to them."""


class WorkingApp(CompanionApp):
    """Something is being written to the vault's file."""

    def get_default_screen(self) -> Screen[Any]:
        return Working("Writing it down ...")


class Visit(NamedTuple):
    """Where the program starts, and the keys.

    "locked", "alone" (it locked by itself), "new", "copy" (the vault is gone, a copy is there), "held" (hidden, with
    words that the disk would not take), "working", "older" (an older copy was opened), "over" and a place (the screen
    lies over that), or a place and what it is opened at.
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
    Visit("MadePassphrase", "new", ("1", "ctrl+t")),
    Visit("SetUp", "new", ("1", *TWICE, "enter", *"AAAAA"), "SetUp, the code asked back"),
    Visit("SetUp", "new", ("1", *TWICE, "enter", "enter", *"Sa"), "SetUp, a name"),
    Visit("SetUp", "new", ("1", *TWICE, "enter", *["enter", "f4"] * 2, *["f4"] * 3), "SetUp, the end"),
    Visit("RecoveryCode", "new", ("1", *TWICE, "enter", "enter", "ctrl+o")),
    Visit("UnlockScreen", "locked", (*"blue",)),
    Visit("UnlockScreen", "alone", (*"blue",), "UnlockScreen, alone"),
    Visit("Forgot", "locked", ("f3", *"AAAA")),
    Visit("CardShown", "locked", ("f5", "pagedown")),
    Visit("NewPassphrase", "locked", (*WAY_IN, *"green")),
    Visit("Helplines", "locked", ("f2",), "Helplines, locked"),
    Visit("Blank", "locked", ("ctrl+l",)),
    Visit("RescueScreen", "copy", (*"blue",)),
    Visit("UnsavedWords", "held", (*"blue",)),
    Visit("PutRight", "flipped", (*"blue",)),
    Visit("Today", "today"),
    Visit("CheckInPage", "check-in", ("6", "enter", "3")),
    Visit("CheckInPage", "check-in", ("tab", "tab", "tab", *"slept"), "CheckInPage, a note"),
    Visit("OtherDay", "check-in", ("y",)),
    Visit("KeptDaysPage", "days", ("down",)),
    Visit("DayCard", "days", ("down", "enter")),
    Visit("MomentPage", "moment", ("tab", *"slept")),
    Visit("PlanPage", "plan"),
    Visit("PlanPage", "plan early", ("a", *"up late", "left", "left"), "PlanPage, a line"),
    Visit("LineCard", "plan early", ("enter",)),
    Visit("ArchivedLine", "plan early", ("d", "end", "enter", "enter")),
    Visit("Confirm", "plan early", ("d", "end", "enter", "enter", "down", "enter")),
    Visit("TalkPage", "talk"),
    Visit("TalkPage", "talk", ("a", *"the letter"), "TalkPage, a point"),
    Visit("RecordForm", "talk", ("shift+tab", "enter", *"x"), "RecordForm, a talk"),
    Visit("StarterQuestions", "talk", ("w",)),
    Visit("PickFromArchive", "talk", ("d", "o"), "PickFromArchive, a point"),
    Visit("Confirm", "talk", ("d", "o", "delete"), "Confirm, a thing to say"),
    Visit("PastTalks", "talk", ("shift+tab", "end", "enter")),
    Visit("PastTalk", "talk", ("shift+tab", "end", "enter", "enter")),
    Visit("LearnPage", "learn"),
    Visit("LearnPage", "learn", ("left", "end", "up"), "LearnPage, the learning plan"),
    Visit("AddCourse", "learn", ("a", *"college")),
    Visit("CourseFound", "over learn", ("down",)),
    Visit("CourseMistakes", "over learn", ("down",)),
    Visit("EarlierSheets", "learn shore/how-it-is", ("i", "down")),
    Visit("SavePage", "learn shore/how-it-is", ("k",), "SavePage, on paper"),
    Visit("ExercisePage", "exercise shore/before-a-talk"),
    Visit(
        "ExercisePage", "exercise shore/before-a-talk", ("enter", "enter", *"one"), "ExercisePage, a question"
    ),
    Visit("ExercisePage", "exercise shore/how-it-is", QUESTIONNAIRE, "ExercisePage, what it came to"),
    Visit("TogetherPage", "together shore/before-a-talk", ("enter", *"one")),
    Visit("KeepPage", "exercise shore/before-a-talk", ("enter", "enter", *"one", *["ctrl+n"] * 7, "enter")),
    Visit("SheetPage", "sheet", ("end",)),
    Visit("AnswerCard", "sheet", ("down", "enter")),
    Visit("LearningPlanPage", "learning-plan"),
    Visit("LearningPlanPage", "learning-plan", ("a", *"at home"), "LearningPlanPage, a line"),
    Visit("LearningLineCard", "learning-plan", ("a", *"at home", "enter", "escape", "v")),
    Visit(
        "PickFromArchive",
        "learning-plan",
        ("a", *"at home", "enter", "escape", "d", "o"),
        "PickFromArchive, a line",
    ),
    Visit("RecordForm", "learning-plan", (*["tab"] * 4, "a", *"Sleep"), "RecordForm, a course been to"),
    Visit("SharePage", "share"),
    Visit("ShareWhole", "share", ("v",)),
    Visit("SavePage", "share", ("ctrl+e",)),
    Visit("OneLineForm", "settings", ("enter", *"x")),
    Visit("AskNumber", "settings", ("tab", "end", "up", "up", "enter", *"2")),
    Visit("AskDay", "check-in", ("y", "end", "enter", *"yester")),
    Visit("AskLine", "share", ("y", *"1 Oct")),
    Visit("SettingsPage", "settings"),
    Visit("Erase", "settings", ("tab", "tab", "end", "enter", *"er")),
    Visit("MyCard", "card", ("down", "space")),
    Visit("DivergedQuestion", "older"),
    Visit("CopiesPage", "copies", ("tab",)),
    Visit("WhichFile", "copies", ("down", "enter")),
    Visit("CopyCard", "copies copies", ("enter",)),
    Visit("AskSecret", "copies", ("tab", "enter", *"blue")),
    Visit("Working", "working"),
    Visit("ConflictsPage", "choices", ("right",)),
    Visit("KeysPage", "keys"),
    Visit("NewPassphraseTwice", "over keys", (*PASSPHRASE, "enter", *"green")),
    Visit("MightSomeoneKnow", "over keys", ("down",)),
    Visit("NewCode", "over keys"),
    Visit("GuessCost", "over keys", ("down",)),
    Visit("SearchPage", "search", (*"sea",)),
    Visit("BringInPage", "import", (*"a.csv",)),
    Visit("Safety", "today", ("f2", "4", "down")),
    Visit("SafetyWhole", "today", ("f2", "v")),
    Visit("SafetyEdit", "today", ("f2", "e", "a", *"one")),
    Visit("RecordForm", "today", ("f2", "4", "e", "e", *"x"), "RecordForm, a person"),
    Visit("Helplines", "today", ("f2", "o")),
    Visit("OwnLines", "today", ("f2", "o", "e", "down")),
    Visit("RecordForm", "today", ("f2", "o", "e", "e", *"x"), "RecordForm, a help line"),
    Visit("Help", "plan", ("question_mark",)),
    Visit("Protects", "plan", ("question_mark", "w", "pagedown")),
    Visit("Palette", "plan", ("ctrl+p", *"un")),
)


def program(visit: Visit, folder: Path) -> CompanionApp:
    """Return the program at the start of a visit; the vault is the made-up person's."""
    backend = MemoryBackend(folder=folder, exists=visit.start not in {"new", "copy"})
    write_sam(backend.store, NOW)
    if visit.screen == "CardShown":
        backend.card = CARD
    if visit.start == "copy":
        backend.beside = Rescue(newest=NOW.date())
    if visit.start == "held":
        return BeginsAt(backend, UnsavedWords("The disk is full, so this is not saved yet."))
    if visit.start == "flipped":
        return BeginsAt(backend, PutRight("One small fault keeps your vault from opening."))
    if visit.start == "working":
        return WorkingApp(backend)
    backend.store.packs.put(ADDED)
    if visit.screen == "AskDay":
        ahead = NOW + timedelta(days=365)
        backend.store.check_ins.put(
            CheckIn(day=ahead.date(), note="ahead", created_at=ahead, changed_at=ahead)
        )
    if visit.screen == "EarlierSheets":
        done_twice(backend)
    backend.files = {BESIDE: PASSPHRASE, COPY: ""}
    if visit.start == "older":
        backend.session.relation, backend.session.seen_at = "older", NOW
        return CompanionApp(backend, session=backend.session)
    if visit.start == "choices":
        backend.store.waiting = [two_versions(backend)]
    if visit.start == "alone":
        return CompanionApp(backend, hidden=True, alone=True)
    if visit.start in {"new", "locked", "copy"}:
        return CompanionApp(backend)
    place, _, at = visit.start.partition(" ")
    if place == "moment":
        at = A_MOMENT.id
        backend.store.moments.put(A_MOMENT)
    if place == "sheet":
        sheet = written(backend)
        keep_all(backend, sheet)
        at = sheet.id
    if place == "over":
        return OverApp(backend, at, OVER[visit.screen](backend))
    return OpenApp(backend, place, at)


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
