"""Ticks, days, numbers and short scales, however a tutor names them; and Markdown as words."""

import pytest

from companion.domain.exercise import Exercise, Wanted
from companion.importers.courses.course import ReadPack, read_pack
from companion.importers.courses.markdown import words_of
from tests.importers.courses.pack_texts import MANIFEST, WEEK

TOP = "Title: x\nMinutes: 2\n"


def read(text: str) -> ReadPack:
    return read_pack({"pack.toml": MANIFEST.encode(), "a.md": text.encode()})


def exercise(text: str) -> Exercise:
    found = read(text)
    assert found.pack is not None, found.problems
    assert found.problems == (), found.problems
    return found.pack.exercises[0]


@pytest.mark.parametrize(
    "answer",
    [
        "tick all that apply",
        "Tick all that apply.",
        "ticks",
        "choose all that apply",
        "Tick boxes",
    ],
)
def test_ticks_by_any_name(answer: str) -> None:
    for listed in ("- Tea\n- Rest\n", "Choices: Tea, Rest\n"):
        (step,) = exercise(f"{TOP}# What?\nAnswer: {answer}\n{listed}").steps
        assert step.wants is Wanted.TICKS
        assert [choice.label for choice in step.choices] == ["Tea", "Rest"]
        assert step.text == ""


def test_ticks_with_nothing_to_tick_are_told() -> None:
    found = read(f"{TOP}# What?\nAnswer: tick all that apply\n")
    assert found.pack is None and "There is nothing to choose." in found.problems[0].reason


@pytest.mark.parametrize(
    ("answer", "wants"), [("date", Wanted.DATE), ("a day", Wanted.DATE), ("Number", Wanted.NUMBER)]
)
def test_days_and_numbers(answer: str, wants: Wanted) -> None:
    assert exercise(f"{TOP}# When?\nAnswer: {answer}\n").steps[0].wants is wants


@pytest.mark.parametrize(
    ("answer", "ends"),
    [("1 to 5", (1, 5)), ("1-5", (1, 5)), ("1–7", (1, 7)), ("scale 1 to 5", (1, 5)), ("0-4", (0, 4)), 
     ("from 1 to 10", (1, 10)),     ("a number from 1 to 5", (1, 5))],
)  # fmt: skip
def test_a_short_scale_is_choices_that_count(answer: str, ends: tuple[int, int]) -> None:
    low, high = ends
    text = f"{TOP}# How?\nAnswer: {answer}\nFrom {low}: hard\nTo {high}: easy\n"
    (step,) = exercise(text).steps
    assert step.wants is Wanted.CHOICE
    assert [choice.number for choice in step.choices] == list(range(low, high + 1))
    assert (step.choices[0].label, step.choices[-1].label) == (f"{low} (hard)", f"{high} (easy)")
    assert step.choices[1].label == str(low + 1)
    assert [number for number, _ in step.numbered] == [str(n) for n in range(low, high + 1)]


def test_a_short_scale_at_the_top_of_a_questionnaire_and_in_it() -> None:
    week = exercise(WEEK.replace("Choices: 0 never, 1 sometimes, 2 often", "Choices: 1-5"))
    assert [choice.number for choice in week.steps[0].choices] == [1, 2, 3, 4, 5]
    own = exercise(WEEK.replace("# I laughed\n", "# I laughed\nAnswer: 1 to 5\nFrom 1: little\nTo 5: much\n"))
    assert [choice.number for choice in own.steps[2].choices] == [1, 2, 3, 4, 5]


MARKED = {
    "**bold** and *it* and _it_": "bold and it and it",
    "[the page](https://x.example/a_b) helps": "the page (https://x.example/a_b) helps",
    "`code` and ~~gone~~": "code and gone",
    "> said by Sam\n> twice": "said by Sam\ntwice",
    "| a | b |\n|---|---|\n| 1 | 2 |": "a, b\n1, 2",
    "![a cup](cup.png)": "a cup",
    "<https://x.example>": "https://x.example",
    "\\*not bold\\*": "*not bold*",
    "**over\ntwo lines**": "over\ntwo lines",
}
LEFT = (
    "2 * 3 * 4", "snake_case_name", "C:\\new\\table", "a < b & c &amp; d", "<b>x</b>", "______", "tense*", "[ ] box",
    "[sad] [/b]", "- a list", "1. first", "Name: ____ Day: ____", "* one\n* two",
)  # fmt: skip


@pytest.mark.parametrize("marked", MARKED)
def test_markdown_is_words(marked: str) -> None:
    assert words_of(marked) == MARKED[marked]


@pytest.mark.parametrize("words", LEFT)
def test_what_is_no_markup_stays(words: str) -> None:
    assert words_of(words) == words


def test_markdown_is_words_in_every_place() -> None:
    made = exercise(
        "Title: **Rest**\nMinutes: 2\nWhy: To *rest*.\n# How is `it`?\nWith __care__.\n"
        "Answer: choice\nWhy: A [link](x).\n"
        "Example: *Tea*\n- **Yes**\n- _No_\n# **And** now?\nAnswer: 0-10\nFrom 0: *low*\nTo 10: **high**\n"
    )
    one, two = made.steps
    said = (made.title, made.why, one.heading, one.text, one.why, one.example, two.heading, two.low, two.high)
    assert said == (
        "Rest", "To rest.", "How is it?", "With care.", "A link (x).", "Tea", "And now?", "low", "high",
    )  # fmt: skip
    assert [choice.label for choice in one.choices] == ["Yes", "No"]
    assert one.key == "how-is-it"
