"""Line by line too: in an empty vault nothing stands in quotation marks, for nobody has said anything yet."""

import pytest

from tests.conftest import PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.person import type_lines
from tests.quotes import not_theirs

PAGES = tuple(map(str, range(1, 11)))


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_vault_quotes_nobody(page: str, memory_backend: MemoryBackend) -> None:
    heard = type_lines(memory_backend, PASSPHRASE, page, "?", "1", "?", "", "", "q", "q")
    assert "A number, or q to close:" in heard.words
    assert not_theirs(heard.out + heard.err, memory_backend.store) == []


def test_what_is_no_day_is_told_without_words_put_in_a_mouth(memory_backend: MemoryBackend) -> None:
    heard = type_lines(memory_backend, PASSPHRASE, "n", "a", "Priya", "", "someday", "", "", "q", "q")
    assert "For example: Thursday, tomorrow, in two weeks, or a day and its month." in heard.words
    assert not_theirs(heard.out, memory_backend.store, ["someday"]) == []
