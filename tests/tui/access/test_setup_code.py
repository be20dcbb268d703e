"""A passphrase made for the person; the recovery code asked back at set-up, and its slips named while it is typed."""

import re

import pytest

from companion.backend.local import LocalBackend
from companion.services.access import passphrases
from companion.services.access.recovery_code import ALL_RIGHT, SKIPPED
from companion.tui.access.setup_secret import GroupsBack, MadePassphrase, NewPassphrase
from companion.tui.access.unlock import Forgot
from companion.tui.app import LOCK, CompanionApp
from companion.tui.check_in.today import Today
from companion.tui.widgets.secret_input import SecretInput
from tests.conftest import PASSPHRASE
from tests.tui.screens import flat, lines, press, settle

SIZES = [(80, 24), (60, 20), (140, 40)]
TWICE = (*PASSPHRASE, "enter", *PASSPHRASE, "enter")


def six_words(app: CompanionApp) -> str:
    """Return the six words that stand on the sheet, in the order of their numbers."""
    found = dict(re.findall(r"\b([1-6])  ([a-z]+)", "\n".join(lines(app))))
    assert sorted(found) == list("123456")
    return " ".join(found[number] for number in sorted(found))


def asked(app: CompanionApp) -> list[int]:
    """Return the numbers of the groups asked back."""
    return list(app.screen.query_one(GroupsBack)._numbers)


def line(app: CompanionApp) -> SecretInput:
    """Return the line that has the focus."""
    assert isinstance(app.focused, SecretInput)
    return app.focused


def slipped(group: str) -> str:
    """Return a group with its last symbol wrong."""
    return group[:4] + ("0" if group[4] != "0" else "1")


# A passphrase made for the person.


@pytest.mark.parametrize("size", SIZES)
async def test_six_words_are_shown_once_typed_from_paper_and_open_the_vault(
    backend: LocalBackend, size: tuple[int, int]
) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await press(pilot, "1", "ctrl+t")
        assert isinstance(app.screen, MadePassphrase)
        words = six_words(app)
        await press(pilot, "enter")
        assert words not in flat(app)
        assert "The same again, from your paper" in flat(app)
        await press(pilot, *"something else", "enter")
        assert "The two are not the same" in flat(app)
        await press(pilot, *words, "enter")
        assert "Your recovery code" in flat(app)
        assert not any(word in flat(app).lower() for word in words.split(" ") if len(word) > 4)
        await press(pilot, "ctrl+q")
    backend.open(words).close()


async def test_left_alone_the_lines_stay_as_they_were_and_the_next_words_are_others(
    backend: LocalBackend,
) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "1", *"half a phr", "ctrl+t")
        first = six_words(app)
        await press(pilot, "escape", *"ase")
        assert line(app).value == "half a phrase"
        await press(pilot, "ctrl+t")
        assert six_words(app) != first
        await press(pilot, "escape", "enter", *"half a phrase", "enter")
        assert "Your recovery code" in flat(app)


async def test_a_made_one_takes_the_place_of_a_forgotten_one(backend: LocalBackend) -> None:
    session, code = backend.create(PASSPHRASE, setup_step=6)
    session.close()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f3", *code, "enter")
        assert isinstance(app.screen, NewPassphrase)
        await press(pilot, "ctrl+t")
        words = six_words(app)
        await press(pilot, "enter", *words, "enter")
        assert isinstance(app.screen, Today)
        await press(pilot, "ctrl+q")
    backend.open(words).close()


async def test_hiding_takes_the_words_off_the_screen(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "1", "ctrl+t")
        words = six_words(app)
        await press(pilot, "ctrl+l")
        assert not any(word in flat(app) for word in words.split(" "))
    assert app.return_value in (LOCK, None)


async def test_without_the_list_none_is_offered(
    backend: LocalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases, "is_offered", lambda: False)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "1", "ctrl+t")
        assert not isinstance(app.screen, MadePassphrase)
        assert "^T" not in flat(app)
        await press(pilot, *TWICE)
        assert "Your recovery code" in flat(app)


# Asked back.


@pytest.mark.parametrize("size", SIZES)
async def test_two_groups_are_asked_back_and_are_right(backend: LocalBackend, size: tuple[int, int]) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await press(pilot, "1", *TWICE)
        await press(pilot, "enter")
        groups = app.services.setup.recovery_code().split("-")
        numbers = asked(app)
        assert f"group {numbers[0]} and group {numbers[1]}" in flat(app)
        assert not any(" ".join(group) in flat(app) or group in flat(app) for group in groups)
        for number in numbers:
            await press(pilot, *groups[number - 1].lower(), "enter")
        assert "What would you like to be called?" in flat(app)
        assert ALL_RIGHT in flat(app)


async def test_a_slip_is_named_while_it_is_typed_and_nothing_blocks(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "1", *TWICE)
        await press(pilot, "enter")
        first, second = asked(app)
        groups = app.services.setup.recovery_code().split("-")
        wrong = slipped(groups[first - 1])
        await press(pilot, *wrong[:4])
        assert "does not look right" not in flat(app)
        await press(pilot, wrong[4])
        assert f"! Group {first} does not look right." in flat(app)
        await press(pilot, "enter")
        assert "F4 goes on without it." in flat(app)
        await press(pilot, "backspace")
        assert "does not look right" not in flat(app)
        await press(pilot, groups[first - 1][4], "enter", *slipped(groups[second - 1]))
        assert f"! Group {second} does not look right." in flat(app)
        await press(pilot, "f4")
        assert "Step 2 of 5" in flat(app)
        assert SKIPPED in flat(app)


@pytest.mark.parametrize("key", ["f4", "ctrl+n", "enter"])
async def test_it_can_be_left_and_is_asked_once(backend: LocalBackend, key: str) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "1", *TWICE)
        await press(pilot, "enter", "escape")
        assert "Your recovery code" in flat(app)
        await press(pilot, "enter", key)
        assert "Step 2 of 5" in flat(app)
        assert SKIPPED in flat(app)
        await press(pilot, "escape")
        assert "Your recovery code" in flat(app)
        await press(pilot, "enter")
        assert "Step 2 of 5" in flat(app)


# In place of the passphrase.


@pytest.mark.parametrize("between", ["-", " ", ""])
async def test_the_wrong_group_is_named_as_soon_as_it_is_finished(
    backend: LocalBackend, between: str
) -> None:
    session, code = backend.create(PASSPHRASE, setup_step=6)
    session.close()
    groups = code.split("-")
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f3", *between.join(groups[:2]), *between)
        assert isinstance(app.screen, Forgot)
        assert "does not look right" not in flat(app)
        await press(pilot, *slipped(groups[2]))
        assert "! Group 3 does not look right." in flat(app)
        await press(pilot, "backspace", groups[2][4], *between)
        assert "does not look right" not in flat(app)
        await press(pilot, *between.join(groups[3:]), "enter")
        await settle(pilot)
        assert isinstance(app.screen, NewPassphrase)
