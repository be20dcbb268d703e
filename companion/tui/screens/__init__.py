"""The pages, one module each, on the frame in `page`. Made fresh each time, and imported when first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from companion.tui.screens.page import Page


class _Place(NamedTuple):
    module: str
    page: str
    opens_at: bool = False
    """True for a page that can be opened at something in it."""


_PLACES = {
    "today": _Place("screens.today", "Today", opens_at=True),
    "check-in": _Place("screens.check_in", "CheckInPage", opens_at=True),
    "plan": _Place("screens.plan", "PlanPage", opens_at=True),
    "talk": _Place("screens.talk", "TalkPage", opens_at=True),
    "learn": _Place("screens.learn", "LearnPage", opens_at=True),
    "share": _Place("screens.share", "SharePage", opens_at=True),
    "exercise": _Place("screens.exercise", "ExercisePage", opens_at=True),
    "together": _Place("screens.together", "TogetherPage", opens_at=True),
    "keep": _Place("screens.keep", "KeepPage", opens_at=True),
    "sheet": _Place("screens.sheet", "SheetPage", opens_at=True),
    "learning-plan": _Place("screens.learning_plan", "LearningPlanPage", opens_at=True),
    "settings": _Place("screens.settings", "SettingsPage"),
    "import": _Place("screens.bring_in", "BringInPage"),
    "card": _Place("screens.card", "MyCard"),
    "search": _Place("screens.search", "SearchPage"),
    "copies": _Place("screens.copies", "CopiesPage", opens_at=True),
    "choices": _Place("screens.clash", "ClashPage"),
    "keys": _Place("screens.keys", "KeysPage"),
}


def make_page(place: str, at: str = "") -> Page:
    """Return a new page for `place`, opened at `at`: a day, a section, a line. Raises LookupError."""
    found = _PLACES[place]
    page = getattr(import_module(f"companion.tui.{found.module}"), found.page)
    return cast("Page", page(at) if found.opens_at else page())
