"""What a person can do with their plan, and the order things keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.plan import PlanLine, Section, SectionKind, Visibility
from companion.domain.text import clean_text
from companion.errors import InvalidEntry, NothingThere
from companion.services.core.order import moved
from companion.services.services import Services
from tests.conftest import NOW
from tests.hostile import HOSTILE
from tests.memory_store import MemoryStore


def texts(services: Services, section: str = "early") -> list[str]:
    return [line.text for line in services.plan.lines(section)]


def add(services: Services, *words: str, section: str = "early") -> list[str]:
    return [services.plan.add_line(section, word, new_id=f"{section}-{word}", now=NOW).id for word in words]


def test_a_new_plan_has_every_section_and_says_what_each_is_for(memory_services: Services) -> None:
    sections = memory_services.plan.sections()
    assert {s.kind for s in sections} == set(SectionKind) - {SectionKind.OWN}
    for section in sections:
        guide = memory_services.plan.guide(section)
        assert guide.purpose
        assert len(guide.examples) == 3


def test_lines_keep_the_order_they_are_given(memory_services: Services) -> None:
    _, b, _, d = add(memory_services, "a", "b", "c", "d")
    memory_services.plan.move_line(d, 0, now=NOW)
    assert texts(memory_services) == ["d", "a", "b", "c"]
    memory_services.plan.archive_line(b, now=NOW)
    memory_services.plan.move_line(d, 99, now=NOW)
    assert texts(memory_services) == ["a", "c", "d"]
    memory_services.plan.restore_line(b, now=NOW)
    assert sorted(texts(memory_services)) == ["a", "b", "c", "d"]


def test_a_line_can_be_changed_part_by_part(memory_services: Services) -> None:
    (a,) = add(memory_services, "a")
    assert memory_services.plan.line(a).audience is Visibility.ASK
    memory_services.plan.edit_line(a, what_helps="tea", now=NOW)
    memory_services.plan.edit_line(a, audience=Visibility.TEAM, now=NOW)
    line = memory_services.plan.line(a)
    assert (line.text, line.what_helps, line.audience) == ("a", "tea", Visibility.TEAM)


@pytest.mark.parametrize("words", ["", "  ", "\x1b", "\n"])
def test_a_line_without_words_is_refused_and_nothing_is_stored(
    memory_services: Services, memory_store: MemoryStore, words: str
) -> None:
    saves = memory_store.saves
    with pytest.raises(InvalidEntry):
        memory_services.plan.add_line("early", words, new_id="x", now=NOW)
    assert memory_store.saves == saves
    assert texts(memory_services) == []


@pytest.mark.parametrize("words", [w for w in HOSTILE if clean_text(w).strip()])
def test_words_are_kept_as_clean_text(memory_services: Services, words: str) -> None:
    section = memory_services.plan.add_section(words, new_id="s", now=NOW)
    line = memory_services.plan.add_line("s", words, what_helps=words, new_id="l", now=NOW)
    assert section.name == line.text == line.what_helps == clean_text(words)


def test_deleting_a_section_takes_its_lines_and_undo_brings_all_back(memory_services: Services) -> None:
    memory_services.plan.add_section("Garden", new_id="g", now=NOW)
    add(memory_services, "a", "b", section="g")
    memory_services.plan.delete_section("g", now=NOW)
    with pytest.raises(NothingThere):
        memory_services.plan.section("g")
    assert memory_services.undo.undo() == "Undone: deleted “Garden”. U brings it back."
    assert texts(memory_services, "g") == ["a", "b"]
    memory_services.undo.redo()
    assert texts(memory_services, "g") == []


def test_a_built_in_section_is_archived_not_deleted(memory_services: Services) -> None:
    with pytest.raises(NothingThere):
        memory_services.plan.delete_section("early", now=NOW)
    memory_services.plan.archive_section("early", now=NOW)
    assert "early" not in {s.id for s in memory_services.plan.sections()}
    memory_services.plan.restore_section("early", now=NOW)
    assert "early" in {s.id for s in memory_services.plan.sections()}


@pytest.mark.parametrize("kind", SectionKind)
@pytest.mark.parametrize("has_its_kinds_id", [True, False])
def test_whether_a_section_may_be_deleted_is_said_before_it_is_tried(
    kind: SectionKind, has_its_kinds_id: bool, memory_services: Services, memory_store: MemoryStore
) -> None:
    id = kind.value if has_its_kinds_id else "another"
    memory_store.sections.put(
        Section(id=id, kind=kind, name="Garden", position=99, created_at=NOW, changed_at=NOW, archived_at=NOW)
    )
    plan = memory_services.plan
    assert plan.can_delete_section(id) is (kind is SectionKind.OWN)
    if plan.can_delete_section(id):
        plan.delete_section(id, now=NOW)
    else:
        with pytest.raises(NothingThere):
            plan.delete_section(id, now=NOW)


def test_what_helps_today_turns_with_the_day_and_stays_all_day(memory_services: Services) -> None:
    add(memory_services, "a", "b", "c", "d", section="toolbox")
    day = NOW.date()
    first = memory_services.plan.helps_today(day)
    assert first == memory_services.plan.helps_today(day)
    assert len(first) == 3
    next_day = day.fromordinal(day.toordinal() + 1)
    assert memory_services.plan.helps_today(next_day)[0] == first[1]


@given(
    positions=st.lists(st.integers(0, 6), min_size=1, max_size=8),
    which=st.integers(0, 7),
    index=st.integers(-3, 12),
)
def test_moving_puts_one_thing_there_and_leaves_the_others_in_order(
    positions: list[int], which: int, index: int
) -> None:
    items = [
        PlanLine(id=f"{n:02}", section_id="s", text="x", position=p, created_at=NOW, changed_at=NOW)
        for n, p in enumerate(positions)
    ]
    items.sort(key=lambda i: (i.position, i.id))
    which %= len(items)
    new = {item.id: item.position for item in items} | {
        i.id: p for i, p in moved(items, items[which].id, index)
    }
    order = sorted(new, key=lambda id: (new[id], id))
    rest = [item.id for item in items if item.id != items[which].id]
    wanted = max(0, min(index, len(rest)))
    assert order == [*rest[:wanted], items[which].id, *rest[wanted:]]


@pytest.mark.parametrize("kind", SectionKind)
def test_what_helps_is_asked_for_beside_signs_and_triggers(
    memory_services: Services, kind: SectionKind
) -> None:
    services = memory_services
    section = next((s for s in services.plan.sections() if s.kind is kind), None)
    if section is None:
        section = services.plan.add_section("My garden", new_id="own", now=NOW)
    signs = {SectionKind.EARLY, SectionKind.TRIGGERS, SectionKind.BREAKING}
    assert services.plan.asks_what_helps(section.id) is (kind in signs)
