"""Copies of the vault from the command line: made, checked, put in its place, and put together."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.paths import find_paths
from tests.commands.conftest import Ask, Ended, Run
from tests.conftest import CHEAP, NOW, PASSPHRASE

OLD = "the words it had before"


@pytest.fixture
def other_secret(tmp_path: Path) -> str:
    """A file with another passphrase."""
    path = tmp_path / "other-passphrase"
    path.write_text(OLD + "\n", "utf-8")
    return str(path)


def plan_line(backend: LocalBackend, id: str, text: str) -> None:
    """Add a line to the plan, or change it."""
    session = backend.open(PASSPHRASE)
    plan = session.services.plan
    if any(line.id == id for line in plan.lines("toolbox")):
        plan.edit_line(id, text=text, now=backend.now())
    else:
        plan.add_line("toolbox", text, new_id=id, now=backend.now())
    session.close()


def texts(ask: Ask, *options: str) -> list[str]:
    """Return the words of the plan's lines."""
    everything = json.loads(ask("export", "--format", "json", *options).out)
    return sorted(line["text"] for line in everything["tables"]["lines"].values())


def test_a_backup_is_read_back_and_says_where_it_is(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    ended = ask("vault", "backup", str(tmp_path / "stick"))
    assert ended.code == 0
    copy = Path(ended.out.strip())
    assert copy.parent == tmp_path / "stick" and copy.exists()
    assert (
        "read back, and it is whole. Saved on Sunday 22 November 2026 at 9.04 pm, today. In it:" in ended.err
    )
    assert "1 check-in" in ended.err
    beside = Path(ask("vault", "backup").out.strip())
    assert beside.parent.name == "companion.vault.backups"


def test_a_backup_can_be_made_beside_the_open_program(
    ask: Ask, backend: LocalBackend, tmp_path: Path
) -> None:
    session = backend.open(PASSPHRASE)
    try:
        assert ask("vault", "backup", str(tmp_path)).code == 0
    finally:
        session.close()


def test_a_folder_that_is_not_there_is_named_and_not_made(ask: Ask, tmp_path: Path) -> None:
    ended = ask("vault", "backup", str(tmp_path / "stikc" / "copies"))
    assert (ended.code, ended.out) == (1, "")
    assert "There is no folder" in ended.err and "or make the folder first." in ended.err
    assert not (tmp_path / "stikc").exists()


def test_a_backup_into_a_place_that_is_none_is_told(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ended = ask("vault", "backup", str(tmp_path / "file"))
    assert (ended.code, ended.out) == (1, "")
    assert "could not be written" in ended.err


def test_verify_counts_what_is_in_a_copy_and_changes_nothing(ask: Ask, tmp_path: Path) -> None:
    copy = Path(ask("vault", "backup", str(tmp_path)).out.strip())
    before = copy.read_bytes(), sorted(tmp_path.iterdir())
    ended = ask("vault", "verify", str(copy))
    assert ended.code == 0
    assert f"{copy} is whole:" in ended.out
    assert "In it: 1 check-in, 4 lines in the plan" in ended.out
    assert (copy.read_bytes(), sorted(tmp_path.iterdir())) == before
    found = json.loads(ask("vault", "verify", str(copy), "--json").out)
    assert found["ok"] and found["counts"]["check_ins"] == 1


def test_an_older_copy_that_is_verified_is_not_taken_for_the_vault(
    ask: Ask, backend: LocalBackend, tmp_path: Path
) -> None:
    copy = Path(ask("vault", "backup", str(tmp_path)).out.strip())
    plan_line(backend, "x", "Since then")
    assert "older" not in ask("vault", "verify", str(copy)).err
    assert ask("plan").err == ""


def test_restore_says_what_is_in_it_and_keeps_what_was(
    ask: Ask, backend: LocalBackend, tmp_path: Path
) -> None:
    copy = Path(ask("vault", "backup", str(tmp_path)).out.strip())
    before = texts(ask)
    plan_line(backend, "x", "Since then")
    ended = ask("vault", "restore", str(copy))
    assert ended.code == 0
    assert ended.err.index("In it:") < ended.err.index("Everything is now as it was saved on Sunday")
    assert texts(ask) == before
    kept = ended.err.rsplit("That copy is ", 1)[1].strip()
    assert ask("vault", "restore", kept).code == 0
    assert "Since then" in texts(ask)


def test_a_copy_with_keys_of_its_own_needs_its_passphrase(
    run: Run,
    ask: Ask,
    tmp_path: Path,
    passphrase_file: str,
    other_secret: str,
    typing: Callable[..., list[str]],
) -> None:
    copy = Path(ask("vault", "backup", str(tmp_path)).out.strip())
    ended = ask("vault", "passphrase", "--new-passphrase-file", other_secret, "--renew-code")
    assert ended.code == 0
    new, old = ("--passphrase-file", other_secret), ("--other-passphrase-file", passphrase_file)
    for words in (("vault", "merge", str(copy)), ("vault", "restore", str(copy))):
        refused = run(*words, *new)
        assert refused.code == 3
        assert "other keys" in refused.err and "--other-passphrase-file FILE" in refused.err
        assert run(*words, *new, "--other-passphrase-file", other_secret).code == 3
        assert run(*words, *new, *old).code == 0
    prompts = typing("not that one, no", PASSPHRASE)
    assert run("vault", "merge", str(copy), *new).code == 0
    assert prompts == ["Passphrase of that copy: "] * 2


@pytest.mark.parametrize("deed", ["merge", "restore"])
def test_what_is_no_copy_of_this_vault_is_refused(
    ask: Ask, backend: LocalBackend, tmp_path: Path, deed: str
) -> None:
    before = backend.vault_path.read_bytes()
    stranger = LocalBackend(find_paths(tmp_path / "stranger.vault"), profile=CHEAP, clock=lambda: NOW)
    stranger.create(PASSPHRASE)[0].close()
    (tmp_path / "letter").write_text("Dear all")
    for name, said, code in (
        ("stranger.vault", "a vault of its own", 1),
        ("letter", "not a Companion file", 1),
        ("none", "There is no file", 1),
    ):
        ended = ask("vault", deed, str(tmp_path / name))
        assert (ended.code, said in ended.err) == (code, True), ended
    spoilt = bytearray(backend.vault_path.read_bytes())
    spoilt[5000] ^= 1
    (tmp_path / "spoilt.vault").write_bytes(spoilt)
    assert ask("vault", deed, str(tmp_path / "spoilt.vault")).code == 4
    assert backend.vault_path.read_bytes() == before


@pytest.mark.parametrize("loss", ["gone", "damaged"])
def test_a_named_copy_takes_the_place_of_a_vault_that_does_not_open(
    ask: Ask, backend: LocalBackend, tmp_path: Path, loss: str
) -> None:
    copy = Path(ask("vault", "backup", str(tmp_path)).out.strip())
    before = texts(ask)
    plan_line(backend, "x", "Since then")
    if loss == "gone":
        backend.vault_path.unlink()
    else:
        spoilt = bytearray(backend.vault_path.read_bytes())
        spoilt[-100] ^= 1
        backend.vault_path.write_bytes(spoilt)
    ended = ask("vault", "restore", str(copy))
    assert ended.code == 0
    assert "This is a copy of your vault" in ended.err
    assert ("damaged file is kept" in ended.err) is (loss == "damaged")
    assert texts(ask) == before


def test_a_named_copy_with_another_passphrase_takes_the_place_of_a_damaged_vault(
    run: Run, ask: Ask, backend: LocalBackend, tmp_path: Path, passphrase_file: str, other_secret: str
) -> None:
    copy = Path(ask("vault", "backup", str(tmp_path)).out.strip())
    assert ask("vault", "passphrase", "--new-passphrase-file", other_secret, "--renew-code").code == 0
    spoilt = bytearray(backend.vault_path.read_bytes())
    spoilt[-100] ^= 1
    backend.vault_path.write_bytes(spoilt)
    new = ("--passphrase-file", other_secret)
    assert run("vault", "restore", str(copy), *new).code == 3
    ended = run("vault", "restore", str(copy), *new, "--other-passphrase-file", passphrase_file)
    assert ended.code == 0
    assert ask("plan").code == 0


def test_a_fork_swapped_in_is_named_and_goes_on(ask: Ask, backend: LocalBackend, tmp_path: Path) -> None:
    fork = tmp_path / "fork.vault"
    shutil.copy(backend.vault_path, fork)
    plan_line(backend, "here", "Here")
    elsewhere = LocalBackend(find_paths(fork), profile=CHEAP, clock=lambda: NOW + timedelta(hours=1))
    elsewhere.paths = replace(elsewhere.paths, state=tmp_path / "state-elsewhere")
    plan_line(elsewhere, "there", "There")
    shutil.copy(fork, backend.vault_path)
    said = "each went on by themselves"
    for words in (("plan",), ("vault", "info"), ("export",), ("vault", "verify"), ("plan",)):
        ended = ask(*words)
        assert (ended.code, said in ended.err) == (0, True), words
    assert said in ask("check-in", "--note", "x").err
    assert said not in ask("plan").err, "a command that wrote took it for what counts now"


def test_an_older_copy_in_its_place_is_named_with_both_days(
    ask: Ask, backend: LocalBackend, tmp_path: Path
) -> None:
    shutil.copy(backend.vault_path, tmp_path / "old")
    backend.clock = lambda: NOW + timedelta(days=2)
    plan_line(backend, "later", "Later")
    shutil.copy(tmp_path / "old", backend.vault_path)
    ended = ask("plan")
    assert ended.code == 0
    assert "older copy of your vault, saved on Sunday 22 November 2026" in ended.err
    assert "last saw one saved on Tuesday 24 November 2026" in ended.err
    assert ended.err.count("\n") == 1


class Computer:
    """One of two computers, each with a home of its own and a copy of one vault."""

    def __init__(self, ask: Ask, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
        self._ask, self._monkeypatch, self.home = ask, monkeypatch, home

    @property
    def vault(self) -> Path:
        return self.home / "companion.vault"

    def __call__(self, *words: str) -> Ended:
        with self._monkeypatch.context() as patch:
            patch.setenv("COMPANION_HOME", str(self.home))
            ended = self._ask(*words)
        assert ended.code == 0, ended.err
        return ended

    def everything(self) -> str:
        """Return the export, word for word."""
        return self("export", "--format", "json").out


@pytest.fixture
def two(
    ask: Ask, backend: LocalBackend, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> tuple[Computer, Computer]:
    """Two computers with the same vault."""
    computers = tuple(Computer(ask, monkeypatch, tmp_path / name) for name in ("desk", "laptop"))
    for computer in computers:
        computer.home.mkdir()
        shutil.copy(backend.vault_path, computer.vault)
        computer("plan")
    return computers[0], computers[1]


def test_two_computers_edited_apart_and_merged_both_ways_hold_the_same(
    two: tuple[Computer, Computer], tmp_path: Path
) -> None:
    desk, laptop = two
    desk("check-in", "--day", "yesterday", "--set", "mood=3", "--note", "At the desk")
    desk("check-in", "--set", "mood=6")
    laptop("check-in", "--day", "friday", "--note", "On the bus")
    laptop("check-in", "--set", "mood=2", "--tick", "walk the dog")
    stick = {}
    for computer in two:
        stick[computer] = tmp_path / f"{computer.home.name}.vault"
        shutil.copy(computer.vault, stick[computer])
    ended = desk("vault", "merge", str(stick[laptop]))
    assert "Saved on Sunday 22 November 2026" in ended.err
    assert "1 thing was changed in both copies. Both are kept; choose when you like." in ended.err
    assert "vault clashes" in ended.err
    (said,) = re.findall("That copy is (.*)", ended.err)
    was = desk("export", "--format", "json", "--vault", said).out
    assert "At the desk" in was and "On the bus" not in was
    laptop("vault", "merge", str(stick[desk]))
    assert desk.everything() == laptop.everything()
    again = desk("vault", "merge", str(laptop.vault)).err
    assert "was here already" in again and "That copy is" not in again
    assert desk.everything() == laptop.everything()
    words = desk.everything()
    for kept in ("At the desk", "On the bus", "A bath with the radio on"):
        assert kept in words
    everything = json.loads(words)
    assert set(everything["tables"]["check_ins"]) == {"2026-11-20", "2026-11-21", "2026-11-22"}
    (conflict,) = everything["clashes"]
    shown = everything["tables"]["check_ins"]["2026-11-22"]
    assert {shown["answers"]["mood"], conflict["record"]["answers"]["mood"]} == {6, 2}


def test_a_choice_made_on_one_computer_reaches_the_other(
    two: tuple[Computer, Computer], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, laptop = two
    desk("check-in", "--set", "mood=6")
    laptop("check-in", "--set", "mood=2")
    desk("vault", "merge", str(laptop.vault))
    listed = desk("vault", "clashes")
    assert listed.out.startswith("1 Check-in for Sunday 22 November 2026\n  1 the one that is shown, changed")
    assert "    Mood: 6" in listed.out and "    Mood: 2" in listed.out
    keep = "1" if listed.out.index("Mood: 2") < listed.out.index("Mood: 6") else "2"
    assert "nothing left to choose" in desk("vault", "clashes", "--choose", "1", "--keep", keep).err
    assert "nothing to choose between" in desk("vault", "clashes").err
    laptop("vault", "merge", str(desk.vault))
    assert desk.everything() == laptop.everything()
    everything = json.loads(laptop.everything())
    assert everything["clashes"] == []
    assert everything["tables"]["check_ins"]["2026-11-22"]["answers"]["mood"] == 2


def test_choices_that_are_none_choose_nothing(two: tuple[Computer, Computer], ask: Ask) -> None:
    desk, laptop = two
    desk("check-in", "--set", "mood=6")
    laptop("check-in", "--set", "mood=2")
    assert ask("vault", "clashes", "--choose", "1", "--keep", "1").code == 1
    vault = ("--vault", str(desk.vault))
    ask("vault", "merge", str(laptop.vault), *vault)
    for options in (("--choose", "1"), ("--choose", "2", "--keep", "1"), ("--choose", "1", "--keep", "3")):
        assert ask("vault", "clashes", *options, *vault).code == 2
    assert "Mood: 6" in ask("vault", "clashes", *vault).out


def test_standard_input_holds_one_passphrase(run: Run) -> None:
    ended = run("vault", "merge", "x", "--passphrase-file", "-", "--other-passphrase-file", "-")
    assert ended.code == 2
    assert "one passphrase" in ended.err


@pytest.mark.parametrize("deed", ["merge", "restore"])
def test_beside_the_open_program_nothing_is_put_together(
    ask: Ask, backend: LocalBackend, tmp_path: Path, deed: str
) -> None:
    copy = ask("vault", "backup", str(tmp_path)).out.strip()
    session = backend.open(PASSPHRASE)
    try:
        before = backend.vault_path.read_bytes()
        assert ask("vault", deed, copy).code == 5
        assert backend.vault_path.read_bytes() == before
    finally:
        session.close()
