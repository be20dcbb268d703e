"""The words of a sheet as they are drawn: its day, and its answers."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from companion.domain.sheet import Answer, Sheet
from companion.services.learn import answers
from companion.tui.screens.learn_rows import long_day
from companion.tui.show import styled, user_text

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
    return user_text(answers.answer_words(answer))
