"""The pages, one module each, on the frame in `page`. Made fresh each time, and imported when first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companion.tui.screens.page import Page


def make_page(place: str, at: str = "") -> Page:
    """Return a new page for `place`, opened at `at`: a day, a section, a line. Raises LookupError."""
    if place == "today":
        from companion.tui.screens.today import Today

        return Today(at)
    if place == "check-in":
        from companion.tui.screens.check_in import CheckInPage

        return CheckInPage(at)
    if place == "plan":
        from companion.tui.screens.plan import PlanPage

        return PlanPage(at)
    if place == "talk":
        from companion.tui.screens.talk import TalkPage

        return TalkPage(at)
    if place == "share":
        from companion.tui.screens.share import SharePage

        return SharePage(at)
    if place == "settings":
        from companion.tui.screens.settings import SettingsPage

        return SettingsPage()
    if place == "import":
        from companion.tui.screens.bring_in import BringInPage

        return BringInPage()
    if place == "card":
        from companion.tui.screens.card import MyCard

        return MyCard()
    if place == "search":
        from companion.tui.screens.search import SearchPage

        return SearchPage()
    if place == "copies":
        from companion.tui.screens.copies import CopiesPage

        return CopiesPage(at)
    if place == "choices":
        from companion.tui.screens.clash import ClashPage

        return ClashPage()
    if place == "keys":
        from companion.tui.screens.keys import KeysPage

        return KeysPage()
    raise LookupError(place)
