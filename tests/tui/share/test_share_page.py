"""A page shown in a narrow pane has the same words, each paragraph wrapped once."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.content.sam import write_sam
from companion.domain.wrapping import columns, wrap
from companion.services.services import services_over
from companion.tui.share.share import PAGE_COLUMNS, narrowed
from tests.memory_store import MemoryStore

NOW = datetime(2026, 11, 22, 21, 4, tzinfo=UTC)

WORDS = st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20), max_size=40)


def sams_page() -> str:
    store = MemoryStore()
    write_sam(store, NOW)
    sharing = services_over(store).sharing
    return sharing.render(sharing.preset("care-coordinator", now=NOW), "text", now=NOW).decode()


@pytest.mark.parametrize("width", [30, 43, 55, 77])
def test_sams_page_keeps_every_word_in_its_order(width: int) -> None:
    page = sams_page()
    shown = narrowed(page, width)
    assert shown.split() == page.split()
    assert max(columns(line) for line in shown.split("\n")) <= width
    assert narrowed(page, PAGE_COLUMNS) == page


def test_a_paragraph_is_wrapped_once() -> None:
    page = sams_page()
    assert "clinical measure; nobody\nmonitors" in page
    assert "nobody\nmonitors" not in narrowed(page, 55)
    [line] = [line for line in narrowed(page, 55).split("\n") if line.endswith("not a")]
    assert line.startswith("Written by me")


def test_the_lines_of_an_item_stand_under_its_words() -> None:
    item = "- " + "one two three " * 10
    page = "\n".join(f"{'- ' if n == 0 else '  '}{line}" for n, line in enumerate(wrap(item[2:], 76)))
    first, *rest = narrowed(page, 40).split("\n")
    assert first.startswith("- one")
    assert all(line.startswith("  ") and line[2] != " " for line in rest)
    assert len(rest) == len(wrap(item[2:], 38)) - 1


@given(WORDS, st.integers(22, 90), st.sampled_from(("", "- ", "1. ", "12. ")))
def test_a_paragraph_comes_out_as_if_it_had_been_made_for_the_pane(
    words: list[str], width: int, mark: str
) -> None:
    text, indent = " ".join(words), " " * len(mark)

    def made(room: int) -> str:
        lines = wrap(text, room - len(mark)) or ("",)
        return "\n".join((mark if n == 0 else indent) + line for n, line in enumerate(lines))

    assert narrowed(made(PAGE_COLUMNS), width) == made(min(width, PAGE_COLUMNS))
