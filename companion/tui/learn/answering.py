"""A page with one question on it: what is given, what is half typed, and what the vault has of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from companion.domain.exercise import AnswerKind, Exercise, ExerciseStep
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


class StoringPage(StartedPage):
    """Base of the pages with questions. What is given stands on the screen, whatever the disk says."""

    TOGETHER = False
    """True while somebody sits beside the person: nothing that is marked "only me" is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._on_their_way: dict[str, Reply] = {}
        """What was given to each step and is not known to be stored."""
        self._refused: dict[str, Reply] = {}
        """What the disk refused of it."""
        self._unsaid_place: Callable[[Services], object] | None = None
        """Where they are now, when the disk refused to remember it."""

    def stored(self) -> None:
        """Show things as the vault has them now."""
        raise NotImplementedError

    @property
    def key_typed(self) -> str:
        """The step whose answer is being typed now: its words are a draft, newer than what was refused."""
        raise NotImplementedError

    def given_to(self, key: str) -> Given | None:
        """Return what was given to a step that the vault may not have yet."""
        reply = self._on_their_way.get(key)
        return reply.given if reply else None

    def store_reply(self, reply: Reply, then: Callable[[], object] | None = None) -> None:
        """Have an answer stored; a newer one takes the place of one that was refused."""
        self._on_their_way[reply.key] = reply
        self._refused.pop(reply.key, None)

        def kept(result: object) -> None:
            if self._on_their_way.get(reply.key) is reply:
                del self._on_their_way[reply.key]
            self._is_stored()
            if then is not None:
                then()

        self.ask(reply.store, kept, partial(self._not_stored, reply))

    def _is_stored(self) -> None:
        self.show_saved()
        self.stored()
        for reply in tuple(self._refused.values()):
            self.store_reply(reply)

    def _not_stored(self, reply: Reply, error: CompanionError) -> None:
        is_newest = self._on_their_way.get(reply.key) is reply
        if self.services.read_only or isinstance(error, NothingThere):
            self._on_their_way.pop(reply.key, None)
            self.stored()
            self._keep_as_draft(reply)
        elif is_newest:
            self._refused[reply.key] = reply
        self.show_problem(error)

    def _keep_as_draft(self, reply: Reply) -> None:
        """Keep the words of an answer whose question is gone from the exercise."""
        text, now = reply.given.text, self.now()
        if text.strip() and not self.services.read_only:
            self.ask(lambda s: s.drafts.keep(reply.draft, text, len(text), now=now), lambda _: None)

    def store_place(self, stand: Callable[[Services], object]) -> None:
        """Have the place in the exercise remembered."""

        def stood(result: object) -> None:
            if self._unsaid_place is stand:
                self._unsaid_place = None

        self._unsaid_place = stand
        self.ask(stand, stood, self.show_problem)

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        if self.services.read_only:
            return ()
        place = () if self._unsaid_place is None else (self._unsaid_place,)
        return (*(reply.store for reply in self._refused.values() if reply.key != self.key_typed), *place)

    def typing(self) -> tuple[Typing, ...]:
        """The disk may take as a draft what it did not take as an answer."""
        held = [reply for reply in self._refused.values() if reply.given.text.strip()]
        return tuple(Typing(reply.draft, reply.given.text, len(reply.given.text)) for reply in held)

    def held(self) -> tuple[Reply, ...]:
        """Return the answers that the disk refused, to be stored with what comes next."""
        return tuple(self._refused.values())

    def let_go(self, replies: Collection[Reply]) -> None:
        """Note that these are stored now."""
        for kept in (self._refused, self._on_their_way):
            for key in [key for key, reply in kept.items() if reply in replies]:
                del kept[key]

    @property
    def holds_answers(self) -> bool:
        """True while something that was answered is nowhere but on this screen."""
        return bool(self._refused)

    def show_problem(self, error: CompanionError) -> None:
        super().show_problem(error)
        words = [quoted(reply.given.text) for reply in self._refused.values() if reply.given.text.strip()]
        if words:
            self.say(f"{error} Still to be kept: {', '.join(words)}", kind="problem")


class WritingPage(StoringPage):
    """Base of `Questions`. Words being typed are drafts; they become the answer when the question is left."""

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

    @property
    def key_typed(self) -> str:
        return self.step.key if self.step is not None and self.view.box.editor is not None else ""

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
        on_its_way = self.given_to(step.key)
        return given_in(self.answer_to(step.key), step) if on_its_way is None else on_its_way

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
            if step.kind is AnswerKind.PICK or given != self.shown_as:
                box.refill(step, given, options)
                self.shown_as = box.given

    def show_place(self) -> None:
        """Show where in the exercise they are."""
        raise NotImplementedError

    def show_step(self, index: int) -> None:
        """Show a question, with the cursor in its answer."""
        raise NotImplementedError

    def stored(self) -> None:
        self.reload()

    # What is given.

    @on(AnswerBox.Answered)
    def _answered(self, message: AnswerBox.Answered) -> None:
        if self.step is not None:
            self._store(self.step.key, message.given)

    def keep_words(self) -> None:
        """Have what is typed stored as the answer, if it is not stored like that already."""
        step = self.step
        if step is None or step.kind not in TYPED or self.view.box.is_hidden or self.services.read_only:
            return
        given = self.view.box.given
        if given != self.given(step) or self.services.drafts.of(self._draft_id(step.key)) is not None:
            self._store(step.key, given)

    def _store(self, key: str, given: Given) -> None:
        if self.sheet is not None:
            self.shown_as = given
            self.store_reply(self._reply(self.sheet, key, given))

    def _reply(self, sheet: Sheet, key: str, given: Given) -> Reply:
        return Reply(sheet=sheet, key=key, given=given, together=self.TOGETHER, now=self.now())

    def typing(self) -> tuple[Typing, ...]:
        step, editor = self.step, self.view.box.editor
        if step is None or editor is None:
            return super().typing()
        id, text, caret = self._draft_id(step.key), editor.text, self.view.box.caret
        others = tuple(held for held in super().typing() if held.id != id)
        is_as_stored = text == given_in(self.answer_to(step.key), step).text and caret == len(text)
        if (is_as_stored or not text.strip()) and self.services.drafts.of(id) is None:
            return others
        return (Typing(id, text, caret), *others)

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        """An answer that was emptied cannot wait as a draft: it is taken away when the page is left."""
        step, editor, held = self.step, self.view.box.editor, super().refused()
        if step is None or editor is None or self.sheet is None or self.services.read_only:
            return held
        if editor.text.strip() or given_in(self.answer_to(step.key), step).is_blank:
            return held
        return (self._reply(self.sheet, step.key, Given()).store, *held)
