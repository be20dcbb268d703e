"""The vectors of other versions, and those that are damaged from the start."""

import struct

from tests.vectors.scenario import LINES, add, delta, error, flip, opens, state, writer
from tests.vectors.writer import HEADER_LEN


def refused() -> None:
    """Write the vectors of other versions, and those that are damaged."""
    made = writer("header-bit")
    head = made.write_header()
    add("header-bit", "One bit of the header is flipped.", flip(head, 40), error("DamagedHeader"))
    made = writer("header-forged")
    head = made.write_header(seal_with=bytes(32)) + made.snapshot(3, state(LINES))
    add(
        "header-forged", "The checksum of the header fits, its seal does not.", head, error("DamagedContents")
    )
    made = writer("cost", cost=(2**24, 3, 4))
    add(
        "cost",
        "A slot that asks for 16 GiB. Nothing is derived.",
        made.write_header(),
        error("DamagedHeader"),
    )
    made = writer("unused", unused=b"\1")
    add(
        "unused",
        "A byte that format 1 does not use is not zero.",
        made.write_header(),
        error("DamagedHeader"),
    )
    made = writer("newer", format=3, min_reader=2)
    wrong = {"passphrase": "never tried", "expect": error("NewerVersion")}
    add("newer", "Made for readers of format 2 and up.", made.write_header(), error("NewerVersion"), [wrong])
    made = writer("newer-readable", format=2, unused=b"of a later version")
    made.extra_slots = (bytes([9]) + bytes(range(127)),)
    raw = made.write_header() + made.snapshot(3, state(LINES))
    add(
        "newer-readable",
        "Format 2 that a reader of format 1 may read, and not write.",
        raw,
        opens(LINES, may_write=False),
    )
    made = writer("later-schema")
    raw = made.write_header() + made.snapshot(3, {"meta": {"schema": 1_000_000, "vv": "other"}, "later": 1})
    add("later-schema", "Records of a later schema.", raw, error("NewerVersion"))
    made = writer("later-frame")
    raw = made.write_header() + made.snapshot(3, state(LINES)) + made.delta(4, delta(), version=2)
    add(
        "later-frame", "A genuine frame of a later version: it holds later edits.", raw, error("NewerVersion")
    )
    made = writer("headless")
    add(
        "headless",
        "The header is whole and nothing follows it.",
        made.write_header(),
        error("DamagedContents"),
    )
    add("empty", "Nothing but zeros, as a crash may leave.", bytes(HEADER_LEN), error("DamagedHeader"))
    add("not-a-vault", "Some other file.", struct.pack("<8s", b"PK\3\4none") * 4, error("NotReadable"))
