"""Lines that were meant for something else than words to read: told, or taken, and never shown in silence."""

import pytest

from companion.domain.exercise import Exercise
from companion.importers.courses.course import ReadPack, read_pack
from tests.importers.courses.pack_texts import GOOD, MANIFEST

HEAD = (
    "Title: T\nMinutes: 3\nWhy: w.\nKind: questionnaire\nScore: sum\n"
    "A score is not: The number is not a mark.\nChoices: 0 no, 1 yes\n\n"
)


def read(text: str) -> ReadPack:
    return read_pack({"pack.toml": MANIFEST.encode(), "q.md": text.encode()})


def asked(line: str) -> ReadPack:
    return read(f"{HEAD}# I slept well\n\n# I felt tense\n{line}\n\n# I ate well\n")


def told(found: ReadPack) -> list[str]:
    return [problem.sentence for problem in found.problems]


def exercise(found: ReadPack) -> Exercise:
    assert found.pack is not None, found.problems
    return found.pack.exercises[0]


@pytest.mark.parametrize(
    "line",
    [
        "Reverse scored: yes", "Reverse-scored: yes", "reverse scored: Yes", "Reversed item: y", "Inverted: yes",
        "Scoring: reversed", "Scored: reverse", "scored: reversed", "Counts: the other way round", "Score: inverted",
        "Coding: reverse", "Keyed: negatively", "Keyed: -", "Direction: reversed", "**Reverse scored:** yes",
        "- Reverse scored: yes", "Reverse scored = yes", "REVERSED: YES", "Negatively worded: yes", "Item: R",
        "Scoring: backwards", "Counts the other way round: yes", "Reversed: x", "Reverse scored - yes", "Reversed yes",
        "Inverted – yes",
    ],
)  # fmt: skip
def test_other_words_for_reversed_are_taken_where_they_are_plain(line: str) -> None:
    found = asked(line)
    assert told(found) == []
    assert [step.is_reversed for step in exercise(found).steps] == [False, True, False]
    assert exercise(found).steps[1].text == ""


@pytest.mark.parametrize(
    "line", ["Scoring: not reversed", "Scored: as it stands", "Reverse scored: no", "Keyed: positively"]
)
def test_and_so_is_no(line: str) -> None:
    found = asked(line)
    assert told(found) == []
    assert not exercise(found).steps[1].is_reversed


@pytest.mark.parametrize(
    "line",
    [
        "Recode: 1,0", "Recode: 0=1, 1=0", "Score: 1,0", "Points: 1 0", "Coding: 1 = no, 0 = yes", "Values: 1, 0",
        "Weight: -1", "Minus: yes", "Flip it: please", "Swap: 0 and 1", "Scoring: R (see paper)",
        "Reversed:", "Reversed: maybe",
        "Reverse scored", "(reverse-scored)", "This item is reverse scored.",
        "R", "(R)", "Note: reverse scored", "R: yes", "Formula: 3 - x", "Wording: negative",
        "Recode this one", "counts backwards",
        "Negatively keyed item", "Inverted item", "The other way round", "Turn the numbers round",
        "reverse this question when you add up",
    ],
)  # fmt: skip
def test_what_a_score_may_hang_on_stops_the_course(line: str) -> None:
    found = asked(line)
    assert found.pack is None
    assert any(sentence.startswith("q.md, line 12: ") for sentence in told(found)), told(found)


@pytest.mark.parametrize(
    "heading",
    ["I felt tense (R)", "I felt tense [R]", "I felt tense (reverse scored)", "I felt tense*", "I felt tense (-)",
     "I felt tense – reversed", "(R) I felt tense", "R. I felt tense", "*I felt tense", "I felt tense (inv.)"],
)  # fmt: skip
def test_a_mark_in_the_question_is_told(heading: str) -> None:
    found = read(f"{HEAD}# {heading}\n\n# I ate well\n")
    assert any("Reversed: yes" in sentence for sentence in told(found)), told(found)
    assert not told(read(f"{HEAD}# {heading}\nReversed: yes\n\n# I ate well\n"))


@pytest.mark.parametrize(
    "line", ["Reversed: 2", "Reverse scored items: 2, 3", "Items to reverse: 2", "Inverted: 2"]
)
def test_questions_named_at_the_top_are_told(line: str) -> None:
    found = read(HEAD.replace("Choices", f"{line}\nChoices") + "# I slept\n\n# I felt tense\n")
    assert found.pack is None
    assert told(found) == [
        f"q.md, line 7: Which questions count the other way round is said under each: “Reversed: yes”. "
        f"Write it there, and take “{line.partition(':')[0]}” out here."
    ]


@pytest.mark.parametrize(
    "line",
    ["Colour: blue", "Two words: x", "remember: you can stop", "Time frame: last week", "Nota bene: x"],
)
def test_an_unknown_word_is_told_wherever_it_stands(line: str) -> None:
    for text in (
        f"{HEAD}# I slept\n{line}\n# I ate\n",
        f"{HEAD}# I slept\nPart: Rest\n{line}\n# I ate\n",
        GOOD.replace("Answer: lines\n", f"{line}\nAnswer: lines\n"),
        GOOD.replace("Answer: lines\n", f"Answer: lines\n{line}\n"),
        GOOD.replace("- On foot\n", f"- On foot\n\n{line}\n"),
    ):
        found = read(text)
        word = line.partition(":")[0]
        assert any(f"I do not know the word “{word}” here" in sentence for sentence in told(found)), text


def test_a_word_under_a_sentence_that_goes_on_is_told() -> None:
    for line in ("Reverse scored: perhaps", "Two words: x", "inverted: maybe"):
        found = read(f"{HEAD}# I slept\nWhy: It says\n{line}\n# I ate\n")
        assert told(found), line


LOST = "is a question of its own, put “# ” in front of it."


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}# I slept well\n\nI felt tense\n\n# I ate well\n",
        f"{HEAD}# I slept well\nI felt tense\n\n# I ate well\n",
        f"{HEAD}# I slept well\nPart: Rest\nI felt tense\n# I ate well\n",
        f"{HEAD}# I slept well\nReversed: yes\n\nMy days felt long\n# I ate well\n",
        f"{HEAD}# I slept well\nWhy: Sleep helps.\nI felt tense\n# I ate well\n",
        HEAD.rstrip() + "\nI felt tense\n# I ate well\n# I slept\n",
        HEAD.replace("mark.\n", "mark.\nI felt tense\n") + "# I ate well\n# I slept\n",
        GOOD.replace(
            "# Which one matters most?\nAnswer: pick\nFrom: this exercise\n", "How long is it so?\n"
        ),
        GOOD.replace(
            "# Which one matters most?\nAnswer: pick\nFrom: this exercise\n", "Which one matters most\n"
        ),
        "Title: x\nMinutes: 2\n# What is it?\n\nAnd what helps?\nAnswer: line\n",
        "Title: x\nMinutes: 2\n# Read this\nSome words.\n\nWhat helped\nAnswer: line\n",
        f"{HEAD}# I slept well\n- I felt tense\n# I ate well\n",
        f"{HEAD}# I slept well\n\n**I felt tense**\n# I ate well\n",
    ],
)
def test_a_lost_hash_is_told(text: str) -> None:
    found = told(read(text))
    assert any(LOST in one or "put “# ” in front of" in one for one in found), found


def test_a_lost_hash_above_what_changes_a_score_stops_the_course() -> None:
    found = read(f"{HEAD}# I slept well\n\nI felt tense\nReversed: yes\n\n# I ate well\n")
    assert found.pack is None
    assert [one.partition(" Then")[0] for one in told(found)] == [
        "q.md, line 11: Is “I felt tense” a question of its own?"
    ]


def test_words_under_a_question_are_no_lost_question() -> None:
    for text in (
        f"{HEAD}# I slept well\nThink of the last week.\n# I ate well\n",
        GOOD.replace("foggy\n", "foggy\n\nTake your time.\n"),
        GOOD.replace("Write whatever comes.", "Write whatever comes.\n\nThere is no wrong answer.\n"),
    ):
        assert told(read(text)) == []


def test_questions_in_a_numbered_list_are_told() -> None:
    found = told(read(f"{HEAD}# I slept well\n2. I felt tense\n3. I ate well\n"))
    assert any("If they are questions, put “# ” in front of each." in one for one in found)


def test_a_file_of_notes_keeps_no_course_out() -> None:
    notes = b"Rota for the tutors\n\n# Tuesday\nBring the keys. Ask Sam.\n"
    files = {"pack.toml": MANIFEST.encode(), "a.md": GOOD.encode(), "rota.txt": notes}
    found = read_pack(files)
    assert found.pack and [one.id for one in found.pack.exercises] == ["a"]
    assert told(found) == [
        "rota.txt: There is no line like “Title: Sleep well” in this, so it is no exercise, and is passed over."
    ]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("north-shore", "our-college", "id"),
        ("North Shore College", "Your college, and who wrote it with you", "author"),
        ("North Shore College", "[your name]", "author"),
        ("CC BY 4.0", "Say here who may use it", "licence"),
        ("CC BY 4.0", "TODO", "licence"),
        ("CC BY 4.0", "insert licence here", "licence"),
        ("Finding my feet", "Our first course", "title"),
    ],
)
def test_what_was_left_as_in_an_example_is_named(old: str, new: str, name: str) -> None:
    found = read_pack({"pack.toml": MANIFEST.replace(old, new).encode(), "a.md": GOOD.encode()})
    assert found.pack is not None
    (sentence,) = told(found)
    assert f"“{name}” still says “{new}" in sentence
