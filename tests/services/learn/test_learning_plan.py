"""The learning plan: lines under four questions, and courses."""

from datetime import date, timedelta

import pytest

from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.domain.text import clean_text
from companion.errors import InvalidEntry, NothingThere
from companion.services.services import Services
from tests.conftest import NOW
from tests.hostile import HOSTILE, HOSTILE_IDS

PART = LearningPart.WANT


def add(services: Services, *texts: str) -> None:
    for text in texts:
        services.learning.add_line(PART, text, new_id=text, now=NOW)


def texts(services: Services, archived: bool = False) -> list[str]:
    return [line.text for line in services.learning.lines(PART, archived=archived)]


def test_there_are_the_four_questions_each_with_an_example(memory_services: Services) -> None:
    guides = memory_services.learning.guides()
    assert [guide.part for guide in guides] == list(LearningPart)
    assert all(guide.title and guide.example for guide in guides)
    assert memory_services.learning.is_empty()


def test_lines_are_added_changed_moved_and_put_away(memory_services: Services) -> None:
    learning = memory_services.learning
    add(memory_services, "a", "b", "c")
    learning.move_line("c", 0, now=NOW)
    assert texts(memory_services) == ["c", "a", "b"]
    learning.edit_line("a", text="A", audience=Visibility.ME, now=NOW + timedelta(days=1))
    changed = learning.line("a")
    assert (changed.text, changed.audience, changed.created_at) == ("A", Visibility.ME, NOW)
    learning.archive_line("c", now=NOW)
    assert texts(memory_services) == ["A", "b"] and texts(memory_services, archived=True) == ["c"]
    learning.restore_line("c", now=NOW)
    learning.delete_line("b", now=NOW)
    assert texts(memory_services) == ["c", "A"]
    assert memory_services.undo.undo() == "Undone: deleted “b”. U brings it back."
    assert texts(memory_services) == ["c", "A", "b"]
    assert not learning.lines(LearningPart.HOW)


def test_words_are_needed(memory_services: Services) -> None:
    with pytest.raises(InvalidEntry):
        add(memory_services, "  ")
    with pytest.raises(InvalidEntry):
        memory_services.learning.add_course(title=" ", new_id="x", now=NOW)
    with pytest.raises(NothingThere):
        memory_services.learning.line("gone")
    with pytest.raises(NothingThere):
        memory_services.learning.course("gone")


def test_courses_stand_newest_first_and_their_day_can_go(memory_services: Services) -> None:
    learning = memory_services.learning
    learning.add_course(title="Sleep", day=date(2026, 3, 1), new_id="a", now=NOW)
    learning.add_course(title="Garden", day=date(2026, 9, 1), where="Shore", new_id="b", now=NOW)
    learning.add_course(title="Some day", new_id="c", now=NOW)
    assert [c.id for c in learning.courses()] == ["b", "a", "c"]
    assert learning.edit_course("b", used="The lamp", now=NOW).day == date(2026, 9, 1)
    changed = learning.edit_course("b", title="The garden", day=None, now=NOW)
    assert (changed.title, changed.where, changed.used, changed.day) == (
        "The garden",
        "Shore",
        "The lamp",
        None,
    )
    learning.archive_course("a", now=NOW)
    assert [c.id for c in learning.courses(archived=True)] == ["a"]
    learning.restore_course("a", now=NOW)
    learning.delete_course("c", now=NOW)
    assert {c.id for c in learning.courses()} == {"a", "b"}
    assert not learning.is_empty()


@pytest.mark.parametrize("words", HOSTILE[:-1], ids=HOSTILE_IDS[:-1])
def test_any_words_stay_as_they_were(memory_services: Services, words: str) -> None:
    memory_services.learning.add_line(PART, words, new_id="w", now=NOW)
    course = memory_services.learning.add_course(title=words, where=words, used=words, new_id="w", now=NOW)
    cleaned = clean_text(words)
    assert texts(memory_services) == [cleaned]
    assert (course.title, course.where, course.used) == (cleaned, cleaned, cleaned)
    assert {hit.id for hit in memory_services.search.find(cleaned[:20])} == {"w"}
