"""The worksheet as a web page: the same words, rules nobody hears read out, and nothing fetched."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from companion.domain.exercise import CoursePack, Exercise
from companion.domain.text import clean_text
from companion.domain.worksheet import worksheet_of
from companion.services.learn.worksheets import Worksheets
from companion.services.own_files import NO_FILES
from tests.export.pages import compact
from tests.export.sheets import (
    CONVERSATION,
    NORTH,
    THREE,
    as_questionnaire,
    everywhere,
    exercises,
    packs,
    said,
)
from tests.export.test_axe import in_a_browser, look_at
from tests.export.test_html import ATTRIBUTES, TAGS, Reader
from tests.hostile import HOSTILE, HOSTILE_IDS, LONG_WORD, NAMED

OUR_TAGS = TAGS | {"div", "span", "b", "section", "table", "thead", "tbody", "tr", "th", "td"}
OUR_ATTRIBUTES = ATTRIBUTES | {"aria-hidden", "scope"}


def source_of(exercise: Exercise, pack: CoursePack) -> str:
    """Return the sheet as HTML."""
    return Worksheets(NO_FILES).render(exercise, pack, "html").decode()


def all_there(exercise: Exercise, pack: CoursePack) -> None:
    """Read the sheet as a browser would: our own tags alone, and every word in its order."""
    found = Reader(source_of(exercise, pack))
    assert set(found.tags) <= OUR_TAGS
    assert found.attributes <= OUR_ATTRIBUTES
    assert compact(found.text) == compact("".join(said(worksheet_of(exercise, pack))))


@given(exercises, packs)
def test_the_words_are_the_words_and_only_our_tags_are_tags(exercise: Exercise, pack: CoursePack) -> None:
    all_there(exercise, pack)


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_are_shown_as_they_are(words: str) -> None:
    exercise, pack = everywhere(words)
    all_there(exercise, pack)
    all_there(as_questionnaire(exercise, words), pack)


def test_nothing_is_fetched_and_only_our_own_style_is_allowed() -> None:
    source = source_of(CONVERSATION, NORTH)
    assert not re.search(r"https?:|//[a-z]|url\(|@import|src=|href=|<script|<link|<img|<form|<input", source)
    digest = base64.b64encode(hashlib.sha256(Reader(source).css.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in source


def test_the_structure_a_screen_reader_walks() -> None:
    source = source_of(CONVERSATION, NORTH)
    tags = Reader(source).tags
    assert [tag for tag in tags if re.fullmatch(r"h\d", tag)] == ["h1", *["h2"] * len(CONVERSATION.steps)]
    assert (tags.count("main"), tags.count("ul"), tags.count("li")) == (1, 1, 3)
    assert source.count('<div class="rule">') == 6 + 4 + 4 + 2
    assert source.count('<div class="rules" aria-hidden="true">') == 4
    assert source.count('<span class="box" aria-hidden="true"></span>') == 3
    for opened in re.findall(r'<span class="(?:box|blank[^"]*)"([^>]*)>', source):
        assert 'aria-hidden="true"' in opened


def test_the_page_is_in_the_language_of_the_course_and_our_words_in_ours() -> None:
    assert '<html lang="en-GB">' in source_of(CONVERSATION, NORTH)
    welsh = source_of(CONVERSATION, replace(NORTH, language="cy"))
    assert '<html lang="cy">' in welsh
    assert '<p class="yours" lang="en-GB">' in welsh


@in_a_browser
def test_axe_finds_nothing_and_nothing_is_requested(tmp_path: Path) -> None:
    hostile, pack = everywhere(clean_text(f"{NAMED['html']} {NAMED['Arabic']} {LONG_WORD}"))
    sheets = {
        "exercise": (CONVERSATION, NORTH),
        "questionnaire": (THREE, NORTH),
        "welsh": (CONVERSATION, replace(NORTH, language="cy")),
        "hostile": (hostile, pack),
    }
    for name, (exercise, course) in sheets.items():
        (tmp_path / f"{name}.html").write_text(source_of(exercise, course), "utf-8")
    look_at(tmp_path)
