"""How much a screen asks to be read: our words at 80x24, beside those of the person.

Depth, links, areas and words on a screen decide whether people with severe mental illness find things; the limits
are of issue 11. Each test prints its row of the table: ``pytest -n 0 -s tests/tui/test_load.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from textual.widget import Widget

from companion.domain.kinds import KINDS
from companion.domain.sheet import Sheet
from companion.tui.app import CompanionApp
from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.tab_bar import SafetyChip, TabBar
from tests.memory_store import MemoryStore
from tests.tui.screens import press, settle
from tests.tui.visits import VISITS, Visit, program

MOST, MOST_BARS = 90, 24
"""Words of ours on a screen, and in its tabs and its bar of keys."""

OURS = {"sections", "scales", "helplines"}
"""Tables whose words are the shipped ones for most people: they are counted."""

THEIRS = {"preview", "whole-page", "card-words"}
"""Ids of what shows the person's page."""

READ = {
    "AnswerCard",
    "CardShown",
    "CourseMistakes",
    "ExercisePage",
    "Help",
    "Helplines",
    "MadePassphrase",
    "NewCode",
    "Protects",
    "RecoveryCode",
    "StarterQuestions",
    "TogetherPage",
}
"""Texts that are opened to be read: keys, what it protects, an exercise, help lines, the code, questions to choose."""

WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")


def hide_theirs(store: MemoryStore) -> None:
    """Replace each letter of what the person wrote by a sign that is in no word, so that lines keep their length."""
    for table, kind in KINDS.items():
        if table in OURS:
            continue
        for record in store.table(table).all():
            hidden: dict[str, object] = {
                f.name: re.sub(r"[^\W_]", "+", getattr(record, f.name))
                for f in fields(record)
                if f.name in kind.words
            }
            if isinstance(record, Sheet):
                hidden["answers"] = tuple(
                    replace(a, text=re.sub(r"[^\W_]", "+", a.text)) for a in record.answers
                )
            if hidden:
                store.table(table).put(replace(record, **hidden))


def words_drawn(app: CompanionApp) -> Iterator[tuple[Widget, str]]:
    """Yield each row of the window in pieces, with the widget that drew them."""
    for y, strip in enumerate(app.screen._compositor.render_strips(app.screen.size)):
        x, piece = 0, ""
        widget: Widget = app.screen
        for segment in strip:
            here = app.screen.get_widget_at(x, y)[0]
            if here is not widget:
                yield widget, piece
                widget, piece = here, ""
            piece += segment.text
            x += segment.cell_length
        yield widget, piece


def load(app: CompanionApp) -> tuple[int, int]:
    """Return how many words of ours are on the screen, and how many in its bars."""
    page = bars = 0
    for widget, piece in words_drawn(app):
        lineage = (widget, *widget.ancestors)
        count = len(WORD.findall(piece))
        if any(isinstance(each, TabBar | KeyBar | SafetyChip) for each in lineage):
            bars += count
        elif not any(each.id in THEIRS for each in lineage):
            page += count
    return page, bars


@pytest.mark.parametrize("visit", VISITS, ids=str)
async def test_a_screen_asks_for_little_to_be_read(
    visit: Visit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = program(visit, tmp_path)
    hide_theirs(app.backend.store)  # type: ignore[attr-defined]
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys)
        page, bars = load(app)
    print(f"{page:4} {bars:3}  {visit}{' (read)' if visit.screen in READ else ''}")
    assert bars <= MOST_BARS
    assert page <= MOST or visit.screen in READ
