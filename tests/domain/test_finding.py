"""Words are found without their accents, and where they stand is told in the text as it was written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.finding import bare, bare_words, holds_all, spans


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Ŵy", "wy"),
        ("Café visit", "cafe"),
        ("cafe", "Café"),
        ("Llŷn", "llyn"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("smørrebrød", "smorrebrod"),
        ("Ærø", "aero"),
        ("İstanbul ırmak", "istanbul irmak"),
        ("ёлка", "елка"),
        ("I don’t know", "don't"),
        ("“fine”", '"fine"'),
        ("co\u00adordinator", "coordinator"),
        ("ＦＵＬＬ", "full"),
        ("שָׁלוֹם", "שלום"),
        ("ΆΝΟΙΞΗ", "ανοιξη"),
        ("ﬁne", "fine"),
    ],
)
def test_a_word_is_found_without_its_accents(written: str, typed: str) -> None:
    for form in ("NFC", "NFD"):
        assert holds_all(unicodedata.normalize(form, written), bare_words(typed)), form


@pytest.mark.parametrize(("written", "typed"), [("हिंदी", "हद"), ("น้ำ", "นำ"), ("teal", "teel")])
def test_letters_are_not_taken_for_accents(written: str, typed: str) -> None:
    assert not holds_all(written, bare_words(typed))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_where_they_stand_is_told_in_the_text_as_it_was_written(form: str) -> None:
    text = unicodedata.normalize(form, "By the Ŵy, at a Café in Łódź; the wye.")  # type: ignore[arg-type]
    found = [text[start:end] for start, end in spans(text, bare_words("wy cafe lodz"))]
    assert [unicodedata.normalize("NFC", each) for each in found] == ["Ŵy", "Café", "Łódź", "wy"]


@given(text=st.text(), start=st.integers(0, 40), length=st.integers(1, 5))
def test_any_piece_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    words = bare_words(text[start : start + length])
    if "".join(words) and all(word in bare(text) for word in words):
        assert holds_all(text, words)
    for first, end in spans(text, words):
        assert 0 <= first < end <= len(text)


@given(text=st.text(alphabet=st.characters(codec="ascii")), word=st.text(alphabet="abAB", min_size=1))
def test_plain_letters_are_told_where_any_reader_would_find_them(text: str, word: str) -> None:
    words = bare_words(word)
    marked = {place for start, end in spans(text, words) for place in range(start, end)}
    low = text.casefold()
    expected = {
        place
        for at in range(len(low))
        if low.startswith(words[0], at)
        for place in range(at, at + len(words[0]))
    }
    assert marked == expected
