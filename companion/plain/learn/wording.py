"""How exercises, sheets and answers are said."""

from collections.abc import Sequence
from datetime import datetime

from companion.domain.exercise import AnswerKind, Exercise
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, Score, Sheet
from companion.errors import NothingThere
from companion.plain.console import wording
from companion.plain.console.context import Context
from companion.services.learn.answers import score_words
from companion.services.learn.keeping import KeptLine
from companion.services.learn.sheets import Progress
from companion.words import say_count, say_date, say_day_month

ONLY_ME = "Only me"
TOGETHER = "Sitting together: what is marked only me is left out."
NOTHING_HERE = "Nothing was answered."


def day_of(context: Context, at: datetime) -> str:
    """Return the day of an instant where the person is: ``3 November``, with its year when that is another."""
    day = at.astimezone(context.now().tzinfo).date()
    return say_day_month(day) if day.year == context.today().year else say_date(day)


def exercise_words(context: Context, exercise: Exercise, progress: Progress) -> str:
    """Return an exercise as it is read out in a list: title, minutes, how far one is."""
    return wording.sentences(
        wording.own(exercise.title),
        say_count(exercise.minutes, "minute"),
        progress_words(context, progress),
    )


def progress_words(context: Context, progress: Progress) -> str:
    """Return how far the person is with an exercise, in days; empty when it was never begun."""
    said = [wording.capital(words) for words in progress.words(lambda at: day_of(context, at))]
    if progress.under_way:
        said[-1] += _where_it_stopped(context, progress.under_way)
    return wording.sentences(*said)


def started_words(context: Context, sheet: Sheet) -> str:
    """Return when a sheet was begun and where it stopped: ``Started 3 November, at 3 of 7``."""
    return f"Started {day_of(context, sheet.created_at)}{_where_it_stopped(context, sheet)}"


def _where_it_stopped(context: Context, sheet: Sheet) -> str:
    try:
        at, of = context.services.sheets.step_to_resume(sheet), context.services.sheets.exercise(sheet).steps
    except NothingThere:
        return ""
    return f", at {at + 1} of {len(of)}" if at else ""


def sheet_words(context: Context, sheet: Sheet) -> str:
    """Return a sheet as it is read out in a list: title, and when it was done or begun."""
    state = "Done" if sheet.done_at else "Started"
    day = day_of(context, sheet.done_at or sheet.created_at)
    return wording.sentences(wording.own(sheet.title), f"{state} {day}")


def answer_lines(answer: Answer) -> tuple[str, ...]:
    """Return what was answered, line by line; a number without what its ends mean."""
    if answer.kind is AnswerKind.SCALE:
        return () if answer.number is None else (f"{answer.number} of 10.",)
    return tuple(wording.stop(line) for line in wording.own_lines(answer.text))


def is_only_me(answer: Answer) -> bool:
    """True for an answer that is left out while sitting together."""
    return answer.audience is Visibility.ME


def said_before(label: str, answer: Answer) -> tuple[str, ...]:
    """Return an answer after a label: on the same line where it is one line, else a line each."""
    lines = answer_lines(answer)
    is_whole = wording.stop(label) == label
    if is_only_me(answer):
        label, is_whole = f"{label} {ONLY_ME}" if is_whole else f"{label}, {ONLY_ME.lower()}", False
    start = label if is_whole else f"{label}:"
    return (f"{start} {lines[0]}",) if len(lines) == 1 else (start, *(f"- {line}" for line in lines))


def kept_words(line: KeptLine) -> str:
    """Return a kept line as it is read out: its words, and where it is now."""
    where = wording.own(line.place) if line.is_there else "Not there any more"
    return wording.sentences(wording.own(line.text), where)


def score_sentence(score: Score) -> str:
    """Return one score as it is read out: ``Working together: 9 (from 0 to 12).``"""
    return wording.stop(wording.own(score_words(score)))


def where_words(places: Sequence[str]) -> str:
    """Return where lines went, a place for each: ``3 lines: 1 in Plan, Early signs; 2 in Next talk, to say``."""
    lines = say_count(len(places), "line")
    counts = {place: places.count(place) for place in dict.fromkeys(places)}
    if len(counts) == 1:
        return f"{lines} in {wording.own(places[0])}"
    return f"{lines}: {'; '.join(f'{n} in {wording.own(place)}' for place, n in counts.items())}"
