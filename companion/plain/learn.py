"""Learn: the courses and their exercises, what was written, and the learning plan."""

from functools import partial

from companion.domain.exercise import Pack
from companion.domain.sheet import Sheet
from companion.errors import NothingThere
from companion.plain import phrases
from companion.plain.flow import Done
from companion.plain.learn_add import add_pack
from companion.plain.learn_doing import begin_or_carry_on
from companion.plain.learn_exercise import exercise_page
from companion.plain.learn_plan import learning_plan_page
from companion.plain.learn_sheet import archived_sheets_page, sheets_page
from companion.plain.learn_words import exercise_words, started_words
from companion.plain.talker import Choice, Menu
from companion.plain.visit import Act, Visit
from companion.services.learn.sheets import Standing
from companion.words import say_count


def learn_page(visit: Visit) -> None:
    """Show what is under way, the courses, and the ways to what was written."""

    def build() -> Menu[Act]:
        services = visit.services
        choices: list[Choice[Act]] = []
        if (sheet := _under_way(visit)) is not None:
            ref = sheet.pack_id, sheet.exercise_id
            label = phrases.joined(
                f"Carry on: {phrases.own(sheet.title)}", f"Started {started_words(visit, sheet)}"
            )
            choices.append(Choice(label=label, value=partial(begin_or_carry_on, visit, *ref)))
        choices += [
            Choice(label=_pack_words(pack), value=partial(pack_page, visit, pack.id))
            for pack in services.packs.all()
        ]
        choices.append(Choice(label="My learning plan.", value=lambda: learning_plan_page(visit)))
        choices.append(
            Choice(key="a", label="Add a course from a folder or zip file.", value=lambda: add_pack(visit))
        )
        if written := len(services.sheets.all()):
            label = f"What you wrote, {say_count(written, 'sheet')}."
            choices.append(Choice(key="i", label=label, value=lambda: _all_sheets(visit)))
        if services.sheets.all(archived=True):
            choices.append(
                Choice(key="k", label="Sheets in the archive.", value=lambda: archived_sheets_page(visit))
            )
        return Menu(head=("", "Learn."), choices=tuple(choices))

    visit.page(build)


def pack_page(visit: Visit, id: str) -> None:
    """Show the exercises of a course, each with how far one is."""

    def build() -> Menu[Act]:
        services = visit.services
        pack, standings = services.packs.pack(id), services.sheets.standings()
        choices: list[Choice[Act]] = [
            Choice(
                label=exercise_words(visit, exercise, standings.get((id, exercise.id), Standing())),
                value=partial(exercise_page, visit, id, exercise.id),
            )
            for exercise in pack.exercises
        ]
        if services.packs.is_added(id):
            choices.append(Choice(key="d", label="Put this course away.", value=lambda: _put_away(visit, id)))
        by = f"By {phrases.own(pack.author)}" if pack.author.strip() else ""
        return Menu(head=("", phrases.joined(phrases.own(pack.title), by)), choices=tuple(choices))

    visit.page(build)


def _pack_words(pack: Pack) -> str:
    return f"{phrases.own(pack.title)}, {say_count(len(pack.exercises), 'exercise')}."


def _under_way(visit: Visit) -> Sheet | None:
    """Return the sheet to carry on with: the one written in last whose exercise is still there."""
    for sheet in visit.services.sheets.all():
        if sheet.done_at is None:
            try:
                visit.services.sheets.exercise(sheet)
            except NothingThere:
                continue
            return sheet
    return None


def _all_sheets(visit: Visit) -> None:
    sheets_page(visit, visit.services.sheets.all, begin_or_carry_on)


def _put_away(visit: Visit, id: str) -> None:
    visit.services.packs.archive(id, now=visit.now())
    visit.talk.say(
        "Put away. What you wrote stays, and can be read. u brings the course back, and so does adding it again."
    )
    raise Done
