"""Laying out: page one holds what it can, in order; the rest is on page two; nothing is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.summary import (
    CONTINUES,
    LINES_A_PAGE,
    WORDS_A_PAGE,
    Block,
    Item,
    ItemKind,
    Summary,
    count_words,
    lay_out,
)
from companion.domain.text import clean_text

DAY = date(2026, 11, 22)
BYLINE = ("For my care coordinator. 22 November 2026.", "Written by me.")

texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(["so", "and then.", "walked", "w" * 150, "漢字", "\n"]), max_size=700).map(
        " ".join
    ),
).map(clean_text)
items = st.builds(
    Item,
    text=texts,
    detail=st.one_of(st.just(""), texts),
    kind=st.sampled_from(ItemKind),
    number=st.integers(min_value=1, max_value=99),
)
blocks = st.lists(
    st.builds(
        Block,
        part=st.just("part"),
        heading=st.sampled_from(["Say", "A longer heading", "H " * 40]),
        items=st.lists(items, max_size=5).map(tuple),
    ),
    max_size=5,
)


def page(first: list[Block], overleaf: list[Block] | None = None) -> Summary:
    return lay_out(title="A summary", day=DAY, byline=BYLINE, blocks=first, overleaf=overleaf or [])


def words_of(found: tuple[Block, ...] | list[Block]) -> str:
    """Everything said in the blocks, in order, without white space and without our own words."""
    said = "".join(item.text + item.detail for block in found for item in block.items)
    return "".join(said.replace(CONTINUES, "").split())


@given(blocks, blocks)
def test_nothing_is_lost_and_the_order_is_kept(first: list[Block], overleaf: list[Block]) -> None:
    summary = page(first, overleaf)
    assert words_of((*summary.page_one, *summary.page_two)) == words_of([*first, *overleaf])


@given(blocks, blocks)
def test_page_one_never_holds_more_than_a_page(first: list[Block], overleaf: list[Block]) -> None:
    size = page(first, overleaf).size_of_page_one
    assert size.words <= WORDS_A_PAGE
    assert size.lines <= LINES_A_PAGE


@given(blocks)
def test_empty_blocks_are_absent(first: list[Block]) -> None:
    summary = page(first)
    assert all(block.items for block in (*summary.page_one, *summary.page_two))


@given(st.lists(st.integers(min_value=1, max_value=250), max_size=8))
def test_an_item_that_would_fit_a_page_is_never_split(lengths: list[int]) -> None:
    said = tuple(Item(text="word " * length) for length in lengths)
    summary = page([Block(part="a", heading="Say", items=said)])
    assert tuple(item for block in (*summary.page_one, *summary.page_two) for item in block.items) == said


def bullets(*texts: str) -> tuple[Item, ...]:
    return tuple(Item(text=text) for text in texts)


def test_items_stay_whole_and_the_block_carries_on_overleaf() -> None:
    first = Block(part="a", heading="Say", items=bullets("word " * 150, "word " * 140, "short"))
    second = Block(part="b", heading="Ask", items=bullets("tiny"))
    summary = page([first, second])
    assert [item.text for block in summary.page_one for item in block.items] == ["word " * 150]
    assert [block.full_heading for block in summary.page_two] == ["Say (continued)", "Ask"]


def test_what_is_too_long_for_a_page_is_split_at_the_end_of_a_sentence() -> None:
    sentence = "This is a sentence of exactly eight words. "
    summary = page([Block(part="a", heading="Say", items=bullets(sentence * 60))])
    head = summary.page_one[0].items[0].text
    assert head.endswith(f"eight words. {CONTINUES}")
    assert summary.page_two[0].items[0].text.startswith("This is")
    assert summary.words_on_page_one > WORDS_A_PAGE - 10


def test_a_word_without_end_is_split_too() -> None:
    summary = page([Block(part="a", heading="Say", items=bullets("w" * 20_000))])
    assert summary.page_one[0].items[0].text.startswith("w" * 1000)
    assert summary.size_of_page_one.lines <= LINES_A_PAGE
    assert words_of((*summary.page_one, *summary.page_two)) == "w" * 20_000


def test_a_long_detail_is_split_under_its_item() -> None:
    note = Item(text="Friday", detail="I slept well. " * 200)
    summary = page([Block(part="notes", heading="Notes", items=(note,))])
    assert summary.page_one[0].items[0].text == "Friday"
    assert summary.page_one[0].items[0].detail.endswith(CONTINUES)


def test_what_belongs_overleaf_stands_on_page_one_when_nothing_else_does() -> None:
    notes = Block(part="notes", heading="Notes", items=bullets("slept"))
    assert page([], [notes]).page_one == (notes,)
    both = page([Block(part="a", heading="Say", items=bullets("x"))], [notes])
    assert both.page_two == (notes,)


@pytest.mark.parametrize(("text", "words"), [("", 0), ("one two", 2), ("a\nb\u2003c", 3), ("w" * 140, 2)])
def test_words_are_counted_as_they_stand_on_paper(text: str, words: int) -> None:
    assert count_words(text) == words
