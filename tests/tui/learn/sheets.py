"""Made-up sheets for the tests of the screens: answers in the exercises of the made-up pack."""

from __future__ import annotations

from datetime import timedelta

from companion.domain.sheet import Sheet
from tests.made_up_pack import ADDED, ASKED, PACK, TALK
from tests.tui.fake_door import NOW, FakeDoor, OpenApp
from tests.tui.learn.learning import GoingApp

KEYS = [step.key for step in ASKED.steps]


def written(door: FakeDoor, *, done: bool = True, days_ago: int = 19, words: str = "The letter") -> Sheet:
    """Write one sheet of the exercise, begun `days_ago`; finished, or left at the scale."""
    door.store.packs.put(ADDED)
    sheets, now = door.services.sheets, NOW - timedelta(days=days_ago)
    id = sheets.begin(PACK.id, TALK.id, new_id=door.new_id(), now=now).id
    sheets.answer(id, "mind", text=f"{words}\nMornings", now=now)
    sheets.answer(id, "most", picked=(sheets.options(sheets.sheet(id), "most")[-1].id,), now=now)
    sheets.answer(id, "ready", number=7, now=now)
    sheets.answer(id, "way", choice=1, now=now)
    sheets.answer(id, "ask", text="Who covers when you are away?", now=now)
    sheets.stand_at(id, "ready", now=now)
    return sheets.finish(id, now=now) if done else sheets.sheet(id)


def scored(door: FakeDoor, *choices: int, days_ago: int = 19) -> Sheet:
    """Finish one sheet of the questionnaire, with a choice (from 0) for each question from the first on."""
    door.store.packs.put(ADDED)
    sheets, now = door.services.sheets, NOW - timedelta(days=days_ago)
    id = sheets.begin(PACK.id, ASKED.id, new_id=door.new_id(), now=now).id
    for key, choice in zip(KEYS, choices, strict=False):
        sheets.answer(id, key, choice=choice, now=now)
    return sheets.finish(id, now=now)


def keep_all(door: FakeDoor, sheet: Sheet) -> None:
    """Keep every line of a sheet where it goes."""
    ids = [candidate.id for candidate in door.services.keeping.candidates(sheet.id)]
    door.services.keeping.keep(sheet.id, ids, new_id=door.new_id, now=NOW)


class ReadingApp(GoingApp):
    """The program with a sheet open, which notes where else one wanted to go."""

    def __init__(self, door: FakeDoor, sheet: Sheet) -> None:
        super().__init__(door, "sheet", sheet.id)
        self.is_there = False

    async def action_go(self, place: str, at: str = "") -> None:
        if self.is_there:
            self.went.append((place, at))
        else:
            self.is_there = True
            await OpenApp.action_go(self, place, at)


def reading(*, done: bool = True, keep: bool = False) -> tuple[FakeDoor, Sheet, ReadingApp]:
    """Return a vault with a sheet, the sheet, and the program with it open; `keep`: all of it was kept."""
    door = FakeDoor()
    sheet = written(door, done=done)
    if keep:
        keep_all(door, sheet)
    return door, sheet, ReadingApp(door, sheet)
