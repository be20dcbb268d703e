"""What the check-in page says about a day, and its answers as rows for the lists."""

from __future__ import annotations

from datetime import date, datetime

from textual.content import Content

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.days import day_meant
from companion.services.check_in.check_ins import CheckInForm, CheckIns, LineGroup
from companion.services.dates import say_date, say_weekday
from companion.tui.show import joined, say, styled, user_line
from companion.tui.widgets.pick_list import PickRow
from companion.tui.widgets.scales import ScaleRow
from companion.tui.widgets.tick_list import TickGroup, TickItem
from companion.words import say_count

SKIP = "Skip anything you like."


def question(day: date, now: datetime) -> Content:
    """Return the heading: what is asked, and for which day where that is not plain."""
    if day == now.date():
        return say(f"[b]How has today been?[/]  {SKIP}")
    if day == day_meant(now):
        return say(
            f"[b]How was {say_weekday(day)}?[/]  Past midnight: until 4 this is still for {say_weekday(day)}."
        )
    return say(f"[b]How was {say_weekday(day)} {say_date(day)}?[/]  Marked “added later”.")


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
    line = joined(at, *(joined("  ", user_line(part)) for part in parts))
    return joined(line, "  ", styled(user_line(moment.note), "italic")) if moment.note.strip() else line


def day_rows(check_ins: CheckIns, days: tuple[date, ...], now: datetime) -> list[PickRow]:
    """Return the days that can be filled in, newest first, with what each holds."""
    return [
        PickRow(id=day.isoformat(), main=_day_name(day, now), note=holds(check_ins, check_ins.on(day)))
        for day in days
    ]


def _day_name(day: date, now: datetime) -> str:
    name = f"{say_weekday(day)} {say_date(day)}"
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
