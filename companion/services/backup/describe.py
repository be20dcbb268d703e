"""Any record said in words, whole, so that two versions of it can be told apart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import singledispatchmethod

from companion.content import starter
from companion.domain.checkin import BetterEnd, CheckIn, Moment, Scale
from companion.domain.edit import Record
from companion.domain.exercise import AddedPack, AnswerKind
from companion.domain.helpline import Helpline
from companion.domain.learning import AttendedCourse, LearningLine
from companion.domain.lock_card import LockCard
from companion.domain.plan import PlanLine, Section, Visibility
from companion.domain.safety import Contact, SafetyLine
from companion.domain.settings import Draft, Settings
from companion.domain.sheet import Sheet
from companion.domain.talk import Point, PointKind, Talk
from companion.services.core.drafts import CODE_DRAFT
from companion.services.core.store import Store
from companion.services.dates import say_day, say_when
from companion.services.learn.learning_plan import part_title
from companion.services.wording import VISIBILITY
from companion.words import say_list

_BETTER = {
    BetterEnd.HIGH: "10 is the better end.",
    BetterEnd.LOW: "0 is the better end.",
    BetterEnd.NEITHER: "Neither end is better.",
}
_A_CODE, _GONE = "A new recovery code, kept until you have it on paper.", "something that is no longer here"


class RecordWords:
    """Says records. What a record points at by id (a scale, a line, a talk) is named as the store has it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def title(self, record: Record) -> str:
        """Return what kind of thing it is, and which one."""
        match record:
            case CheckIn():
                return f"Check-in for {say_day(record.day)}"
            case Moment():
                return f"A moment on {say_when(record.day, record.at)}"
            case PlanLine():
                return f"A line of your plan, in “{self._section(record.section_id)}”"
            case Section():
                return "A heading of your plan"
            case Scale():
                return "A scale of the check-in"
            case SafetyLine():
                return f"A line of your safety plan, in “{_step(record.step)}”"
            case Contact():
                return f"Someone in your safety plan, in “{_step(record.step)}”"
            case Helpline():
                return "A helpline"
            case Talk():
                return "A talk"
            case Point():
                return "Something to say" if record.kind is PointKind.SAY else "Something to ask"
            case Settings():
                return "What you say about yourself"
            case Draft():
                return "Words you were writing"
            case LockCard():
                return "Your card for the lock screen"
            case AddedPack():
                return "A course of exercises"
            case Sheet():
                return f"An exercise, “{record.title}”"
            case LearningLine():
                return f"A line of your learning plan, in “{part_title(record.part)}”"
            case AttendedCourse():
                return "A course you went to"

    def lines(self, record: Record, beside: Sequence[Record] = ()) -> tuple[str, ...]:
        """Return what it says, line by line; its place in a list where those `beside` it have another."""
        said = [line for line in self._said(record) if line]
        places = {getattr(other, "position", None) for other in (record, *beside)}
        if len(places) > 1:
            said.append(f"Place {getattr(record, 'position', 0) + 1} in its list.")
        if getattr(record, "archived_at", None) is not None:
            said.append("In the archive.")
        return tuple(said) or ("Nothing is written in it.",)

    @singledispatchmethod
    def _said(self, record: Record) -> Iterator[str]:
        raise TypeError(f"no words for a {type(record).__name__}")

    @_said.register
    def _(self, record: CheckIn) -> Iterator[str]:
        yield from self._answers(record.answers)
        yield _listed("Ticked", map(self._line, record.ticked))
        yield _listed("Noticed", map(self._line, record.noticed))
        yield record.note

    @_said.register
    def _(self, record: Moment) -> Iterator[str]:
        yield record.word
        yield from self._answers(record.answers)
        yield _listed("Ticked", map(self._line, record.ticked))
        yield record.note
        yield _named("When", say_when(record.day, record.at))

    @_said.register
    def _(self, record: PlanLine) -> Iterator[str]:
        yield record.text
        yield _named("What helps", record.what_helps)
        yield f"In “{self._section(record.section_id)}”."
        yield VISIBILITY[record.audience].spoken

    @_said.register
    def _(self, record: Section) -> Iterator[str]:
        yield record.name
        yield "Its lines can be ticked at a check-in." if record.in_check_in else ""

    @_said.register
    def _(self, record: Scale) -> Iterator[str]:
        yield record.name
        yield f"0 {record.low} to 10 {record.high}"
        yield _BETTER[record.better]

    @_said.register
    def _(self, record: SafetyLine) -> Iterator[str]:
        yield record.text
        yield f"In “{_step(record.step)}”."

    @_said.register
    def _(self, record: Contact) -> Iterator[str]:
        yield record.name
        yield _named("Who", record.who)
        yield _named("Number", record.number)
        yield _named("Hours", record.hours)
        yield f"In “{_step(record.step)}”."
        yield f"Number checked on {say_day(record.checked_on)}." if record.checked_on else ""

    @_said.register
    def _(self, record: Helpline) -> Iterator[str]:
        yield record.name
        yield _named("Number", record.number)
        yield record.how
        yield _named("Hours", record.hours)
        yield _named("Cost", record.cost)
        yield _named("For", record.for_whom)

    @_said.register
    def _(self, record: Talk) -> Iterator[str]:
        yield _named("With", ", ".join(filter(None, (record.with_whom, record.role))))
        yield _named("When", say_when(record.day, record.at)) if record.day else "No day yet."
        yield _named("Where", record.where)

    @_said.register
    def _(self, record: Point) -> Iterator[str]:
        yield record.text
        yield _named("Talk", self._talk(record.talk_id)) if record.talk_id else ""
        if record.said_at is not None:
            yield f"Said on {_at(record.said_at)}."

    @_said.register
    def _(self, record: Settings) -> Iterator[str]:
        yield _named("My name", record.name)
        yield _named("How to reach me", record.reach_me)
        yield _named("Who else is involved", record.involved)
        yield _named("An identifier", record.identifier)
        yield "" if record.is_set_up else "Set-up is not finished."

    @_said.register
    def _(self, record: Draft) -> Iterator[str]:
        yield _A_CODE if record.id == CODE_DRAFT else record.text

    @_said.register
    def _(self, record: LockCard) -> Iterator[str]:
        yield _listed("On it", map(self._on_card, record.ticked))
        yield f"Written on {say_day(record.changed_at.date())}."

    @_said.register
    def _(self, record: AddedPack) -> Iterator[str]:
        yield record.pack.title
        yield _named("By", record.pack.author)
        yield _named("Version", record.pack.version)
        yield _listed("Exercises", (exercise.title for exercise in record.pack.exercises))

    @_said.register
    def _(self, record: Sheet) -> Iterator[str]:
        for answer in record.answers:
            number = f"{answer.number}" if answer.kind is AnswerKind.SCALE else ""
            yield f"{answer.question} {answer.text or number}".strip()
            yield "" if answer.audience is Visibility.ASK else VISIBILITY[answer.audience].spoken
            yield _listed("Kept elsewhere", (f"“{kept.text}”" for kept in answer.kept))
        seen = f"Not finished, looked at last on {_at(record.changed_at)}."
        yield f"Finished on {say_day(record.done_at.date())}." if record.done_at else seen

    @_said.register
    def _(self, record: LearningLine) -> Iterator[str]:
        yield record.text
        yield f"In “{part_title(record.part)}”."
        yield VISIBILITY[record.audience].spoken

    @_said.register
    def _(self, record: AttendedCourse) -> Iterator[str]:
        yield record.title
        yield _named("Where", record.where)
        yield _named("When", say_day(record.day)) if record.day else ""
        yield _named("What I use from it", record.used)

    def _answers(self, answers: dict[str, int]) -> Iterator[str]:
        known = {scale.id: scale for scale in self._store.scales.all()}
        for id in sorted(answers, key=lambda id: (known[id].position if id in known else len(known), id)):
            yield f"{known[id].name if id in known else 'A scale that is no longer here'}: {answers[id]}"

    def _line(self, id: str) -> str:
        line = self._store.lines.get(id)
        return f"“{line.text}”" if line else _GONE

    def _on_card(self, id: str) -> str:
        line, person = self._store.safety_lines.get(id), self._store.contacts.get(id)
        words = line.text if line else person.name if person else ""
        return f"“{words}”" if words else _GONE

    def _section(self, id: str) -> str:
        return section.name if (section := self._store.sections.get(id)) else _GONE

    def _talk(self, id: str) -> str:
        if (talk := self._store.talks.get(id)) is None:
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
