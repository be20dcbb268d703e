"""Share: what goes in at the left, exactly what they will see at the right; the right side is the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.summary import Summary
from companion.domain.wrapping import columns, wrap
from companion.errors import InvalidEntry, NothingThere
from companion.services.dates import read_day
from companion.services.services import Services
from companion.services.share.parts import Part, Selection
from companion.tui.base.dialog import AskLine
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import WorkPage
from companion.tui.commands import key
from companion.tui.share.save import SavePage
from companion.tui.widgets.card import Panel
from companion.tui.widgets.choice import RadioOption, RadioRow
from companion.tui.widgets.text import user_line, user_text
from companion.tui.widgets.tick_list import TickGroup, TickItem, TickList

PAGE_COLUMNS = 78
"""How wide the page is made."""

_LEAST = 10
"""Columns a line keeps, whatever stands before it."""

_START = re.compile(r" *(?:- |\d+\. )?")
"""What stands before the words of a line: where its next lines begin too."""


def narrowed(page: str, width: int) -> str:
    """Return `page` in lines of at most `width` columns; from `PAGE_COLUMNS` on, as it is.

    A line is taken to go on in the next one when the next one's first word had no room on it.
    """
    if width >= PAGE_COLUMNS:
        return page
    return "\n".join(piece for line in _whole_lines(page.split("\n")) for piece in _wrapped(line, width))


def _whole_lines(lines: list[str]) -> Iterator[str]:
    whole, last = lines[0], lines[0]
    for line in lines[1:]:
        if _goes_on(whole, last, line):
            whole = f"{whole} {line.lstrip()}"
        else:
            yield whole
            whole = line
        last = line
    yield whole


def _goes_on(whole: str, last: str, line: str) -> bool:
    words = line.split()
    indent = len(line) - len(line.lstrip())
    if not words or not last.strip() or indent != len(_start(whole)) or _start(line).strip():
        return False
    return columns(last) + 1 + columns(words[0]) > PAGE_COLUMNS


def _start(line: str) -> str:
    found = _START.match(line)
    return found.group() if found else ""


def _wrapped(line: str, width: int) -> Iterator[str]:
    start = _start(line)
    words = wrap(line[len(start) :], max(_LEAST, width - len(start))) or ("",)
    for n, piece in enumerate(words):
        yield (start if n == 0 else " " * len(start)) + piece


def drawn(page: str, summary: Summary, width: int) -> Content:
    """Return the page letter for letter in lines of at most `width` columns, its title and headings in bold."""
    bold = {
        summary.title,
        summary.page_two_title,
        *(block.full_heading for block in (*summary.page_one, *summary.page_two)),
    }
    words = user_text(narrowed(page, width))
    at = 0
    for line in words.plain.split("\n"):
        if line.strip() in bold:
            words = words.stylize("bold", at, at + len(line))
        at += len(line) + 1
    return words


class ShareWhole(WorkPage):
    """Reading only; Esc goes back to choosing."""

    TAB: ClassVar[str] = "share"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_body(1)", "Scroll", key_display="↑ ↓"),
        key("no more whole"),
    ]

    def __init__(self, page: str, summary: Summary) -> None:
        super().__init__()
        self._words, self._summary = page, summary

    def body(self) -> Iterable[Widget]:
        yield Static(id="whole-page")

    def on_mount(self) -> None:
        self.call_after_refresh(self._show)

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._show)

    def _show(self) -> None:
        page = self.query_one("#whole-page", Static)
        page.update(drawn(self._words, self._summary, page.size.width))

    def action_leave(self) -> None:
        self.dismiss()


AFTER_A_LOCK = "After a lock the ticks are as at first. Look at them once more."
AS_YOU_LEFT_IT = "The ticks are as you left them. a: as at first."
HOW_TO_CHANGE = "enter on one, in Plan or Learn, changes that."


class SharePage(WorkPage):
    """`at` is "" or an audience's id. Nothing leaves until ^E; what is chosen is known until a lock."""

    TAB: ClassVar[str] = "share"
    SCROLLS: ClassVar[bool] = False
    CSS_PATH = "../styles/share.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("tick", "nothing"),
        key("open"),
        Binding("ctrl+e", "save", "Save", priority=True),
        Binding("ctrl+t", "copy_page", "Copy"),
        key("whole"),
        key("since", show=False),
        key("as at first", show=False),
        key("back", show=False),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._audience = at
        self._selection: Selection | None = None
        self._part = ""
        self._page = ""
        self._summary: Summary | None = None

    def body(self) -> Iterable[Widget]:
        yield RadioRow([], label="For", id="audience")
        yield Horizontal(
            Panel(
                "What goes in",
                TickList(id="parts", empty="Nothing yet.", max_lines=3),
                Static("", id="stays-out", classes="muted"),
                id="parts-card",
                classes="-full",
            ),
            Panel(
                "Exactly what they will see",
                VerticalScroll(Static(id="preview"), id="preview-scroll"),
                id="preview-card",
                classes="-full",
            ),
            id="share-panes",
        )

    def on_mount(self) -> None:
        super().on_mount()
        audiences = self.services.sharing.audiences()
        self._audience = self._audience or audiences[0].id
        options = [RadioOption(id=a.id, label=a.label) for a in audiences]
        self.query_one(RadioRow).set_options(options)
        self.query_one(RadioRow).choose(self._audience)
        self._start_over()
        self.query_one("#parts").focus()

    def _start_over(self) -> None:
        sharing, nation = self.services.sharing, self.backend.config.nation
        self._selection = sharing.begun(self._audience, nation=nation, now=self.now())
        self._part = ""
        is_after_lock = self.companion.unlocking.take_lock()
        is_changed = sharing.is_changed(self._audience)
        self.say(AS_YOU_LEFT_IT if is_changed else AFTER_A_LOCK if is_after_lock else "")
        self.reload()

    def reload(self) -> None:
        if self._selection is None:
            return
        shown = self.services.sharing.shown(self._selection, now=self.now())
        part = next((p for p in shown if p.id == self._part), None)
        parts, card = self.query_one("#parts", TickList), self.query_one("#parts-card", Panel)
        if part is not None:
            card.title, card.hint = user_line(part.label), "esc back"
            parts.set_items(_line_groups(part))
        else:
            card.title = "What goes in"
            card.hint = f"{sum(p.ticked for p in shown)} of {len(shown)}" if shown else ""
            parts.set_items([_part_item(p) for p in shown])
        stays_out = self.services.sharing.stays_out(self._selection, now=self.now())
        self.query_one("#stays-out").display = bool(stays_out)
        self.query_one("#stays-out", Static).update(f"{stays_out} {HOW_TO_CHANGE}")
        self._show_page()

    def _show_page(self) -> None:
        if self._selection is None:
            return
        card = self.query_one("#preview-card", Panel)
        try:
            summary = self._summary = self.services.sharing.summary(self._selection, now=self.now())
            self._page = self.services.sharing.render(summary, "text", now=self.now()).decode()
            pages = "2 pages" if summary.page_two else "1 page"
            words = f", {summary.words_on_page_one} words"
            card.hint = pages if self.has_class("-std") else pages + words
        except NothingThere as error:
            self._page = ""
            card.hint = ""
            self.query_one("#preview", Static).update(user_text(str(error)))
            return
        self._show_preview()

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._show_page)

    def _show_preview(self) -> None:
        room = self.query_one("#preview-scroll").scrollable_content_region.width
        if room and self._summary:  # before the first layout nobody knows; the first size comes as a resize
            self.query_one("#preview", Static).update(drawn(self._page, self._summary, room))

    @on(RadioRow.Chosen, "#audience")
    def _audience_chosen(self, message: RadioRow.Chosen) -> None:
        self._audience = message.id
        self._start_over()

    @on(TickList.Toggled, "#parts")
    def _toggled(self, message: TickList.Toggled) -> None:
        if self._selection is None:
            return
        said = ""
        if self._part:
            self._choose(self._selection.with_line(message.id, message.on))
        elif message.on and not self._selection.can_take(message.id):
            why = self.services.sharing.by_line_words(self._selection)
            said = f"{why} Press o to open it, and tick what you want."
        else:
            self._choose(self._selection.with_part(message.id, message.on))
        self.say(said)
        self.reload()

    def _choose(self, selection: Selection) -> None:
        self._selection = self.services.sharing.choose(selection, now=self.now())

    def action_as_at_first(self) -> None:
        sharing, nation = self.services.sharing, self.backend.config.nation
        changed = sharing.is_changed(self._audience)
        self._selection = sharing.start_over(self._audience, nation=nation, now=self.now())
        self.say("The ticks are as at first again." if changed else "The ticks are as at first.")
        self.reload()

    def action_open_part(self) -> None:
        if not self._part and (id := self.query_one("#parts", TickList).highlighted):
            self._part = id
            self.reload()
            self.query_one("#parts", TickList).cursor = 0

    def action_since(self) -> None:
        def answered(text: str | None) -> None:
            if not text or self._selection is None:
                return
            try:
                first = read_day(text, now=self.now())
                self._selection = self.services.sharing.begin_on(self._selection, first, now=self.now())
            except InvalidEntry as error:
                self.show_problem(error)
            else:
                self.say("")
                self.reload()

        self.app.push_screen(
            AskLine("From which day on?", placeholder="1 October, last Monday, ...", writes=False),
            answered,
        )

    def action_whole(self) -> None:
        if self._page and self._summary:
            self.app.push_screen(ShareWhole(self._page, self._summary))

    def action_copy_page(self) -> None:
        if self._page:
            self.app.copy_to_clipboard(self._page)
            self.say("Copied as text, if your terminal allows it. Other programs can read what is copied.")

    def action_save(self) -> None:
        selection = self._selection
        if selection is None or not self._page:
            self.show_problem(NothingThere("There is nothing on the page yet. Tick something first."))
            return
        sharing, now = self.services.sharing, self.now()
        places = {
            f.id: str(sharing.default_path(self.backend.documents, f.id, now)) for f in sharing.formats()
        }

        def write(services: Services, format_id: str, path: Path, force: bool) -> Path:
            data = services.sharing.render(selection, format_id, now=now)
            return services.sharing.save(path, data, force=force)

        self.app.push_screen(SavePage(sharing.formats(), places, write), self._written)

    def _written(self, path: Path | None) -> None:
        if path is not None:
            self.say(user_line(f"Saved: {path}  This file is not locked."))

    def action_nothing(self) -> None:
        """Shown for its hint; the list does it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return isinstance(self.focused, TickList) if action == "nothing" else True

    def action_leave(self) -> None:
        if self._part:
            part, self._part = self._part, ""
            self.reload()
            self.query_one("#parts", TickList).highlight(part)
        else:
            self.post_message(GoTo("today"))


def _line_groups(part: Part) -> list[TickGroup]:
    return [
        TickGroup(
            heading=user_line(heading),
            items=[
                TickItem(id=line.id, text=user_text(line.text), on=line.ticked, hint=user_line(line.note))
                for line in lines
            ],
        )
        for heading, lines in groupby(part.lines, key=lambda line: line.heading)
    ]


def _part_item(part: Part) -> TickItem:
    on = sum(line.ticked for line in part.lines)
    hint = "" if on == len(part.lines) or not part.ticked else f"{on} of {len(part.lines)}"
    return TickItem(id=part.id, text=user_line(part.label), on=part.ticked, hint=hint)
