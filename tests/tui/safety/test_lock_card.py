"""The card that may be read without a passphrase: made on a page, read on the lock screen, never trusted there."""

from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.domain.safety import SafetyStep
from companion.domain.text import clean_text
from companion.errors import NotWritten
from companion.services.safety import lock_card_file
from companion.services.safety.lock_card import CardState
from companion.tui.access.unlock import UnlockScreen
from companion.tui.access.unsaved import Blank
from companion.tui.app import CompanionApp
from companion.tui.check_in.today import Today
from companion.tui.safety.helplines import CARD, Helplines
from companion.tui.safety.lock_card import CardShown, MyCard
from companion.tui.settings.settings import SettingsPage
from companion.tui.widgets.pick_list import PickList
from companion.tui.widgets.secret_input import SecretInput
from companion.tui.widgets.tick_list import TickList
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import without_spaces, words_in
from tests.tui.screens import OpenApp, flat, lines, press, settle

WORDS = "My card, written on 22 November 2026.\n\nPeople I can ask\n- Dee, sister: 07700 900123"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the card goes."""
    return tmp_path / "card.txt"


@pytest.fixture
def made_up(path: Path) -> MemoryBackend:
    """A door to a safety plan with two lines and a person."""
    backend = MemoryBackend(card_path=path)
    safety = backend.services.safety
    safety.add_line(SafetyStep.ALONE, "Sit on the back step", new_id="step", now=NOW)
    safety.add_line(SafetyStep.MATTERS, "The dog", new_id="dog", now=NOW)
    safety.add_contact(name="Dee", who="sister", number="07700 900123", new_id="dee", now=NOW)
    return backend


@pytest.fixture
def locked(backend: LocalBackend) -> LocalBackend:
    """A door to a closed vault with a card on its lock screen, made from its safety plan."""
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    services = session.services
    services.safety.add_contact(name="Dee", who="sister", number="07700 900123", new_id="dee", now=NOW)
    services.card.make(services.card.page(["dee"], on=NOW.date()), now=NOW)
    session.close()
    return backend


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_it_is_ticked_previewed_asked_once_more_and_written(
    made_up: MemoryBackend, path: Path, size: tuple[int, int]
) -> None:
    app = OpenApp(made_up, "card")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "There is no card." in flat(app)
        assert "somebody could change a number in it" in flat(app)
        assert app.screen.query_one(TickList).on_ids == ()
        assert "Nothing is ticked yet" in flat(app)
        await press(pilot, "down", "space")
        assert "- Dee, sister: 07700 900123" in flat(app)
        assert not path.exists()
        await press(pilot, "ctrl+e", "enter")
        assert not path.exists()
        await press(pilot, "ctrl+e", "right", "enter")
        assert path.read_text("utf-8") == made_up.services.card.page(["dee"], on=NOW.date()).text
        assert "The card is made." in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SettingsPage)


async def test_the_preview_is_the_file(made_up: MemoryBackend, path: Path) -> None:
    app = OpenApp(made_up, "card")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "down", "space", "down", "space")
        pane = app.screen.query_one("#card-scroll").content_region
        shown = [line[pane.x : pane.right].rstrip() for line in lines(app)[pane.y : pane.bottom]]
        await press(pilot, "ctrl+e", "right", "enter")
        written = path.read_text("utf-8").rstrip("\n").split("\n")
        assert shown[: len(written)] == written
        assert not any(shown[len(written) :])


async def test_nothing_ticked_is_said_and_nothing_written(made_up: MemoryBackend, path: Path) -> None:
    app = OpenApp(made_up, "card")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e")
        assert "! Nothing is ticked yet." in flat(app)
        assert isinstance(app.screen, MyCard)
    assert not path.exists()


@pytest.mark.parametrize("key", ["delete", "ctrl+d"])
async def test_it_is_deleted_with_one_key_and_the_ticks_stay(
    made_up: MemoryBackend, path: Path, key: str
) -> None:
    app = OpenApp(made_up, "card")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, key)
        assert "The card is deleted" not in flat(app)
        await press(pilot, "space", "ctrl+e", "right", "enter")
        assert path.exists()
        await press(pilot, key)
        assert not path.exists()
        assert "The card is deleted." in flat(app)
        assert made_up.services.card.state() is CardState.OFF
        assert app.screen.query_one(TickList).on_ids == ("step",)


async def test_a_folder_that_refuses_is_said_in_place(
    made_up: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_: object) -> None:
        raise NotWritten("The card could not be written there.")

    monkeypatch.setattr(lock_card_file, "stage", no)
    app = OpenApp(made_up, "card")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "ctrl+e", "right", "enter")
        assert "! The card could not be written there." in flat(app)


async def test_an_empty_safety_plan_says_where_to_write_it(path: Path) -> None:
    backend = MemoryBackend(card_path=path)
    app = OpenApp(backend, "card")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Your safety plan is empty." in flat(app)


async def test_settings_lead_to_it_and_say_how_it_stands(made_up: MemoryBackend, path: Path) -> None:
    app = OpenApp(made_up, "settings")
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        (row,) = [row for row in app.screen.query_one("#file", PickList).rows if row.id == "card"]
        assert row.note == "off"
        await press(pilot, "tab", "tab")
        app.screen.query_one("#file", PickList).highlight("card")
        await press(pilot, "enter")
        assert isinstance(app.screen, MyCard)
        await press(pilot, "space", "ctrl+e", "right", "enter", "escape")
        (row,) = [row for row in app.screen.query_one("#file", PickList).rows if row.id == "card"]
        assert row.note == "on"


async def test_what_was_changed_since_is_said_where_it_was_changed(made_up: MemoryBackend) -> None:
    made_up.services.card.make(made_up.services.card.page(["dee"], on=NOW.date()), now=NOW)
    app = OpenApp(made_up, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "2", "e", "enter", *", outside", "enter", "escape")
        assert "old words" not in flat(app)
        await press(pilot, "4", "e")
        made_up.services.safety.edit_contact("dee", number="07700 900999", now=NOW)
        await press(pilot, "escape")
        assert "The card on the lock screen still shows your old words." in flat(app)


async def test_a_card_that_stands_there_can_be_read_from_the_page(made_up: MemoryBackend, path: Path) -> None:
    path.write_text("- Dee: 07700 900666", "utf-8")
    app = OpenApp(made_up, "card")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "and your plan has none" in flat(app)
        await press(pilot, "v")
        assert isinstance(app.screen, CardShown)
        assert "- Dee: 07700 900666" in flat(app)
        await press(pilot, "escape", "delete")
        assert not path.exists()


async def test_open_for_reading_it_says_so(made_up: MemoryBackend, path: Path) -> None:
    made_up.for_reading()
    app = OpenApp(made_up, "card")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "ctrl+e")
        assert "Open for reading" in flat(app)
        assert isinstance(app.screen, MyCard)
    assert not path.exists()


@pytest.mark.parametrize("key", ["f5", "ctrl+o"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_the_lock_screen_opens_it_and_goes_back_to_the_caret(
    locked: LocalBackend, key: str, size: tuple[int, int]
) -> None:
    app = CompanionApp(locked)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "F5 My card" in lines(app)[-1]
        assert "Dee" not in flat(app)
        await press(pilot, *"quiet", "left", key)
        assert isinstance(app.screen, CardShown)
        assert "Dee, sister: 07700 900123" in flat(app)
        assert "This card is not locked." in flat(app)
        await press(pilot, "escape", "X")
        assert isinstance(app.screen, UnlockScreen)
        assert app.screen.query_one(SecretInput).value == "quieXt"


@pytest.mark.parametrize("key", ["f5", "ctrl+o"])
async def test_without_a_card_there_is_no_such_key(backend: LocalBackend, key: str) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "F5" not in flat(app)
        await press(pilot, key)
        assert isinstance(app.screen, UnlockScreen)
        await press(pilot, "f2")
        assert "F5" not in flat(app)
        await press(pilot, key)
        assert isinstance(app.screen, Helplines)


@pytest.mark.parametrize("first", [(), ("ctrl+l",)])
async def test_help_now_shows_the_lines_and_the_card(locked: LocalBackend, first: tuple[str, ...]) -> None:
    app = CompanionApp(locked)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *first, "f2")
        assert isinstance(app.screen, Helplines)
        assert app.screen.query_one(PickList).highlighted != CARD
        assert "116 123" in flat(app) and "F5 shows your card" in flat(app)
        await press(pilot, "up")
        assert app.screen.query_one(PickList).highlighted == CARD
        assert "- Dee, sister: 07700 900123" in flat(app)
        assert "This card is not locked." in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, CardShown)
        await press(pilot, "escape", "right", "escape")
        assert isinstance(app.screen, Blank if first else UnlockScreen)


async def test_once_open_the_help_lines_are_without_it(locked: LocalBackend) -> None:
    app = CompanionApp(locked)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter", "f2", "o")
        assert isinstance(app.screen, Helplines)
        assert "My card" not in flat(app)


async def test_a_card_taken_away_meanwhile_is_no_crash(locked: LocalBackend) -> None:
    app = CompanionApp(locked)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        locked.paths.card.unlink()
        await press(pilot, "f5")
        assert isinstance(app.screen, UnlockScreen)
        assert "The card is not there any more." in flat(app)


async def test_a_good_card_is_not_spoken_of_at_unlocking(locked: LocalBackend) -> None:
    app = CompanionApp(locked)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)
        assert "card" not in flat(app)


def change(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("900123", "900666"), "utf-8")


def take_away(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "said"), [(change, "not as you wrote it"), (take_away, "is not there any more")]
)
async def test_at_unlocking_it_is_said_what_happened_to_it(
    locked: LocalBackend, spoil: object, said: str
) -> None:
    assert callable(spoil)
    spoil(locked.paths.card)
    app = CompanionApp(locked)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert said in flat(app)
        assert "Settings, My card," in flat(app)


async def test_a_planted_card_is_named_at_unlocking(backend: LocalBackend) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    backend.paths.card.write_text("- Dee: 07700 900666", "utf-8")
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert "and your plan has none: do not trust it" in flat(app)


@at_once
async def test_hostile_words_in_the_file_are_drawn_as_they_are(backend: LocalBackend, words: str) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    backend.paths.card.write_bytes(words.encode("utf-8", "surrogatepass"))
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f5")
        if not backend.read_card().strip():
            assert isinstance(app.screen, UnlockScreen)
            return
        start = without_spaces(backend.read_card())[:40]
        assert start in without_spaces(flat(app))
        await press(pilot, "pagedown", "escape", "f2", "up")
        assert start[:10] in without_spaces(flat(app))
        assert type(app.screen) is Helplines


@at_once
async def test_hostile_words_of_the_plan_are_ticked_and_previewed(path: Path, words: str) -> None:
    if not clean_text(words).strip():
        return
    backend = MemoryBackend(card_path=path)
    backend.services.safety.add_line(SafetyStep.ALONE, words, new_id="hostile", now=NOW)
    app = OpenApp(backend, "card")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        start = without_spaces(clean_text(words))[:20]
        assert start in words_in(app.screen.query_one(TickList))
        await press(pilot, "space", "ctrl+e", "right", "enter")
        if len(words) > 8000:
            assert "more than a card can hold" in flat(app)
        else:
            assert start in without_spaces(path.read_text("utf-8"))
