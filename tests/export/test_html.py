"""HTML: the same words, nothing of the person's read as markup, and nothing fetched from anywhere."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from companion.domain.summary import Block, Item, ItemKind, Summary
from companion.domain.text import clean_text
from companion.export.html import render
from tests.export.pages import DAY, compact, one_item, said, summaries
from tests.hostile import HOSTILE, HOSTILE_IDS

TAGS = {"html", "head", "meta", "title", "style", "body", "main", "header", "section"}
TAGS |= {"h1", "h2", "h3", "p", "ul", "ol", "li", "br"}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "dir", "class", "id", "start"}
ATTRIBUTES |= {"aria-labelledby"}


class Reader(HTMLParser):
    """What a browser would find: tags, attributes, and the words of the body."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.in_body = self.in_style = False
        self.css = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.in_body = self.in_body or tag == "body"
        self.in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.in_style = False

    def handle_data(self, data: str) -> None:
        if self.in_body:
            self.words.append(data)
        elif self.in_style:
            self.css += data

    @property
    def text(self) -> str:
        """The words of the body."""
        return "".join(self.words)


@given(summaries)
def test_the_words_are_the_words_and_only_our_tags_are_tags(summary: Summary) -> None:
    found = Reader(render(summary).decode())
    assert set(found.tags) <= TAGS
    assert found.attributes <= ATTRIBUTES
    assert compact(found.text) == compact("".join(said(summary)))


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_are_shown_as_they_are(words: str) -> None:
    summary = one_item(clean_text(words))
    found = Reader(render(summary).decode())
    assert set(found.tags) <= TAGS
    assert compact(found.text) == compact("".join(said(summary)))


def test_nothing_is_fetched_and_only_our_own_style_is_allowed() -> None:
    source = render(one_item("words")).decode()
    found = Reader(source)
    assert not re.search(r"https?:|//[a-z]|url\(|@import|src=|href=|<script|<link|<img", source)
    digest = base64.b64encode(hashlib.sha256(found.css.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in source


def test_the_structure_a_screen_reader_walks() -> None:
    say = (Item(text="four", kind=ItemKind.NUMBERED, number=4),)
    block = Block(part="say", heading="More", items=say)
    source = render(Summary(title="T", day=DAY, byline=(), page_one=(block,), page_two=(block,))).decode()
    tags = Reader(source).tags
    assert (tags.count("h1"), tags.count("h2"), tags.count("h3"), tags.count("main")) == (1, 2, 1, 1)
    assert '<html lang="en-GB">' in source
    assert '<ol start="4">' in source
    assert '<section class="page-two" aria-labelledby="page-two">' in source
