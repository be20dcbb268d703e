"""What comes up about the file while it is open is told there and then, in every front end."""

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.plain.run import run
from companion.services.check_in.check_ins import CheckIns
from companion.tui.app import CompanionApp
from tests.commands.conftest import Run
from tests.commands.conftest import run as command
from tests.conftest import NOW, PASSPHRASE
from tests.tui.screens import flat, press, settle

__all__ = ["command"]

Happens = Callable[[LocalBackend], None]

ANOTHER_FILE = "Another program changed your file while it was open."
NO_COPY = "The copy that is made once a day could not be made."


def another_file(backend: LocalBackend) -> None:
    """Have a sync program put the file there as it went on elsewhere."""
    other = backend.vault_path.with_name("other")
    shutil.copy(backend.vault_path, other)
    there = LocalBackend(replace(backend.paths, vault=other), profile=backend.profile, clock=backend.clock)
    session = there.open(PASSPHRASE)
    session.services.plan.add_line("toolbox", "Theirs", new_id="b" * 32, now=NOW)
    session.close()
    other.replace(backend.vault_path)


def no_copy(backend: LocalBackend) -> None:
    """Have something lie where the folder of the copies is."""
    backend.vault_path.with_name(f"{backend.vault_path.name}.backups").write_bytes(b"")


HAPPENS = pytest.mark.parametrize(
    ("happens", "said"), [(another_file, ANOTHER_FILE), (no_copy, NO_COPY)], ids=["another file", "no copy"]
)


@pytest.fixture
def made(backend: LocalBackend) -> LocalBackend:
    """A vault that was set up the day before."""
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    backend.clock = lambda: NOW + timedelta(days=1)
    return backend


@HAPPENS
async def test_full_screen_says_it_with_the_next_save_and_once(
    made: LocalBackend, happens: Happens, said: str
) -> None:
    app = CompanionApp(made, session=made.open(PASSPHRASE))
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        happens(made)
        await press(pilot, "c", "5")
        assert said in flat(app)
        await press(pilot, "down", "6")
        assert said not in flat(app)
        await press(pilot, "ctrl+q")
    assert not app.jobs.left_to_say


async def test_full_screen_hands_over_what_came_up_when_it_closed(
    made: LocalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = CompanionApp(made, session=made.open(PASSPHRASE))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "5")
        another_file(made)
        await press(pilot, "ctrl+q")
    assert ANOTHER_FILE in " ".join(app.jobs.left_to_say)


class Typing(io.StringIO):
    """Lines that are typed; something happens before the one of that number."""

    def __init__(self, lines: list[str], at: int, happens: Callable[[], None]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._at, self._happens = at, happens

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        self._at -= 1
        if self._at < 0:
            self._happens()
            self._at = 1_000_000
        return super().readline(-1 if size is None else size)


@pytest.mark.parametrize(
    ("happens", "said", "late"),
    [(another_file, ANOTHER_FILE, False), (no_copy, NO_COPY, False), (another_file, ANOTHER_FILE, True)],
    ids=["another file", "no copy", "another file, at the end"],
)
def test_line_by_line_says_it_at_the_next_prompt_or_at_the_end(
    made: LocalBackend, happens: Happens, said: str, late: bool
) -> None:
    lines = ["c", "5", *[""] * 9, "q"]
    session = made.open(PASSPHRASE)
    typed = Typing(lines, len(lines) - 1 if late else 0, lambda: happens(made))
    out, err = io.StringIO(), io.StringIO()
    assert run(made, session=session, stdin=typed, stdout=out, stderr=err) == 0
    whole = " ".join((err if late else out).getvalue().split())
    assert whole.count(said) == 1
    if not late:
        assert whole.index(said) < whole.index("Closed.")


@HAPPENS
def test_a_command_says_it_on_standard_error(
    made: LocalBackend,
    command: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    happens: Happens,
    said: str,
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, "utf-8")
    form = CheckIns.form

    def meanwhile(self: CheckIns, *args: object, **named: object) -> object:
        happens(made)
        return form(self, *args, **named)  # type: ignore[arg-type]

    made.clock = lambda: NOW - timedelta(days=1)
    monkeypatch.setattr(CheckIns, "form", meanwhile)
    made.vault_path.unlink()
    made.create(PASSPHRASE, setup_step=6)[0].close()
    ended = command("check-in", "--set", "mood=4", "--passphrase-file", str(secret))
    assert ended.code == 0, ended.err
    assert ended.err.count(said) == 1 and "Saved" in ended.err
