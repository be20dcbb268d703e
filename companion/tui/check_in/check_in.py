"""The check-in of one day: each answer is stored at once, nothing is filled in, and a blank is an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.days import day_meant
from companion.domain.plan import PlanLine
from companion.errors import CompanionError, InvalidEntry
from companion.services.check_in.check_ins import TOO_LONG_AGO, CheckInForm, CheckIns, LineGroup, note_place
from companion.services.dates import day_month, read_day, say_day, weekday_name, with_days
from companion.tui.base.dialog import Dialog, OneLine
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import StartedPage, Typing
from companion.tui.check_in.today import LEFT_BLANK, WRITTEN
from companion.tui.commands import key
from companion.tui.widgets.bullets import Bullets
from companion.tui.widgets.card import Heading, Panel, Row
from companion.tui.widgets.editors import NoteEditor
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.scales import ScaleRow, Scales
from companion.tui.widgets.text import content_of, say, styled, user_line, user_text
from companion.tui.widgets.tick_list import TickGroup, TickItem, TickList
from companion.words import say_count

if TYPE_CHECKING:
    from companion.services.services import Services


EARLIER_DAY = "earlier"


class OtherDay(Dialog[str]):
    """Choose the day to fill in; the answer is its ISO form, `EARLIER_DAY`, or None."""

    def __init__(self, rows: Sequence[PickRow], at: str) -> None:
        super().__init__("Which day?", hint="enter opens it   esc closes")
        self._rows, self._at = [*rows, PickRow(id=EARLIER_DAY, main="A day before these")], at

    def body(self) -> Iterable[Widget]:
        yield PickList(self._rows, id="days")
        yield Static("Written after its day, it is marked “added later”.", classes="muted", markup=False)

    def on_mount(self) -> None:
        days = self.query_one("#days", PickList)
        days.highlight(self._at)
        days.focus()

    @on(PickList.Picked, "#days")
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)


class AskDay(OneLine):
    """A day gone by, or today, in words; anything else is told on the line, and stays there."""

    def __init__(self, title: str, now: datetime) -> None:
        super().__init__(title, placeholder=with_days("yesterday, {gone}, ...", now.date()), writes=True)
        self._now = now

    def problem_in(self, text: str) -> str:
        try:
            read_day(text, now=self._now)
        except InvalidEntry as error:
            return str(error)
        return ""


class WhatHelps(VerticalScroll, can_focus=True):
    """What the person wrote helps with a sign, opened under the signs; scrolls when it is long."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
    ]

    def compose(self) -> Iterable[Widget]:
        yield Static(id="what-helps-words")

    def on_mount(self) -> None:
        self.display = False

    @property
    def is_open(self) -> bool:
        """True while it is shown."""
        return bool(self.display)

    def open(self, line: PlanLine) -> None:
        """Show the words of `line`, or say that there are none."""
        if line.what_helps.strip():
            words = say("[b $c-accent]What I wrote helps[/]\n[i]$helps[/]", helps=line.what_helps)
        else:
            words = user_text("Nothing is written here yet. p opens your plan, and e on this line adds it.")
        self.query_one("#what-helps-words", Static).update(words)
        self.scroll_home(animate=False)
        self.display = True

    def close(self) -> None:
        """Close it again."""
        self.display = False


SKIP = "Skip anything you like."


def question(day: date, now: datetime) -> Content:
    """Return the heading: what is asked, and for which day where that is not plain."""
    if day == now.date():
        return say(f"[b]How has today been?[/]  {SKIP}")
    if day == day_meant(now):
        return say(
            f"[b]How was {weekday_name(day)}?[/]  Past midnight: until 4 this is still for {weekday_name(day)}."
        )
    year = "" if day.year == now.year else f" {day.year}"
    return say(f"[b]How was {weekday_name(day)} {day_month(day)}{year}?[/]  Marked “added later”.")


def scale_rows(form: CheckInForm) -> list[ScaleRow]:
    """Return the scales with what was answered so far; nothing is filled in for the person."""
    answers = form.check_in.answers if form.check_in else {}
    return [
        ScaleRow(id=s.id, name=s.name, low=s.low, high=s.high, value=answers.get(s.id)) for s in form.scales
    ]


def tick_groups(groups: tuple[LineGroup, ...], on: tuple[str, ...]) -> list[TickGroup]:
    """Return the lines to tick; a heading where there is more than one section."""
    return [
        TickGroup(
            heading=user_line(group.heading) if len(groups) > 1 else "",
            items=[TickItem(id=line.id, text=user_line(line.text), on=line.id in on) for line in group.lines],
        )
        for group in groups
    ]


def moment_lines(moments: tuple[Moment, ...], scales: tuple[Scale, ...]) -> list[Content]:
    """Return each moment on one line: its time, its word, its numbers, its note."""
    return [styled(_moment_line(moment, scales), "$c-muted") for moment in moments]


def _moment_line(moment: Moment, scales: tuple[Scale, ...]) -> Content:
    at = f"{moment.at:%H:%M}" if moment.at else "no time"
    figures = [f"{scale.name} {moment.answers[scale.id]}" for scale in scales if scale.id in moment.answers]
    parts = [words for words in (moment.word, ", ".join(figures)) if words.strip()]
    line = content_of(at, *(content_of("  ", user_line(part)) for part in parts))
    return content_of(line, "  ", styled(user_line(moment.note), "italic")) if moment.note.strip() else line


def day_rows(check_ins: CheckIns, days: tuple[date, ...], now: datetime) -> list[PickRow]:
    """Return the days that can be filled in, newest first, with what each holds."""
    return [
        PickRow(id=day.isoformat(), main=_day_name(day, now), note=holds(check_ins, check_ins.on(day)))
        for day in days
    ]


def _day_name(day: date, now: datetime) -> str:
    name = f"{weekday_name(day)} {day_month(day)}"
    if day == now.date():
        return f"{name}, today" if day == day_meant(now) else f"{name}, the day that has just begun"
    return f"{name}, yesterday" if (now.date() - day).days == 1 else name


def holds(check_ins: CheckIns, check_in: CheckIn | None) -> str:
    """Return what a check-in holds, in a few words, none of them the person's."""
    if check_in is None or check_in.is_blank:
        return "blank"
    counted = (
        (len(check_in.answers), "answer"),
        (len(check_in.ticked), "tick"),
        (len(check_in.noticed), "sign"),
    )
    parts = [say_count(number, what) for number, what in counted if number]
    parts += ["a note"] if check_in.note.strip() else []
    parts += ["added later"] if check_ins.added_later(check_in) else []
    return ", ".join(parts)


class NotePage(StartedPage):
    """Base of the pages with scales (`#scales`) and a note.

    Put `note` into the body; give `place`, `reader` and `writer`. Call `show_note` with what is stored.
    """

    def __init__(self) -> None:
        super().__init__()
        # Held, because it is asked for its words once more when the page is already coming apart.
        self.note = NoteEditor(placeholder="Optional. One line is plenty.", id="note")
        self._kept_note = ""
        """The note as stored, or as it was last asked to be."""

    def choose_start(self) -> None:
        if self.services.read_only:
            self.note.read_only, self.note.can_focus = True, False

    def focus_start(self) -> None:
        self.query_one("#scales").focus()

    def store(
        self, about: str, do: Callable[[Services], object], stored: Callable[[object], None] | None = None
    ) -> None:
        """Ask for `do`; a newer answer about the same scale or line takes the place of one refused."""

        def not_stored(error: CompanionError) -> None:
            self.show_problem(error)
            if self.services.read_only:  # what was refused does not stand there as if it were stored
                self.outbox.take(about)
                self.reload()

        self.outbox.put(about, do, stored or self.show_saved, not_stored)

    def waits(self) -> bool:
        """True while what stands here is not what is stored: it is on its way, or the disk refused it."""
        if self.outbox.is_busy:
            self.outbox.when_quiet(self.reload)
        return self.outbox.is_busy or bool(self.outbox.holds)

    def place(self) -> str:
        """Return where the words being written are kept as a draft."""
        raise NotImplementedError

    def reader(self) -> Callable[[Services], str]:
        """Return what reads the stored note, in any thread."""
        raise NotImplementedError

    def writer(self, text: str, now: datetime) -> Callable[[Services], object]:
        """Return what stores the note, in any thread."""
        raise NotImplementedError

    def show_note(self, stored: str) -> None:
        """Show the stored note, unless other words stand there: those are being written."""
        if self.note.text == self._kept_note and stored != self._kept_note:
            self.note.load(stored)
            self._kept_note = stored

    def boxes(self) -> tuple[Typing, ...]:
        if not self._is_underway():
            return ()
        line, column = self.note.caret
        before = sum(len(words) + 1 for words in self.note.text.split("\n")[:line])
        return (Typing(self.place(), self.note.text, before + column),)

    def _is_underway(self) -> bool:
        """True when the note differs from what is stored, or from what is kept or held that may be older."""
        return (
            self.note.text != self._kept_note
            or self.place() in self.outbox.held(str)
            or self.services.drafts.of(self.place()) is not None
        )

    def offer_draft(self) -> None:
        draft = self.services.drafts.of(self.place())
        if draft is None or draft.text == self._kept_note:
            return
        *above, line = draft.text[: draft.caret].split("\n")
        self.note.load(draft.text, (len(above), len(line)))
        self.say_still_here(draft)

    @on(TextArea.Changed)
    def _show_what_is_written(self) -> None:
        """The note grows with its words; what was typed last stays in the window."""
        self.call_after_refresh(self.note.scroll_visible, animate=False)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if event.widget is self.note:
            self.store_note()

    def on_screen_suspend(self) -> None:
        self.store_note()

    def on_unmount(self) -> None:
        self.store_note()

    def store_note(self) -> None:
        """Have the note stored and its draft dropped, if it differs."""
        if not self.companion.is_open:
            return  # locked: the app has kept a draft
        text, before, id = self.note.text, self._kept_note, self.place()
        if not self._is_underway():
            return
        self._kept_note = text
        read, write = self.reader(), self.writer(text, self.now())

        def keep(services: Services) -> None:
            if text != read(services):  # not `before`: the disk may have refused that
                write(services)
            services.drafts.drop(id)

        def kept(result: object) -> None:
            self._kept_note = text
            if text != before:
                self.show_saved()

        def not_kept(error: CompanionError) -> None:
            self._kept_note = before
            self.show_problem(error)

        self.outbox.put(id, keep, kept, not_kept, item=id)


PRESS = "Press a number, or ← →"
NO_TICKS = "Small things that keep you steady can stand here. p opens your plan: see Every day."
NO_SIGNS = "Signs you notice first can stand here. p opens your plan: see Early signs."


class CheckInPage(NotePage):
    """`at` is the ISO day to fill in; "" is the day that is meant now."""

    TAB: ClassVar[str] = "check-in"
    CHANGES = NotePage.CHANGES | {"digit", "blank", "nudge", "put", "tick"}
    CSS_PATH = "../styles/check_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("what helps"),
        Binding("ctrl+s", "done", "Done"),
        key("leave"),
        key("undo", only="ctrl+z"),
        key("other day", show=False),
        key("earlier"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self.day = date.min
        self._at = at
        self._came_at: datetime
        """When the page was opened: what is answered here and then changed is put right."""
        self._signs: dict[str, PlanLine] = {}
        self._last_words: Callable[[], str] = str
        """What Today says once everything is stored and the page is left."""

    def body(self) -> Iterable[Widget]:
        yield Heading("", "y another day", id="question")
        yield Panel(PRESS, Scales(id="scales"), hint="a blank is fine", id="scales-card")
        signs = (TickList(id="signs", empty=NO_SIGNS), WhatHelps(id="what-helps"))
        yield Row(
            Panel("What keeps me well", TickList(id="ticks", empty=NO_TICKS), id="ticks-card"),
            Panel("Signs I noticed", *signs, id="signs-card"),
            id="lists",
        )
        yield Panel("A few words", self.note, hint="only I see this unless I share it", id="note-card")
        yield Panel("Also from that day", Bullets(id="moments", mark=""), id="moments-card")

    def choose_start(self) -> None:
        self._came_at = self.now()
        self.day = self._day_asked_for()
        self.query_one("#question", Heading).title = question(self.day, self.now())
        super().choose_start()

    def place(self) -> str:
        return note_place(self.day)

    def reader(self) -> Callable[[Services], str]:
        day = self.day
        return lambda s: found.note if (found := s.check_ins.on(day)) is not None else ""

    def writer(self, text: str, now: datetime) -> Callable[[Services], object]:
        day = self.day
        return lambda s: s.check_ins.write_note(day, text, now=now)

    def _day_asked_for(self) -> date:
        try:
            day = date.fromisoformat(self._at)
        except ValueError:
            return day_meant(self.now())
        return day if self.services.check_ins.may_fill(day, self.now()) else day_meant(self.now())

    def _days(self) -> tuple[date, ...]:
        """The days that can be filled in: after midnight, the new one as well."""
        offered, now = self.services.check_ins.days_offered(self.now()), self.now()
        return offered if now.date() in offered else (now.date(), *offered)

    def reload(self) -> None:
        if self.waits():
            return
        form = self.services.check_ins.form(self.day)
        ticked = form.check_in.ticked if form.check_in else ()
        noticed = form.check_in.noticed if form.check_in else ()
        self.query_one("#scales", Scales).set_rows(scale_rows(form))
        for id, groups in (
            ("#ticks", tick_groups(form.ticks, ticked)),
            ("#signs", tick_groups(form.signs, noticed)),
        ):
            ticks = self.query_one(id, TickList)
            ticks.set_items(groups)
            # With nothing to tick the keys go on to the words: what is typed there would be commands.
            ticks.can_focus = ticks.row_count > 0
        self.query_one("#signs-card", Panel).hint = "o what helps" if form.signs else ""
        self._signs = {line.id: line for group in form.signs for line in group.lines}
        self.show_note(form.check_in.note if form.check_in else "")
        moments = self.services.check_ins.moments_on(self.day)
        self.query_one("#moments", Bullets).show(moment_lines(moments, form.scales))
        self.query_one("#moments-card").display = bool(moments)

    # Answers.

    @on(Scales.Answered)
    def _answered(self, message: Scales.Answered) -> None:
        day, scale, value = self.day, message.scale_id, message.value
        now, visit, was = self.now(), self._came_at, message.goes_on_from

        def stored(result: object) -> None:
            self.show_saved()
            if kept := self.services.check_ins.kept_words(day, visit, scale):
                self.say(user_line(kept))

        self.store(
            scale,
            lambda s: s.check_ins.answer(day, scale, value, visit=visit, goes_on_from=was, now=now),
            stored,
        )

    @on(TickList.Toggled, "#ticks")
    def _ticked(self, message: TickList.Toggled) -> None:
        day, line, ticked, now = self.day, message.id, message.on, self.now()
        self.store(line, lambda s: s.check_ins.tick(day, line, ticked, now=now))

    @on(TickList.Toggled, "#signs")
    def _noticed(self, message: TickList.Toggled) -> None:
        day, line, noticed, now = self.day, message.id, message.on, self.now()
        self.store(line, lambda s: s.check_ins.notice(day, line, noticed, now=now))

    @on(Scales.RowChanged)
    def _scale_changed(self, message: Scales.RowChanged) -> None:
        row = message.row
        if message.zero_next:
            words = say("$name: 10, $high. 0 again: 0", name=row.name, high=row.high)
        elif message.words_shown:
            words = user_text(PRESS)
        else:
            words = say("$name: 0 $low, 10 $high", name=row.name, low=row.low, high=row.high)
        self.query_one("#scales-card", Panel).title = words

    # Leaving, another day, what helps.

    def action_done(self) -> None:
        """Leave once everything is stored, with a word of thanks where something was written."""
        self._go(self._thanks)

    def action_leave(self) -> None:
        """One step back: close what is open on the page, else leave it."""
        if self.query_one(WhatHelps).is_open:
            self._close_what_helps()
        else:
            self._go(lambda: "")

    def _go(self, with_words: Callable[[], str]) -> None:
        """Go to Today once everything is stored; what cannot be stays on the screen, and so do we."""

        self._last_words = with_words
        self.store_note()
        self.outbox.retry()
        self.outbox.when_quiet(self._gone)

    def _gone(self) -> None:
        if self.services.read_only or not self.outbox.holds:
            self.post_message(GoTo("today", self._last_words()))

    def _thanks(self) -> str:
        check_in = self.services.check_ins.on(self.day)
        return LEFT_BLANK if check_in is None or check_in.is_blank else WRITTEN

    def action_earlier(self) -> None:
        self.post_message(GoTo("days", self.day.isoformat()))

    def action_other_day(self) -> None:
        """Choose one of the days that can be filled in."""
        rows = day_rows(self.services.check_ins, self._days(), self.now())
        ahead = self.services.check_ins.ahead(self.now().date())
        rows += [
            PickRow(
                id=found.id, main=say_day(found.day), note="still to come: enter says which day it was for"
            )
            for found in ahead
        ]
        self.app.push_screen(OtherDay(rows, self.day.isoformat()), self._day_chosen)

    def _day_chosen(self, day: str | None) -> None:
        if day == EARLIER_DAY:
            self.app.push_screen(AskDay("Which day?", self.now()), self._earlier_day_named)
        elif day and date.fromisoformat(day) > self.now().date():
            question = "Which day was it for, for example yesterday?"
            self.app.push_screen(
                AskDay(question, self.now()), partial(self._was_for, date.fromisoformat(day))
            )
        elif day and day != self.day.isoformat():
            self.post_message(GoTo("check-in", day))

    def _earlier_day_named(self, text: str | None) -> None:
        if text is None:
            return
        day = read_day(text, now=self.now())
        if self.services.check_ins.may_fill(day, self.now()):
            self.post_message(GoTo("check-in", day.isoformat()))
        else:
            self.show_problem(InvalidEntry("day", TOO_LONG_AGO))

    def _was_for(self, ahead: date, text: str | None) -> None:
        if text is None:
            return
        now, new_id = self.now(), self.new_id()
        day = read_day(text, now=now)

        def moved(result: object) -> None:
            self.show_saved()
            self.reload()
            self.say(f"It is for {say_day(day)} now. u takes that back.")

        self.ask(lambda s: s.check_ins.was_for(ahead, day, new_id=new_id, now=now), moved)

    def action_what_helps(self) -> None:
        """Open what helps with the sign under the cursor, or close it again."""
        signs = self.query_one("#signs", TickList)
        if self.query_one(WhatHelps).is_open:
            self._close_what_helps()
        elif signs.highlighted in self._signs:
            self._open_what_helps(signs.highlighted)

    def _open_what_helps(self, sign: str | None) -> None:
        if sign in self._signs:
            helps = self.query_one(WhatHelps)
            helps.open(self._signs[sign])
            self.query_one("#signs-card").add_class("-open")
            helps.call_after_refresh(helps.scroll_visible, animate=False)
            self.call_after_refresh(self.query_one("#signs", TickList).show_cursor_row)

    def _close_what_helps(self) -> None:
        helps = self.query_one(WhatHelps)
        if helps.has_focus:
            self.query_one("#signs").focus()
        helps.close()
        self.query_one("#signs-card").remove_class("-open")

    @on(TickList.Highlighted, "#signs")
    def _sign_changed(self, message: TickList.Highlighted) -> None:
        if self.query_one(WhatHelps).is_open:
            self._open_what_helps(message.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hints for what can be done from the box the cursor is in."""
        if action == "what_helps":
            return self.focused is not None and self.focused.id in ("signs", "what-helps")
        return True
