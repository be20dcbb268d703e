"""``companion learn`` and ``learn list``: the learning plan, courses and exercises, as text or JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from companion.commands.names import find_named
from companion.commands.opening import opened
from companion.commands.request import Request, file_named
from companion.commands.sharing import target
from companion.commands.streams import listed, put, put_bytes, put_json, tell
from companion.domain.exercise import SHIPPED, SOURCES, AnswerKind, CoursePack, Exercise, ExerciseStep
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, Sheet
from companion.domain.text import clean_line, folded
from companion.services.learn.answers import format_answer, score_words
from companion.services.learn.courses import PackReport, check_pack, pack_in, shipped_pack, write_example
from companion.services.learn.learning_plan import LearningPlans
from companion.services.learn.sheets import Progress, Ref, Sheets
from companion.services.learn.worksheets import Worksheets
from companion.services.share.learning import COURSES, PLAN, course_words, in_day_order
from companion.services.share.learning import sheet_day as day_of
from companion.words import say_count, say_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An exercise that can be named; one whose course is gone has its sheets and nothing else."""

    ref: Ref
    title: str
    pack: CoursePack | None = None
    exercise: Exercise | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it can be called; the first tells it from every other."""
        title, name = clean_line(self.title), ref_name(self.ref)
        return f"{title} ({name})", title, name, self.ref[1]


def ref_name(ref: Ref) -> str:
    """Return the name of an exercise that is no other's: ``companion/early-signs``."""
    return "/".join(ref)


def named_in(packs: Iterable[CoursePack], sheets: Iterable[Sheet] = ()) -> tuple[Named, ...]:
    """Return every exercise of `packs`, then those that `sheets` have and no pack any more."""
    found = {
        (pack.id, exercise.id): Named(
            ref=(pack.id, exercise.id), title=exercise.title, pack=pack, exercise=exercise
        )
        for pack in packs
        for exercise in pack.exercises
    }
    for sheet in sheets:
        ref = (sheet.pack_id, sheet.exercise_id)
        found.setdefault(ref, Named(ref=ref, title=sheet.title))
    return tuple(found.values())


def find_exercise(given: str, exercises: Sequence[Named]) -> Named:
    """Return the exercise that `given` means. Raises UnknownName with the list."""
    return find_named(given, exercises, lambda named: named.names, "exercise")


def shipped_alone(request: Request, given: str) -> Named | None:
    """Return what comes with the program and needs no vault; None when the vault has to be looked into.

    That is an exercise of the program named in full, or any of them where there is no vault yet. Raises
    UnknownName.
    """
    shipped = named_in((shipped_pack(),))
    exact = [named for named in shipped if folded(given) in map(folded, named.names)]
    if len(exact) == 1:
        return exact[0]
    return None if request.backend().vault_exists() else find_exercise(given, shipped)


GONE = "The questions are not here any more. What you wrote is."


def show_exercise(request: Request) -> int:
    """``companion learn show``. With ``--sheet``, and where there is no vault, it is the exercise alone."""
    given, alone = request.args.exercise, request.args.sheet
    named = None
    if alone or not request.backend().vault_exists():
        named = shipped_alone(request, given)
    sheets: Sequence[Sheet] = ()
    if named is None:
        with opened(request, writing=False) as (_, session):
            services = session.services
            named = find_exercise(
                given, named_in(services.packs.all(), () if alone else services.sheets.all())
            )
            sheets = () if alone else in_day_order(services.sheets.of(*named.ref))
    if request.args.json:
        put_json(_as_json(named, sheets))
        return 0
    blocks = [_head(named), *_steps(named.exercise), *map(_sheet_text, sheets)]
    put("\n\n".join("\n".join(block) for block in blocks))
    return 0


def _head(named: Named) -> list[str]:
    out = listed(clean_line(named.title), mark="")
    exercise = named.exercise
    if exercise is None:
        return out + listed(GONE, mark="")
    out += listed(f"{ref_name(named.ref)}, about {say_count(exercise.minutes, 'minute')}", mark="")
    out += listed(f"Why: {exercise.why}", mark="") if exercise.why.strip() else []
    return out + (listed(exercise.score_note, mark="") if exercise.score_note.strip() else [])


def _steps(exercise: Exercise | None) -> list[list[str]]:
    return [_step(step, number) for number, step in enumerate(exercise.steps, start=1)] if exercise else []


def _step(step: ExerciseStep, number: int) -> list[str]:
    mark = f"{number}."
    indent = len(mark) + 1
    out = listed(clean_line(step.heading), mark=mark)
    for words in (step.text, _wants(step), f"Why: {step.why}" if step.why.strip() else ""):
        out += listed(words, mark="", indent=indent) if words.strip() else []
    return out


def _wants(step: ExerciseStep) -> str:
    """Return what kind of answer a step wants, in a sentence; empty where there is nothing to answer."""
    match step.kind:
        case AnswerKind.LINE:
            return "One line."
        case AnswerKind.LINES:
            return "As many lines as you like."
        case AnswerKind.PICK:
            if step.pick_from == "here":
                return "Pick from what you wrote above."
            source = next((place for place in SOURCES if place.id == step.pick_from), None)
            return f"Pick from your own lines: {source.words[0] if source else clean_line(step.pick_from)}."
        case AnswerKind.SCALE:
            ends = [f"{n} {clean_line(end)}" for n, end in ((0, step.low), (10, step.high)) if end.strip()]
            said = ": " + ", ".join(ends) if ends else ""
            return f"A number from 0 to 10{said}."
        case AnswerKind.CHOICE:
            return f"One of: {'; '.join(clean_line(choice.label) for choice in step.choices)}."
    return ""


def _sheet_text(sheet: Sheet) -> list[str]:
    day = day_of(sheet)
    out = [f"My answers, {day}"]
    for answer in sheet.answers:
        if not answer.is_blank:
            out += _answer_text(answer)
    for score in sheet.scores:
        out += listed(f"Score. {score_words(score)}")
    if sheet.scores and sheet.score_note.strip():
        out += listed(sheet.score_note, mark="", indent=2)
    return out if len(out) > 1 else [f"{out[0]}: nothing is written."]


def _answer_text(answer: Answer) -> list[str]:
    mine = " (only me)" if answer.audience is Visibility.ME else ""
    out = listed(f"{clean_line(answer.question)}{mine}")
    return out + listed(format_answer(answer), mark="", indent=2)


def _as_json(named: Named, sheets: Sequence[Sheet]) -> dict[str, object]:
    exercise = named.exercise
    return {
        "name": ref_name(named.ref),
        "title": named.title,
        "minutes": exercise.minutes if exercise else None,
        "why": exercise.why if exercise else None,
        "score_is_not": exercise.score_note if exercise else None,
        "steps": [_step_json(step) for step in exercise.steps] if exercise else None,
        "sheets": [_sheet_json(sheet) for sheet in sheets],
    }


def _step_json(step: ExerciseStep) -> dict[str, object]:
    return {
        "key": step.key,
        "heading": step.heading,
        "text": step.text,
        "answer": step.kind.value,
        "why": step.why,
        "example": step.example,
        "goes_to": step.goes_to,
        "from": step.pick_from,
        "choices": [{"label": choice.label, "number": choice.number} for choice in step.choices],
        "ends": [step.low, step.high] if step.kind is AnswerKind.SCALE else None,
    }


def _sheet_json(sheet: Sheet) -> dict[str, object]:
    return {
        "id": sheet.id,
        "version": sheet.pack_version,
        "started": sheet.created_at.isoformat(),
        "done": sheet.done_at.isoformat() if sheet.done_at else None,
        "answers": [
            {
                "key": answer.key,
                "question": answer.question,
                "text": answer.text,
                "number": answer.number,
                "audience": answer.audience.value,
            }
            for answer in sheet.answers
            if not answer.is_blank
        ],
        "scores": [
            {"name": score.name, "value": score.value, "low": score.low, "high": score.high}
            for score in sheet.scores
        ],
        "score_is_not": sheet.score_note,
    }


NOT_ADDED = "Nothing was added. `companion learn check` reads it again when that is done."


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
    _tell_all(report)
    if report.pack is None:
        return 1
    put(f"Nothing to mend. {_course_words(report.pack)}")
    return 0


def add_course(request: Request) -> int:
    """``companion learn add``. The course is read through before anybody is asked for a passphrase."""
    report = check_pack(file_named(request.args.folder))
    _tell_all(report)
    if report.pack is None:
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


def _tell_all(report: PackReport) -> None:
    for sentence in (*report.mistakes, *report.notes):
        tell(sentence)
    if report.mistakes:
        tell(f"{say_count(len(report.mistakes), 'thing')} to mend.")


def _course_words(pack: CoursePack) -> str:
    count = say_count(len(pack.exercises), "exercise")
    return f"{clean_line(pack.title)}, version {clean_line(pack.version)}: {count}."


def _names(pack: CoursePack) -> tuple[str, ...]:
    title = clean_line(pack.title)
    return f"{title} ({pack.id})", title, pack.id


SUFFIXES = {".html": "html", ".htm": "html", ".pdf": "pdf"}


def print_worksheet(request: Request) -> int:
    """``companion learn print``; a course in a folder and the course of the program need no vault."""
    format_id, out = target(request, SUFFIXES)
    named = _named(request)
    worksheets = Worksheets(request.backend().own_files())
    if named.pack is None or named.exercise is None:
        raise LookupError("an exercise was offered whose course is gone")
    data = worksheets.render(named.exercise, named.pack, format_id)
    if out is None:
        put_bytes(data)
    else:
        tell(f"Written to {worksheets.save(out, data, force=request.args.force)}")
    return 0


def _named(request: Request) -> Named:
    args = request.args
    if args.folder:
        return find_exercise(args.exercise, named_in((pack_in(file_named(args.folder)),)))
    named = shipped_alone(request, args.exercise)
    if named is None:
        with opened(request, writing=False) as (_, session):
            named = find_exercise(args.exercise, named_in(session.services.packs.all()))
    return named


NOTHING_YET = (
    "Nothing is written in Learn yet. `companion learn list` lists the exercises, and `companion` is where "
    "to do one."
)
NO_VAULT = "There is no vault yet. This course comes with the program."

NOT_BEGUN = Progress()

Progresses = dict[Ref, Progress]


def show_learn(request: Request) -> int:
    """``companion learn``."""
    with opened(request, writing=False) as (_, session):
        learning, sheets = session.services.learning, session.services.sheets
        if request.args.json:
            put_json({**_plan_json(learning), "exercises": _progresses_json(sheets.progresses())})
            return 0
        parts = [part for part in (_plan_text(learning), _courses_text(learning), _done_text(sheets)) if part]
        if not parts:
            tell(NOTHING_YET)
            return 0
        put("\n\n".join("\n".join(part) for part in parts))
    return 0


def list_exercises(request: Request) -> int:
    """``companion learn list``; where there is no vault, the course that comes with the program."""
    packs: tuple[CoursePack, ...] = (shipped_pack(),)
    progresses: Progresses = {}
    if request.backend().vault_exists():
        with opened(request, writing=False) as (_, session):
            packs, progresses = session.services.packs.all(), session.services.sheets.progresses()
    else:
        tell(NO_VAULT)
    if request.args.json:
        put_json({"courses": [_pack_json(pack, progresses) for pack in packs]})
    else:
        put("\n\n".join("\n".join(_pack_text(pack, progresses)) for pack in packs))
    return 0


def progress_words(progress: Progress) -> str:
    """Return ``done 3 November 2026``, ``started 3 November 2026`` or both; empty when it was never begun."""
    return ", ".join(progress.words(say_date))


def _plan_text(learning: LearningPlans) -> list[str]:
    out: list[str] = []
    for guide in learning.guides():
        if lines := learning.lines(guide.part):
            out += ["", guide.title]
            for line in lines:
                out += listed(f"{line.text.rstrip()} ({say_date(line.created_at)})")
    return [PLAN, *out] if out else []


def _courses_text(learning: LearningPlans) -> list[str]:
    out: list[str] = []
    for course in learning.courses():
        out += listed(course_words(course))
        if course.used.strip():
            out += listed(f"What I use from it: {course.used}", mark="", indent=2)
    return [COURSES, *out] if out else []


def _done_text(sheets: Sheets) -> list[str]:
    out: list[str] = []
    for _, progress in _newest_first(sheets.progresses()):
        out += listed(f"{_title(progress)}: {progress_words(progress)}")
    return ["Exercises", *out] if out else []


def _pack_text(pack: CoursePack, progresses: Progresses) -> list[str]:
    by = f", by {clean_line(pack.author)}" if pack.author.strip() else ""
    out = listed(f"{clean_line(pack.title)} ({pack.id}), version {clean_line(pack.version)}{by}", mark="")
    for exercise in pack.exercises:
        how_far = progress_words(progresses.get((pack.id, exercise.id), NOT_BEGUN))
        facts = (clean_line(exercise.title), say_count(exercise.minutes, "minute"), how_far)
        out += listed(", ".join(filter(None, facts)))
        out += listed(ref_name((pack.id, exercise.id)), mark="", indent=4)
    return out


def _newest_first(progresses: Progresses) -> list[tuple[Ref, Progress]]:
    return sorted(progresses.items(), key=lambda item: (_last_touched(item[1]), item[0]), reverse=True)


def _last_touched(progress: Progress) -> float:
    days = [s.done_at or s.created_at for s in (progress.last_done, progress.under_way) if s]
    return max(day.timestamp() for day in days)


def _title(progress: Progress) -> str:
    sheet = progress.under_way or progress.last_done
    return clean_line(sheet.title) if sheet else ""


def _plan_json(learning: LearningPlans) -> dict[str, object]:
    return {
        "plan": [
            {
                "part": guide.part.value,
                "title": guide.title,
                "lines": [
                    {
                        "id": line.id,
                        "text": line.text,
                        "written": line.created_at.isoformat(),
                        "audience": line.audience.value,
                    }
                    for line in learning.lines(guide.part)
                ],
            }
            for guide in learning.guides()
        ],
        "courses": [
            {
                "id": course.id,
                "title": course.title,
                "where": course.where,
                "day": course.day.isoformat() if course.day else None,
                "used": course.used,
            }
            for course in learning.courses()
        ],
    }


def _progresses_json(progresses: Progresses) -> list[dict[str, object]]:
    return [
        {"name": ref_name(ref), "title": _title(progress), **_progress_json(progress)}
        for ref, progress in _newest_first(progresses)
    ]


def _progress_json(progress: Progress) -> dict[str, object]:
    done, begun = progress.last_done, progress.under_way
    return {
        "times_done": progress.done,
        "last_done": done.done_at.isoformat() if done and done.done_at else None,
        "started": begun.created_at.isoformat() if begun else None,
    }


def _pack_json(pack: CoursePack, progresses: Progresses) -> dict[str, object]:
    def exercises(these: Sequence[Exercise]) -> list[dict[str, object]]:
        return [
            {
                "name": ref_name((pack.id, exercise.id)),
                "title": exercise.title,
                "minutes": exercise.minutes,
                "is_questionnaire": exercise.scoring is not None,
                **_progress_json(progresses.get((pack.id, exercise.id), NOT_BEGUN)),
            }
            for exercise in these
        ]

    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "author": pack.author,
        "licence": pack.licence,
        "language": pack.language,
        "is_shipped": pack.id == SHIPPED,
        "exercises": exercises(pack.exercises),
    }
