"""Doing an exercise: question after question, stopped anywhere, taken up again at the same place."""

from contextlib import ExitStack, suppress

from companion.domain.exercise import AnswerKind, Exercise
from companion.errors import NotSaved
from companion.plain.console import wording
from companion.plain.console.context import Visit
from companion.plain.console.flow import Back, Turn
from companion.plain.console.prompter import Choice, Menu
from companion.plain.learn.keep import keep_page
from companion.plain.learn.questions import HELP, Asking, ask_question
from companion.plain.learn.sheet import read_scores
from companion.plain.learn.wording import TOGETHER

WORDS = (
    "Nothing has to be answered: Enter skips. You can type example, only me, back or stop at any question. "
    "? says what they do."
)
CARRY_ON = "You carry on where you were. ? says what you can type."
STOPPED = "It is all kept. Next time it carries on here."


class _Stop(Turn):
    """`stop`: leave the exercise for now."""


def begin_or_carry_on(visit: Visit, pack_id: str, exercise_id: str, *, together: bool = False) -> None:
    """Do an exercise from its beginning, or from where it was left. Raises NothingThere, NotSaved."""
    sheet = visit.keep(
        lambda: visit.services.sheets.begin(pack_id, exercise_id, new_id=visit.door.new_id(), now=visit.now())
    )
    _Doing(visit, sheet.id, together=together).run()


class _Doing:
    """One time through an exercise. It holds ids alone: the vault may be locked and opened in between."""

    def __init__(self, visit: Visit, sheet_id: str, *, together: bool) -> None:
        self._visit = visit
        self._id = sheet_id
        self._together = together
        self._asking: Asking | None = None

    def run(self) -> None:
        """Ask question after question, then what becomes of the answers. Raises Back from the first one."""
        visit, sheets = self._visit, self._visit.services.sheets
        at = sheets.step_to_resume(sheets.sheet(self._id))
        visit.talk.say("", *((TOGETHER,) if self._together else ()), CARRY_ON if at else WORDS)
        with ExitStack() as stack:
            if self._together:
                stack.enter_context(visit.unhurried())
            with suppress(_Stop):
                self._ask_all(at)

    def _ask_all(self, at: int) -> None:
        """Ask from question `at` (from 0) on, and end. `back` goes to the question before."""
        while True:
            exercise = self._exercise()
            try:
                if at < len(exercise.steps):
                    self._ask(exercise, at)
                else:
                    self._end(exercise)
                    return
            except Back:
                if at == 0:
                    self._visit.talk.say(STOPPED)
                    raise
                at -= 1
            else:
                at += 1

    def _exercise(self) -> Exercise:
        sheets = self._visit.services.sheets
        return sheets.exercise(sheets.sheet(self._id))

    def _ask(self, exercise: Exercise, at: int) -> None:
        visit, step = self._visit, exercise.steps[at]
        with suppress(NotSaved):  # storing the answer says so
            visit.services.sheets.stand_at(self._id, step.key, now=visit.now())
        what = "To read," if step.kind is AnswerKind.NONE else "Question"
        self._asking = Asking(
            visit=visit,
            sheet_id=self._id,
            step=step,
            which=f"{what} {at + 1} of {len(exercise.steps)}",
            together=self._together,
        )
        with ExitStack() as stack:
            for word, act in (
                ("example", self._asking.read_example),
                ("only me", self._asking.turn_mine),
                ("stop", self._stop),
            ):
                stack.enter_context(visit.talk.also(word, act, here=True))
            ask_question(self._asking)

    def _stop(self) -> None:
        self._visit.talk.say(STOPPED)
        raise _Stop

    def _end(self, exercise: Exercise) -> None:
        """Finish, if the person wants to, and go on to what can be kept."""
        visit = self._visit
        later = "Leave it open. It carries on here."
        choices = (Choice(label=self._ending(exercise), value=True), Choice(label=later, value=False))
        head = ("", "That is all of it.")
        if (
            visit.talk.choose(Menu(head=head, choices=choices, question=wording.PICK_SAFE, more=HELP))
            is False
        ):
            return
        visit.keep(lambda: visit.services.sheets.finish(self._id, now=visit.now()))
        self._read_scores()
        if visit.services.keeping.candidates(self._id):
            keep_page(visit, self._id, together=self._together)
        else:
            visit.talk.say("Finished. What you wrote stays on its sheet, to read again.")

    def _read_scores(self) -> None:
        """Read the scores; while sitting together not those that hold an answer that is only me."""
        sheet = self._visit.services.sheets.sheet(self._id)
        if self._visit.services.sheets.scores(sheet, together=self._together) or not sheet.scores:
            read_scores(self._visit, sheet)
        else:
            self._visit.talk.say(
                "An answer is marked only me, so the scores are on the sheet, for you to read."
            )

    def _ending(self, exercise: Exercise) -> str:
        return "Finish, and hear your scores." if exercise.scoring else "Finish, and see what can be kept."
