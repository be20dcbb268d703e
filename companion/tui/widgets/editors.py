"""Where a person writes: one line, or a note. Both can undo, which the stock Input cannot.

A stock text area takes letters as key events but its other keys (backspace, arrows, undo) as bindings,
which go a longer way round: typed in one burst, ``a backspace b`` can come out as "a". Here each key is
done where it arrives, in the order it was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea

from companion.domain.text import clean_line, clean_text
from companion.tui.widgets.lines import leave
from companion.tui.widgets.sent import Sent
from companion.tui.widgets.text import Words, as_content

_UNDO_STEPS = 200


class OrderedTextArea(TextArea):
    """A text area that does every key of its own in the order it was typed, and never blinks."""

    def __init__(
        self, text: str, *, wrap: bool, placeholder: Words, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            text,
            soft_wrap=wrap,
            show_line_numbers=False,
            highlight_cursor_line=False,
            max_checkpoints=_UNDO_STEPS,
            placeholder=as_content(placeholder),
            id=id,
            classes=classes,
        )
        self.cursor_blink = False

    def render_lines(self, crop: Region) -> list[Strip]:
        if not self.is_attached:
            # Taken away, and the window not laid out anew yet: Textual would look for styles that went with it.
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    async def _on_key(self, event: events.Key) -> None:
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        result = self._replace_via_keyboard(self.cleaned(event.text), *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)

    def cleaned(self, pasted: str) -> str:
        """Return what is kept of text that was pasted."""
        return clean_text(pasted)

    def replace_all(self, text: str) -> None:
        """Put `text` in without posting `Changed`: nothing was typed. Undo cannot bring the old text back."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)

    @property
    def caret(self) -> tuple[int, int]:
        """Where the next letter goes: line and column, both from 0."""
        return self.cursor_location

    @caret.setter
    def caret(self, place: tuple[int, int]) -> None:
        line = max(0, min(place[0], self.document.line_count - 1))
        self.move_cursor((line, max(0, min(place[1], len(self.document.get_line(line))))))


class NoteEditor(OrderedTextArea):
    """Several lines, wrapped; Tab moves on. Posts the stock ``TextArea.Changed`` for typing only."""

    enter_does: ClassVar[str] = "New line"

    def __init__(
        self, text: str = "", *, placeholder: Words = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(clean_text(text), wrap=True, placeholder=placeholder, id=id, classes=classes)

    def load(self, text: str, caret: tuple[int, int] | None = None) -> None:
        """Show `text` and put the caret at (line, column), by default at its end."""
        self.replace_all(clean_text(text))
        self.caret = self.document.end if caret is None else caret


class LineEditor(OrderedTextArea):
    """One line. Enter posts `Submitted`, Esc `Cancelled`; a `problem` is told under the line.

    Esc goes on to the screen when `keeps_escape` is false.
    """

    @dataclass(eq=False)
    class Submitted(Sent["LineEditor"]):
        """Enter was pressed; `text` is on one line and trimmed, and may be empty."""

        text: str

    @dataclass(eq=False)
    class Cancelled(Sent["LineEditor"]):
        """Esc was pressed. What was typed is still in the line."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: Words = "",
        keeps_escape: bool = True,
        enter: str = "Go on",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`enter`: what Enter does, for the bar of keys."""
        super().__init__(clean_line(text), wrap=False, placeholder=placeholder, id=id, classes=classes)
        self._keeps_escape = keeps_escape
        self.enter_does = enter
        self._problem = ""

    def on_mount(self) -> None:
        self.caret = self.document.end

    @property
    def value(self) -> str:
        """What is typed, on one line and trimmed."""
        return clean_line(self.text)

    @value.setter
    def value(self, text: str) -> None:
        self.replace_all(clean_line(text))
        self.caret = self.document.end

    @property
    def problem(self) -> str:
        """The sentence shown on the lower edge, ours; empty when all is well."""
        return self._problem

    @problem.setter
    def problem(self, sentence: str) -> None:
        self._problem = sentence
        self.border_subtitle = as_content(f" {sentence} " if sentence else "")
        self.set_class(bool(sentence), "-problem")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            self.post_message(self.Submitted(self, self.value))
        elif event.key == "escape" and self._keeps_escape:
            self.post_message(self.Cancelled(self))
        elif event.key in ("up", "down"):
            leave(self, -1 if event.key == "up" else 1)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_text_area_changed(self) -> None:
        self.problem = ""

    def cleaned(self, pasted: str) -> str:
        return " ".join(clean_text(pasted).split("\n"))
