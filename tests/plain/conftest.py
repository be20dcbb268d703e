"""Vaults in memory to type at: none yet, an empty one, and one with a little of everything."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.memory_store import MemoryStore
from tests.plain.person import Heard, Typing, type_lines


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The folder offered for pages."""
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture
def empty_backend(documents: Path) -> MemoryBackend:
    """A door to a computer without a vault."""
    return MemoryBackend(folder=documents, exists=False)


@pytest.fixture
def memory_backend(documents: Path, memory_store: MemoryStore) -> MemoryBackend:
    """A door to a vault that is set up and has nothing in it yet."""
    return MemoryBackend(folder=documents, store=memory_store)


@pytest.fixture
def lived_in(memory_backend: MemoryBackend) -> MemoryBackend:
    """A vault with a little of everything."""
    now, services = NOW, memory_backend.services
    services.settings.change(name="Alex", now=now)
    plan = services.plan
    for section, id, text, helps in (
        ("toolbox", "kettle", "The kettle", ""),
        ("toolbox", "walk", "A walk", ""),
        ("daily", "eat", "Ate before noon", ""),
        ("daily", "out", "Went out", ""),
        ("early", "late", "Up past two", "Phone in the kitchen"),
        ("early", "quiet", "Not answering", "Ring Robin"),
        ("triggers", "letter", "A brown letter", ""),
    ):
        plan.add_line(section, text, what_helps=helps, new_id=id, now=now)
    safety = services.safety
    safety.add_line(SafetyStep.ALONE, "Cold water", new_id="water", now=now)
    safety.add_line(SafetyStep.ALONE, "Loud music", new_id="music", now=now)
    safety.add_contact(name="Robin", who="brother", number="07700 900111", new_id="robin", now=now)
    safety.add_contact(name="Jo", number="07700 900222", new_id="jo", now=now)
    talks = services.talks
    thursday, gone = now.date() + timedelta(days=4), now.date() - timedelta(days=10)
    talks.plan_talk(
        with_whom="Priya",
        role="care coordinator",
        day=thursday,
        at=time(14),
        where="Shore House",
        new_id="next",
        now=now,
    )
    talks.plan_talk(with_whom="Dr Lowe", day=gone, new_id="past", now=now)
    for number in range(1, 5):
        talks.add_point(PointKind.SAY, f"Thing {number}", talk_id="next", new_id=f"say{number}", now=now)
    talks.add_point(PointKind.ASK, "What next", talk_id="next", new_id="ask", now=now)
    services.check_ins.write_note(now.date() - timedelta(days=1), "A slow day by the river", now=now)
    return memory_backend


@pytest.fixture
def typed(lived_in: MemoryBackend) -> Typing:
    """Unlock the lived-in vault, type what is given, and close with q."""

    def typing(*script: str | float) -> Heard:
        return type_lines(lived_in, PASSPHRASE, *script, "q")

    return typing
