"""How long Learn takes to open with many courses, beside Plan in the same run, and a peer that reads the same bytes.

Run by hand: ``python -m tests.bench.learn``. Bytecode must be there: unset PYTHONDONTWRITEBYTECODE first. Each round
opens the vault anew, so that nothing read before is at hand; the page counts as open when it is mounted and drawn.
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from companion.backend.local import LocalBackend
from companion.domain.exercise import AddedPack
from companion.paths import Paths
from companion.services.learn.courses import shipped_pack
from companion.tui.app import CompanionApp
from companion.vault.records.documents import to_document
from tests.bench.timing import busy, show
from tests.bench.vault import CHEAP, PASSPHRASE

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PACKS, EXERCISES, ROUNDS, GOAL = 40, 30, 9, 100.0
"""Courses, exercises in each, rounds, and the milliseconds that Learn may take."""

READY = 2.0
"""Seconds on Today, after which the program has fetched what the other pages need."""

PLAN, LEARN, AT_ONCE = "plan, after 2 s on Today", "learn, after 2 s on Today", "learn, at once"
DECODE = "msgspec decodes the same courses"


def courses() -> list[AddedPack]:
    """Return the courses: the shipped exercises again and again, under other names."""
    shipped = shipped_pack()
    made = []
    for number in range(PACKS):
        exercises = tuple(
            replace(shipped.exercises[n % 12], id=f"e{n}", title=f"{shipped.exercises[n % 12].title} {n}")
            for n in range(EXERCISES)
        )
        pack = replace(shipped, id=f"pack-{number}", title=f"Course {number}", exercises=exercises)
        made.append(AddedPack(id=pack.id, pack=pack, created_at=NOW, changed_at=NOW))
    return made


def build(backend: LocalBackend, added: list[AddedPack]) -> None:
    """Make a vault that holds them."""
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    for pack in added:
        session.services.packs.add(pack.pack, now=NOW)
    session.close()


async def opening(backend: LocalBackend, place: str, *, rests: bool) -> float:
    """Return milliseconds from asking for a page until it is drawn, in a vault opened just now.

    `rests`: the person looks at Today for a while first.
    """
    shipped_pack.cache_clear()
    session = backend.open(PASSPHRASE)
    app = CompanionApp(backend, session=session)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        if rests:
            await asyncio.sleep(READY)
        began = time.perf_counter()
        await app.action_go(place)
        drawn = asyncio.Event()
        app.screen.call_after_refresh(drawn.set)
        await drawn.wait()
        taken = (time.perf_counter() - began) * 1000
    session.close()
    return taken


async def main() -> None:
    """Print the figures."""
    added = courses()
    documents = msgspec.json.encode([to_document(pack) for pack in added])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        paths = Paths(vault=home / "v", config=home / "c", state=home / "s", documents=home / "d")
        backend = LocalBackend(paths, profile=CHEAP, clock=lambda: NOW)
        build(backend, added)
        taken: dict[str, list[float]] = {PLAN: [], LEARN: [], AT_ONCE: [], DECODE: []}
        for _ in range(ROUNDS):
            taken[PLAN].append(await opening(backend, "plan", rests=True))
            taken[LEARN].append(await opening(backend, "learn", rests=True))
            taken[AT_ONCE].append(await opening(backend, "learn", rests=False))
            began = time.perf_counter()
            msgspec.json.decode(documents, type=list[AddedPack])
            taken[DECODE].append((time.perf_counter() - began) * 1000)
    print(f"{PACKS} courses of {EXERCISES}, {len(documents) / 1e6:.1f} MB of JSON; {busy()}")
    show(taken, PLAN)
    learn = statistics.median(taken[LEARN])
    print(f"goal {GOAL:.0f} ms: {'met' if learn <= GOAL else 'not met'}")


if __name__ == "__main__":
    asyncio.run(main())
