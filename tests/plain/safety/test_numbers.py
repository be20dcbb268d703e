"""A number is said once, also where the name of a line is the number."""

import pytest

from companion.content.helplines import HELPLINES
from companion.domain.helpline import Nation
from companion.plain.console.wording import helpline_short, helpline_words
from companion.services.safety.safety import NO_DIGITS
from tests.conftest import PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.person import type_lines


@pytest.mark.parametrize("nation", Nation)
def test_the_numbers_that_are_heard_first_are_each_said_once(nation: Nation) -> None:
    backend = MemoryBackend()
    backend.change_config(nation=nation.value)
    said = type_lines(backend, PASSPHRASE, "s", "q").words.partition("Safety plan.")[2]
    first = said.partition("Nothing is written yet.")[0]
    assert "Samaritans 116 123." in first and "999." in first
    assert first.count("111") <= 1


def test_each_line_says_its_number() -> None:
    for line in HELPLINES:
        for words in (helpline_short(line), helpline_words(line)):
            about = words.partition(",")[0].partition(". ")[0]
            assert about.count(line.number) == 1, words


@pytest.mark.parametrize(("answer", "kept"), [("1", "ask Mum"), ("", "ask Mum"), ("2", "07700 900145")])
def test_a_number_without_digits_is_asked_about_and_kept_with_a_yes(answer: str, kept: str) -> None:
    backend = MemoryBackend()
    again = ["07700 900145"] if answer == "2" else []
    said = type_lines(backend, PASSPHRASE, "s", "4", "e", "n", "Dee", "ask Mum", answer, *again, "", "", "q")
    assert said.words.count(f"{NO_DIGITS} 1 Yes. 2 No, ask me again.") == 1
    assert [contact.number for contact in backend.services.safety.people()] == [kept]


def test_so_is_the_one_of_a_help_line() -> None:
    backend = MemoryBackend()
    said = type_lines(backend, PASSPHRASE, "s", "h", "e", "1", "2", "nights", "2", "01632 960333", "q")
    assert NO_DIGITS in said.words
    assert backend.services.safety.helpline("samaritans").number == "01632 960333"
