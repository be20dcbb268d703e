"""What was learned, as parts of the page: the learning plan, courses been to, answers in exercises and scores."""

import unicodedata
from collections.abc import Iterator
from datetime import date

from companion.domain.exercise import SHIPPED, Exercise, Wanted
from companion.domain.learning import AttendedCourse, LearningLine
from companion.domain.plan import SIGN_KINDS, PlanLine, SectionKind, Visibility
from companion.domain.sheet import Answer, Sheet
from companion.domain.summary import COLUMNS, Item
from companion.domain.text import clean_line
from companion.domain.wrapping import columns
from companion.services.core.order import in_order
from companion.services.core.store import Store
from companion.services.learn.answers import format_answer, score_words
from companion.services.learn.courses import shipped_pack
from companion.services.learn.learning_plan import GUIDES
from companion.services.learn.picking import lines_in
from companion.services.learn.sheets import is_only_mine, kept_line, scores_are_only_mine
from companion.services.share.parts import Part, PartLine, Recipient, part_for
from companion.words import say_date

LEARNING_PARTS = ("learning", "courses", "answers")
"""Ids of the parts made here."""

PLAN, COURSES, ANSWERS = "My learning plan", "Courses I have been to", "My answers in exercises"

GUARDED = frozenset({*SIGN_KINDS, SectionKind.CRISIS, "safety"})
"""Ids of places in the plan, and the safety plan: what is written in an exercise about them goes to a tutor
answer by answer."""


def learning_parts(store: Store, audience: Recipient) -> tuple[Part, ...]:
    """Return the parts that have something in them: on page one for a tutor, else overleaf."""
    overleaf = not audience.is_for_learning
    found = (
        part_for(audience, "learning", PLAN, _plan(store, audience), overleaf=overleaf),
        part_for(audience, "courses", COURSES, _courses(store), overleaf=overleaf),
        part_for(audience, "answers", ANSWERS, _answers(store, audience), overleaf=overleaf),
    )
    return tuple(part for part in found if part.lines or part.stays_out)


def dated_title(sheet: Sheet) -> str:
    """Return ``“Hopes”, 3 November 2026``, or ``“Hopes”, started 3 November 2026`` for a sheet under way."""
    return f"“{clean_line(sheet.title)}”, {sheet_day(sheet)}"


def sheet_day(sheet: Sheet) -> str:
    """Return the day a sheet was finished, or ``started`` and the day it was begun."""
    return say_date(sheet.done_at) if sheet.done_at else f"started {say_date(sheet.created_at)}"


def course_words(course: AttendedCourse) -> str:
    """Return a course on one line: its name, where, when."""
    day = say_date(course.day) if course.day else ""
    return ", ".join(filter(None, (clean_line(course.title), clean_line(course.where), day)))


def in_day_order(sheets: Iterator[Sheet] | tuple[Sheet, ...]) -> list[Sheet]:
    """Return sheets by the day they were finished or begun, the newest first."""
    return sorted(sheets, key=lambda s: ((s.done_at or s.created_at).timestamp(), s.id), reverse=True)


def _plan(store: Store, audience: Recipient) -> Iterator[PartLine]:
    apart = _came_from_elsewhere(store) if audience.is_for_learning else frozenset()
    for guide in GUIDES:
        lines = (x for x in store.learning_lines.all() if x.part is guide.part and x.archived_at is None)
        for line in in_order(lines):
            yield _plan_line(
                line, f"{PLAN}: {guide.title[0].lower()}{guide.title[1:]}", audience, line.id not in apart
            )


def _came_from_elsewhere(store: Store) -> frozenset[str]:
    """Return the ids of lines kept from an answer that is about signs, or was picked from elsewhere, or is private."""
    return frozenset(
        kept.id
        for sheet in store.sheets.all()
        if any(answer.kept for answer in sheet.answers)
        for is_guarded in (_is_about_signs(store, sheet),)
        for answer in sheet.answers
        if is_guarded or is_only_mine(store, sheet, answer) or _is_borrowed(answer)
        for kept in answer.kept
    )


def _plan_line(line: LearningLine, heading: str, audience: Recipient, comes_along: bool) -> PartLine:
    item = Item(text=f"{line.text.rstrip()} ({say_date(line.created_at)})")
    is_mine = line.audience is Visibility.ME
    return PartLine(
        id=f"learning/{line.id}",
        text=item.text,
        ticked=audience.is_me or comes_along,
        offered=audience.is_me or comes_along,
        note="only me" if is_mine else "",
        item=item,
        heading=heading,
        source=line.id,
        only_me=line.id if is_mine else "",
    )


def _courses(store: Store) -> Iterator[PartLine]:
    in_use = [course for course in store.courses.all() if course.archived_at is None]
    for course in sorted(in_use, key=lambda c: (c.day or date.min, c.created_at, c.id), reverse=True):
        used = f"What I use from it: {course.used}" if course.used.strip() else ""
        item = Item(text=course_words(course), detail=used)
        yield PartLine(id=f"courses/{course.id}", text=item.text, ticked=True, item=item, source=course.id)


def _answers(store: Store, audience: Recipient) -> Iterator[PartLine]:
    """Yield every answer and every score, sheet by sheet; for anybody but the person none of it is ticked."""
    for sheet in in_day_order(tuple(s for s in store.sheets.all() if s.archived_at is None)):
        heading = f"From the exercise {dated_title(sheet)}"
        is_guarded = audience.is_for_learning and _is_about_signs(store, sheet)
        for answer in sheet.answers:
            if not answer.is_blank:
                offered = audience.is_me or not (is_guarded or _is_borrowed(answer))
                yield _answer(
                    sheet,
                    answer,
                    heading,
                    is_me=audience.is_me,
                    offered=offered,
                    only_me=is_only_mine(store, sheet, answer),
                )
        scores_are_mine = scores_are_only_mine(store, sheet)
        for number, score in enumerate(sheet.scores):
            if score.value is not None:
                words, id = score_words(score), f"answers/{sheet.id}#score{number}"
                yield PartLine(
                    id=id,
                    text=f"Score. {words}",
                    ticked=audience.is_me,
                    offered=audience.is_me,
                    note="only me" if scores_are_mine else "",
                    item=Item(text=f"Score. {words}", detail=sheet.score_note),
                    heading=heading,
                    only_me=id if scores_are_mine else "",
                )


def _answer(
    sheet: Sheet, answer: Answer, heading: str, *, is_me: bool, offered: bool, only_me: bool
) -> PartLine:
    id = f"answers/{sheet.id}/{answer.key}"
    question, words = clean_line(answer.question), format_answer(answer)
    is_ended = not question or unicodedata.category(question[-1]) == "Po"  # a full stop, a question mark
    colon = "" if is_ended else ":"
    flat = "; ".join(lines_in(words)) if answer.wants is Wanted.TICKS else clean_line(words)
    both = f"{question}{colon} {flat}".strip()
    is_short = "\n" not in words.strip() and columns(both) <= COLUMNS
    return PartLine(
        id=id,
        text=both,
        ticked=is_me,
        offered=offered,
        note="only me" if only_me else "",
        item=Item(text=both) if is_short or not question else Item(text=question, detail=words),
        heading=heading,
        only_me=id if only_me else "",
    )


def _is_borrowed(answer: Answer) -> bool:
    """True when words of it were picked from another part of the vault, which has its own say in who sees them.

    That is the plan, the safety plan or the next talk.
    """
    return any(not pick.key for pick in answer.picks)


def _is_about_signs(store: Store, sheet: Sheet) -> bool:
    """True when answers can go among the signs or come from the safety plan, and when some were kept there."""
    exercise = _exercise(store, sheet)
    places = {
        place for step in (exercise.steps if exercise else ()) for place in (step.goes_to, step.pick_from)
    }
    for answer in sheet.answers:
        places |= {answer.goes_to, answer.pick_from}  # as it was asked: the step may be another one now
        for kept in answer.kept:
            line = kept_line(store, kept)
            section = store.sections.get(line.section_id) if isinstance(line, PlanLine) else None
            places |= {section.kind} if section else set()
    return not places.isdisjoint(GUARDED)


def _exercise(store: Store, sheet: Sheet) -> Exercise | None:
    added = store.packs.get(sheet.pack_id)
    pack = shipped_pack() if sheet.pack_id == SHIPPED else added.pack if added else None
    return pack.exercise(sheet.exercise_id) if pack else None
