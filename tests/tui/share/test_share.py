"""Share on screen: the right side is the file."""

from datetime import date
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.widget import Widget

from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.domain.text import clean_text
from companion.errors import NotWritten
from companion.tui.app import CompanionApp
from companion.tui.base.locked_screen import StatusText
from companion.tui.share.save import SavePage
from companion.tui.share.share import narrowed
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.tick_list import TickList
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import at_once
from tests.made_up_pack import PACK
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle, shown
from tests.tui.widgets.gallery import drawn_rows, squeezed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pages are offered to be saved."""
    made = tmp_path / "documents"
    made.mkdir()
    return made


def filled(folder: Path) -> MemoryBackend:
    backend = MemoryBackend(folder=folder)
    s = backend.services
    s.settings.change(name="Sam", now=NOW)
    s.talks.plan_talk(with_whom="Priya", day=date(2026, 11, 26), new_id=backend.new_id(), now=NOW)
    for text in ("The new tablets make mornings foggy", "The letter frightened me"):
        s.talks.add_point(PointKind.SAY, text, new_id=backend.new_id(), now=NOW)
    s.plan.add_line("early", "Up past 2am", audience=Visibility.TEAM, new_id=backend.new_id(), now=NOW)
    s.plan.add_line("early", "A private sign", audience=Visibility.ME, new_id=backend.new_id(), now=NOW)
    return backend


def bold_lines(app: OpenApp) -> list[str]:
    """Return the lines of the preview that are bold."""
    content = app.screen.query_one("#preview").visual  # type: ignore[attr-defined]
    return [content.plain[span.start : span.end] for span in content.spans if span.style == "bold"]


async def test_the_preview_is_the_file_letter_for_letter(folder: Path) -> None:
    backend = filled(folder)
    app = OpenApp(backend, "share")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "Exactly what they will see" in shown(app)
        assert "A private sign" not in flat(app)
        assert "1 thing marked only me stays out. enter on one" in flat(app)
        await press(pilot, "ctrl+e")
        assert "This file is not locked. Anyone who has it can read it." in flat(app)
        await press(pilot, "tab", "enter", "enter")
        written = folder / "my-page-2026-11-22.txt"
        assert str(written) in flat(app)
        text = written.read_text("utf-8")
        preview = str(app.screen.query_one("#preview").visual)  # type: ignore[attr-defined]
        assert preview == text
        assert bold_lines(app) == [
            "A summary from Sam",
            "What I want to say",
            "Signs I notice, and what helps",
        ]
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            assert line in flat(app)


async def test_enter_alone_saves_it_and_esc_does_not(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e", "tab", "escape", "ctrl+e", "enter", "left", "enter")
        assert list(folder.iterdir()) == []
        await press(pilot, "escape", "ctrl+e", "enter", "enter", "enter")
        assert [path.name for path in folder.iterdir()] == ["my-page-2026-11-22.txt"]
        assert "Saved" in flat(app)


async def test_a_file_that_is_there_is_not_replaced_unasked(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e", "tab", "ctrl+a", "ctrl+k", *str(folder / "mine.txt"), "enter", "enter")
        assert "There is a file called mine.txt already." in flat(app)
        await press(pilot, "enter")
        assert (folder / "mine.txt").read_text() == "mine"


async def test_parts_and_lines_are_chosen(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "The letter frightened me" in flat(app)
        await press(pilot, "down", "o", "down", "space")
        assert "2. The letter frightened me" not in flat(app)
        assert "[ ] The letter frightened" in flat(app)
        await press(pilot, "escape", "space")
        assert "The new tablets" not in flat(app)


async def test_for_myself_everything_is_on(folder: Path) -> None:
    app = OpenApp(filled(folder), "share", "me")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "A private sign" in flat(app)


def learned(folder: Path) -> MemoryBackend:
    """Return someone with a line in the learning plan and an exercise begun."""
    backend = filled(folder)
    s = backend.services
    s.learning.add_line(LearningPart.HOW, "The course on Tuesdays", new_id=backend.new_id(), now=NOW)
    s.packs.add(PACK, now=NOW)
    sheet = s.sheets.begin(PACK.id, "before-a-talk", new_id=backend.new_id(), now=NOW)
    s.sheets.answer(sheet.id, "mind", text="The letter", now=NOW)
    s.safety.add_line(SafetyStep.ALONE, "Sit on the back step", new_id=backend.new_id(), now=NOW)
    s.safety.add_line(SafetyStep.ALONE, "Ring nobody yet", new_id=backend.new_id(), now=NOW)
    return backend


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_for_a_tutor_other_parts_are_ticked_line_by_line(size: tuple[int, int], folder: Path) -> None:
    app = OpenApp(learned(folder), "share")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        app.screen.query_one("#audience").focus()
        await press(pilot, "right")
        assert "○ Care coordinator ● Tutor ○ Just me" in flat(app)
        page = app.screen.query_one("#preview")
        assert "The course on Tuesdays" in drawn_whole(page) and "foggy" not in drawn_whole(page)
        parts = app.screen.query_one("#parts", TickList)
        parts.focus()
        parts.highlight("safety")
        await press(pilot, "space")
        assert "To a tutor this goes line by line. Press o to open it, and tick what you want." in flat(app)
        assert "safety" not in parts.on_ids
        assert "back step" not in drawn_whole(page)
        await press(pilot, "o", "space")
        assert "line by line" not in flat(app)
        assert "back step" in drawn_whole(page) and "Ring nobody" not in drawn_whole(page)
        await press(pilot, "escape")
        assert "safety" in parts.on_ids
        await press(pilot, "space")
        assert "back step" not in drawn_whole(page)


async def test_answers_are_listed_under_their_exercise(folder: Path) -> None:
    app = OpenApp(learned(folder), "share", "tutor")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        app.screen.query_one("#parts", TickList).highlight("answers")
        await press(pilot, "o")
        drawn = " ".join(drawn_rows(app.screen.query_one("#parts", TickList)).split())
        assert "From the exercise “Before a talk”, started 22 November 2026" in drawn
        assert "[ ] What is on your mind? The letter" in drawn
        await press(pilot, "space")
        assert "- What is on your mind? The letter" in shown(app)


def drawn_whole(widget: Widget) -> str:
    """Return everything a widget draws, also what is scrolled out of sight."""
    strips = widget.render_lines(Region(0, 0, widget.size.width, widget.size.height))
    return "\n".join(strip.text for strip in strips)


@at_once
async def test_all_of_hostile_words_is_shown_as_it_is(words: str, folder: Path) -> None:
    """In the list of lines, in the page beside it and in the page with the whole window for it."""
    backend, wanted = filled(folder), squeezed(clean_text(words))
    if wanted:
        backend.services.settings.change(reach_me=words, now=NOW)
        backend.services.talks.add_point(PointKind.ASK, words, new_id=backend.new_id(), now=NOW)
    backend.services.settings.change(name=words, now=NOW)
    app = OpenApp(backend, "share", "me")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        parts = app.screen.query_one("#parts", TickList)
        if wanted:
            for part in ("who", "ask"):
                parts.highlight(part)
                await press(pilot, "o", "end")
                assert wanted in squeezed(drawn_rows(parts))
                await press(pilot, "escape")
        assert "What goes in" in shown(app)
        assert squeezed(drawn_whole(app.screen.query_one("#preview"))).count(wanted) >= 2
        await press(pilot, "v")
        assert squeezed(drawn_whole(app.screen.query_one("#whole-page"))).count(wanted) >= 2


@pytest.mark.parametrize("width", [60, 80, 140])
async def test_the_first_page_that_is_drawn_has_the_width_of_its_pane(
    width: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms: list[int] = []

    def noted(page: str, room: int) -> str:
        rooms.append(room)
        return narrowed(page, room)

    monkeypatch.setattr("companion.tui.share.share.narrowed", noted)
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(width, 20)) as pilot:
        await settle(pilot)
        pane = app.screen.query_one("#preview-scroll").scrollable_content_region.width
        assert rooms
        assert set(rooms) == {pane}


async def test_a_save_that_fails_keeps_the_dialog_with_the_path_and_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes, *, own: object, force: bool = False) -> Path:
        raise NotWritten(f"The page could not be written to {path} (No space left on device).")

    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e")
        typed = folder / "gone" / "mine.txt"
        path = app.screen.query_one("#path", LineEditor)
        path.value = str(typed)
        await press(pilot, "tab", "enter", "enter")
        assert isinstance(app.screen, SavePage)
        told = app.screen.query_one(StatusText)
        assert squeezed(f"There is no folder {typed.parent}.") in squeezed(drawn_whole(told))
        assert path.value == str(typed)
        path.value = str(folder / "mine.txt")
        with monkeypatch.context() as disk:
            disk.setattr("companion.services.share.sharing.write_page", full)
            await press(pilot, "enter")
            assert isinstance(app.screen, SavePage)
            assert "No space left on device" in " ".join(drawn_whole(told).split())
        await press(pilot, "enter")
        assert not isinstance(app.screen, SavePage)
        assert "Saved:" in flat(app)
        assert (folder / "mine.txt").exists()


async def test_a_folder_is_taken_with_the_name_that_was_offered(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e")
        app.screen.query_one("#path", LineEditor).value = f"'{folder}'"
        await press(pilot, "tab", "tab", "right", "enter")
        assert [path.name for path in folder.iterdir()] == ["my-page-2026-11-22.txt"]


async def test_the_bar_under_the_save_dialog_names_the_dialogs_keys(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e")
        bar = shown(app).splitlines()[-1]
        assert "esc Close" in bar
        assert "^L Hide" in bar
        assert "Save file" not in bar
        assert "Tick" not in bar


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_it_works_at_other_sizes(size: tuple[int, int], folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "What goes in" in shown(app)
        await press(pilot, "v")
        assert "A summary from Sam" in flat(app)


async def test_the_bar_says_tick_where_space_ticks(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "space/enter Tick" in shown(app).splitlines()[-1]
        await press(pilot, "tab")
        assert "space Tick" not in shown(app).splitlines()[-1]


async def test_what_was_taken_out_is_still_out_after_looking_at_another_page(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "tablets make" in flat(app)
        app.screen.query_one("#parts", TickList).highlight("say")
        await press(pilot, "space")
        assert "tablets make" not in flat(app)
        await press(pilot, "escape", "h")
        assert "tablets make" not in flat(app)
        assert "The ticks are as you left them." in flat(app)
        await press(pilot, "a")
        assert "tablets make" in flat(app)
        await press(pilot, "escape", "h")
        assert "as you left them" not in flat(app)


async def test_after_a_lock_it_is_said_that_the_ticks_are_as_at_first(folder: Path) -> None:
    app = CompanionApp(filled(folder), hidden=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *PASSPHRASE, "enter")
        await press(pilot, "h")
        assert "After a lock the ticks are as at first." in flat(app)
        await press(pilot, "escape", "h")
        assert "After a lock" not in flat(app)
