"""The ways a file may not open are told apart, and each says what to do."""

import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import (
    CompanionError,
    DamagedContents,
    DamagedHeader,
    NewerVersion,
    NothingThere,
    NotReadable,
    WrongPassphrase,
    WrongRecoveryCode,
)
from companion.vault.access import open_bytes
from companion.vault.format import frames, snapshot
from companion.vault.format.contents import SCHEMA
from companion.vault.format.frames import Key
from companion.vault.format.header import HEADER_LEN, Header, Slot, read_header
from companion.vault.format.snapshot import seal_snapshot
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.secrets.keys import open_with_passphrase, passphrase_slot
from companion.vault.secrets.recovery_code import new_code
from companion.vault.vault import verify
from tests.thorough import many
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, reopen

REGIONS = {
    "magic": (0, 8, DamagedHeader),
    "format": (8, 12, DamagedHeader),
    "header length": (12, 16, DamagedHeader),
    "vault id": (16, 32, DamagedHeader),
    "generation": (32, 36, DamagedHeader),
    "passphrase slot": (36, 164, DamagedHeader),
    "recovery slot": (164, 292, DamagedHeader),
    "empty slots": (292, 1060, DamagedHeader),
    "unused": (1060, 4032, DamagedHeader),
    "header seal": (4032, 4064, DamagedHeader),
    "checksum": (4064, 4096, DamagedHeader),
    "frame prefix": (4096, 4120, DamagedContents),
    "frame salt": (4120, 4152, DamagedContents),
    "frame commitment": (4152, 4184, DamagedContents),
    "words": (4184, 4500, DamagedContents),
    "padding": (5000, 266_000, DamagedContents),
    "tag": (266_224, 266_240, DamagedContents),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a vault with one record."""
    path = tmp_path_factory.mktemp("vault") / "v.vault"
    vault, _ = make(path)
    VaultDB(vault).records("lines").keep("one", {"text": "walk by the river"})
    vault.close()
    return path.read_bytes()


def try_to_open(raw: bytes, passphrase: str = PASSPHRASE) -> None:
    """Open the bytes of a vault."""
    open_bytes(raw, lambda header: open_with_passphrase(header, passphrase), CHEAP)


def resealed(raw: bytes, **changes: int) -> bytes:
    """Return the header's two u16 numbers changed and its plain checksum made right again."""
    front = bytearray(raw[:4064])
    for name, at in (("format", 8), ("min_reader", 10)):
        if name in changes:
            front[at : at + 2] = changes[name].to_bytes(2, "little")
    return bytes(front) + hashlib.sha256(front).digest() + raw[4096:]


@pytest.mark.parametrize("region", REGIONS)
def test_a_flipped_bit_is_always_noticed_and_named(whole: bytes, region: str) -> None:
    first, end, error = REGIONS[region]
    for at in sorted({first, (first + end) // 2, end - 1}):
        for bit in (0, 3, 7):
            spoilt = bytearray(whole)
            spoilt[at] ^= 1 << bit
            with pytest.raises(error):
                try_to_open(bytes(spoilt))


@many(150)
@given(data=st.data())
def test_any_change_anywhere_is_refused(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = bytearray(whole)
    spoilt[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises((DamagedHeader, DamagedContents, NotReadable)):
        try_to_open(bytes(spoilt))


@pytest.mark.parametrize("length", [1, 7, 8, 100, 4095, 4096, 4097, 5000, 8192, 266_239])
def test_a_file_cut_short_is_damaged(whole: bytes, length: int) -> None:
    with pytest.raises(DamagedHeader if length < 4096 else DamagedContents):
        try_to_open(whole[:length])


@pytest.mark.parametrize("raw", [b"", bytes(100), bytes(300_000)])
def test_a_file_that_a_crash_left_empty_is_damaged(raw: bytes) -> None:
    with pytest.raises(DamagedHeader):
        try_to_open(raw)


@pytest.mark.parametrize("raw", [b"hello", b"%PDF-1.7\n" + bytes(9000), b"\x89PNG\r\n\x1a\n" * 2000])
def test_what_was_never_a_vault_is_told_so(raw: bytes) -> None:
    with pytest.raises(NotReadable, match="not a Companion file"):
        try_to_open(raw)


def test_wrong_passphrase_and_wrong_code_are_no_damage(path: Path) -> None:
    vault, _ = make(path)
    vault.close()
    with pytest.raises(WrongPassphrase) as wrong:
        reopen(path, "something else again")
    assert str(wrong.value) == "That did not open it. Try again; nothing is lost."
    assert wrong.value.exit_code == 3
    with pytest.raises(WrongRecoveryCode) as code:
        reopen(path, new_code())
    assert code.value.groups == ()
    assert code.value.exit_code == 3
    reopen(path).close()


def test_a_missing_file_a_folder_and_a_pipe(tmp_path: Path) -> None:
    with pytest.raises(NothingThere):
        reopen(tmp_path / "none.vault")
    with pytest.raises(NotReadable):
        reopen(tmp_path, read_only=True)
    if sys.platform == "win32":
        return  # no pipes with names
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotReadable):
        reopen(tmp_path / "pipe", read_only=True)


def test_a_later_format_that_needs_a_later_reader(whole: bytes) -> None:
    with pytest.raises(NewerVersion) as newer:
        try_to_open(resealed(whole, format=3, min_reader=2))
    assert newer.value.exit_code == 4


@pytest.mark.parametrize("versions", [{"format": 0}, {"min_reader": 0}, {"format": 0, "min_reader": 0}])
def test_versions_that_make_no_sense_are_damage(whole: bytes, versions: dict[str, int]) -> None:
    with pytest.raises(DamagedHeader):
        try_to_open(resealed(whole, **versions))


def test_a_header_put_together_without_the_key_is_noticed(whole: bytes) -> None:
    header = read_header(whole, CHEAP.least_kib, CHEAP.most_kib)
    forged = Header(vault_id=header.vault_id, generation=9, slots=header.slots).pack(bytes(32))
    with pytest.raises(DamagedContents):
        try_to_open(forged + whole[HEADER_LEN:])


def test_a_later_format_this_program_may_read_opens_for_reading_alone(path: Path) -> None:
    key, header = Key(bytes(32), bytes(16)), Header(vault_id=bytes(16), format=2)
    header = header.with_slot(passphrase_slot(key, PASSPHRASE, CHEAP.costs[0]))
    header = header.with_slot(Slot(7, 9, salt=b"later".ljust(32, b"\0")))
    path.parent.mkdir()
    json = b'{"meta":{},"tables":{"lines":{"a":{"x":1}}}}'
    path.write_bytes(
        b"".join(
            bytes(piece)
            for piece in seal_snapshot(key, header.pack(key.root), 5, json, bytearray(snapshot.SCRATCH))
        )
    )
    vault = reopen(path)
    assert vault.read_only
    assert any("newer" in notice for notice in vault.notices)
    assert VaultDB(vault).table("lines").all() == [{"x": 1}]
    vault.close()


@pytest.mark.parametrize(
    "slot",
    [
        Slot(1, 1, 31, 1, 4),
        Slot(1, 1, 2**30, 1, 4),
        Slot(1, 1, 32, 0, 4),
        Slot(1, 1, 32, 11, 4),
        Slot(1, 1, 32, 1, 8),
        Slot(1, 2, 0, 0, 0),
        Slot(2, 1, 32, 1, 4),
        Slot(2, 2, 32, 0, 0),
        Slot(0, 1),
    ],
)
def test_a_slot_that_asks_for_what_no_slot_may_is_damage_and_not_tried(slot: Slot) -> None:
    header = Header(vault_id=bytes(16), slots=(slot.pack(), *[bytes(128)] * 7))
    with pytest.raises(DamagedHeader):
        read_header(header.pack(bytes(32)), CHEAP.least_kib, CHEAP.most_kib)


def test_two_slots_of_a_kind_are_damage_and_unknown_ones_are_kept() -> None:
    twice = Header(vault_id=bytes(16), slots=(*[Slot(2, 2).pack()] * 2, *[bytes(128)] * 6))
    for header in (twice, replace(twice, format=2)):  # no file of a later format asks for more work either
        with pytest.raises(DamagedHeader):
            read_header(header.pack(bytes(32)), 32, 64)
    later = bytes([9]) + bytes(range(127))
    header = Header(vault_id=bytes(16), slots=(*[bytes(128)] * 7, later))
    raw = header.pack(bytes(32))
    assert read_header(raw, 32, 64) == header
    assert read_header(raw, 32, 64).with_slot(Slot(2, 2)).slots[7] == later


def sealed(json: bytes, kind: int = frames.SNAPSHOT, version: int = 1) -> bytes:
    """Return a genuine vault whose one frame holds `json`."""
    key = Key(bytes(32), bytes(16))
    header = Header(vault_id=bytes(16)).with_slot(passphrase_slot(key, PASSPHRASE, CHEAP.costs[0]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "SNAPSHOT", kind)
        patch.setattr(snapshot, "FRAME_VERSION", version)
        return b"".join(
            bytes(piece)
            for piece in seal_snapshot(key, header.pack(key.root), 1, json, bytearray(snapshot.SCRATCH))
        )


@pytest.mark.parametrize(
    "json",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"meta":{},"tables":[]}',
        b'{"meta":{},"tables":{"lines":[1]}}',
        b'{"meta":{"schema":"one"},"tables":{}}',
        b'{"meta":{"vv":{"w":1e400}},"tables":{}}',
        b'{"meta":{},"tables":{}',
        b'{"meta":{},"tables":{"lines":{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}}}",
        b'{"meta":{"saved_at":"\xff"},"tables":{}}',
    ],
)
def test_genuine_frames_with_contents_that_make_no_sense(json: bytes) -> None:
    with pytest.raises(DamagedContents):
        try_to_open(sealed(json))


def test_contents_of_a_later_schema_are_refused_not_lost() -> None:
    json = b'{"meta":{"schema":%d},"tables":{}}'
    try_to_open(sealed(json % SCHEMA))
    with pytest.raises(NewerVersion):
        try_to_open(sealed(json % (SCHEMA + 1)))


def test_genuine_frames_of_a_kind_or_version_not_known_yet_are_newer() -> None:
    json = b'{"meta":{},"tables":{}}'
    try_to_open(sealed(json))
    for raw in (sealed(json, kind=3), sealed(json, version=2)):
        with pytest.raises(NewerVersion):
            try_to_open(raw)
    with pytest.raises(DamagedContents):
        try_to_open(sealed(json, kind=frames.DELTA))  # no snapshot before it


def test_verify_counts_and_each_error_is_one_kind_sentence(path: Path) -> None:
    vault, code = make(path)
    VaultDB(vault).records("lines").keep("one", {"text": "x"})
    vault.close()
    info = verify(path, recovery_code=code, now=NOW, profile=CHEAP)
    assert (info.counts, info.unreadable, info.has_recovery_code) == ({"lines": 1}, 0, True)
    raw = path.read_bytes()
    for spoilt in (raw[:9], raw[:-1], b"hello"):
        path.write_bytes(spoilt)
        with pytest.raises(CompanionError) as caught:
            verify(path, passphrase=PASSPHRASE, now=NOW, profile=CHEAP)
        assert str(caught.value).endswith(".")
        assert PASSPHRASE not in str(caught.value)
