"""What is asked for is done in one thread, in order: seen without a terminal."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from textual.screen import Screen

from companion.errors import CompanionError
from companion.services.backend import Session
from companion.services.services import Services
from companion.tui.base.messages import Ask, FileAsked
from companion.tui.base.screen import Asking, Typing
from companion.tui.shell.jobs import Jobs, Locked, Work
from tests.conftest import NOW
from tests.memory_backend import MemoryBackend


class Shown(Asking):
    """A screen that stands there, as far as jobs look at one."""

    is_attached = True
    is_mounted = True

    def __init__(self) -> None:
        super().__init__()
        self.words: tuple[Typing, ...] = ()
        self.again: tuple[Callable[[Services], object], ...] = ()
        self.told: list[object] = []

    def typing(self) -> tuple[Typing, ...]:
        return self.words

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        return self.again

    def reload(self) -> None:
        self.told.append("anew")

    def show_problem(self, error: CompanionError) -> None:
        self.told.append(str(error))


class Place:
    """Jobs over a vault in memory, with one screen shown, and the tasks they began."""

    def __init__(self) -> None:
        self.session = MemoryBackend().session
        self.screen = Shown()
        self.screens: list[Screen[Any]] = [self.screen]
        self.tasks: list[asyncio.Task[None]] = []
        self.jobs = Jobs(self.session, now=lambda: NOW, start=self._start, screens=lambda: self.screens)

    def _start(self, work: Work) -> None:
        self.tasks.append(asyncio.ensure_future(work()))

    async def done(self) -> None:
        """Wait for everything begun so far. Raises what was raised in it."""
        await asyncio.gather(*self.tasks)

    def ask(self, do: Callable[[Services], object]) -> None:
        """Ask as a screen does; what came of it is told to the screen."""
        self.jobs.add(Ask(self.screen, do, self.screen.told.append, self.screen.show_problem))

    def ask_file(self, do: Callable[[Session], object], *, changes: bool = False) -> FileAsked:
        """Ask as a page about the file does."""
        told = self.screen.told.append
        asked = FileAsked(self.screen, do, told, self.screen.show_problem, changes=changes)
        self.jobs.add_file(asked)
        return asked


def refuses(_: object) -> None:
    """Do what the disk does not take."""
    raise CompanionError("The disk is full.")


def breaks(_: object) -> None:
    """Be a bug."""
    raise ZeroDivisionError


async def test_everything_is_done_in_one_other_thread_in_the_order_it_was_asked() -> None:
    place = Place()
    threads: set[int] = set()
    order: list[int] = []

    def note(number: int, _: Services) -> None:
        order.append(number)
        threads.add(threading.get_ident())

    for number in range(20):
        place.ask(partial(note, number))
    await place.jobs.answered()
    assert order == list(range(20)) and len(place.screen.told) == 20
    assert len(threads) == 1 and threading.get_ident() not in threads


async def test_an_error_of_ours_is_told_and_a_bug_goes_on() -> None:
    place = Place()
    place.ask(refuses)
    await place.done()
    assert place.screen.told == ["The disk is full."]
    place.ask(breaks)
    await place.jobs.answered()  # nobody waits for what fell over
    with pytest.raises(ZeroDivisionError):
        await place.done()


async def test_a_screen_that_was_left_is_told_nothing() -> None:
    place = Place()
    place.ask(lambda _: "kept")
    place.ask(refuses)
    place.screens = [Shown()]
    await place.done()
    assert place.screen.told == []


async def test_what_is_asked_of_the_file_is_shown_anew_first() -> None:
    place = Place()
    asked = place.ask_file(lambda _: "changed", changes=True)
    assert not asked.done.is_set()
    await place.done()
    assert place.screen.told == ["anew", "changed"] and asked.done.is_set()
    refused = place.ask_file(refuses)
    await place.done()
    assert place.screen.told[2:] == ["The disk is full."] and refused.done.is_set()


async def test_words_being_typed_are_stored_after_all_that_was_asked_before() -> None:
    place = Place()
    place.screen.words = (Typing("plan/new", "half a", 6),)
    seen: list[Sequence[object]] = []
    place.ask(lambda services: seen.append(services.drafts.all()))
    assert await place.jobs.refused() == ""
    assert seen == [()]
    assert [draft.text for draft in place.session.services.drafts.all()] == ["half a"]


async def test_what_the_disk_refused_is_asked_for_once_more() -> None:
    place = Place()
    tried: list[str] = []
    place.screen.again = (refuses, lambda _: tried.append("the other"))
    assert await place.jobs.refused() == "The disk is full."
    assert tried == ["the other"]


async def test_a_closed_vault_is_reached_by_nobody() -> None:
    place = Place()
    place.ask(lambda _: "kept")
    await place.done()
    await place.jobs.close()
    assert not place.jobs.is_open and not place.jobs.is_for_reading
    with pytest.raises(Locked):
        _ = place.jobs.session
    place.ask(breaks)
    place.jobs.keep_drafts()
    await place.done()
    assert place.screen.told == ["kept"]
