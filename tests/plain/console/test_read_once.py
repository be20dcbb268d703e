"""A menu is read once; then what changed is said, and `again` reads it. Each question says where one is."""

import pytest

from companion.domain.checkin import LOWEST
from companion.plain.console.wording import looks_like_a_command, place_of
from tests.conftest import PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.console.test_prompter import PROMPTS, last_question
from tests.plain.person import NOTE, Typing, type_lines

PLACES = {
    "today": "Today.",
    "a scale": "Check-in.",
    "ticks": "Check-in.",
    "the note": "Check-in.",
    "the plan": "Plan.",
    "a section": "Early warning signs, and what helps.",
    "a line": "Up past two.",
    "new words": "Up past two.",
    "the next talk": "Next talk.",
    "points": "What I want to say.",
    "share": "Share.",
    "a kind of file": "What goes in.",
    "search": "Search.",
    "daylio": "Bring in.",
    "settings": "Settings.",
    "minutes": "Settings.",
    "copies": "Copies of my vault.",
    "keys": "Passphrase and recovery code.",
}


@pytest.mark.parametrize("name", PLACES)
def test_each_question_says_where_one_is(lived_in: MemoryBackend, name: str) -> None:
    heard = type_lines(lived_in, PASSPHRASE, *PROMPTS[name])
    asked = heard.words.rsplit(" Closed.", 1)[0]
    assert asked.endswith(":")
    assert PLACES[name] in asked[-160:]


def test_the_question_of_the_plan_in_full(typed: Typing) -> None:
    assert "Plan. A number or letter, or Enter to go back:" in typed("p").words


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (("", "Today."), "Today."),
        (("", "What goes in. 3 of 9 parts are ticked."), "What goes in."),
        (("", "Share. Who is it for?"), "Share."),
        (("Which kind of file?",), "Which kind of file?"),
        ((), ""),
        (("", "It is 3 o'clock"), "It is 3 o'clock"),
        (("", "\u2068שלום. עולם\u2069"), "\u2068שלום.\u2069"),
        (
            ("", "one two three four five six seven eight nine ten"),
            "one two three four five six seven eight…",
        ),
    ],
)
def test_a_place_is_short_and_closes_what_it_opens(head: tuple[str, ...], place: str) -> None:
    assert place_of(head) == place


def test_a_menu_is_read_once(typed: Typing) -> None:
    heard = typed("p", "2", "", "3", "", "back", "p")
    assert heard.words.count("1 What helps me, 2 lines.") == 2, "once each time one comes to the plan"
    assert heard.words.count("1 Check in.") == 1
    assert "Today. A number, again, or q to close:" in heard.words
    assert "Plan. A number or letter, again, or Enter to go back:" in heard.words


def test_again_reads_it(typed: Typing) -> None:
    assert typed("p", "2", "", "again").words.count("1 What helps me, 2 lines.") == 2


def test_what_changed_is_said_and_no_more(typed: Typing) -> None:
    heard = typed("p", "1", "a", "A bath", "")
    after = heard.words.split("Saved.")[1]
    assert "3 A bath." in after
    assert "2 " not in after
    assert "a Add a line." not in after


def test_numbers_that_moved_are_said(typed: Typing) -> None:
    heard = typed("p", "1", "1", "d")
    after = heard.words.split("In the archive:")[1]
    assert "1 " in after and "1 line." in after


def test_today_is_read_in_two_parts(typed: Typing) -> None:
    heard = typed("more", "again")
    first, rest = heard.words.split("Today. A number, or q to close:", 1)
    assert "7 Safety plan. more The rest, 8 to 13." in first
    assert "8 Search." not in first
    assert rest.index("8 Search.") < rest.index("13 Days before, to read or change.")
    assert rest.count("1 Check in.") == 1, "again reads all that was asked for"


@pytest.mark.parametrize(
    ("number", "words"),
    [("8", "Words to look for."), ("9", "Bring in"), ("10", "Settings."), ("13", "Days before.")],
)
def test_a_number_that_was_not_read_out_works_at_once(typed: Typing, number: str, words: str) -> None:
    assert words in typed(number).words


def test_help_is_this_questions_own_and_alone(typed: Typing) -> None:
    heard = typed("c", "?")
    after = heard.words.split("Enter to skip:")[1]
    assert after.startswith(f" Type a whole number from {LOWEST} to 10.")
    assert "At every question:" not in after
    assert "? once more says what every question takes." in after
    assert "At every question:" in typed("c", "?", "?").words


def test_help_reads_no_menu_again(typed: Typing) -> None:
    assert typed("p", "?", "?").words.count("1 What helps me, 2 lines.") == 1


def test_free_text_says_how_it_ends(typed: Typing) -> None:
    heard = typed(*NOTE, "One", "Two", "")
    assert heard.words.count("More, or Enter to end:") == 2


@pytest.mark.parametrize("words", ["quit", "Exit.", "3", "12", "u", "x", "help", "lock", "Stop", "yes"])
def test_what_looks_like_a_command_is_said_back_when_it_was_kept(typed: Typing, words: str) -> None:
    kept = f"={words}" if words == "lock" else words
    heard = typed("p", "1", "a", kept, "")
    assert f"Kept as your own words: {words.removesuffix('.')}." in heard.words


def test_in_a_note_too(typed: Typing) -> None:
    assert "Kept as your own words: quit." in typed(*NOTE, "A long day", "quit", "").words


def test_what_does_not_look_like_one_is_not(typed: Typing) -> None:
    assert not any(map(looks_like_a_command, ("A bath", "Jo", "999", "07700 900111")))
    assert "Kept as your own words" not in typed("p", "1", "a", "A bath", "").words


@pytest.mark.parametrize("way", [[], ["", ""], ["e"], ["e", "a"], ["h"], ["h", "e"], ["f"], ["f", "1"]])
def test_one_word_leads_out_of_the_safety_plan(typed: Typing, way: list[str]) -> None:
    heard = typed("p", "s", *way, "out")
    assert last_question(heard.out) == "Plan. A number or letter, or Enter to go back:"
    assert "Back to where you were." in heard.words
    assert "A number, again, or q to close:" in typed("7", *way, "out").words


def test_out_can_be_written_as_ones_own_word(lived_in: MemoryBackend, typed: Typing) -> None:
    typed("s", "2", "e", "a", "=out", "")
    assert "out" in [line.text for line in lived_in.services.safety.steps()[1].lines]


def test_outside_the_safety_plan_it_is_a_word_like_another(lived_in: MemoryBackend, typed: Typing) -> None:
    typed("s", "out", "p", "1", "a", "out", "")
    assert lived_in.services.plan.lines("toolbox")[-1].text == "out"


def test_own_people_come_before_national_lines_and_999_is_second(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, PASSPHRASE, "s", "q")
    said = heard.words.split("Safety plan.")[-1]
    assert said.index("Robin") < said.index("Samaritans") < said.index("999") < said.index("Shout")


def test_several_ticks_at_once(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed("10", "13", "1 2, 3", "again")
    assert heard.words.count("Taken in:") == 3
    parts = typed("h", "1", "t", "1 2")
    assert parts.words.count("Left out.") == 2
    line = typed("h", "2", "2", "1 2")
    assert line.words.count("Taken in:") == 2


def test_one_of_several_that_is_no_tick_turns_none(typed: Typing) -> None:
    heard = typed("10", "13", "1 w")
    assert "That is not one of the choices." in heard.words
    assert "Taken in:" not in heard.words
