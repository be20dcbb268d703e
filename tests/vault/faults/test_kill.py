"""kill -9 before, after and within every operation on disk of whole sittings: the last save or the next, never half."""

import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from companion.errors import CompanionError, NothingThere
from companion.vault.vault import Vault
from tests.thorough import is_whole, sample
from tests.vault.faults.counting import Tally, counted
from tests.vault.faults.disk import CountingFs, KillingFs, Point, points
from tests.vault.faults.forks import forked
from tests.vault.faults.homes import (
    CHEAP,
    NOW,
    PASSPHRASE,
    Home,
    State,
    new_home,
    save,
    state_on_disk,
    survives,
)
from tests.vault.faults.sittings import SITTINGS, Sitting

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows"),
]


def all_points(home: Home, session: Sitting, secret: str) -> list[Point]:
    """Return every moment of the session, which is had once to the end."""
    fs, done = CountingFs(), 0

    def count(_: str) -> None:
        nonlocal done
        done += 1

    session.run(home, secret, fs, count)
    assert done == len(session.deeds)
    return points(fs.steps)


@pytest.mark.parametrize("name", SITTINGS)
def test_a_kill_at_any_moment_of_a_sitting_leaves_the_last_save_or_the_next(disk: Path, name: str) -> None:
    session = SITTINGS[name]
    template, at_first = new_home(disk / "template")
    at_first = session.prepare(template, at_first)
    states = session.states(at_first)
    moments = all_points(template.copied(disk / "count"), session, at_first.secret)
    with counted(f"kill: {name}") as tally:
        for number, point in enumerate(sample(moments)):
            home = template.copied(disk / f"{number}")
            with tally.case(f"killed {point}"):
                killed_once(home, session, states, point, tally)
    if is_whole():
        assert tally.counts["the last save"] and (session.rescue_copy or tally.counts["the one in flight"])


def killed_once(home: Home, session: Sitting, states: list[State], point: Point, tally: Tally) -> None:
    """Kill one sitting and check what is left."""
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    ended = forked(lambda say: session.run(home, states[0].secret, KillingFs(point), say))
    assert ended.signal == signal.SIGKILL, "it was never reached"
    done = len(ended.said)
    rescue_copy = session.rescue_copy and not done and needs_rescue_copy(home, states[0].secret)
    found = survives(home, states[done : done + 2], rescue_copy=rescue_copy, older=session.rescue_copy)
    for code in filter(None, ended.said):
        home.open(code, read_only=True).close()
    tally.saw("the last save" if found == states[done] else "the one in flight")


def needs_rescue_copy(home: Home, secret: str) -> bool:
    """Return True when a person is to be offered a copy of the vault."""
    try:
        home.open(secret, read_only=True).close()
    except CompanionError:
        return True
    return False


def test_a_kill_while_a_vault_is_made_leaves_it_or_none(disk: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")

    def make(home: Home, fs: CountingFs | KillingFs) -> str:
        vault, code = Vault.create(home.vault, PASSPHRASE, now=NOW, profile=CHEAP, fs=fs, seen=home.state)
        vault.close()
        return code

    def made(home: Home, point: Point, say: Callable[[str], None]) -> None:
        say(make(home, KillingFs(point)))

    counting = CountingFs()
    make(Home(disk / "count"), counting)
    with counted("kill: making a vault") as tally:
        for number, point in enumerate(sample(points(counting.steps))):
            home = Home(disk / f"{number}")
            home.folder.mkdir()
            with tally.case(f"killed {point}"):
                ended = forked(partial(made, home, point))
                assert ended.signal == signal.SIGKILL
                if not home.vault.exists():
                    make(home, CountingFs())
                    tally.saw("none")
                else:
                    tally.saw("made")
                survives(home, [State({})])


def test_a_kill_while_a_vault_is_erased_leaves_it_or_none(disk: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")

    def erase(home: Home, fs: CountingFs | KillingFs) -> None:
        vault = home.open(fs=fs)
        save(vault, "one")
        vault.erase()

    def erased(home: Home, point: Point, say: Callable[[str], None]) -> None:
        erase(home, KillingFs(point))

    template, state = new_home(disk / "template")
    counting = CountingFs()
    erase(template.copied(disk / "count"), counting)
    states = [state, State(state.words | {"one": "one", "one too": "one"})]
    with counted("kill: erasing") as tally:
        for number, point in enumerate(sample(points(counting.steps))):
            home = template.copied(disk / f"{number}")
            with tally.case(f"killed {point}"):
                ended = forked(partial(erased, home, point))
                assert ended.signal == signal.SIGKILL
                try:
                    state_on_disk(home, states)
                    home.open().erase()
                    tally.saw("all of it")
                except NothingThere:
                    tally.saw("none of it")
                assert not home.vault.exists() and not (home.backups.exists() and any(home.backups.iterdir()))
