"""Nothing readable on disk: a canary word in every field, then no file holds it, not after a crash either."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.backend.session import VaultSession
from companion.domain.kinds import KINDS
from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.paths import find_paths
from companion.services.imports.files import ImportFile
from companion.services.services import Services
from companion.tui.app import LOCK, CompanionApp
from companion.vault.records.repository import Repository
from tests.conftest import NOW, PASSPHRASE
from tests.pty.person import wait_at_the_lock, wait_until_kept
from tests.pty.terminal import ENTER, RIGHT, Terminal, ctrl
from tests.tui.screens import press, settle
from tests.tui.shell.crashing import PLACES, SECRET

KILLED: int = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows knows no other

CANARY = "kanarienvogel"
"""A word that stands in nothing of ours."""

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")

TODAY = NOW.date()

SHIPPED = {"helplines.cost", "helplines.for_whom", "scales.name", "scales.low", "scales.high"}
"""Fields that no front end changes."""

DAYLIO = f"""full_date,date,weekday,time,mood,activities,note_title,note
2026-03-02,2 March,Monday,8:13,{CANARY} mood,{CANARY} walk,{CANARY} title,{CANARY} note
"""


@pytest.fixture
def places(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder a program might write to, under one; Python is told of the new temporary one."""
    for name in ("TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        folder = home / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "tmpdir"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return home


def readable_in(folder: Path, word: str = CANARY) -> list[str]:
    """Return the files whose name or bytes hold the word, in any case and encoding."""
    forms = [form.encode(code) for form in (word, word.upper()) for code in ENCODINGS]
    found = []
    for path in sorted(folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        if word in str(path.relative_to(folder)).lower() or any(form in data for form in forms):
            found.append(str(path.relative_to(folder)))
    return found


def ids() -> Iterator[str]:
    """Yield new record ids."""
    return (f"{number:032x}" for number in range(1, 10_000))


def write_everywhere(services: Services) -> None:
    """Put the canary in every field there is, through the services."""
    new, s, bird = ids(), services, CANARY
    s.settings.change(name=bird, reach_me=bird, involved=bird, identifier=bird, now=NOW)
    section = s.plan.add_section(bird, new_id=next(new), now=NOW)
    s.plan.add_line(section.id, bird, what_helps=bird, audience=Visibility.ME, new_id=next(new), now=NOW)
    gone = s.plan.add_line("early", f"{bird} gone", new_id=next(new), now=NOW)
    s.plan.edit_line(gone.id, text=f"{bird} changed", now=NOW)
    s.plan.archive_line(gone.id, now=NOW)
    s.plan.delete_line(gone.id, now=NOW)
    s.undo.undo()
    s.undo.redo()
    s.check_ins.write_note(TODAY, bird, now=NOW)
    s.safety.add_line(SafetyStep.SIGNS, bird, new_id=next(new), now=NOW)
    s.safety.add_contact(
        step=SafetyStep.PEOPLE, name=bird, who=bird, number=bird, hours=bird, new_id=next(new), now=NOW
    )
    s.safety.edit_helpline("samaritans", name=bird, number=bird, how=bird, hours=bird, today=TODAY)
    talk = s.talks.plan_talk(
        with_whom=bird,
        role=bird,
        where=bird,
        day=TODAY + timedelta(4),
        at=time(14),
        new_id=next(new),
        now=NOW,
    )
    s.talks.add_point(PointKind.SAY, bird, talk_id=talk.id, new_id=next(new), now=NOW)
    s.learning.add_line(LearningPart.HOW, bird, new_id=next(new), now=NOW)
    s.learning.add_course(title=bird, where=bird, used=bird, new_id=next(new), now=NOW)
    s.drafts.keep(f"plan/{section.id}/", bird, 3, now=NOW)
    file = ImportFile(name="daylio.csv", data=DAYLIO.encode())
    s.imports.bring_in(file, "daylio", dry_run=False, new_id=lambda: next(new), now=NOW)


def words_without(session: VaultSession) -> set[str]:
    """Return the fields for words, as table.field, in which no record has the canary."""
    store = session._store
    assert isinstance(store, Repository)
    seen = {
        f"{table}.{field}": any(CANARY in getattr(record, field) for record in store.table(table).all())
        for table, kind in KINDS.items()
        for field in kind.words
    }
    return {name for name, found in seen.items() if not found}


def test_the_search_for_it_would_find_it(places: Path) -> None:
    (places / "plain.txt").write_text(f"a {CANARY} sang", "utf-8")
    (places / "wide.txt").write_text(f"a {CANARY.upper()} sang", "utf-16-be")
    (places / f"{CANARY}.txt").touch()
    assert readable_in(places) == [f"{CANARY}.txt", "plain.txt", "wide.txt"]


async def test_no_field_can_be_read_from_any_file(backend: LocalBackend, places: Path) -> None:
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    write_everywhere(session.services)
    assert words_without(session) <= SHIPPED
    app = CompanionApp(backend, session=session)
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        for key in ("c", "p", "n", "h", "comma"):
            await press(pilot, key)
        await press(pilot, "slash", *CANARY, "enter", "f2", "escape", "escape")
        await press(pilot, "p", "right", "a", *f"half a {CANARY}", "ctrl+l")
    assert app.return_value == LOCK
    assert backend.vault_path.stat().st_size > 4096
    assert readable_in(places) == []
    tomorrow = LocalBackend(backend.paths, backend.profile, clock=lambda: NOW + timedelta(days=1))
    again = tomorrow.open(PASSPHRASE)
    assert any(CANARY in draft.text for draft in again.services.drafts.all())
    again.services.check_ins.write_note(date(2026, 11, 23), CANARY, now=tomorrow.now())
    facts = again.facts()
    again.close()
    assert facts.backups
    assert readable_in(places) == []


def test_what_is_asked_for_as_a_file_is_in_that_file_alone(backend: LocalBackend, places: Path) -> None:
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    write_everywhere(session.services)
    sharing = session.services.sharing
    selection = sharing.preset("me", now=NOW)
    pages = places / "pages"
    pages.mkdir()
    for kind in sharing.formats():
        page = sharing.render(selection, kind.id, now=NOW)
        sharing.save(pages / f"page{kind.suffix}", page)
    session.close()
    outside = [name for name in readable_in(places) if not (places / name).is_relative_to(pages)]
    assert outside == []
    assert readable_in(pages)


@pytest.mark.parametrize("place", ["a key", "what was asked"])
def test_a_crash_leaves_nothing_readable(place: str, places: Path) -> None:
    assert place in PLACES
    subprocess.run(
        [sys.executable, "-m", "tests.tui.shell.crashing", place],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (places / "companion" / "companion.vault").exists()
    assert readable_in(places, SECRET) == []


def plan_lines(services: Services) -> list[str]:
    """Return all that stands in the plan."""
    plan = services.plan
    return [line.text for section in plan.sections() for line in plan.lines(section.id)]


@pytest.mark.pty
@pytest.mark.parametrize("ending", ["hide", "kill"])
def test_the_real_program_leaves_nothing_readable(
    ending: str, real_vault: tuple[Path, Path], places: Path
) -> None:
    vault, _ = real_vault
    with Terminal("--vault", str(vault)) as window:
        wait_at_the_lock(window)
        window.send(PASSPHRASE, ENTER)
        window.wait_for("How is today?")
        window.send("p")
        window.wait_for("My plan")
        window.send(RIGHT, "a", f"{CANARY} one", ENTER, f"{CANARY} half")
        window.wait_for(f"{CANARY} half")
        wait_until_kept(window, vault, lambda held: f"{CANARY} one" in plan_lines(held), PASSPHRASE)
        if ending == "kill":
            window.signal(KILLED)
            assert window.wait_for_end() == -KILLED
        else:
            window.send(ctrl("l"))
            window.wait_until(lambda shown: not shown.strip(), "a blank window")
            window.signal(KILLED)
    assert readable_in(places) == []
    opened = LocalBackend(find_paths(vault)).open(PASSPHRASE)
    kept = plan_lines(opened.services)
    opened.close()
    assert f"{CANARY} one" in kept


@pytest.mark.pty
def test_plain_mode_leaves_nothing_readable(real_vault: tuple[Path, Path], places: Path) -> None:
    vault, _ = real_vault
    with Terminal("--plain", "--vault", str(vault)) as window:
        window.wait_for("recovery code:")
        window.send(PASSPHRASE, ENTER)
        window.wait_for("A number, or q to close:")
        window.send("/", ENTER)
        window.wait_for("Words to look for.")
        window.send(CANARY, ENTER)
        window.wait_for(CANARY)
        window.signal(KILLED)
        assert window.wait_for_end() == -KILLED
    assert readable_in(places) == []
