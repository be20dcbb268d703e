"""Undo, drafts, settings, set-up and search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.exercise import SHIPPED
from companion.domain.learning import LearningPart
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.domain.text import clean_line, clean_text, folded
from companion.services.access.setup import prepare
from companion.services.core.undo import KEPT
from companion.services.kinds import WORDS
from companion.services.services import Services, services_over
from tests.conftest import NOW
from tests.hostile import HOSTILE
from tests.memory_store import MemoryStore


def test_an_answer_that_goes_on_from_the_last_is_one_step_with_it(memory_services: Services) -> None:
    check_ins, undo, day = memory_services.check_ins, memory_services.undo, NOW.date()

    def mood() -> int | None:
        found = check_ins.on(day)
        return found.answers.get("mood") if found else None

    check_ins.answer(day, "mood", 7, now=NOW)
    check_ins.answer(day, "mood", 1, now=NOW)
    check_ins.answer(day, "mood", 10, goes_on_from=1, now=NOW)
    check_ins.answer(day, "mood", 0, goes_on_from=10, now=NOW)
    undo.undo()
    assert mood() == 7
    undo.redo()
    assert mood() == 0
    check_ins.answer(day, "mood", 10, goes_on_from=1, now=NOW)  # the 1 did not reach the disk
    undo.undo()
    assert mood() == 0
    check_ins.answer(day, "mood", 1, now=NOW)
    check_ins.answer(day, "sleep", 3, now=NOW)
    check_ins.answer(day, "mood", 10, goes_on_from=1, now=NOW)  # something else was changed in between
    undo.undo()
    assert mood() == 1


def test_undo_names_the_change_and_goes_back_step_by_step(memory_services: Services) -> None:
    memory_services.plan.add_line("early", "one", new_id="1", now=NOW)
    memory_services.plan.edit_line("1", text="two", now=NOW)
    assert memory_services.undo.undo() == "Undone: changed “one”. U brings it back."
    assert memory_services.plan.line("1").text == "one"
    assert memory_services.undo.redo() == "Back again: changed “one”."
    assert memory_services.plan.line("1").text == "two"
    memory_services.undo.undo()
    memory_services.undo.undo()
    assert memory_services.plan.lines("early") == ()
    assert memory_services.undo.undo() is None


def test_a_new_change_ends_what_could_be_brought_back(memory_services: Services) -> None:
    memory_services.plan.add_line("early", "one", new_id="1", now=NOW)
    memory_services.undo.undo()
    memory_services.plan.add_line("early", "two", new_id="2", now=NOW)
    assert memory_services.undo.redo() is None


def test_the_last_changes_of_a_sitting_are_kept(memory_services: Services) -> None:
    for n in range(KEPT + 5):
        memory_services.plan.add_line("early", f"line {n}", new_id=str(n), now=NOW)
    undone = 0
    while memory_services.undo.undo():
        undone += 1
    assert undone == KEPT


def test_a_change_that_raises_leaves_nothing_behind(
    memory_services: Services, memory_store: MemoryStore
) -> None:
    with pytest.raises(ZeroDivisionError), memory_services.undo.change("two things"):
        memory_services.plan.add_line("early", "one", new_id="1", now=NOW)
        raise ZeroDivisionError
    assert memory_services.plan.lines("early") == ()
    assert not memory_services.undo.can_undo


@pytest.mark.parametrize("words", HOSTILE)
def test_drafts_come_back_as_typed(memory_services: Services, words: str) -> None:
    memory_services.drafts.keep("place", words, 3, now=NOW)
    draft = memory_services.drafts.of("place")
    if words.strip():
        assert draft is not None
        assert draft.text == clean_text(words)
        assert 0 <= draft.caret <= len(draft.text)
    else:
        assert draft is None
    assert not memory_services.undo.can_undo


def test_the_same_draft_is_stored_once(memory_services: Services, memory_store: MemoryStore) -> None:
    memory_services.drafts.keep("place", "words", 5, now=NOW)
    saves = memory_store.saves
    memory_services.drafts.keep("place", "words", 5, now=NOW)
    assert memory_store.saves == saves
    memory_services.drafts.keep("place", " ", 1, now=NOW)
    assert memory_services.drafts.all() == ()


def test_set_up_carries_on_where_it_stood_and_forgets_the_code_at_the_end() -> None:
    store = MemoryStore()
    prepare(store, recovery_code="AAAAA", now=NOW)
    setup = services_over(store).setup
    assert (setup.step(), setup.recovery_code()) == (2, "AAAAA")
    setup.reached(4, now=NOW)
    assert services_over(store).setup.step() == 4
    setup.finish(now=NOW)
    assert (setup.step(), setup.recovery_code()) == (6, "")
    setup.reached(2, now=NOW)
    assert setup.step() == 6


def test_settings_change_what_is_given_and_leave_the_rest(memory_services: Services) -> None:
    memory_services.settings.change(name="Sam", reach_me="text first", now=NOW)
    memory_services.settings.change(name="", now=NOW)
    settings = memory_services.settings.get()
    assert (settings.name, settings.reach_me) == ("", "text first")


def test_a_change_is_named_in_clean_words(memory_services: Services) -> None:
    s = memory_services
    s.talks.add_point(PointKind.SAY, "\x1b[31mred\u202e", new_id="p", now=NOW)
    assert s.undo.undo() == "Undone: added “[31mred”. U brings it back."


def test_search_finds_every_kind_and_ignores_case(memory_services: Services) -> None:
    s = memory_services
    s.plan.add_section("Kettle club", new_id="s", now=NOW)
    s.plan.add_line("early", "no KETTLE on", what_helps="x", new_id="l", now=NOW)
    s.plan.add_line("early", "x", what_helps="the kettle", new_id="h", now=NOW)
    s.talks.add_point(PointKind.SAY, "my kettle broke", new_id="p", now=NOW)
    s.check_ins.write_note(NOW.date(), "Kettle first", now=NOW)
    s.safety.add_line(SafetyStep.ALONE, "kettle, tea", new_id="a", now=NOW)
    s.safety.add_contact(name="Kettle Kate", new_id="c", now=NOW)
    s.learning.add_line(LearningPart.HOW, "mend a kettle", new_id="ll", now=NOW)
    s.learning.add_course(title="Kettles", new_id="co", now=NOW)
    s.sheets.begin(SHIPPED, "a-wellness-toolbox", new_id="sh", now=NOW)
    s.sheets.answer("sh", "what-helps-your-body", text="the kettle", now=NOW)
    searched = {table for table, words in WORDS.items() if words.found}
    assert {hit.table for hit in s.search.find("kettle")} == searched - {"moments"}
    assert {hit.id for hit in s.search.find("kettle broke")} == {"p"}
    assert s.search.find("  ") == ()
    s.plan.archive_line("l", now=NOW)
    assert "l" not in {hit.id for hit in s.search.find("kettle")}
    assert len(s.search.find("kettle", limit=2)) == 2


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_always_fits_utf8(words: str) -> None:
    clean = clean_text(words)
    assert clean_text(clean) == clean
    clean.encode("utf-8")
    assert "\x1b" not in clean
    assert "\n" not in clean_line(words)
    assert folded(words) == folded(clean)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_ordinary_words_survive_letter_for_letter(words: str) -> None:
    assert clean_text(words) == words
