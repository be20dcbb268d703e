"""Another program puts a file there while one is saved: neither is written over, whatever stops in between."""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.vault.disk.atomic_file import new_path
from companion.vault.disk.fs import Fs
from companion.vault.vault import Vault
from tests.thorough import sample
from tests.vault.faults.counting import counted
from tests.vault.faults.disk import CountingFs, KillingFs, Point, RefusingFs, WatchedFs, points
from tests.vault.faults.forks import forked
from tests.vault.faults.homes import CHEAP, DAY, NOW, PASSPHRASE, Home, State, new_home, save, saved, words
from tests.vault.faults.power import PowerFs, Tree, laid_out


def conflicts(home: Home) -> list[Path]:
    """Return the conflict copies beside the vault."""
    return sorted(home.vault.parent.glob("companion.vault.conflict-*"))


def all_words(home: Home) -> dict[str, str]:
    """Return what the vault holds with its conflict copies taken in, one after the other."""
    vault = home.open(day=3)
    for path in conflicts(home):
        vault.copies.merge(vault.copies.look_into(path), now=NOW + 3 * DAY)
    found = words(vault)
    vault.close()
    return found


class ArrivingFs(WatchedFs):
    """A disk on which a sync program's file takes the vault's place while the next state is read back."""

    def __init__(self, home: Home, *, arrives: str = "read_pieces", lacks: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._home, self._arrives, self._lacks = home, arrives, lacks
        self.left = 0
        """How often it is still to happen."""

    def begins(self, name: str, args: tuple[object, ...]) -> None:
        if name == self._arrives and self.left:
            self.left -= 1
            put_there(self._home)

    def exchange(self, one: Path, other: Path) -> bool:
        self.begins("exchange", ())
        return "exchange" not in self._lacks and Fs.exchange(self, one, other)

    def link(self, source: Path, target: Path) -> bool:
        self.begins("link", ())
        return "link" not in self._lacks and Fs.link(self, source, target)


def put_there(home: Home) -> None:
    """Put the copy that was edited apart in the vault's place, as sync programs do it."""
    arriving = home.vault.with_name(".sync-part")
    shutil.copyfile(home.other, arriving)
    arriving.replace(home.vault)


WAYS: dict[str, Callable[[Home], ArrivingFs]] = {
    "in one step": ArrivingFs,
    "just before it": lambda home: ArrivingFs(home, arrives="exchange"),
    "with a second name": lambda home: ArrivingFs(home, lacks=("exchange",)),
    "before the second name": lambda home: ArrivingFs(home, arrives="link", lacks=("exchange",)),
    "with one name": lambda home: ArrivingFs(home, lacks=("exchange", "link")),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("shown", [True, False], ids=["held", "lost"])
def test_what_arrives_while_all_is_written_is_kept_and_told(disk: Path, way: str, shown: bool) -> None:
    home, state = new_home(disk / "home")
    fs = WAYS[way](home)
    vault = home.open(fs=fs)
    save(vault, "one")
    fs.left = 1
    if shown:
        vault.compact()
        assert [line for line in vault.notices if "Another program put a file in the place of yours" in line]
    vault.close()
    assert not fs.left and vault.path == home.vault and not new_path(home.vault).exists()
    (kept,) = conflicts(home)
    assert kept.read_bytes() == home.other.read_bytes()
    assert all_words(home) == state.having(**saved("one")).having(**saved("theirs")).words


@pytest.mark.parametrize("lacks", [(), ("exchange",), ("exchange", "link")], ids=["swap", "two names", "one"])
def test_nothing_is_left_beside_where_nobody_came(disk: Path, lacks: tuple[str, ...]) -> None:
    home, state = new_home(disk / "home")
    vault = home.open(fs=ArrivingFs(home, lacks=lacks))
    save(vault, "one")
    vault.close()
    assert sorted(path.name for path in home.vault.parent.iterdir()) == [
        "companion.vault",
        "companion.vault.backups",
        "companion.vault.lock",
    ]
    assert all_words(home) == state.having(**saved("one")).words


def test_a_vault_that_is_made_takes_no_place_from_what_came_meanwhile(disk: Path) -> None:
    home, _ = new_home(disk / "home")
    shutil.move(home.vault.parent, disk / "away")
    fs = ArrivingFs(home)
    fs.left = 1
    for lacks in ((), ("exchange", "link")):
        fs = ArrivingFs(home, arrives="put_new", lacks=lacks)
        fs.left = 1
        with pytest.raises(CompanionError, match="There is a file"):
            Vault.create(home.vault, PASSPHRASE, now=NOW, profile=CHEAP, fs=fs)
        assert home.vault.read_bytes() == home.other.read_bytes()
        home.vault.unlink()


def unfinished_of(home: Home, disk: Path, what: str) -> bytes:
    """Return what is found under the name of an unfinished save."""
    raw = home.vault.read_bytes()
    if what == "another vault":
        vault, _ = Vault.create(disk / "b.vault", PASSPHRASE, now=NOW, profile=CHEAP)
        vault.close()
        return (disk / "b.vault").read_bytes()
    if what == "other keys":
        there = home.copied(disk / "renewed")
        vault = there.open()
        vault.keys.renew_keys(PASSPHRASE, now=NOW)
        vault.close()
        return there.vault.read_bytes()
    return {
        "edited apart": home.other.read_bytes(),
        "something else": b"a list of mine",
        "the same": raw,
        "an earlier state": min(home.backups.iterdir()).read_bytes(),
        "cut short": raw[:9000],
        "a part of the header": raw[:100],
        "empty": b"",
        "zeros": bytes(5000),
        "zeros, then words": bytes(4096) + b"words",
        "one wrong bit": flipped(home.other.read_bytes(), 100),
    }[what]


def flipped(raw: bytes, at: int) -> bytes:
    """Return the file with one wrong bit."""
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


KEPT = {"zeros, then words", "one wrong bit", "edited apart", "something else", "another vault", "other keys"}
GOES = {"the same", "an earlier state", "cut short", "a part of the header", "empty", "zeros"}


@pytest.mark.parametrize("what", sorted(KEPT | GOES))
def test_what_has_the_name_of_an_unfinished_save_is_read_before_it_goes(disk: Path, what: str) -> None:
    home, state = new_home(disk / "home")
    found = unfinished_of(home, disk, what)
    new_path(home.vault).write_bytes(found)
    vault = home.open()
    save(vault, "one")
    vault.close()
    assert [path.read_bytes() for path in conflicts(home)] == ([found] if what in KEPT else [])
    assert any("not finished" in line for line in vault.notices) is (what in KEPT)
    vault = home.open(day=1)
    assert words(vault) == state.having(**saved("one")).words
    vault.close()


@pytest.mark.parametrize("what", ["a folder", "a link", "a pipe"])
def test_what_is_no_file_is_put_aside_too(disk: Path, what: str) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    home, state = new_home(disk / "home")
    new = new_path(home.vault)
    if what == "a folder":
        new.mkdir()
        (new / "inside").write_bytes(b"mine")
    elif what == "a link":
        (disk / "mine.txt").write_bytes(b"mine")
        new.symlink_to(disk / "mine.txt")
    else:
        os.mkfifo(new)
    vault = home.open()
    save(vault, "one")
    vault.close()
    (kept,) = conflicts(home)
    assert not new.exists()
    assert what != "a folder" or (kept / "inside").read_bytes() == b"mine"
    assert what != "a link" or (disk / "mine.txt").read_bytes() == b"mine"
    vault = home.open(read_only=True)
    assert words(vault) == state.having(**saved("one")).words


def after_a_kill_in_a_save(home: Home) -> None:
    """Be killed when a save of everything, with new words in it, is whole but not in its place."""

    class Stopping(WatchedFs):
        def begins(self, name: str, args: tuple[object, ...]) -> None:
            if name in ("exchange", "replace", "put_new") and sys.platform != "win32":
                os.kill(os.getpid(), signal.SIGKILL)

    def killed(say: Callable[[str], None]) -> None:
        vault = home.open(fs=Stopping())
        vault._must_rewrite = True
        save(vault, "in flight")

    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    assert forked(killed).signal == signal.SIGKILL


def test_words_of_a_save_that_was_stopped_are_kept_and_no_later_ones_are_taken_for_them(disk: Path) -> None:
    home, state = new_home(disk / "home")
    after_a_kill_in_a_save(home)
    vault = home.open()
    save(vault, "in flight", "other words")
    save(vault, "two")
    vault.close()
    assert len(conflicts(home)) == 1
    vault = home.open()
    vault.copies.merge(vault.copies.look_into(conflicts(home)[0]), now=NOW + DAY)
    both = {str(doc["text"]) for waiting in vault.conflicting() for doc in waiting.versions.values()}
    vault.close()
    assert both >= {"in flight", "other words"}
    assert all_words(home).keys() == state.having(**saved("two")).having(**saved("in flight")).words.keys()


class ArrivingOnceFs(CountingFs):
    """A disk that counts, and on which the file comes at the last moment."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home, self._there = home, False

    def begins(self, name: str, args: tuple[object, ...]) -> None:
        super().begins(name, args)
        if name == "exchange" and not self._there:
            self._there = True
            put_there(self._home)


def sitting(vault: Vault, say: Callable[[str], None]) -> None:
    """Save once at the end of the file, and once everything."""
    save(vault, "one")
    say("one")
    vault._must_rewrite = True
    save(vault, "two")
    say("two")
    vault.close()


def holds_all(home: Home, state: State, said: tuple[str, ...] | list[str], came: bool) -> None:
    """Check that what was told to be saved is there, and what had come, and that saving goes on."""
    vault = home.open(day=2)
    save(vault, "later")
    assert vault.path == home.vault
    vault.close()
    assert not new_path(home.vault).exists()
    lacks = {**state.words, **saved("later")}.keys() | {id for one in said for id in saved(one)}
    lacks |= saved("theirs").keys() if came else set()
    assert lacks <= all_words(home).keys()


@pytest.mark.thorough
def test_a_kill_at_any_moment_of_it_loses_neither(disk: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    template, state = new_home(disk / "template")
    counting = ArrivingOnceFs(home := template.copied(disk / "count"))
    sitting(home.open(fs=counting), lambda _: None)
    comes = [step.name for step in counting.steps].index("exchange")

    def killed(home: Home, point: Point, say: Callable[[str], None]) -> None:
        class Killing(KillingFs):
            there = False

            def begins(self, name: str, args: tuple[object, ...]) -> None:
                if name == "exchange" and not self.there:
                    self.there = True
                    put_there(home)
                super().begins(name, args)

        sitting(home.open(fs=Killing(point)), say)

    with counted("put there: killed") as tally:
        for number, point in enumerate(sample(points(counting.steps))):
            home = template.copied(disk / f"{number}")
            with tally.case(f"killed {point}"):
                ended = forked(partial(killed, home, point))
                assert ended.signal == signal.SIGKILL
                holds_all(home, state, ended.said, point.at >= comes)
                tally.saw("with the file that came" if point.at >= comes else "before it came")


@pytest.mark.thorough
def test_an_error_at_any_moment_of_it_loses_neither(disk: Path) -> None:
    template, state = new_home(disk / "template")
    counting = ArrivingOnceFs(home := template.copied(disk / "count"))
    sitting(home.open(fs=counting), lambda _: None)
    comes = [step.name for step in counting.steps].index("exchange")

    class Refusing(RefusingFs):
        there = False
        home: Home

        def begins(self, name: str, args: tuple[object, ...]) -> None:
            if name == "exchange" and not self.there:
                self.there = True
                put_there(self.home)
            super().begins(name, args)

    with counted("put there: refused") as tally:
        for number, at in enumerate(sample(range(len(counting.steps)))):
            fs, home = Refusing(), template.copied(disk / f"{number}")
            fs.home, fs.at, fs.error = home, at, errno.EIO
            with tally.case(f"EIO at {at}, {counting.steps[at].name}"):
                said: list[str] = []
                try:
                    vault = home.open(fs=fs)
                except CompanionError:
                    continue
                for one in ("one", "two"):
                    vault._must_rewrite = one == "two"
                    try:
                        save(vault, one)
                        said.append(one)
                    except CompanionError:
                        tally.saw("refused and told")
                vault.close()
                assert fs.there
                tally.saw("after it came" if at >= comes else "before")
                holds_all(home, state, said, came=True)


def left_behind(disk: Path, home: Home, state: State) -> Iterator[str]:
    """Yield each state that the power going can leave behind once the file came, laid out and checked."""
    told: list[str] = []
    came = False
    found: list[tuple[str, Tree, tuple[str, ...]]] = []

    def crash(moment: str, tree: Tree) -> None:
        if came:
            found.append((moment, tree, tuple(told)))

    class Arriving(PowerFs):
        def begins(self, name: str, args: tuple[object, ...]) -> None:
            nonlocal came
            if name == "exchange" and not came:
                came = True
                put_there(home)
                self.put(home.vault, home.vault.read_bytes())
            super().begins(name, args)

    def say(one: str) -> None:
        told.append(one)
        fs.deed_is_done()

    fs = Arriving(home.folder, crash)
    sitting(home.open(fs=fs), say)
    for moment, tree, said in found:
        left = Home(disk / "left")
        laid_out(tree, left.folder)
        holds_all(left, state, said, came=True)
        shutil.rmtree(left.folder)
        yield moment


def test_the_power_going_in_it_loses_neither(disk: Path) -> None:
    home, state = new_home(disk / "home")
    with counted("put there: power") as tally:
        for moment in left_behind(disk, home, state):
            with tally.case(moment):
                tally.saw("all there")
    assert tally.counts["tried"] > 5
