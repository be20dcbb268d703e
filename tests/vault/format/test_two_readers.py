"""The program and the second reader say the same of vaults that no program writes."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import CompanionError
from companion.vault.access import open_bytes, way_in
from tests.thorough import many
from tests.vault.conftest import CHEAP
from tests.vault.format import second_forge as forge
from tests.vault.format.second_forge import DELTAS, SNAPSHOTS, Piece, forged, forged_header
from tests.vault.format.second_reader import content_hash, read
from tests.vault.format.second_secrets import Refused
from tests.vault.format.test_second_reader import CHEAPLY, refusal, said

SNAPSHOT = Piece(words=SNAPSHOTS[0], kind=1)
DELTA = Piece(words=DELTAS[0])
LATER_SLOT = b"\3" + bytes(range(127))
FRAMES: list[tuple[str, list[Piece], object]] = [
    (
        "an unknown frame that uses bytes 6 and 7",
        [SNAPSHOT, Piece(words=b"", version=2, zero=9)],
        "NewerVersion",
    ),
    ("an unknown first frame that does", [Piece(words=b"", kind=3, zero=9)], "NewerVersion"),
    ("an unknown frame of any length", [SNAPSHOT, Piece(words=b"", kind=3, lie=1)], "NewerVersion"),
    ("an unknown frame left from earlier", [SNAPSHOT, Piece(words=b"", kind=3, step=-1)], "NewerVersion"),
    (
        "an unknown frame left from earlier in the tail",
        [SNAPSHOT, Piece(words=b"", spoilt=60), Piece(words=b"", kind=3, step=-2)],
        "NewerVersion",
    ),
    ("a known frame that uses bytes 6 and 7", [SNAPSHOT, Piece(words=DELTAS[0], zero=9)], 3),
    (
        "such a frame in the tail",
        [SNAPSHOT, Piece(words=b"", spoilt=60), Piece(words=DELTAS[0], zero=9)],
        3,
    ),
    ("a whole one in the tail", [SNAPSHOT, Piece(words=b"", spoilt=60), DELTA], "DamagedContents"),
    (
        "half of a surrogate pair",
        [Piece(words=b'{"meta":{"x":"\\ud800"},"tables":{}}', kind=1)],
        "DamagedContents",
    ),
    ("a delta with a key more", [SNAPSHOT, Piece(words=DELTAS[2])], 4),
    ("a snapshot where a delta is due", [SNAPSHOT, Piece(words=SNAPSHOTS[0], kind=1)], "DamagedContents"),
]
HEADERS = [
    ("format 2 may use bytes 1060 to 4031", forged_header(2000, b"\1", written=2), 3),
    ("format 1 may not", forged_header(2000, b"\1"), "DamagedHeader"),
    (
        "format 2 may not use bytes 126 and 127 of a slot",
        forged_header(162, b"\1", written=2),
        "DamagedHeader",
    ),
    ("format 2 may not use an empty slot", forged_header(420, b"\0\1", written=2), "DamagedHeader"),
    ("format 1 has one slot of a state", forged_header(292, forge.HEADER[164:292]), "DamagedHeader"),
    (
        "format 2 has one slot of a state",
        forged_header(292, forge.HEADER[164:292], written=2),
        "DamagedHeader",
    ),
    ("a slot of a later state is kept", forged_header(292, LATER_SLOT), 3),
]


def by_the_program(raw: bytes, earlier: bool) -> dict[str, Any]:
    """Return what the program says of a forged vault, in the words of a vector."""
    unlock, _ = way_in(None, forge.CODE)
    try:
        found = open_bytes(raw, unlock, CHEAP, earlier=earlier)
    except CompanionError as error:
        return refusal(error)
    tables = found.contents.tables.items()
    plain = {name: {id: msgspec.json.decode(each) for id, each in rows.items()} for name, rows in tables}
    return {
        "tables": content_hash(plain, dots=True),
        "tables_without_dots": content_hash(plain, dots=False),
        "seq": found.seq,
        "vv": found.contents.meta.vv,
        "saved_at": found.contents.meta.saved_at,
        "torn": found.torn,
        "may_write": not found.header.is_newer and not earlier,
    }


def by_the_second_reader(raw: bytes, earlier: bool) -> dict[str, Any]:
    """Return what the second reader says of it."""
    try:
        return said(read(raw, recovery_code=forge.CODE, limits=CHEAPLY, earlier=earlier))
    except Refused as error:
        return refusal(error)


def outcome(raw: bytes) -> object:
    """Return the seq, or the name of the error, that both readers say."""
    said_of_it = by_the_program(raw, False)
    assert said_of_it == by_the_second_reader(raw, False)
    return said_of_it.get("error", said_of_it.get("seq"))


@pytest.mark.parametrize(
    ("frames", "expected"), [each[1:] for each in FRAMES], ids=[each[0] for each in FRAMES]
)
def test_what_the_document_says_of_odd_frames(frames: list[Piece], expected: object) -> None:
    assert outcome(forged(frames)) == expected


@pytest.mark.parametrize(
    ("header", "expected"), [each[1:] for each in HEADERS], ids=[each[0] for each in HEADERS]
)
def test_what_the_document_says_of_odd_headers(header: bytes, expected: object) -> None:
    assert outcome(forged([SNAPSHOT], header=header)) == expected


@many(150)
@given(raw=forge.vaults(), earlier=st.booleans())
def test_both_readers_say_the_same_of_frames_that_no_program_writes(raw: bytes, earlier: bool) -> None:
    assert by_the_program(raw, earlier) == by_the_second_reader(raw, earlier)


@many(150)
@given(raw=forge.beginnings(), earlier=st.booleans())
def test_both_readers_say_the_same_of_headers_that_no_program_writes(raw: bytes, earlier: bool) -> None:
    assert by_the_program(raw, earlier) == by_the_second_reader(raw, earlier)
