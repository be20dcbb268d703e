"""Doing an exercise: question after question, stopped anywhere, taken up again at the same place."""

from contextlib import ExitStack, suppress

from companion.domain.exercise import AnswerKind, Exercise
from companion.errors import NotSaved
from companion.plain.console import wording
from companion.plain.console.context import Context
from companion.plain.console.flow import Back, Turn
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.learn.keep import keep_page
from companion.plain.learn.questions import HELP, Question, ask_question
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


def begin_or_carry_on(context: Context, pack_id: str, exercise_id: str, *, together: bool = False) -> None:
    """Do an exercise from its beginning, or from where it was left. Raises NothingThere, NotSaved."""
    sheet = context.keep(
        lambda: context.services.sheets.begin(
            pack_id, exercise_id, new_id=context.backend.new_id(), now=context.now()
        )
    )
    _Doing(context, sheet.id, together=together).run()


class _Doing:
    """One time through an exercise. It holds ids alone: the vault may be locked and opened in between."""

    def __init__(self, context: Context, sheet_id: str, *, together: bool) -> None:
        self._context = context
        self._id = sheet_id
        self._together = together
        self._asking: Question | None = None

    def run(self) -> None:
        """Ask question after question, then what becomes of the answers. Raises Back from the first one."""
        context, sheets = self._context, self._context.services.sheets
        at = sheets.step_to_resume(sheets.sheet(self._id))
        context.prompter.say("", *((TOGETHER,) if self._together else ()), CARRY_ON if at else WORDS)
        with ExitStack() as stack:
            if self._together:
                stack.enter_context(context.unhurried())
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
                    self._context.prompter.say(STOPPED)
                    raise
                at -= 1
            else:
                at += 1

    def _exercise(self) -> Exercise:
        sheets = self._context.services.sheets
        return sheets.exercise(sheets.sheet(self._id))

    def _ask(self, exercise: Exercise, at: int) -> None:
        context, step = self._context, exercise.steps[at]
        with suppress(NotSaved):  # storing the answer says so
            context.services.sheets.stand_at(self._id, step.key, now=context.now())
        what = "To read," if step.kind is AnswerKind.NONE else "Question"
        self._asking = Question(
            context=context,
            sheet_id=self._id,
            step=step,
            which=f"{what} {at + 1} of {len(exercise.steps)}",
            together=self._together,
        )
        with ExitStack() as stack:
            stack.enter_context(context.prompter.at(self._asking.which))
            for word, act in (
                ("example", self._asking.read_example),
                ("only me", self._asking.turn_mine),
                ("stop", self._stop),
            ):
                stack.enter_context(context.prompter.also(word, act, here=True))
            ask_question(self._asking)

    def _stop(self) -> None:
        self._context.prompter.say(STOPPED)
        raise _Stop

    def _end(self, exercise: Exercise) -> None:
        """Finish, if the person wants to, and go on to what can be kept."""
        context = self._context
        later = "Leave it open. It carries on here."
        choices = (MenuItem(label=self._ending(exercise), value=True), MenuItem(label=later, value=False))
        head = ("", "That is all of it.")
        if (
            context.prompter.choose(Menu(head=head, choices=choices, question=wording.PICK_SAFE, more=HELP))
            is False
        ):
            return
        context.keep(lambda: context.services.sheets.finish(self._id, now=context.now()))
        self._read_scores()
        if context.services.keeping.candidates(self._id):
            keep_page(context, self._id, together=self._together)
        else:
            context.prompter.say("Finished. What you wrote stays on its sheet, to read again.")

    def _read_scores(self) -> None:
        """Read the scores; while sitting together not those that hold an answer that is only me."""
        sheet = self._context.services.sheets.sheet(self._id)
        if self._context.services.sheets.scores(sheet, together=self._together) or not sheet.scores:
            read_scores(self._context, sheet)
        else:
            self._context.prompter.say(
                "An answer is marked only me, so the scores are on the sheet, for you to read."
            )

    def _ending(self, exercise: Exercise) -> str:
        return "Finish, and hear your scores." if exercise.scoring else "Finish, and see what can be kept."
