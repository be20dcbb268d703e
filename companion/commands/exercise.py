"""``companion learn show``: one exercise, and what was answered in it."""

from collections.abc import Sequence

from companion.commands.learn_names import Named, find_exercise, named_in, ref_name, shipped_alone
from companion.commands.opening import opened
from companion.commands.printing import listed
from companion.commands.request import Request
from companion.commands.streams import put, put_json
from companion.domain.exercise import SOURCES, AnswerKind, Exercise, Step
from companion.domain.plan import LineAudience
from companion.domain.sheet import Answer, Sheet
from companion.domain.text import clean_line
from companion.services.said_answers import answer_words, score_words
from companion.services.sharing_learning import in_day_order
from companion.services.sharing_learning import sheet_day as day_of
from companion.words import say_count

GONE = "The questions are not here any more. What you wrote is."


def show_exercise(request: Request) -> int:
    """``companion learn show``. With ``--sheet``, and where there is no vault, it is the exercise alone."""
    given, alone = request.args.exercise, request.args.sheet
    named = None
    if alone or not request.door().vault_exists():
        named = shipped_alone(request, given)
    sheets: Sequence[Sheet] = ()
    if named is None:
        with opened(request, writing=False) as (_, sitting):
            services = sitting.services
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
    return out + (listed(exercise.score_is_not, mark="") if exercise.score_is_not.strip() else [])


def _steps(exercise: Exercise | None) -> list[list[str]]:
    return [_step(step, number) for number, step in enumerate(exercise.steps, start=1)] if exercise else []


def _step(step: Step, number: int) -> list[str]:
    mark = f"{number}."
    indent = len(mark) + 1
    out = listed(clean_line(step.heading), mark=mark)
    for words in (step.text, _wants(step), f"Why: {step.why}" if step.why.strip() else ""):
        out += listed(words, mark="", indent=indent) if words.strip() else []
    return out


def _wants(step: Step) -> str:
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
    if sheet.scores and sheet.score_is_not.strip():
        out += listed(sheet.score_is_not, mark="", indent=2)
    return out if len(out) > 1 else [f"{out[0]}: nothing is written."]


def _answer_text(answer: Answer) -> list[str]:
    mine = " (only me)" if answer.audience is LineAudience.ME else ""
    out = listed(f"{clean_line(answer.question)}{mine}")
    return out + listed(answer_words(answer), mark="", indent=2)


def _as_json(named: Named, sheets: Sequence[Sheet]) -> dict[str, object]:
    exercise = named.exercise
    return {
        "name": ref_name(named.ref),
        "title": named.title,
        "minutes": exercise.minutes if exercise else None,
        "why": exercise.why if exercise else None,
        "score_is_not": exercise.score_is_not if exercise else None,
        "steps": [_step_json(step) for step in exercise.steps] if exercise else None,
        "sheets": [_sheet_json(sheet) for sheet in sheets],
    }


def _step_json(step: Step) -> dict[str, object]:
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
        "score_is_not": sheet.score_is_not,
    }
