"""Where a person writes: nothing is lost, nothing overtakes, nothing leaks."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from companion.domain.text import clean_line, clean_text
from companion.tui.base.cursor import cursor_place
from companion.tui.widgets.editors import LineEditor, NoteEditor
from companion.tui.widgets.secret_input import SecretInput
from tests.hostile import HOSTILE, HOSTILE_IDS, LONG_NOTE
from tests.tui.widgets.gallery import Bench, Frame, drawn, squeezed

BURST = [*"abx", "backspace", *"c", "left", *"-", "end", "ctrl+w", *"n w", "home", *"I "]


def burst(app: Frame, keys: list[str]) -> None:
    """Give the app all `keys` before it can look at the first, as a paste or a fast hand does."""
    for key in keys:
        name = {" ": "space", "-": "minus"}.get(key, key)
        app.post_message(events.Key(name, key if len(key) == 1 else None))


@pytest.mark.parametrize("kind", ["line", "note"])
async def test_a_burst_is_done_in_the_order_typed(kind: str) -> None:
    editor = LineEditor() if kind == "line" else NoteEditor()
    app = Frame(Bench(editor))
    async with app.run_test(notifications=True) as pilot:
        editor.focus()
        await pilot.pause()
        burst(app, BURST)
        await pilot.pause()
        await pilot.pause()
        assert editor.text == "I ab-n w"


async def test_enter_in_a_burst_comes_after_the_letters_before_it() -> None:
    told: list[Message] = []
    line = LineEditor()
    app = Frame(Bench(line))
    async with app.run_test(notifications=True, message_hook=told.append) as pilot:
        line.focus()
        await pilot.pause()
        burst(app, [*"ring Dee", "enter", *"!"])
        await pilot.pause()
        await pilot.pause()
        assert line.text == "ring Dee!"
    assert {m.text for m in told if isinstance(m, LineEditor.Submitted)} == {"ring Dee"}


async def test_undo_brings_back_what_was_cleared() -> None:
    line = LineEditor("one true thing")
    app = Frame(Bench(line))
    async with app.run_test(notifications=True) as pilot:
        line.focus()
        await pilot.press("ctrl+u")
        assert line.text == ""
        await pilot.press("ctrl+z")
        assert line.value == "one true thing"
        await pilot.press("ctrl+y")
        assert line.text == ""


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
async def test_pasted_words_are_kept_and_drawn(words: str) -> None:
    line, note = LineEditor(id="line"), NoteEditor()
    app = Frame(Bench(line, note))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for editor in (line, note):
            editor.focus()
            app.post_message(events.Paste(words))
            await pilot.pause()
            await pilot.pause()
        assert line.value == clean_line(words)
        assert note.text == clean_text(words)
        assert line.document.line_count == 1
        first = squeezed(clean_line(words))[:20]
        await pilot.press("ctrl+home") if len(words) > 400 else None
        note.load(clean_line(words)[:60], (0, 0))
        await pilot.pause()
        assert first in squeezed("".join(drawn(app)))


async def test_a_long_note_is_edited_at_its_end() -> None:
    note = NoteEditor()
    app = Frame(Bench(note))
    async with app.run_test(notifications=True) as pilot:
        note.load(LONG_NOTE)
        note.focus()
        await pilot.press("x", "ctrl+z")
        assert note.text == LONG_NOTE
        assert note.caret == (0, len(LONG_NOTE))


async def test_loading_is_not_typing() -> None:
    told: list[Message] = []
    line, note = LineEditor(id="line"), NoteEditor()
    app = Frame(Bench(line, note))
    async with app.run_test(notifications=True, message_hook=told.append) as pilot:
        note.load("two\nlines", (1, 2))
        line.value = "loaded\nline"
        await pilot.pause()
        assert note.caret == (1, 2)
        assert line.value == "loaded line"
        assert not [m for m in told if isinstance(m, TextArea.Changed)]
        note.focus()
        await pilot.press("x")
        await pilot.pause()
        assert note.text == "two\nlixnes"
        assert [m for m in told if isinstance(m, TextArea.Changed)]
        note.caret = (99, 99)
        assert note.caret == (1, 6)


async def test_tab_moves_on_from_a_note_and_letters_stay_in_it() -> None:
    note, line = NoteEditor(), LineEditor(id="line")
    app = Frame(Bench(note, line))
    async with app.run_test(notifications=True) as pilot:
        note.focus()
        await pilot.press("t", "s", "question_mark", "tab")
        assert note.text == "ts?"
        assert app.focused is line
        await pilot.press("up")
        assert app.screen.focused is note


@pytest.mark.parametrize("keeps", [True, False])
async def test_escape_belongs_to_the_line_or_to_the_screen(keeps: bool) -> None:
    told: list[Message] = []
    line = LineEditor("kept", keeps_escape=keeps)
    app = Frame(Bench(line))
    async with app.run_test(notifications=True, message_hook=told.append) as pilot:
        line.focus()
        await pilot.press("escape")
        await pilot.pause()
        assert line.value == "kept"
    assert bool([m for m in told if isinstance(m, LineEditor.Cancelled)]) is keeps


async def test_a_problem_is_told_on_the_line_and_goes_when_typing() -> None:
    line = LineEditor(placeholder="a walk, the kettle")
    app = Frame(Bench(line))
    async with app.run_test(notifications=True) as pilot:
        line.problem = "Choose a number [0] to 10."
        line.focus()
        await pilot.pause()
        assert "Choose a number [0] to 10." in "\n".join(drawn(app))
        assert "a walk, the kettle" in "\n".join(drawn(app))
        await pilot.press("5")
        await pilot.pause()
        assert "Choose a number" not in "\n".join(drawn(app))


async def test_the_hardware_cursor_is_on_the_caret() -> None:
    note = NoteEditor()
    app = Frame(Bench(note))
    async with app.run_test(notifications=True) as pilot:
        note.load("here we are", (0, 5))
        note.focus()
        await pilot.pause()
        place = cursor_place(note)
        assert drawn(app)[place.y][place.x :].startswith("we are")


async def test_a_secret_stays_where_it_is() -> None:
    told: list[Message] = []
    secret = SecretInput(placeholder="type it, then Enter")
    app = Frame(Bench(secret))
    async with app.run_test(notifications=True, message_hook=told.append) as pilot:
        secret.focus()
        await pilot.press(*"canary")
        await pilot.press("ctrl+shift+a", "ctrl+c", "ctrl+x")
        await pilot.pause()
        assert "canary" not in app.clipboard
        assert "canary" not in "\n".join(drawn(app))
        assert "canary" not in repr(secret)
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "canary" in "\n".join(drawn(app))
        await pilot.press("ctrl+r", "enter")
        await pilot.pause()
        assert secret.take() == "canary"
        assert secret.value == "" and secret.password
    assert [m for m in told if isinstance(m, SecretInput.Entered)]
    assert not [m for m in told if isinstance(m, Input.Submitted)]


async def test_a_secret_typed_in_a_burst_is_what_was_typed() -> None:
    secret = SecretInput()
    app = Frame(Bench(secret))
    async with app.run_test(notifications=True) as pilot:
        secret.focus()
        await pilot.pause()
        burst(app, [*"abx", "backspace", *"cd", "left", "left", *"-"])
        await pilot.pause()
        await pilot.pause()
        assert secret.take() == "ab-cd"


@pytest.mark.parametrize("kind", [LineEditor, NoteEditor, SecretInput])
async def test_one_that_was_taken_away_can_still_be_drawn(kind: type[Widget]) -> None:
    """A window may be drawn once more between the taking away and the laying out."""
    editor = kind()
    app = Frame(Bench(editor))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await editor.remove()
        assert len(editor.render_lines(Region(0, 0, 5, 2))) == 2


WORDS = "I go and stand in the garden until the kettle has boiled and then I ring my sister in Leeds. "


@pytest.mark.parametrize("kind", [LineEditor, NoteEditor])
@pytest.mark.parametrize("how", ["typed", "pasted", "shown"])
async def test_a_box_grows_with_its_words_until_four_lines_are_seen(
    kind: type[LineEditor | NoteEditor], how: str
) -> None:
    words = (WORDS * 3).strip()
    box = kind(words if how == "shown" else "")
    app = Frame(Bench(box))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        box.focus()
        await pilot.pause()
        if how == "pasted":
            app.post_message(events.Paste(words))
        elif how == "typed":
            burst(app, [*words])
        await pilot.pause()
        await pilot.pause()
        lines = box.wrapped_document.height
        assert lines >= 4
        assert box.content_size.height >= 4
        shown = squeezed("".join(drawn(app)).replace("│", " "))
        assert squeezed(words) in shown


async def test_a_box_for_one_line_is_three_rows_high_again_when_it_is_emptied() -> None:
    line = LineEditor(WORDS * 3)
    app = Frame(Bench(line))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        line.focus()
        await pilot.pause()
        assert line.size.height > 1
        await pilot.press("ctrl+u")
        await pilot.pause()
        assert (line.text, line.outer_size.height) == ("", 3)


async def test_a_long_line_never_takes_the_room_of_a_small_window() -> None:
    line = LineEditor(WORDS * 9)
    app = Frame(Bench(line))
    async with app.run_test(size=(40, 12), notifications=True) as pilot:
        line.focus()
        await pilot.pause()
        assert line.outer_size.height == 3
        assert line.scroll_offset.y == line.wrapped_document.height - 1


async def test_up_and_down_go_through_a_long_line_and_then_leave_it() -> None:
    first, line, last = LineEditor(id="first"), LineEditor(WORDS * 2, id="long"), LineEditor(id="last")
    app = Frame(Bench(first, line, last))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        line.focus()
        await pilot.pause()
        seen = []
        for key in ("up", "up", "up"):
            await pilot.press(key)
            seen.append(app.screen.focused)
        assert seen == [line, line, first]
        line.focus()
        for _ in range(3):
            await pilot.press("down")
        assert app.screen.focused is last


@pytest.mark.parametrize(("key", "left"), [("ctrl+u", ""), ("ctrl+k", "I"), ("end", "I…x"), ("home", "xI…")])
async def test_keys_for_a_line_mean_the_whole_of_it(key: str, left: str) -> None:
    words = (WORDS * 3).strip()
    line = LineEditor(words)
    app = Frame(Bench(line))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        line.focus()
        if key in ("ctrl+k", "end"):
            line.caret = (0, 1)
        await pilot.pause()
        await pilot.press(key, *(["x"] if key in ("end", "home") else []))
        assert line.text == left.replace("I…", words)
