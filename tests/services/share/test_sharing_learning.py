"""A page for a tutor: what was learned comes along, and what the person lives with does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.domain.exercise import SHIPPED, AnswerKind
from companion.domain.learning import LearningPart
from companion.domain.safety import SafetyStep
from companion.domain.sheet import KeptWords, PickedLine, Score
from companion.domain.summary import Summary
from companion.errors import NothingThere
from companion.services.share.parts import Part, Selection
from tests.made_up import ME, NOW, TODAY, Someone
from tests.services.learn.student import NOT_A_MARK, answer, pick, plan, sheet, student

TUTOR = "tutor"
LEARNED = ("learning", "courses", "answers")


def chosen(one: Someone, audience: str = TUTOR) -> Selection:
    return one.sharing.preset(audience, now=NOW)


def page(one: Someone, selection: Selection | None = None) -> Summary:
    return one.sharing.summary(selection or chosen(one), now=NOW)


def text(one: Someone, selection: Selection) -> str:
    """Return the page as plain text on one long line, so that wrapping does not matter."""
    return " ".join(one.sharing.render(selection, "text", now=NOW).decode().split())


def part(one: Someone, id: str, audience: str = TUTOR) -> Part:
    return next(p for p in one.sharing.parts(audience, now=NOW) if p.id == id)


def all_taken(one: Someone, audience: str = TUTOR) -> Selection:
    """Return what is chosen after every part was left out and taken in again."""
    selection = chosen(one, audience)
    for p in one.sharing.parts(audience, now=NOW):
        selection = selection.with_part(p.id, False).with_part(p.id, True)
    return selection


def headings(summary: Summary) -> list[str]:
    return [block.full_heading for block in (*summary.page_one, *summary.page_two)]


def test_the_learning_plan_and_the_courses_are_ticked_and_nothing_else() -> None:
    one = student()
    ticked = [p.id for p in one.sharing.parts(TUTOR, now=NOW) if p.ticked]
    assert ticked == ["who", "learning", "courses"]
    assert headings(page(one)) == [
        "My learning plan: where I am now",
        "My learning plan: where I want to be",
        "My learning plan: how I will get there",
        "My learning plan: how I will know",
        "Courses I have been to",
    ]
    assert page(one).page_two == ()
    said = text(one, chosen(one))
    assert "- I stayed to the end and I want to go again (3 November 2026)" in said
    assert "- Sleep and rest, Shore Recovery College, 15 September 2026 What I use from it: Same time" in said
    assert "- Telling my story" in said
    assert "A private way" not in said


def test_answers_are_offered_under_the_exercise_they_are_from() -> None:
    one = student()
    answers = part(one, "answers")
    assert not answers.ticked and not any(line.ticked for line in answers.lines)
    selection = chosen(one).with_part("answers", True)
    assert headings(page(one, selection))[5:8] == [
        "From the exercise “Who is in my corner”, started 21 November 2026",
        "From the exercise “How was the session?”, 10 November 2026",
        "From the exercise “Hopes, and one small step”, 3 November 2026",
    ]
    said = text(one, selection)
    assert "- What do you hope for? To teach Ash to swim A garden" in said
    assert "- How likely is it? 7 of 10 (0 not at all, 10 very)" in said
    assert "- A good time: In the morning" in said
    assert "- Which one first? A garden" in said
    assert "And then?" not in said


def test_what_is_only_mine_never_comes_along_with_its_part() -> None:
    one = student()
    said = text(one, all_taken(one))
    assert "A private way" not in said and "mine alone" not in said
    assert not [line for line in part(one, "answers").lines if "mine alone" in line.text]
    mine = next(line for line in part(one, "answers", "me").lines if "mine alone" in line.text)
    assert (mine.ticked, mine.note) == (True, "only me")
    assert "mine alone" not in text(one, chosen(one).with_line(mine.id, True))


def test_a_score_is_ticked_by_itself_and_says_what_it_is_not() -> None:
    one = student()
    scores = [line for line in part(one, "answers").lines if line.text.startswith("Score")]
    assert [(line.text, line.offered) for line in scores] == [
        ("Score. Pace: 2.5 (from 0 to 6), 2 of 2 answered", False)
    ]
    assert "Score." not in text(one, all_taken(one))
    said = text(one, chosen(one).with_line(scores[0].id, True))
    assert f"- Score. Pace: 2.5 (from 0 to 6), 2 of 2 answered {NOT_A_MARK}" in said
    assert "I could follow part" not in said
    assert f"2.5 (from 0 to 6), 2 of 2 answered {NOT_A_MARK}" in text(one, chosen(one, "me"))


@pytest.mark.parametrize(("value", "words"), [(7.0, "7"), (2.25, "2.25"), (10.0, "10"), (0.0, "0")])
def test_scores_are_said_with_no_more_places_than_they_have(value: float, words: str) -> None:
    one = Someone()
    made = sheet(one, "Asked", answer("q", "Q", "often"))
    score = Score(name="", value=value, low=0, high=12, answered=3, items=3)
    one.store.sheets.put(replace(made, scores=(score,)))
    assert f"Score. In all: {words} (from 0 to 12)" in text(one, chosen(one, "me"))


def test_what_was_picked_from_elsewhere_is_ticked_by_itself() -> None:
    one = Someone()
    step = one.safety.add_line(SafetyStep.ALONE, "Cold water", new_id=one.new_id(), now=NOW)
    private = answer("mine", "Mine?", "A secret", AnswerKind.LINES, ME)
    sheet(
        one,
        "Picking",
        private,
        answer("open", "Open?", "Said aloud", AnswerKind.LINES),
        pick("a", "From the safety plan?", PickedLine(id=step.id, text="Cold water")),
        pick("b", "From mine?", PickedLine(id="mine#A secret", text="A secret", key="mine")),
        pick("c", "From here?", PickedLine(id="open#Said aloud", text="Said aloud", key="open")),
    )
    for audience in (TUTOR, "care-coordinator"):
        offered = {line.id[-1]: line.offered for line in part(one, "answers", audience).lines}
        assert offered == {"n": True, "a": False, "c": True}


@pytest.mark.parametrize("section", ["early", "triggers", "breaking", "crisis"])
def test_a_sheet_with_words_kept_among_the_signs_goes_to_a_tutor_answer_by_answer(section: str) -> None:
    one = Someone()
    line, other = one.line(section, "Up past two"), one.line("toolbox", "Tea")
    told = answer("sign", "A sign?", "Up past two")
    told = replace(told, kept=(KeptWords(table="lines", id=line, text="Up past two"),))
    helps = replace(
        answer("tea", "What helps?", "Tea"), kept=(KeptWords(table="lines", id=other, text="Tea"),)
    )
    sheet(one, "Signs", told, answer("who", "Who sees it first?", "Dee does"))
    sheet(one, "Help", helps)
    said = text(one, chosen(one).with_part("answers", True))
    assert "Up past two" not in said and "Dee does" not in said and "Tea" in said
    care = text(one, chosen(one, "care-coordinator").with_part("answers", True))
    assert "A sign? Up past two" in care and "Dee does" in care


@pytest.mark.parametrize(
    "exercise", ["early-signs-told-by-two", "triggers-and-what-i-can-do", "who-is-in-my-corner"]
)
def test_an_exercise_about_signs_or_safety_goes_to_a_tutor_answer_by_answer(exercise: str) -> None:
    one = Someone()
    made = sheet(one, "Of the program", answer("who", "Who sees it first?", "Dee does"))
    one.store.sheets.put(replace(made, pack_id=SHIPPED, exercise_id=exercise))
    selection = chosen(one)
    assert not selection.can_take("answers")
    (line,) = part(one, "answers").lines
    assert "Dee does" in text(one, selection.with_line(line.id, True))


def test_what_was_kept_where_it_is_only_mine_is_ticked_by_itself() -> None:
    one = Someone()
    line = plan(one, LearningPart.HOW, "My own way", audience=ME)
    kept = (KeptWords(table="learning_lines", id=line, text="My own way"),)
    sheet(one, "Ways", replace(answer("way", "How?", "My own way"), kept=kept), answer("b", "What?", "Bread"))
    assert "My own way" not in text(one, all_taken(one))
    assert "Bread" in text(one, all_taken(one))


def test_for_the_care_coordinator_it_is_overleaf_and_off() -> None:
    one = student()
    care = {p.id: p for p in one.sharing.parts("care-coordinator", now=NOW)}
    assert [(care[id].ticked, care[id].overleaf) for id in LEARNED] == [(False, True)] * 3
    selection = chosen(one, "care-coordinator")
    assert "I read a lot" not in text(one, selection)
    summary = page(one, selection.with_part("learning", True))
    assert summary.page_one[0].heading == "What I want to say"
    assert any(block.part == "learning" for block in summary.page_two)


def test_for_me_everything_learned_is_ticked() -> None:
    one = student()
    for id in LEARNED:
        assert all(line.ticked for line in part(one, id, "me").lines)
    said = text(one, chosen(one, "me"))
    for words in ("A private way", "mine alone here", "Score. Pace", "Telling my story"):
        assert words in said


def test_what_was_put_away_is_not_there() -> None:
    one = student()
    for shelf in (one.store.learning_lines, one.store.courses, one.store.sheets):
        for record in shelf.all():
            shelf.put(replace(record, archived_at=NOW))  # type: ignore[arg-type]
    assert {p.id for p in one.sharing.parts("me", now=NOW)}.isdisjoint(LEARNED)
    with pytest.raises(NothingThere, match="one exercise, is enough"):
        page(one)


def test_nothing_ticked_and_nothing_learned_are_told_apart() -> None:
    one = Someone()
    one.say("Hello")
    with pytest.raises(NothingThere, match="One line in your learning plan, or one exercise"):
        page(one)
    sheet(one, "Hopes", answer("hope", "A hope?", "A garden"))
    with pytest.raises(NothingThere, match="Tick one thing"):
        page(one)


def test_a_talk_is_with_a_tutor_when_its_role_says_so() -> None:
    one = student()
    one.talk(TODAY + timedelta(days=2), "Priya", "")
    assert page(one).byline[0] == "For my tutor. 22 November 2026."
    one.talk(TODAY + timedelta(days=3), "Mo", "Peer Trainer")
    assert page(one).byline[0] == "For Mo, Peer Trainer. 22 November 2026."


@pytest.mark.parametrize("id", ["changed", "signs", "days", "notes"])
def test_the_period_is_said_with_what_tells_of_days(id: str) -> None:
    one = student()
    assert not any(line.startswith("Covers") for line in page(one).byline)
    assert not one.sharing.says_period(chosen(one))
    selection = chosen(one).with_line(part(one, id).lines[0].id, True)
    assert one.sharing.says_period(selection)
    assert page(one, selection).byline[1] == "Covers 26 October to 22 November 2026."
    assert one.sharing.says_period(chosen(one, "care-coordinator"))


def test_other_parts_go_to_a_tutor_line_by_line() -> None:
    one = student()
    selection = chosen(one)
    for p in one.sharing.parts(TUTOR, now=NOW):
        whole = p.id in {"who", *LEARNED}
        assert selection.can_take(p.id) is whole
        if not whole:
            assert not any(line.ticked or line.offered for line in p.lines)
    line = next(line for line in part(one, "safety").lines if "Cold water" in line.text)
    said = text(one, selection.with_line(line.id, True))
    assert "Cold water" in said and "Shore House" not in said
    left_out = selection.with_line(line.id, True).with_part("safety", False)
    assert "Cold water" not in text(one, left_out)
    assert "Cold water" in text(one, left_out.with_part("safety", True)), "what was ticked waits for its part"


def test_without_words_for_the_question_the_answer_stands_alone() -> None:
    one = Someone()
    sheet(one, "Odd", answer("odd", "", "Only an answer"))
    assert "- Only an answer" in text(one, chosen(one).with_part("answers", True))
