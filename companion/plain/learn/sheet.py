"""Sheets: read again, taken up again, put away; what was kept taken back out; scores over time."""

from collections.abc import Callable
from functools import partial

from companion.domain.plan import LineAudience
from companion.domain.sheet import Answer, Sheet
from companion.errors import NothingThere
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.prompter import Choice, Menu
from companion.plain.console.record_list import Kept, archive_page, put_away
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

Opens = Callable[[Visit, str, str], None]
"""Begins or carries on an exercise of a pack."""


def sheets_page(visit: Visit, found: Callable[[], tuple[Sheet, ...]], do: Opens) -> None:
    """Show sheets, the one written in last first; a number reads one."""

    def build() -> Menu[Act]:
        choices = tuple(
            Choice(label=sheet_words(visit, s), value=partial(sheet_page, visit, s.id, do)) for s in found()
        )
        head = "What you wrote, the last first." if choices else "There is no sheet here now."
        return Menu(head=("", head), choices=choices)

    visit.page(build)


def sheet_page(visit: Visit, id: str, do: Opens) -> None:
    """Read a sheet out, and show what can be done with it."""
    read_sheet(visit, visit.services.sheets.sheet(id))

    def build() -> Menu[Act]:
        sheet = visit.services.sheets.sheet(id)
        choices = [*_choices_of_exercise(visit, sheet, do)]
        if kept := visit.services.keeping.kept(id):
            label = f"Take back out what was kept, {say_count(len(kept), 'line')}."
            choices.append(Choice(label=label, value=lambda: take_out_page(visit, id)))
        if sheet.answers:
            choices.append(
                Choice(label="Mark answers only me.", value=lambda: _marks_page(visit, id)),
            )
        choices += [
            Choice(key="w", label="Read it again.", value=lambda: _read_again(visit, id)),
            Choice(key="d", label="Put this sheet in the archive.", value=lambda: _put_away(visit, id)),
        ]
        return Menu(head=("", sheet_words(visit, sheet)), choices=tuple(choices))

    visit.page(build)


def read_sheet(visit: Visit, sheet: Sheet) -> None:
    """Read everything on a sheet: each question with its answer, what was kept, the scores."""
    visit.talk.say("", sheet_words(visit, sheet))
    answers = [answer for answer in sheet.answers if not answer.is_blank]
    for answer in answers:
        visit.talk.say(*said_before(_question(answer), answer))
    if not answers:
        visit.talk.say(NOTHING_HERE)
    if kept := visit.services.keeping.kept(sheet.id):
        visit.talk.say("Kept from it:", *(f"- {kept_words(line)}" for line in kept))
    read_scores(visit, sheet)


def _question(answer: Answer) -> str:
    """Return the heading that was answered; for a number with what its ends mean."""
    return f"{wording.own(answer.question)}{f' {wording.own(answer.ends)}' if answer.ends else ''}"


def read_scores(visit: Visit, sheet: Sheet) -> None:
    """Read the scores of a sheet, if it has any, with what they are not."""
    if sheet.scores:
        visit.talk.say(
            "", *map(score_sentence, sheet.scores), *wording.whole(sheet.score_is_not), SEEN_BY_NOBODY
        )


def read_scores_over_time(visit: Visit, pack_id: str, exercise_id: str) -> None:
    """Read the scores of a questionnaire day by day, oldest first."""
    found = visit.services.sheets.scored(pack_id, exercise_id)
    visit.talk.say("", "Scores, the oldest first.")
    for sheet in found:
        day = day_of(visit, sheet.done_at) if sheet.done_at else ""
        visit.talk.say(wording.joined(day, *map(score_sentence, sheet.scores)))
    visit.talk.say(*wording.whole(found[-1].score_is_not if found else ""), SEEN_BY_NOBODY)


def archived_sheets_page(visit: Visit) -> None:
    """Show the sheets in the archive; each can be brought back, or deleted for good."""

    def kept(sheet: Sheet) -> Kept:
        return Kept(
            words=sheet_words(visit, sheet),
            restore=lambda: visit.services.sheets.restore(sheet.id, now=visit.now()),
            delete=lambda: visit.services.sheets.delete(sheet.id, now=visit.now()),
        )

    archive_page(visit, "Sheets", lambda: [kept(s) for s in visit.services.sheets.all(archived=True)])


def _choices_of_exercise(visit: Visit, sheet: Sheet, do: Opens) -> list[Choice[Act]]:
    """Return what can be done while the exercise is still there."""
    try:
        visit.services.sheets.exercise(sheet)
        candidates = visit.services.keeping.candidates(sheet.id)
    except NothingThere:
        return []
    open_it = partial(do, visit, sheet.pack_id, sheet.exercise_id)
    choices: list[Choice[Act]] = []
    if sheet.done_at is None:
        choices.append(Choice(label="Carry on.", value=open_it))
    if any(not c.is_there for c in candidates):
        choices.append(Choice(label="See what can be kept.", value=lambda: keep_page(visit, sheet.id)))
    if sheet.done_at is not None:
        choices += [
            Choice(label="Change these answers.", value=lambda: _open_again(visit, sheet.id, open_it)),
            Choice(label="Do the exercise again, on a new sheet.", value=open_it),
        ]
    return choices


def _open_again(visit: Visit, id: str, open_it: Act) -> None:
    visit.keep(lambda: visit.services.sheets.open_again(id, now=visit.now()))
    visit.services.sheets.stand_at(id, "", now=visit.now())  # from the first question on
    open_it()


def _read_again(visit: Visit, id: str) -> None:
    read_sheet(visit, visit.services.sheets.sheet(id))


def _marks_page(visit: Visit, id: str) -> None:
    def build() -> Menu[Act]:
        choices = tuple(
            Choice(
                label=wording.joined(wording.own(answer.question), ONLY_ME if is_only_me(answer) else ""),
                value=partial(_turn_mark, visit, id, answer),
            )
            for answer in visit.services.sheets.sheet(id).answers
        )
        head = "A number marks that answer only me, or takes the mark away."
        return Menu(head=("", head), choices=choices)

    visit.page(build)


def _turn_mark(visit: Visit, id: str, answer: Answer) -> None:
    audience = LineAudience.ASK if is_only_me(answer) else LineAudience.ME
    visit.services.sheets.mark(id, answer.key, audience, now=visit.now())
    state = "Not only me any more" if is_only_me(answer) else "Marked only me"
    visit.talk.say(wording.stop(f"{state}: {wording.own(answer.question)}"))


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.sheets.archive(id, now=visit.now()))
