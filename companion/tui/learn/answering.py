"""A page with one question on it: what is given, what is half typed, and what the vault has of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from companion.domain.exercise import Exercise, ExerciseStep, Wanted
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, Sheet
from companion.errors import CompanionError, NothingThere
from companion.services.core.undo import quoted
from companion.services.learn.sheets import draft_id
from companion.tui.base.screen import StartedPage, Typing
from companion.tui.learn.answer_box import TYPED, AnswerBox, Given, Reply, given_in
from companion.tui.learn.question import QuestionView

if TYPE_CHECKING:
    from companion.services.learn.picking import PickOption
    from companion.services.services import Services


PLACE = "place"
"""What the outbox knows the place in the exercise by."""


class WritingPage(StartedPage):
    """Base of `Questions`. What is given stands on the screen, whatever the disk says.

    Words being typed are drafts; they become the answer when the question is left.
    """

    TOGETHER = False
    """True while somebody sits beside the person: nothing that is marked "only me" is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.view = QuestionView()
        self.exercise: Exercise | None = None
        self.sheet: Sheet | None = None
        """As the vault has it; a blank one that is not there yet while it is being begun."""
        self.gone = ""
        """Why there is nothing to do here; empty while there is."""
        self.index = 0
        """Which step is shown, from 0; as many as there are steps for what comes after all."""
        self.shown_as = Given()
        """The answer as it was last put on the screen, or asked to be stored."""

    @property
    def step(self) -> ExerciseStep | None:
        """The step that is shown; None before the first and after the last one."""
        steps = self.exercise.steps if self.exercise else ()
        return steps[self.index] if self.view.display and self.index < len(steps) else None

    def find(self, at: str) -> None:
        """Look up the exercise that is meant, "course/exercise" or a sheet's id, and the sheet under way."""
        sheets, (pack_id, _, exercise_id) = self.services.sheets, at.partition("/")
        try:
            if not exercise_id:
                sheet = sheets.sheet(at)
                pack_id, exercise_id = sheet.pack_id, sheet.exercise_id
            self.exercise = self.services.packs.exercise(pack_id, exercise_id)
        except NothingThere as error:
            self.gone = str(error)
            return
        version = self.services.packs.pack(pack_id).version
        blank = Sheet(
            id=self.new_id(),
            pack_id=pack_id,
            pack_version=version,
            exercise_id=exercise_id,
            title=self.exercise.title,
            created_at=self.now(),
            changed_at=self.now(),
        )
        self.sheet = next((s for s in sheets.of(pack_id, exercise_id) if s.done_at is None), blank)

    @property
    def place(self) -> str:
        """The exercise, as places are named."""
        return f"{self.sheet.pack_id}/{self.sheet.exercise_id}" if self.sheet else ""

    # What is there.

    def answer_to(self, key: str) -> Answer | None:
        return self.sheet.answer(key) if self.sheet else None

    def given(self, step: ExerciseStep) -> Given:
        """Return what was answered: what is on its way to the vault, else what is there."""
        unstored = self.unstored(step.key)
        return given_in(self.answer_to(step.key), step) if unstored is None else unstored.given

    def unstored(self, key: str) -> Reply | None:
        """Return what was given to a step that the vault may not have yet."""
        return self.outbox.item(self._draft_id(key), Reply)

    def options(self, step: ExerciseStep) -> tuple[PickOption, ...]:
        if self.sheet is None:
            return ()
        return self.services.sheets.options(self.sheet, step.key, together=self.TOGETHER)

    def is_only_me(self, key: str) -> bool:
        answer = self.answer_to(key)
        return answer is not None and answer.audience is Visibility.ME

    def is_hidden(self, key: str) -> bool:
        """True for an answer that whoever sits beside the person is not to see."""
        return self.TOGETHER and self.is_only_me(key)

    def _draft_id(self, key: str) -> str:
        return draft_id(self.sheet.id if self.sheet else "", key)

    def reload(self) -> None:
        if self.sheet is None:
            self.show_place()
            return
        try:
            self.sheet = self.services.sheets.sheet(self.sheet.id)
        except NothingThere:
            self.sheet = replace(self.sheet, answers=(), at_key="", done_at=None, scores=())
        if (step := self.step) is not None:
            self._show_stored(step)
        self.show_place()

    def _show_stored(self, step: ExerciseStep) -> None:
        """Show the answer as it is stored; words that are being typed are left alone."""
        box = self.view.box
        if box.is_hidden is not self.is_hidden(step.key):
            self.show_step(self.index)
        elif box.given == self.shown_as:
            given, options = self.given(step), self.options(step)
            if step.wants is Wanted.PICK or given != self.shown_as:
                box.refill(step, given, options)
                self.shown_as = box.given

    def show_place(self) -> None:
        """Show where in the exercise they are."""
        raise NotImplementedError

    def show_step(self, index: int) -> None:
        """Show a question, with the cursor in its answer."""
        raise NotImplementedError

    # What is given.

    @on(AnswerBox.Answered)
    def _answered(self, message: AnswerBox.Answered) -> None:
        if self.step is not None:
            self._store(self.step.key, message.given, message.goes_on_from)

    def keep_words(self) -> None:
        """Have what is typed stored as the answer, if it is not stored like that already."""
        step = self.step
        if step is None or step.wants not in TYPED or self.view.box.is_hidden or self.services.read_only:
            return
        given = self.view.box.given
        if given != self.given(step) or self.services.drafts.of(self._draft_id(step.key)) is not None:
            self._store(step.key, given)

    def _store(self, key: str, given: Given, goes_on_from: int | None = None) -> None:
        """Have an answer stored; a newer one takes the place of one that was refused."""
        if self.sheet is None:
            return
        self.shown_as = given
        reply = replace(self._reply(self.sheet, key, given), goes_on_from=goes_on_from)
        text = given.text

        def stored(result: object) -> None:
            self.show_saved()
            self.reload()

        not_stored, draft = partial(self._not_stored, reply), Typing(reply.draft, text, len(text))
        self.outbox.put(reply.draft, reply.store, stored, not_stored, item=reply, draft=draft)

    def _not_stored(self, reply: Reply, error: CompanionError) -> None:
        if self.services.read_only or isinstance(error, NothingThere):
            self.outbox.take(reply.draft)
            self.reload()
            self._keep_as_draft(reply)
        self.show_problem(error)

    def _keep_as_draft(self, reply: Reply) -> None:
        """Keep the words of an answer whose question is gone from the exercise."""
        text, now = reply.given.text, self.now()
        if text.strip() and not self.services.read_only:
            self.ask(lambda s: s.drafts.keep(reply.draft, text, len(text), now=now), lambda _: None)

    def store_place(self, stand: Callable[[Services], object]) -> None:
        """Have the place in the exercise remembered."""
        self.outbox.put(PLACE, stand)

    def held(self) -> tuple[Reply, ...]:
        """Return the answers that the disk refused, to be stored with what comes next."""
        return self.outbox.held(Reply)

    def let_go(self, replies: Collection[Reply]) -> None:
        """Note that these are stored now, with the sheet: where in it they were is of no use any more."""
        self.outbox.take(PLACE)
        for reply in replies:
            if self.unstored(reply.key) is reply:
                self.outbox.take(reply.draft)

    def show_problem(self, error: CompanionError) -> None:
        super().show_problem(error)
        words = [quoted(reply.given.text) for reply in self.held() if reply.given.text.strip()]
        if words:
            self.say(f"{error} Still to be kept: {', '.join(words)}", kind="problem")

    def _reply(self, sheet: Sheet, key: str, given: Given) -> Reply:
        return Reply(sheet=sheet, key=key, given=given, together=self.TOGETHER, now=self.now())

    def boxes(self) -> tuple[Typing, ...]:
        step, editor = self.step, self.view.box.editor
        if step is None or editor is None:
            return ()
        id, text, caret = self._draft_id(step.key), editor.text, self.view.box.caret
        is_as_stored = text == given_in(self.answer_to(step.key), step).text and caret == len(text)
        if (is_as_stored or not text.strip()) and self.services.drafts.of(id) is None:
            return ()
        return (Typing(id, text, caret),)

    def open_boxes(self) -> frozenset[str]:
        step, editor = self.step, self.view.box.editor
        return frozenset() if step is None or editor is None else frozenset((self._draft_id(step.key),))

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        """An answer that was emptied cannot wait as a draft: it is taken away when the page is left."""
        step, editor, held = self.step, self.view.box.editor, super().refused()
        if step is None or editor is None or self.sheet is None or self.services.read_only:
            return held
        if editor.text.strip() or given_in(self.answer_to(step.key), step).is_blank:
            return held
        return (self._reply(self.sheet, step.key, Given()).store, *held)
