"""What the readers of all programs share: how far one is, and a file of which nothing could be read."""

from collections.abc import Sequence

from companion.domain.imported import ImportedRow, Reading, RowProblem
from companion.errors import NotReadable

EACH = 500
"""Rows between two looks at how far it is."""


def rows_or_refused(
    rows: Sequence[ImportedRow], problems: Sequence[RowProblem], *, remarks: Sequence[str] = ()
) -> Reading:
    """Return what was read. Raises NotReadable where there was something and nothing of it could be read."""
    problems = sorted(problems, key=lambda problem: problem.line)
    if problems and not rows:
        more = f" And {len(problems) - 1} more." if len(problems) > 1 else ""
        first = problems[0]
        raise NotReadable(f"Nothing in this file could be read. Line {first.line}: {first.reason}.{more}")
    return Reading(rows=tuple(rows), problems=tuple(problems), remarks=tuple(remarks))
