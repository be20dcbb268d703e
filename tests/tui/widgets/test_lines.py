"""Words laid out in lines of cells."""

from hypothesis import given
from hypothesis import strategies as st

from companion.tui.widgets.lines import fitted_beside


@given(st.text(alphabet="ab \n", max_size=60), st.integers(1, 12), st.integers(0, 12))
def test_words_beside_something_lose_nothing_and_use_the_width_below_it(
    words: str, first: int, more: int
) -> None:
    lines = [line.plain for line in fitted_beside(words, first, first + more, None)]
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert len(lines[0]) <= first
    assert all(len(line) <= first + more for line in lines)


def test_words_beside_something_end_in_dots_after_the_last_line_allowed() -> None:
    lines = fitted_beside("What can set me off, and what helps", 13, 16, 2)
    assert [line.plain for line in lines] == ["What can set", "me off, and wha…"]
