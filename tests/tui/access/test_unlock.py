"""The way in: passphrase, recovery code, what goes wrong, and the help lines before any of it."""

import errno
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.backend.session import VaultSession
from companion.domain.helpline import Nation
from companion.services.safety.helplines import national_lines
from companion.tui.access.setup_secret import NewPassphrase
from companion.tui.access.unlock import Forgot, UnlockScreen, group_place
from companion.tui.access.unsaved import Blank
from companion.tui.app import LOCK, CompanionApp
from companion.tui.base.locked_screen import OPENING
from companion.tui.check_in.today import Today
from companion.tui.safety.help_strip import in_short
from companion.tui.safety.helplines import Helplines
from companion.tui.safety.safety import Safety
from companion.tui.widgets.secret_input import SecretInput
from companion.vault.disk.fs import Fs
from tests.conftest import PASSPHRASE
from tests.tui.screens import flat, lines, press, settle

NEW = "three red kites over"


@pytest.fixture
def code(backend: LocalBackend) -> str:
    """The recovery code of a vault that is on disk and closed."""
    session, code = backend.create(PASSPHRASE, setup_step=6)
    now = backend.now()
    session.services.settings.change(name="Sam Rivers", now=now)
    session.close()
    return code


@dataclass
class SlowBackend(LocalBackend):
    """A door whose opening waits until the test says go."""

    go: threading.Event = field(default_factory=threading.Event)

    def open(self, secret: str, *, read_only: bool = False) -> VaultSession:
        self.go.wait(10)
        return super().open(secret, read_only=read_only)


@pytest.fixture
def slow(backend: LocalBackend, code: str) -> SlowBackend:
    """A slow door to the same vault."""
    return SlowBackend(backend.paths, backend.profile, backend.clock)


def secret(app: CompanionApp) -> SecretInput:
    """Return the line the secret is typed in."""
    return app.screen.query_one(SecretInput)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_the_passphrase_opens_it(backend: LocalBackend, code: str, size: tuple[int, int]) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)


async def test_nothing_of_the_person_stands_on_it(backend: LocalBackend, code: str) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "Rivers" not in flat(app)
        assert str(backend.vault_path) not in flat(app)


async def test_it_has_its_looks_as_the_screen_the_program_starts_with(
    backend: LocalBackend, code: str
) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        sheet = app.screen.query_one("#way-in")
        assert (sheet.region.x, sheet.region.right) == (5, 75)
        assert sheet.styles.background == app.screen.query_one("#way-in SecretInput").styles.background


async def test_letters_typed_while_it_opens_do_not_stay_in_memory(slow: SlowBackend) -> None:
    app = CompanionApp(slow)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*PASSPHRASE, "enter", *"more of it")
        slow.go.set()
        await settle(pilot)
        assert isinstance(app.screen, Today)
        assert [line.value for screen in app.screen_stack for line in screen.query(SecretInput)] in ([], [""])


async def test_what_is_typed_is_hidden_until_asked_for(backend: LocalBackend, code: str) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"hushed")
        assert "hushed" not in flat(app)
        await press(pilot, "ctrl+r")
        assert "hushed" in flat(app)


async def test_a_wrong_passphrase_is_answered_kindly_and_cleared(backend: LocalBackend, code: str) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *"not these words", "enter")
        assert "! That did not open it. Try again; nothing is lost." in flat(app)
        assert secret(app).value == ""
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)


async def test_enter_on_an_empty_line_asks_for_nothing(backend: LocalBackend, code: str) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert OPENING not in flat(app)
        assert "!" not in flat(app)


async def test_keys_typed_while_it_opens_are_the_next_try(slow: SlowBackend) -> None:
    app = CompanionApp(slow)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"not these words", "enter")
        assert OPENING in flat(app)
        await pilot.press(*PASSPHRASE, "enter")
        slow.go.set()
        await settle(pilot)
        assert isinstance(app.screen, Today)


async def test_what_was_typed_stays_when_the_disk_could_not_read_the_file(
    backend: LocalBackend, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, tries = Fs.read, 0

    def failing(fs: Fs, path: Path) -> bytes:
        nonlocal tries
        tries += path == backend.vault_path
        if tries == 1:
            raise OSError(errno.EIO, "failing")
        return read(fs, path)

    monkeypatch.setattr(Fs, "read", failing)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert "The disk could not read" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, Today)


async def test_each_of_several_tries_typed_while_it_opens_is_tried(slow: SlowBackend) -> None:
    app = CompanionApp(slow)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"not these words", "enter", *PASSPHRASE, "enter", *"nor these words", "enter")
        slow.go.set()
        await settle(pilot)
        assert isinstance(app.screen, Today)


async def test_letters_typed_while_it_opens_stay_and_start_the_next_try(slow: SlowBackend) -> None:
    app = CompanionApp(slow)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"not these words", "enter", *PASSPHRASE[:5])
        slow.go.set()
        await settle(pilot)
        assert "That did not open it" in flat(app)
        assert secret(app).value == PASSPHRASE[:5]


async def test_hidden_while_it_opens_nothing_is_shown_and_it_locks(slow: SlowBackend) -> None:
    app = CompanionApp(slow)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*PASSPHRASE, "enter", "ctrl+l")
        assert isinstance(app.screen, Blank)
        slow.go.set()
        await settle(pilot)
        assert not app.is_open
    assert app.return_value == LOCK


async def test_help_asked_for_while_it_opens_is_not_taken_away(slow: SlowBackend) -> None:
    app = CompanionApp(slow)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*PASSPHRASE, "enter", "f2")
        assert isinstance(app.screen, Helplines)
        slow.go.set()
        await settle(pilot)
        assert isinstance(app.screen, Safety)
        await press(pilot, "escape")
        assert isinstance(app.screen, Today)


async def test_a_code_typed_as_passphrase_opens_it_and_asks_for_a_new_one(
    backend: LocalBackend, code: str
) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *code.lower(), "enter")
        assert isinstance(app.screen, NewPassphrase)


async def test_forgotten_the_wrong_group_is_named_and_selected(backend: LocalBackend, code: str) -> None:
    wrong = [*code.split("-")]
    wrong[2] = wrong[2][:4] + ("0" if wrong[2][4] != "0" else "1")
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f3")
        assert isinstance(app.screen, Forgot)
        await press(pilot, *"-".join(wrong), "enter")
        assert "Group 3 does not match" in flat(app)
        assert secret(app).selected_text == wrong[2]
        await press(pilot, *code.split("-")[2], "enter")
        assert isinstance(app.screen, NewPassphrase)
        assert "Rivers" not in flat(app)


async def test_a_new_passphrase_takes_the_place_of_the_old_one(backend: LocalBackend, code: str) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f3", *code, "enter")
        await press(pilot, *"short", "enter")
        assert "at least 10 characters" in flat(app)
        await press(pilot, "ctrl+a", "ctrl+k", *NEW, "enter", *"something else", "enter")
        assert "The two are not the same" in flat(app)
        await press(pilot, *NEW, "enter")
        assert isinstance(app.screen, Today)
        await press(pilot, "ctrl+q")
    backend.open(NEW).close()


async def test_esc_leads_from_the_code_back_to_the_passphrase(backend: LocalBackend, code: str) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"half", "f3", "escape", *" way")
        assert isinstance(app.screen, UnlockScreen)
        assert secret(app).value == "half way"


async def test_open_elsewhere_it_is_offered_for_reading(backend: LocalBackend, code: str) -> None:
    writer = backend.open(PASSPHRASE)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f4")
        assert OPENING not in flat(app)
        await press(pilot, *PASSPHRASE, "enter")
        assert "open in another Companion window" in flat(app)
        assert "F4 opens it here for reading" in flat(app)
        assert "F4 Open for reading" in lines(app)[-1]
        assert secret(app).value == PASSPHRASE
        await press(pilot, *PASSPHRASE)
        assert secret(app).value == PASSPHRASE
        await press(pilot, "f4")
        assert isinstance(app.screen, Today)
        assert app.session.read_only
        await press(pilot, "ctrl+q")
    writer.close()


async def test_open_elsewhere_and_closed_there_enter_is_enough(backend: LocalBackend, code: str) -> None:
    writer = backend.open(PASSPHRASE)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        writer.close()
        await press(pilot, "enter")
        assert isinstance(app.screen, Today)
        assert not app.session.read_only


async def test_open_elsewhere_the_code_opens_it_for_reading(backend: LocalBackend, code: str) -> None:
    writer = backend.open(PASSPHRASE)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f3", *code, "enter")
        assert "F4 opens it here for reading" in flat(app)
        await press(pilot, "f4")
        assert isinstance(app.screen, Today)
        await press(pilot, "ctrl+q")
    writer.close()


def _damage_beginning(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def _damage_end(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-20] + bytes(byte ^ 255 for byte in data[-20:]))


def _remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_damage_beginning, "The beginning of this file is damaged"),
        (_damage_end, "what the file holds was changed or damaged"),
        (_remove, "There is no vault at"),
    ],
)
async def test_other_errors_are_one_sentence_in_place(
    backend: LocalBackend, code: str, spoil: object, sentence: str
) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert callable(spoil)
        spoil(backend.vault_path)
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, UnlockScreen)
        assert sentence in flat(app)


async def test_the_notice_is_shown_once(backend: LocalBackend, code: str) -> None:
    backend.note_crash("somewhere.py:1")
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Last time the program closed on its own." in flat(app)
        await press(pilot, "ctrl+l", "x")
        assert isinstance(app.screen, UnlockScreen)
        assert "Last time" not in flat(app)


@pytest.mark.parametrize("nation", [None, *Nation])
async def test_the_essential_lines_show_without_scrolling(
    backend: LocalBackend, code: str, nation: Nation | None
) -> None:
    if nation:
        backend.change_config(nation=nation.value)
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        first = flat(app)
        for row in in_short(national_lines(nation), nation):
            assert f"{row.name} {row.number}" in " ".join(first.split())
        assert "Your own plan needs the passphrase." in first


@pytest.mark.parametrize("nation", [None, *Nation])
async def test_every_line_in_full_can_be_scrolled_to(
    backend: LocalBackend, code: str, nation: Nation | None
) -> None:
    if nation:
        backend.change_config(nation=nation.value)
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        seen = flat(app)
        for _ in range(12):
            await press(pilot, "pagedown")
            seen += flat(app)
        for line in national_lines(nation):
            assert (line.name if line.names_its_number else f"{line.name} {line.number}") in seen
            assert "".join(line.hours.split())[1:9] in "".join(seen.split())
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)


async def test_the_way_in_loads_no_vault_code_before_it_is_shown(backend: LocalBackend) -> None:
    import subprocess
    import sys

    source = (
        "import sys, companion.tui.app, companion.tui.access.unlock, companion.services.safety.safety\n"
        "late = ('tinydb', 'cryptography', 'companion.services.services', 'companion.vault.vault')\n"
        "print([name for name in late if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_group_is_found_as_the_code_is_read() -> None:
    assert group_place("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG", 3) == (12, 17)
    assert group_place("aaaaa bbbb ccccc ddddd eeeee fffff ggggg", 2) == (6, 10)
    assert group_place("AAAAABBBBBCCCCC", 2) == (5, 10)
    assert group_place("AAAAA", 7) == (5, 5)
