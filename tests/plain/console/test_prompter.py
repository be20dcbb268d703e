"""What every question takes, waiting, drafts, and what happens when the other end goes away."""

import pytest

from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.person import NOTE, Typing, type_lines

TODAY = NOW.date()
PROMPTS = {
    "today": [],
    "a scale": ["c"],
    "ticks": ["c", "", "", "", ""],
    "the note": NOTE,
    "a day": ["y"],
    "the plan": ["p"],
    "a section": ["p", "6"],
    "a line": ["p", "6", "1"],
    "new words": ["p", "6", "1", "e"],
    "a place": ["p", "6", "1", "m"],
    "who may see": ["p", "6", "1", "w"],
    "the next talk": ["n"],
    "points": ["n", "1"],
    "a day and time": ["n", "e", "3"],
    "a yes": ["n", "e", "3", "tomorrow"],
    "share": ["h"],
    "parts": ["h", "1"],
    "a kind of file": ["h", "1", "f"],
    "not locked": ["h", "1", "f", "1"],
    "a place for a file": ["h", "1", "f", "1", "2"],
    "search": ["/"],
    "daylio": ["9"],
    "settings": ["10"],
    "minutes": ["10", "8"],
    "erase": ["10", "11"],
    "copies": ["10", "14"],
    "a folder for a copy": ["10", "14", "1"],
    "another file": ["10", "14", "2"],
    "keys": ["10", "15"],
    "the passphrase as it is": ["10", "15", "1"],
    "a new code": ["10", "15", "2"],
    "what a guess costs": ["10", "15", "3"],
}


def last_question(out: str) -> str:
    """Return the last prompt that was said, before the program closed."""
    return [line for line in out.split("\n") if line.endswith(":")][-1]


@pytest.mark.parametrize("way", PROMPTS.values(), ids=PROMPTS)
@pytest.mark.parametrize("word", ["s", "S", "?", "again", " Again "])
def test_every_question_comes_back_after(lived_in: MemoryBackend, way: list[str], word: str) -> None:
    before = type_lines(lived_in, PASSPHRASE, *way)
    answers = [word, "back"] if word.lower() == "s" else [word, word] if word == "?" else [word]
    after = type_lines(lived_in, PASSPHRASE, *way, *answers)
    question = last_question(before.out)
    assert last_question(after.out) == question
    assert after.out.count(question) == before.out.count(question) + (2 if word == "?" else 1)
    if word.lower() == "s":
        assert "Safety plan." in after.out[len(before.out) - 40 :]
        assert "Back to where you were." in after.words
    if word == "?":
        assert "At every question:" in after.words


@pytest.mark.parametrize("way", PROMPTS.values(), ids=PROMPTS)
def test_q_closes_from_every_question(lived_in: MemoryBackend, way: list[str]) -> None:
    heard = type_lines(lived_in, PASSPHRASE, *way, "q", "p")
    assert heard.out.endswith("Closed. Everything so far is kept.\n")
    assert heard.code == 0


@pytest.mark.parametrize("way", PROMPTS.values(), ids=PROMPTS)
def test_back_and_enter_lead_to_today_from_every_question(lived_in: MemoryBackend, way: list[str]) -> None:
    for word in ("back", ""):
        heard = type_lines(lived_in, PASSPHRASE, *way, *[word] * 10)
        assert last_question(heard.out) in (
            "Today. A number, or q to close:",
            "Today. A number, again, or q to close:",
        )


def test_nothing_is_changed_by_going_back(lived_in: MemoryBackend) -> None:
    saves = lived_in.store.saves
    for way in PROMPTS.values():
        type_lines(lived_in, PASSPHRASE, *way, *["back"] * 10)
    assert lived_in.store.saves == saves


def test_a_word_of_ours_can_be_written_as_ones_own(lived_in: MemoryBackend, typed: Typing) -> None:
    typed("p", "1", "a", "=back", "==q", "=blank space", "")
    assert [line.text for line in lived_in.services.plan.lines("toolbox")][2:] == [
        "back",
        "=q",
        "=blank space",
    ]


def test_safety_inside_safety_stays_there(typed: Typing) -> None:
    assert "You are in your safety plan." in typed("s", "s").words


def test_help_now_from_inside_a_note_keeps_the_note(lived_in: MemoryBackend, typed: Typing) -> None:
    typed(*NOTE, "One", "s", "", "back", "back", "Two", "")
    found = lived_in.services.check_ins.on(TODAY)
    assert found is not None and found.note == "One\nTwo"


def test_an_answer_that_is_none_of_the_choices(typed: Typing) -> None:
    heard = typed("99", "walrus", "03")
    assert heard.words.count("That is not one of the choices.") == 2
    assert "My plan." in heard.words


def test_again_reads_the_choices_after_an_answer_that_is_none(typed: Typing) -> None:
    heard = typed("p", "walrus", "again", "q")
    assert heard.words.count("1 What helps me, 2 lines.") == 2


def test_again_inside_a_note_reads_it_so_far(typed: Typing) -> None:
    heard = typed(*NOTE, "One line", "again", "q")
    assert "Carry on, or end with an empty line. So far: One line" in heard.words


def test_numbers_of_another_script_count(typed: Typing) -> None:
    assert "My plan." in typed("٣").words
