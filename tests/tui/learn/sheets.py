"""Made-up sheets for the tests of the screens: answers in the exercises of the made-up pack."""

from __future__ import annotations

from datetime import timedelta

from companion.domain.sheet import Sheet
from tests.conftest import NOW
from tests.made_up_pack import ADDED, ASKED, PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.learn.learning import GoingApp
from tests.tui.screens import OpenApp

KEYS = [step.key for step in ASKED.steps]


def written(
    backend: MemoryBackend, *, done: bool = True, days_ago: int = 19, words: str = "The letter"
) -> Sheet:
    """Write one sheet of the exercise, begun `days_ago`; finished, or left at the scale."""
    backend.store.packs.put(ADDED)
    sheets, now = backend.services.sheets, NOW - timedelta(days=days_ago)
    id = sheets.begin(PACK.id, TALK.id, new_id=backend.new_id(), now=now).id
    sheets.answer(id, "mind", text=f"{words}\nMornings", now=now)
    sheets.answer(id, "most", picked=(sheets.options(sheets.sheet(id), "most")[-1].id,), now=now)
    sheets.answer(id, "ready", number=7, now=now)
    sheets.answer(id, "way", choice=1, now=now)
    sheets.answer(id, "ask", text="Who covers when you are away?", now=now)
    sheets.stand_at(id, "ready", now=now)
    return sheets.finish(id, now=now) if done else sheets.sheet(id)


def scored(backend: MemoryBackend, *choices: int, days_ago: int = 19) -> Sheet:
    """Finish one sheet of the questionnaire, with a choice (from 0) for each question from the first on."""
    backend.store.packs.put(ADDED)
    sheets, now = backend.services.sheets, NOW - timedelta(days=days_ago)
    id = sheets.begin(PACK.id, ASKED.id, new_id=backend.new_id(), now=now).id
    for key, choice in zip(KEYS, choices, strict=False):
        sheets.answer(id, key, choice=choice, now=now)
    return sheets.finish(id, now=now)


def keep_all(backend: MemoryBackend, sheet: Sheet) -> None:
    """Keep every line of a sheet where it goes."""
    ids = [candidate.id for candidate in backend.services.keeping.candidates(sheet.id)]
    backend.services.keeping.keep(sheet.id, ids, new_id=backend.new_id, now=NOW)


class ReadingApp(GoingApp):
    """The program with a sheet open, which notes where else one wanted to go."""

    def __init__(self, backend: MemoryBackend, sheet: Sheet) -> None:
        super().__init__(backend, "sheet", sheet.id)
        self.is_there = False

    async def action_go(self, place: str, at: str = "") -> None:
        if self.is_there:
            self.went.append((place, at))
        else:
            self.is_there = True
            await OpenApp.action_go(self, place, at)


def reading(*, done: bool = True, keep: bool = False) -> tuple[MemoryBackend, Sheet, ReadingApp]:
    """Return a vault with a sheet, the sheet, and the program with it open; `keep`: all of it was kept."""
    backend = MemoryBackend()
    sheet = written(backend, done=done)
    if keep:
        keep_all(backend, sheet)
    return backend, sheet, ReadingApp(backend, sheet)
