# ruff: noqa: E501  (a sentence is told whole)
"""What tutors type wrong: each is taken as it was meant, or answered with one sentence they can act on.

The first thirteen are those of the study of pack formats; the others came out of changing a good pack by chance.
"""

import re

import pytest

from companion.domain.exercise import ExerciseStep
from companion.importers.courses.course import ReadPack, read_pack
from tests.importers.courses.pack_texts import GOOD, MANIFEST, WEEK


def read(text: str | bytes, manifest: str | bytes = MANIFEST) -> ReadPack:
    files = {"pack.toml": manifest, "a.md": text}
    return read_pack(
        {name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()}
    )


def good(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def week(old: str, new: str) -> str:
    assert old in WEEK
    return WEEK.replace(old, new, 1)


def manifest(old: str, new: str) -> str:
    assert old in MANIFEST
    return MANIFEST.replace(old, new, 1)


TITLE = "Title: Getting ready for a conversation"

TAKEN: dict[str, tuple[str | bytes, str | bytes, str]] = {
    "smart quotes": (good(TITLE, "Title: “Sleep well”"), MANIFEST.replace('"', "“"), "title=Sleep well"),
    "no quotes": (GOOD, MANIFEST.replace('"', ""), "pack=Finding my feet"),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), b"\xef\xbb\xbf" + MANIFEST.encode(), "minutes=10"),
    "a path": (good(TITLE, r"Title: C:\new\table"), manifest("Finding my feet", r"C:\new\table"), r"pack=C:\new\table"),
    "apostrophes": (good(TITLE, "Title: Let's rest"), MANIFEST.replace('"', "'"), "title=Let's rest"),
    "a clock time": (good(TITLE, "Title: 10:30 tea"), MANIFEST, "title=10:30 tea"),
    "a second colon": (good(TITLE, "Title: Sleep: the basics"), MANIFEST, "title=Sleep: the basics"),
    "text after a hash sign": (good(TITLE, "Title: Step # 1"), MANIFEST, "title=Step # 1"),
    "Windows letters": (good(TITLE, "Title: Café – rest").encode("cp1252"), MANIFEST, "title=Café – rest"),
    "minutes in words": (good("Minutes: 10", "Minutes: about ten mins"), MANIFEST, "minutes=10"),
    "a range of minutes": (good("Minutes: 10", "Minutes: 10–15"), MANIFEST, "minutes=10"),
    "no space after #": (GOOD.replace("# ", "#"), MANIFEST, "steps=4"),
    "a wide hash sign": (GOOD.replace("# ", "＃"), MANIFEST, "steps=4"),
    "underlined headings": (re.sub("# (.*)", r"\1\n=======", GOOD), MANIFEST, "steps=4"),
    "Step 1: for a hash sign": (GOOD.replace("# ", "Step 1: "), MANIFEST, "steps=4"),
    "the title as a heading": (good(TITLE, "# Sleep well"), MANIFEST, "title=Sleep well"),
    "a hash sign before a key": (good("Answer: lines", "# Answer: lines"), MANIFEST, "steps=4"),
    "bold keys": (re.sub(r"(?m)^([A-Z][a-z]+):", r"**\1:**", GOOD), MANIFEST, "steps=4"),
    "bullets before keys": (re.sub(r"(?m)^([A-Z][a-z]+):", "•\t\\1:", GOOD), MANIFEST, "minutes=10"),
    "pasted bullets": (GOOD.replace("- ", "\uf0b7\t"), MANIFEST, "choices=2"),
    "a numbered list": (good("- By bus", "1. By bus").replace("- On", "2) On"), MANIFEST, "choices=2"),
    "Answer : Lines": (good("Answer: lines", "Answer : Lines."), MANIFEST, "lines=1"),
    "answer lines": (good("Answer: lines", "answer lines"), MANIFEST, "lines=1"),
    "a dash or a tab for a colon": (good("Title: ", "Title – ").replace("Minutes: ", "Minutes\t"), MANIFEST, "minutes=10"),
    "equals signs": (GOOD.replace(": ", " = "), MANIFEST, "minutes=10"),
    "the value on the next line": (good("Title: ", "Title:\n").replace("Answer: l", "Answer:\nl"), MANIFEST, "lines=1"),
    "Word's long dash": (GOOD.replace("0-10", "0–10"), MANIFEST, "scale=not at all"),
    "Word's line break": (GOOD.replace("\n", "\v"), MANIFEST, "steps=4"),
    "pick from in one line": (good("Answer: pick\nFrom: this exercise", "Answer: pick from toolbox"), MANIFEST, "from=toolbox"),
    "code fences and rules": (f"```markdown\n---\n{GOOD}---\n```\n", MANIFEST, "steps=4"),
    "Unicode of Notepad": (GOOD.encode("utf-16"), MANIFEST.encode("utf-16"), "steps=4"),
    "old line ends": (GOOD.replace("\n", "\r"), MANIFEST.replace("\n", "\r\n"), "steps=4"),
    "a decimal version": (GOOD, manifest('"1"', "1.10"), "version=1.10"),
    "no equals sign": (GOOD, MANIFEST.replace(" = ", " "), "pack=Finding my feet"),
    "tables": (GOOD, f"[pack]\n{MANIFEST}", "pack=Finding my feet"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_as_it_was_meant(name: str) -> None:
    text, toml, expected = TAKEN[name]
    found = read(text, toml)
    assert found.problems == ()
    assert found.pack
    (exercise,) = found.pack.exercises
    by_kind = {step.kind.value: step for step in exercise.steps}
    what, _, value = expected.partition("=")
    assert value == {
        "title": exercise.title,
        "pack": found.pack.title,
        "version": found.pack.version,
        "minutes": str(exercise.minutes),
        "steps": str(len(exercise.steps)),
        "choices": str(len(by_kind["choice"].choices)),
        "lines": str([step.kind.value for step in exercise.steps].count("lines")),
        "from": by_kind["pick"].pick_from,
        "scale": by_kind["scale"].low,
    }[what]  # fmt: skip


TOLD: dict[str, tuple[str | bytes, str]] = {
    "print: no": (good("Goes to: to say", "print: no"),
        '~ a.md, line 4: I do not know the word “print” at the top. It is kept, and does nothing.',
    ),
    "a key twice": (good("Minutes: 10", "Minutes: 10\nMinutes: 12"),
        '! a.md, line 3: “Minutes” comes twice at the top. Keep one.',
    ),
    "a typo in a key": (good("Minutes", "Minuts"),
        '! a.md, line 2: I do not know the word “Minuts” at the top. Did you mean “Minutes”?',
    ),
    "letters that changed places": (good("Answer: lines", "Anwser=line"),
        '! a.md, line 8: I do not know the word “Anwser”. Did you mean “Answer”?',
    ),
    "a typo in a key without a colon": (good("Answer: lines", "Anwser lines"),
        '! a.md, line 8: I do not understand “Anwser lines”. Did you mean “Answer: lines”?',
    ),
    "a typo in an answer": (good("Answer: lines", "Answer: linse"),
        '! a.md, line 8: I do not know the answer “linse”. Did you mean “lines”?',
    ),
    "an answer of its own": (good("Answer: lines", "Answer: free text"),
        '! a.md, line 8: I do not know the answer “free text”. Write line, lines, pick, 0-10, 1 to 5, choice, tick all that apply, date, number or nothing.',
    ),
    "a typo in a place": (good("Goes to: to say", "Goes to: plan, ealry signs"),
        '! a.md, line 4: I do not know the place “plan, ealry signs”. Did you mean “early signs”?',
    ),
    "a place there is not": (good("Goes to: to say", "Goes to: hopps"),
        '! a.md, line 4: I do not know the place “hopps”. Did you mean “hopes”?',
    ),
    "no colon": (good("Title:", "Title"),
        '! a.md, line 1: Put a colon after “Title”, like “Title: Getting ready for a conversation”.',
    ),
    "no colon in a sentence": (good("Why: Two", "Why Two"),
        '! a.md, line 3: Put a colon after “Why”, like “Why: Two minutes are enough when you kno…”.',
    ),
    "no colon at an end": (good("From 0:", "From 0"),
        '! a.md, line 18: Put a colon after “From 0”, like “From 0: not at all”.',
    ),
    "no hash sign at first": (good("# What is", "What is"),
        '! a.md, line 6: I expected something like “Title: Sleep well”, and found “What is on your mind?”. If a step starts here, put “# ” in front of its question.',
    ),
    "no hash sign later": (good("# How ready", "How ready"),
        '! a.md, line 16: “Answer” comes twice under “Which one matters most?”. If “How ready do you feel?” starts a new step, put “# ” in front of it.',
    ),
    "no hash sign at all": (GOOD.replace("# ", ""),
        '! a.md, line 6: I expected something like “Title: Sleep well”, and found “What is on your mind?”. If a step starts here, put “# ” in front of its question.',
    ),
    "a heading without words": (good("# How ready do you feel?", "#"),
        '! a.md, line 16: There is a “#” with nothing after it. Write the question there.',
    ),
    "a heading that goes on": (good("?\nAnswer: pick", "? Answer: pick"),
        '! a.md, line 12: Put “Answer: ...” on a line of its own.',
    ),
    "two lines in one": (good("\nMinutes", " Minutes"),
        '! a.md, line 1: Put “Minutes: ...” on a line of its own.',
    ),
    "no title": (good(f"{TITLE}\n", ""),
        '! a.md, line 1: There is no title. Add a line like “Title: Sleep well” at the top.',
    ),
    "the title under a heading": (good(f"{TITLE}\n", "").replace("Example", f"{TITLE}\nExample", 1),
        '! a.md, line 9: “Title” belongs at the top of the file, above the first “#”.',
    ),
    "minutes that are no number": (good("Minutes: 10", "Minutes: a few"),
        '! a.md, line 2: “Minutes” wants a whole number, like “Minutes: 10”, and found “a few”.',
    ),
    "too many minutes": (good("Minutes: 10", "Minutes: 240"),
        '! a.md, line 2: “Minutes” goes from 1 to 180, and found “240”.',
    ),
    "nothing to pick from": (good("From: this exercise\n", ""),
        '! a.md, line 13: To pick, I need to know from where. Add a line like “From: this exercise” or “From: toolbox”.',
    ),
    "choices without bullets": (GOOD.replace("- ", ""),
        '! a.md, line 23: There is nothing to choose. Under this line, start each choice with “- ”, like “- By bus”.',
    ),
    "one choice without a bullet": (good("- On foot", "On foot"),
        '~ a.md, line 25: If “On foot” is a choice, put “- ” in front of it.',
    ),
    "no answer": (good("Answer: 0-10\n", ""),
        '~ a.md, line 17: This step has “From 0” and no “Answer”, so nothing can be written there. Add a line like “Answer: 0-10”.',
    ),
    "another scale": (good("Answer: 0-10", "Answer: 1-50"),
        '! a.md, line 17: A scale has 11 numbers at most, and found “1-50”. Write “Answer: 0-10” or “Answer: 1 to 5”.',
    ),
    "a heading twice": (good("# How ready", "# What is on your mind?\nRead on.\n# How ready"),
        '~ a.md, line 16: The heading “What is on your mind?” comes twice. If that is meant, all is well.',
    ),
    "From on a step that picks nothing": (good("Answer: pick", "Answer: line"),
        '~ a.md, line 14: “From” is for a step with “Answer: pick”. Here it does nothing.',
    ),
    "a questionnaire without a warning": (week("A score is not: The number is no test of how well you are.\n", ""),
        '! a.md, line 4: A questionnaire says what its score is not. Add a line like “A score is not: The number is not a mark, and it does not say how well you are.”.',
    ),
    "no score": (week("Score: sum\n", ""),
        '! a.md, line 3: A questionnaire says how its numbers become one. Add a line “Score: sum” or “Score: mean”.',
    ),
    "some numbers": (week("1 sometimes", "sometimes"),
        '! a.md, line 6: Some choices have a number, and “sometimes” has none. Write it like “0 sometimes”.',
    ),
    "a part spelt otherwise": (week("Part: Mind", "Part: Minds"),
        '~ a.md, line 17: Is “Mind” a part of its own? Or did you mean “Minds”?',
    ),
    "neither yes nor no": (week("Reversed: yes", "Reversed: ye"),
        '! a.md, line 14: “Reversed” is “yes” or “no”, and found “ye”. Write one of the two.',
    ),
    "a typo in a kind": (week("Kind: questionnaire", "Kind: questionaire"),
        '! a.md, line 3: I do not know the kind “questionaire”. Did you mean “questionnaire”?',
    ),
    "a score that an exercise has no use for": (good("Goes to: to say", "Kind: exercise\nSkip: 2"),
        '~ a.md, line 5: “Skip” is for a questionnaire, and the kind says “exercise”. It does nothing.',
    ),
    "a score of its own": (week("Score: sum", "Score: percent"),
        '! a.md, line 4: “Score” is “sum” or “mean”, and found “percent”. Write one of the two.',
    ),
    "too many left out": (week("Skip: 1", "Skip: 101"),
        '! a.md, line 5: “Skip” wants a number from 0 to 100, like “Skip: 2”, and found “101”.',
    ),
    "nothing after a key": (good("Goes to: to say", "Goes to:"),
        '~ a.md, line 4: There is nothing after “Goes to”. Write it on the same line, or take the line out.',
    ),
    "nothing after a key that has to be there": (good("Minutes: 10", "Minutes:"),
        '! a.md, line 2: There is nothing after “Minutes”. Write it on the same line, like “Minutes: 10”.',
    ),
    "no answer after its key": (good("Answer: lines\nWhy", "Answer:\nWhy"),
        '! a.md, line 8: There is nothing after “Answer”. Write it on the same line, or take the line out.',
    ),
    "a key of a step at the top": (good("Goes to: to say", "Example: The new tablets"),
        '! a.md, line 4: “Example” belongs to a step. Above it, write a question with “# ” in front, like “# What helps?”.',
    ),
    "a key twice in a step": (good("Answer: lines", "Answer: lines\nAnswer: line"),
        '! a.md, line 9: “Answer” comes twice in this step. Keep one.',
    ),
    "another end of a scale": (good("From 0: not at all", "From 1: not at all"),
        '! a.md, line 18: A scale goes from 0 to 10. Write “From 0: ...” and “To 10: ...”.',
    ),
    "two ends for no scale": (good("Answer: 0-10", "Answer: line"),
        '~ a.md, line 18: “From 0” is for a step with “Answer: 0-10”. Here it does nothing.',
    ),
    "choices for no choice": (good("Answer: 0-10", "Answer: 0-10\nChoices: a, b"),
        '~ a.md, line 18: “Choices” is for a step with “Answer: choice”. Here it does nothing.',
    ),
    "a part in an exercise": (good("Answer: lines", "Answer: lines\nPart: Sleep"),
        '~ a.md, line 9: “Part” is for a questionnaire. Here it is shown as text.',
    ),
    "no colon after a part": (week("Part: Sleep", "Part Sleep"),
        '! a.md, line 10: Put a colon after “Part”, like “Part: Sleep”.',
    ),
    "a key without a colon": (good("Example: The", "Example The"),
        '~ a.md, line 10: If this line is the “Example” of the step, put a colon after “Example”.',
    ),
    "a word of its own": (good("Example: The", "Colour: blue\nExample: The"),
        '~ a.md, line 10: I do not know the word “Colour” here, so it is shown as text.',
    ),
    "a place for a number": (good("Goes to: nowhere", "Goes to: hopes"),
        '~ a.md, line 20: This step wants a number, so there are no words to go anywhere.',
    ),
    "nothing turned round": (week("Reversed: yes", "Reversed: yes\nAnswer: line"),
        '~ a.md, line 14: This step has no numbers, so there is nothing to turn round.',
    ),
    "nothing written before": (good("Answer: lines", "Answer: nothing"),
        '~ a.md, line 14: No step above this one asks for words, so there is nothing to pick.',
    ),
    "a Word document": (b"PK\x03\x04\x14\x00",
        '! a.md: This is not plain text. In Word, choose “Save as” and then “Plain text”.',
    ),
    "nothing": (b"",
        '! a.md: There is nothing in this file. Write an exercise in it, or take it out.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_in_one_sentence(name: str) -> None:
    text, expected = TOLD[name]
    found = read(text)
    told = [f"{'!' if problem.stops else '~'} {problem.sentence}" for problem in found.problems]
    assert told == [expected]
    assert (found.pack is None) == expected.startswith("!")


MANIFESTS: dict[str, tuple[str, list[str]]] = {
    "a typo": (manifest("title", "titel"), ["pack.toml, line 3: I do not know the word “titel”. Did you mean “title”?"]),
    "a word twice": (MANIFEST + 'title = "x"\n', ["pack.toml, line 7: “title” comes twice. Keep one."]),
    "an id with spaces": (
        manifest("north-shore", "Dŵr Coast!"),
        ["pack.toml, line 1: An id has letters a to z, digits and dashes, and found “Dŵr Coast!”. Did you mean “dwr-coast”?"],
    ),
    "the id of the program": (
        manifest("north-shore", "Companion"),
        ["pack.toml, line 1: The id “companion” is the program’s own. Choose another, like “north-shore”."],
    ),
    "no version": (manifest('version = "1"\n', ""), ["pack.toml: There is no version. Add a line like “version = \"1\"”."]),
    "no value": (manifest('"1"', ""), ["pack.toml, line 2: There is nothing after “version”. Write it like “version = \"1\"”."]),
}  # fmt: skip


@pytest.mark.parametrize("name", MANIFESTS)
def test_what_is_told_of_a_manifest(name: str) -> None:
    toml, expected = MANIFESTS[name]
    found = read(GOOD, toml)
    assert [problem.sentence for problem in found.problems] == expected
    assert found.pack is None


def test_a_language_that_is_not_known_is_a_note_and_names_are_tags() -> None:
    assert read(GOOD, manifest("en-GB", "Cymraeg")).pack == read(GOOD, manifest("en-GB", "cy")).pack
    found = read(GOOD, manifest("en-GB", "plain speech"))
    assert found.pack and found.pack.language == "en-GB"
    assert [problem.stops for problem in found.problems] == [False]


def told(text: str) -> list[str]:
    return [f"{'!' if problem.stops else '~'} {problem.sentence}" for problem in read(text).problems]


def steps_of(text: str) -> tuple[ExerciseStep, ...]:
    found = read(text)
    assert found.pack, found.problems
    return found.pack.exercises[0].steps


def counts(text: str, step: int = 2) -> list[tuple[str, int | None]]:
    return [(choice.label, choice.number) for choice in steps_of(text)[step].choices]


SCORES = "Choices: 0 never, 1 sometimes, 2 often"


@pytest.mark.parametrize("choices", ["0.5 a; 1.5 b", "0.5 a; 1 b", "a (0.5); b (1)", "a = 0,5; b = 1,5"])
def test_a_number_that_is_not_whole_is_a_mistake(choices: str) -> None:
    (sentence,) = [one for one in told(week(SCORES, f"Choices: {choices}")) if one.startswith("!")]
    assert "The number of a choice is whole" in sentence and choices.split("; ")[0] in sentence
    assert read(good("- By bus", "- 0.5 a")).problems == ()
    own = week("# I laughed\n", "# I laughed\n- 0 no\n- 0.5 a\n")
    assert "found “0.5 a”" in "".join(told(own))


def test_a_number_stays_in_the_words_it_belongs_to() -> None:
    own = "# I laughed\n- 0 days\n- 1 day\n- 2 to 3 days\n- 4-5 days\n- 10% of the time\n- 12 or more\n"
    text = week("# I laughed\n", own)
    assert counts(text) == [
        ("0 days", 0), ("1 day", 1), ("2 to 3 days", 2), ("4-5 days", 4), ("10% of the time", 10), ("12 or more", 12),
    ]  # fmt: skip
    assert told(text)[0] == "~ a.md, line 17: I read “0 days” as counting 0."
    assert len(told(text)) == 6


def test_a_number_with_a_mark_after_it_is_a_count_alone() -> None:
    text = week(SCORES, "Choices: 0: 0 days; 1 = 1 day; 2 - 2 days; 3 daily; 4 often")
    assert counts(text) == [("0 days", 0), ("1 day", 1), ("2 days", 2), ("daily", 3), ("often", 4)]
    assert told(text) == []


def test_choices_at_the_top_are_told_of_once() -> None:
    text = week(SCORES, "Choices: 0 days, 1 day, 2 or more days")
    assert told(text) == [
        "~ a.md, line 6: I read “0 days” as counting 0.",
        "~ a.md, line 6: I read “1 day” as counting 1.",
        "~ a.md, line 6: I read “2 or more days” as counting 2.",
    ]


def test_numbers_alone_count_themselves() -> None:
    text = week(SCORES, "Choices: 0, 1, 2, 3")
    assert counts(text) == [("0", 0), ("1", 1), ("2", 2), ("3", 3)]
    assert told(text) == []


@pytest.mark.parametrize(
    "answer", ["yes or no", "yes/no", "Yes, no or not sure", "y/n", "no more than three lines"]
)
def test_no_in_an_answer_is_never_told_to_be_nothing(answer: str) -> None:
    (sentence,) = told(good("Answer: lines", f"Answer: {answer}"))
    assert "nothing" not in sentence
    expected = ("“lines”",) if "lines" in answer else ("“Answer: choice”", "“- Yes”", "“- No”")
    assert all(words in sentence for words in expected)


def test_a_sentence_of_a_step_goes_on_in_the_next_line() -> None:
    text = good("held in your head.\nExample: The new", "held\nin your head: it is\nsafe.\nExample: The\nnew")
    text = text.replace("To 10: ready", "To 10: as ready\nas can be\nRead this.")
    text = text.replace("- On foot\n", "- On foot\nWhy: To know\nthe way.\n- By sea\n")
    assert told(text) == []
    mind, _, ready, way = steps_of(text)
    assert mind.why == "What is written down does not have to be held in your head: it is safe."
    assert mind.example == "The new tablets make mornings foggy"
    assert mind.text == "Write whatever comes. One thing on each line."
    assert (ready.high, ready.text) == ("as ready as can be", "Read this.")
    assert way.why == "To know the way."
    assert [choice.label for choice in way.choices] == ["By bus", "On foot", "By sea"]


@pytest.mark.parametrize("start", ["", " Tea"])
def test_an_example_may_be_a_list(start: str) -> None:
    text = good("Example: The new tablets", f"Example:{start}\n- Rest: an hour,\nor two\n1. The new tablets")
    (mind, *_) = steps_of(text)
    lines = ["Rest: an hour, or two", "The new tablets make mornings foggy"]
    assert mind.example.split("\n") == ([start.strip()] if start else []) + lines
    assert mind.text == "Write whatever comes. One thing on each line."
    assert told(text) == []


def test_a_list_under_a_choice_is_never_an_example() -> None:
    text = good("Answer: choice\n", "Answer: choice\nExample: By bus\n")
    assert [choice.label for choice in steps_of(text)[3].choices] == ["By bus", "On foot"]
    assert told(text) == []
    empty = good("Answer: choice\n", "Answer: choice\nExample:\n")
    assert [choice.label for choice in steps_of(empty)[3].choices] == ["By bus", "On foot"]


def test_a_blank_line_ends_a_sentence() -> None:
    (mind, *_) = steps_of(good("foggy\n", "foggy\n\nTake your time.\n"))
    assert mind.example == "The new tablets make mornings foggy"
    assert mind.text.endswith("Take your time.")


def test_a_lost_hash_sign_is_told_under_a_sentence_too() -> None:
    (sentence,) = told(good("foggy\n\n# Which", "foggy\nWhich").replace("From: this exercise\n", ""))
    assert "If “Which one matters most?” starts a new step, put “# ” in front of it." in sentence


def test_an_unknown_word_among_the_words_of_a_step_is_told_and_shown() -> None:
    text = good("Answer: lines\n", "Answer: lines\nColour: blue\n")
    assert told(text) == ["~ a.md, line 9: I do not know the word “Colour” here, so it is shown as text."]
    assert steps_of(text)[0].text.endswith("Colour: blue")
    for line in ("Two words: x", "colour: x", "Three more words: x"):
        (sentence,) = told(good("Answer: lines\n", f"Answer: lines\n{line}\n"))
        assert sentence.startswith("~ a.md, line 9: I do not know the word")
    assert len(told(good("Answer: lines\n", "Colour: blue\nAnswer: lines\n"))) == 1
    for line in ("- Colour: x", "https://x.example", "What I thought then was this: x", "10:30 is tea"):
        assert told(good("Answer: lines\n", f"Answer: lines\n{line}\n")) == []


@pytest.mark.parametrize("place", ["Answer: choice\n- By bus\n- On foot\n", SCORES])
def test_choices_that_may_have_a_comma_of_their_own(place: str) -> None:
    line = "Choices: Yes, a bit, No, not at all"
    text = week(place, line) if place == SCORES else good(place, line)
    assert any(
        one.endswith(
            "I read four choices: “Yes”, “a bit”, “No”, “not at all”. "
            "If that is not what you meant, put each on a line of its own that begins with a dash."
        )
        for one in told(text)
    )
    clear = line.replace(", No", "; No")
    assert "I read" not in "".join(told(text.replace(line, clear)))
