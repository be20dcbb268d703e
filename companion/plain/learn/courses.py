"""Learn: the courses and their exercises, what was written, and the learning plan."""

from functools import partial

from companion.domain.exercise import AnswerKind, Exercise, Pack
from companion.domain.sheet import Sheet
from companion.errors import NothingThere, NotReadable
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.flow import Done
from companion.plain.console.prompter import Choice, Menu
from companion.plain.learn.exercise import begin_or_carry_on
from companion.plain.learn.learning_plan import learning_plan_page
from companion.plain.learn.sheet import archived_sheets_page, read_scores_over_time, sheets_page
from companion.plain.learn.wording import exercise_words, standing_words, started_words
from companion.plain.share import save_as, say_written
from companion.services.files import path_of
from companion.services.learn.courses import PackReport, check_pack
from companion.services.learn.sheets import Standing
from companion.words import say_count

_HELP = (
    "A course is a folder or zip file with a file called pack.toml and one text file for each exercise. "
    "Whoever runs the course can give it to you."
)


def add_pack(visit: Visit) -> None:
    """Ask for a folder or zip file, read out what is in it, and add it after a yes. Raises Back."""
    report = _ask_report(visit)
    if report is None:
        return
    if report.pack is None:
        _read_one_by_one(visit, report.mistakes)
        return
    if not visit.talk.sure(_found(report, report.pack), keep_it="Cancel.", do_it="Add it."):
        visit.talk.say("Nothing was added.")
        return
    pack = report.pack
    added = visit.keep(lambda: visit.services.packs.add(pack, now=visit.now()))
    earlier = f"It takes the place of version {wording.own(added.earlier.version)}" if added.earlier else ""
    visit.talk.say(
        wording.joined(
            f"Added: {wording.own(pack.title)}",
            earlier,
            "It is kept in your vault, and goes where the vault goes",
            added.warning,
        )
    )


def _ask_report(visit: Visit) -> PackReport | None:
    """Return what was found in the place a person named, asked again while it cannot be read."""
    head: tuple[str, ...] = ("", "Add a course. Nothing changes before you say yes.")
    while True:
        words = visit.talk.text(head, "The folder or zip file, with where it is. Enter to skip:", more=_HELP)
        if words is None:
            return None
        try:
            return check_pack(path_of(words))
        except NotReadable as error:
            visit.talk.say(str(error))
            head = ()


def _found(report: PackReport, pack: Pack) -> tuple[str, ...]:
    by = f"By {wording.own(pack.author)}" if pack.author.strip() else ""
    licence = f"Licence: {wording.own(pack.licence)}" if pack.licence.strip() else ""
    version = f"Version {wording.own(pack.version)}" if pack.version.strip() else ""
    exercises = [
        wording.joined(f"- {wording.own(exercise.title)}", say_count(exercise.minutes, "minute"))
        for exercise in pack.exercises
    ]
    notes = [f"Note: {wording.own(note)}" for note in report.notes]
    title = wording.joined(f"Found: {wording.own(pack.title)}", by, version, licence)
    return ("", title, f"{say_count(len(exercises), 'exercise')}:", *exercises, *notes)


def _read_one_by_one(visit: Visit, mistakes: tuple[str, ...]) -> None:
    """Read mistakes, each after an Enter, so that there is time to write it down. Raises Back."""
    count = len(mistakes)
    head = f"There {'is' if count == 1 else 'are'} {say_count(count, 'thing')} to put right before it can be added."
    visit.talk.say("", head)
    for number, mistake in enumerate(mistakes, 1):
        said = wording.own(mistake)
        if number == count:
            visit.talk.say(f"{number} of {count}. {said}", "Nothing was added.")
        else:
            visit.talk.ask(
                (f"{number} of {count}. {said}",),
                "Enter for the next, back to stop:",
                more="Each sentence says the file, the line, and what to change there.",
            )


ANY_TIME = "You can stop anywhere; it will be here."


def exercise_page(visit: Visit, pack_id: str, exercise_id: str) -> None:
    """Show one exercise and what can be done with it."""
    is_told = False

    def build() -> Menu[Act]:
        nonlocal is_told
        pack = visit.services.packs.pack(pack_id)
        exercise = visit.services.packs.exercise(pack_id, exercise_id)
        standing = visit.services.sheets.standings().get((pack_id, exercise_id), Standing())
        title = wording.joined(wording.own(exercise.title), standing_words(visit, standing))
        head = ("", title) if is_told else ("", title, *_about(exercise))
        is_told = True
        return Menu(head=head, choices=tuple(_choices(visit, pack, exercise, standing)))

    visit.page(build)


def _about(exercise: Exercise) -> tuple[str, ...]:
    """Return what is said of an exercise when it is opened."""
    asks = sum(step.kind is not AnswerKind.NONE for step in exercise.steps)
    size = f"{say_count(exercise.minutes, 'minute')}, {say_count(asks, 'question')}"
    return (wording.joined(size, " ".join(wording.whole(exercise.why))), ANY_TIME)


def _choices(visit: Visit, pack: Pack, exercise: Exercise, standing: Standing) -> list[Choice[Act]]:
    ref = pack.id, exercise.id
    begin = "Carry on." if standing.under_way else "Do it again." if standing.done else "Begin."
    choices: list[Choice[Act]] = [
        Choice(label=begin, value=lambda: begin_or_carry_on(visit, *ref)),
        Choice(
            key="v",
            label="Sitting together: do it with someone.",
            value=lambda: begin_or_carry_on(visit, *ref, together=True),
        ),
    ]
    if written := len(visit.services.sheets.of(*ref)):
        choices.append(
            Choice(
                key="i",
                label=f"What you wrote, {say_count(written, 'sheet')}.",
                value=lambda: sheets_page(visit, lambda: visit.services.sheets.of(*ref), begin_or_carry_on),
            )
        )
    if visit.services.sheets.scored(*ref):
        choices.append(
            Choice(key="o", label="Scores over time.", value=lambda: read_scores_over_time(visit, *ref))
        )
    choices.append(
        Choice(key="f", label="Save a worksheet to print.", value=lambda: _save_worksheet(visit, *ref))
    )
    return choices


def _save_worksheet(visit: Visit, pack_id: str, exercise_id: str) -> None:
    """Ask for a kind of file and a place, and write the exercise there with room for a pen."""
    sheets = visit.services.worksheets
    choices = tuple(Choice(label=f"{f.label}.", value=f.id) for f in sheets.formats())
    head = ("", "A worksheet has the questions, and nothing you wrote. Which kind of file?")
    kind = visit.talk.choose(Menu(head=head, choices=choices))
    if kind is None:
        visit.talk.say("No file was written.")
        return
    if kind == "pdf":
        visit.talk.say("Making the PDF.")
    exercise = visit.services.packs.exercise(pack_id, exercise_id)
    data = sheets.render(exercise, visit.services.packs.pack(pack_id), kind)
    offered = sheets.default_path(visit.door.documents, exercise, kind)
    saved = save_as(
        visit, offered, lambda path, force: visit.services.worksheets.save(path, data, force=force)
    )
    say_written(visit, saved)


def learn_page(visit: Visit) -> None:
    """Show what is under way, the courses, and the ways to what was written."""

    def build() -> Menu[Act]:
        services = visit.services
        choices: list[Choice[Act]] = []
        if (sheet := _under_way(visit)) is not None:
            ref = sheet.pack_id, sheet.exercise_id
            label = wording.joined(
                f"Carry on: {wording.own(sheet.title)}", f"Started {started_words(visit, sheet)}"
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
        by = f"By {wording.own(pack.author)}" if pack.author.strip() else ""
        return Menu(head=("", wording.joined(wording.own(pack.title), by)), choices=tuple(choices))

    visit.page(build)


def _pack_words(pack: Pack) -> str:
    return f"{wording.own(pack.title)}, {say_count(len(pack.exercises), 'exercise')}."


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
