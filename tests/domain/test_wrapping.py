"""Words fall into lines of a given width, and none of them is lost."""

from hypothesis import given
from hypothesis import strategies as st

from companion.domain.text import clean_text
from companion.domain.wrapping import columns, cut, lines_of, wrap

words = st.text().map(clean_text)


@given(words, st.integers(min_value=2, max_value=90))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(words)
def test_words_that_fit_are_never_cut(text: str) -> None:
    short = [word for word in text.split() if columns(word) <= 20]
    assert " ".join(wrap(" ".join(short), 20)).split() == short


def test_a_line_of_the_persons_stays_a_line() -> None:
    assert wrap("one\ntwo  three\n\n four", 20) == ("one", "two three", "four")
    assert lines_of("\n \t\n") == ()


def test_a_mark_or_a_joined_emoji_is_never_parted_from_what_it_belongs_to() -> None:
    assert cut("e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301"]
    family = "👩\u200d👩\u200d👧"
    assert columns(family) == 2
    assert cut(family * 3, 4) == [family * 2, family]


def test_wide_letters_take_two_columns() -> None:
    assert columns("漢字") == 4
    assert cut("漢字漢", 4) == ["漢字", "漢"]
