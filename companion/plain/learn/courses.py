"""Learn: the courses and their exercises, what was written, and the learning plan."""

from functools import partial

from companion.domain.exercise import AnswerKind, CoursePack, Exercise
from companion.domain.sheet import Sheet
from companion.errors import NothingThere, NotReadable
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Done
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.learn.exercise import begin_or_carry_on
from companion.plain.learn.learning_plan import learning_plan_page
from companion.plain.learn.sheet import archived_sheets_page, read_scores_over_time, sheets_page
from companion.plain.learn.wording import exercise_words, progress_words, started_words
from companion.plain.share import save_as, say_written
from companion.services.files import path_of
from companion.services.learn.courses import PackReport, check_pack
from companion.services.learn.sheets import Progress
from companion.words import say_count

_HELP = (
    "A course is a folder or zip file with a file called pack.toml and one text file for each exercise. "
    "Whoever runs the course can give it to you."
)


def add_pack(context: Context) -> None:
    """Ask for a folder or zip file, read out what is in it, and add it after a yes. Raises Back."""
    report = _ask_report(context)
    if report is None:
        return
    if report.pack is None:
        _read_one_by_one(context, report.mistakes)
        return
    if not context.prompter.sure(_found(report, report.pack), keep_it="Cancel.", do_it="Add it."):
        context.prompter.say("Nothing was added.")
        return
    pack = report.pack
    added = context.keep(lambda: context.services.packs.add(pack, now=context.now()))
    earlier = f"It takes the place of version {wording.own(added.earlier.version)}" if added.earlier else ""
    context.prompter.say(
        wording.sentences(
            f"Added: {wording.own(pack.title)}",
            earlier,
            "It is kept in your vault, and goes where the vault goes",
            added.warning,
        )
    )


def _ask_report(context: Context) -> PackReport | None:
    """Return what was found in the place a person named, asked again while it cannot be read."""
    head: tuple[str, ...] = ("", "Add a course. Nothing changes before you say yes.")
    while True:
        words = context.prompter.text(
            head, "The folder or zip file, with where it is. Enter to skip:", more=_HELP
        )
        if words is None:
            return None
        try:
            return check_pack(path_of(words))
        except NotReadable as error:
            context.prompter.say(str(error))
            head = ()


def _found(report: PackReport, pack: CoursePack) -> tuple[str, ...]:
    by = f"By {wording.own(pack.author)}" if pack.author.strip() else ""
    licence = f"Licence: {wording.own(pack.licence)}" if pack.licence.strip() else ""
    version = f"Version {wording.own(pack.version)}" if pack.version.strip() else ""
    exercises = [
        wording.sentences(f"- {wording.own(exercise.title)}", say_count(exercise.minutes, "minute"))
        for exercise in pack.exercises
    ]
    notes = [f"Note: {wording.own(note)}" for note in report.notes]
    title = wording.sentences(f"Found: {wording.own(pack.title)}", by, version, licence)
    return ("", title, f"{say_count(len(exercises), 'exercise')}:", *exercises, *notes)


def _read_one_by_one(context: Context, mistakes: tuple[str, ...]) -> None:
    """Read mistakes, each after an Enter, so that there is time to write it down. Raises Back."""
    count = len(mistakes)
    head = f"There {'is' if count == 1 else 'are'} {say_count(count, 'thing')} to put right before it can be added."
    context.prompter.say("", head)
    for number, mistake in enumerate(mistakes, 1):
        said = wording.own(mistake)
        if number == count:
            context.prompter.say(f"{number} of {count}. {said}", "Nothing was added.")
        else:
            context.prompter.ask(
                (f"{number} of {count}. {said}",),
                "Enter for the next, back to stop:",
                more="Each sentence says the file, the line, and what to change there.",
            )


ANY_TIME = "You can stop anywhere; it will be here."


def exercise_page(context: Context, pack_id: str, exercise_id: str) -> None:
    """Show one exercise and what can be done with it."""
    is_told = False

    def build() -> Menu[Act]:
        nonlocal is_told
        pack = context.services.packs.pack(pack_id)
        exercise = context.services.packs.exercise(pack_id, exercise_id)
        progress = context.services.sheets.progresses().get((pack_id, exercise_id), Progress())
        title = wording.sentences(wording.own(exercise.title), progress_words(context, progress))
        head = ("", title) if is_told else ("", title, *_about(exercise))
        is_told = True
        return Menu(head=head, choices=tuple(_choices(context, pack, exercise, progress)))

    context.page(build)


def _about(exercise: Exercise) -> tuple[str, ...]:
    """Return what is said of an exercise when it is opened."""
    asks = sum(step.kind is not AnswerKind.NONE for step in exercise.steps)
    size = f"{say_count(exercise.minutes, 'minute')}, {say_count(asks, 'question')}"
    return (wording.sentences(size, " ".join(wording.whole(exercise.why))), ANY_TIME)


def _choices(
    context: Context, pack: CoursePack, exercise: Exercise, progress: Progress
) -> list[MenuItem[Act]]:
    ref = pack.id, exercise.id
    begin = "Carry on." if progress.under_way else "Do it again." if progress.done else "Begin."
    choices: list[MenuItem[Act]] = [
        MenuItem(label=begin, value=lambda: begin_or_carry_on(context, *ref)),
        MenuItem(
            key="v",
            label="Sitting together: do it with someone.",
            value=lambda: begin_or_carry_on(context, *ref, together=True),
        ),
    ]
    if written := len(context.services.sheets.of(*ref)):
        choices.append(
            MenuItem(
                key="i",
                label=f"What you wrote, {say_count(written, 'sheet')}.",
                value=lambda: sheets_page(
                    context, lambda: context.services.sheets.of(*ref), begin_or_carry_on
                ),
            )
        )
    if context.services.sheets.scored(*ref):
        choices.append(
            MenuItem(key="o", label="Scores over time.", value=lambda: read_scores_over_time(context, *ref))
        )
    choices.append(
        MenuItem(key="f", label="Save a worksheet to print.", value=lambda: _save_worksheet(context, *ref))
    )
    return choices


def _save_worksheet(context: Context, pack_id: str, exercise_id: str) -> None:
    """Ask for a kind of file and a place, and write the exercise there with room for a pen."""
    sheets = context.services.worksheets
    choices = tuple(MenuItem(label=f"{f.label}.", value=f.id) for f in sheets.formats())
    head = ("", "A worksheet has the questions, and nothing you wrote. Which kind of file?")
    kind = context.prompter.choose(Menu(head=head, choices=choices))
    if kind is None:
        context.prompter.say("No file was written.")
        return
    if kind == "pdf":
        context.prompter.say("Making the PDF.")
    exercise = context.services.packs.exercise(pack_id, exercise_id)
    data = sheets.render(exercise, context.services.packs.pack(pack_id), kind)
    offered = sheets.default_path(context.backend.documents, exercise, kind)
    saved = save_as(
        context, offered, lambda path, force: context.services.worksheets.save(path, data, force=force)
    )
    say_written(context, saved)


def learn_page(context: Context) -> None:
    """Show what is under way, the courses, and the ways to what was written."""

    def build() -> Menu[Act]:
        services = context.services
        choices: list[MenuItem[Act]] = []
        if (sheet := _under_way(context)) is not None:
            ref = sheet.pack_id, sheet.exercise_id
            label = wording.sentences(f"Carry on: {wording.own(sheet.title)}", started_words(context, sheet))
            choices.append(MenuItem(label=label, value=partial(begin_or_carry_on, context, *ref)))
        choices += [
            MenuItem(label=_pack_words(pack), value=partial(pack_page, context, pack.id))
            for pack in services.packs.all()
        ]
        choices.append(MenuItem(label="My learning plan.", value=lambda: learning_plan_page(context)))
        choices.append(
            MenuItem(
                key="a", label="Add a course from a folder or zip file.", value=lambda: add_pack(context)
            )
        )
        if written := len(services.sheets.all()):
            label = f"What you wrote, {say_count(written, 'sheet')}."
            choices.append(MenuItem(key="i", label=label, value=lambda: _all_sheets(context)))
        if services.sheets.all(archived=True):
            choices.append(
                MenuItem(key="k", label="Sheets in the archive.", value=lambda: archived_sheets_page(context))
            )
        return Menu(head=("", "Learn."), choices=tuple(choices))

    context.page(build)


def pack_page(context: Context, id: str) -> None:
    """Show the exercises of a course, each with how far one is."""

    def build() -> Menu[Act]:
        services = context.services
        pack, progresses = services.packs.pack(id), services.sheets.progresses()
        choices: list[MenuItem[Act]] = [
            MenuItem(
                label=exercise_words(context, exercise, progresses.get((id, exercise.id), Progress())),
                value=partial(exercise_page, context, id, exercise.id),
            )
            for exercise in pack.exercises
        ]
        if services.packs.is_added(id):
            choices.append(
                MenuItem(key="d", label="Put this course away.", value=lambda: _put_away(context, id))
            )
        by = f"By {wording.own(pack.author)}" if pack.author.strip() else ""
        return Menu(head=("", wording.sentences(wording.own(pack.title), by)), choices=tuple(choices))

    context.page(build)


def _pack_words(pack: CoursePack) -> str:
    return f"{wording.own(pack.title)}, {say_count(len(pack.exercises), 'exercise')}."


def _under_way(context: Context) -> Sheet | None:
    """Return the sheet to carry on with: the one written in last whose exercise is still there."""
    for sheet in context.services.sheets.all():
        if sheet.done_at is None:
            try:
                context.services.sheets.exercise(sheet)
            except NothingThere:
                continue
            return sheet
    return None


def _all_sheets(context: Context) -> None:
    sheets_page(context, context.services.sheets.all, begin_or_carry_on)


def _put_away(context: Context, id: str) -> None:
    context.services.packs.archive(id, now=context.now())
    context.prompter.say(
        "Put away. What you wrote stays, and can be read. u brings the course back, and so does adding it again."
    )
    raise Done
