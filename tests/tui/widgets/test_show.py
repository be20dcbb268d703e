"""A person's words are drawn letter for letter, through the one door."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Static

from companion.domain.text import clean_line, clean_text
from companion.tui.widgets.text import as_content, content_of, say, styled, user_cell, user_line, user_text
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.tui.widgets.gallery import Bench, Frame, drawn, squeezed

TUI = Path(__file__).parents[3] / "companion" / "tui"


@given(st.text())
def test_words_come_out_as_they_were_cleaned(words: str) -> None:
    assert user_text(words).plain == clean_text(words)
    assert user_line(words).plain == clean_line(words)
    assert user_cell(words).plain == clean_line(words)
    assert styled(words, "bold").plain == clean_text(words)
    assert content_of("a[b]", words).plain == "a[b]" + clean_text(words)


@given(st.text())
def test_a_sentence_of_ours_leaves_their_words_alone(words: str) -> None:
    said = say("[b]You wrote:[/] $line.", line=words)
    assert said.plain == f"You wrote: {clean_text(words)}."
    assert [str(span.style) for span in said.spans] == ["b"]


def test_a_dollar_in_their_words_is_not_a_place() -> None:
    assert say("$one and $two", one="$two", two="$$5").plain == "$two and $$5"


def test_content_passes_through_with_its_style() -> None:
    content = say("[b]ours[/]")
    assert as_content(content) is content


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
async def test_what_is_drawn_is_what_was_written(words: str) -> None:
    app = Frame(Bench(Static(user_text(words)), Static(say("[b]And $again[/]", again=words))))
    async with app.run_test(size=(120, 800), notifications=True) as pilot:
        await pilot.pause()
        page = squeezed("".join(drawn(app)))
    assert page.count(squeezed(clean_text(words))) >= 2
    assert app.return_code in (0, None)


def test_nobody_uses_the_escape_that_does_not_escape() -> None:
    for path in TUI.rglob("*.py"):
        assert not re.search(r"markup import .*\bescape\b|markup\.escape\(", path.read_text("utf-8")), path
