"""What is asked before a file comes in, said once for every front end: each question, its choices, what an answer
does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from companion.domain.imported import ColumnsQuestion, DateOrder, DateQuestion
from companion.domain.text import folded
from companion.services.dates import say_day
from companion.services.imports.asking import Answers, Gone, Moved
from companion.services.imports.report import ImportReport

ORDERS = {
    DateOrder.DMY: "day, month, year",
    DateOrder.MDY: "month, day, year",
    DateOrder.YMD: "year, month, day",
}

KINDS = {
    "date": "The day",
    "time": "The time",
    "mood": "My mood, a word or a number",
    "note": "My words",
    "activities": "Things I did, to be ticked",
}
"""What a column can hold -> what it is called."""

NEEDS_A_DAY = "One of the columns has to be the day."

_SUGGESTED = {
    "date": ("date", "day", "full_date", "datum", "fecha"),
    "time": ("time", "zeit", "hora"),
    "mood": ("mood", "feeling", "stimmung"),
    "note": ("note", "notes", "text", "entry", "comment", "comments", "journal"),
    "activities": ("activities", "activity"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that can be chosen."""

    label: str
    answer: Callable[[Answers], Answers]
    """What is said about the file once it was chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with choices; the first is what Enter means."""

    head: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(slots=True)
class Asking:
    """What is still to be asked about one file, and what was answered."""

    scales: Sequence[str] = ()
    """Names of the person's scales: a column can be one of them."""
    answers: Answers = field(default_factory=Answers)
    _columns: dict[str, int] = field(default_factory=dict)
    _column: int = 1
    _settled: set[str] = field(default_factory=set)

    def next(self, report: ImportReport) -> Asked | None:
        """Return the next question that what was read last leaves; None when there is none with choices."""
        if isinstance(report.question, DateQuestion):
            return date_asked(report.question)
        if isinstance(report.question, ColumnsQuestion):
            return self._column_asked(report.question)
        if report.moved and "moved" not in self._settled:
            return _moved_asked(report)
        if report.gone and "gone" not in self._settled:
            return _gone_asked(report)
        return None

    def take(self, asked: Asked, choice: Choice) -> None:
        """Take an answer."""
        before = self.answers
        self.answers = choice.answer(before)
        if choice.answer is _stays_moved or before.moved is not self.answers.moved:
            self._settled.add("moved")
        if choice.answer is _stays_gone or before.gone is not self.answers.gone:
            self._settled.add("gone")

    def number(self, word: str, number: int | None) -> None:
        """Give a mood word a number, or none."""
        self.answers = self.answers.with_word(word, number)

    def _column_asked(self, question: ColumnsQuestion) -> Asked:
        at, last = self._column, len(question.headings)
        name = question.headings[at - 1] or f"column {at}"
        cells = [row[at - 1] for row in question.rows if at <= len(row) and row[at - 1]]
        shown = "; ".join(f"“{cell[:60]}”" for cell in cells) or "nothing in the first rows"
        again = (NEEDS_A_DAY,) if at == 1 and self._settled & {"no day"} else ()
        kinds = [kind for kind in KINDS if kind == "note" or kind not in self._columns]
        own = [scale for scale in self.scales if folded(scale) not in self._columns]
        suggested = next((kind for kind in kinds if folded(name) in _SUGGESTED[kind]), "")
        order = [kind for kind in kinds if kind == suggested]
        choices = [self._is(kind, KINDS[kind], at, last) for kind in order]
        choices.append(self._is("", "Leave it out", at, last))
        choices += [self._is(kind, KINDS[kind], at, last) for kind in kinds if kind != suggested]
        choices += [self._is(folded(scale), f"My scale “{scale}”", at, last) for scale in own]
        choices.append(self._is(folded(name), f"Keep it beside my words, called “{name}”", at, last))
        head = (*again, f"Column {at} of {last}, “{name}”: {shown}.", "What is in it?")
        return Asked(head=head, choices=tuple(choices))

    def _is(self, kind: str, label: str, at: int, last: int) -> Choice:
        def answer(answers: Answers) -> Answers:
            if kind:
                name, n = kind, 2
                while name in self._columns:
                    name, n = f"{kind} {n}", n + 1
                self._columns[name] = at
            if at < last:
                self._column = at + 1
                return answers
            self._column = 1
            if "date" not in self._columns:
                self._columns = {}
                self._settled.add("no day")
                return answers
            return replace(answers, columns=dict(self._columns))

        return Choice(label=label, answer=answer)


def _with_order(order: DateOrder, answers: Answers) -> Answers:
    return replace(answers, order=order)


def _stays_moved(answers: Answers) -> Answers:
    return answers


def _stays_gone(answers: Answers) -> Answers:
    return answers


def date_asked(question: DateQuestion) -> Asked:
    """Return the question which of two or three days a date is."""
    choices = [
        Choice(
            label=f"{say_day(day)} ({ORDERS[order]})",
            answer=partial(_with_order, order),
        )
        for order, day in question.days
    ]
    return Asked(
        head=(f"Line {question.line} has the date “{question.said}”.", "Which day is that?"),
        choices=tuple(choices),
    )


def _moved_asked(report: ImportReport) -> Asked:
    one = len(report.moved) == 1
    return Asked(
        head=(report.moved_words(),),
        choices=(
            Choice(label="Leave it for now" if one else "Leave them for now", answer=_stays_moved),
            Choice(
                label="It is the same: take the new time" if one else "They are the same: take the new times",
                answer=lambda answers: replace(answers, moved=Moved.TAKE),
            ),
            Choice(label="They are two: keep both", answer=lambda answers: replace(answers, moved=Moved.ADD)),
        ),
    )


def _gone_asked(report: ImportReport) -> Asked:
    one = len(report.gone) == 1
    return Asked(
        head=(report.gone_words(),),
        choices=(
            Choice(label="Keep it" if one else "Keep them", answer=_stays_gone),
            Choice(
                label="Take it out here too" if one else "Take them out here too",
                answer=lambda answers: replace(answers, gone=Gone.OUT),
            ),
        ),
    )


def option_words(question: DateQuestion | ColumnsQuestion) -> tuple[str, ...]:
    """Return a question as sentences that say what to type on the command line."""
    if isinstance(question, DateQuestion):
        days = "; ".join(f"--date-order {order}: {say_day(day)}" for order, day in question.days)
        return (
            f"Line {question.line} has the date “{question.said}”, which could be two days. Say which:",
            days,
        )
    said = [
        f"{n} “{name or '-'}”: {'; '.join(row[n - 1][:40] for row in question.rows if n <= len(row)) or '-'}"
        for n, name in enumerate(question.headings, 1)
    ]
    return (
        "What do the columns hold? Here they are, with the first rows.",
        *said,
        "Say it like --columns date=1,mood=3,note=4. Names: date, time, mood, note, activities, or one of your own.",
    )
