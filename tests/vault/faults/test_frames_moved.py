"""Genuine frames dropped, doubled, put in another order, taken from a fork or another vault, and garbage after them."""

import itertools
import os
import shutil
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from companion.errors import DamagedContents
from companion.vault.disk.last_seen import Relation, relation
from companion.vault.format.frames import BLOCK
from tests.thorough import many, sample
from tests.vault.conftest import reopen
from tests.vault.faults.counting import Tally, counted
from tests.vault.faults.frame_files import FrameFile, add_deltas, frame_file, held, new_file, seen_of


@dataclass(frozen=True)
class Family:
    """A vault; a fork of it after its second delta; the same after a compaction; and a vault of another person."""

    ours: FrameFile
    fork: FrameFile
    later: FrameFile
    stranger: FrameFile

    def pool(self) -> dict[str, bytes]:
        """Return every genuine frame there is, by a name, and garbage of the length of one."""
        found = {"garbage": os.urandom(BLOCK), "zeros": bytes(BLOCK)}
        for name in ("ours", "fork", "later", "stranger"):
            file: FrameFile = getattr(self, name)
            found |= {f"{name} {n}": saved.frame for n, saved in enumerate(file.saves)}
        return found


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Family:
    """Four files."""
    folder = tmp_path_factory.mktemp("frames")
    path, fork = folder / "ours.vault", folder / "fork.vault"
    shared = new_file(path, ("one", "two"))
    shutil.copyfile(path, fork)
    ours, forked = add_deltas(path, ("ours", "more")), add_deltas(fork, ("theirs", "long"))
    assert ours.raw.startswith(shared.raw) and forked.raw.startswith(shared.raw)
    again = reopen(path)
    again._must_rewrite = True
    again.compact()
    raw = path.read_bytes()
    again.close()
    later = frame_file(raw, ours.key)
    return Family(ours, forked, later, new_file(folder / "stranger.vault", ("one", "two")))


def check(family: Family, names: tuple[str, ...], pool: dict[str, bytes], tally: Tally) -> None:
    """Check what our header with those frames behind it opens as."""
    raw = family.ours.header + b"".join(pool[name] for name in names)
    genuine = 0
    chain = family.ours
    here = [pool[name] for name in names]
    for file in (family.ours, family.fork, family.later):
        pairs = zip((saved.frame for saved in file.saves), here, strict=False)
        together = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
        if together > genuine:
            genuine, chain = together, file
    try:
        opened = family.ours.opened(raw)
    except DamagedContents:
        assert genuine < len(names), "a sound file was refused"
        tally.saw("refused")
        return
    assert genuine, "a snapshot from nowhere"
    assert held(opened) == chain.saves[genuine - 1].words
    if genuine < len(names):
        assert opened.torn, "silent"
        tally.saw("earlier save")
        return
    how = relation(seen_of(opened), family.ours.saves[-1].seen)
    later = chain is family.later
    same = chain.saves[genuine - 1].frame == family.ours.saves[-1].frame
    on_the_way = chain.saves[genuine - 1].frame in [saved.frame for saved in family.ours.saves]
    wanted = (
        Relation.ELSEWHERE
        if later
        else Relation.SAME
        if same
        else Relation.OLDER
        if on_the_way
        else Relation.APART
    )
    assert how is wanted, how
    tally.saw(f"named by last-seen: {how.value}" if how is not Relation.SAME else "the file itself")


@pytest.mark.thorough
def test_each_frame_dropped_doubled_swapped_or_replaced(family: Family) -> None:
    pool = family.pool()
    whole = tuple(f"ours {n}" for n in range(len(family.ours.saves)))
    with counted("frames: dropped, doubled, moved, foreign") as tally:
        cases = {whole}
        for at in range(len(whole)):
            cases.add((*whole[:at], *whole[at + 1 :]))
            cases.add((*whole[: at + 1], *whole[at:]))
            for name in pool:
                cases |= {(*whole[:at], name, *whole[at + 1 :]), (*whole[:at], name, *whole[at:])}
        cases |= set(itertools.permutations(whole))
        cases |= {(*whole, name, other) for name in pool for other in pool}
        for names in sample(sorted(cases), always=[whole]):
            with tally.case(" ".join(names)):
                check(family, names, pool, tally)


@many(300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_sequence_of_genuine_frames(family: Family, data: st.DataObject) -> None:
    pool = family.pool()
    start = data.draw(st.sampled_from(["ours 0", "later 0", "fork 0"]))
    names = (start, *data.draw(st.lists(st.sampled_from(sorted(pool)), max_size=7)))
    with counted("frames: any sequence") as tally, tally.case(" ".join(names)):
        check(family, names, pool, tally)


@pytest.mark.thorough
def test_garbage_of_any_length_behind_the_last_frame(family: Family) -> None:
    whole = family.ours.raw
    lengths = [*range(1, 130), *range(BLOCK - 90, BLOCK + 90), *range(0, 300_000, 10_007), 262_144, 262_145]
    with counted("frames: garbage appended") as tally:
        for length in sample(lengths, always=[0, 262_144, 262_145]):
            for garbage in (os.urandom(length), bytes(length)):
                with tally.case(f"{length} bytes"):
                    try:
                        opened = family.ours.opened(whole + garbage)
                    except DamagedContents:
                        assert length > 256 * 1024
                        tally.saw("refused")
                        continue
                    assert held(opened) == family.ours.saves[-1].words
                    assert opened.torn or not length
                    tally.saw("earlier save")


def test_garbled_commitments_on_many_deltas_are_damage_and_no_torn_tail(family: Family) -> None:
    """Else a damaged stretch would be taken for one save that was cut short, and thrown away."""
    ours = family.ours
    deltas = range(1, len(ours.saves))
    with counted("frames: garbled commitments") as tally:
        for many in range(1, len(ours.saves)):
            for chosen in itertools.combinations(deltas, many):
                spoilt = [
                    saved.frame[:60] + os.urandom(4) + saved.frame[64:] if n in chosen else saved.frame
                    for n, saved in enumerate(ours.saves)
                ]
                with tally.case(f"{chosen}"):
                    raw = ours.header + b"".join(spoilt)
                    tail = tuple(deltas)[min(chosen) - 1 :]
                    try:
                        opened = ours.opened(raw)
                    except DamagedContents:
                        tally.saw("refused")
                        continue
                    assert chosen == tail and opened.torn, "later saves were thrown away"
                    assert held(opened) == ours.saves[min(chosen) - 1].words
                    tally.saw("earlier save")
