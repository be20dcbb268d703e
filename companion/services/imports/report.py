"""What an import did, or would do, in figures and in sentences, the most important first."""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from companion.domain.checkin import Moment
from companion.domain.imported import Question, RowProblem
from companion.services.backup.take_in import TakenIn
from companion.services.dates import say_when
from companion.services.imports.planning import MaybeMoved
from companion.words import say_count, say_list, say_period

PROBLEMS_NAMED = 20
"""This many lines are named one by one; the rest are counted."""

DAYS_NAMED = 5
"""This many moments that are in the file no more, or may have moved, are named."""

FILE_NOT_LOCKED = "The file itself is not locked. Anyone who has it can read it."


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Figures of one import. ``dry_run`` means that nothing was changed."""

    source: str
    """``daylio``"""
    title: str
    """``Daylio``"""
    question: Question | None = None
    """What has to be answered first; everything else is empty then."""
    import_id: str = ""
    """Of the record it left; empty where it changed nothing."""
    added_days: int = 0
    """Days that have at least one new moment."""
    moments_added: int = 0
    moments_changed: int = 0
    """Moments from an earlier import that now say what the file says."""
    numbers_added: int = 0
    """Moments from an earlier import that now have a number, because their word was mapped."""
    taken_out: int = 0
    renamed: tuple[tuple[str, str], ...] = ()
    """Lines that can be ticked and have another name now: (before, after)."""
    already_there: int = 0
    unmapped: dict[str, int] = field(default_factory=dict)
    """Mood word as written -> how many rows of the file have it and stand without a number."""
    unmatched: tuple[str, ...] = ()
    """Words that were given a number and are not in the file."""
    mapped: dict[str, int] = field(default_factory=dict)
    """Mood word as written -> the number the person gave it."""
    problems: tuple[RowProblem, ...] = ()
    remarks: tuple[str, ...] = ()
    gone: tuple[Moment, ...] = ()
    moved: tuple[MaybeMoved, ...] = ()
    activities_added: int = 0
    own_days: int = 0
    """Days with new moments that have a check-in of the person's own, which leads."""
    first: date | None = None
    """First day with a new moment; None when there is none."""
    last: date | None = None
    own: TakenIn | None = None
    """Of our own export; everything else is empty then."""
    dry_run: bool = False

    @property
    def changes_something(self) -> bool:
        """True when it brought, or would bring, anything."""
        if self.own is not None:
            return self.own.changes_something
        return bool(
            self.moments_added or self.moments_changed or self.numbers_added or self.taken_out or self.renamed
        )

    def sentences(self, *, options: bool = False) -> tuple[str, ...]:
        """Return the report as sentences; the last says that the file is not locked.

        `options`: with what to type on the command line; without, what is asked elsewhere is left out.
        """
        if self.own is not None:
            return (*self.own.sentences(dry_run=self.dry_run), FILE_NOT_LOCKED)
        said = [*self._what_came(), *self._what_changed(), *self._what_stayed(), *self.remarks]
        said += [
            f"“{word}” is in no row of this file, so its number was not used." for word in self.unmatched
        ]
        if options:
            said += [_how_to_map(word, count) for word, count in self.unmapped.items()]
        said += self._what_is_to_be_said(options)
        said += self._problems()
        return (*said, FILE_NOT_LOCKED)

    def _what_came(self) -> Iterator[str]:
        if self.first is None or self.last is None:
            if not self.changes_something:
                yield "There is nothing new in this file."
            return
        what = f"{say_count(self.moments_added, 'moment')} on {say_count(self.added_days, 'day')}"
        period = say_period(self.first, self.last)
        if self.dry_run:
            yield f"{what} would come in, {period}. Nothing was changed."
        else:
            yield f"{what} came in, {period}."

    def _what_changed(self) -> Iterator[str]:
        if self.moments_changed:
            verb = "would change" if self.dry_run else "changed"
            yield f"{say_count(self.moments_changed, 'moment')} from before {verb} to what your file says now."
        if self.numbers_added:
            verb = "would get" if self.dry_run else "got"
            yield f"{say_count(self.numbers_added, 'moment')} from before {verb} a number."
        if self.taken_out:
            verb = "would be" if self.dry_run else "was" if self.taken_out == 1 else "were"
            yield f"{say_count(self.taken_out, 'moment')} {verb} taken out."
        for before, after in self.renamed:
            yield f"“{before}” {'would be' if self.dry_run else 'is'} called “{after}” now, where it can be ticked."

    def _what_stayed(self) -> Iterator[str]:
        if self.already_there:
            stay = "was there before and stays as you left it"
            if self.already_there > 1:
                stay = "were there before and stay as you left them"
            yield f"{say_count(self.already_there, 'moment')} {stay}."
        if self.activities_added:
            new = say_count(self.activities_added, "activity", "activities")
            verb = "could then" if self.dry_run else "can"
            yield f"{new} {verb} be ticked at a check-in, under From {self.title}."
        if self.own_days:
            yield f"Your own check-in stays first on {say_count(self.own_days, 'day')}."

    def _what_is_to_be_said(self, options: bool) -> Iterator[str]:
        if self.moved:
            yield self.moved_words()
            if options:
                yield "`--moved take` gives it the new time; `--moved add` keeps both."
        if self.gone:
            yield self.gone_words()
            if options:
                yield (
                    "They stay. `--gone out` takes them out."
                    if len(self.gone) > 1
                    else ("It stays. `--gone out` takes it out.")
                )

    def moved_words(self) -> str:
        """Return what may have another time now; empty where nothing may."""
        if not self.moved:
            return ""
        named = [_both_times(each) for each in self.moved[:DAYS_NAMED]]
        more = f", and {len(self.moved) - DAYS_NAMED} more" if len(self.moved) > DAYS_NAMED else ""
        have = "1 moment may have" if len(self.moved) == 1 else f"{len(self.moved)} moments may have"
        return f"{have} another time in your file now: {'; '.join(named)}{more}."

    def gone_words(self) -> str:
        """Return what came from this program earlier and is in the file no more; empty where nothing is."""
        if not self.gone:
            return ""
        named = [say_when(moment.day, moment.at) for moment in self.gone[:DAYS_NAMED]]
        if len(self.gone) > DAYS_NAMED:
            named.append(f"{len(self.gone) - DAYS_NAMED} more")
        verb = "is" if len(self.gone) == 1 else "are"
        return f"{len(self.gone)} {verb} no longer in your file: {say_list(named)}."

    def _problems(self) -> Sequence[str]:
        said = [problem_words(problem) for problem in self.problems[:PROBLEMS_NAMED]]
        rest = self.problems[PROBLEMS_NAMED:]
        if lost := sum(not problem.kept for problem in rest):
            said.append(f"{say_count(lost, 'more line')} could not be read.")
        if kept := sum(problem.kept for problem in rest):
            said.append(f"{say_count(kept, 'more line')} came in without something that could not be read.")
        return said


def _both_times(each: MaybeMoved) -> str:
    there = f"{each.row.at:%H:%M}" if each.row.at else "no time"
    return f"{say_when(each.moment.day, each.moment.at)} here, {there} there"


def problem_words(problem: RowProblem) -> str:
    """Return what could not be read, as a sentence."""
    if problem.kept:
        return f"Line {problem.line} came in, but {problem.reason}."
    return f"Line {problem.line} could not be read: {problem.reason}."


def _how_to_map(word: str, count: int) -> str:
    kept = "1 moment keeps" if count == 1 else f"{count} moments keep"
    return f"{kept} the word “{word}” without a number. To give it one from 0 to 10: {map_option(word)}"


def map_option(word: str) -> str:
    """Return the option to type that gives `word` a number, N, safe to paste into a shell."""
    option = f"{word}=N"
    return f"--map {shlex.quote(option)}" if re.search(r"[`$!\"\\]", option) else f'--map "{option}"'
