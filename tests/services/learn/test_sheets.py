"""Doing exercises: answers are stored as they are given, and stay readable whatever becomes of the pack."""

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.domain.exercise import AnswerKind, ExerciseStep
from companion.domain.plan import Visibility
from companion.domain.text import clean_text
from companion.errors import InvalidEntry, NothingThere, NotSaved
from companion.services.learn.sheets import draft_id
from companion.services.services import Services, services_over
from tests.conftest import NOW
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.made_up_pack import ADDED, ASKED, PACK, TALK
from tests.memory_store import MemoryStore

LATER = NOW + timedelta(days=3)


@pytest.fixture
def services(memory_store: MemoryStore) -> Services:
    memory_store.packs.put(ADDED)
    return services_over(memory_store)


def begun(services: Services, id: str = "s1") -> str:
    return services.sheets.begin(PACK.id, TALK.id, new_id=id, now=NOW).id


def answer(services: Services, key: str, sheet: str = "s1", **given: object) -> None:
    services.sheets.answer(sheet, key, now=NOW, **given)  # type: ignore[arg-type]


def test_beginning_twice_goes_on_with_the_sheet_under_way(services: Services) -> None:
    assert begun(services, "s1") == begun(services, "s2") == "s1"
    services.sheets.finish("s1", now=NOW)
    assert begun(services, "s3") == "s3"
    with pytest.raises(NothingThere):
        services.sheets.begin(PACK.id, "gone", new_id="x", now=NOW)
    with pytest.raises(NothingThere):
        services.sheets.begin("gone", TALK.id, new_id="x", now=NOW)


def test_it_is_taken_up_where_it_was_left(services: Services, memory_store: MemoryStore) -> None:
    begun(services)
    sheet = services.sheets.sheet("s1")
    assert services.sheets.step_to_resume(sheet) == 0
    services.sheets.stand_at("s1", "ready", now=NOW)
    saves = memory_store.saves
    services.sheets.stand_at("s1", "ready", now=NOW)
    assert memory_store.saves == saves
    again = services_over(memory_store)
    assert again.sheets.step_to_resume(again.sheets.sheet("s1")) == 4


def test_where_it_was_left_may_be_gone_from_a_new_version(
    services: Services, memory_store: MemoryStore
) -> None:
    begun(services)
    answer(services, "mind", text="a")
    services.sheets.stand_at("s1", "ready", now=NOW)
    steps = tuple(step for step in TALK.steps if step.key not in ("read", "ready"))
    changed = replace(PACK, version="2", exercises=(replace(TALK, steps=steps), ASKED))
    services.packs.add(changed, now=LATER)
    sheet = services.sheets.sheet("s1")
    assert services.sheets.exercise(sheet).steps[services.sheets.step_to_resume(sheet)].key == "most"


def test_each_kind_of_answer_holds_its_question(services: Services) -> None:
    services.plan.add_line("toolbox", "The kettle", new_id="kettle", now=NOW)
    begun(services)
    answer(services, "mind", text="one\n\ntwo ")
    answer(services, "most", picked=("mind#two", "mind#one", "mind#nine"))
    answer(services, "helps", picked=("kettle", "nothing"))
    answer(services, "ready", number=0)
    answer(services, "way", choice=1)
    answer(services, "ask", text="When?")
    answer(services, "read", text="nothing is kept of this")
    answers = services.sheets.sheet("s1").answers
    said = [(a.key, a.question, a.text, a.number, a.picked) for a in answers]
    assert said == [
        ("mind", "What is on your mind?", "one\n\ntwo ", None, ()),
        ("most", "Which matters most?", "two\none", None, ("mind#two", "mind#one")),
        ("helps", "What would help?", "The kettle", None, ("kettle",)),
        ("ready", "How ready are you?", "", 0, ()),
        ("way", "How will you get there?", "On foot", None, ()),
        ("ask", "One question to ask", "When?", None, ()),
    ]
    assert answers[0].asked == "One thing on each line."
    assert answers[3].ends == "0 not at all, 10 ready"


@pytest.mark.parametrize("number", [11, -1])
def test_a_number_that_does_not_fit_is_refused(services: Services, number: int) -> None:
    begun(services)
    with pytest.raises(InvalidEntry, match="0 to 10"):
        answer(services, "ready", number=number)
    with pytest.raises(InvalidEntry, match="2 to choose"):
        answer(services, "way", choice=2)
    with pytest.raises(NothingThere):
        answer(services, "gone", text="x")
    assert services.sheets.sheet("s1").answers == ()


def test_an_answer_can_be_emptied_again_and_undone(services: Services) -> None:
    begun(services)
    answer(services, "mind", text="one")
    answer(services, "mind", text="  ")
    assert services.sheets.sheet("s1").answers == ()
    assert services.undo.undo() == "Undone: answered “What is on your mind?”. U brings it back."
    assert [a.text for a in services.sheets.sheet("s1").answers] == ["one"]


def test_an_answer_takes_the_place_of_its_draft_in_one_save(
    services: Services, memory_store: MemoryStore
) -> None:
    begun(services)
    draft = draft_id("s1", "mind")
    services.drafts.keep(draft, "half a wo", 9, now=NOW)
    saves = memory_store.saves
    memory_store.disk_full = True
    with pytest.raises(NotSaved):
        answer(services, "mind", text="half a word")
    kept = services.drafts.of(draft)
    assert kept is not None and kept.text == "half a wo"
    assert services.sheets.sheet("s1").answers == ()
    memory_store.disk_full = False
    answer(services, "mind", text="half a word")
    assert services.drafts.of(draft) is None
    assert memory_store.saves == saves + 1


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
@pytest.mark.parametrize("key", ["mind", "ask"])
def test_any_words_come_back_as_they_were(services: Services, key: str, words: str) -> None:
    begun(services)
    answer(services, key, text=words)
    found = services.sheets.sheet("s1").answer(key)
    assert (found.text if found else "") == (clean_text(words) if words.strip() else "")


def test_what_is_only_mine_is_not_there_while_sitting_together(services: Services) -> None:
    services.plan.add_line("toolbox", "Secret", audience=Visibility.ME, new_id="secret", now=NOW)
    services.plan.add_line("toolbox", "The kettle", new_id="kettle", now=NOW)
    begun(services)
    sheet = services.sheets.sheet("s1")
    assert [o.id for o in services.sheets.options(sheet, "helps")] == ["secret", "kettle"]
    assert [o.id for o in services.sheets.options(sheet, "helps", together=True)] == ["kettle"]
    answer(services, "helps", picked=("secret",))
    answer(services, "helps", picked=("kettle",), together=True)
    found = services.sheets.sheet("s1").answer("helps")
    assert found is not None and set(found.picked) == {"secret", "kettle"}
    answer(services, "mind", text="mine")
    services.sheets.mark("s1", "mind", Visibility.ME, now=NOW)
    assert services.sheets.options(services.sheets.sheet("s1"), "most", together=True) == ()
    services.sheets.finish("s1", now=NOW)
    begun(services, "s2")
    helps = services.sheets.earlier(services.sheets.sheet("s2"), "helps", together=True)
    assert helps is not None and helps.answer.text == "The kettle"
    second = services.sheets.sheet("s2")
    assert services.sheets.earlier(second, "mind", together=True) is None
    earlier = services.sheets.earlier(second, "mind")
    assert earlier is not None and earlier.answer.text == "mine"


def test_the_mark_stays_when_the_answer_changes(services: Services) -> None:
    begun(services)
    answer(services, "mind", text="one")
    services.sheets.mark("s1", "mind", Visibility.ME, now=NOW)
    answer(services, "mind", text="two")
    found = services.sheets.sheet("s1").answer("mind")
    assert found is not None and found.audience is Visibility.ME
    with pytest.raises(NothingThere):
        services.sheets.mark("s1", "ask", Visibility.ME, now=NOW)


def test_what_was_answered_the_last_time_is_found_even_under_a_new_key(services: Services) -> None:
    begun(services)
    answer(services, "ask", text="When?")
    services.sheets.finish("s1", now=NOW)
    renamed = tuple(replace(s, key="asked") if s.key == "ask" else s for s in TALK.steps)
    services.packs.add(replace(PACK, version="2", exercises=(replace(TALK, steps=renamed), ASKED)), now=LATER)
    services.sheets.begin(PACK.id, TALK.id, new_id="s2", now=LATER)
    earlier = services.sheets.earlier(services.sheets.sheet("s2"), "asked")
    assert earlier is not None and (earlier.answer.text, earlier.done_at) == ("When?", NOW)
    assert services.sheets.earlier(services.sheets.sheet("s1"), "ask") is None


def test_a_new_version_or_none_leaves_every_answer_readable(services: Services) -> None:
    begun(services)
    answer(services, "mind", text="one\ntwo")
    answer(services, "ready", number=7)
    services.sheets.finish("s1", now=NOW)
    before = services.sheets.sheet("s1")
    other = ExerciseStep(key="new", heading="Quite another question", kind=AnswerKind.LINE)
    services.packs.add(replace(PACK, version="2", exercises=(replace(TALK, steps=(other,)),)), now=LATER)
    assert services.sheets.sheet("s1") == before
    services.packs.archive(PACK.id, now=LATER)
    assert services.sheets.sheet("s1") == before
    assert [a.question for a in before.answers] == ["What is on your mind?", "How ready are you?"]
    assert [hit.id for hit in services.search.find("two")] == ["s1"]


def test_how_far_one_is_with_each(services: Services) -> None:
    assert services.sheets.progresses() == {}
    begun(services)
    services.sheets.finish("s1", now=NOW)
    services.sheets.begin(PACK.id, TALK.id, new_id="s2", now=LATER)
    progress = services.sheets.progresses()[(PACK.id, TALK.id)]
    assert progress.done == 1
    assert progress.last_done is not None and progress.last_done.id == "s1"
    assert progress.under_way is not None and progress.under_way.id == "s2"
    services.sheets.archive("s2", now=LATER)
    assert services.sheets.progresses()[(PACK.id, TALK.id)].under_way is None
    assert [s.id for s in services.sheets.all(archived=True)] == ["s2"]
    services.sheets.restore("s2", now=LATER)
    services.drafts.keep(draft_id("s2", "mind"), "half", 4, now=NOW)
    services.sheets.delete("s2", now=LATER)
    assert services.drafts.all() == ()
    with pytest.raises(NothingThere):
        services.sheets.sheet("s2")


def test_a_questionnaire_is_scored_when_it_is_finished(services: Services) -> None:
    services.sheets.begin(PACK.id, ASKED.id, new_id="q1", now=NOW)
    for key, choice in (("calm", 2), ("tense", 0), ("met", 1)):
        answer(services, key, "q1", choice=choice)
    done = services.sheets.finish("q1", now=NOW)
    assert {s.name: s.value for s in done.scores} == {"Rest": 4, "Others": 1, "": 5}
    assert done.score_is_not == ASKED.score_is_not
    services.sheets.begin(PACK.id, ASKED.id, new_id="q2", now=LATER)
    services.sheets.finish("q2", now=LATER)
    assert [s.id for s in services.sheets.scored(PACK.id, ASKED.id)] == ["q1", "q2"]
    assert services.sheets.open_again("q1", now=LATER).done_at is None


def test_a_line_picked_from_the_same_sheet_keeps_the_step_it_was_written_at(
    memory_services: Services,
) -> None:
    memory_services.packs.add(PACK, now=NOW)
    sheets = memory_services.sheets
    sheet = sheets.begin(PACK.id, TALK.id, new_id="picking", now=NOW)
    sheets.answer(sheet.id, "mind", text="The bus", now=NOW)
    [option] = sheets.options(sheets.sheet(sheet.id), "most")
    assert (option.text, option.key) == ("The bus", "mind")
    sheets.answer(sheet.id, "most", picked=(option.id,), now=NOW)
    answer = sheets.sheet(sheet.id).answer("most")
    assert answer is not None and [(each.text, each.key) for each in answer.picks] == [("The bus", "mind")]
