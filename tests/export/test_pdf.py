"""PDF: the same words as the web page, tagged, on one sheet; and what happens without Typst."""

import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from companion.domain.summary import Block, Item, ItemKind, Summary, lay_out
from companion.domain.text import clean_text
from companion.errors import ToolMissing
from companion.export import html
from companion.export.pdf import render
from tests.export.pages import DAY, compact, one_item, said
from tests.export.test_html import Reader
from tests.hostile import HOSTILE, NAMED
from tests.made_up import NOW, alex

poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed: pdftotext reads the PDF back"
)


def text_of(data: bytes, folder: Path) -> str:
    """Return the words of a PDF, without the page numbers at the foot."""
    text = read_back(["pdftotext", "-nopgbrk", "-enc", "UTF-8"], data, folder, "-")
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return re.sub(r"^Page \d+ of \d+$", "", text, flags=re.MULTILINE)


def read_back(command: list[str], data: bytes, folder: Path, *more: str) -> str:
    """Return what a poppler program says of a PDF."""
    path = folder / "page.pdf"
    path.write_bytes(data)
    done = subprocess.run([*command, str(path), *more], capture_output=True, check=True)
    return done.stdout.decode()


def pages_of(data: bytes, folder: Path) -> int:
    found = re.search(r"^Pages:\s+(\d+)", read_back(["pdfinfo"], data, folder), re.MULTILINE)
    assert found
    return int(found[1])


def marks_gone(text: str) -> str:
    """Return text without the marks of lists, which HTML leaves to the browser."""
    return compact(re.sub(r"^ *(•|\d+\.)(?= |$)", "", text, flags=re.MULTILINE))


def folded(text: str) -> str:
    """Return text as it compares when ligatures and what has no width do not matter."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return compact(kept)


@poppler
@pytest.mark.parametrize("audience", ["care-coordinator", "me"])
def test_web_page_and_pdf_say_the_same(audience: str, tmp_path: Path) -> None:
    sharing = alex().sharing
    summary = sharing.summary(sharing.preset(audience, now=NOW), now=NOW)
    web = Reader(html.render(summary).decode()).text
    assert folded(marks_gone(text_of(render(summary), tmp_path))) == folded(marks_gone(web))


@poppler
def test_a_screen_reader_finds_headings_and_lists(tmp_path: Path) -> None:
    sharing = alex().sharing
    data = sharing.render(sharing.preset("care-coordinator", now=NOW), "pdf", now=NOW)
    tree = read_back(["pdfinfo", "-struct-text"], data, tmp_path)
    kinds = re.findall(r"^ *(\w+)", tree, re.MULTILINE)
    assert kinds.count("H1") == 1
    assert {"H2", "H3", "L", "LI", "Lbl", "LBody"} <= set(kinds)
    facts = read_back(["pdfinfo"], data, tmp_path)
    assert re.search(r"^Tagged:\s+yes", facts, re.MULTILINE)
    assert re.search(r"^Title:\s+A summary from Alex", facts, re.MULTILINE)


FULL = {
    "one-word bullets": [Block(part="p", heading="H", items=tuple(Item(text=f"w{n}") for n in range(60)))],
    "a heading for each": [Block(part="p", heading="H", items=(Item(text="word"),)) for _ in range(60)],
    "full lines": [
        Block(part="p", heading="H", items=(Item(text="walking to the sea wall helps me a lot " * 99),))
    ],
    "one endless word": [Block(part="p", heading="H", items=(Item(text="abcdefgh" * 900),))],
    "lines of one word": [Block(part="p", heading="H", items=(Item(text="word\n" * 200),))],
}


@poppler
@pytest.mark.parametrize("blocks", FULL.values(), ids=FULL)
def test_page_one_is_one_sheet_of_paper(blocks: list[Block], tmp_path: Path) -> None:
    byline = ("For Priya, care coordinator. 22 November 2026.", "Covers a while.", "Written by me. " * 5)
    full = lay_out(title="A summary from Alex", day=DAY, byline=byline, blocks=blocks)
    one = Summary(title=full.title, day=full.day, byline=full.byline, page_one=full.page_one)
    assert full.page_two
    assert pages_of(render(one), tmp_path) == 1


RIGHT_TO_LEFT = (NAMED["Arabic"], NAMED["isolates"])


@poppler
@pytest.mark.parametrize(
    "words", [w for w in HOSTILE if w and w not in RIGHT_TO_LEFT and w != NAMED["emoji"] and len(w) < 1000]
)
def test_hostile_words_are_shown_as_they_are(words: str, tmp_path: Path) -> None:
    summary = one_item(clean_text(words))
    shown = folded(text_of(render(summary), tmp_path))
    for line in said(summary):
        assert folded(line) in shown


@poppler
def test_a_long_note_is_all_there(tmp_path: Path) -> None:
    note = clean_text(NAMED["long note"])
    block = Block(part="p", heading="Notes", items=(Item(text=note),))
    summary = Summary(title="T", day=DAY, byline=(), page_one=(block,))
    assert folded(note) in folded(text_of(render(summary), tmp_path))


@poppler
@pytest.mark.parametrize("words", RIGHT_TO_LEFT)
def test_every_letter_of_right_to_left_words_is_there(words: str, tmp_path: Path) -> None:
    # How a reader of PDFs orders them is its own affair, so the letters are compared, not their order.
    block = Block(part="p", heading="H", items=(Item(text=words, kind=ItemKind.PARAGRAPH),))
    data = render(Summary(title="T", day=DAY, byline=(), page_one=(block,)))
    assert sorted(folded("TH" + words)) == sorted(folded(text_of(data, tmp_path)))


@poppler
def test_a_sign_no_font_can_show_stands_there_by_name(tmp_path: Path) -> None:
    # A private-use letter has a glyph in no font; an emoji has one on most computers and not on all.
    block = Block(part="p", heading="H", items=(Item(text="before \U0010fffd after 🌊 end"),))
    shown = text_of(render(Summary(title="T", day=DAY, byline=(), page_one=(block,))), tmp_path)
    assert "before [character 10FFFD] after" in shown or "before \U0010fffd after" in shown
    assert "🌊" in shown or "[water wave]" in shown


def test_the_same_page_is_the_same_file() -> None:
    summary = one_item("words")
    assert render(summary) == render(summary)


def test_without_typst_it_says_what_works_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ToolMissing, match=r"(?s)web page.*print.*\[pdf\]"):
        render(one_item("words"))
