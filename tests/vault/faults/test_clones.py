"""A disk that was copied block by block, and used on both sides: nobody's words are taken for the other's."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from companion.vault.disk.fs import Fs
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.vault import Vault
from tests.thorough import sample
from tests.vault.faults.counting import counted
from tests.vault.faults.homes import CHEAP, DAY, NOW, PASSPHRASE, Home, new_home, save, saved, words


class ClonedFs(Fs):
    """A disk whose copy says the same of its files as it does itself."""

    def mark(self, path: Path) -> str:
        return "of both"


@pytest.fixture
def pair(disk: Path) -> tuple[Home, Home]:
    """Two computers that cannot tell themselves apart; the last to write was the same on both."""
    home, _ = new_home(disk / "home")
    vault = home.open(fs=ClonedFs())
    save(vault, "before")
    save(vault, "deleted")
    vault.close()
    return home, home.copied(disk / "clone")


Act = Callable[[Vault], None]


def delete(vault: Vault, id: str) -> None:
    """Delete one record."""
    with vault.transaction():
        vault.view("lines", writable=True).pop(id)


def in_turn(*acts: Act) -> Act:
    """Return what does one after the other."""

    def act(vault: Vault) -> None:
        for each in acts:
            each(vault)

    return act


def adds(id: str, text: str = "") -> Act:
    """Return what saves two records."""
    return lambda vault: save(vault, id, text)


def deletes(id: str) -> Act:
    """Return what deletes one."""
    return lambda vault: delete(vault, id)


ACTS: dict[str, Act] = {
    "adds": adds("new"),
    "adds twice": in_turn(adds("new"), adds("newer")),
    "changes": adds("before", "other words"),
    "deletes one": deletes("deleted"),
    "deletes two": in_turn(deletes("deleted"), deletes("deleted too")),
    "writes all": in_turn(adds("new"), Vault.compact, adds("later")),
}


def went_on(home: Home, act: Act, mine: str, *, closes: bool) -> Vault:
    """Open it as the writer who was there before, act, and put a word of its own in."""
    vault = home.open(fs=ClonedFs())
    writer = vault.writer
    assert writer in vault.contents.meta.vv, "it goes on as the same writer"
    act(vault)
    if mine:
        VaultDB(vault).records("lines").keep(mine, {"text": mine})
    if closes:
        vault.close()
    return vault


def everything(vault: Vault) -> set[tuple[str, str]]:
    """Return every version there is: id and words."""
    found = set(words(vault).items())
    for waiting in vault.conflicting():
        assert waiting.table == "lines"
        found |= {(waiting.id, str(document["text"])) for document in waiting.versions.values()}
    return found


def joined(home: Home, other: Home, copy: Path) -> tuple[set[tuple[str, str]], bool]:
    """Take a copy of `other` in, twice, and return every version there is then, and whether they had parted."""
    shutil.copyfile(other.vault, copy)
    vault = home.open(fs=ClonedFs(), day=2)
    merged = vault.copies.merge(vault.copies.look_into(copy), now=NOW + 2 * DAY)
    found = everything(vault)
    again = vault.copies.merge(vault.copies.look_into(copy), now=NOW + 2 * DAY)
    assert not again.changes_something
    assert everything(vault) == found
    vault.close()
    return found, merged.came_apart


@pytest.mark.parametrize("theirs", ACTS)
@pytest.mark.parametrize("ours", ACTS)
def test_two_clones_keep_what_each_of_them_wrote(
    pair: tuple[Home, Home], disk: Path, ours: str, theirs: str
) -> None:
    one, other = pair
    went_on(one, ACTS[ours], "mine", closes=True)
    went_on(other, ACTS[theirs], "theirs alone", closes=True)
    wanted = set()
    for home in pair:
        vault = home.open(read_only=True)
        wanted |= everything(vault)
    shutil.copytree(one.folder, disk / "one")
    first, parted = joined(one, other, disk / "copy")
    second, _ = joined(other, Home(disk / "one"), disk / "copy")
    assert parted
    gone = {(f"{id}{too}", id) for id in ("deleted", "before") for too in ("", " too")}
    assert first >= wanted - gone and first == second
    assert not {id for id, _ in wanted} - {id for id, _ in first} - {"deleted", "deleted too"}


def test_a_clone_that_only_deleted_takes_nothing_from_the_other(pair: tuple[Home, Home], disk: Path) -> None:
    one, other = pair
    went_on(one, ACTS["deletes two"], "", closes=True)
    went_on(other, ACTS["adds"], "", closes=True)
    found, parted = joined(one, other, disk / "copy")
    assert parted and saved("new").items() <= found


@pytest.mark.parametrize("ours", ["deletes two", "writes all", "adds twice"])
@pytest.mark.parametrize("closes", [True, False], ids=["closed", "killed"])
@pytest.mark.parametrize("at_once", [True, False], ids=["in one sitting", "later"])
def test_one_that_was_killed_or_is_joined_at_once_loses_nothing(
    pair: tuple[Home, Home], disk: Path, ours: str, closes: bool, at_once: bool
) -> None:
    one, other = pair
    drop = went_on(other, adds("new"), "", closes=closes)
    vault = went_on(one, ACTS[ours], "mine", closes=False)
    if not at_once:
        vault.close()
        vault = one.open(fs=ClonedFs(), day=2)
    shutil.copyfile(other.vault, disk / "copy")
    merged = vault.copies.merge(vault.copies.look_into(disk / "copy"), now=NOW + 2 * DAY)
    assert merged.came_apart
    assert everything(vault) >= {*saved("new").items(), ("mine", "mine")}
    vault.close()
    drop.close()


def test_two_computers_that_write_and_delete_the_same_are_not_taken_for_clones(disk: Path) -> None:
    one, _ = new_home(disk / "one")
    vault = one.open()
    save(vault, "deleted later")
    vault.close()
    other = one.copied(disk / "other")

    def edited(home: Home, *acts: Act) -> None:
        vault = home.open(day=2)
        for act in acts:
            act(vault)
        vault.close()

    def take(home: Home, file: Path) -> bool:
        vault = home.open(day=2)
        merged = vault.copies.merge(vault.copies.look_into(file), now=NOW + 2 * DAY)
        vault.close()
        return merged.came_apart

    for home, copy in ((one, disk / "first"), (other, disk / "second")):
        edited(home, adds("day"))
        shutil.copyfile(home.vault, copy)
        edited(home, deletes("day"), deletes("day too"))
    assert not take(one, disk / "second") and not take(other, disk / "first")
    edited(one, deletes("deleted later"))
    assert not take(other, one.vault) and not take(one, other.vault)
    vault = one.open(read_only=True)
    assert "deleted later" not in words(vault)
    vault.close()


def test_what_is_written_after_they_were_joined_comes_in_too(pair: tuple[Home, Home], disk: Path) -> None:
    one, other = pair
    went_on(one, ACTS["adds twice"], "mine", closes=True)
    went_on(other, ACTS["deletes one"], "theirs", closes=True)
    joined(one, other, disk / "copy")
    went_on(other, ACTS["adds"], "after", closes=True)
    found, _ = joined(one, other, disk / "copy")
    assert {("mine", "mine"), ("theirs", "theirs"), ("after", "after")} <= found


def test_an_earlier_state_of_the_same_writer_brings_nothing_back(pair: tuple[Home, Home], disk: Path) -> None:
    one, earlier = pair
    for act in ("deletes one", "adds", "changes"):
        went_on(one, ACTS[act], "", closes=True)
        found, parted = joined(one, earlier, disk / "copy")
        assert not parted and ("deleted", "deleted") not in found
        shutil.rmtree(earlier.folder)
        earlier = one.copied(disk / "clone")


@pytest.mark.parametrize("changed", ["computer", "file", "nothing"])
def test_who_goes_on_as_the_same_writer(pair: tuple[Home, Home], changed: str) -> None:
    home = pair[0]
    fs = Fs()
    fs.computer = "started once"
    for _ in range(2):
        vault = home.open(fs=fs)
        save(vault, "one", vault.writer)
        writer = vault.writer
        vault.close()
    fs = Fs()
    fs.computer = "started again" if changed == "computer" else "started once"
    if changed == "file":
        copy = home.vault.with_name("copy")
        shutil.copy2(home.vault, copy)
        copy.replace(home.vault)
    vault = home.open(fs=fs)
    assert (vault.writer == writer) is (changed == "nothing")
    vault.close()


def random_acts(rng: Random, name: str) -> Iterator[Act]:
    """Yield some edits of one computer."""
    for number in range(rng.randint(1, 4)):
        kind = rng.choice(["adds", "changes", "deletes", "writes all"])
        if kind == "adds":
            yield lambda vault, n=number: save(vault, f"{name} {n}")  # type: ignore[misc]
        elif kind == "changes":
            yield lambda vault, n=number: save(vault, "before", f"{name} {n}")  # type: ignore[misc]
        elif kind == "deletes":
            yield lambda vault: delete(vault, "deleted") if "deleted" in words(vault) else None
        else:
            yield lambda vault: vault.compact()


@pytest.mark.thorough
def test_whatever_two_or_three_clones_did_every_word_is_there(disk: Path) -> None:
    template, _ = new_home(disk / "template")
    vault = template.open(fs=ClonedFs())
    save(vault, "before")
    save(vault, "deleted")
    vault.close()
    with counted("clones: joined") as tally:
        for seed in sample(range(200)):
            rng = Random(seed)
            homes = [template.copied(disk / f"{seed} {n}") for n in range(rng.choice([2, 2, 3]))]
            with tally.case(f"seed {seed}"):
                wanted = set()
                for n, home in enumerate(homes):
                    for _ in range(rng.randint(1, 2)):
                        vault = home.open(fs=ClonedFs())
                        for act in random_acts(rng, f"of {n}"):
                            act(vault)
                        vault.close()
                    vault = home.open(read_only=True)
                    wanted |= {version for version in everything(vault) if version[1].startswith("of ")}
                results = []
                for order in permutations(range(len(homes))):
                    into = homes[order[0]].copied(disk / f"into {seed} {'-'.join(map(str, order))}")
                    for n in order[1:]:
                        found, _ = joined(into, homes[n], disk / "copy")
                    assert found >= wanted, sorted(wanted - found)
                    results.append(found)
                    shutil.rmtree(into.folder)
                tally.saw(
                    "alike in every order" if all(one == results[0] for one in results) else "not alike"
                )
            for home in homes:
                shutil.rmtree(home.folder)


def test_a_copy_that_parted_is_told_though_its_numbers_are_lower(pair: tuple[Home, Home]) -> None:
    one, other = pair
    went_on(one, ACTS["adds twice"], "mine", closes=True)
    went_on(other, lambda vault: None, "theirs", closes=True)
    shutil.copyfile(other.vault, one.vault.with_name("companion (1).vault"))
    vault = Vault.open(one.vault, passphrase=PASSPHRASE, now=NOW, profile=CHEAP, read_only=True)
    assert [copy.is_sure for copy in vault.copies.conflicting()] == [True]
    vault.close()


def why_no_mount() -> str:
    """Return why no image of a disk can be mounted here; nothing when it can."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return "only root mounts images"
    if not all(map(shutil.which, ("mkfs.ext4", "mount", "umount"))):
        return "there is no mkfs.ext4 or mount here"
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder, "image")
        made = subprocess.run(["sh", "-c", f"truncate -s 8M {image} && mkfs.ext4 -q {image}"], check=False)
        tried = made.returncode == 0 and mounted(image, Path(folder, "at"))
        if tried:
            subprocess.run(["umount", str(Path(folder, "at"))], check=True)
        return "" if tried else "an image may not be mounted here"


def mounted(image: Path, at: Path) -> bool:
    """Mount an image; return whether that worked."""
    at.mkdir(exist_ok=True)
    return (
        subprocess.run(["mount", "-o", "loop", image, at], check=False, capture_output=True).returncode == 0
    )


@pytest.mark.parametrize("started", ["in one start", "started anew"])
def test_an_image_of_a_disk_that_goes_on_twice(disk: Path, started: str) -> None:
    if why := why_no_mount():
        pytest.skip(why)
    first, second, at = disk / "first.img", disk / "second.img", disk / "at"
    home, writers = Home(at / "home"), set()

    def use(image: Path, computer: str, *ids: str) -> None:
        assert mounted(image, at)
        try:
            fs = Fs()
            fs.computer = computer
            vault = home.open(fs=fs) if home.vault.exists() else make(home, fs)
            for id in ids:
                save(vault, id)
            writers.add(vault.writer)
            vault.close()
        finally:
            subprocess.run(["umount", at], check=True)

    subprocess.run(["sh", "-c", f"truncate -s 16M {first} && mkfs.ext4 -q {first}"], check=True)
    use(first, "one start", "before")
    shutil.copyfile(first, second)
    use(first, "one start", "here", "here again")
    use(second, "one start" if started == "in one start" else "another", "there")
    assert len(writers) == (1 if started == "in one start" else 2)
    assert mounted(second, at)
    shutil.copytree(home.folder, disk / "there")
    subprocess.run(["umount", at], check=True)
    assert mounted(first, at)
    try:
        found, came_apart = joined(home, Home(disk / "there"), disk / "copy")
        assert came_apart is (started == "in one start")
        assert {text for _, text in found} == {"before", "here", "here again", "there"}
    finally:
        subprocess.run(["umount", at], check=True)


def make(home: Home, fs: Fs) -> Vault:
    """Make a vault there."""
    return Vault.create(home.vault, PASSPHRASE, now=NOW, profile=CHEAP, seen=home.state, fs=fs)[0]
