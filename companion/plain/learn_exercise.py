"""One exercise: what it is, how far one is, doing it, what was written before, and a sheet for a pen."""

from companion.domain.exercise import AnswerKind, Exercise, Pack
from companion.plain import phrases
from companion.plain.files import save_as, say_written
from companion.plain.learn_doing import begin_or_carry_on
from companion.plain.learn_sheet import read_scores_over_time, sheets_page
from companion.plain.learn_words import standing_words
from companion.plain.talker import Choice, Menu
from companion.plain.visit import Act, Visit
from companion.services.learn.sheets import Standing
from companion.words import say_count

ANY_TIME = "You can stop anywhere; it will be here."


def exercise_page(visit: Visit, pack_id: str, exercise_id: str) -> None:
    """Show one exercise and what can be done with it."""
    is_told = False

    def build() -> Menu[Act]:
        nonlocal is_told
        pack = visit.services.packs.pack(pack_id)
        exercise = visit.services.packs.exercise(pack_id, exercise_id)
        standing = visit.services.sheets.standings().get((pack_id, exercise_id), Standing())
        title = phrases.joined(phrases.own(exercise.title), standing_words(visit, standing))
        head = ("", title) if is_told else ("", title, *_about(exercise))
        is_told = True
        return Menu(head=head, choices=tuple(_choices(visit, pack, exercise, standing)))

    visit.page(build)


def _about(exercise: Exercise) -> tuple[str, ...]:
    """Return what is said of an exercise when it is opened."""
    asks = sum(step.kind is not AnswerKind.NONE for step in exercise.steps)
    size = f"{say_count(exercise.minutes, 'minute')}, {say_count(asks, 'question')}"
    return (phrases.joined(size, " ".join(phrases.whole(exercise.why))), ANY_TIME)


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
