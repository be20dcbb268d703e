"""The hardware cursor follows the focus."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import Static

from companion.tui.base.cursor import cursor_place, follow_focus, show_hardware_cursor
from companion.tui.widgets.scales import Scales
from tests.tui.widgets.galleries import CheckInGallery
from tests.tui.widgets.gallery import Bench, Frame, drawn


async def test_it_stands_on_the_row_that_has_the_keys() -> None:
    app = Frame(CheckInGallery())
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("down")
        follow_focus(app)
        place = app.cursor_position
        assert drawn(app)[place.y][place.x :].startswith("▸ Worry")
        await pilot.press("tab")
        follow_focus(app)
        place = app.cursor_position
        assert drawn(app)[place.y][place.x :].startswith("▸ [✓] Took my medication")


async def test_nothing_in_focus_and_nothing_to_point_at() -> None:
    app = Frame(Bench(Static("x"), Scales()))
    async with app.run_test(notifications=True) as pilot:
        app.screen.set_focus(None)
        follow_focus(app)
        assert app.cursor_position == Offset(0, 0)
        scales = app.screen.query_one(Scales)
        scales.focus()
        await pilot.pause()
        assert cursor_place(scales) == scales.content_region.offset


class _Broken:
    def write(self, data: str) -> None:
        raise OSError


class _Recorder:
    def __init__(self) -> None:
        self.written = ""

    def write(self, data: str) -> None:
        self.written += data

    def flush(self) -> None:
        self.written += "|"


class _Shown(Frame):
    """An app that says it has a real terminal."""

    is_headless = False


def test_it_is_shown_and_a_driver_that_changed_is_no_crash() -> None:
    app = _Shown(Bench())
    recorder = _Recorder()
    app._driver = recorder  # type: ignore[assignment]
    show_hardware_cursor(app)
    assert recorder.written == "\x1b[?25h|"
    for driver in (None, _Broken(), object()):
        app._driver = driver  # type: ignore[assignment]
        show_hardware_cursor(app)
    follow_focus(app)
