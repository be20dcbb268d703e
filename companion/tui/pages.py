"""The pages, one module each, on the frame in `page`. Made fresh each time, and imported when first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from companion.tui.base.page import Page


class _Place(NamedTuple):
    module: str
    page: str
    opens_at: bool = False
    """True for a page that can be opened at something in it."""


_PLACES = {
    "today": _Place("check_in.today", "Today", opens_at=True),
    "check-in": _Place("check_in.check_in", "CheckInPage", opens_at=True),
    "days": _Place("check_in.kept_days", "KeptDaysPage", opens_at=True),
    "moment": _Place("check_in.kept_days", "MomentPage", opens_at=True),
    "plan": _Place("plan", "PlanPage", opens_at=True),
    "talk": _Place("talks.talk", "TalkPage", opens_at=True),
    "learn": _Place("learn.courses", "LearnPage", opens_at=True),
    "share": _Place("share.share", "SharePage", opens_at=True),
    "exercise": _Place("learn.exercise", "ExercisePage", opens_at=True),
    "together": _Place("learn.together", "TogetherPage", opens_at=True),
    "keep": _Place("learn.keep", "KeepPage", opens_at=True),
    "sheet": _Place("learn.sheet", "SheetPage", opens_at=True),
    "learning-plan": _Place("learn.learning_plan", "LearningPlanPage", opens_at=True),
    "list": _Place("lists", "KeptListPage", opens_at=True),
    "settings": _Place("settings.settings", "SettingsPage", opens_at=True),
    "import": _Place("settings.daylio", "BringInPage"),
    "card": _Place("safety.lock_card", "MyCard"),
    "search": _Place("settings.search", "SearchPage"),
    "copies": _Place("backup.copies", "CopiesPage", opens_at=True),
    "choices": _Place("backup.conflicts", "ConflictsPage"),
    "keys": _Place("access.keys", "KeysPage"),
}


NEW = "+"
"""Where a page is opened to have a new line written there at once; ids of records are longer."""


def make_page(place: str, at: str = "") -> Page:
    """Return a new page for `place`, opened at `at`: a day, a section, a line. Raises LookupError."""
    found = _PLACES[place]
    page = getattr(import_module(f"companion.tui.{found.module}"), found.page)
    return cast("Page", page(at) if found.opens_at else page())
