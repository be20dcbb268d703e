"""Hidden while the disk refuses: nothing shows, and no word is lost."""

from textual.pilot import Pilot

from companion.backend.local import LocalBackend
from companion.tui.access.unsaved import Blank, UnsavedWords
from companion.tui.app import LOCK, QUIT, CompanionApp
from companion.tui.safety.helplines import Helplines
from companion.tui.shell.closing import HELD_CHECKS
from tests.conftest import PASSPHRASE
from tests.tui.full_disk import Disk
from tests.tui.screens import flat, press
from tests.tui.shell.test_idle_lock import long_ago

WORDS = "Ring Robin on Tuesday"


async def write_and_hide(pilot: Pilot[str], disk: Disk) -> None:
    """Type a line of the plan that the disk will not take, and hide."""
    await press(pilot, *PASSPHRASE, "enter")
    await press(pilot, "p", "enter", "a")
    disk.is_full = True  # before a word is typed: drafts are kept while one types
    await press(pilot, *WORDS, "ctrl+l")


def drafts(backend: LocalBackend) -> list[str]:
    """Return the words of every draft on disk."""
    session = backend.open(PASSPHRASE, read_only=True)
    found = [draft.text for draft in session.services.drafts.all()]
    session.close()
    return found


def look(app: CompanionApp) -> None:
    """Have the app look at the clock until it tries again to store what is held."""
    for _ in range(HELD_CHECKS):
        app._tick()


async def test_words_are_held_behind_a_blank_screen(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await write_and_hide(pilot, disk)
        assert isinstance(app.screen, Blank)
        assert flat(app) == ""
        await press(pilot, "space")
        assert isinstance(app.screen, UnsavedWords)
        assert "The disk is full" in flat(app)
        assert "Robin" not in flat(app)
        await press(pilot, "enter")
        assert flat(app) == ""
        disk.is_full = False
        await press(pilot, "space")
        await press(pilot, "enter")
    assert app.return_value == LOCK
    assert drafts(backend) == [WORDS]


async def test_it_locks_by_itself_once_the_disk_takes_them(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await write_and_hide(pilot, disk)
        look(app)
        await press(pilot)
        assert app.is_open
        assert flat(app) == ""
        disk.is_full = False
        look(app)
        await press(pilot)
    assert app.return_value == LOCK
    assert drafts(backend) == [WORDS]


async def test_the_passphrase_goes_back_to_the_words(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await write_and_hide(pilot, disk)
        await press(pilot, "space", *"something else", "enter")
        assert isinstance(app.screen, UnsavedWords)
        assert "That did not open it." in flat(app)
        await press(pilot, *PASSPHRASE, "enter")
        assert WORDS in flat(app)
        disk.is_full = False
        await press(pilot, "!", "enter")
        assert WORDS + "!" in [line.text for line in app.services.plan.lines("toolbox")]


async def test_nothing_of_the_vault_is_reached_from_there(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await write_and_hide(pilot, disk)
        await press(pilot, "f2")
        assert isinstance(app.screen, Helplines)
        await press(pilot, "escape", "x")
        assert isinstance(app.screen, UnsavedWords)
        for key in ("ctrl+p", "ctrl+z", "tab", "t", "s", "slash", "escape"):
            await press(pilot, key)
            assert isinstance(app.screen, UnsavedWords)
        await press(pilot, "f2", "ctrl+l")
        assert isinstance(app.screen, Blank)


async def test_closing_without_them_is_said_first(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await write_and_hide(pilot, disk)
        await press(pilot, "ctrl+q")
        assert isinstance(app.screen, UnsavedWords)
        assert "^Q closes without them" in flat(app)
        await press(pilot, "ctrl+q")
    assert app.return_value == QUIT
    assert drafts(backend) == []


async def test_the_idle_lock_holds_them_too(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        await press(pilot, "p", "enter", "a")
        disk.is_full = True
        await press(pilot, *WORDS)
        app.idle_lock.clock = long_ago()
        app._tick()
        await press(pilot)
        assert isinstance(app.screen, Blank)
        assert flat(app) == ""
        assert app.is_open
