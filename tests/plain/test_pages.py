"""Each thing a person can do in the full-screen program, done line by line.

The parity list is in ``cases_*.py``: a name, what is typed after unlocking, what must be heard, and what is
then in the vault. ``tests/tui/test_parity.py`` does the same list on the full screen. Set-up, the check-in, Share
and bringing in have files of their own beside this one.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from companion.domain.talk import PointKind
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.cases import TODAY, Case
from tests.plain.cases_check_in import CHECK_IN
from tests.plain.cases_plan import PLAN
from tests.plain.cases_rest import IMPORTS, PAPER, SEARCH, SETTINGS
from tests.plain.cases_safety import SAFETY
from tests.plain.cases_talk import TALK
from tests.plain.person import Typing, type_lines
from tests.quotes import not_theirs

CASES = {
    "check-in": CHECK_IN,
    "plan": PLAN,
    "safety": SAFETY,
    "talk": TALK,
    "settings": SETTINGS,
    "search": SEARCH,
    "imports": IMPORTS,
}


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{page}: {case.name}") for page, cases in CASES.items() for case in cases],
)
def test_use_case(case: Case, typed: Typing, lived_in: MemoryBackend) -> None:
    before = str(lived_in.store.everything())
    heard = typed(*case.typed)
    for words in case.heard:
        assert words in heard.words
    assert case.then(lived_in.services)
    assert heard.code == 0
    files = [Path(typed).read_text("utf-8") for typed in case.typed if typed.endswith(".csv")]
    assert not_theirs(heard.out, lived_in.store, [before, *case.typed, *files]) == []


@pytest.mark.parametrize("case", PAPER, ids=lambda case: case.name)
def test_asked_about_on_a_later_day(case: Case, typed: Typing, lived_in: MemoryBackend) -> None:
    settings = lived_in.services.settings.get()
    assert not lived_in.services.on_paper.is_asked(TODAY)
    lived_in.store.settings.put(replace(settings, created_at=NOW - timedelta(days=1)))
    test_use_case(case, typed, lived_in)
    assert "Is your recovery code" not in type_lines(lived_in, PASSPHRASE, "t", "q").words


def test_points_written_before_any_talk_go_along_to_the_first(memory_backend: MemoryBackend) -> None:
    heard = type_lines(
        memory_backend, PASSPHRASE, "n", "1", "a", "I sleep badly", "", "", "a", "Sal", "", "", "", "q"
    )
    assert "No talk is planned yet." in heard.words
    agenda = memory_backend.services.talks.agenda(TODAY)
    assert agenda.talk is not None
    assert [(p.kind, p.text) for p in agenda.say] == [(PointKind.SAY, "I sleep badly")]


def test_lines_without_a_heading_are_read_and_moved_to_a_section(
    lived_in: MemoryBackend, typed: Typing
) -> None:
    plan = lived_in.services.plan
    plan.add_section("Music", new_id="music", now=NOW)
    plan.add_line("music", "Whistling", new_id="whistling", now=NOW)
    lived_in.store.sections.remove("music")
    heard = typed("p", "w", "12", "e", "d", "m", "1", "m", "2")
    assert "Without a heading. - Whistling. That is the whole plan." in heard.words
    assert "12 Without a heading, 1 line." in heard.words
    assert heard.words.count("no heading to change") == 3
    assert "Which section shall it go to?" in heard.words and "Moved to When I'm well." in heard.words
    assert [line.text for line in plan.lines("well")] == ["Whistling"]


def test_erasing_takes_the_word(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed("10", "11", "erase")
    assert not lived_in.exists
    assert "companion.vault" in heard.out
    assert heard.out.endswith("Closed.\n")
