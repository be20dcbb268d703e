"""Markdown: a CommonMark parser sees our headings and lists, and the person's words as words."""

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from companion.domain.summary import Summary
from companion.domain.text import clean_text
from companion.export.markdown import escape, render
from tests.export.pages import compact, one_item, said, summaries, texts
from tests.hostile import HOSTILE, HOSTILE_IDS

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

OURS = {"heading", "bullet_list", "ordered_list", "list_item", "paragraph"}


def read(source: str) -> tuple[set[str], str]:
    """Return the kinds of blocks and marks a parser finds, and the words it shows."""
    kinds: set[str] = set()
    words: list[str] = []
    for token in PARSER.parse(source):
        if token.type == "inline":
            for child in token.children or []:
                if child.type in ("text", "text_special"):
                    words.append(child.content)
                elif child.type not in ("hardbreak", "softbreak"):
                    kinds.add(child.type)
        else:
            kinds.add(token.type.removesuffix("_open").removesuffix("_close"))
    return kinds, "".join(words)


@given(summaries)
def test_no_word_is_read_as_markup_and_every_word_is_shown(summary: Summary) -> None:
    kinds, words = read(render(summary).decode())
    assert kinds <= OURS
    assert compact(words) == compact("".join(said(summary)))


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_are_shown_as_they_are(words: str) -> None:
    summary = one_item(clean_text(words))
    kinds, shown = read(render(summary).decode())
    assert kinds <= OURS
    assert compact(shown) == compact("".join(said(summary)))


@given(texts)
def test_one_escaped_line_is_one_paragraph_of_those_words(text: str) -> None:
    line = " ".join(text.split())
    kinds, shown = read(escape(line))
    assert kinds <= {"paragraph"}
    assert compact(shown) == compact(line)


def test_ordinary_words_are_left_readable() -> None:
    plain = "I'd like to try the bus (on my own), 2 p.m. - if that's all right. £4.50!"
    assert escape(plain) == plain
    assert escape("1. one") == "1\\. one"
    assert escape("- one") == "\\- one"
