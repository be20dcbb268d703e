"""Plain text: 78 columns, lists with a dash, and every word in order."""

import pytest
from hypothesis import given

from companion.domain.summary import Block, Item, ItemKind, Summary
from companion.domain.text import clean_text
from companion.domain.wrapping import columns
from companion.export.text import COLUMNS, render
from tests.export.pages import DAY, compact, one_item, said, summaries
from tests.hostile import HOSTILE, HOSTILE_IDS


@given(summaries)
def test_every_word_is_there_in_order_and_no_line_is_too_wide(summary: Summary) -> None:
    text = render(summary).decode()
    assert all(columns(line) <= COLUMNS for line in text.split("\n"))
    left = compact(text)
    for line in said(summary):
        at = left.find(compact(line))
        assert at >= 0
        left = left[at + len(compact(line)) :]


@given(summaries)
def test_nothing_is_added_but_dashes(summary: Summary) -> None:
    marks = sum(item.kind is ItemKind.BULLET for page in _pages(summary) for item in page)
    assert len(compact(render(summary).decode())) == len(compact("".join(said(summary)))) + marks


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_stand_there_as_they_are(words: str) -> None:
    text = render(one_item(clean_text(words))).decode()
    assert "\t" not in text and "\x1b" not in text and "\r" not in text
    assert compact(clean_text(words)) in compact(text)


def test_the_shape_of_the_page() -> None:
    say = tuple(
        Item(text=text, kind=ItemKind.NUMBERED, number=n) for n, text in enumerate(("One", "Two"), start=1)
    )
    summary = Summary(
        title="A summary from Alex",
        day=DAY,
        byline=("22 November 2026.",),
        page_one=(
            Block(part="say", heading="What I want to say", items=say),
            Block(part="signs", heading="Signs", items=(Item(text="Up late", detail="What helps: tea"),)),
        ),
        page_two=(Block(part="reach", heading="Reach", items=(Item(text="Ring", kind=ItemKind.PARAGRAPH),)),),
        page_two_title="Page 2. A summary from Alex, 22 November 2026",
    )
    assert render(summary).decode() == (
        "A summary from Alex\n22 November 2026.\n\nWhat I want to say\n1. One\n2. Two\n\n"
        "Signs\n- Up late\n  What helps: tea\n\n\n"
        "Page 2. A summary from Alex, 22 November 2026\n\nReach\nRing\n"
    )


def _pages(summary: Summary) -> list[tuple[Item, ...]]:
    return [block.items for block in (*summary.page_one, *summary.page_two)]
