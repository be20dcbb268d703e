"""What a tutor is told about a pack: one sentence for each thing, all of them at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from companion.domain.text import clean_line

MOST_PROBLEMS = 100
"""Of one pack; what comes after them is one sentence more."""

_LONGEST_QUOTED = 40
"""Characters of a word or line that are shown, and that are compared."""

_MOST_ASKED = 2_000
_MOST_COMPARED = 5_000
"""Words looked up, and pairs of words compared, in one pack: none can take long."""

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class PackProblem:
    """One thing in a pack that is not as it was meant, or may not be."""

    file: str
    line: int
    """From 1; 0 for the whole file."""
    reason: str
    """A sentence that says what to do."""
    stops: bool
    """True for a mistake, which keeps the pack from being added; False for a note."""

    @property
    def sentence(self) -> str:
        """The whole sentence, with where it is."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.reason}"


def quoted_line(words: str) -> str:
    """Return `words` in quotation marks, on one line and cut where they are long."""
    line = clean_line(words[: _LONGEST_QUOTED * 4])
    return f"“{line[:_LONGEST_QUOTED]}…”" if len(line) > _LONGEST_QUOTED else f"“{line}”"


def file_order(name: str) -> tuple[object, ...]:
    """Return what a file name is sorted by: small letters, and 2 before 10, as file lists show it."""
    parts = _DIGITS.split(name.casefold())
    parts[1::2] = [f"{len(digits.lstrip('0')):04}{digits.lstrip('0')}" for digits in parts[1::2]]
    return (*parts, name)


class Problems:
    """Everything that is told about one pack while it is read."""

    def __init__(self) -> None:
        self._mistakes: list[PackProblem] = []
        self._notes: list[PackProblem] = []
        self._kept: set[PackProblem] = set()
        self._more: PackProblem | None = None
        self._compared = 0
        self._nearest: dict[tuple[str, tuple[str, ...], float], str | None] = {}

    def add(self, problem: PackProblem) -> None:
        """Take one in. Of each kind the first 100 are kept."""
        kept = self._mistakes if problem.stops else self._notes
        if problem in self._kept:
            return
        if len(kept) < MOST_PROBLEMS:
            kept.append(problem)
            self._kept.add(problem)
        elif self._more is None or problem.stops:
            self._more = problem

    @property
    def stops(self) -> bool:
        """True when there is a mistake."""
        return bool(self._mistakes)

    def all(self) -> tuple[PackProblem, ...]:
        """Return them in order of file and line, mistakes before notes where there are too many."""
        kept = [*self._mistakes, *self._notes]
        shown = sorted(kept[:MOST_PROBLEMS], key=lambda problem: (file_order(problem.file), problem.line))
        if self._more or len(kept) > MOST_PROBLEMS:
            last = shown[-1]
            reason = "There are more like these. Mend these first, then look again."
            shown.append(PackProblem(last.file, last.line, reason, self.stops))
        return tuple(shown)

    def nearest(self, word: str, known: Iterable[str], at_least: float = 0.75) -> str | None:
        """Return the known word that is most like `word`, if one is like it enough (0 to 1)."""
        asked = (word[:_LONGEST_QUOTED], tuple(known), at_least)
        if (
            asked not in self._nearest
            and len(self._nearest) < _MOST_ASKED
            and self._compared < _MOST_COMPARED
        ):
            self._nearest[asked] = self._most_like(*asked)
        return self._nearest.get(asked)

    def _most_like(self, word: str, known: tuple[str, ...], at_least: float) -> str | None:
        best, found, letters = at_least, None, sorted(word)
        matcher = SequenceMatcher(None, "", word, autojunk=False)
        for other in known:
            if len(other) == len(word) and sorted(other) == letters:  # letters that changed places
                return other
            if 2 * min(len(other), len(word)) < best * (len(other) + len(word)):
                continue
            matcher.set_seq1(other)
            if matcher.quick_ratio() < best:
                continue
            self._compared += 1
            if (ratio := matcher.ratio()) > best or (ratio == best and found is None):
                best, found = ratio, other
        return found


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """Reports on one file of a pack."""

    file: str
    problems: Problems

    def mistake(self, line: int, reason: str) -> None:
        """Report something that has to be mended first."""
        self.problems.add(PackProblem(self.file, line, reason, True))

    def note(self, line: int, reason: str) -> None:
        """Report something that may be meant as it is."""
        self.problems.add(PackProblem(self.file, line, reason, False))

    def nearest(self, word: str, known: Iterable[str], at_least: float = 0.75) -> str | None:
        """Return the known word that is most like `word`, if any is."""
        return self.problems.nearest(word, known, at_least)
