"""Passphrase and recovery code: changed, renewed, made dearer to guess; nothing without the passphrase."""

from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.errors import NotSaved, WrongPassphrase, WrongRecoveryCode
from companion.services.core.drafts import CODE_DRAFT
from companion.services.wording import CODE_WAITS
from companion.tui.access.keys import (
    CHANGED,
    NEW_KEYS,
    GuessCost,
    KeysPage,
    MightSomeoneKnow,
    NewCode,
    NewPassphraseTwice,
    longer,
    time_words,
)
from companion.tui.app import CompanionApp
from companion.tui.base.file_page import AskSecret
from companion.tui.base.host import LOOKING
from companion.tui.check_in.today import Today
from companion.tui.widgets.pick_list import PickList
from tests.conftest import PASSPHRASE
from tests.memory_backend import CODE, MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle

NEW = "green boats at low tide"


def opened(backend: LocalBackend) -> tuple[CompanionApp, str]:
    """Return the program over a new vault, and the vault's first recovery code."""
    session, code = backend.create(PASSPHRASE, setup_step=6)
    return CompanionApp(backend, session=session), code


async def test_a_plain_change_keeps_the_recovery_code(backend: LocalBackend) -> None:
    app, code = opened(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "comma", "tab", "tab", "down", "down", "down", "enter")
        assert isinstance(app.screen, KeysPage)
        await press(pilot, "enter", *PASSPHRASE, "enter")
        assert isinstance(app.screen, NewPassphraseTwice)
        await press(pilot, *NEW, "enter", *NEW, "enter")
        assert isinstance(app.screen, MightSomeoneKnow)
        await press(pilot, "enter")
        assert CHANGED in flat(app)
        await press(pilot, "ctrl+q")
    with pytest.raises(WrongPassphrase):
        backend.open(PASSPHRASE)
    backend.open(NEW).close()
    backend.open_with_code(code).close()


async def test_when_someone_might_know_it_the_keys_are_new_and_so_is_the_code(
    backend: LocalBackend, tmp_path: Path
) -> None:
    app, old_code = opened(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("keys")
        await settle(pilot)
        await press(pilot, "enter", *PASSPHRASE, "enter")
        await press(pilot, *NEW, "enter", *NEW, "enter")
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, NewCode)
        kept = app.services.drafts.of(CODE_DRAFT)
        assert kept is not None
        for group in kept.text.split("-"):
            assert " ".join(group) in flat(app)
        sheet = tmp_path / "sheet.txt"
        await press(pilot, "ctrl+e", "ctrl+u", *str(sheet), "enter")
        await settle(pilot)
        assert kept.text in sheet.read_text()
        assert isinstance(app.screen, NewCode)
        await press(pilot, "escape")
        assert NEW_KEYS in flat(app)
        await press(pilot, "home", "enter")
        assert isinstance(app.screen, NewCode)
        await press(pilot, "enter", "home", "enter", "right", "enter")
        assert "Read my new recovery code" not in flat(app)
        assert app.services.drafts.of(CODE_DRAFT) is None
        await press(pilot, "ctrl+q")
    with pytest.raises(WrongPassphrase):
        backend.open(PASSPHRASE)
    with pytest.raises(WrongRecoveryCode):
        backend.open_with_code(old_code)
    backend.open(NEW).close()
    backend.open_with_code(kept.text).close()


async def test_a_code_that_was_not_written_down_is_there_after_a_lock(backend: LocalBackend) -> None:
    app, _ = opened(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("keys")
        await settle(pilot)
        await press(pilot, "down", "enter", *PASSPHRASE, "enter")
        await press(pilot, "enter")
        assert backend.open(PASSPHRASE, read_only=True).services.drafts.of(CODE_DRAFT) is None
        await press(pilot, "enter", *PASSPHRASE, "enter")
        await press(pilot, "right", "enter")
        assert isinstance(app.screen, NewCode)
        kept = app.services.drafts.of(CODE_DRAFT)
        await press(pilot, "ctrl+l")
    assert kept is not None
    app = CompanionApp(backend, session=backend.open(PASSPHRASE))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Today)
        assert CODE_WAITS in flat(app)
        await app.action_go("keys")
        await settle(pilot)
        await press(pilot, "home", "enter")
        assert " ".join(kept.text[:5]) in flat(app)
        await press(pilot, "ctrl+q")


async def test_guessing_is_made_dearer(backend: LocalBackend) -> None:
    app, _ = opened(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("keys")
        await settle(pilot)
        await press(pilot, "end", "enter", *PASSPHRASE, "enter")
        assert isinstance(app.screen, GuessCost)
        assert [row.id for row in app.screen.query_one(PickList).rows] == ["64", "128", "256", "512", "1024"]
        await press(pilot, "home", "enter")
        assert "One guess takes 64 MiB of memory" in flat(app)
        facts = app.session.facts()
        assert facts is not None
        assert facts.argon_mib == 64
        await press(pilot, "ctrl+q")
    backend.open(PASSPHRASE).close()


@pytest.mark.parametrize("row", [0, 1, 2])
async def test_without_the_passphrase_nothing_is_changed(row: int) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "keys")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *["down"] * row, "enter", *"another", "enter")
        assert isinstance(app.screen, AskSecret)
        assert "! That did not open it." in flat(app)
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, KeysPage)
        assert backend.did == []
        assert (backend.passphrase, backend.cost) == (PASSPHRASE, 64)


@pytest.mark.parametrize("leave_at", [1, 2])
async def test_it_can_be_left_half_way(leave_at: int) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "keys")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *PASSPHRASE, "enter")
        if leave_at == 2:
            await press(pilot, *NEW, "enter", *NEW, "enter")
            assert isinstance(app.screen, MightSomeoneKnow)
        await press(pilot, "escape")
        assert isinstance(app.screen, KeysPage)
        assert backend.passphrase == PASSPHRASE


async def test_two_that_differ_are_not_taken() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "keys")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *PASSPHRASE, "enter")
        await press(pilot, *"short", "enter")
        assert "! Use at least 10 characters." in flat(app)
        await press(pilot, "ctrl+u", *NEW, "enter", *"green goats at low tide", "enter")
        assert "! The two are not the same." in flat(app)
        await press(pilot, *NEW, "enter")
        assert isinstance(app.screen, MightSomeoneKnow)


async def test_a_disk_that_refuses_changes_nothing_and_says_so() -> None:
    backend = MemoryBackend()

    def refuse(*_: object, **__: object) -> str:
        raise NotSaved("There is no room left on the disk.")

    backend.session.renew_keys = refuse  # type: ignore[method-assign]
    app = OpenApp(backend, "keys")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "enter", *PASSPHRASE, "enter")
        await press(pilot, "right", "enter")
        assert isinstance(app.screen, KeysPage)
        assert "! There is no room left on the disk." in flat(app)


async def test_a_new_code_is_shown_even_where_it_could_not_be_kept() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "keys")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "enter", *PASSPHRASE, "enter")
        backend.store.disk_full = True
        await press(pilot, "right", "enter")
        assert isinstance(app.screen, NewCode)
        assert " ".join(CODE[:5]) in flat(app)


async def test_nothing_is_changed_in_a_vault_for_reading() -> None:
    backend = MemoryBackend()
    backend.for_reading()
    app = OpenApp(backend, "keys")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        for _ in range(3):
            await press(pilot, "enter", "down")
            assert isinstance(app.screen, KeysPage)
            assert LOOKING in flat(app)


@pytest.mark.parametrize("size", [(60, 20), (140, 40)])
async def test_the_code_can_be_read_in_any_window(size: tuple[int, int]) -> None:
    app = OpenApp(MemoryBackend(), "keys")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await app.push_screen(NewCode(CODE, app.backend))
        await settle(pilot)
        seen = flat(app)
        await press(pilot, "pagedown")
        seen += flat(app)
        for group in CODE.split("-"):
            assert " ".join(group) in seen


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "less than half a second"),
        (0.2, "less than half a second"),
        (0.45, "about half a second"),
        (1.0, "about 1 second"),
        (1.5, "about 1 and a half seconds"),
        (2.1, "about 2 seconds"),
        (7.6, "about 8 seconds"),
        (59.9, "about 1 minute"),
        (125, "about 2 minutes"),
    ],
)
def test_times_are_said_in_plain_words(seconds: float, words: str) -> None:
    assert time_words(seconds) == words


def test_four_times_the_memory_takes_four_times_as_long() -> None:
    assert longer(0.5, 64, 256) == 2.0
