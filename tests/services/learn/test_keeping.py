"""Keeping: what goes where is shown first, goes when it is ticked, and comes back out."""

import itertools

import pytest

from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.domain.text import clean_text
from companion.errors import NothingThere, NotSaved
from companion.services.services import Services, services_over
from tests.conftest import NOW
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.made_up_pack import ADDED, PACK, TALK
from tests.memory_store import MemoryStore

TODAY = NOW.date()


@pytest.fixture
def services(memory_store: MemoryStore) -> Services:
    memory_store.packs.put(ADDED)
    services = services_over(memory_store)
    services.plan.add_line("toolbox", "The kettle", new_id="kettle", now=NOW)
    services.sheets.begin(PACK.id, TALK.id, new_id="s", now=NOW)
    services.sheets.answer("s", "mind", text="- fog\n\n the letter ", now=NOW)
    services.sheets.answer("s", "helps", picked=("kettle",), now=NOW)
    services.sheets.answer("s", "ready", number=3, now=NOW)
    services.sheets.answer("s", "way", choice=0, now=NOW)
    services.sheets.answer("s", "ask", text="Who else?", now=NOW)
    services.sheets.answer("s", "later", text="A garden", now=NOW)
    return services


def keep(services: Services, *ids: str) -> list[str]:
    numbers = itertools.count()
    lines = services.keeping.keep("s", ids, new_id=lambda: f"new{next(numbers)}-{ids}", now=NOW)
    return [line.text for line in lines]


def say(services: Services) -> list[str]:
    return [p.text for p in services.talks.agenda(TODAY).say]


def test_each_line_is_shown_with_where_it_would_go_and_nothing_has_gone(services: Services) -> None:
    found = [(c.id, c.text, c.place, c.is_there) for c in services.keeping.candidates("s")]
    assert found == [
        ("mind#0", "- fog", "Next talk, to say", False),
        ("mind#1", "the letter", "Next talk, to say", False),
        ("helps#0", "The kettle", "Plan, For my team", False),
        ("way#0", "By bus", "Learning plan, how I will get there", False),
        ("ask#0", "Who else?", "Next talk, to ask", False),
    ]
    assert say(services) == []


def test_what_is_ticked_goes_and_nothing_else(services: Services, memory_store: MemoryStore) -> None:
    saves = memory_store.saves
    assert keep(services, "mind#1", "helps#0", "way#0", "nothing") == ["the letter", "The kettle", "By bus"]
    assert memory_store.saves == saves + 1
    assert say(services) == ["the letter"]
    assert [line.text for line in services.plan.lines("team")] == ["The kettle"]
    assert [line.text for line in services.learning.lines(LearningPart.HOW)] == ["By bus"]
    assert services.talks.agenda(TODAY).ask == ()
    assert [c.id for c in services.keeping.candidates("s") if c.is_there] == ["mind#1", "helps#0", "way#0"]
    assert keep(services, "mind#1") == []
    assert say(services) == ["the letter"]


def test_one_undo_takes_all_of_it_back(services: Services) -> None:
    keep(services, "mind#0", "mind#1")
    assert services.undo.undo() == "Undone: kept 2 lines from “Before a talk”. U brings it back."
    assert say(services) == []
    assert services.keeping.kept("s") == ()
    services.undo.redo()
    assert say(services) == ["- fog", "the letter"]
    assert len(services.keeping.kept("s")) == 2


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    services: Services, memory_store: MemoryStore
) -> None:
    memory_store.disk_full = True
    with pytest.raises(NotSaved):
        keep(services, "mind#0", "ask#0")
    memory_store.disk_full = False
    assert say(services) == []
    assert services.keeping.kept("s") == ()


def test_one_is_taken_back_out_and_the_rest_stays(services: Services) -> None:
    keep(services, "mind#0", "mind#1", "helps#0")
    fog = next(line for line in services.keeping.kept("s") if line.text == "- fog")
    services.keeping.take_out("s", fog.kept.id, now=NOW)
    assert say(services) == ["the letter"]
    assert [line.text for line in services.keeping.kept("s")] == ["the letter", "The kettle"]
    assert [p.text for p in services.talks.archived_points()] == ["- fog"]
    assert not next(c for c in services.keeping.candidates("s") if c.id == "mind#0").is_there
    with pytest.raises(NothingThere):
        services.keeping.take_out("s", fog.kept.id, now=NOW)


def test_what_was_kept_follows_its_line_when_the_line_is_changed_or_gone(services: Services) -> None:
    keep(services, "helps#0", "way#0")
    line, way = services.keeping.kept("s")
    services.plan.edit_line(line.kept.id, text="The blue kettle", now=NOW)
    services.learning.delete_line(way.kept.id, now=NOW)
    line, way = services.keeping.kept("s")
    assert (line.text, line.place, line.is_there) == ("The blue kettle", "Plan, For my team", True)
    assert (way.text, way.is_there) == ("By bus", False)
    services.keeping.take_out("s", way.kept.id, now=NOW)
    services.keeping.take_out("s", line.kept.id, now=NOW)
    assert services.plan.lines("team") == ()


def test_an_answer_emptied_later_still_knows_what_was_kept_of_it(services: Services) -> None:
    keep(services, "ask#0")
    services.sheets.answer("s", "ask", text="", now=NOW)
    assert [line.text for line in services.keeping.kept("s")] == ["Who else?"]


def test_what_is_only_mine_is_not_shown_together_and_stays_so_where_it_goes(services: Services) -> None:
    services.plan.edit_line("kettle", audience=Visibility.ME, now=NOW)
    services.sheets.mark("s", "way", Visibility.ME, now=NOW)
    shown = services.keeping.candidates("s", together=True)
    assert [c.key for c in shown] == ["mind", "mind", "ask"]
    keep(services, "helps#0", "way#0", "ask#0")
    (helps,), (way,) = services.plan.lines("team"), services.learning.lines(LearningPart.HOW)
    assert helps.audience is way.audience is Visibility.ME


def test_a_heading_in_the_archive_comes_back_with_its_line(services: Services) -> None:
    services.plan.archive_section("team", now=NOW)
    (place,) = {c.place for c in services.keeping.candidates("s") if c.goes_to == "team"}
    assert place == "Plan, For my team (from the archive)"
    keep(services, "helps#0")
    assert services.plan.section("team").archived_at is None


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_any_words_can_be_kept_as_they_are(services: Services, words: str) -> None:
    services.sheets.answer("s", "mind", text=words, now=NOW)
    wanted = [c for c in services.keeping.candidates("s") if c.key == "mind"]
    keep(services, *(c.id for c in wanted))
    lines = [line.strip() for line in clean_text(words).split("\n") if line.strip()]
    assert say(services) == lines
