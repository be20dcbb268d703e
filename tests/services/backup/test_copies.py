"""What is said of copies: sentences with days in words, and nothing of how files are told apart."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from companion.domain.kinds import KINDS
from companion.services.backup.copies import (
    Joined,
    OtherFile,
    copy_rows,
    joined_words,
    other_words,
    relation_words,
    restored_words,
)
from tests.conftest import NOW

BEFORE = NOW - timedelta(days=3)


@pytest.mark.parametrize("relation", ["same", "new here", "elsewhere"])
def test_there_is_nothing_to_ask_of_a_file_that_went_on_as_it_may(relation: str) -> None:
    assert relation_words(relation, BEFORE, NOW, NOW) == ""


def test_an_older_copy_is_named_with_both_days() -> None:
    assert relation_words("older", NOW, BEFORE, NOW) == (
        "This is an older copy of your vault, saved on Thursday 19 November 2026 at 9.04 pm, 3 days ago; "
        "this computer last saw one saved on Sunday 22 November 2026 at 9.04 pm, today."
    )
    assert relation_words("older", None, None, NOW) == (
        "This is an older copy of your vault; this computer last saw a later one."
    )


def test_days_are_said_as_the_person_s_clock_says_them() -> None:
    saved = datetime(2026, 11, 22, 23, 30, tzinfo=timezone(timedelta(hours=-3)))
    here = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(0)))
    assert "on Monday 23 November 2026 at 2.30 am, today" in relation_words("older", here, saved, here)


def test_two_that_went_on_apart_are_one_sentence() -> None:
    said = relation_words("apart", NOW, BEFORE, NOW)
    assert said.count(".") == 1
    assert "each went on by themselves" in said and "can be put together" in said


def test_copies_are_listed_by_day_and_those_of_one_day_are_told_apart() -> None:
    paths = [
        Path("v.backups/2026-11-23-0a1b.vault"),
        Path("v.backups/2026-11-21-ffff.vault"),
        Path("v.backups/2026-11-21-0000.vault"),
        Path("companion.conflict-20261001-235959.vault"),
        Path("companion-2026-11-20-1234.vault"),
        Path("from a friend 2026-13-40.vault"),
    ]
    rows = copy_rows(paths, date(2026, 11, 25))
    assert [row.path for row in rows] == paths
    assert [row.words for row in rows] == [
        "Monday 23 November 2026, 2 days ago",
        "Saturday 21 November 2026, 4 days ago, 1 of 2 from that day",
        "Saturday 21 November 2026, 4 days ago, 2 of 2 from that day",
        "Thursday 1 October 2026, 55 days ago",
        "Friday 20 November 2026, 5 days ago",
        "from a friend 2026-13-40.vault",
    ]


NOT_COUNTED = {"settings", "code_papers"}
"""What the program keeps whether or not anything was written."""


@pytest.mark.parametrize("table", [*(table for table in KINDS if table not in NOT_COUNTED), "clashes"])
def test_a_copy_with_one_record_of_any_kind_is_not_called_empty(table: str) -> None:
    said = other_words(OtherFile(path=Path("x.vault"), saved_at=None, counts={table: 1, "settings": 1}), NOW)
    assert "In it: 1 " in said and "Nothing is written" not in said


def test_what_was_learned_is_counted_in_words() -> None:
    counts = {"sheets": 5, "learning_lines": 12, "courses": 3, "packs": 1, "lock_cards": 1}
    assert other_words(OtherFile(path=Path("x.vault"), saved_at=None, counts=counts), NOW) == (
        "It does not say when it was saved. In it: 5 exercise sheets, 12 lines in the learning plan, "
        "3 courses been to, 1 course of exercises and 1 card for the lock screen."
    )


def test_what_is_in_a_copy_is_counted_in_words() -> None:
    counts = {"check_ins": 1, "lines": 2, "settings": 1, "contacts": 3, "of a later version": 9}
    other = OtherFile(path=Path("x.vault"), saved_at=BEFORE, counts=counts)
    assert other_words(other, NOW) == (
        "Saved on Thursday 19 November 2026 at 9.04 pm, 3 days ago. "
        "In it: 1 check-in, 2 lines in the plan and 3 people and services."
    )
    bare = OtherFile(path=Path("x.vault"), saved_at=None, counts={"settings": 1})
    assert other_words(bare, NOW) == "It does not say when it was saved. Nothing is written in it yet."


@pytest.mark.parametrize(
    ("joined", "said"),
    [
        (Joined(came=0, went=0, conflicts=0), "Everything in that copy was here already."),
        (Joined(came=1, went=0, conflicts=0), "1 thing came in."),
        (
            Joined(came=3, went=1, conflicts=2),
            "3 things came in. 1 thing that had been deleted there went from here too. "
            "2 things were changed in both copies. Both are kept; choose when you like.",
        ),
        (
            Joined(came=1, went=0, conflicts=1, kept=Path("kept/2026-11-23-0a0b.vault")),
            "1 thing came in. What was here before is kept as a copy, 2026-11-23-0a0b.vault. "
            "1 thing was changed in both copies. Both are kept; choose when you like.",
        ),
    ],
)
def test_what_came_in_is_said(joined: Joined, said: str) -> None:
    assert joined_words(joined) == said


def test_after_restoring_it_is_said_where_the_rest_is() -> None:
    kept = Path("somewhere") / "2026-11-22-abcd.vault"
    other = OtherFile(path=Path("x.vault"), saved_at=BEFORE, counts={})
    assert restored_words(kept, other) == (
        "Everything is now as it was saved on Thursday 19 November 2026 at 9.04 pm. "
        "What was here before is kept as a copy, 2026-11-22-abcd.vault."
    )
