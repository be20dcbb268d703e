"""What the list of a sheet shows: answers, what was kept from them, scores, and the other times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, Score, Sheet
from companion.errors import NothingThere
from companion.services.learn import answers
from companion.services.learn.answers import score_words
from companion.services.learn.keeping import KeptLine
from companion.services.wording import VISIBILITY
from companion.tui.base.messages import GoTo
from companion.tui.commands import key
from companion.tui.learn.courses import long_day
from companion.tui.learn.wording import PRIVATE
from companion.tui.plan import ARCHIVE, BACK
from companion.tui.widgets.lines import widest
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import Words, content_of, styled, user_line, user_text
from companion.words import say_number

if TYPE_CHECKING:
    from companion.services.services import Services


BLANK = "Nothing is written here now."


def day_of(sheet: Sheet, now: datetime) -> str:
    """Return "done 3 November" or "started 3 November", with the year where it is not this one."""
    if sheet.done_at is not None:
        return f"done {long_day(sheet.done_at, now)}"
    return f"started {long_day(sheet.created_at, now)}"


def answer_words(answer: Answer) -> Content:
    """Return what was answered, or that nothing stands there now."""
    if answer.is_blank:
        return styled(BLANK, "$c-muted")
    return user_text(answers.format_answer(answer))


SheetHeading: TypeAlias = tuple[Content, ...]
"""Lines above a row, as wide as the list; none for a gap."""

SCORES, SHEET = "scores", "sheet"
"""The id of the row of the sheet that is read; what stands, with a space after it, before that of another."""

THIS, WHOLE = "This time", "In all"
NO_SCORE = "-"
TOO_FEW = "- means that too few questions were answered for a score."
ANSWERED = "Beside each score: how many of its questions were answered."
LEFT_OUT = "Those left out count as the average of the rest."
_APART = 3
"""Cells between two columns."""
_MARK = 2
"""Cells before a row, that a heading does not have."""


def headed(words: str) -> SheetHeading:
    """Return a heading of a few words, ours."""
    return (styled(words, "bold $c-accent"),)


def score_rows(sheets: Sequence[Sheet], now: datetime, width: int) -> tuple[SheetHeading, list[PickRow]]:
    """Return what stands above the scores, and a row for each time, the sheet that is read first.

    `width`: the cells a row has. What a score is not stands with the first.
    """
    days = [user_line(THIS), *(user_line(day_of(sheet, now).removeprefix("done ")) for sheet in sheets[1:])]
    table = _Table(sheets, widest(days))
    if not table.fits(width):
        said = [user_text("\n".join(map(score_words, sheet.scores))) for sheet in sheets]
        said[0] = content_of(said[0], "\n", _not_words(sheets[0]))
        return headed("Scores"), _rows(sheets, days, said)
    lines = [table.line(day, table.cells(sheet)) for day, sheet in zip(days, sheets, strict=True)]
    under = [_not_words(sheets[0], table=table), *(Content("") for _ in sheets[1:])]
    return table.heading(), _rows(sheets, lines, under)


class _Table:
    """A column of figures for each score any of `sheets` has, and a column of days, `day_width` wide."""

    def __init__(self, sheets: Sequence[Sheet], day_width: int) -> None:
        scores = [score for sheet in sheets for score in sheet.scores]
        self._names = list(dict.fromkeys(score.name for score in scores))
        ranges = {name: {_range(score) for score in scores if score.name == name} for name in self._names}
        self._means_the_same = all(len(each) == 1 for each in ranges.values())
        self._heads = [user_line(name or WHOLE) for name in self._names]
        self._ranges = [user_line(", ".join(sorted(ranges[name]))) for name in self._names]
        cells = [[_cell(score) for score in scores if score.name == name] for name in self._names]
        self._widths = [
            widest([head, ends, *column])
            for head, ends, column in zip(self._heads, self._ranges, cells, strict=True)
        ]
        self._day_width = day_width
        self.has_gap = any(score.value is None for score in scores)
        self.has_left_out = any(s.value is not None and s.answered < s.items for s in scores)

    def fits(self, width: int) -> bool:
        """True when there is room for it, and each column means the same all the way down."""
        return (
            self._means_the_same and self._day_width + sum(self._widths) + _APART * len(self._widths) <= width
        )

    def cells(self, sheet: Sheet) -> list[Content]:
        """Return the figures of a sheet, column by column."""
        scores = {score.name: score for score in sheet.scores}
        return [_cell(scores.get(name)) for name in self._names]

    def line(self, day: Content, cells: Sequence[Content], before: int = 0) -> Content:
        """Return one line of the table, each cell at the right of its column, `before` cells further in."""
        parts: list[Words] = [day, " " * (self._day_width + before - day.cell_length)]
        for room, cell in zip(self._widths, cells, strict=True):
            parts += [" " * (room + _APART - cell.cell_length), cell]
        return content_of(*parts)

    def heading(self) -> SheetHeading:
        """Return the names of the scores, and under them from what to what each can be."""
        return (
            self.line(headed("Scores")[0], self._heads, _MARK),
            styled(self.line(Content(""), self._ranges, _MARK), "$c-muted"),
        )


def _rows(sheets: Sequence[Sheet], mains: Sequence[Content], subs: Sequence[Content]) -> list[PickRow]:
    ids = [SCORES, *(f"{SHEET} {sheet.id}" for sheet in sheets[1:])]
    return [PickRow(id=id, main=main, sub=sub) for id, main, sub in zip(ids, mains, subs, strict=True)]


def _not_words(sheet: Sheet, *, table: _Table | None = None) -> Content:
    """Return what a score is not, who sees it, and what the figures of a table mean."""
    said = [ANSWERED, LEFT_OUT * table.has_left_out, TOO_FEW * table.has_gap] if table else []
    parts = [part for part in (*said, sheet.score_note, PRIVATE) if part.strip()]
    return styled(user_text("\n".join(parts)), "$c-muted")


def _cell(score: Score | None) -> Content:
    """Return a score and how many of its questions were answered: "9, 5 of 7"."""
    if score is None:
        return user_line(NO_SCORE)
    figure = NO_SCORE if score.value is None else say_number(score.value)
    return user_line(f"{figure}, {score.answered} of {score.items}")


def _range(score: Score) -> str:
    return f"{say_number(score.low)} to {say_number(score.high)}"


CARRY_ON, KEEP, BRING_BACK, DELETE = "carry-on", "keep", "bring-back", "delete"
"""Ids of the rows that stand for themselves."""
ANSWER, KEPT = "answer", "kept"
"""What stands, with a space after it, before the key of an answer and the id of a kept line."""


class Rows:
    """Rows put together, with the headings that stand above some of them."""

    def __init__(self) -> None:
        self.rows: list[PickRow] = []
        self.headings: dict[str, SheetHeading] = {}
        """By the id of the row beneath; an empty one is a gap."""

    def add(self, rows: Sequence[PickRow], heading: SheetHeading = ()) -> None:
        """Add `rows`, with a gap and a heading above them; nothing when there are none."""
        if rows:
            self.headings[rows[0].id] = heading
            self.rows += rows


def is_here(services: Services, sheet: Sheet) -> bool:
    """True while the exercise of a sheet can still be done."""
    try:
        services.sheets.exercise(sheet)
    except NothingThere:
        return False
    return True


def other_times(services: Services, sheet: Sheet, *, archived: bool = False) -> tuple[Sheet, ...]:
    """Return the other times through the same exercise, the latest first."""
    found = [
        other
        for other in services.sheets.all(archived=archived)
        if other.id != sheet.id and (other.pack_id, other.exercise_id) == (sheet.pack_id, sheet.exercise_id)
    ]
    return tuple(sorted(found, key=lambda other: other.done_at or other.created_at, reverse=True))


def sheet_rows(services: Services, sheet: Sheet, now: datetime, width: int) -> Rows:
    """Return everything there is to read about a sheet, and the ways on from it; `width` in cells."""
    found = Rows()
    found.add(_ways_on(services, sheet))
    for answer in sheet.answers:
        found.add([_answer_row(answer)])
    times = other_times(services, sheet)
    if sheet.scores:
        heading, rows = score_rows([sheet, *(other for other in times if other.scores)], now, width)
        found.add(rows, heading)
        times = tuple(other for other in times if not other.scores)
    found.add([_kept_row(line) for line in services.keeping.kept(sheet.id)], headed("Kept from this sheet"))
    found.add([_time_row(other, now) for other in times], headed("Other times"))
    away = len(other_times(services, sheet, archived=True))
    if away:
        found.add([PickRow(id=ARCHIVE, main=f"{away} more in the archive")])
    return found


def archive_rows(services: Services, sheet: Sheet, now: datetime, width: int) -> Rows:
    """Return the other times that are in the archive, and the way back."""
    found = Rows()
    found.add([_time_row(other, now) for other in other_times(services, sheet, archived=True)])
    found.add([PickRow(id=BACK, main="back to the sheet")])
    return found


def place_of_kept(services: Services, line: KeptLine) -> GoTo:
    """Return the way to where a kept line stands now. Raises NothingThere."""
    id = line.kept.id
    match line.kept.table:
        case "points":
            return GoTo("talk", id)
        case "learning_lines":
            return GoTo("learning-plan", id)
    return GoTo("plan", f"{services.plan.place_of(services.plan.line(id))}/{id}")


def _ways_on(services: Services, sheet: Sheet) -> list[PickRow]:
    """Return what can be done with the whole of it, the one obvious thing first."""
    if sheet.archived_at is not None:
        delete = PickRow(id=DELETE, main="Delete it for good")
        return [PickRow(id=BRING_BACK, main="Bring it back from the archive"), delete]
    if not is_here(services, sheet):
        return []
    if sheet.done_at is None:
        return [PickRow(id=CARRY_ON, main="Carry on where you stopped", note="enter")]
    if any(not candidate.is_there for candidate in services.keeping.candidates(sheet.id)):
        return [PickRow(id=KEEP, main="Keep words from it", note="enter")]
    return []


def _answer_row(answer: Answer) -> PickRow:
    """Return a question as it was asked, and what was answered."""
    asked = [styled(user_text(answer.asked), "$c-muted"), Content("\n")] if answer.asked.strip() else []
    return PickRow(
        id=f"{ANSWER} {answer.key}",
        main=user_text(answer.question),
        sub=content_of(*asked, answer_words(answer)),
        note=VISIBILITY[answer.audience].note if answer.audience is Visibility.ME else "",
        strong=True,
    )


def _kept_row(line: KeptLine) -> PickRow:
    """Return words that were kept, as they stand there now, and where that is."""
    place = user_line(line.place) if line.is_there else "not there any more"
    return PickRow(id=f"{KEPT} {line.kept.id}", main=user_text(line.text), note=place)


def _time_row(sheet: Sheet, now: datetime) -> PickRow:
    """Return another time through the same exercise, with its scores if it has any."""
    day = day_of(sheet, now)
    return PickRow(id=f"{SHEET} {sheet.id}", main=day[0].upper() + day[1:])


NO_LIMIT = 1_000_000
"""Lines a row may take: a sheet is read whole, wherever the cursor is."""


class SheetList(PickList):
    """The arrows go through a row that is taller than the window before they leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("take out"),
    ]

    class Resized(Message):
        """There is another width now."""

    @dataclass(eq=False)
    class TakeOut(Message):
        """The kept line under the cursor is to be taken back out; `id` is that of its row."""

        id: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(max_lines=NO_LIMIT, id=id)
        self._headings: dict[str, SheetHeading] = {}
        self._laid_out: dict[tuple[int, int, bool], list[Content]] = {}
        """Rows as they are drawn at a width, with the cursor or without: laying out long answers takes time."""

    def show(self, found: Rows) -> None:
        """Show these rows and their headings; the cursor stays on its row if that is still there."""
        self._headings = found.headings
        self._laid_out.clear()
        self.set_rows(found.rows)

    def draw_row(self, row: int, width: int, *, here: bool) -> list[Content]:
        key = (row, width, here)
        if key not in self._laid_out:
            self._laid_out[key] = super().draw_row(row, width, here=here)
        return self._laid_out[key]

    def heading_before(self, row: int, width: int) -> list[Content]:
        heading = self._headings.get(self.rows[row].id)
        gap = [Content("")] if row and heading is not None else []
        return [*gap, *(heading or ())]

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.post_message(self.Resized())

    @property
    def room(self) -> int:
        """Cells a row has, without its mark, a scroll bar always counted."""
        return self.size.width - 2 - self.styles.scrollbar_size_vertical

    def on_highlight(self) -> None:
        super().on_highlight()
        self.refresh_bindings()

    def action_step(self, step: int) -> None:
        if self._goes_on(self.cursor_region(), step):
            self.scroll_relative(y=step, animate=False, immediate=True)
        else:
            super().action_step(step)

    def action_page(self, step: int) -> None:
        """Go on by a window: through a tall row, or to the row that stands there."""
        row, height = self.cursor_region(), max(1, self.scrollable_content_region.height - 1)
        if self._goes_on(row, step):
            self.scroll_relative(y=step * height, animate=False, immediate=True)
            return
        lines = self.lines(self.scrollable_content_region.width)
        place = max(row.y + height, row.bottom) if step > 0 else max(0, row.y - height)
        beyond = lines[place:] if step > 0 else lines[place::-1]
        found = next((line.row for line in beyond if line.row is not None), None)
        self.cursor = (self.row_count - 1 if step > 0 else 0) if found is None else found

    def _goes_on(self, row: Region, step: int) -> bool:
        """True while there is more of a row in the direction of `step` than can be seen."""
        top = self.scroll_offset.y
        return row.bottom > top + self.scrollable_content_region.height if step > 0 else row.y < top

    def action_take_out(self) -> None:
        if self.highlighted is not None:
            self.post_message(self.TakeOut(self.highlighted))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a kept line under the cursor the key is the page's."""
        if action == "take_out":
            return (self.highlighted or "").startswith(f"{KEPT} ")
        return super().check_action(action, parameters)
