"""Small HTML as plain words; what looks like HTML and is not stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.importers.html_words import words_of


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("no tags at all, 3 < 4 & so on", "no tags at all, 3 < 4 & so on"),
        ("<b>Big</b> day&nbsp;out.<br>Tea &amp; cake", "Big day out.\nTea & cake"),
        ("a<ul><li>one</li><li>two</li></ul><div>last</div>", "a\n- one\n- two\nlast"),
        ("<ol><li>one<li>two</ol>end", "1. one\n2. two\nend"),
        ('<font color="#f00">red</font> <a href="x">link</a>', "red link"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("I <3 you & <my dog>", "I <3 you & <my dog>"),
        ("<script>alert('x')</script> &#x41;", "<script>alert('x')</script> A"),
        ("a &amp;lt; b", "a &lt; b"),
        ("never <b closed", "never <b closed"),
        ("<!-- kept --> <b>b</b>", "<!-- kept --> b"),
        ("one\ntwo<br/>three", "one\ntwo\nthree"),
    ],
)
def test_notes(note: str, words: str) -> None:
    assert words_of(note) == words


@given(
    st.lists(
        st.sampled_from(["<", ">", "b", "/", "!", "--", "&", "amp;", "<b>", "</b>", "<li>", " ", '"', "x"])
    ).map("".join)
)
def test_anything_is_read(note: str) -> None:
    words_of(note)


@pytest.mark.parametrize("piece", ["<!--", "<b ", "<a href='", "&", "</", "<![", "<?", "<li>", "<b>"])
def test_a_hostile_note_costs_no_more_than_its_length(piece: str) -> None:
    words_of(piece * 20_000)
    words_of(piece * 20_000 + ">")
