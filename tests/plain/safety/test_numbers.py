"""A number is said once, also where the name of a line is the number."""

import pytest

from companion.content.helplines import HELPLINES
from companion.domain.helpline import Nation
from companion.plain.console.wording import helpline_short, helpline_words
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
