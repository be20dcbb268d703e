"""The safety plan and the national lines."""

import pytest

from companion.domain.helpline import Nation
from companion.domain.safety import SafetyStep
from companion.domain.text import clean_text
from companion.errors import InvalidEntry, NothingThere
from companion.services.safety.helplines import national_lines
from companion.services.services import Services
from tests.conftest import NOW
from tests.hostile import HOSTILE

TODAY = NOW.date()


def test_seven_steps_each_with_words_and_a_hint(memory_services: Services) -> None:
    steps = memory_services.safety.steps()
    assert [s.step for s in steps] == list(SafetyStep)
    assert all(s.title and s.hint and s.is_empty for s in steps)
    assert memory_services.safety.is_empty()


def test_lines_and_people_stay_in_their_step_and_order(memory_services: Services) -> None:
    safety = memory_services.safety
    for word in "abc":
        safety.add_line(SafetyStep.ALONE, word, new_id=word, now=NOW)
    safety.move_line("c", 0, now=NOW)
    for name in ("Dee", "Mo"):
        safety.add_contact(step=SafetyStep.PEOPLE, name=name, number="07700 900 145", new_id=name, now=NOW)
    safety.move_contact("Mo", 0, now=NOW)
    assert [line.text for line in safety.step(SafetyStep.ALONE).lines] == ["c", "a", "b"]
    assert [c.name for c in safety.step(SafetyStep.PEOPLE).contacts] == ["Mo", "Dee"]
    safety.archive_contact("Mo", now=NOW)
    assert [c.name for c in safety.people()] == ["Dee"]
    safety.restore_contact("Mo", now=NOW)
    assert len(safety.people()) == 2


def test_a_person_needs_a_name_and_belongs_to_step_4_or_5(memory_services: Services) -> None:
    with pytest.raises(InvalidEntry):
        memory_services.safety.add_contact(name=" ", new_id="x", now=NOW)
    with pytest.raises(InvalidEntry):
        memory_services.safety.add_contact(step=SafetyStep.ALONE, name="Dee", new_id="x", now=NOW)


@pytest.mark.parametrize("words", [w for w in HOSTILE if clean_text(w).strip()])
def test_words_are_kept_as_clean_text(memory_services: Services, words: str) -> None:
    contact = memory_services.safety.add_contact(
        name=words, who=words, number=words, hours=words, new_id="c", now=NOW
    )
    line = memory_services.safety.add_line(SafetyStep.SIGNS, words, new_id="l", now=NOW)
    assert {contact.name, contact.who, contact.number, contact.hours, line.text} == {clean_text(words)}


@pytest.mark.parametrize("nation", Nation)
def test_every_nation_has_samaritans_first_and_999(nation: Nation) -> None:
    lines = national_lines(nation)
    assert lines[0].number == "116 123"
    assert "999" in [line.number for line in lines]
    assert all(line.source and line.checked_on and nation in line.nations for line in lines)


def test_a_line_the_person_changed_shows_in_place_of_the_shipped_one(memory_services: Services) -> None:
    safety = memory_services.safety
    shipped = safety.helplines(Nation.WALES)
    safety.edit_helpline("samaritans", number="01632 960 111", today=TODAY)
    changed = safety.helplines(Nation.WALES)
    assert len(changed) == len(shipped)
    assert changed[0].number == "01632 960 111"
    assert changed[0].checked_on == TODAY
    safety.hide_helpline("samaritans", now=NOW)
    assert "samaritans" not in {line.id for line in safety.helplines(Nation.WALES)}
    safety.reset_helplines()
    assert safety.helplines(Nation.WALES) == shipped
    assert national_lines(Nation.WALES) == shipped


def test_what_is_not_there_is_said_kindly(memory_services: Services) -> None:
    with pytest.raises(NothingThere, match="not in your safety plan"):
        memory_services.safety.archive_contact("nobody", now=NOW)
