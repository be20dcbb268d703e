"""Doing exercises: one question at a time, anything skipped, stopped anywhere and taken up again."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from companion.domain.exercise import Exercise, ExerciseStep
from companion.domain.learning import LearningLine
from companion.domain.plan import PlanLine, Visibility
from companion.domain.scoring import numbers_of, scores_of
from companion.domain.sheet import Answer, KeptWords, PickedLine, Score, Sheet, fits
from companion.errors import NothingThere
from companion.services.core.collection import Collection
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted
from companion.services.learn.answers import earlier_key, reply, with_answer
from companion.services.learn.courses import Packs
from companion.services.learn.picking import PickOption, options_for
from companion.words import say_count

Ref = tuple[str, str]
"""Pack id and exercise id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the person is with one exercise."""

    under_way: Sheet | None = None
    """The sheet to carry on with."""
    done: int = 0
    """How often it was done."""
    last_done: Sheet | None = None

    def words(self, day: Callable[[datetime], str]) -> tuple[str, ...]:
        """Return how far in words, its days as `day` says them: ``done 3 May``, ``started again 4 May``, or neither."""
        done = f"done {day(self.last_done.done_at)}" if self.last_done and self.last_done.done_at else ""
        again = "again " if done else ""
        begun = f"started {again}{day(self.under_way.created_at)}" if self.under_way else ""
        return tuple(filter(None, (done, begun)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was answered to the same question the last time."""

    answer: Answer
    done_at: datetime


def progresses_of(sheets: Iterable[Sheet]) -> dict[Ref, Progress]:
    """Return how far the person is with each exercise of `sheets`, which come the one written in last first."""
    found: dict[Ref, Progress] = {}
    for sheet in sheets:
        ref = (sheet.pack_id, sheet.exercise_id)
        old = found.get(ref, Progress())
        if sheet.done_at is None:
            found[ref] = replace(old, under_way=old.under_way or sheet)
        else:
            last = max((old.last_done, sheet), key=done_order)
            found[ref] = replace(old, done=old.done + 1, last_done=last)
    return found


def done_order(sheet: Sheet | None) -> float:
    """Return when a sheet was finished as seconds, by which sheets are put in order; 0 for one that was not."""
    return sheet.done_at.timestamp() if sheet and sheet.done_at else 0.0


def earlier_answer(
    sheet: Sheet, key: str, question: str, others: Iterable[Sheet], shown: Callable[[Answer], Answer | None]
) -> Earlier | None:
    """Return what was answered before to the step of that key, or to the same `question`, as `shown` lets it be.

    First comes an answer of this sheet that an earlier version of the step asked for, then `others`, which are
    the finished sheets of the exercise, the newest first.
    """
    for answer in sheet.answers:
        if not answer.is_blank and answer.key == earlier_key(replace(answer, key=key)):
            seen = shown(answer)
            return Earlier(answer=seen, done_at=sheet.changed_at) if seen else None
    before = [s for s in others if sheet.done_at is None or done_order(s) < done_order(sheet)]
    for old in sorted(before, key=done_order, reverse=True):
        found = old.answer(key) or next((a for a in old.answers if a.question == question), None)
        if found is not None and old.done_at is not None and not found.is_blank:
            seen = shown(found)
            return Earlier(answer=seen, done_at=old.done_at) if seen else None
    return None


def seen_together(answer: Answer, mine: Container[str]) -> Answer | None:
    """Return an answer as it may be seen while sitting together, or None; `mine` are ids of lines "only me" now."""
    if answer.audience is Visibility.ME:
        return None
    picks = tuple(pick for pick in answer.picks if not (pick.is_only_mine or pick.id in mine))
    if picks == answer.picks:
        return answer
    return replace(answer, picks=picks, text="\n".join(pick.text for pick in picks)) if picks else None


def hide_kept(store: Store, kept: Iterable[KeptWords], now: datetime) -> None:
    """Make lines "only me" that were kept of an answer. A point is for a talk, and stays on its list."""
    for one in kept:
        if one.table == "lines" and (line := store.lines.get(one.id)) is not None:
            store.lines.put(replace(line, audience=Visibility.ME, changed_at=now))
        elif one.table == "learning_lines" and (learning := store.learning_lines.get(one.id)) is not None:
            store.learning_lines.put(replace(learning, audience=Visibility.ME, changed_at=now))


def is_only_mine(store: Store, sheet: Sheet, answer: Answer) -> bool:
    """True for an answer that is marked, or holds words that are marked where they were kept or picked."""
    return _is_marked(store, answer) or any(_is_marked_pick(store, sheet, pick) for pick in answer.picks)


def scores_are_only_mine(store: Store, sheet: Sheet) -> bool:
    """True when a number that may be in the scores of the sheet is "only me"."""
    return any(a.number is not None and is_only_mine(store, sheet, a) for a in sheet.answers)


def kept_line(store: Store, kept: KeptWords) -> PlanLine | LearningLine | None:
    """Return the line that was kept of an answer, as it is now; None for a point and for what is gone."""
    if kept.table == "lines":
        return store.lines.get(kept.id)
    return store.learning_lines.get(kept.id) if kept.table == "learning_lines" else None


def stays_out(count: int) -> str:
    """Return how many things stay out of a page for somebody else; empty for none."""
    if not count:
        return ""
    return f"{say_count(count, 'thing')} marked only me {'stays' if count == 1 else 'stay'} out."


def _is_marked(store: Store, answer: Answer) -> bool:
    kept = (kept_line(store, one) for one in answer.kept)
    return answer.audience is Visibility.ME or any(
        line is not None and line.audience is Visibility.ME for line in kept
    )


def _is_marked_pick(store: Store, sheet: Sheet, pick: PickedLine) -> bool:
    written = sheet.answer(pick.key) if pick.key else None
    line = store.lines.get(pick.id)
    return (
        pick.is_only_mine
        or (line is not None and line.audience is Visibility.ME)
        or (written is not None and _is_marked(store, written))
    )


def scores_together(sheet: Sheet) -> tuple[Score, ...]:
    """Return the scores that may be seen while sitting together: none where an answer with a number is "only me"."""
    hidden = any(a.number is not None and a.audience is Visibility.ME for a in sheet.answers)
    return () if hidden else sheet.scores


def _last_written_first(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    return tuple(sorted(sheets, key=lambda sheet: (sheet.changed_at, sheet.id), reverse=True))


class Sheets:
    """Sheets of answers. An answer is stored at once; while it is typed it is a draft of `draft_id`."""

    def __init__(self, store: Store, undo: Undo, packs: Packs) -> None:
        self._store = store
        self._undo = undo
        self._packs = packs
        self._records = records = Collection(
            store.sheets,
            undo,
            gone="That sheet is not here any more.",
            called=lambda sheet: quoted(sheet.title),
            order=_last_written_first,
        )
        self.sheet, self.archive, self.restore = records.get, records.archive, records.restore

    def all(self, archived: bool = False) -> tuple[Sheet, ...]:
        """Return the sheets, the one written in last first: those in use, or those in the archive."""
        return self._records.archived() if archived else self._records.in_use()

    def of(self, pack_id: str, exercise_id: str) -> tuple[Sheet, ...]:
        """Return the sheets of one exercise, the one written in last first."""
        return tuple(s for s in self.all() if (s.pack_id, s.exercise_id) == (pack_id, exercise_id))

    def progresses(self) -> dict[Ref, Progress]:
        """Return how far the person is with each exercise that has a sheet in use."""
        return progresses_of(self.all())

    def exercise(self, sheet: Sheet) -> Exercise:
        """Return the exercise of a sheet as it is now. Raises NothingThere."""
        return self._packs.exercise(sheet.pack_id, sheet.exercise_id)

    def step_to_resume(self, sheet: Sheet) -> int:
        """Return the place (from 0) of the step to carry on with. Raises NothingThere."""
        keys = [step.key for step in self.exercise(sheet).steps]
        if sheet.at_key in keys:
            return keys.index(sheet.at_key)
        return next((n for n, key in enumerate(keys) if sheet.at_key and sheet.answer(key) is None), 0)

    def begin(self, pack_id: str, exercise_id: str, *, new_id: str, now: datetime) -> Sheet:
        """Return the sheet under way, or a new one. Raises NothingThere, NotSaved."""
        exercise = self._packs.exercise(pack_id, exercise_id)
        under_way = next((s for s in self.of(pack_id, exercise_id) if s.done_at is None), None)
        if under_way is not None:
            return under_way
        sheet = Sheet(
            id=new_id,
            pack_id=pack_id,
            pack_version=self._packs.pack(pack_id).version,
            exercise_id=exercise_id,
            title=exercise.title,
            created_at=now,
            changed_at=now,
        )
        with self._undo.change(f"began {quoted(sheet.title)}"):
            self._store.sheets.put(sheet)
        return sheet

    def stand_at(self, id: str, key: str, *, now: datetime) -> Sheet:
        """Remember where the person is. It is no change of words, so undo does not count it."""
        sheet = self.sheet(id)
        if sheet.at_key != key:
            sheet = replace(sheet, at_key=key, changed_at=now)
            self._store.sheets.put(sheet)
        return sheet

    def answer(
        self,
        id: str,
        key: str,
        *,
        text: str = "",
        number: int | None = None,
        choice: int | None = None,
        picked: tuple[str, ...] = (),
        ticked: tuple[int, ...] = (),
        together: bool = False,
        goes_on_from: int | None = None,
        now: datetime,
    ) -> Sheet:
        """Store what was answered to a step, and let its draft go; blank takes the answer away.

        `text` for words, a day or a number, `number` (0-10) for SCALE, `choice` (from 0) for CHOICE, `ticked`
        (from 0) for ticks, `picked` (ids of `options`) for PICK. What was picked and is hidden while sitting
        `together` stays picked. `goes_on_from`: the number it was a moment ago, with the first of the keys of
        this one: undo takes both back. Raises InvalidEntry for a number or choice that is not there,
        NothingThere, NotSaved.
        """
        sheet = self.sheet(id)
        step = self._step(sheet, key)
        before = sheet.answer(key)
        old = self.current(sheet, key)
        if together and old is not None:
            shown = {option.id for option in self.options(sheet, key, together=True)}
            picked = (*(id for id in old.picked if id not in shown), *picked)
        answer = replace(
            reply(
                step,
                self.options(sheet, key),
                text=text,
                number=number,
                choice=choice,
                picked=picked,
                ticked=ticked,
                today=now.date(),
            ),
            audience=before.audience if before else Visibility.ASK,
            kept=old.kept if old else (),
        )
        if old == answer or (old is None and answer.is_blank):
            self._store.drafts.remove(draft_id(id, key))
            return sheet
        changed = replace(
            sheet, answers=with_answer(sheet.answers, answer, self.exercise(sheet).steps), changed_at=now
        )
        goes_on = goes_on_from is not None and old is not None and old.number == goes_on_from
        with self._undo.change(f"answered {quoted(step.heading)}", about=draft_id(id, key), goes_on=goes_on):
            self._store.sheets.put(changed)
            self._store.drafts.remove(draft_id(id, key))
        return changed

    def current(self, sheet: Sheet, key: str) -> Answer | None:
        """Return the answer to a step, unless an earlier version of the step asked for another kind of answer."""
        answer = sheet.answer(key)
        return answer if answer is not None and fits(answer, self._step(sheet, key)) else None

    def mark(self, id: str, key: str, audience: Visibility, *, now: datetime) -> Sheet:
        """Say who may see an answer; "only me" goes along to what was kept of it in plan and learning plan.

        Raises NothingThere when there is none, NotSaved.
        """
        sheet = self.sheet(id)
        old = sheet.answer(key)
        if old is None:
            raise NothingThere("There is no answer there yet.")
        answers = tuple(replace(a, audience=audience) if a.key == key else a for a in sheet.answers)
        changed = replace(sheet, answers=answers, changed_at=now)
        with self._undo.change(f"changed who may see {quoted(old.question)}"):
            self._store.sheets.put(changed)
            if audience is Visibility.ME:
                hide_kept(self._store, old.kept, now)
        return changed

    def finish(self, id: str, *, now: datetime) -> Sheet:
        """End a sheet: it has a day from now on, and its scores where it has any. Raises NothingThere, NotSaved."""
        sheet = self.sheet(id)
        exercise = self.exercise(sheet)
        numbers = numbers_of(exercise, sheet)
        done = replace(
            sheet,
            done_at=sheet.done_at or now,
            scores=scores_of(exercise, numbers),
            score_is_not=exercise.score_is_not,
            pack_version=self._packs.pack(sheet.pack_id).version,
            changed_at=now,
        )
        with self._undo.change(f"finished {quoted(sheet.title)}"):
            self._store.sheets.put(done)
        return done

    def open_again(self, id: str, *, now: datetime) -> Sheet:
        """Take a sheet up again that was finished. Raises NothingThere, NotSaved."""
        sheet = replace(self.sheet(id), done_at=None, scores=(), changed_at=now)
        with self._undo.change(f"took up {quoted(sheet.title)} again"):
            self._store.sheets.put(sheet)
        return sheet

    def earlier(self, sheet: Sheet, key: str, *, together: bool = False) -> Earlier | None:
        """Return what was answered to that step the last time before this sheet, if it was.

        While sitting `together` without what is "only me".
        """
        own = sheet.answer(key)
        if together and own is not None and own.audience is Visibility.ME:
            return None
        done = [s for s in self.of(sheet.pack_id, sheet.exercise_id) if s.done_at and s.id != sheet.id]

        def shown(answer: Answer) -> Answer | None:
            if not together:
                return answer
            mine = {o.id for o in self.options(sheet, key) if o.is_only_mine}
            return seen_together(answer, mine)

        return earlier_answer(sheet, key, self._question(sheet, key), done, shown)

    def options(self, sheet: Sheet, key: str, *, together: bool = False) -> tuple[PickOption, ...]:
        """Return what can be picked at a step, without what is "only me" while sitting `together`."""
        return options_for(self._store, sheet, self._step(sheet, key), together=together)

    def scores(self, sheet: Sheet, *, together: bool = False) -> tuple[Score, ...]:
        """Return the scores of a sheet; while sitting `together` none that hold an answer that is "only me"."""
        return scores_together(sheet) if together else sheet.scores

    def has_changed(self, sheet: Sheet) -> bool:
        """True when the course is of another version than when the sheet was begun. Raises NothingThere."""
        return self._packs.pack(sheet.pack_id).version != sheet.pack_version

    def scored(self, pack_id: str, exercise_id: str) -> tuple[Sheet, ...]:
        """Return the finished sheets with scores, oldest first."""
        scored = (s for s in self.of(pack_id, exercise_id) if s.done_at and s.scores)
        return tuple(sorted(scored, key=done_order))

    def delete(self, id: str, *, now: datetime) -> None:
        """Delete a sheet, and drafts of it, for good; what was kept from it stays."""
        with self._undo.change(f"deleted {quoted(self.sheet(id).title)}"):
            for draft in self._store.drafts.all():
                if draft.id.startswith(draft_id(id, "")):
                    self._store.drafts.remove(draft.id)
            self._records.delete(id, now=now)

    def _step(self, sheet: Sheet, key: str) -> ExerciseStep:
        for step in self.exercise(sheet).steps:
            if step.key == key:
                return step
        raise NothingThere("That question is not part of the exercise any more.")

    def _question(self, sheet: Sheet, key: str) -> str:
        own = sheet.answer(key)
        try:
            return self._step(sheet, key).heading
        except NothingThere:
            return own.question if own else ""


def draft_id(sheet_id: str, key: str) -> str:
    """Return the name of the draft of an answer that is being typed."""
    return f"learn/{sheet_id}/{key}"
