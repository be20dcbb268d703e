"""A door with a vault in memory behind it, for the tests of the screens; and what is drawn."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from companion.backend.session import CodesOfVaults
from companion.config import Config
from companion.domain.helpline import Nation
from companion.errors import InvalidEntry, WrongPassphrase, WrongRecoveryCode
from companion.services.access.setup import prepare
from companion.services.backup.copies import Rescue
from companion.services.services import Services, services_over
from companion.tui.app import CompanionApp
from tests.memory_store import MemoryStore
from tests.tui.fake_session import CODE as CODE
from tests.tui.fake_session import NOW as NOW
from tests.tui.fake_session import PASSPHRASE as PASSPHRASE
from tests.tui.fake_session import FakeSession as FakeSession


class FakeBackend(CodesOfVaults):
    """The backend of a test: `time` is what its clock says, `session` what stands behind it.

    `setup_step` below 6 is a vault whose set-up was left half-way; `exists` False a computer without one.
    """

    def __init__(
        self,
        *,
        now: datetime = NOW,
        exists: bool = True,
        setup_step: int = 6,
        folder: Path | None = None,
        store: MemoryStore | None = None,
    ) -> None:
        self.time = now
        self.exists = exists
        self.beside = Rescue()
        self.crashes: list[str] = []
        self.said_at_start = ""
        self.card = ""
        self.sheets: dict[Path, str] = {}
        self._config = Config()
        self._folder = folder or Path("documents")
        self._ids = 0
        self.store = store or MemoryStore()
        prepare(self.store, setup_step=setup_step, now=now - timedelta(days=400))
        self.session = FakeSession(self.store)

    @property
    def services(self) -> Services:
        """The services of the vault behind the backend, for what a test puts there and looks up."""
        return self.session.services

    def for_reading(self) -> None:
        """Open it beside another window from now on: nothing can be changed."""
        self.store.read_only = True
        self.session.services = services_over(self.store)

    @property
    def vault_path(self) -> Path:
        return self._folder / "companion.vault"

    @property
    def documents(self) -> Path:
        return self._folder

    @property
    def config(self) -> Config:
        return self._config

    def vault_exists(self) -> bool:
        return self.exists

    def change_config(
        self,
        *,
        theme: str | None = None,
        nation: str | None = None,
        plain_at_start: bool | None = None,
        idle_minutes: int | None = None,
    ) -> Config:
        old = self._config
        self._config = replace(
            old,
            theme=old.theme if theme is None else theme,
            nation=old.nation if nation is None else Nation(nation),
            plain_at_start=old.plain_at_start if plain_at_start is None else plain_at_start,
            idle_minutes=old.idle_minutes if idle_minutes is None else idle_minutes,
        )
        return self._config

    def open(self, secret: str, *, read_only: bool = False) -> FakeSession:
        if secret != self.session.passphrase:
            raise WrongPassphrase("That didn't open it. Try again; nothing is lost.")
        return self.session

    def open_with_code(self, code: str, *, read_only: bool = False) -> FakeSession:
        if code.strip() != CODE:
            raise WrongRecoveryCode("That is not this vault's code.")
        self.session.needs_new_passphrase = True
        return self.session

    def rescue(self) -> Rescue:
        return self.beside

    def open_rescue_copy(self, secret: str) -> FakeSession:
        return self.open(secret)

    def create(self, passphrase: str) -> tuple[FakeSession, str]:
        self.check_passphrase(passphrase)
        self.exists = True
        self.store = MemoryStore()
        prepare(self.store, recovery_code=CODE, now=self.time)
        self.session = FakeSession(self.store)
        self.session.passphrase = passphrase
        return self.session, CODE

    def check_passphrase(self, passphrase: str) -> None:
        if len(passphrase) < 8:
            raise InvalidEntry("passphrase", "That is short. Eight letters or more are safer.")

    def demo(self) -> FakeSession:
        self.session.is_demo = True
        return self.session

    def save_recovery_sheet(self, path: Path, code: str) -> Path:
        self.sheets[path] = code
        return path

    def closed_on_its_own(self) -> str:
        said, self.said_at_start = self.said_at_start, ""
        return said

    def note_crash(self, where: str) -> None:
        self.crashes.append(where)

    def read_card(self) -> str:
        return self.card

    def now(self) -> datetime:
        return self.time

    def new_id(self) -> str:
        self._ids += 1
        return f"{self._ids:032x}"


class OpenApp(CompanionApp):
    """The program with the vault open already, at a place."""

    def __init__(self, backend: FakeBackend, place: str = "today", at: str = "") -> None:
        super().__init__(backend, session=backend.open(PASSPHRASE))
        self._place, self._at = place, at

    async def show_start(self) -> None:
        await self.action_go(self._place, self._at)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until everything asked for is done and drawn."""
    for _ in range(2):  # what was asked may ask again: a page that opens another
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press `keys` in one burst and wait until what they asked for is done and drawn."""
    app = pilot.app
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        app.post_message(events.Key(name, key if len(key) == 1 else " " if key == "space" else None))
    taken = asyncio.Event()
    if app.call_later(taken.set):
        with contextlib.suppress(TimeoutError):  # a key that closes the program is the last it takes
            await asyncio.wait_for(taken.wait(), 10)
    if isinstance(app, CompanionApp):
        await app.keys.quiet()
    await settle(pilot)


def lines(app: App[Any]) -> list[str]:
    """Return the window's lines as they are drawn."""
    return [strip.text for strip in app.screen._compositor.render_strips(app.screen.size)]


def shown(app: App[Any]) -> str:
    """Return everything the window shows, line by line."""
    return "\n".join(lines(app))


def flat(app: App[Any]) -> str:
    """Return everything the window shows with single spaces and without the bar of what has the focus.

    Wrapping does not matter then, in a window too narrow for two cards side by side.
    """
    return " ".join(shown(app).replace("▌", " ").split())
