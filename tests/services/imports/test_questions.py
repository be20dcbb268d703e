"""What a file leaves open, asked one question at a time, the same for every front end."""

from collections.abc import Callable
from itertools import count

import pytest

from companion.domain.imported import DateOrder
from companion.importers.opening import open_bytes
from companion.services.core.undo import Undo
from companion.services.imports.asking import Answers, Gone, Moved
from companion.services.imports.imports import Imports
from companion.services.imports.questions import Asking, option_words
from companion.services.imports.report import ImportReport
from tests.conftest import NOW
from tests.importers.made_up_exports import DAYLIO_CSV, EMOODS
from tests.memory_store import MemoryStore

HEAD = b"full_date,time,mood,note\n"


@pytest.fixture
def run() -> Callable[..., ImportReport]:
    store = MemoryStore()
    numbers = count()

    def bring(data: bytes, source: str, answers: Answers, *, dry_run: bool = True) -> ImportReport:
        imports = Imports(store, Undo(store))
        file = open_bytes("x", data)
        return imports.bring_in(
            file, source, answers, dry_run=dry_run, new_id=lambda: f"{next(numbers)}", now=NOW
        )

    return bring


def answered(
    run: Callable[..., ImportReport],
    data: bytes,
    source: str,
    labels: list[str],
    scales: tuple[str, ...] = (),
) -> Asking:
    """Answer each question with the choice whose label begins so; none is left."""
    asking = Asking(scales=scales)
    for label in labels:
        asked = asking.next(run(data, source, asking.answers))
        assert asked is not None, label
        asking.take(asked, next(choice for choice in asked.choices if choice.label.startswith(label)))
    assert asking.next(run(data, source, asking.answers)) is None
    return asking


def test_a_date_is_asked_about_with_both_days(run: Callable[..., ImportReport]) -> None:
    data = HEAD + b"03/04/2020,9:00,good,\n"
    asked = Asking().next(run(data, "daylio", Answers()))
    assert asked is not None
    assert asked.head == ("Line 2 has the date “03/04/2020”.", "Which day is that?")
    assert [choice.label for choice in asked.choices] == [
        "Friday 3 April 2020 (day, month, year)",
        "Wednesday 4 March 2020 (month, day, year)",
    ]
    assert answered(run, data, "daylio", ["Wednesday"]).answers.order is DateOrder.MDY


def test_each_column_is_asked_about_with_its_first_rows(run: Callable[..., ImportReport]) -> None:
    asked = Asking(scales=["Mood", "Sleep"]).next(run(EMOODS, "csv", Answers()))
    assert asked is not None
    assert asked.head == ("Column 1 of 7, “Date”: “5/13/2026”; “5/12/2026”.", "What is in it?")
    assert [choice.label for choice in asked.choices] == [
        "The day",
        "Leave it out",
        "The time",
        "My mood, a word or a number",
        "My words",
        "Things I did, to be ticked",
        "My scale “Mood”",
        "My scale “Sleep”",
        "Keep it beside my words, called “Date”",
    ]
    labels = ["The day", "Keep it", "Leave", "Leave", "My scale “Sleep”", "My mood", "My words"]
    asking = answered(run, EMOODS, "csv", labels, ("Mood", "Sleep"))
    assert asking.answers.columns == {"date": 1, "depressed": 2, "sleep": 5, "mood": 6, "note": 7}
    assert run(EMOODS, "csv", asking.answers).moments_added == 2


def test_without_a_day_the_columns_are_asked_again(run: Callable[..., ImportReport]) -> None:
    data = b"a,b\n2026-05-01,x\n"
    asking = answered(run, data, "csv", ["Leave", "My words", "The day", "My words"])
    assert asking.answers.columns == {"date": 1, "note": 2}


def test_two_columns_of_words_are_both_kept(run: Callable[..., ImportReport]) -> None:
    asking = answered(run, b"a,b,c\n2026-05-01,x,y\n", "csv", ["The day", "My words", "My words"])
    assert asking.answers.columns == {"date": 1, "note": 2, "note 2": 3}


def test_what_moved_and_what_is_gone_is_asked_once(run: Callable[..., ImportReport]) -> None:
    run(DAYLIO_CSV, "daylio", Answers(), dry_run=False)
    rows = DAYLIO_CSV.replace(b"20:10", b"09:00").splitlines()
    data = b"\n".join([*rows[:3], b"2026-01-30,,,9:00,good,,,other"]) + b"\n"
    extra = data + b"2026-02-01,,,9:00,good,,,\n"
    asking = answered(run, extra, "daylio", ["Leave it", "Keep it"])
    assert (asking.answers.moved, asking.answers.gone) == (Moved.ASK, Gone.KEEP)
    asking = answered(run, extra, "daylio", ["It is the same", "Take it out"])
    assert (asking.answers.moved, asking.answers.gone) == (Moved.TAKE, Gone.OUT)
    report = run(extra, "daylio", asking.answers)
    assert (report.moments_changed, report.taken_out) == (1, 1)


def test_on_the_command_line_a_question_says_what_to_type(run: Callable[..., ImportReport]) -> None:
    report = run(HEAD + b"03/04/2020,9:00,good,\n", "daylio", Answers())
    assert report.question is not None
    assert "--date-order dmy: Friday 3 April 2020" in " ".join(option_words(report.question))
    report = run(EMOODS, "csv", Answers())
    assert report.question is not None
    said = option_words(report.question)
    assert "1 “Date”: 5/13/2026; 5/12/2026" in said and "--columns date=1,mood=3" in said[-1]
