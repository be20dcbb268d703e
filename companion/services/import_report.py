"""What an import did, or would do, in figures and in sentences for every front end."""

import re
import shlex
from dataclasses import dataclass
from datetime import date

from companion.importers.spreadsheet import RowProblem
from companion.words import say_count, say_period

PROBLEMS_NAMED = 20
"""This many lines are named one by one; the rest are counted."""

FILE_NOT_LOCKED = "The CSV file itself is not locked. Anyone who has it can read it."


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Figures of one import. ``dry_run`` means that nothing was changed."""

    added_days: int
    """Days that have at least one new moment."""
    moments_added: int
    numbers_added: int = 0
    """Moments from an earlier import that now have a number, because their word was mapped."""
    already_there: int
    unmapped: dict[str, int]
    """Mood word as written -> how many rows of the file have it and stand without a number."""
    problems: tuple[RowProblem, ...]
    activities_added: int
    own_days: int = 0
    """Days with new moments that have a check-in of the person's own, which leads."""
    first: date | None
    """First day with a new moment; None when there is none."""
    last: date | None
    dry_run: bool = False

    def sentences(self) -> tuple[str, ...]:
        """Return the report as sentences, the most important first. The last says the CSV is not locked."""
        said = [*self._what_came(), *self._what_stayed()]
        said += [_how_to_map(word, count) for word, count in self.unmapped.items()]
        for problem in self.problems[:PROBLEMS_NAMED]:
            said.append(f"Line {problem.line} could not be read: {problem.reason}.")
        if len(self.problems) > PROBLEMS_NAMED:
            more = say_count(len(self.problems) - PROBLEMS_NAMED, "more line")
            said.append(f"{more} could not be read.")
        return (*said, FILE_NOT_LOCKED)

    def _what_came(self) -> list[str]:
        if self.first is None or self.last is None:
            return [] if self.numbers_added else ["There is nothing new in this file."]
        what = f"{say_count(self.moments_added, 'moment')} on {say_count(self.added_days, 'day')}"
        period = say_period(self.first, self.last)
        if self.dry_run:
            return [f"{what} would come in, {period}. Nothing was changed."]
        return [f"{what} came in, {period}."]

    def _what_stayed(self) -> list[str]:
        said = []
        if self.numbers_added:
            verb = "would get" if self.dry_run else "got"
            said.append(f"{say_count(self.numbers_added, 'moment')} from before {verb} a number.")
        if self.already_there:
            stay = "was there before and stays as you left it"
            if self.already_there > 1:
                stay = "were there before and stay as you left them"
            said.append(f"{say_count(self.already_there, 'moment')} {stay}.")
        if self.activities_added:
            new = say_count(self.activities_added, "activity", "activities")
            verb = "could then" if self.dry_run else "can"
            said.append(f"{new} {verb} be ticked at a check-in, under From Daylio.")
        if self.own_days:
            said.append(f"Your own check-in stays first on {say_count(self.own_days, 'day')}.")
        return said


def _how_to_map(word: str, count: int) -> str:
    kept = "1 moment keeps" if count == 1 else f"{count} moments keep"
    return f"{kept} the word “{word}” without a number. To give it one from 0 to 10: {map_option(word)}"


def map_option(word: str) -> str:
    """Return the option to type that gives `word` a number, N, safe to paste into a shell."""
    option = f"{word}=N"
    return f"--map {shlex.quote(option)}" if re.search(r"[`$!\"\\]", option) else f'--map "{option}"'
