"""One flipped bit at every byte of a real vault, and a cut at every length: refused, or an earlier save with notice."""

from itertools import product

import pytest

from companion.errors import CompanionError, DamagedContents, DamagedHeader, NotReadable
from companion.vault.disk.last_seen import Relation, relation
from companion.vault.format.header import HEADER_LEN
from companion.vault.format.replay import DamagedWithin
from tests.thorough import sample
from tests.vault.faults.counting import counted
from tests.vault.faults.frame_files import FrameFile, held, new_file, seen_of

pytestmark = pytest.mark.thorough

IDS = ("one", "long", "two", "three")
PARTS = 6
REFUSALS = (NotReadable, DamagedHeader, DamagedContents)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> FrameFile:
    """A vault with a snapshot of 256 KiB and four deltas, one of them of several blocks."""
    return new_file(tmp_path_factory.mktemp("flips") / "v.vault", IDS)


def refusal(file: FrameFile, raw: bytes) -> tuple[str, int]:
    """Return how the bytes open: "refused", "earlier save", "silent"; and how many saves are there then."""
    try:
        opened = file.opened(raw)
    except REFUSALS as error:
        assert str(error).endswith((".", "?"))
        return f"refused: {type(error).__name__}", 0
    saves = opened.deltas + 1
    assert held(opened) == file.saves[saves - 1].words, "a mixture"
    return ("earlier save" if opened.torn and saves < len(file.saves) else "silent"), saves


@pytest.mark.parametrize("part", range(PARTS))
def test_a_flipped_bit_at_every_byte_is_noticed(file: FrameFile, part: int) -> None:
    whole = file.raw
    begin, end = (len(whole) * each // PARTS for each in (part, part + 1))
    spoilt = bytearray(whole)
    with counted("flips: one bit of every byte") as tally:
        for at in sample(range(begin, end)):
            spoilt[at] ^= 1 << (at * 5 + at // 8) % 8
            with tally.case(f"byte {at}"):
                outcome, _ = refusal(file, bytes(spoilt))
                expected = DamagedHeader if at < HEADER_LEN else DamagedContents
                if outcome == "silent":
                    tally.violation(f"byte {at}: silent")
                elif outcome != "earlier save":
                    assert outcome in (f"refused: {expected.__name__}", f"refused: {DamagedWithin.__name__}")
                tally.saw(outcome)
            spoilt[at] = whole[at]


def test_every_bit_of_the_header_and_of_each_frame_s_beginning_is_noticed(file: FrameFile) -> None:
    whole = file.raw
    starts = [len(file.upto(saves)) for saves in range(len(file.saves))]
    where = [
        *range(1100),
        *range(4032, HEADER_LEN),
        *(at for begin in starts for at in range(begin, begin + 96)),
    ]
    with counted("flips: every bit that steers") as tally:
        for at, bit in sample(product(where, range(8))):
            spoilt = whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
            with tally.case(f"byte {at}, bit {bit}"):
                outcome, _ = refusal(file, spoilt)
                assert outcome != "silent"
                tally.saw(outcome)


def test_a_cut_at_every_length_is_noticed_but_at_the_end_of_a_frame_which_last_seen_names(
    file: FrameFile,
) -> None:
    whole = file.raw
    ends = {len(file.upto(saves)): saves for saves in range(1, len(file.saves))}
    latest = file.saves[-1].seen
    with counted("cuts: every length") as tally:
        for length in sample(range(len(whole)), always=ends):
            with tally.case(f"cut to {length} bytes"):
                outcome, saves = refusal(file, whole[:length])
                if outcome == "silent":
                    assert ends.get(length) == saves, "silent"
                    outcome = "at the end of a frame, named by last-seen"
                    assert relation(file.saves[saves - 1].seen, latest) is Relation.OLDER
                tally.saw(outcome)
    assert tally.counts["at the end of a frame, named by last-seen"] == len(ends)


def test_zeros_in_place_of_any_block_are_noticed(file: FrameFile) -> None:
    whole = file.raw
    with counted("blocks: zeros, ones, another block") as tally:
        for at in sample(range(0, len(whole), 512)):
            for what in (bytes(512), b"\xff" * 512, whole[at - 512 : at] or whole[-512:]):
                spoilt = whole[:at] + what + whole[at + 512 :]
                if spoilt == whole:
                    continue
                with tally.case(f"512 bytes at {at}"):
                    outcome, _ = refusal(file, spoilt)
                    assert outcome != "silent"
                    tally.saw(outcome)


def test_the_whole_file_opens_and_is_what_was_saved(file: FrameFile) -> None:
    assert refusal(file, file.raw) == ("silent", len(file.saves))
    opened = file.opened(file.raw)
    assert relation(seen_of(opened), file.saves[-1].seen) is Relation.SAME
    with pytest.raises(CompanionError):
        file.opened(b"")
