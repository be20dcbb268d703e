"""Two computers with vaults on disk, put together as a person does it; read by the second reader too."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from companion.domain.exercise import SHIPPED, AnswerKind
from companion.services.learn.courses import shipped_pack
from companion.services.services import Services
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.tui.backup.two_computers import Computer, carry, two_computers
from tests.vault.format.second_reader import read_path
from tests.vault.format.second_secrets import Limits

LIMITS = Limits(least_kib=CHEAP.least_kib, most_kib=CHEAP.most_kib)
EXERCISE = next(e for e in shipped_pack().exercises if sum(s.kind is AnswerKind.LINES for s in e.steps) > 1)
FIRST, SECOND, *_ = (step.key for step in EXERCISE.steps if step.kind is AnswerKind.LINES)


def at(computer: Computer, *deeds: Callable[[Services], object]) -> None:
    """Open the vault, do something, and close."""
    session = computer.backend.open(PASSPHRASE)
    for deed in deeds:
        deed(session.services)
    session.close()


def take(computer: Computer, other: Computer, folder: Path) -> int:
    """Put the other computer's vault and this one together; return how many choices that leaves."""
    stick = folder / "stick.vault"
    shutil.copy(other.vault, stick)
    session = computer.backend.open(PASSPHRASE)
    joined = session.merge(stick, now=NOW + timedelta(days=1))
    session.close()
    return joined.conflicts


def test_nothing_is_out_of_sight_or_undone_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = two_computers(tmp_path, monkeypatch)
    at(
        here,
        lambda s: s.plan.add_section("Music", new_id="music", now=NOW),
        lambda s: s.plan.add_line("toolbox", "Tea", new_id="tea", now=NOW),
        lambda s: s.sheets.begin(SHIPPED, EXERCISE.id, new_id="x", now=NOW),
    )
    carry(here.vault, there.vault)
    at(
        here,
        lambda s: s.plan.delete_section("music", now=NOW),
        lambda s: s.plan.edit_line("tea", text="Tea at four", now=NOW + timedelta(hours=2)),
        lambda s: s.sheets.answer("x", FIRST, text="here", now=NOW + timedelta(hours=1)),
    )
    at(
        there,
        lambda s: s.plan.add_line("music", "Whistling", new_id="new", now=NOW),
        lambda s: s.plan.edit_line("tea", text="Tea at five", now=NOW + timedelta(hours=1)),
        lambda s: s.sheets.answer("x", SECOND, text="there", now=NOW),
    )
    assert take(here, there, tmp_path) == 1, "the line about tea, and not the sheet"
    at(here, lambda s: s.plan.delete_line("tea", now=NOW + timedelta(hours=3)))
    at(there, lambda s: s.plan.add_line("toolbox", "Cocoa", new_id="cocoa", now=NOW))
    assert take(here, there, tmp_path) == 1
    assert take(there, here, tmp_path) == 1
    for computer in (here, there):
        session = computer.backend.open(PASSPHRASE)
        plan, services = session.services.plan, session.services
        assert plan.section("music").name == "Music"
        assert [line.text for line in plan.lines("music")] == ["Whistling"]
        assert {line.text for line in plan.lines("toolbox")} == {"Walk", "Cocoa"}
        assert {a.text for a in services.sheets.sheet("x").answers} == {"here", "there"}
        (view,) = services.conflicts.all()
        assert view.versions[0].words == ("It was deleted here.",)
        exported = services.everything.as_json_ready()
        assert not {"deletions", "headings"} & set(exported["tables"])
        session.close()
        found = read_path(computer.vault, passphrase=PASSPHRASE, limits=LIMITS)
        assert len(found.tables["deletions"]) == len(found.tables["headings"]) == 1
