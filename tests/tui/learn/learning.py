"""What the tests of Learn share: a vault with courses, and a program that notes where one wanted to go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from companion.domain.exercise import SHIPPED, CoursePack
from tests.conftest import NOW
from tests.made_up_pack import ADDED, PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp

LONG_AGO = NOW - timedelta(days=19)
"""3 November."""

TITLES = ("What recovery means to me", "A wellness toolbox", "Who is in my corner")

OURS = CoursePack(
    id=SHIPPED,
    version="1",
    title="Finding my way",
    exercises=tuple(replace(TALK, id=f"e{n}", title=title) for n, title in enumerate(TITLES)),
)
"""Stands for the course that comes with the program."""


def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program come with `OURS`."""
    monkeypatch.setattr("companion.services.learn.courses.shipped_pack", lambda: OURS)


def learner(folder: Path | None = None) -> MemoryBackend:
    """A vault with a course that was added."""
    backend = MemoryBackend(folder=folder)
    backend.store.packs.put(ADDED)
    return backend


def start(
    backend: MemoryBackend, id: str, *, pack: str = PACK.id, exercise: str = TALK.id, at: str = ""
) -> str:
    """Start an exercise on 3 November, perhaps standing at a step, and return the id of its sheet."""
    sheets = backend.session.services.sheets  # those of the program, which can take it back
    sheet = sheets.begin(pack, exercise, new_id=id * 32, now=LONG_AGO)
    if at:
        sheets.stand_at(sheet.id, at, now=LONG_AGO)
    return sheet.id


def finish(backend: MemoryBackend, id: str, *, pack: str = PACK.id, exercise: str = TALK.id) -> str:
    """Do an exercise on 3 November and return the id of its sheet."""
    sheet = start(backend, id, pack=pack, exercise=exercise)
    backend.services.sheets.finish(sheet, now=LONG_AGO)
    return sheet


class GoingApp(OpenApp):
    """The program with the vault open, which stays where it is and notes where else one wanted to go."""

    def __init__(self, backend: MemoryBackend, place: str = "learn", at: str = "") -> None:
        super().__init__(backend, place, at)
        self.went: list[tuple[str, str]] = []

    async def action_go(self, place: str, at: str = "") -> None:
        if place in {"exercise", "sheet", "learning-plan"}:
            self.went.append((place, at))
        else:
            await super().action_go(place, at)
