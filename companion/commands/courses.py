"""``companion learn new``, ``check``, ``try``, ``add``, ``remove``: courses as tutors write and students add them."""

from collections.abc import Iterator

from companion.commands.names import find_named
from companion.commands.opening import opened
from companion.commands.request import Request, file_named
from companion.commands.streams import has_screen, listed, put, tell
from companion.domain.exercise import SOURCES, CoursePack, Exercise, ExerciseStep, Wanted
from companion.domain.text import clean_line
from companion.services.learn.courses import PackReport, check_pack, write_example
from companion.words import say_count

NOT_ADDED = "Nothing was added. `companion learn check` reads it again when that is done."
NOT_TRIED = "Mend this first. `companion learn check` reads it again."
TRIED = (
    "This is what a student sees. In a terminal, `companion learn try` opens it to be filled in; "
    "nothing of that is kept."
)


def new_course(request: Request) -> int:
    """``companion learn new``; needs no vault."""
    folder = file_named(request.args.folder)
    for path in write_example(folder, own=request.backend().own_files()):
        tell(f"Written: {path}")
    tell("Begin with README.txt. `companion learn check` and the name of the folder reads what you changed.")
    return 0


def check_course(request: Request) -> int:
    """``companion learn check``; needs no vault. Ends with 1 when there is something to mend."""
    report = check_pack(file_named(request.args.folder))
    tell_all(report)
    if report.exercises:
        put("\n\n".join("\n".join(_found(exercise)) for exercise in report.exercises) + "\n")
    if report.pack is None:
        tell(report.verdict)
        return 1
    put(f"{report.verdict} {_course_words(report.pack)}")
    return 0


def try_course(request: Request) -> int:
    """``companion learn try``: the course with a made-up person, kept in no file. It needs no vault.

    With no terminal and no plain mode, its questions as a student sees them.
    """
    from companion.commands.program import open_trial

    report = check_pack(file_named(request.args.folder))
    tell_all(report)
    if report.pack is None:
        tell(NOT_TRIED)
        return 1
    if has_screen() or request.wants_plain:
        return open_trial(request, report.pack)
    put("\n\n".join("\n".join(block) for each in report.pack.exercises for block in _as_seen(each)))
    tell(TRIED)
    return 0


def add_course(request: Request) -> int:
    """``companion learn add``. The course is read through before anybody is asked for a passphrase."""
    report = check_pack(file_named(request.args.folder))
    tell_all(report)
    if report.pack is None:
        tell(report.verdict)
        tell(NOT_ADDED)
        return 1
    with opened(request, writing=True) as (backend, session):
        added = session.services.packs.add(report.pack, now=backend.now())
    tell(f"Added to your vault, and goes where it goes. {_course_words(report.pack)}")
    if added.earlier is not None:
        was = clean_line(added.earlier.version)
        tell(f"It took the place of version {was}. What you wrote in that stays.")
    if added.warning:
        tell(added.warning)
    return 0


def remove_course(request: Request) -> int:
    """``companion learn remove``. It is put away; adding it again brings it back."""
    with opened(request, writing=True) as (backend, session):
        packs = session.services.packs
        pack = find_named(request.args.course, packs.all(), _names, "course")
        packs.archive(pack.id, now=backend.now())
    tell(
        f"Put away: {clean_line(pack.title)}. What you wrote in it stays. `companion learn add` brings it back."
    )
    return 0


def tell_all(report: PackReport) -> None:
    """Say what there is to mend and to look at, a line each."""
    for sentence in (*report.mistakes, *report.notes):
        tell(sentence)


def head_text(exercise: Exercise) -> list[str]:
    """Return why an exercise is there and what its score is not, as far as it says so."""
    out = listed(f"Why: {exercise.why}", mark="") if exercise.why.strip() else []
    return out + (listed(exercise.score_note, mark="") if exercise.score_note.strip() else [])


def steps_text(exercise: Exercise) -> list[list[str]]:
    """Return each step as a person reads it, in lines."""
    return [_step(step, number) for number, step in enumerate(exercise.steps, start=1)]


def _step(step: ExerciseStep, number: int) -> list[str]:
    mark = f"{number}."
    indent = len(mark) + 1
    out = listed(clean_line(step.heading), mark=mark)
    for words in (step.text, wants_words(step), f"Why: {step.why}" if step.why.strip() else ""):
        out += listed(words, mark="", indent=indent) if words.strip() else []
    return out


def wants_words(step: ExerciseStep) -> str:
    """Return what kind of answer a step wants, in a sentence; empty where there is nothing to answer."""
    match step.wants:
        case Wanted.LINE:
            return "One line."
        case Wanted.LINES:
            return "As many lines as you like."
        case Wanted.PICK:
            if step.pick_from == "here":
                return "Pick from what you wrote above."
            source = next((place for place in SOURCES if place.id == step.pick_from), None)
            return f"Pick from your own lines: {source.words[0] if source else clean_line(step.pick_from)}."
        case Wanted.SCALE:
            ends = [f"{n} {clean_line(end)}" for n, end in ((0, step.low), (10, step.high)) if end.strip()]
            said = ": " + ", ".join(ends) if ends else ""
            return f"A number from 0 to 10{said}."
        case Wanted.CHOICE:
            return f"One of: {_choices(step)}."
        case Wanted.TICKS:
            return f"Tick all that apply: {_choices(step)}."
        case Wanted.DATE:
            return "A day."
        case Wanted.NUMBER:
            return "A number."
    return ""


def _choices(step: ExerciseStep) -> str:
    return "; ".join(clean_line(f"{number} {words}") for number, words in step.numbered)


def _as_seen(exercise: Exercise) -> Iterator[list[str]]:
    about = f"{clean_line(exercise.title)}, about {say_count(exercise.minutes, 'minute')}"
    yield [*listed(about, mark=""), *head_text(exercise)]
    yield from steps_text(exercise)


def _found(exercise: Exercise) -> Iterator[str]:
    """Yield what was found in an exercise: each question in a line, and what it asks for where that changes."""
    noun = "exercise" if exercise.scoring is None else "questionnaire"
    steps = say_count(len(exercise.steps), "question")
    yield from listed(f"{clean_line(exercise.title) or 'No title'}: {noun}, {steps}", mark="")
    before = ""
    for number, step in enumerate(exercise.steps, start=1):
        mark = f"{number}."
        yield from listed(clean_line(step.heading), mark=mark, indent=2)
        wants = wants_words(step) or "To read; it asks for no answer."
        told = [
            wants if wants != before else "",
            "It counts the other way round." if step.is_reversed else "",
        ]
        told.append(f"Part: {clean_line(step.subscale)}." if step.subscale else "")
        before = wants
        if any(told):
            yield from listed(" ".join(filter(None, told)), mark="", indent=len(mark) + 3)
    if exercise.scoring is not None:
        skipped = f"{exercise.may_skip or 'None'} may be left out."
        yield from listed(f"Score: the {exercise.scoring.value} of the answers. {skipped}", mark="", indent=2)


def _course_words(pack: CoursePack) -> str:
    count = say_count(len(pack.exercises), "exercise")
    return f"{clean_line(pack.title)}, version {clean_line(pack.version)}: {count}."


def _names(pack: CoursePack) -> tuple[str, ...]:
    title = clean_line(pack.title)
    return f"{title} ({pack.id})", title, pack.id
