"""Every kind of record in words: what it is called, what a record of it says, and where search finds it.

The kinds themselves stand in ``companion/domain/kinds.py``, under the same names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from companion.content import starter
from companion.domain.checkin import BetterEnd, CheckIn, Moment, Scale
from companion.domain.code_paper import CodePaper
from companion.domain.exercise import AddedPack, AnswerKind
from companion.domain.helpline import Helpline
from companion.domain.import_record import Import
from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.line import Line
from companion.domain.lock_card import LockCard
from companion.domain.plan import NO_HEADING, PlanLine, Section
from companion.domain.safety import Contact, SafetyLine
from companion.domain.settings import Draft, Settings
from companion.domain.sheet import Sheet
from companion.domain.talk import Point, PointKind, Talk
from companion.services.core.drafts import CODE_DRAFT
from companion.services.core.store import Store
from companion.services.dates import say_day, say_when
from companion.services.learn.learning_plan import part_title
from companion.services.lists import LISTS, KeptList
from companion.services.wording import VISIBILITY, marked_apart
from companion.words import say_count, say_list, say_period

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place in a record that search looks into."""

    where: str
    """Says the place in words, and is searched too."""
    text: str | None = None
    """The words there; None for all of the record's own words."""
    parent: str = ""
    """What a front end opens to show the record in: the section of a line, the step of a safety line."""
    day: date | None = None
    """Its day, for notes."""


@dataclass(frozen=True, kw_only=True)
class KindWords(Generic[R]):
    """What is said of one kind. What a record points at by id is named as the store has it."""

    one: str = ""
    """What one record is called where records are counted; empty for what is not counted."""
    many: str = ""
    """What several are called; empty when an s does."""
    title: Callable[[R, Store], str]
    """What kind of thing a record is, and which one."""
    said: Callable[[R, Store], Iterable[str]]
    """What it says, whole, line by line; empty lines are left out."""
    found: Callable[[R, Store], Iterable[Found]] | None = None
    """Where search looks; None for what is not searched. What is archived is left out before."""
    order: Callable[[R], Any] | None = None
    """The order in which search lists what it found; None for that of the store."""
    private_parts: frozenset[str] = frozenset()
    """The parts of Share it stands in that are off to begin with for anybody but the person."""


_BETTER = {
    BetterEnd.HIGH: "10 is the better end.",
    BetterEnd.LOW: "0 is the better end.",
    BetterEnd.NEITHER: "Neither end is better.",
}
_A_CODE, _GONE = "A new recovery code, kept until you have it on paper.", "something that is no longer here"


def _check_in(record: CheckIn, store: Store) -> Iterator[str]:
    yield from _answers(record.answers, store)
    yield _listed("Ticked", (_line(id, store) for id in record.ticked))
    yield _listed("Noticed", (_line(id, store) for id in record.noticed))
    yield record.note


def _moment(record: Moment, store: Store) -> Iterator[str]:
    yield record.word
    yield from _answers(record.answers, store)
    yield _listed("Ticked", (_line(id, store) for id in record.ticked))
    yield record.note
    yield _named("When", say_when(record.day, record.at))


def _plan_line(record: PlanLine, store: Store) -> Iterator[str]:
    yield record.text
    yield _named("What helps", record.what_helps)
    yield f"In “{_section(record.section_id, store)}”."
    yield VISIBILITY[record.audience].spoken


def _contact(record: Contact, store: Store) -> Iterator[str]:
    yield record.name
    yield _named("Who", record.who)
    yield _named("Number", record.number)
    yield _named("Hours", record.hours)
    yield f"In “{_step(record.step)}”."
    yield f"Number checked on {say_day(record.checked_on)}." if record.checked_on else ""


def _helpline(record: Helpline, store: Store) -> Iterator[str]:
    yield record.name
    yield _named("Number", record.number)
    yield record.how
    yield _named("Hours", record.hours)
    yield _named("Cost", record.cost)
    yield _named("For", record.for_whom)


def _talk(record: Talk, store: Store) -> Iterator[str]:
    yield _named("With", ", ".join(filter(None, (record.with_whom, record.role))))
    yield _named("When", say_when(record.day, record.at)) if record.day else "No day yet."
    yield _named("Where", record.where)


def _point(record: Point, store: Store) -> Iterator[str]:
    yield record.text
    yield _named("Talk", _which_talk(record.talk_id, store)) if record.talk_id else ""
    if record.said_at is not None:
        yield f"Said on {_at(record.said_at)}."


def _settings(record: Settings, store: Store) -> Iterator[str]:
    yield _named("My name", record.name)
    yield _named("How to reach me", record.reach_me)
    yield _named("Who else is involved", record.involved)
    yield _named("An identifier", record.identifier)
    yield "" if record.is_set_up else "Set-up is not finished."


def _lock_card(record: LockCard, store: Store) -> Iterator[str]:
    yield _listed("On it", (_on_card(id, store) for id in record.ticked))
    yield f"Written on {say_day(record.changed_at.date())}."


def _import(record: Import, store: Store) -> Iterator[str]:
    yield _named("From", record.source)
    yield say_count(len(record.made), "moment")
    yield _named("Days", say_period(record.first, record.last)) if record.first and record.last else ""


def _pack(record: AddedPack, store: Store) -> Iterator[str]:
    yield record.pack.title
    yield _named("By", record.pack.author)
    yield _named("Version", record.pack.version)
    yield _listed("Exercises", (exercise.title for exercise in record.pack.exercises))


def _sheet(record: Sheet, store: Store) -> Iterator[str]:
    for answer in record.answers:
        number = f"{answer.number}" if answer.kind is AnswerKind.SCALE else ""
        yield f"{answer.question} {answer.text or number}".strip()
        yield marked_apart(answer.audience)
        yield _listed("Kept elsewhere", (f"“{kept.text}”" for kept in answer.kept))
    seen = f"Not finished, looked at last on {_at(record.changed_at)}."
    yield f"Finished on {say_day(record.done_at.date())}." if record.done_at else seen


def _course(record: AttendedCourse, store: Store) -> Iterator[str]:
    yield record.title
    yield _named("Where", record.where)
    yield _named("When", say_day(record.day)) if record.day else ""
    yield _named("What I use from it", record.used)


def _found_line(line: PlanLine, store: Store) -> Iterator[Found]:
    section = store.sections.get(line.section_id)
    if section is None:
        yield Found(where=starter.NO_HEADING_GUIDE.name, parent=NO_HEADING)
    elif section.archived_at is None:
        yield Found(where=section.name, parent=line.section_id)


def _found_contact(contact: Contact, store: Store) -> Iterator[Found]:
    text = " ".join(filter(None, (contact.name, contact.who, contact.number)))
    yield Found(where="People", text=text, parent=str(contact.step.value))


def _answers(answers: dict[str, int], store: Store) -> Iterator[str]:
    known = {scale.id: scale for scale in store.scales.all()}
    for id in sorted(answers, key=lambda id: (known[id].position if id in known else len(known), id)):
        yield f"{known[id].name if id in known else 'A scale that is no longer here'}: {answers[id]}"


def _line(id: str, store: Store) -> str:
    line = store.lines.get(id)
    return f"“{line.text}”" if line else _GONE


def _on_card(id: str, store: Store) -> str:
    line, person = store.safety_lines.get(id), store.contacts.get(id)
    words = line.text if line else person.name if person else ""
    return f"“{words}”" if words else _GONE


def _section(id: str, store: Store) -> str:
    return section.name if (section := store.sections.get(id)) else _GONE


def _which_talk(id: str, store: Store) -> str:
    if (talk := store.talks.get(id)) is None:
        return _GONE
    when = say_when(talk.day, talk.at) if talk.day else ""
    return ", ".join(filter(None, (talk.with_whom or talk.role, when))) or "one without a name"


def _at(moment: datetime) -> str:
    return say_when(moment.date(), moment.time().replace(second=0, microsecond=0))


def _step(step: int) -> str:
    return starter.SAFETY_STEPS[step - 1].title


def _named(label: str, words: str) -> str:
    return f"{label}: {words}" if words.strip() else ""


def _listed(label: str, words: Iterable[str]) -> str:
    return _named(label, say_list(tuple(words)))


Words = Mapping[str, KindWords[Any]]
"""Table -> the words of its kind."""


def words_of_list(kept: KeptList) -> KindWords[Line]:
    """Return the words for the lines of a list."""
    return KindWords(
        one=kept.one,
        many=kept.many,
        title=lambda _, __: kept.title,
        said=lambda line, _: (line.text,),
        found=lambda _, __: (Found(where=kept.title),),
        order=lambda line: line.position,
    )


WORDS: Words = {
    "check_ins": KindWords[CheckIn](
        one="check-in",
        title=lambda record, _: f"Check-in for {say_day(record.day)}",
        said=_check_in,
        found=lambda record, _: (Found(where="Check-in", day=record.day),),
        order=lambda record: -record.day.toordinal(),
        private_parts=frozenset({"days", "notes"}),
    ),
    "moments": KindWords[Moment](
        one="moment",
        title=lambda record, _: f"A moment on {say_when(record.day, record.at)}",
        said=_moment,
        found=lambda record, _: (Found(where="Moment", text=record.note, day=record.day),),
        order=lambda record: -record.day.toordinal(),
        private_parts=frozenset({"days", "notes"}),
    ),
    "lines": KindWords[PlanLine](
        one="line in the plan",
        many="lines in the plan",
        title=lambda record, store: f"A line of your plan, in “{_section(record.section_id, store)}”",
        said=_plan_line,
        found=_found_line,
    ),
    "sections": KindWords[Section](
        one="heading",
        title=lambda _, __: "A heading of your plan",
        said=lambda record, _: (
            record.name,
            "Its lines can be ticked at a check-in." if record.in_check_in else "",
        ),
        found=lambda _, __: (Found(where="Plan"),),
    ),
    "scales": KindWords[Scale](
        one="scale",
        title=lambda _, __: "A scale of the check-in",
        said=lambda record, _: (
            record.name,
            f"0 {record.low} to 10 {record.high}",
            _BETTER[record.better],
        ),
    ),
    "safety_lines": KindWords[SafetyLine](
        one="line in the safety plan",
        many="lines in the safety plan",
        title=lambda record, _: f"A line of your safety plan, in “{_step(record.step)}”",
        said=lambda record, _: (record.text, f"In “{_step(record.step)}”."),
        found=lambda record, _: (
            Found(where=f"Safety plan, step {record.step.value}", parent=str(record.step.value)),
        ),
        private_parts=frozenset({"safety"}),
    ),
    "contacts": KindWords[Contact](
        one="person or service",
        many="people and services",
        title=lambda record, _: f"Someone in your safety plan, in “{_step(record.step)}”",
        said=_contact,
        found=_found_contact,
        private_parts=frozenset({"safety", "contacts"}),
    ),
    "helplines": KindWords[Helpline](
        one="helpline that was changed",
        many="helplines that were changed",
        title=lambda _, __: "A helpline",
        said=_helpline,
        private_parts=frozenset({"safety"}),
    ),
    "talks": KindWords[Talk](one="talk", title=lambda _, __: "A talk", said=_talk),
    "points": KindWords[Point](
        one="thing to say or ask",
        many="things to say or ask",
        title=lambda record, _: "Something to say" if record.kind is PointKind.SAY else "Something to ask",
        said=_point,
        found=lambda record, _: (Found(where="To say" if record.kind is PointKind.SAY else "To ask"),),
    ),
    "sheets": KindWords[Sheet](
        one="exercise sheet",
        title=lambda record, _: f"An exercise, “{record.title}”",
        said=_sheet,
        found=lambda record, _: (
            Found(where=f"{record.title}: {answer.question}", text=answer.text) for answer in record.answers
        ),
        order=lambda record: -record.changed_at.timestamp(),
        private_parts=frozenset({"answers"}),
    ),
    "learning_lines": KindWords[LearningLine](
        one="line in the learning plan",
        many="lines in the learning plan",
        title=lambda record, _: f"A line of your learning plan, in “{part_title(record.part)}”",
        said=lambda record, _: (
            record.text,
            f"In “{part_title(record.part)}”.",
            VISIBILITY[record.audience].spoken,
        ),
        found=lambda record, _: (
            Found(where=f"Learning plan, {part_title(record.part)}", parent=record.part.value),
        ),
        order=lambda record: (list(LearningPart).index(record.part), record.position),
        private_parts=frozenset({"learning"}),
    ),
    "courses": KindWords[AttendedCourse](
        one="course been to",
        many="courses been to",
        title=lambda _, __: "A course you went to",
        said=_course,
        found=lambda _, __: (Found(where="Courses"),),
        private_parts=frozenset({"courses"}),
    ),
    "packs": KindWords[AddedPack](
        one="course of exercises",
        many="courses of exercises",
        title=lambda _, __: "A course of exercises",
        said=_pack,
    ),
    "lock_cards": KindWords[LockCard](
        one="card for the lock screen",
        many="cards for the lock screen",
        title=lambda _, __: "Your card for the lock screen",
        said=_lock_card,
    ),
    "code_papers": KindWords[CodePaper](
        title=lambda _, __: "Whether your recovery code is on paper",
        said=lambda record, _: ("It is." if record.is_written else "Not yet.",),
    ),
    "imports": KindWords[Import](
        one="import",
        title=lambda record, _: f"What was brought in on {say_day(record.created_at.date())}",
        said=_import,
    ),
    "drafts": KindWords[Draft](
        one="draft",
        title=lambda _, __: "Words you were writing",
        said=lambda record, _: (_A_CODE if record.id == CODE_DRAFT else record.text,),
    ),
    "settings": KindWords[Settings](
        title=lambda _, __: "What you say about yourself",
        said=_settings,
        private_parts=frozenset({"reach", "involved"}),
    ),
    **{kept.table: words_of_list(kept) for kept in LISTS},
}
"""Every kind, in the order in which they are counted. Settings, and what was asked once, are not counted."""
