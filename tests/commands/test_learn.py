"""``companion learn``, ``list``, ``show`` and ``print``; and the page for a tutor."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.services.services import Services
from tests.commands.conftest import Ask, Run
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.made_up_pack import PACK

TALK = "Before a talk (shore/before-a-talk)"


@pytest.fixture
def learned(backend: LocalBackend, recovery_code: str) -> None:
    """A learning plan, a course been to, one exercise done and one under way, in the vault of `ask`."""
    session = backend.open(PASSPHRASE)
    write(session.services)
    session.close()


def write(s: Services) -> None:
    s.packs.add(PACK, now=NOW)
    s.learning.add_line(LearningPart.WANT, "To say something\nin a room", new_id="l1", now=NOW)
    s.learning.add_course(
        title="Sleep", where="Shore College", day=date(2026, 9, 15), used="Up at 8", new_id="c1", now=NOW
    )
    earlier = NOW - timedelta(days=19)
    sheet = s.sheets.begin(PACK.id, "before-a-talk", new_id="s1", now=earlier)
    s.sheets.answer(sheet.id, "mind", text="The tablets\nThe letter", now=earlier)
    s.sheets.answer(sheet.id, "ready", number=4, now=earlier)
    s.sheets.answer(sheet.id, "ask", text="A secret question", now=earlier)
    s.sheets.mark(sheet.id, "ask", Visibility.ME, now=earlier)
    s.sheets.finish(sheet.id, now=earlier)
    s.sheets.begin(PACK.id, "before-a-talk", new_id="s2", now=NOW)
    asked = s.sheets.begin(PACK.id, "how-it-is", new_id="s3", now=earlier)
    for key, choice in (("calm", 2), ("tense", 0), ("met", 1)):
        s.sheets.answer(asked.id, key, choice=choice, now=earlier)
    s.sheets.finish(asked.id, now=earlier)


@pytest.mark.usefixtures("learned")
def test_learn_prints_plan_courses_and_exercises_with_days(ask: Ask) -> None:
    ended = ask("learn")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "My learning plan\n\nWhere I want to be\n- To say something\n  in a room (22 November 2026)\n\n"
        "Courses I have been to\n- Sleep, Shore College, 15 September 2026\n  What I use from it: Up at 8\n\n"
        "Exercises\n- Before a talk: done 3 November 2026, started again 22 November 2026\n"
        "- How it is: done 3 November 2026\n"
    )


@pytest.mark.usefixtures("learned")
def test_learn_as_json(ask: Ask) -> None:
    found = json.loads(ask("learn", "--json").out)
    assert set(found) == {"plan", "courses", "exercises"}
    assert [part["part"] for part in found["plan"]] == ["where", "want", "how", "know"]
    assert found["plan"][1]["lines"][0]["text"] == "To say something\nin a room"
    assert found["courses"] == [
        {"id": "c1", "title": "Sleep", "where": "Shore College", "day": "2026-09-15", "used": "Up at 8"}
    ]
    first = found["exercises"][0]
    assert (first["name"], first["times_done"]) == ("shore/before-a-talk", 1)
    assert first["last_done"].startswith("2026-11-03") and first["started"].startswith("2026-11-22")


def test_an_empty_learn_is_said_on_standard_error(ask: Ask) -> None:
    ended = ask("learn")
    assert (ended.code, ended.out) == (0, "")
    assert "Nothing is written in Learn yet" in ended.err


@pytest.mark.usefixtures("learned")
def test_list_names_what_to_type(ask: Ask) -> None:
    out = ask("learn", "list").out
    assert "By the shore (shore), version 1, by A made-up college\n" in out
    assert (
        "- Before a talk, 10 minutes, done 3 November 2026, started again 22 November "
        "2026 shore/before-a-talk - How it is, 5 minutes, done 3 November 2026 shore/how-it-is"
    ) in " ".join(out.split())
    assert "companion/getting-ready-for-a-conversation" in out
    courses = json.loads(ask("learn", "list", "--json").out)["courses"]
    assert [(course["id"], course["is_shipped"]) for course in courses] == [
        ("companion", True),
        ("shore", False),
    ]
    assert courses[1]["exercises"][1]["is_questionnaire"] is True


def test_without_a_vault_the_course_of_the_program_is_there(run: Run, home: Path, tmp_path: Path) -> None:
    listed = run("learn", "list")
    assert listed.code == 0 and "Getting ready for a conversation" in listed.out
    assert "no vault yet" in listed.err
    assert "What is on your mind?" in run("learn", "show", "getting ready").out
    assert "What is on your mind?" in run("learn", "print", "getting ready").out
    unknown = run("learn", "show", "nothing like it")
    assert (unknown.code, unknown.out) == (2, "")
    assert "companion/getting-ready-for-a-conversation" in unknown.err
    assert run("learn").code == 1
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("name", ["Before a talk", "BEFORE", "shore/before-a-talk", "before-a-talk", TALK])
def test_show_has_the_questions_and_what_was_answered(ask: Ask, name: str) -> None:
    out = ask("learn", "show", name).out
    assert out.startswith("Before a talk\nshore/before-a-talk, about 10 minutes\nWhy: Two minutes")
    assert "2. What is on your mind?\n   One thing on each line.\n   As many lines as you like.\n" in out
    assert "One of: 1 By bus; 2 On foot." in out and "0 not at all, 10 ready." in out
    assert "My answers, started 22 November 2026: nothing is written." in out
    assert "My answers, 3 November 2026\n- What is on your mind?\n  The tablets\n  The letter\n" in out
    assert "- How ready are you?\n  4 of 10 (0 not at all, 10 ready)\n" in out
    assert "- One question to ask (only me)\n  A secret question\n" in out


@pytest.mark.usefixtures("learned")
def test_show_a_questionnaire_with_its_scores(ask: Ask) -> None:
    out = ask("learn", "show", "how it is").out
    assert "- Score. Rest: 4 (from 0 to 4), 2 of 2 answered\n" in out
    assert "- Score. In all: 5 (from 0 to 6), 3 of 3 answered\n  It is no grade, and nobody sees it.\n" in out


@pytest.mark.usefixtures("learned")
def test_the_exercise_alone(ask: Ask) -> None:
    out = ask("learn", "show", "before", "--sheet").out
    assert "What is on your mind?" in out and "The tablets" not in out


@pytest.mark.usefixtures("learned")
def test_show_as_json(ask: Ask) -> None:
    found = json.loads(ask("learn", "show", "before", "--json").out)
    assert found["name"] == "shore/before-a-talk"
    assert [step["answer"] for step in found["steps"]][:5] == ["none", "lines", "pick", "pick", "scale"]
    done = next(sheet for sheet in found["sheets"] if sheet["id"] == "s1")
    assert done["answers"][0]["text"] == "The tablets\nThe letter"
    assert done["done"].startswith("2026-11-03")


@pytest.mark.usefixtures("learned")
def test_what_was_answered_outlives_its_course(ask: Ask) -> None:
    assert ask("learn", "remove", "by the shore").code == 0
    assert "shore/before-a-talk" not in ask("learn", "list").out
    out = ask("learn", "show", "before a talk").out
    assert "The questions are not here any more. What you wrote is." in out
    assert "The tablets" in out
    assert ask("learn", "show", "before a talk", "--sheet").code == 2
    assert "Before a talk: done 3 November 2026" in ask("learn").out


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize(
    ("ending", "start"), [(".html", b"<!"), (".pdf", b"%PDF"), (".txt", b"Before a talk")]
)
def test_print_makes_a_file_of_each_kind(ask: Ask, tmp_path: Path, ending: str, start: bytes) -> None:
    if ending == ".pdf":
        pytest.importorskip("typst")
    out = tmp_path / f"sheet{ending}"
    ended = ask("learn", "print", "before a talk", "--out", str(out))
    assert (ended.code, ended.out) == (0, "")
    assert str(out) in ended.err
    assert out.read_bytes().startswith(start)
    assert b"The tablets" not in out.read_bytes()
    again = ask("learn", "print", "before a talk", "--out", str(out))
    assert again.code == 1 and "--force" in again.err
    assert ask("learn", "print", "before a talk", "--out", str(out), "--force").code == 0


@pytest.mark.usefixtures("learned")
def test_print_on_standard_output(ask: Ask) -> None:
    assert "What is on your mind?" in ask("learn", "print", "before").out
    assert "<main" in ask("learn", "print", "before", "--format", "html").out
    assert ask("learn", "print", "before", "--format", "markdown").code == 2


def test_a_vault_is_not_opened_for_an_exercise_of_the_program(run: Run, recovery_code: str) -> None:
    name = "Getting ready for a conversation"
    assert run("learn", "print", name).code == 0
    assert run("learn", "show", name, "--sheet").code == 0
    assert run("learn", "show", name).code == 3


@pytest.mark.parametrize("deed", ["check", "new", "add", "remove", "print"])
def test_json_goes_with_what_prints_it(run: Run, deed: str, tmp_path: Path) -> None:
    ended = run("learn", "--json", deed, str(tmp_path / "x"))
    assert (ended.code, ended.out) == (2, "")
    assert "--json goes with" in ended.err
    assert list(tmp_path.glob("x")) == []


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_are_printed_without_controls(words: str, ask: Ask, backend: LocalBackend) -> None:
    session = backend.open(PASSPHRASE)
    s = session.services
    s.packs.add(PACK, now=NOW)
    if words.strip():
        s.learning.add_line(LearningPart.HOW, words, new_id="l1", now=NOW)
        s.learning.add_course(title=words, where=words, used=words, new_id="c1", now=NOW)
    s.sheets.begin(PACK.id, "before-a-talk", new_id="s1", now=NOW)
    s.sheets.answer("s1", "mind", text=words, now=NOW)
    session.close()
    for command in (("learn",), ("learn", "list"), ("learn", "show", "before"), ("learn", "--json")):
        ended = ask(*command)
        assert (ended.code, ended.err) == (0, "")
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(ended.out)


@pytest.mark.usefixtures("learned")
def test_the_page_for_a_tutor(ask: Ask) -> None:
    out = ask("share", "--for", "tutor").out
    assert "For my tutor. 22 November 2026." in out and "Covers" not in out
    assert "- To say something\n  in a room (22 November 2026)" in out
    for words in ("Up past 2am", "tablets", "Dee", "Priya", "Mood", "Walk"):
        assert words not in out
    answers = ask("share", "--for", "tutor", "--with", "my answers").out
    assert "What is on your mind?" in answers and "The letter" in answers
    assert "secret question" not in answers and "Score" not in answers


@pytest.mark.usefixtures("learned")
def test_what_is_only_mine_stays_out_however_it_is_asked_for_and_that_is_said(ask: Ask) -> None:
    for audience in ("tutor", "care-coordinator"):
        ended = ask("share", "--for", audience, "--with", "my answers")
        assert "secret question" not in ended.out
        assert "1 thing marked only me stays out. To change one, open `companion`" in ended.err
    mine = ask("share", "--for", "me", "--with", "my answers")
    assert "secret question" in mine.out and mine.err == ""


@pytest.mark.usefixtures("learned")
@pytest.mark.parametrize("part", ["safety", "contacts", "signs", "say", "ask", "days", "toolbox", "changed"])
def test_what_a_tutor_gets_line_by_line_is_refused_as_a_whole(ask: Ask, part: str) -> None:
    ended = ask("share", "--for", "tutor", "--with", part)
    assert (ended.code, ended.out) == (2, "")
    assert "To a tutor this goes line by line." in ended.err and "in Share" in ended.err
    assert ask("share", "--for", "tutor", "--without", part).code == 0
    assert ask("share", "--for", "care-coordinator", "--with", part).code == 0


def test_with_nothing_learned_the_tutor_page_is_refused_kindly(ask: Ask) -> None:
    ended = ask("share", "--for", "tutor")
    assert (ended.code, ended.out) == (1, "")
    assert "One line in your learning plan" in ended.err
