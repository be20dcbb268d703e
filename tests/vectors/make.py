"""Makes every vector anew, to the byte: `python -m tests.vectors.make`. Never run by a test.

A vector that was once given out is never changed. New scenarios are added; `vectors.json` says what each is for.
"""

import copy
import json

from tests.vectors.golden import LEARNING, TABLES, W
from tests.vectors.refused import refused
from tests.vectors.scenario import (
    CODE,
    COMPOSED,
    FOLDER,
    LATER,
    LINES,
    OTHER_CODE,
    PASSPHRASE,
    SLIP,
    TYPED_OTHERWISE,
    UNKNOWN,
    W2,
    add,
    delta,
    error,
    flip,
    opens,
    record,
    state,
    vectors,
    writer,
)
from tests.vectors.writer import Json, Writer, padme


def sound() -> None:
    """Write the vectors that open without a word."""
    made = writer("plain")
    good = opens(LINES)
    wrong = "The code is another vault's; every group of it is well formed."
    add(
        "plain",
        "A header and a snapshot of the least length a writer makes. Each secret opens it, however it was typed.",
        made.write_header() + made.snapshot(3, state(LINES), full=True),
        good,
        [
            {"recovery_code": CODE, "expect": good},
            {
                "recovery_code": CODE.lower().replace("-", " ").replace("0", "o").replace("v", "u"),
                "expect": good,
            },
            {"recovery_code": CODE.replace("-", "").replace("1", "l"), "expect": good},
            {"passphrase": CODE, "expect": good},
            {"passphrase": PASSPHRASE + " ", "expect": error("WrongPassphrase")},
            {"passphrase": "", "expect": error("WrongPassphrase")},
            {"recovery_code": OTHER_CODE, "about": wrong, "expect": error("WrongRecoveryCode", groups=[])},
            {"recovery_code": SLIP, "expect": error("WrongRecoveryCode", groups=[3])},
            {"recovery_code": CODE[:-1], "expect": error("WrongRecoveryCode", groups=[7])},
        ],
    )
    long = {"lines": {f"{n:04}": record("word " * 50, W, 3) for n in range(1000)}}
    made = writer("long")
    head, frame = made.write_header(), made.snapshot(3, state(long), full=True)
    if len(frame) == padme(0) or len(frame) % 8192:
        raise ValueError("the long snapshot is to show the rounding")
    add(
        "long",
        "A snapshot above the least length, rounded up by the rule for lengths.",
        head + frame,
        opens(long),
    )

    made = writer("schema-1")
    raw = made.write_header() + made.snapshot(3, state(TABLES))
    add(
        "schema-1",
        "A record of every table, as schema 1 has them: later schemas read these too.",
        raw,
        opens(TABLES),
    )
    made = writer("schema-1-learning")
    raw = made.write_header() + made.snapshot(3, state(LEARNING))
    add(
        "schema-1-learning",
        "A record of every table that joined schema 1 with exercises.",
        raw,
        opens(LEARNING),
    )

    made = Writer(name="unicode", passphrase="Dŵr a thân, b\u00e9b\u00e9 bach".encode())
    raw = made.write_header() + made.snapshot(3, state(LINES))
    ways = [COMPOSED, TYPED_OTHERWISE, COMPOSED.replace(" ", "\u00a0")]
    add(
        "unicode",
        "A passphrase that keyboards compose and space differently. The vault has no recovery slot.",
        raw,
        {},
        [{"passphrase": way, "expect": opens(LINES)} for way in ways]
        + [
            {"passphrase": COMPOSED + "\n", "expect": error("WrongPassphrase")},
            {"recovery_code": CODE, "expect": error("WrongRecoveryCode", groups=[])},
        ],
    )
    made = Writer(name="unknown-character", passphrase=UNKNOWN.encode())
    raw = made.write_header() + made.snapshot(3, state(LINES))
    add(
        "unknown-character",
        "A passphrase with a character that the reader's Unicode may not know yet: it is tried all the same.",
        raw,
        {},
        [{"passphrase": UNKNOWN, "expect": opens(LINES)}],
    )
    kept: Json = LINES | {
        "later": {"a": [1, "two", None, True], "b": "no object", "c": {"text": "no dot", "later": {"x": -1}}},
        "kept": {"lines/x": {"table": "lines", "id": "x", "json": "{]", "dot": [W, 3]}},
        "empty": {},
    }
    made = writer("unknown")
    raw = made.write_header() + made.snapshot(3, state(kept, mood="fair") | {"beside": {"keep": [1, 2]}})
    add(
        "unknown",
        "Keys, tables and records that format 1 does not name. A program that saves keeps them.",
        raw,
        opens(kept),
    )

    conflict: Json = {
        "lines": {"one": record("ours", W, 3, changed_at="2026-11-23T09:00:00Z")},
        "clashes": {
            f"lines/one/{W2}-9": {
                "table": "lines",
                "id": "one",
                "record": record("theirs", W2, 9, changed_at="2026-11-22T09:00:00Z"),
                "dot": [W2, 9],
            }
        },
    }
    made = writer("clash")
    raw = made.write_header() + made.snapshot(10, state(conflict, vv={W: 10, W2: 9}))
    add(
        "clash",
        "A record that was edited in two copies; one version is shown, the other waits.",
        raw,
        opens(conflict, seq=10, vv={W: 10, W2: 9}),
    )

    made = writer("slots", extra_slots=(bytes([9]) + bytes(range(1, 128)),))
    raw = made.write_header() + made.snapshot(3, state(LINES))
    add(
        "slots", "A slot of a state that format 1 does not know. It is kept byte for byte.", raw, opens(LINES)
    )


def with_deltas() -> None:
    """Write the vectors that have delta frames."""
    made = writer("deltas")
    head = made.write_header() + made.snapshot(3, state(LINES))
    first = made.delta(4, delta(["lines", "one", record("edited", W, 4)], ["new", "x", record("new", W, 4)]))
    second = made.delta(5, delta(["lines", "one", record("again " * 900, W2, 5)], w=W2))
    after4 = copy.deepcopy(LINES) | {"new": {"x": record("new", W, 4)}}
    after4["lines"]["one"] = record("edited", W, 4)
    after5 = copy.deepcopy(after4)
    after5["lines"]["one"] = record("again " * 900, W2, 5)
    good4 = opens(after4, seq=4, saved_at=LATER)
    good5 = opens(after5, seq=5, vv={W: 4, W2: 5}, saved_at=LATER)
    whole = head + first + second
    add("deltas", "Two saves after the snapshot, by two writers; the second takes two blocks.", whole, good5)
    add("torn", "The second save was cut short.", whole[:-4096], good4 | {"torn": True})
    add(
        "torn-bit",
        "One bit of the last frame's body is flipped: as if that save was cut short.",
        flip(whole, len(whole) - 4000),
        good4 | {"torn": True},
    )
    add(
        "cut-at-a-frame",
        "The last frame is gone whole. The file alone cannot tell; the last-seen file can.",
        head + first,
        good4,
    )
    stale = writer("stale")
    short = stale.write_header() + stale.snapshot(3, state(LINES))
    old = stale.delta(3, delta(["lines", "one", record("from before", W, 3)]), chain=False)
    add(
        "stale",
        "A genuine frame of an earlier seq in the tail: passed over, with notice.",
        short + old,
        opens(LINES, torn=True),
    )
    earlier = {"passphrase": PASSPHRASE, "earlier": True, "expect": opens(LINES, torn=True, may_write=False)}
    add(
        "middle",
        "The first of two deltas is damaged, the second is genuine: refused; the snapshot can be read.",
        flip(whole, len(head) + 1000),
        error("DamagedContents"),
        [earlier],
    )
    add(
        "gap",
        "The first of two deltas was taken out: refused; the snapshot can be read.",
        head + second,
        error("DamagedContents"),
        [earlier],
    )

    made = writer("deletes")
    head = made.write_header() + made.snapshot(3, state(LINES | {"new": {"x": record("new", W, 3)}}))
    frames = made.delta(4, delta(["lines", "one", None], ["lines", "never there", None], ["new", "x", None]))
    frames += made.delta(5, delta(["lines", "two", None], ["lines", "two", record("back", W, 5)]))
    left = {"lines": {"two": record("back", W, 5)}}
    add(
        "deletes",
        "Records that go, one that never was, and one that goes and comes back in one save.",
        head + frames,
        opens(left, seq=5, saved_at=LATER),
    )


if __name__ == "__main__":
    for old in FOLDER.glob("*.vault"):
        old.unlink()
    sound()
    with_deltas()
    refused()
    listed = {"recovery_code": CODE, "vectors": vectors}
    (FOLDER / "vectors.json").write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf-8")
