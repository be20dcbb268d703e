"""Sheets: read again, taken up again, put away; what was kept taken back out; scores over time."""

from collections.abc import Callable
from functools import partial

from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, Sheet
from companion.errors import NothingThere
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.record_list import ArchivedItem, archive_page, put_away
from companion.plain.learn.keep import keep_page, take_out_page
from companion.plain.learn.wording import (
    NOTHING_HERE,
    ONLY_ME,
    day_of,
    is_only_me,
    kept_words,
    said_before,
    score_sentence,
    sheet_words,
)
from companion.words import say_count

SEEN_BY_NOBODY = "Nobody sees this unless you tick it in Share."

Opens = Callable[[Context, str, str], None]
"""Begins or carries on an exercise of a pack."""


def sheets_page(context: Context, found: Callable[[], tuple[Sheet, ...]], do: Opens) -> None:
    """Show sheets, the one written in last first; a number reads one."""

    def build() -> Menu[Act]:
        choices = tuple(
            MenuItem(label=sheet_words(context, s), value=partial(sheet_page, context, s.id, do))
            for s in found()
        )
        head = "What you wrote, the last first." if choices else "There is no sheet here now."
        return Menu(head=("", head), choices=choices)

    context.page(build)


def sheet_page(context: Context, id: str, do: Opens) -> None:
    """Read a sheet out, and show what can be done with it."""
    read_sheet(context, context.services.sheets.sheet(id))

    def build() -> Menu[Act]:
        sheet = context.services.sheets.sheet(id)
        choices = [*_choices_of_exercise(context, sheet, do)]
        if kept := context.services.keeping.kept(id):
            label = f"Take back out what was kept, {say_count(len(kept), 'line')}."
            choices.append(MenuItem(label=label, value=lambda: take_out_page(context, id)))
        if sheet.answers:
            choices.append(
                MenuItem(label="Mark answers only me.", value=lambda: _marks_page(context, id)),
            )
        choices += [
            MenuItem(key="w", label="Read it again.", value=lambda: _read_again(context, id)),
            MenuItem(key="d", label="Put this sheet in the archive.", value=lambda: _put_away(context, id)),
        ]
        return Menu(head=("", sheet_words(context, sheet)), choices=tuple(choices))

    context.page(build)


def read_sheet(context: Context, sheet: Sheet) -> None:
    """Read everything on a sheet: each question with its answer, what was kept, the scores."""
    context.prompter.say("", sheet_words(context, sheet))
    answers = [answer for answer in sheet.answers if not answer.is_blank]
    for answer in answers:
        context.prompter.say(*said_before(_question(answer), answer))
    if not answers:
        context.prompter.say(NOTHING_HERE)
    if kept := context.services.keeping.kept(sheet.id):
        context.prompter.say("Kept from it:", *(f"- {kept_words(line)}" for line in kept))
    read_scores(context, sheet)


def _question(answer: Answer) -> str:
    """Return the heading that was answered; for a number with what its ends mean."""
    return f"{wording.own(answer.question)}{f' {wording.own(answer.ends)}' if answer.ends else ''}"


def read_scores(context: Context, sheet: Sheet) -> None:
    """Read the scores of a sheet, if it has any, with what they are not."""
    if sheet.scores:
        context.prompter.say(
            "", *map(score_sentence, sheet.scores), *wording.whole(sheet.score_note), SEEN_BY_NOBODY
        )


def read_scores_over_time(context: Context, pack_id: str, exercise_id: str) -> None:
    """Read the scores of a questionnaire day by day, oldest first."""
    found = context.services.sheets.scored(pack_id, exercise_id)
    context.prompter.say("", "Scores, the oldest first.")
    for sheet in found:
        day = day_of(context, sheet.done_at) if sheet.done_at else ""
        context.prompter.say(wording.sentences(day, *map(score_sentence, sheet.scores)))
    context.prompter.say(*wording.whole(found[-1].score_note if found else ""), SEEN_BY_NOBODY)


def archived_sheets_page(context: Context) -> None:
    """Show the sheets in the archive; each can be brought back, or deleted for good."""

    def kept(sheet: Sheet) -> ArchivedItem:
        return ArchivedItem(
            words=sheet_words(context, sheet),
            restore=lambda: context.services.sheets.restore(sheet.id, now=context.now()),
            delete=lambda: context.services.sheets.delete(sheet.id, now=context.now()),
        )

    archive_page(context, "Sheets", lambda: [kept(s) for s in context.services.sheets.all(archived=True)])


def _choices_of_exercise(context: Context, sheet: Sheet, do: Opens) -> list[MenuItem[Act]]:
    """Return what can be done while the exercise is still there."""
    try:
        context.services.sheets.exercise(sheet)
        candidates = context.services.keeping.candidates(sheet.id)
    except NothingThere:
        return []
    open_it = partial(do, context, sheet.pack_id, sheet.exercise_id)
    choices: list[MenuItem[Act]] = []
    if sheet.done_at is None:
        choices.append(MenuItem(label="Carry on.", value=open_it))
    if any(not c.is_there for c in candidates):
        choices.append(MenuItem(label="See what can be kept.", value=lambda: keep_page(context, sheet.id)))
    if sheet.done_at is not None:
        choices += [
            MenuItem(label="Change these answers.", value=lambda: _open_again(context, sheet.id, open_it)),
            MenuItem(label="Do the exercise again, on a new sheet.", value=open_it),
        ]
    return choices


def _open_again(context: Context, id: str, open_it: Act) -> None:
    context.keep(lambda: context.services.sheets.open_again(id, now=context.now()))
    context.services.sheets.stand_at(id, "", now=context.now())  # from the first question on
    open_it()


def _read_again(context: Context, id: str) -> None:
    read_sheet(context, context.services.sheets.sheet(id))


def _marks_page(context: Context, id: str) -> None:
    def build() -> Menu[Act]:
        choices = tuple(
            MenuItem(
                label=wording.sentences(wording.own(answer.question), ONLY_ME if is_only_me(answer) else ""),
                value=partial(_turn_mark, context, id, answer),
                ticks=True,
            )
            for answer in context.services.sheets.sheet(id).answers
        )
        head = "A number marks that answer only me, or takes the mark away."
        return Menu(head=("", head), choices=choices)

    context.page(build)


def _turn_mark(context: Context, id: str, answer: Answer) -> None:
    audience = Visibility.ASK if is_only_me(answer) else Visibility.ME
    context.services.sheets.mark(id, answer.key, audience, now=context.now())
    state = "Not only me any more" if is_only_me(answer) else "Marked only me"
    context.prompter.say(wording.stop(f"{state}: {wording.own(answer.question)}"))


def _put_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.sheets.archive(id, now=context.now()))
