"""What is "only me" stays so: picked, kept, scored, worded anew, or asked for by another version of a course."""

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.domain.exercise import AnswerKind, Choice
from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.domain.safety import SafetyStep
from companion.errors import AlreadyThere
from companion.services.services import Services, services_over
from tests.conftest import NOW
from tests.made_up_pack import ADDED, ASKED, PACK, TALK
from tests.memory_store import MemoryStore

LATER = NOW + timedelta(days=3)
ME = Visibility.ME


@pytest.fixture
def services(memory_store: MemoryStore) -> Services:
    memory_store.packs.put(ADDED)
    services = services_over(memory_store)
    services.plan.add_line("toolbox", "Secret", audience=ME, new_id="secret", now=NOW)
    services.plan.add_line("toolbox", "The kettle", new_id="kettle", now=NOW)
    services.sheets.begin(PACK.id, TALK.id, new_id="s", now=NOW)
    return services


def keep_all(services: Services) -> None:
    ids = [c.id for c in services.keeping.candidates("s")]
    made = iter(f"new{n}" for n in range(99))
    services.keeping.keep("s", ids, new_id=lambda: next(made), now=NOW)


@pytest.mark.parametrize("change", ["reworded", "archived", "deleted", "told"])
def test_what_was_picked_from_only_me_stays_only_me_whatever_becomes_of_the_line(
    services: Services, change: str
) -> None:
    services.sheets.answer("s", "helps", picked=("secret", "kettle"), now=NOW)
    match change:
        case "reworded":
            services.plan.edit_line("secret", text="Another secret", now=NOW)
        case "archived":
            services.plan.archive_line("secret", now=NOW)
        case "deleted":
            services.plan.delete_line("secret", now=NOW)
        case _:
            services.plan.edit_line("secret", audience=Visibility.TEAM, now=NOW)
    assert [c.text for c in services.keeping.candidates("s", together=True)] == ["The kettle"]
    keep_all(services)
    kept = {line.text: line.audience for line in services.plan.lines("team")}
    assert kept == {"Secret": ME, "The kettle": Visibility.ASK}


def test_a_line_that_is_gone_stays_picked_until_it_is_let_go(services: Services) -> None:
    services.sheets.answer("s", "helps", picked=("secret", "kettle"), now=NOW)
    services.plan.archive_line("secret", now=NOW)
    options = {o.id: o.is_gone for o in services.sheets.options(services.sheets.sheet("s"), "helps")}
    assert options == {"kettle": False, "secret": True}
    services.sheets.answer("s", "helps", picked=(), together=True, now=NOW)
    answer = services.sheets.sheet("s").answer("helps")
    assert answer is not None and answer.text == "Secret"
    services.sheets.answer("s", "helps", picked=("kettle",), now=NOW)
    assert [o.id for o in services.sheets.options(services.sheets.sheet("s"), "helps")] == ["kettle"]


def test_a_pick_stays_with_its_words_when_a_line_is_put_in_above(services: Services) -> None:
    services.sheets.answer("s", "mind", text="letter", now=NOW)
    services.sheets.answer("s", "most", picked=("mind#letter",), now=NOW)
    services.sheets.answer("s", "mind", text="fog\nletter", now=NOW)
    sheet = services.sheets.sheet("s")
    assert [o.text for o in services.sheets.options(sheet, "most")] == ["fog", "letter"]
    picked = sheet.answer("most")
    assert picked is not None and picked.picked == ("mind#letter",)


def test_marking_later_goes_along_to_plan_and_learning_plan_but_not_to_the_list_for_a_talk(
    services: Services,
) -> None:
    services.sheets.answer("s", "helps", picked=("kettle",), now=NOW)
    services.sheets.answer("s", "way", choice=0, now=NOW)
    services.sheets.answer("s", "ask", text="Why?", now=NOW)
    keep_all(services)
    for key in ("helps", "way", "ask"):
        services.sheets.mark("s", key, ME, now=NOW)
    (line,), (way,) = services.plan.lines("team"), services.learning.lines(LearningPart.HOW)
    assert line.audience is way.audience is ME
    answers = {a.key: a for a in services.sheets.sheet("s").answers}
    assert services.keeping.is_on_a_list(answers["ask"])
    assert not services.keeping.is_on_a_list(answers["way"])
    services.undo.undo()
    services.undo.undo()
    assert services.learning.lines(LearningPart.HOW)[0].audience is Visibility.ASK


def test_only_me_kept_for_a_talk_says_that_it_would_be_so_no_longer(services: Services) -> None:
    services.sheets.answer("s", "ask", text="Why?", now=NOW)
    services.sheets.mark("s", "ask", ME, now=NOW)
    (candidate,) = services.keeping.candidates("s")
    assert candidate.place == "Next talk, to ask (it would no longer be only me)"
    assert services.keeping.candidates("s", together=True) == ()


def test_a_mark_outlives_an_empty_answer_and_hides_the_answer_of_last_time(services: Services) -> None:
    services.sheets.answer("s", "ask", text="Why?", now=NOW)
    services.sheets.finish("s", now=NOW)
    services.sheets.begin(PACK.id, TALK.id, new_id="t", now=LATER)
    services.sheets.answer("t", "ask", text="Mine", now=LATER)
    services.sheets.mark("t", "ask", ME, now=LATER)
    services.sheets.answer("t", "ask", text="", now=LATER)
    assert services.sheets.earlier(services.sheets.sheet("t"), "ask", together=True) is None
    services.sheets.answer("t", "ask", text="Mine anew", now=LATER)
    answer = services.sheets.sheet("t").answer("ask")
    assert answer is not None and answer.audience is ME


def test_scores_that_hold_an_answer_only_me_are_not_seen_together(services: Services) -> None:
    services.sheets.begin(PACK.id, ASKED.id, new_id="q", now=NOW)
    for key in ("calm", "tense", "met"):
        services.sheets.answer("q", key, choice=1, now=NOW)
    services.sheets.mark("q", "met", ME, now=NOW)
    sheet = services.sheets.finish("q", now=NOW)
    assert services.sheets.scores(sheet) == sheet.scores != ()
    assert services.sheets.scores(sheet, together=True) == ()


def test_a_step_that_wants_another_kind_of_answer_keeps_the_one_before(services: Services) -> None:
    services.sheets.answer("s", "mind", text="fog\nletter", now=NOW)
    services.sheets.answer("s", "ready", number=9, now=NOW)
    two = (Choice(label="no", number=0), Choice(label="yes", number=2))
    steps = tuple(
        replace(step, kind=AnswerKind.CHOICE, choices=two) if step.key in ("mind", "ready") else step
        for step in TALK.steps
    )
    services.packs.add(replace(PACK, version="2", exercises=(replace(TALK, steps=steps), ASKED)), now=LATER)
    sheet = services.sheets.sheet("s")
    assert services.sheets.has_changed(sheet)
    assert services.sheets.current(sheet, "mind") is None
    assert services.sheets.answer("s", "mind", choice=None, now=LATER) == sheet
    changed = services.sheets.answer("s", "mind", choice=1, now=LATER)
    assert sorted(a.text for a in changed.answers if a.text) == ["fog\nletter", "yes"]
    before = services.sheets.earlier(changed, "mind")
    assert before is not None and before.answer.text == "fog\nletter"
    assert [c.text for c in services.keeping.candidates("s")] == ["yes", "fog", "letter"]


def test_an_answer_outside_the_numbers_of_now_counts_nowhere(services: Services) -> None:
    wide = tuple(replace(s, choices=(Choice(label="a lot", number=9),)) for s in ASKED.steps)
    services.packs.add(replace(PACK, version="2", exercises=(TALK, replace(ASKED, steps=wide))), now=NOW)
    services.sheets.begin(PACK.id, ASKED.id, new_id="q", now=NOW)
    for step in wide:
        services.sheets.answer("q", step.key, choice=0, now=NOW)
    services.packs.add(PACK, now=LATER)
    done = services.sheets.finish("q", now=LATER)
    assert {score.value for score in done.scores} == {None}


def test_the_same_line_twice_is_kept_once(services: Services) -> None:
    services.sheets.answer("s", "mind", text="fog\nFog \nfog", now=NOW)
    keep_all(services)
    assert [p.text for p in services.talks.agenda(NOW.date()).say] == ["fog"]


def test_what_came_from_the_safety_plan_goes_to_a_tutor_line_by_line(services: Services) -> None:
    step = services.safety.add_line(SafetyStep.ALONE, "Cold water", new_id="cold", now=NOW)
    picking = replace(TALK.steps[3], key="cold", pick_from="safety", goes_to="how")
    exercise = replace(TALK, id="cold", steps=(picking, TALK.steps[5]))
    services.packs.add(replace(PACK, version="2", exercises=(exercise, TALK)), now=NOW)
    services.sheets.begin(PACK.id, "cold", new_id="c", now=NOW)
    services.sheets.answer("c", "cold", picked=(step.id,), now=NOW)
    made = iter(("how1", "how2"))
    services.keeping.keep("c", ("cold#0",), new_id=lambda: next(made), now=NOW)
    services.learning.add_line(LearningPart.HOW, "My own", new_id="own", now=NOW)
    services.packs.add(
        replace(PACK, version="3"), now=NOW
    )  # the exercise is gone; what was asked stands in the answer
    preset = services.sharing.preset("tutor", now=NOW)
    assert preset.has_line("learning/own") and not preset.has_line("learning/how1")
    assert "learning/how1" not in preset.offered
    assert preset.with_line("learning/how1", True).has_line("learning/how1")


def test_courses_of_two_colleges_that_left_the_author_out_are_two(services: Services) -> None:
    services.packs.add(replace(PACK, id="x", title="A", author=""), now=NOW)
    with pytest.raises(AlreadyThere):
        services.packs.add(replace(PACK, id="x", title="B", author=""), now=NOW)
    again = services.packs.add(replace(PACK, id="x", title="A", author="Somebody"), now=NOW)
    assert again.earlier is not None and again.warning == ""
    renamed = services.packs.add(replace(PACK, id="x", title="C", author="Somebody"), now=NOW)
    assert renamed.warning.startswith("The one before was called “A”.")
