"""Packs: what a good one becomes, and that no pack, however made, is more than told about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.exercise import AnswerKind, Choice, Scoring
from companion.domain.text import clean_line, clean_text
from companion.importers.courses.course import ReadPack, read_pack
from companion.importers.courses.markdown import words_of
from companion.importers.courses.problems import MOST_PROBLEMS
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.importers.courses.pack_texts import GOOD, MANIFEST, WEEK
from tests.thorough import many


def read(**files: str) -> ReadPack:
    return read_pack(
        {"pack.toml": MANIFEST.encode()} | {f"{name}.md": text.encode() for name, text in files.items()}
    )


def test_a_good_pack() -> None:
    found = read(ready=GOOD)
    assert found.problems == ()
    assert found.pack
    pack = found.pack
    assert (pack.id, pack.version, pack.title) == ("north-shore", "1", "Finding my feet")
    assert (pack.author, pack.licence, pack.language) == ("North Shore College", "CC BY 4.0", "en-GB")
    (exercise,) = pack.exercises
    assert (exercise.id, exercise.minutes, exercise.scoring) == ("ready", 10, None)
    mind, pick, scale, choice = exercise.steps
    assert (mind.key, mind.kind, mind.goes_to) == ("what-is-on-your-mind", AnswerKind.LINES, "say")
    assert mind.text == "Write whatever comes. One thing on each line."
    assert mind.example == "The new tablets make mornings foggy"
    assert (pick.kind, pick.pick_from, pick.goes_to) == (AnswerKind.PICK, "here", "")
    assert (scale.low, scale.high, scale.goes_to) == ("not at all", "ready", "")
    assert choice.choices == (Choice(label="By bus"), Choice(label="On foot"))


def test_a_questionnaire() -> None:
    found = read(week=WEEK)
    assert found.problems == ()
    assert found.pack
    (week,) = found.pack.exercises
    assert (week.scoring, week.may_skip) == (Scoring.SUM, 1)
    assert week.score_is_not == "The number is no test of how well you are."
    assert [step.subscale for step in week.steps] == ["Sleep", "Mind", "Mind"]
    assert [step.is_reversed for step in week.steps] == [False, True, False]
    numbers = [(choice.label, choice.number) for choice in week.steps[2].choices]
    assert numbers == [("never", 0), ("sometimes", 1), ("often", 2)]


def test_numbers_in_the_choices_of_an_exercise_are_words() -> None:
    found = read(a=GOOD.replace("By bus", "2 cups of tea"))
    assert found.pack
    assert found.pack.exercises[0].steps[3].choices[0] == Choice(label="2 cups of tea")


@pytest.mark.parametrize(
    "written", ["0 never", "0 = never", "0: never", "never (0)", "0. never", "never = 0", "0 – never"]
)
def test_ways_to_give_a_choice_its_number(written: str) -> None:
    found = read(a=WEEK.replace("0 never", written))
    assert found.pack
    assert found.pack.exercises[0].steps[0].choices[0] == Choice(label="never", number=0)


def test_keys_outlive_order_and_are_there_for_any_script() -> None:
    headings = ["Café?", "Ŵyn bach", "أمشي", "散歩", "हिन्दी", "🌊", "Again", "Again", "again!"]
    found = read(a="Title: x\nMinutes: 5\n" + "".join(f"# {words}\nAnswer: line\n" for words in headings))
    assert found.pack
    keys = [step.key for step in found.pack.exercises[0].steps]
    assert keys[:5] == ["cafe", "wyn-bach", "أمشي", "散歩", "हिन्दी"]
    assert keys[5].startswith("step-")
    assert keys[6:] == ["again", "again-2", "again-3"]
    assert len(set(keys)) == len(keys)


def test_an_unknown_place_is_kept_and_an_unknown_word_too() -> None:
    found = read(a=GOOD.replace("Goes to: to say", "Goes to: my garden\nSeason: spring"))
    assert [problem.stops for problem in found.problems] == [False, False]
    assert found.pack
    assert found.pack.exercises[0].other == {"Season": "spring"}
    assert found.pack.exercises[0].steps[0].goes_to == "my garden"


def test_words_of_a_tutor_before_a_colon_stay_text() -> None:
    found = read(a=GOOD.replace("Write whatever", "Past: what was.\nVoices: what they say. Write whatever"))
    assert [problem.stops for problem in found.problems] == [False, False]
    assert "the word “Past”" in found.problems[0].reason
    assert found.pack
    assert found.pack.exercises[0].steps[0].text.startswith("Past: what was.\nVoices: what they say.")


def test_other_files_are_passed_over_and_named() -> None:
    files = {"pack.toml": MANIFEST.encode(), "a.md": GOOD.encode()}
    extra = {
        "b.docx": b"",
        "photo.jpg": b"",
        "sub/": b"",
        ".DS_Store": b"x",
        "~$a.md": b"x",
        "README.md": b"# Read",
    }
    found = read_pack(files | extra)
    assert [problem.file for problem in found.problems] == ["b.docx", "photo.jpg", "sub/"]
    assert found.pack
    assert [exercise.id for exercise in found.pack.exercises] == ["a"]


def test_exercises_come_in_the_order_in_which_file_lists_show_them() -> None:
    found = read(**{"2 walk": GOOD, "10 rest": GOOD, "1 talk": GOOD})
    assert found.pack
    assert [exercise.id for exercise in found.pack.exercises] == ["talk", "walk", "rest"]


def test_two_names_that_make_one_id() -> None:
    found = read(**{"A b": GOOD, "a-b": GOOD})
    assert [problem.stops for problem in found.problems] == [False]
    assert "same name" in found.problems[0].reason
    assert found.pack and [exercise.id for exercise in found.pack.exercises] == ["a-b", "a-b-2"]


@pytest.mark.parametrize("files", [{}, {"a.md": GOOD.encode()}, {"pack.toml": MANIFEST.encode()}])
def test_what_is_no_pack(files: dict[str, bytes]) -> None:
    found = read_pack(files)
    assert found.pack is None
    assert any(problem.stops and problem.file == "pack.toml" for problem in found.problems)


def test_a_manifest_with_nearly_its_name() -> None:
    found = read_pack({"pakc.toml": MANIFEST.encode(), "a.md": GOOD.encode()})
    assert any("Did you mean “pakc.toml”?" in problem.reason for problem in found.problems)


def test_no_more_is_told_than_can_be_read() -> None:
    found = read(
        a="Title: x\nMinutes: 5\n" + "".join(f"# q{n}\nAnswer: linse{n}\n" for n in range(90)), b=GOOD * 40
    )
    assert len(found.problems) == MOST_PROBLEMS + 1
    assert found.problems[-1].reason == "There are more like these. Mend these first, then look again."
    assert found.pack is None


def test_a_pack_that_is_too_large_is_not_read() -> None:
    found = read_pack({f"{n}.md": b"x" * 200_000 for n in range(11)})
    assert [problem.reason for problem in found.problems] == [
        "The files of this pack are larger than 2 MB together, so nothing was read."
    ]


def test_problems_come_in_order_of_file_and_line() -> None:
    found = read(b="Minutes: lots\nTitel: x\n# q\nAnswer: linse\n", a="Title: x\n# q\n#\n")
    places = [(problem.file, problem.line) for problem in found.problems]
    assert places == sorted(places)
    assert len(places) >= 5


def is_clean(words: str) -> bool:
    return clean_text(words) == words


@pytest.mark.parametrize("text", HOSTILE, ids=HOSTILE_IDS)
def test_any_words_come_through_every_field_cleaned(text: str) -> None:
    said = clean_line(words_of(clean_line(text))) or "x"
    raw = (
        text.replace("\r", " ").replace("\n", " ").replace("\u2028", " ").replace("\u2029", " ").strip()
        or "x"
    )
    body = (
        f"Title: {raw}\nMinutes: 5\nWhy: {raw}\n# q {raw}\nx {raw}\nAnswer: 0-10\nFrom 0: {raw}\nTo 10: {raw}\n"
        f"Why: {raw}\nExample: {raw}\n# r\nAnswer: choice\n- c {raw}\n- d\n"
    )
    found = read_pack({"pack.toml": MANIFEST.encode(), "a.md": body.encode("utf-8", "surrogatepass")})
    assert found.pack, [problem.sentence for problem in found.problems]
    (exercise,) = found.pack.exercises
    step = exercise.steps[0]
    assert {exercise.title, exercise.why, step.why, step.example, step.low, step.high} == {said}
    assert clean_line(step.heading) == clean_line(f"q {said}")
    assert clean_line(step.text) == clean_line(f"x {said}")
    assert exercise.steps[1].choices[0].label == clean_line(f"c {said}")


PIECES = st.one_of(
    st.sampled_from(
        [*HOSTILE, "# ", "Title: ", "Minutes: ", "Answer: ", "Answer: choice\n", "From: ", "Kind: questionnaire\n",
         "Score: sum\n", "Part: ", "Reversed: ", "- ", "\n", "===\n", "---\n", "```\n", "**", ":", "=", '"', "“", "["]
    ),
    st.text(max_size=20),
)  # fmt: skip


@many(150)
@given(
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=10).map("".join),
    st.text(max_size=12),
)
def test_whatever_is_written_is_told_in_clean_sentences(text: str, toml: str, name: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    manifest = toml.encode("utf-8", "surrogatepass") if toml else MANIFEST.encode()
    found = read_pack({"pack.toml": manifest, "a.md": data, name + ".md": data, name: data})
    assert all(is_clean(problem.sentence) and "\n" not in problem.sentence for problem in found.problems)
    assert (found.pack is None) == any(problem.stops for problem in found.problems)
    for exercise in found.pack.exercises if found.pack else ():
        for step in exercise.steps:
            assert step.key
            assert is_clean(step.heading + step.text + step.why + step.example + step.goes_to)


@many(150)
@given(st.binary(max_size=300), st.binary(max_size=100))
def test_any_bytes_are_told_about(text: bytes, manifest: bytes) -> None:
    found = read_pack({"pack.toml": manifest, "a.md": text})
    assert found.pack or any(problem.stops for problem in found.problems)


@pytest.mark.parametrize(
    "manifest",
    ["a=" + "[" * 5000, "version=" + "9" * 5000, "version=0x" + "f" * 9000, "a" + ".a" * 4000 + "=1"],
)
def test_a_manifest_made_to_break_its_reader(manifest: str) -> None:
    found = read_pack({"pack.toml": manifest.encode(), "a.md": GOOD.encode()})
    assert found.pack is None
    assert all(problem.file == "pack.toml" for problem in found.problems)
