"""What the fault suite counts: every point it tried, how each ended, and every one that ended wrong."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

TOTALS: dict[str, Counter[str]] = {}
"""Row -> what was counted in it. Filled by this process; `conftest` adds up those of all."""
TRIED, WRONG = "tried", "violations"
_SHOWN = 12


class Tally:
    """One row while its test runs."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter({TRIED: 0, WRONG: 0})
        self.wrong: list[str] = []

    def saw(self, outcome: str) -> None:
        """Count one way in which a point ended well."""
        self.counts[outcome] += 1

    def violation(self, text: str) -> None:
        """Count one that did not, and go on with the next."""
        self.wrong.append(text)
        self.counts[WRONG] += 1

    @contextmanager
    def case(self, label: str) -> Iterator[None]:
        """Count one point; whatever is raised within, an assertion too, is a violation."""
        self.counts[TRIED] += 1
        try:
            yield
        except Exception as error:
            self.violation(f"{label}: {type(error).__name__}: {error}")


@contextmanager
def counted(row: str) -> Iterator[Tally]:
    """Count under the name of `row`, and fail at the end when there was a violation."""
    tally = Tally()
    try:
        yield tally
    finally:
        TOTALS.setdefault(row, Counter()).update(tally.counts)
    assert not tally.wrong, f"{len(tally.wrong)} violations:\n" + "\n".join(tally.wrong[:_SHOWN])


def table(totals: dict[str, Counter[str]]) -> list[str]:
    """Return the lines of the table that ends the run."""
    wide = max(len(row) for row in totals)
    lines = [f"{'':{wide}}  {TRIED:>8}  {WRONG:>10}  of them"]
    for row, counts in sorted(totals.items()):
        ends = ", ".join(f"{n} {name}" for name, n in sorted(counts.items()) if name not in (TRIED, WRONG))
        lines.append(f"{row:{wide}}  {counts[TRIED]:>8,}  {counts[WRONG]:>10,}  {ends}")
    tried, wrong = (sum(counts[name] for counts in totals.values()) for name in (TRIED, WRONG))
    return [*lines, f"{'in all':{wide}}  {tried:>8,}  {wrong:>10,}"]
