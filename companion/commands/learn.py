"""``companion learn`` and ``learn list``: the learning plan, courses and exercises, as text or JSON."""

from collections.abc import Sequence

from companion.commands.learn_names import ref_name
from companion.commands.opening import opened
from companion.commands.printing import listed
from companion.commands.request import Request
from companion.commands.streams import put, put_json, tell
from companion.domain.exercise import SHIPPED, Exercise, Pack
from companion.domain.text import clean_line
from companion.services.learning_plan import LearningPlans
from companion.services.packs import shipped_pack
from companion.services.sharing_learning import COURSES, PLAN, course_words
from companion.services.sheets import Ref, Sheets, Standing
from companion.words import say_count, say_date

NOTHING_YET = (
    "Nothing is written in Learn yet. `companion learn list` lists the exercises, and `companion` is where "
    "to do one."
)
NO_VAULT = "There is no vault yet. This course comes with the program."

NOT_BEGUN = Standing()

Standings = dict[Ref, Standing]


def show_learn(request: Request) -> int:
    """``companion learn``."""
    with opened(request, writing=False) as (_, sitting):
        learning, sheets = sitting.services.learning, sitting.services.sheets
        if request.args.json:
            put_json({**_plan_json(learning), "exercises": _standings_json(sheets.standings())})
            return 0
        parts = [part for part in (_plan_text(learning), _courses_text(learning), _done_text(sheets)) if part]
        if not parts:
            tell(NOTHING_YET)
            return 0
        put("\n\n".join("\n".join(part) for part in parts))
    return 0


def list_exercises(request: Request) -> int:
    """``companion learn list``; where there is no vault, the course that comes with the program."""
    packs: tuple[Pack, ...] = (shipped_pack(),)
    standings: Standings = {}
    if request.door().vault_exists():
        with opened(request, writing=False) as (_, sitting):
            packs, standings = sitting.services.packs.all(), sitting.services.sheets.standings()
    else:
        tell(NO_VAULT)
    if request.args.json:
        put_json({"courses": [_pack_json(pack, standings) for pack in packs]})
    else:
        put("\n\n".join("\n".join(_pack_text(pack, standings)) for pack in packs))
    return 0


def standing_words(standing: Standing) -> str:
    """Return ``done 3 November 2026``, ``started 3 November 2026`` or both; empty when it was never begun."""
    done = standing.last_done
    was_done = f"done {say_date(done.done_at)}" if done and done.done_at else ""
    begun = standing.under_way
    again = "again " if was_done else ""
    return ", ".join(
        filter(None, (was_done, f"started {again}{say_date(begun.created_at)}" if begun else ""))
    )


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
    for _, standing in _newest_first(sheets.standings()):
        out += listed(f"{_title(standing)}: {standing_words(standing)}")
    return ["Exercises", *out] if out else []


def _pack_text(pack: Pack, standings: Standings) -> list[str]:
    by = f", by {clean_line(pack.author)}" if pack.author.strip() else ""
    out = listed(f"{clean_line(pack.title)} ({pack.id}), version {clean_line(pack.version)}{by}", mark="")
    for exercise in pack.exercises:
        how_far = standing_words(standings.get((pack.id, exercise.id), NOT_BEGUN))
        facts = (clean_line(exercise.title), say_count(exercise.minutes, "minute"), how_far)
        out += listed(", ".join(filter(None, facts)))
        out += listed(ref_name((pack.id, exercise.id)), mark="", indent=4)
    return out


def _newest_first(standings: Standings) -> list[tuple[Ref, Standing]]:
    return sorted(standings.items(), key=lambda item: (_last_touched(item[1]), item[0]), reverse=True)


def _last_touched(standing: Standing) -> float:
    days = [s.done_at or s.created_at for s in (standing.last_done, standing.under_way) if s]
    return max(day.timestamp() for day in days)


def _title(standing: Standing) -> str:
    sheet = standing.under_way or standing.last_done
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


def _standings_json(standings: Standings) -> list[dict[str, object]]:
    return [
        {"name": ref_name(ref), "title": _title(standing), **_standing_json(standing)}
        for ref, standing in _newest_first(standings)
    ]


def _standing_json(standing: Standing) -> dict[str, object]:
    done, begun = standing.last_done, standing.under_way
    return {
        "times_done": standing.done,
        "last_done": done.done_at.isoformat() if done and done.done_at else None,
        "started": begun.created_at.isoformat() if begun else None,
    }


def _pack_json(pack: Pack, standings: Standings) -> dict[str, object]:
    def exercises(these: Sequence[Exercise]) -> list[dict[str, object]]:
        return [
            {
                "name": ref_name((pack.id, exercise.id)),
                "title": exercise.title,
                "minutes": exercise.minutes,
                "is_questionnaire": exercise.scoring is not None,
                **_standing_json(standings.get((pack.id, exercise.id), NOT_BEGUN)),
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
