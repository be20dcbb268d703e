"""Learn, line by line: each use case of the full-screen program."""

from dataclasses import replace

import pytest

from companion.domain.plan import Visibility
from companion.errors import OpenElsewhere
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.cases import Case
from tests.plain.learn.cases_learn import DONE, KEPT, LEARN
from tests.plain.learn.cases_learning import LEARNING, PLAN
from tests.plain.learn.learning import ALL, ASKED, COURSE, TO_ASKED, TO_TALKING, give, said
from tests.plain.person import type_lines

BEGUN = ("l", "3", "1")
"""To the exercise when it is under way, which is named first in Learn."""


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in (*LEARN, *LEARNING)])
def test_use_case(case: Case, lived_in: MemoryBackend) -> None:
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *case.typed, "q")
    for words in case.heard:
        assert words in heard.words
    assert case.then(lived_in.services)
    assert heard.code == 0


def test_a_sheet_stays_readable_when_its_course_has_changed(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *DONE, "1", "q")
    give(lived_in, replace(COURSE, version="2", exercises=(ASKED,)))
    heard = type_lines(lived_in, PASSPHRASE, "l", "i", "1", "q")
    assert "What is on your mind? - The bus. - The noise." in heard.words
    assert "1 Take back out what was kept, 1 line. 2 Mark answers only me. w Read it again." in heard.words


def test_what_cannot_be_picked_any_more_is_still_said(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_TALKING, "1", *ALL, "stop")
    lived_in.services.plan.archive_line("quiet", now=NOW)
    heard = type_lines(lived_in, PASSPHRASE, "l", "1", "back", "back", "", "2", "q")
    assert "1 Up past two. 2 Not answering. Picked. Not there any more, or worded anew." in heard.words
    assert said(lived_in.services)["sign"] == "Not answering"


def test_a_pick_without_lines_says_where_they_are_written(memory_backend: MemoryBackend) -> None:
    give(memory_backend)
    heard = type_lines(memory_backend, PASSPHRASE, *TO_TALKING, "1", "", "", "", "", "words", "", "q")
    assert (
        "There is nothing to pick from yet. They are written in Plan, Early signs. Question 5 of 7. Enter to go on:"
        in heard.words
    )
    assert "There is nothing to write here." in heard.words


def test_hidden_lines_stay_picked_while_sitting_together(lived_in: MemoryBackend) -> None:
    give(lived_in)
    lived_in.services.plan.edit_line("quiet", audience=Visibility.ME, now=NOW)
    type_lines(lived_in, PASSPHRASE, *TO_TALKING, "1", "", "", "", "", "2", "stop", "q")
    heard = type_lines(lived_in, PASSPHRASE, *BEGUN, "v", "back", "1", "stop", "q")
    assert "Not answering" not in heard.words
    assert said(lived_in.services)["sign"] == "Not answering\nUp past two"


def test_words_begun_alone_are_not_read_out_together(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_TALKING, "1", "", "A secret thing", "stop", "q")
    heard = type_lines(lived_in, PASSPHRASE, *BEGUN, "v", "", "", "q")
    assert "You began to write here. It is not read out unless you choose so." in heard.words
    assert "A secret thing" not in heard.words
    assert "A secret thing" in type_lines(lived_in, PASSPHRASE, *BEGUN, "v", "back", "back", "2", "q").words


def test_scores_with_an_answer_that_is_only_me_are_not_read_out_together(lived_in: MemoryBackend) -> None:
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *TO_ASKED, "v", "only me", "1", "2", "3", "1", "i", "1", "q")
    before, after = heard.words.split("An answer is marked only me, so the scores are on the sheet")
    assert "Being heard:" not in before
    assert "Being heard: 3 (from 0 to 6), 2 of 2 answered." in after


def test_sitting_together_is_not_locked_for_half_an_hour(lived_in: MemoryBackend) -> None:
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *TO_TALKING, "v", 25, "", 31, "The bus", PASSPHRASE, "", "q")
    assert heard.words.count("no answer for 30 minutes") == 1
    assert said(lived_in.services) == {"mind": "The bus"}


def test_a_disk_that_refuses_keeps_nothing_and_says_so(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_TALKING, "1", "", "The bus", "", "stop", "q")
    lived_in.store.disk_full = True
    heard = type_lines(lived_in, PASSPHRASE, "l", "1", "", "Fog", "2", "q")
    assert "There is no room left on the disk." in heard.words
    assert heard.code == 5
    lived_in.store.disk_full = False
    assert said(lived_in.services) == {"mind": "The bus"}


def test_a_worksheet_is_written_where_the_person_says(lived_in: MemoryBackend) -> None:
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *TO_TALKING, "f", "1", "", "f", "2", "pen.html", "q")
    assert "A worksheet has the questions, and nothing you wrote." in heard.words
    assert "Which matters most?" in (lived_in.documents / "talking-to-someone.txt").read_text("utf-8")
    assert "Which matters most?" in (lived_in.documents / "pen.html").read_text("utf-8")


def test_nothing_of_learn_is_changed_by_going_back(lived_in: MemoryBackend) -> None:
    give(lived_in)
    saves = lived_in.store.saves
    for way in (TO_TALKING, (*TO_TALKING, "f", "1"), PLAN, (*PLAN, "1", "a"), (*PLAN, "5", "a"), ("l", "a")):
        type_lines(lived_in, PASSPHRASE, *way, *["back"] * 10)
    assert lived_in.store.saves == saves


def test_an_answer_is_found_and_opened(lived_in: MemoryBackend) -> None:
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *KEPT, *["back"] * 4, "/", "noise", "1", "q")
    assert "The noise. Talking to someone: What is on your mind?" in heard.words
    assert "A name for it: Fog." in heard.words


def test_lines_picked_last_time_are_not_read_out_together(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *DONE, "", "q")
    lived_in.services.plan.edit_line("quiet", audience=Visibility.ME, now=NOW)
    assert (
        "Last time, 22 November: Not answering."
        in type_lines(lived_in, PASSPHRASE, *TO_TALKING, "1", "", "", "", "", "stop", "q").words
    )
    assert "Not answering" not in type_lines(lived_in, PASSPHRASE, "l", "3", "1", "v", "stop", "q").words


def test_what_is_only_me_is_named_when_it_could_be_kept(lived_in: MemoryBackend) -> None:
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *TO_TALKING, "1", "", "only me", *ALL[1:], "1", "", "q")
    place = "To Next talk, to say (it would no longer be only me):"
    assert f"{place} 1 The bus. Only me. 2 The noise. Only me." in heard.words


def test_a_vault_opened_to_read_says_that_nothing_can_be_written(lived_in: MemoryBackend) -> None:
    give(lived_in)
    lived_in.refuses = OpenElsewhere("Your plan is open in another window.")
    heard = type_lines(lived_in, PASSPHRASE, "1", *TO_TALKING, "1", "q")
    assert (
        "This vault is open for reading only. Talking to someone. A number or letter, again," in heard.words
    )
    assert not lived_in.store.sheets.all()
