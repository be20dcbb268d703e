"""What a tutor wrote that was once taken silently for something else, found by writing packs as tutors do."""

import pytest

from companion.domain.exercise import AnswerKind, Exercise
from companion.importers.courses.course import ReadPack, read_pack
from tests.importers.courses.pack_texts import GOOD, MANIFEST, WEEK


def read(text: str) -> ReadPack:
    return read_pack({"pack.toml": MANIFEST.encode(), "a.md": text.encode()})


def exercise(text: str) -> Exercise:
    found = read(text)
    assert found.pack is not None, found.problems
    return found.pack.exercises[0]


def said(text: str) -> str:
    return "\n".join(problem.sentence for problem in read(text).problems)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("word", ["Type", "Response", "Kind", "Answer kind"])
def test_other_words_for_answer_are_taken_where_a_kind_follows(word: str) -> None:
    made = exercise(changed(GOOD, "Answer: lines", f"{word}: lines"))
    assert made.steps[0].kind is AnswerKind.LINES
    own = exercise(changed(GOOD, "Write whatever comes.", f"{word}: what sort of thing it is.\n"))
    assert own.steps[0].text.startswith(f"{word}: what")


@pytest.mark.parametrize("answer", ["scale 0 to 10", "Scale: 0-10", "scale from 0 to 10"])
def test_a_scale_from_0_to_10_is_one(answer: str) -> None:
    assert exercise(changed(GOOD, "Answer: 0-10", f"Answer: {answer.replace(':', '')}")).steps[2].kind is (
        AnswerKind.SCALE
    )


def test_a_second_exercise_in_the_file_is_told() -> None:
    found = said(GOOD + "\nTitle: Another one\nMinutes: 10\nWhy: Too.\n\n# And now?\nAnswer: lines\n")
    assert "Put it in a file of its own" in found and "line 27" in found


def test_a_title_in_a_sentence_is_no_second_exercise() -> None:
    found = said(changed(GOOD, "Write whatever comes.", "Title: what would you call it?"))
    assert found == "a.md, line 7: I do not know the word “Title” here, so it is shown as text."


def test_a_step_with_nothing_to_read_or_answer_is_told() -> None:
    found = said(changed(GOOD, "Answer: 0-10\nFrom 0: not at all\nTo 10: ready\n", "_________\n"))
    assert "There is nothing under “How ready do you feel?”" in found


def test_choices_with_a_mark_between_them_that_is_not_known_are_told() -> None:
    for choices in ("0 never / 1 sometimes / 2 often", "0\tnever\t1\tsometimes", "1 (never) to 5 (always)"):
        found = said(changed(WEEK, "0 never, 1 sometimes, 2 often", choices))
        assert found.count("There is just one choice") == 1, choices
        assert read(changed(WEEK, "0 never, 1 sometimes, 2 often", choices)).pack is None
    under = "Choices:\nNever (0)\nSometimes (1)\nOften (2)"
    assert "just one choice" in said(changed(WEEK, "Choices: 0 never, 1 sometimes, 2 often", under))


def test_one_choice_in_an_exercise_is_only_a_word() -> None:
    text = changed(GOOD, "- By bus\n- On foot\n", "Choices: by bus / on foot\n")
    assert "There is just one choice, “by bus / on foot”" in said(text)
    assert read(text).pack is not None


def test_a_list_with_numbers_under_a_question_is_its_own_choices() -> None:
    made = exercise(changed(WEEK, "# I laughed\n", "# I laughed\n- 0 no\n- 4 yes\n"))
    assert [(choice.label, choice.number) for choice in made.steps[2].choices] == [("no", 0), ("yes", 4)]
    assert made.steps[2].text == ""
    left = exercise(changed(WEEK, "# I laughed\n", "# I laughed\nAt\n- work\n- home\n"))
    assert [choice.number for choice in left.steps[2].choices] == [0, 1, 2]


@pytest.mark.parametrize("line", ["Reverse scored", "(Reversed)", "Reverse-scored item.", "reverse scoring"])
def test_reversed_without_a_colon_is_told(line: str) -> None:
    found = said(changed(WEEK, "Reversed: yes", line))
    assert "Write “Reversed: yes” in place of" in found


@pytest.mark.parametrize("mark", ["(R)", "(reversed)", "(Rev.)"])
def test_a_mark_for_reversed_in_the_heading_is_told(mark: str) -> None:
    text = changed(changed(WEEK, "# I worried", f"# I worried {mark}"), "Reversed: yes\n", "")
    assert "put “Reversed: yes” under the question" in said(text)
    assert read(text).pack is not None


@pytest.mark.parametrize("choices", ["0.5 never; 1 often", "1000 never; 1 often", "9" * 400 + " a; 1 b"])
def test_a_number_that_cannot_be_one_is_told_as_that(choices: str) -> None:
    found = said(changed(WEEK, "0 never, 1 sometimes, 2 often", choices))
    assert "is whole and has 3 figures at most" in found and "Write it like" not in found


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("yes or no", "Write “Answer: choice”, and under it “- Yes” and “- No”, each on a line of its own."),
        ("Yes/No", "Write “Answer: choice”, and under it “- Yes” and “- No”, each on a line of its own."),
        ("no more than three lines", "Did you mean “lines”?"),
    ],
)
def test_an_answer_in_other_words_is_told_what_fits(answer: str, meant: str) -> None:
    found = said(changed(GOOD, "Answer: lines", f"Answer: {answer}"))
    assert f"I do not know the answer “{answer}”. {meant}" in found
