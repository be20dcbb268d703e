"""Words in a form over a page are as safe as all others."""

from textual.pilot import Pilot

from companion.backend.local import LocalBackend
from companion.services.backend import Session
from companion.tui.app import LOCK, CompanionApp
from companion.tui.base.form import OneLineForm, RecordForm
from companion.tui.check_in.check_in import CheckInPage
from tests.conftest import PASSPHRASE
from tests.tui.full_disk import Disk
from tests.tui.screens import flat, press

WHO = "Dr [b]Jones"


async def open_the_form(pilot: Pilot[str]) -> None:
    await press(pilot, *PASSPHRASE, "enter")
    await press(pilot, "n", "enter")
    assert isinstance(pilot.app.screen, RecordForm)


def opened(backend: LocalBackend) -> Session:
    return backend.open(PASSPHRASE, read_only=True)


async def test_a_half_filled_form_is_still_there_after_hiding(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await open_the_form(pilot)
        await press(pilot, *WHO, "enter", *"GP", "ctrl+l")
    assert app.return_value == LOCK
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await open_the_form(pilot)
        assert WHO in flat(app)
        assert "Your words from" in flat(app)
        await press(pilot, "enter", "enter", "enter", "enter", "enter")
        await press(pilot, "ctrl+q")
    session = opened(backend)
    assert [
        (talk.with_whom, talk.role) for talk in session.services.talks.upcoming(backend.now().date())
    ] == [(WHO, "GP")]
    assert session.services.drafts.all() == ()
    session.close()


async def test_what_the_disk_refuses_comes_back_in_the_form(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await open_the_form(pilot)
        disk.is_full = True
        await press(pilot, *WHO, "enter", "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, RecordForm)
        assert "The disk is full" in flat(app)
        assert WHO in flat(app)
        disk.is_full = False
        await press(pilot, "enter", "enter", "enter", "enter", "enter")
        assert not isinstance(app.screen, RecordForm)
        await press(pilot, "ctrl+q")
    session = opened(backend)
    assert [talk.with_whom for talk in session.services.talks.upcoming(backend.now().date())] == [WHO]
    session.close()


async def test_words_left_with_esc_wait_in_the_line(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        await press(pilot, ",", "enter", *"Rob", "escape")
        assert not isinstance(app.screen, OneLineForm)
        await press(pilot, "enter")
        assert "Rob" in flat(app)
        await press(pilot, "enter")
        await press(pilot, "ctrl+q")
    session = opened(backend)
    assert session.services.settings.get().name == "Rob"
    session.close()


async def test_an_answer_the_disk_refused_is_stored_before_locking(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        await press(pilot, "c")
        disk.is_full = True
        await press(pilot, "7")
        disk.is_full = False
        await press(pilot, "ctrl+l")
    assert app.return_value == LOCK
    session = opened(backend)
    check_in = session.services.check_ins.on(session.services.check_ins.days_offered(backend.now())[0])
    assert check_in is not None
    assert list(check_in.answers.values()) == [7]
    session.close()


async def test_an_answer_the_disk_refuses_keeps_the_page(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        await press(pilot, "c")
        disk.is_full = True
        await press(pilot, "7", "p")
        assert isinstance(app.screen, CheckInPage)
        assert "The disk is full" in flat(app)
        disk.is_full = False
        await press(pilot, "p")
        assert not isinstance(app.screen, CheckInPage)
        await press(pilot, "c")
        assert "[7]" in flat(app)
