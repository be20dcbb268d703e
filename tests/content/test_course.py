"""The shipped course and the tutor's example: read without a note, easy to read, kind and whole."""

import re
from collections.abc import Iterator

import pytest
import textstat

from companion.content import sam_plan, sam_talks
from companion.content.course_files import course_files, new_pack_files
from companion.domain.exercise import DESTINATIONS, SHIPPED, AnswerKind, CoursePack, Exercise, ExerciseStep
from companion.domain.scoring import scores_of
from companion.importers.courses.course import read_pack
from tests.content.course_grades import grades, shipped, table, words_of
from tests.content.test_content import BANNED, OTHER_PEOPLES_WORDS

IN_ORDER = (
    "What recovery means to me",
    "My strengths, found in three stories",
    "A wellness toolbox",
    "What keeps a day steady",
    "Triggers, and what I can do",
    "Early signs, told by me and by someone who knows me",
    "What helped last time, and what did not",
    "Hopes, and one small step",
    "A risk I would like to take",
    "Who is in my corner",
    "Getting ready for a conversation",
    "Writing my own story for a new worker",
    "How this course is for me",
)

FEEDS = {
    1: {"matters", "where", "team"},
    2: {"well", "how"},
    3: {"toolbox", "team"},
    4: {"daily", "now-and-then"},
    5: {"triggers", "toolbox", "team"},
    6: {"early", "toolbox", "team"},
    7: {"crisis", "toolbox", "after", "say"},
    8: {"matters", "want", "know", "where", "how"},
    9: {"want", "say", "how"},
    10: {"matters", "toolbox", "crisis", "ask", "want", "how"},
    11: {"say", "ask", "team"},
    12: {"team", "matters", "say"},
}
"""Where the answers of each exercise can go."""

HARD = (5, 6, 7, 9, 12)
"""Exercises that come near what hurts."""

UNKIND = re.compile(
    r"\b(well done|good job|great|brave|proud of you|congratulations|must|have to do|ought|simply|easily"
    r"|coping|strateg\w+|resilien\w+|mindful\w*|journey|self-care|insight|engage\w*|symptoms?|relapse"
    r"|disorder|patients?|service users?|empower\w*)\b",
    re.IGNORECASE,
)
"""Praise, orders and the words of the trade. ("Patient" is let through where it is what Sam is with forms.)"""

PATIENT_WITH = "I am patient with forms"

EXERCISES = shipped()[:12]
QUESTIONNAIRE = shipped()[12]


def _number(exercise: Exercise) -> int:
    """Return the place of an exercise in the course, from 1."""
    return IN_ORDER.index(exercise.title) + 1


def _name(exercise: Exercise) -> str:
    return exercise.id


def _example_pack() -> CoursePack:
    found = read_pack(new_pack_files())
    assert found.pack is not None
    return found.pack


def _everything() -> Iterator[tuple[str, str]]:
    """Yield (where, words) for all that a person or a tutor reads."""
    for exercise in (*shipped(), *_example_pack().exercises):
        for words in words_of(exercise):
            yield exercise.id, words
    yield "README.txt", new_pack_files()["README.txt"].decode("utf-8")
    yield "pack.toml", course_files()["pack.toml"].decode("utf-8")
    yield "pack.toml", new_pack_files()["pack.toml"].decode("utf-8")


def _answered(exercise: Exercise) -> list[ExerciseStep]:
    return [step for step in exercise.steps if step.kind is not AnswerKind.NONE]


def test_both_packs_are_read_without_a_mistake_or_a_note() -> None:
    assert [problem.sentence for problem in read_pack(course_files(), shipped=True).problems] == []
    left = read_pack(new_pack_files()).problems
    assert all("as an example does" in problem.reason and not problem.stops for problem in left)
    assert len(left) == 4


def test_the_course_is_the_twelve_and_one_questionnaire_in_their_order() -> None:
    found = read_pack(course_files(), shipped=True).pack
    assert found is not None
    assert found.id == SHIPPED
    assert tuple(exercise.title for exercise in found.exercises) == IN_ORDER
    assert [exercise.title for exercise in found.exercises if exercise.scoring] == [QUESTIONNAIRE.title]


@pytest.mark.parametrize("exercise", EXERCISES, ids=_name)
def test_an_exercise_is_short_and_each_question_has_a_reason_and_an_example(exercise: Exercise) -> None:
    assert 5 <= exercise.minutes <= 15
    assert 4 <= len(exercise.steps) <= 8
    assert exercise.why
    asked = _answered(exercise)
    assert [step.heading for step in asked if not step.why or not step.example] == []
    assert [step.heading for step in exercise.steps if step.kind is AnswerKind.NONE and not step.text] == []
    assert len({step.key for step in exercise.steps}) == len(exercise.steps)
    assert len({step.why for step in asked}) == len(asked)


@pytest.mark.parametrize("exercise", EXERCISES, ids=_name)
def test_an_exercise_feeds_the_part_of_the_plan_it_is_about(exercise: Exercise) -> None:
    known = {place.id for place in DESTINATIONS}
    goes = {step.goes_to for step in _answered(exercise)}
    assert goes <= known
    assert goes - {""} == FEEDS[_number(exercise)]
    in_numbers = [step for step in exercise.steps if step.kind in (AnswerKind.SCALE, AnswerKind.CHOICE)]
    assert [step.heading for step in in_numbers if step.goes_to] == []


def test_every_kind_of_answer_is_used_and_what_it_needs_is_there() -> None:
    steps = [step for exercise in EXERCISES for step in exercise.steps]
    assert {step.kind for step in steps} == set(AnswerKind)
    assert all(step.low and step.high for step in steps if step.kind is AnswerKind.SCALE)
    assert all(len(step.choices) >= 3 for step in steps if step.kind is AnswerKind.CHOICE)
    assert {step.pick_from for step in steps if step.kind is AnswerKind.PICK} == {"here", "safety"}


@pytest.mark.parametrize("exercise", EXERCISES, ids=_name)
def test_a_pick_has_lines_written_before_it(exercise: Exercise) -> None:
    for index, step in enumerate(exercise.steps):
        if step.pick_from == "here":
            before = {earlier.kind for earlier in exercise.steps[:index]}
            assert before & {AnswerKind.LINE, AnswerKind.LINES}, step.heading


@pytest.mark.parametrize("exercise", shipped(), ids=_name)
def test_a_child_of_eleven_can_read_it(exercise: Exercise) -> None:
    row = grades(exercise)
    assert row.flesch_kincaid <= 6
    assert row.asked_alone <= 6
    assert row.coleman_liau <= 6
    assert row.gunning_fog <= 6
    sentences = [words for words in words_of(exercise) if textstat.lexicon_count(words) >= 5]
    assert [words for words in sentences if textstat.flesch_kincaid_grade(words) > 9] == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=_name)
def test_hard_things_come_with_a_way_out_said_once(exercise: Exercise) -> None:
    told = " ".join(words_of(exercise))
    times = 1 if _number(exercise) in HARD else 0
    assert told.count("s opens your safety plan") == times
    if times:
        assert "s opens your safety plan" in exercise.steps[0].text
        assert exercise.steps[0].kind is AnswerKind.NONE


def test_no_word_that_scolds_praises_orders_or_is_another_peoples() -> None:
    assert [(where, words) for where, words in _everything() if BANNED.search(words)] == []
    shown = [(where, words.replace(PATIENT_WITH, "")) for where, words in _everything()]
    assert [(where, words) for where, words in shown if UNKIND.search(words)] == []
    told = " ".join(words for _, words in _everything()).casefold()
    assert [phrase for phrase in OTHER_PEOPLES_WORDS if phrase in told] == []


def test_nothing_looks_like_a_link_a_number_to_ring_or_markup() -> None:
    for where, words in _everything():
        assert not re.search(r"https?:|www\.|@|\d{4}|[<>\[\]]", words), where


def test_examples_are_sams_own_words_where_sam_wrote_them_already() -> None:
    """What Sam is shown to have answered is in Sam's plan or points, so that the demo and the examples agree."""
    lines = {text for rows in sam_plan.PLAN.values() for _, text, _, _ in rows}
    helps = {text for rows in sam_plan.PLAN.values() for _, _, text, _ in rows if text}
    points = {text for talk in sam_talks.TALKS for _, text, _ in talk.points}
    examples = [step.example for exercise in EXERCISES for step in exercise.steps if step.example]
    known = [
        example
        for example in examples
        if example.rstrip(".") in {w.rstrip(".") for w in lines | helps | points}
    ]
    assert len(known) >= 20
    assert [example for example in examples if len(example) > 120] == []


def test_the_questionnaire_has_three_questions_of_ours_and_says_what_its_score_is_not() -> None:
    assert len(QUESTIONNAIRE.steps) == 3
    assert QUESTIONNAIRE.score_is_not.endswith(".")
    low, high = (
        scores_of(QUESTIONNAIRE, {step.key: number for step in QUESTIONNAIRE.steps})[0].value
        for number in (0, 3)
    )
    assert (low, high) == (0, 3)
    two = {step.key: 2 for step in QUESTIONNAIRE.steps[:2]}
    assert scores_of(QUESTIONNAIRE, two)[0].value == 2


def test_the_example_has_an_exercise_with_every_kind_of_answer_and_a_questionnaire() -> None:
    pack = _example_pack()
    exercise, questionnaire = pack.exercises
    assert pack.id != SHIPPED
    assert {step.kind for step in exercise.steps} == set(AnswerKind)
    assert [step.is_reversed for step in questionnaire.steps] == [False, False, True]
    every = {step.key: 3 for step in questionnaire.steps}
    assert scores_of(questionnaire, every)[0].value == 6
    for row in map(grades, pack.exercises):
        assert row.flesch_kincaid <= 6


def test_the_tutors_page_names_every_place_and_fits_a_small_window() -> None:
    page = new_pack_files()["README.txt"].decode("ascii")
    assert max(map(len, page.splitlines())) <= 78
    assert [
        place.words[0] for place in DESTINATIONS if place.words[0].casefold() not in page.casefold()
    ] == []
    for kind in ("line", "lines", "pick", "0-10", "choice", "nothing"):
        assert re.search(rf"^ *(Answer: )?{kind}  ", page, re.MULTILINE), kind


def test_the_table_has_a_row_for_each() -> None:
    assert len(table().splitlines()) == 2 + len(shipped())
