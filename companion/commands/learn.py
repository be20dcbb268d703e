"""``companion learn`` and ``learn list``: the learning plan, courses and exercises, as text or JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from companion.commands.courses import head_text, steps_text, tell_all
from companion.commands.names import find_named
from companion.commands.opening import opened
from companion.commands.request import Request, file_named
from companion.commands.sharing import target
from companion.commands.streams import listed, put, put_bytes, put_json, tell
from companion.domain.exercise import SHIPPED, AnswerKind, CoursePack, Exercise, ExerciseStep
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, Sheet
from companion.domain.text import clean_line, folded
from companion.errors import InvalidEntry, NotReadable
from companion.services.learn.answers import format_answer, score_words
from companion.services.learn.courses import check_pack, shipped_pack
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
    blocks = [
        _head(named),
        *(steps_text(named.exercise) if named.exercise else ()),
        *map(_sheet_text, sheets),
    ]
    put("\n\n".join("\n".join(block) for block in blocks))
    return 0


def _head(named: Named) -> list[str]:
    out = listed(clean_line(named.title), mark="")
    exercise = named.exercise
    if exercise is None:
        return out + listed(GONE, mark="")
    out += listed(f"{ref_name(named.ref)}, about {say_count(exercise.minutes, 'minute')}", mark="")
    return out + head_text(exercise)


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
        "answer": step.wants.value,
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
            {
                "name": score.name,
                "value": score.value,
                "low": score.low,
                "high": score.high,
                "answered": score.answered,
                "items": score.items,
            }
            for score in sheet.scores
        ],
        "score_is_not": sheet.score_note,
    }


SUFFIXES = {".html": "html", ".htm": "html", ".pdf": "pdf"}


def print_worksheet(request: Request) -> int:
    """``companion learn print``; a course in a folder and the course of the program need no vault."""
    args = request.args
    if args.all and args.exercise:
        raise InvalidEntry("arguments", "Name one EXERCISE, or say --all for every one of them; not both.")
    if not args.all and not args.exercise:
        raise InvalidEntry("arguments", "Name an EXERCISE, or say --all for every one of them.")
    format_id, out = target(request, SUFFIXES)
    exercises, title = _all_to_print(request) if args.all else (_one_to_print(request), "")
    worksheets = Worksheets(request.backend().own_files())
    data = worksheets.render_all(exercises, format_id, title=title)
    if out is None:
        put_bytes(data)
    else:
        tell(f"Written to {worksheets.save(out, data, force=args.force)}")
    return 0


ToPrint = list[tuple[Exercise, CoursePack]]


def _one_to_print(request: Request) -> ToPrint:
    args = request.args
    if args.folder:
        named = find_exercise(args.exercise, named_in((_course_in(request),)))
    else:
        found = shipped_alone(request, args.exercise)
        if found is None:
            with opened(request, writing=False) as (_, session):
                found = find_exercise(args.exercise, named_in(session.services.packs.all()))
        named = found
    if named.pack is None or named.exercise is None:
        raise LookupError("an exercise was offered whose course is gone")
    return [(named.exercise, named.pack)]


def _all_to_print(request: Request) -> tuple[ToPrint, str]:
    """Return every exercise of the folder, of the vault, or where there is none of the program; and their title."""
    if request.args.folder:
        packs: tuple[CoursePack, ...] = (_course_in(request),)
    elif request.backend().vault_exists():
        with opened(request, writing=False) as (_, session):
            packs = session.services.packs.all()
    else:
        packs = (shipped_pack(),)
    title = packs[0].title if len(packs) == 1 else "All exercises"
    return [(exercise, pack) for pack in packs for exercise in pack.exercises], title


def _course_in(request: Request) -> CoursePack:
    """Return the course in the folder that was named, having told what there is to look at in it."""
    report = check_pack(file_named(request.args.folder))
    if report.pack is None:
        raise NotReadable("\n".join(report.mistakes))
    tell_all(report)
    return report.pack


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
