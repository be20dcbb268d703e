"""Search over the plan, points, notes, safety plan, people and what was written in exercises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from companion.domain.finding import bare_words, spans
from companion.domain.text import clean_line
from companion.services.search import Hit
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import WorkPage
from companion.tui.check_in.kept_days import open_day
from companion.tui.commands import key
from companion.tui.widgets.card import Panel
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import user_line
from companion.words import say_date

EMPTY = (
    "Type a word. It looks through your plan, what you want to say, your notes, your people "
    "and what you wrote in Learn."
)
NOTHING = "Nothing with these words. Part of a word works too."

_PAGES = {
    "sections": "plan",
    "lines": "plan",
    "points": "talk",
    "sheets": "sheet",
    "learning_lines": "learning-plan",
    "courses": "learning-plan",
}
"""Table -> the page that shows what was found, opened at its id. Notes, the safety plan and lists open otherwise."""

BEFORE = 40
"""Characters of a long note that are shown before the word that was looked for."""


class SearchPage(WorkPage):
    """A line to type in, and what was found below it; Enter opens the place."""

    CSS_PATH = "../styles/search.tcss"
    SCROLLS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        key("leave"),
        Binding("down", "to_results", "Results"),
        Binding("up", "to_line", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._hits: dict[str, Hit] = {}

    def body(self) -> Iterable[Widget]:
        yield Panel(
            "Search my words",
            LineEditor(placeholder="a word or two", keeps_escape=False, enter="To what was found"),
            id="search-line",
        )
        yield Panel("Found", PickList(empty=EMPTY), id="search-found")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(LineEditor).focus()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.reload()

    def reload(self) -> None:
        query = self.query_one(LineEditor).value
        hits = self.services.search.find(query)
        self._hits = {f"{n}": hit for n, hit in enumerate(hits)}
        found = self.query_one(PickList)
        found.empty = NOTHING if query else EMPTY
        found.set_rows([_row(id, hit, query) for id, hit in self._hits.items()])
        card = self.query_one("#search-found", Panel)
        card.hint = f"{len(hits)} place{'' if len(hits) == 1 else 's'}" if query else ""

    @on(LineEditor.Submitted)
    def action_to_results(self) -> None:
        if self._hits:
            self.query_one(PickList).focus()

    def action_to_line(self) -> None:
        self.query_one(LineEditor).focus()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        hit = self._hits[message.id]
        if hit.table in ("safety_lines", "contacts"):
            self.run_worker(self.companion.action_help_now(int(hit.parent)))
        elif hit.table in ("check_ins", "moments"):
            open_day(self, hit.id)
        elif kept := self.services.lists.of_table(hit.table):
            self.post_message(GoTo("list", f"{kept.name}/{hit.id}"))
        else:
            place = f"{hit.parent}/{hit.id}" if hit.table == "lines" else hit.id
            self.post_message(GoTo(_PAGES[hit.table], place))

    def action_leave(self) -> None:
        self.post_message(GoTo("today"))


def _row(id: str, hit: Hit, query: str) -> PickRow:
    words = bare_words(query)
    if hit.table == "lines":
        line, _, helps = hit.text.partition("\n")
        return PickRow(
            id=id, main=_marked(line, words), sub=_marked(helps, words), note=clean_line(hit.where)
        )
    return PickRow(
        id=id, main=_marked(_from_the_word(clean_line(hit.text), words), words), note=clean_line(_where(hit))
    )


def _where(hit: Hit) -> str:
    return f"{hit.where}, {say_date(hit.day)}" if hit.day else hit.where


def _marked(text: str, words: tuple[str, ...]) -> Content:
    """Return `text` on one line, with what was looked for marked where it stands."""
    line = clean_line(text)
    content = user_line(line)
    for start, end in spans(line, words):
        content = content.stylize("bold $c-accent", start, end)
    return content


def _from_the_word(text: str, words: tuple[str, ...]) -> str:
    """Return `text`, begun shortly before the first word that was looked for when that stands far in."""
    at = next((start for start, _ in spans(text, words)), -1)
    start = text.find(" ", at - BEFORE) if at > 2 * BEFORE else -1
    return text if start < 0 else f"…{text[start:]}"
